// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

// Type says which values an attribute can hold. There is one Go type for each
// kind, so that a word that makes no sense for a kind does not compile.
type Type interface{ kind() }

// String is text.
type String struct {
	// MaxLength is the greatest number of characters; 0 is no limit.
	MaxLength int
	// Enum lists the only values possible, as Graph spells them.
	Enum []string
	// Pattern is a regular expression that the text must match, and
	// PatternDoc says in words what it means: "must be …".
	Pattern, PatternDoc string
	// Sample is a value for the generated tests, where none can be made from
	// the other words: for most patterns.
	Sample string
	// Empty allows the empty string. The directory refuses it or turns it
	// into null, so that null is the only way to have no value there.
	Empty bool
}

// Bool is true or false.
type Bool struct{}

// Int is a whole number.
type Int struct{}

// Time is a point in time as Graph writes it: RFC 3339 in UTC.
type Time struct{}

// Reference is the id of another object: a GUID, compared without case.
type Reference struct {
	// To names what the id belongs to, for messages: "group", "user".
	To string
}

// Set is a collection of different values without an order.
type Set struct {
	// Of is the type of the elements.
	Of Type
	// MaxItems is the greatest number of elements; 0 is no limit.
	MaxItems int
}

// Object is a complex type: named values of its own.
type Object struct {
	Attributes []Attribute
}

func (String) kind()    {}
func (Bool) kind()      {}
func (Int) kind()       {}
func (Time) kind()      {}
func (Reference) kind() {}
func (Set) kind()       {}
func (Object) kind()    {}
