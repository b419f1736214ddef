// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package object is the language in which Microsoft Graph objects are described.
//
// A [Definition] says what an object is: where it lives, which attributes it
// has and what may be done with each of them. It holds data and nothing else;
// the engine turns it into a managed resource and data sources, and tests and
// documentation read the same value. Definitions are never changed once built.
package object

import (
	"cmp"
	"strings"
)

// Definition describes one kind of Graph object.
type Definition struct {
	// Name is the Terraform name without the provider's prefix: "group" makes
	// the resource and the data source microsoft365_group.
	Name string
	// PluralName is the name of the data source of several objects, where it is
	// not what English makes of Name.
	PluralName string
	// Doc says in a sentence or two what the object is and is shown at the
	// top of its documentation page.
	Doc string
	// Reference is Microsoft's page about the object, below graph/api, where it is not
	// the one of its type: "group-post-members".
	Reference string
	// Place is where the objects are: a [Collection], a [Singleton], an [OnlyChild], a
	// [Relation], a [Part], an [Element] or an [Answer].
	Place Place
	// LookUp is how objects are found.
	LookUp LookUp
	// Life is how objects come into being, change and go. Objects without one are not
	// managed: they have data sources and no resource.
	Life *Life
	// Needs is what managing the objects takes.
	Needs Needs
	// Attributes are the object's properties, in the order of its documentation.
	// The id is not among them, unless whoever makes the object chooses it.
	Attributes []Attribute
	// Variants are the types that an object can have, for a type that is
	// abstract: one nested attribute each, of which exactly one is set. An object
	// never becomes one of another type.
	Variants []Variant
	// Rules tie attributes to each other and are checked at plan time.
	Rules []Rule
	// Upgrades bring a state of an earlier version of the definition to the next:
	// the first one from version 0 to 1. Their number is the present version.
	Upgrades []Upgrade
	// ReadQuery are options of every read beside those that follow from the attributes,
	// such as "$expand". They replace those, and an empty one takes them away.
	ReadQuery map[string]string
	// Elsewhere are attributes of other kinds of objects that say as a whole what these say
	// in parts, about the object that the path's first parameter names.
	Elsewhere []Elsewhere
	// MovedFrom are resource types of other providers for the same object.
	MovedFrom []Move
}

// Action is a request of its own by which an attribute is written.
type Action struct {
	// Name is the action's, "assign".
	Name string
	// Names are, in place of a name, those of the actions without parameters that bring
	// about one value each: "start" for "Active", "verify" for "true". A new object needs
	// none for the value that the attribute's Removal has.
	Names map[string]string
	// Property is its parameter, where it is not the attribute's name.
	Property string
	// UpdateOnly marks a value that is sent with the object when that is created.
	UpdateOnly bool
}

// Reveal is a function of an object that tells the values of elements of a collection
// one by one, where Graph encrypts them and shows something else in their place.
type Reveal struct {
	// Function is the function's name, and Parameter that of its one parameter, which is
	// the element's property too that holds what it is given.
	Function, Parameter string
	// Masked is the element's property that is true where its Value is not shown.
	Masked, Value string
	// Binary are the types of elements whose value is binary. The function tells it as
	// base64, or as the text itself.
	Binary []string
}

// Upgrade changes the values of a state, as decoded JSON by Terraform's names, to
// what the next version of the definition wants.
type Upgrade func(state map[string]any)

// Body is the decoded JSON object of a request, by Graph's property names.
type Body = map[string]any

