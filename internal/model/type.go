// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package model

import (
	"slices"
	"strings"
)

// A Kind tells the three sorts of types apart.
type Kind uint8

// The kinds of types.
const (
	Entity  Kind = iota + 1 // has a key and can be addressed by a path
	Complex                 // a structured value without a key
	Enum                    // one of named members
)

// String names the kind as the metadata document does.
func (k Kind) String() string {
	switch k {
	case Entity:
		return "EntityType"
	case Complex:
		return "ComplexType"
	case Enum:
		return "EnumType"
	}
	return "unknown kind"
}

// A Type is an entity, complex or enum type. Its names are qualified, as in
// "microsoft.graph.user". The slices hold what the type itself declares, in order
// of name; the methods also see what it inherits.
type Type struct {
	Name string
	Kind Kind
	// Base is the type that this one extends, or empty.
	Base string
	// Abstract types have no values of their own: @odata.type must name a derived type.
	Abstract bool
	// Open types, and all that extend them, may hold properties that are not declared.
	Open bool
	// Stream entities are media: their content is read at $value.
	Stream bool
	// Key names the properties of the key; empty if it is inherited or there is none.
	Key []string
	// AlternateKeys are the other sets of properties that a path may name an
	// entity by, as in applications(appId='…').
	AlternateKeys [][]string
	Properties    []Property
	Navigations   []Navigation
	// Members of an enum, in order of their values.
	Members []string
	// Flags tells that a value may join several members with commas.
	Flags bool
	// Refuses holds what Microsoft says the collections of the type cannot do.
	Refuses Capabilities

	base    *Type
	derived []*Type
}

// A Property holds a value or values within its object.
type Property struct {
	Name string
	// Type is a primitive such as "Edm.String", or the name of a complex or enum type.
	Type       string
	Collection bool
	Nullable   bool
	// ReadOnly properties are computed by the service, as the metadata says.
	ReadOnly bool
	// Immutable properties can be set on creation only, as the metadata says.
	Immutable bool
	// DocumentedReadOnly properties are called read-only by Microsoft's
	// documentation alone, which says so too of some that are set on creation.
	DocumentedReadOnly bool
}

// A Navigation leads from an object to other entities.
type Navigation struct {
	Name string
	// Type is the name of an entity type.
	Type       string
	Collection bool
	Nullable   bool
	// Contained entities exist only within their parent; others are linked, as by $ref.
	Contained bool
	// Refuses holds what Microsoft says this collection or entity cannot do.
	Refuses Capabilities
}

// A Root is an entity set or a singleton: the first segment of a path.
type Root struct {
	Name string
	// Type is the name of an entity type.
	Type       string
	Collection bool
	// Refuses holds what Microsoft says this collection or entity cannot do.
	Refuses Capabilities
}

// An Operation is an action, called by POST, or a function, called by GET. All
// of them are bound to a type.
type Operation struct {
	// Name is qualified, as in "microsoft.graph.assign"; a path may leave the namespace out.
	Name   string
	Action bool
	// Bound is the type, or the type of the members of the collection, that the operation is called on.
	Bound           string
	BoundCollection bool
	Parameters      []Parameter
	// Returns is the type of the result, or empty for none.
	Returns           string
	ReturnsCollection bool
	// Composable functions may be followed by further segments.
	Composable bool
}

// A Parameter is what an operation takes beside the object it is bound to.
type Parameter struct {
	Name       string
	Type       string
	Collection bool
	Nullable   bool
	Optional   bool
}

// Capabilities is a set of things to do with a collection or an entity.
type Capabilities uint16

// The capabilities that the metadata speaks of.
const (
	Insert Capabilities = 1 << iota
	Read
	Update
	Delete
	Filter
	Sort
	Search
	Expand
	Select
	Count
	Skip
	Top
)

// Has tells whether all of c are in the set.
func (s Capabilities) Has(c Capabilities) bool { return s&c == c }

// BaseType gives the type that this one extends, or nil.
func (t *Type) BaseType() *Type { return t.base }

// IsA tells whether the type is the named one or extends it, at any depth.
func (t *Type) IsA(name string) bool {
	for ; t != nil; t = t.base {
		if t.Name == name {
			return true
		}
	}
	return false
}

// Derived lists the types that extend this one, at any depth, each before those
// that extend it.
func (t *Type) Derived() []*Type {
	var all []*Type
	for _, child := range t.derived {
		all = append(append(all, child), child.Derived()...)
	}
	return all
}

// Property finds a property, own or inherited, by its exact name.
func (t *Type) Property(name string) (Property, bool) {
	for ; t != nil; t = t.base {
		if i, found := slices.BinarySearchFunc(t.Properties, name, byPropertyName); found {
			return t.Properties[i], true
		}
	}
	return Property{}, false
}

// AllProperties lists inherited and own properties, those of the root of the
// inheritance first.
func (t *Type) AllProperties() []Property {
	if t == nil {
		return nil
	}
	return append(t.base.AllProperties(), t.Properties...)
}

// Navigation finds a navigation property, own or inherited, by its exact name.
func (t *Type) Navigation(name string) (Navigation, bool) {
	for ; t != nil; t = t.base {
		if i, found := slices.BinarySearchFunc(t.Navigations, name, byNavigationName); found {
			return t.Navigations[i], true
		}
	}
	return Navigation{}, false
}

// AllNavigations lists inherited and own navigation properties, those of the root
// of the inheritance first.
func (t *Type) AllNavigations() []Navigation {
	if t == nil {
		return nil
	}
	return append(t.base.AllNavigations(), t.Navigations...)
}

// KeyProperties names the properties of the key, own or inherited: "id" for nearly
// all entities, none for other kinds.
func (t *Type) KeyProperties() []string {
	for ; t != nil; t = t.base {
		if len(t.Key) > 0 {
			return t.Key
		}
	}
	return nil
}

func byPropertyName(p Property, name string) int     { return strings.Compare(p.Name, name) }
func byNavigationName(n Navigation, name string) int { return strings.Compare(n.Name, name) }
