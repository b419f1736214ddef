// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

// API is a version segment of Microsoft Graph.
type API string

// The two versions of Microsoft Graph.
const (
	V1   API = "v1.0"
	Beta API = "beta"
)

// Place is where objects of one kind are. It makes the form of their ids, the
// requests that read and write them, and what is locked meanwhile.
type Place interface{ address() Address }

// Address is a place in Graph.
type Address struct {
	// API is the version of Graph that every operation uses, and ReadAPI the one that
	// reads use where that is another.
	API, ReadAPI API
	// Path stands below the version, "/groups". A name in braces,
	// "/groups/{groupId}/members", is an attribute of the object. Within quotes,
	// "/x/find(name='{name}')", its value is written as OData writes texts.
	Path string
	// Type is the objects' type in Graph's metadata, "microsoft.graph.group".
	Type string
}

// ReadVersion is the version of Graph that reads use.
func (a Address) ReadVersion() API {
	if a.ReadAPI != "" {
		return a.ReadAPI
	}
	return a.API
}

// Collection is a path at which there are many objects, each below its id.
type Collection struct {
	API, ReadAPI API
	Path, Type   string
	// Derived marks a Type that is one of several in the collection: Graph wants
	// to be told which with every write.
	Derived bool
	// Key is the property that holds an object's id, where that is not "id": "tenantId".
	Key string
	// InList marks objects that Graph shows in the list of their collection only, and
	// not at an address of their own.
	InList bool
	// Shown is the attribute by which an id that whoever makes the object chooses is
	// configured and shown, where the path has parameters: those are in the id too.
	Shown string
}

// Singleton is a path that leads to one object, which every tenant has. It is
// changed only; a destroy leaves it as it is.
type Singleton struct {
	API, ReadAPI API
	Path, Type   string
	// Derived marks a Type that is one of several at such paths: Graph wants to be told
	// which with every write.
	Derived bool
	// Key is that of the type, as in a [Collection].
	Key string
}

// OnlyChild is a path below an object at which there is one other object, or none. Its id
// is that of the object that it belongs to. It is made by a change at the path: one that
// is there already is taken over.
type OnlyChild struct {
	API, ReadAPI API
	Path, Type   string
	// Key is that of the type, as in a [Collection].
	Key string
	// Put marks a child that is made by PUT, and changed by PATCH all the same.
	Put bool
	// Locale names the one that is meant, where Graph has one in each language at the path:
	// every request says it in Accept-Language, and the deletion as the id besides.
	Locale string
	// Resets marks a child that is always there, as Graph has made it. To create it is to
	// change it, and DELETE makes it again what it was.
	Resets bool
}

// Answer is what Graph tells about an object that has its home elsewhere: in another
// collection, or in another tenant. There is a data source of it, and nothing to list or to
// manage. It may show properties of types that are derived from its own.
type Answer struct {
	API API
	// Paths lead to the same objects, each by a parameter of its own, which can be an
	// argument of a function: "/x/findByName(name='{name}')". One of the parameters is
	// configured, and decides which path is read.
	Paths []string
	Type  string
	// Key is that of the type, as in a [Collection].
	Key string
}

// Relation is a navigation property from one object to others: an object of the
// kind is one link, which is made and removed with /$ref.
type Relation struct {
	API, ReadAPI API
	Path, Type   string
	// Target is the attribute that holds the id of the object referred to.
	Target string
	// Targets is the path of the collection by which objects are referred to, where
	// that is not the one of all directory objects: "/policies/claimsMappingPolicies".
	Targets string
	// Add and Remove are actions of the object referred to which make and remove a link,
	// in place of /$ref. Parameter holds the id of the object that the path is below.
	Add, Remove, Parameter string
	// Bulk: Graph makes twenty links with one PATCH of the object that has them.
	Bulk bool
}