// Attribute describes one property of an object.
type Attribute struct {
	// Name is Graph's name of the property, "displayName". The Terraform name
	// is made from it.
	Name string
	// Rename is the Terraform name, where what is made of Name reads badly or is a
	// word of Terraform's own.
	Rename string
	// Mode says who decides about the value.
	Mode Mode
	// Type says which values are possible.
	Type Type
	// Doc is the documentation, in our own words.
	Doc string
	// CreateOnly marks a value that Graph takes when the object is created and
	// never again. Changing it replaces the object. It holds for everything
	// nested in the attribute.
	CreateOnly bool
	// Once marks a CreateOnly value that Graph also takes later from an object that
	// has none.
	Once bool
	// AtCreation lists values that Graph takes when the object is created and never
	// later. A change to one of them, or from one, replaces the object.
	AtCreation []string
	// Sensitive hides the value in plans. It holds for everything nested in
	// the attribute.
	Sensitive bool
	// Volatile marks a value that changes on its own. It appears in data
	// sources only, where it cannot disturb a plan.
	Volatile bool
	// Seen is where Graph shows the value.
	Seen Seen
	// Sent marks a parameter of the path that Graph wants in the body too.
	Sent bool
	// Action is set for a value that has a request of its own.
	Action *Action
	// Single marks a relation to one other object, such as a user's manager: it is
	// set and removed by /$ref, seen by $expand, and of type Wrapped around the id. Other
	// objects than those of the directory are Bound.
	Single bool
	// Bound is set for a relation that a new object brings with it (@odata.bind): a Single
	// one, which has to be read by itself then, or one of Links. It is the path of the
	// collection by which the objects are referred to. Where the object's type is one of
	// several in its collection, the type's name stands in the path of the relation.
	Bound string
	// Revealed is how the values of elements are read that Graph shows masked; nil where it
	// masks none.
	Revealed *Reveal
	// BoundAs is the relation by which a new object is given what Graph shows of it as an
	// id afterwards: "user" for a userId that is Bound.
	BoundAs string
	// Removal says what becomes of a value of mode Server when the configuration
	// holds it no more.
	Removal Removal
	// Follows names attributes that change this one at the server. While one
	// of them is about to change, this value is unknown.
	Follows []string
}

// TerraformName is the attribute's name in Terraform.
func (a Attribute) TerraformName() string {
	if a.Rename != "" {
		return a.Rename
	}
	return SnakeCase(a.Name)
}

// Seen is where Graph shows a value.
type Seen int

const (
	// Listed values are in lists and in reads of one object, by $select.
	Listed Seen = iota
	// Expanded values are returned only when asked for by $expand.
	Expanded
	// Alone values are in reads of one object only, and null in lists.
	Alone
	// InReply values are in the reply to the creation only, such as a secret that
	// Graph has made, or are never shown.
	InReply
	// Whole values are the object itself, as a read shows it.
	Whole
)

// Address is where in Graph the objects are.
func (d Definition) Address() Address {
	if d.Place == nil {
		return Address{}
	}
	return d.Place.address()
}

// ReferencePage is the address of Microsoft's page about the object.
func (d Definition) ReferencePage() string {
	at := d.Address()
	page, version := d.Reference, "1.0"
	if page == "" {
		page = "resources/" + strings.ToLower(strings.TrimPrefix(at.Type, "microsoft.graph."))
	}
	if at.API == Beta {
		version = "beta"
	}
	return "https://learn.microsoft.com/graph/api/" + page + "?view=graph-rest-" + version
}

// IsManaged tells whether there is a managed resource.
func (d Definition) IsManaged() bool { return d.Life != nil }

// IsSingleton tells of a [Singleton].
func (d Definition) IsSingleton() bool {
	_, ok := d.Place.(Singleton)
	return ok
}

// OnlyChild is the [OnlyChild] that the place is, or nil.
func (d Definition) OnlyChild() *OnlyChild { return placeAs[OnlyChild](d) }

// Answer is the [Answer] that the place is, or nil.
func (d Definition) Answer() *Answer { return placeAs[Answer](d) }

// placeAs is the place if it is of a kind, or nil.
func placeAs[T any](d Definition) *T {
	if place, ok := d.Place.(T); ok {
		return &place
	}
	return nil
}

// IsMadeInPlace tells of objects that are made at their own address, where one may be
// already: that one is taken over.
func (d Definition) IsMadeInPlace() bool {
	return d.Life != nil && d.Life.Create.ID == FromPath || d.OnlyChild() != nil && !d.Resets()
}

// Resets tells of an [OnlyChild] that is always there, and that DELETE makes what it was.
func (d Definition) Resets() bool { return d.OnlyChild() != nil && d.OnlyChild().Resets }

// HasParentsID tells of objects that are known by the ids of what they belong to: a
// [Part] and an [OnlyChild].
func (d Definition) HasParentsID() bool { return d.Part() != nil || d.OnlyChild() != nil }

// IsAtPath tells of objects that are at the path of their place, with no id behind it: a
// [Singleton], a [Part], an [OnlyChild] and an [Answer].
func (d Definition) IsAtPath() bool {
	return d.IsSingleton() || d.HasParentsID() || d.Answer() != nil
}

