// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package value works on the values of objects. It sends nothing.
//
// [Compile] makes an [Object] of a definition, once per process: every attribute
// with what the attributes around it hand down, its Terraform type and schema,
// its checks and its default. Everything else here is arithmetic with values on
// such an object: what a plan becomes, what Graph is sent, what goes into state,
// and which differences mean nothing.
//
// A value has two forms, and they are two Go types. [Tree] is Terraform's: what a
// configuration, a plan or a state holds. object.Body is Graph's: what stands in
// requests and replies. All behaviour of one kind of attribute stands in one
// file, kind_….go.
package value

import "strings"

// Tree is a configuration, a plan or a state, or an object nested in one: values
// by Graph's property names. A value is nil, a bool, a string, a json.Number, a
// []any, a Tree, or [Unknown] where Terraform does not know it yet. Numbers never
// pass through float64.
type Tree map[string]any

// Unknown is a value that Terraform does not know yet.
type Unknown struct{}

// IsUnknown tells whether a value is not known yet.
func IsUnknown(v any) bool {
	_, ok := v.(Unknown)
	return ok
}

// HasUnknown tells whether a value, or something in it, is not known yet.
func HasUnknown(v any) bool {
	switch v := v.(type) {
	case Unknown:
		return true
	case Settings:
		return v.unknown
	case Tree:
		for _, member := range v {
			if HasUnknown(member) {
				return true
			}
		}
	case []any:
		for _, element := range v {
			if HasUnknown(element) {
				return true
			}
		}
	}
	return false
}

// Text is v if that is a string, else "".
func Text(v any) string {
	s, _ := v.(string)
	return s
}

// At is a value by the path of its property, with dots. Within null all is null,
// and within what is not known nothing is known.
func (t Tree) At(name string) any {
	first, rest, nested := strings.Cut(name, ".")
	if !nested {
		return t[first]
	}
	switch inner := t[first].(type) {
	case Tree:
		return inner.At(rest)
	case Unknown:
		return inner
	default:
		return nil
	}
}
