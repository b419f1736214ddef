// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// oneOfKind is a value of one of several derived types: an object in which exactly
// one member is set.
type oneOfKind struct{ objectKind }

func compileOneOf(c *compiler, t object.OneOf, outer *Attribute) (kind, error) {
	attributes, err := c.attributes(object.Members(t), outer)
	if err != nil {
		return nil, err
	}
	for _, a := range attributes {
		a.Alternative = true
	}
	return oneOfKind{objectKind{attributes: attributes}}, nil
}

// toGraph writes the variant that is set.
func (k oneOfKind) toGraph(prior, v any) any {
	members, _ := v.(Tree)
	before, _ := prior.(Tree)
	for _, a := range k.attributes {
		if chosen, ok := members[a.Name].(Tree); ok {
			return a.Type.toGraph(before[a.Name], chosen)
		}
	}
	return nil
}

// change is the value as a whole: it may have become one of another type.
func (k oneOfKind) change(prior, plan any) any { return k.toGraph(prior, plan) }

func (oneOfKind) emptied(*planner, any, place) any { return nil }

// fromGraph has a member for the variant whose type Graph names.
func (k oneOfKind) fromGraph(v any) any {
	body, ok := v.(object.Body)
	if !ok {
		return v
	}
	kept := Tree{}
	for _, a := range k.attributes {
		kept[a.Name] = chosen(a, body)
	}
	return kept
}

// chosen is the value of a variant if that is the type which Graph names, or nil.
func chosen(a *Attribute, body object.Body) any {
	variant, ok := a.Type.kind.(objectKind)
	if !ok || KindOf(body) != variant.graphs {
		return nil
	}
	return variant.fromGraph(body)
}

// KindProperty tells Graph, and Graph tells, of which derived type a value is.
const KindProperty = "@odata.type"

// KindOf is the derived type that Graph names, or "".
func KindOf(body object.Body) string { return strings.TrimPrefix(Text(body[KindProperty]), "#") }