// Key is the property that holds an object's own id.
func (d Definition) Key() string {
	key := ""
	switch place := d.Place.(type) {
	case Collection:
		key = place.Key
	case Singleton:
		key = place.Key
	case OnlyChild:
		key = place.Key
	case Element:
		key = place.Key
	case Answer:
		key = place.Key
	}
	return cmp.Or(key, "id")
}

// IsAlwaysThere tells of objects that a tenant has before anybody manages them, and
// afterwards: a [Singleton], one at an address of its own that Graph never deletes, a
// [Part] that a destroy does not empty, and an [OnlyChild] that it resets.
func (d Definition) IsAlwaysThere() bool {
	lasts := d.Life != nil && d.Life.Delete.Never != ""
	return d.IsSingleton() || d.Resets() || lasts && (d.Life.Create.ID == FromPath || d.Part() != nil)
}

// IsDerived tells of a place of which the type is one of several.
func (d Definition) IsDerived() bool {
	c, _ := d.Place.(Collection)
	s, _ := d.Place.(Singleton)
	return c.Derived || s.Derived
}

// IsInList tells whether one object is read from the list of its collection.
func (d Definition) IsInList() bool {
	c, _ := d.Place.(Collection)
	return c.InList
}

// Target is the attribute with the id of what a [Relation] leads to, or "".
func (d Definition) Target() string {
	r, _ := d.Place.(Relation)
	return r.Target
}

// OwnKey is the attribute that shows an object's own id apart from those of its parents,
// or "".
func (d Definition) OwnKey() string {
	if c, ok := d.Place.(Collection); ok {
		return c.Shown
	}
	return d.Target()
}

// Targets is the path of the collection by which a [Relation] refers to objects.
func (d Definition) Targets() string {
	if r, _ := d.Place.(Relation); r.Targets != "" {
		return r.Targets
	}
	return "/directoryObjects"
}

// Relation is the [Relation] that the place is, or nil.
func (d Definition) Relation() *Relation { return placeAs[Relation](d) }

// Element is the [Element] that the place is, or nil.
func (d Definition) Element() *Element { return placeAs[Element](d) }

// Part is the [Part] that the place is, or nil.
func (d Definition) Part() *Part { return placeAs[Part](d) }

// IsAlone tells whether there is only one object of the kind, in the tenant or in its
// parent.
func (d Definition) IsAlone() bool {
	return d.IsAtPath() || d.LookUp.Only
}

// Parameters are the names in braces of the place's path, in order, and that of its
// property, or those of the paths of an [Answer].
func (d Definition) Parameters() []string {
	path := d.Address().Path
	if p := d.Part(); p != nil {
		path += "/" + p.Property
	}
	if a := d.Answer(); a != nil {
		path = strings.Join(a.Paths, "")
	}
	return parametersOf(path)
}

// IDForm names the parts of an id in state, of which those of the parents stand first.
func (d Definition) IDForm() []string {
	var form []string
	for _, name := range d.Parameters() {
		form = append(form, SnakeCase(name))
	}
	if key := d.OwnKey(); key != "" {
		return append(form, SnakeCase(key))
	}
	if d.HasParentsID() {
		return form
	}
	return append(form, "id")
}

// parametersOf are the names in braces of a path: whole segments, and arguments of
// functions.
func parametersOf(path string) (names []string) {
	for _, part := range strings.Split(path, "{")[1:] {
		if name, _, closed := strings.Cut(part, "}"); closed {
			names = append(names, name)
		}
	}
	return names
}

// Attribute returns the attribute with Graph's name.
func (d Definition) Attribute(name string) (Attribute, bool) {
	for _, a := range d.Attributes {
		if a.Name == name {
			return a, true
		}
	}
	return Attribute{}, false
}

// Plural is the Terraform name of several objects: "groups", "policies".
func (d Definition) Plural() string {
	stem, policy := strings.CutSuffix(d.Name, "y")
	switch {
	case d.PluralName != "":
		return d.PluralName
	case policy:
		return stem + "ies"
	default:
		return d.Name + "s"
	}
}

// Title is the definition's name in prose: "group member".
func (d Definition) Title() string { return strings.ReplaceAll(d.Name, "_", " ") }
