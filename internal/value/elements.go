// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// elements is what sets and lists have in common.
type elements struct{ of *Type }

func (e elements) members() Attributes                 { return e.of.members() }
func (elements) isCollection() bool                    { return true }
func (elements) plan(_, plan, _ any) any               { return plan }
func (elements) replaces(any, any) bool                { return false }
func (elements) change(any, any) (any, bool)           { return nil, false }
func (elements) disable(prior, _ any) (any, bool)      { return prior, false }
func (elements) complete(v any) any                    { return v }
func (e elements) decode(v tftypes.Value) (any, error) { return decodeElements(e.of, v) }

func (e elements) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	return encodeElements(e.of, typ, v)
}

func (e elements) toGraph(v any) any {
	values, _ := v.([]any)
	list := make([]any, len(values))
	for i, value := range values {
		list[i] = e.of.ToGraph(value)
	}
	return list
}

func (e elements) fromGraph(v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	values := make([]any, len(list))
	for i, element := range list {
		values[i] = e.of.fromGraph(element)
	}
	return values
}

// walk visits what is inside the elements, with the path of the whole.
func (e elements) walk(v any, at path.Path, visit visitor) {
	values, _ := v.([]any)
	for _, value := range values {
		e.of.walk(value, path.Empty(), func(a *Attribute, v any, _ path.Path) { visit(a, v, at) })
	}
}

func decodeElements(of *Type, v tftypes.Value) (any, error) {
	var values []tftypes.Value
	if err := v.As(&values); err != nil {
		return nil, err
	}
	all := make([]any, len(values))
	for i, value := range values {
		element, err := of.decode(value)
		if err != nil {
			return nil, err
		}
		all[i] = element
	}
	return all, nil
}

func encodeElements(of *Type, typ tftypes.Type, v any) (tftypes.Value, error) {
	all, ok := v.([]any)
	if !ok {
		return tftypes.Value{}, unexpected(typ, v)
	}
	values := make([]tftypes.Value, len(all))
	for i, element := range all {
		value, err := of.encode(element)
		if err != nil {
			return tftypes.Value{}, err
		}
		values[i] = value
	}
	return tftypes.NewValue(typ, values), nil
}

func textValues(elements []any) []attr.Value {
	values := make([]attr.Value, len(elements))
	for i, element := range elements {
		values[i] = types.StringValue(Text(element))
	}
	return values
}