// Part is some of the properties of an object that is managed as a whole elsewhere: to
// create a part is to set them, and to delete it is to empty them, unless Life says that
// Graph Never deletes it. Its id is that of the object.
type Part struct {
	API, ReadAPI API
	Path, Type   string
	// Property is the complex property of the object that holds the attributes, where
	// they are not the object's own: "api". In braces it is the attribute that names
	// it, "{platform}", and is a part of the id.
	Property string
	// List is the collection property that is all of the part, where that has an address of
	// its own: it is read and, by PUT, written there as a list.
	List string
}

// Element is a collection inside a parent, whose path it has: actions of the parent
// add and remove elements. Without actions the whole collection is sent anew, with
// the others as they were.
type Element struct {
	API, ReadAPI API
	Path, Type   string
	// Property is the parent's property that holds the collection. With a slash it is
	// inside another one: "api/oauth2PermissionScopes".
	Property string
	// Key is the property of the element that is its id.
	Key string
	// Shown is the attribute by which the key is configured and shown, where the key's
	// own name is that of every object's id.
	Shown string
	// Bare marks elements that are texts and not objects. The Key is the attribute that
	// holds the text.
	Bare bool
	// Disable is the property that Graph wants false before it removes an element, or
	// empty. It is for elements without actions.
	Disable string
	// Guarded is the property that Graph changes in a disabled element only, or empty.
	Guarded string
	// Add is the parent's action that adds or changes an element; AddBody makes
	// its parameters, or without an action the element. Without a reply the id is the
	// element's own Key, or else a new GUID.
	Add     string
	AddBody func(element Body) Body
	// Remove is the action that removes one, and RemoveBody makes its parameters.
	Remove     string
	RemoveBody func(key string) Body
	// Companions are what the action adds beside an element, and what goes with it; nil
	// for none. The collections are sent anew for that, and Remove is empty.
	Companions *Companions
}

// Companions are what Graph adds beside an element of a collection, by one action: other
// elements of it, such as the private key of a certificate, and of the parent's other
// collections, such as its password.
type Companions struct {
	// Shared is the property of which all of them have the same value. The action's
	// answer tells it: "customKeyIdentifier".
	Shared string
	// Known are the values by which the element is known among its companions in the
	// same collection. Without companions there it is no element of the kind.
	Known Body
	// Besides are the parent's other collections in which it has companions.
	Besides []string
}

func (p Collection) address() Address { return Address{p.API, p.ReadAPI, p.Path, p.Type} }
func (p Singleton) address() Address  { return Address{p.API, p.ReadAPI, p.Path, p.Type} }
func (p Relation) address() Address   { return Address{p.API, p.ReadAPI, p.Path, p.Type} }
func (p Part) address() Address       { return Address{p.API, p.ReadAPI, p.Path, p.Type} }
func (p OnlyChild) address() Address  { return Address{p.API, p.ReadAPI, p.Path, p.Type} }
func (p Element) address() Address    { return Address{p.API, p.ReadAPI, p.Path, p.Type} }

func (p Answer) address() Address {
	a := Address{API: p.API, Type: p.Type}
	if len(p.Paths) > 0 {
		a.Path = p.Paths[0]
	}
	return a
}

// LookUp is how objects of one kind are found.
type LookUp struct {
	// Key is the Graph name of the attribute by which people know the object. The
	// data source and `name=` imports look objects up by it. Empty where there is
	// none.
	Key string
	// Unique marks a Key that no two objects share, since Graph refuses a second one.
	Unique bool
	// Only marks a collection that always holds exactly one object: its data
	// source needs no argument.
	Only bool
	// Unfiltered collections know no $filter, so that all of them is read.
	Unfiltered bool
	// Advanced collections take Graph's advanced queries: those need a header
	// and are answered from an index that lags behind.
	Advanced bool
	// PageSize is the greatest page that the collection gives by $top, where Microsoft
	// documents that it takes that. Advanced collections need not say it.
	PageSize int
	// Filterable names the attributes, beside the Key, that Graph compares
	// with "eq" in a $filter. The others are compared by the provider.
	Filterable []string
	// Scopes are groups of Filterable attributes. Graph refuses to list all objects: of
	// each group one attribute has to be compared.
	Scopes [][]string
}
