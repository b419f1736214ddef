// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object

// Mode says who decides about an attribute's value, and what null means.
// There is exactly one for each attribute, so that contradictions such as
// "required and read-only" cannot be written.
type Mode interface{ mode() }

type plainMode int

const (
	// Required values must be configured.
	Required plainMode = iota + 1
	// Optional values may be configured. Null in the configuration is Graph's
	// null: removing the argument clears the property.
	Optional
	// Server values may be configured. Null leaves Graph's value alone.
	Server
	// ReadOnly values come from Graph.
	ReadOnly
	// WriteOnly values are sent and never stored: they are in no plan and in
	// no state, and Graph does not return them. Beside the attribute stands
	// an optional "<name>_version", whose change sends the value again.
	// Needs Terraform or OpenTofu 1.11.
	WriteOnly
	// WriteOnlyAtCreate is WriteOnly, and creating the object needs the value.
	WriteOnlyAtCreate
	// WriteOnlyHashed is WriteOnly, and a salted hash of the value stays in the private
	// state: another value is sent by itself, and the version counts. It is for values
	// that stay as they are from one run to the next.
	WriteOnlyHashed
	// Links values may be configured and are of type References. Null leaves
	// the links alone, and they are not even read; an empty list removes all.
	Links
)

func (plainMode) mode() {}

type defaultMode struct{ value any }

func (defaultMode) mode() {}

// Default is the mode of a value that may be configured and is v otherwise.
// V is a bool, a string, an int or, for collections that Graph returns as [],
// an empty []any. Null from Graph counts as v too.
func Default(v any) Mode { return defaultMode{value: v} }

// DefaultOf returns the value of a Default mode.
func DefaultOf(m Mode) (value any, ok bool) {
	d, ok := m.(defaultMode)
	return d.value, ok
}

// IsWriteOnly tells whether values of the mode are sent and never stored.
func IsWriteOnly(m Mode) bool {
	return m == WriteOnly || m == WriteOnlyAtCreate || m == WriteOnlyHashed
}
