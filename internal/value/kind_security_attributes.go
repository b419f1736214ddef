// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// securityAttributesKind are values of custom security attributes, by attribute set and
// name: a value of any type to Terraform, and to Graph an open type that wants to be told
// the types of most values.
type securityAttributesKind struct{ simple }

// securityAttributes are such values. Those that Graph has besides are nobody's to change.
type securityAttributes struct{ plain Settings }

func compileSecurityAttributes(*compiler, object.SecurityAttributes, *Attribute) (kind, error) {
	return securityAttributesKind{}, nil
}

func (securityAttributesKind) framework() attr.Type { return types.DynamicType }

func (securityAttributesKind) decode(v tftypes.Value) (any, error) {
	s, err := settingsKind{}.decode(v)
	plain, _ := s.(Settings)
	return securityAttributes{plain}, err
}

func (securityAttributesKind) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	s, ok := v.(securityAttributes)
	if !ok {
		return tftypes.Value{}, unexpected(typ, v)
	}
	return settingsKind{}.encode(typ, s.plain)
}

func (securityAttributesKind) fromGraph(v any) any {
	sets, ok := v.(object.Body)
	if !ok {
		return v
	}
	all := map[string]any{}
	for set, v := range sets {
		given, _ := v.(object.Body)
		values := map[string]any{}
		for name, value := range given {
			if !strings.Contains(name, annotation) && !isEmpty(value) {
				values[name] = value
			}
		}
		if len(values) > 0 {
			all[set] = values
		}
	}
	if len(all) == 0 {
		return nil
	}
	return securityAttributes{Settings{Plain: all}}
}

// isEmpty tells of what Graph shows for no value.
func isEmpty(v any) bool {
	elements, isList := v.([]any)
	return v == nil || isList && len(elements) == 0
}

// valueOfSet is the type that Microsoft's examples name of the values of a set.
const valueOfSet = "#Microsoft.DirectoryServices.CustomSecurityAttributeValue"

// toGraph is what Graph is sent: each value, and nothing for what was there before and
// is not any more. A list is emptied, since null is for single values.
func (securityAttributesKind) toGraph(prior, v any) any {
	before, _ := prior.(securityAttributes)
	after, _ := v.(securityAttributes)
	body := object.Body{}
	in := func(set string) object.Body {
		if known, _ := member(body, set).(object.Body); known != nil {
			return known
		}
		values := object.Body{KindProperty: valueOfSet}
		body[set] = values
		return values
	}
	for a, value := range before.each {
		switch {
		case after.value(a) != nil: // it is sent
		case isList(value):
			in(a.set)[a.name] = []any{}
		default:
			in(a.set)[a.name] = nil
		}
	}
	for a, value := range after.each {
		in(a.set)[a.name] = value
		if kind := graphsKind(value); kind != "" {
			in(a.set)[a.name+KindProperty] = kind
		}
	}
	return body
}

func (k securityAttributesKind) change(prior, plan any) any { return k.toGraph(prior, plan) }

// securityAttribute is an attribute in its set.
type securityAttribute struct{ set, name string }

// each yields every attribute with its value.
func (s securityAttributes) each(yield func(securityAttribute, any) bool) {
	for set, v := range s.plain.Plain {
		values, _ := v.(map[string]any)
		for name, value := range values {
			if !yield(securityAttribute{set, name}, value) {
				return
			}
		}
	}
}

// graphsKind is the type that Graph wants to be told of a value; empty for a text and a
// truth value.
func graphsKind(v any) string {
	switch v := v.(type) {
	case json.Number:
		return "#Int32"
	case []any:
		if len(v) == 0 {
			return ""
		}
		if _, isNumber := v[0].(json.Number); isNumber {
			return "#Collection(Int32)"
		}
		return "#Collection(String)"
	default:
		return ""
	}
}

// spell is what Graph has of those values that somebody has written.
func (securityAttributesKind) spell(prior, found any) any {
	ours, known := prior.(securityAttributes)
	theirs, ok := found.(securityAttributes)
	if !known || !ok {
		return found
	}
	kept := map[string]any{}
	for a := range ours.each {
		value := theirs.value(a)
		if value == nil {
			continue
		}
		values, _ := kept[a.set].(map[string]any)
		if values == nil {
			values = map[string]any{}
			kept[a.set] = values
		}
		values[a.name] = value
	}
	return securityAttributes{Settings{Plain: kept}}
}

func (s securityAttributes) value(a securityAttribute) any {
	values, _ := member(s.plain.Plain, a.set).(map[string]any)
	return member(values, a.name)
}

// member is what stands under the name of a set or an attribute, which Graph takes in any
// case.
func member(values map[string]any, name string) any {
	for known, value := range values {
		if strings.EqualFold(known, name) {
			return value
		}
	}
	return nil
}

func (securityAttributesKind) emptied(*planner, any, place) any {
	return securityAttributes{Settings{Plain: map[string]any{}}}
}

func (securityAttributesKind) key(any) string { return "" } // values have no order

func (k securityAttributesKind) same(f forgiveness, a, b any) bool {
	x, okX := a.(securityAttributes)
	y, okY := b.(securityAttributes)
	switch {
	case !okX || !okY:
		return false
	case x.plain.unknown || y.plain.unknown:
		return f.unknowns
	default:
		return x.within(y) && (f.additions || y.within(x))
	}
}

// within tells whether all values are among others. A list has no order.
func (s securityAttributes) within(others securityAttributes) bool {
	for a, value := range s.each {
		other := others.value(a)
		if isEmpty(value) && isEmpty(other) {
			continue
		}
		x, y := listed(value), listed(other)
		if isList(value) != isList(other) || len(x) != len(y) || !containsAll(x, y) || !containsAll(y, x) {
			return false
		}
	}
	return true
}

// listed are the elements of a list, or the one value as text.
func listed(v any) (all []string) {
	elements, ok := v.([]any)
	if !ok {
		elements = []any{v}
	}
	for _, element := range elements {
		all = append(all, fmt.Sprintf("%T %v", element, element))
	}
	return all
}

// containsAll tells whether all texts are among others.
func containsAll(others, texts []string) bool {
	known := make(map[string]bool, len(others))
	for _, text := range others {
		known[text] = true
	}
	for _, text := range texts {
		if !known[text] {
			return false
		}
	}
	return true
}

const dutyOfSecurityAttributes = "must be a map from attribute sets to maps from attributes to their values, each a text, a whole number, a truth value, or a list of texts or of numbers: { Engineering = { Project = [\"Baker\"] } }."

func (securityAttributesKind) check(_ context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	s, ok := v.(securityAttributes)
	if !ok || s.plain.unknown {
		return nil
	}
	wrong := s.plain.Plain == nil
	for _, v := range s.plain.Plain {
		values, isMap := v.(map[string]any)
		wrong = wrong || !isMap
		for _, value := range values {
			wrong = wrong || !isSecurityValue(value)
		}
	}
	if wrong {
		diags.AddAttributeError(at, "Invalid "+at.String(), "The value "+dutyOfSecurityAttributes)
	}
	return diags
}

// isSecurityValue tells of what an attribute can have: null is none.
func isSecurityValue(v any) bool {
	switch v := v.(type) {
	case map[string]any:
		return false
	case []any:
		texts := 0
		for _, element := range v {
			switch element.(type) {
			case string:
				texts++
			case json.Number:
			default:
				return false
			}
		}
		return texts == 0 || texts == len(v)
	default:
		return true
	}
}
