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
	"context"
	"strings"
)

// API is a version segment of Microsoft Graph.
type API string

// The two versions of Microsoft Graph.
const (
	V1   API = "v1.0"
	Beta API = "beta"
)

// Definition describes one kind of Graph object.
type Definition struct {
	// Name is the Terraform name without the provider's prefix: "group" makes
	// the resource and the data source microsoft365_group.
	Name string
	// Doc says in a sentence or two what the object is and is shown at the
	// top of its documentation page.
	Doc string
	// API is the version of Graph that every operation uses.
	API API
	// ReadAPI is the version that reads use, where it differs from API.
	ReadAPI API
	// Path is the collection's path below the version, "/groups". A name in
	// braces, "/groups/{groupId}/members", is an attribute of the object.
	Path string
	// Type is the object's type in Graph's metadata, "microsoft.graph.group".
	Type string
	// PluralName is the name of the data source of several objects, where it is
	// not what English makes of Name.
	PluralName string
	// DataOnly objects are not managed: they have data sources and no resource.
	DataOnly bool
	// Only marks a collection that always holds exactly one object: its data
	// source needs no argument.
	Only bool
	// Unfiltered collections know no $filter, so that all of them is read.
	Unfiltered bool
	// Advanced collections take Graph's advanced queries: those need a header
	// and are answered from an index that lags behind.
	Advanced bool
	// Filterable names the attributes, beside the ImportKey, that Graph compares
	// with "eq" in a $filter. The others are compared here.
	Filterable []string
	// Derived marks a Type that is one of several in the collection: Graph wants
	// to be told which with every write.
	Derived bool
	// Variants are the types that an object can have, for a Type that is
	// abstract: one nested attribute each, of which exactly one is set. An object
	// never becomes one of another type.
	Variants []Variant
	// Singleton marks a Path that leads to one object, which every tenant has.
	// It is changed only; a destroy leaves it as it is.
	Singleton bool
	// Element marks an object that is an element of a collection inside its
	// parent, added and removed by actions. Path is then the parent's.
	Element *Element
	// Replaces marks objects that are changed as a whole, by PUT.
	Replaces bool
	// Bin is the path where deleted objects wait, from which they can be restored,
	// or removed for good. It makes the arguments restore_deleted and
	// permanently_delete.
	Bin string
	// Adopt names the attribute by which an object that exists already is found
	// and taken over. It makes the argument use_existing.
	Adopt string
	// Upsert names the attribute, unique in the tenant, by which Graph finds an
	// object to change it, or makes one. Where it is configured, that is how the
	// object is created.
	Upsert string
	// ImportKey is the Graph name of the attribute by which people know the
	// object. The data source and `name=` imports look objects up by it.
	// Empty where there is none.
	ImportKey string
	// Unique marks an ImportKey that no two objects share, since Graph refuses a
	// second one.
	Unique bool
	// Ref marks a relation between two objects. It names the attribute that
	// holds the id of the object referred to; Path is then the navigation
	// property, and the object is linked and unlinked with /$ref.
	Ref string
	// Permissions are the least application permissions that manage the object.
	Permissions Permissions
	// Licence is what the tenant must have bought for the object, as part of a
	// sentence: "Microsoft Entra ID P1". Empty where Microsoft names nothing.
	Licence string
	// Attributes are the object's properties, in the order of its documentation.
	// The id is not among them: every object has it.
	Attributes []Attribute
	// Rules tie attributes to each other and are checked at plan time.
	Rules []Rule
	// Upgrades bring a state of an earlier version of the definition to the next:
	// the first one from version 0 to 1. Their number is the present version.
	Upgrades []Upgrade
	// BeforeCreate completes the body of the request that creates the object.
	// It is for values that Graph demands and people do not want to invent.
	BeforeCreate func(ctx context.Context, body Body) error
	// BeforeDelete prepares the object for its deletion.
	BeforeDelete func(ctx context.Context, call Call) error
	// Kept tells of an object that Graph will not delete, and why that is no
	// failure. It is asked when Graph has refused, with the message.
	Kept func(message string) (why string, ok bool)
}

// Call is what a hook can do with one object.
type Call struct {
	// State is the object as Terraform knows it, by Graph's names.
	State Body
	// Patch changes the object and waits until Graph shows the change.
	Patch func(ctx context.Context, change Body) error
}

// Element says how an element of a collection inside its parent is added, found
// and removed.
type Element struct {
	// Property is the parent's property that holds the collection.
	Property string
	// Key is the property of the element that is its id.
	Key string
	// Add is the parent's action that adds or changes an element; AddBody makes
	// its parameters. Without a reply the id is the element's own Key.
	Add     string
	AddBody func(element Body) Body
	// Remove is the action that removes one, and RemoveBody makes its parameters.
	Remove     string
	RemoveBody func(key string) Body
}

// Action is a request of its own by which an attribute is written.
type Action struct {
	// Name is the action's, "assign".
	Name string
	// Property is its parameter, where it is not the attribute's name.
	Property string
	// UpdateOnly marks a value that is sent with the object when that is created.
	UpdateOnly bool
}

// Upgrade changes the values of a state, as decoded JSON by Terraform's names, to
// what the next version of the definition wants.
type Upgrade func(state map[string]any)

// Body is the decoded JSON object of a request, by Graph's property names.
type Body = map[string]any

// Permissions are names of Graph application permissions. An identity needs
// all of Read to plan and all of Write to apply.
type Permissions struct {
	Read, Write []string
}

// Attribute describes one property of an object.
type Attribute struct {
	// Name is Graph's name of the property, "displayName". The Terraform name
	// is made from it.
	Name string
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
	// Sensitive hides the value in plans. It holds for everything nested in
	// the attribute.
	Sensitive bool
	// Volatile marks a value that changes on its own. It appears in data
	// sources only, where it cannot disturb a plan.
	Volatile bool
	// Sent marks a parameter of the path that Graph wants in the body too.
	Sent bool
	// Once marks a value that only the reply to the creation holds, such as a
	// secret that Graph has made.
	Once bool
	// Action is set for a value that has a request of its own.
	Action *Action
	// Expand marks a value that Graph returns only when asked to, by $expand.
	Expand bool
	// Single marks a relation to one other object, such as a user's manager: it is
	// set and removed by /$ref, read with Expand, and of type Wrapped around the id.
	Single bool
	// Removal says what becomes of a value of mode Server when the configuration
	// holds it no more.
	Removal Removal
	// Follows names attributes that change this one at the server. While one
	// of them is about to change, this value is unknown.
	Follows []string
}

// TerraformName is the attribute's name in Terraform.
func (a Attribute) TerraformName() string { return SnakeCase(a.Name) }

// Parameters are the names in braces of the definition's path, in order.
func (d Definition) Parameters() []string {
	var names []string
	for _, part := range strings.Split(d.Path, "/") {
		if strings.HasPrefix(part, "{") && strings.HasSuffix(part, "}") {
			names = append(names, part[1:len(part)-1])
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
