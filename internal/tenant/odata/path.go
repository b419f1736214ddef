// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import "strings"

// A Path names a property, segment by segment. A segment with a dot, as
// "microsoft.graph.user", is a cast to that type; a last segment "$count" is the
// number of a collection's members.
type Path []string

// String joins the segments with slashes.
func (p Path) String() string { return strings.Join(p, "/") }

// isCast tells type names from property names, which hold no dot.
func isCast(segment string) bool { return strings.Contains(segment, ".") }

// Options say how the objects of a tenant are to be read. The zero value
// compares text without regard to case, as Graph's directory does, and knows no
// more of an object than it holds.
type Options struct {
	// CaseSensitive makes every comparison of text exact.
	CaseSensitive bool
	// IsA tells whether an object is of a type or of one derived from it; qualified
	// is a name such as "microsoft.graph.user". If nil, the object's @odata.type must be that type.
	IsA func(object map[string]any, qualified string) bool
	// Related gives the value of a property that the object does not hold, such as
	// a relation: an object, a []any, or nil for none. If nil, such properties are null.
	Related func(object map[string]any, property string) any
}

// isA applies IsA or its default.
func (o *Options) isA(object map[string]any, qualified string) bool {
	if o.IsA != nil {
		return o.IsA(object, qualified)
	}
	annotation, _ := object["@odata.type"].(string)
	return strings.EqualFold(strings.TrimPrefix(annotation, "#"), qualified)
}

// property reads one property; what is neither there nor related is null.
func (o *Options) property(object map[string]any, name string) any {
	value, ok := object[name]
	if !ok && o.Related != nil {
		return o.Related(object, name)
	}
	return value
}

// cast keeps of an object or a collection what is of a type.
func (o *Options) cast(value any, qualified string) any {
	switch v := value.(type) {
	case map[string]any:
		if o.isA(v, qualified) {
			return v
		}
	case []any:
		kept := make([]any, 0, len(v))
		for _, member := range v {
			if object, ok := member.(map[string]any); ok && o.isA(object, qualified) {
				kept = append(kept, member)
			}
		}
		return kept
	}
	return nil
}

// walk follows a path from a value. Beyond null and beyond values without
// properties all is null; a collection cannot be entered but only counted and cast.
func (o *Options) walk(value any, path Path) (any, error) {
	for _, segment := range path {
		collection, many := value.([]any)
		switch {
		case segment == "$count" && (many || value == nil):
			value = number{integer: int64(len(collection)), float: float64(len(collection)), exact: true}
		case isCast(segment):
			value = o.cast(value, segment)
		case many:
			return nil, &Error{
				Option: "$filter", Position: -1, Token: segment,
				Message: "The parent value for a property access of a property '" + segment +
					"' is not a single value. Property access can only be applied to a single value.",
			}
		default:
			object, ok := value.(map[string]any)
			if !ok {
				return nil, nil
			}
			value = o.property(object, segment)
		}
	}
	return value, nil
}
