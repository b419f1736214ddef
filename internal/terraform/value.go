// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package terraform

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// encode makes a value of decoded JSON by Terraform's names. What is not named is
// null.
func encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	document, err := json.Marshal(complete(typ, v))
	if err != nil {
		return tftypes.Value{}, err
	}
	return tftypes.ValueFromJSON(document, typ) //nolint:staticcheck // the way to make a value of JSON that is not Terraform's own
}

// configured makes a configuration, of which arguments may be [Unknown].
func configured(typ tftypes.Type, config map[string]any) (tftypes.Value, error) {
	known, unknown := map[string]any{}, map[string]bool{}
	for name, v := range config {
		if _, unknown[name] = v.(Unknown); !unknown[name] {
			known[name] = v
		}
	}
	all, err := encode(typ, known)
	if err != nil || len(known) == len(config) {
		return all, err
	}
	values := maps.Clone(members(all))
	for name := range values {
		if unknown[name] {
			values[name] = tftypes.NewValue(values[name].Type(), tftypes.UnknownValue)
		}
	}
	return tftypes.NewValue(typ, values), nil
}

// complete gives every object all attributes of its type.
func complete(typ tftypes.Type, v any) any {
	switch typ := typ.(type) {
	case tftypes.Object:
		members, ok := v.(map[string]any)
		if !ok {
			return v
		}
		all := map[string]any{}
		for name, member := range members {
			all[name] = member // an unknown name is an error of the encoding
		}
		for name, memberType := range typ.AttributeTypes {
			all[name] = complete(memberType, members[name])
		}
		return all
	case tftypes.Map:
		elements, ok := v.(map[string]any)
		if !ok {
			return v
		}
		all := map[string]any{}
		for key, element := range elements {
			all[key] = complete(typ.ElementType, element)
		}
		return all
	case tftypes.Set:
		return completeEach(typ.ElementType, v)
	case tftypes.List:
		return completeEach(typ.ElementType, v)
	}
	if typ.Is(tftypes.DynamicPseudoType) && v != nil {
		return map[string]any{"type": typeOf(v), "value": v}
	}
	return v
}

// typeOf is the type of decoded JSON, in the form of Terraform's protocol.
func typeOf(v any) any {
	switch v := v.(type) {
	case nil:
		return "dynamic"
	case bool:
		return "bool"
	case string:
		return "string"
	case map[string]any:
		members := map[string]any{}
		for name, member := range v {
			members[name] = typeOf(member)
		}
		return []any{"object", members}
	case []any:
		elements := make([]any, len(v))
		for i, element := range v {
			elements[i] = typeOf(element)
		}
		return []any{"tuple", elements}
	default:
		return "number"
	}
}

func completeEach(of tftypes.Type, v any) any {
	elements, ok := v.([]any)
	if !ok {
		return v
	}
	all := make([]any, len(elements))
	for i, element := range elements {
		all[i] = complete(of, element)
	}
	return all
}

// Decode is a value as decoded JSON: numbers are json.Number, and what is unknown
// is [Unknown].
func Decode(v tftypes.Value) any {
	switch {
	case !v.IsKnown():
		return Unknown{}
	case v.IsNull():
		return nil
	}
	typ := v.Type()
	switch {
	case typ.Is(tftypes.String):
		return as[string](v)
	case typ.Is(tftypes.Bool):
		return as[bool](v)
	case typ.Is(tftypes.Number):
		return json.Number(as[*big.Float](v).Text('f', -1))
	}
	switch typ.(type) {
	case tftypes.Object, tftypes.Map:
		all := map[string]any{}
		for name, member := range members(v) {
			all[name] = Decode(member)
		}
		return all
	default:
		inner := elements(v)
		all := make([]any, len(inner))
		for i, element := range inner {
			all[i] = Decode(element)
		}
		return all
	}
}

// Unknown stands for a value that is known after an apply only: in a plan, or in a
// configuration of which another object makes it.
type Unknown struct{}

func as[T any](v tftypes.Value) T {
	var value T
	if err := v.As(&value); err != nil {
		panic(fmt.Sprintf("a %s is read as %T: %v", v.Type(), value, err)) // its type was asked for
	}
	return value
}

// members are those of an object or a map; nil for null and unknown ones.
func members(v tftypes.Value) map[string]tftypes.Value {
	if v.Type() == nil || v.IsNull() || !v.IsKnown() {
		return nil
	}
	return as[map[string]tftypes.Value](v)
}

// elements are those of a set, a list or a tuple; nil for null and unknown ones.
func elements(v tftypes.Value) []tftypes.Value {
	if v.Type() == nil || v.IsNull() || !v.IsKnown() {
		return nil
	}
	return as[[]tftypes.Value](v)
}

func dynamic(v tftypes.Value) *tfprotov6.DynamicValue {
	d, err := tfprotov6.NewDynamicValue(v.Type(), v)
	if err != nil {
		panic(fmt.Sprintf("a value cannot be sent: %v", err)) // its type is its own
	}
	return &d
}
