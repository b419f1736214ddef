// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"encoding/json"
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// A tree is a plan, a state or a configuration as decoded JSON, in Terraform's
// form: maps by Graph's property names, []any, string, bool, json.Number and nil.
// Where Graph's form is another, toGraph and fromGraph translate. Numbers never
// pass through float64. A value that Terraform does not know yet is
// unknown{}.
type tree = map[string]any

type unknown struct{}

// decode turns a Terraform object into a tree.
func decode(attributes []object.Attribute, v tftypes.Value) (tree, error) {
	var values map[string]tftypes.Value
	if err := v.As(&values); err != nil {
		return nil, err
	}
	t := make(tree, len(attributes))
	for _, a := range attributes {
		value, err := decodeValue(a.Type, values[a.TerraformName()])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", a.TerraformName(), err)
		}
		t[a.Name] = value
	}
	return t, nil
}

func decodeValue(t object.Type, v tftypes.Value) (any, error) {
	if !v.IsKnown() {
		return unknown{}, nil
	}
	if v.IsNull() {
		return nil, nil
	}
	switch t := t.(type) {
	case object.Bool:
		var b bool
		err := v.As(&b)
		return b, err
	case object.Int:
		var f *big.Float
		err := v.As(&f)
		return json.Number(f.Text('f', -1)), err
	case object.Set:
		return decodeElements(t.Of, v)
	case object.List:
		return decodeElements(t.Of, v)
	case object.Flags, object.References:
		return decodeElements(object.String{}, v)
	case object.Map:
		return decodeMap(t, v)
	case object.Object, object.OneOf:
		return decode(object.Members(t), v)
	default:
		var s string
		err := v.As(&s)
		return s, err
	}
}

func decodeMap(t object.Map, v tftypes.Value) (any, error) {
	var values map[string]tftypes.Value
	if err := v.As(&values); err != nil {
		return nil, err
	}
	elements := make(tree, len(values))
	for key, value := range values {
		element, err := decodeValue(object.Object{Attributes: t.Attributes}, value)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", key, err)
		}
		elements[key] = element
	}
	return elements, nil
}

func decodeElements(of object.Type, v tftypes.Value) (any, error) {
	var values []tftypes.Value
	if err := v.As(&values); err != nil {
		return nil, err
	}
	elements := make([]any, len(values))
	for i, value := range values {
		element, err := decodeValue(of, value)
		if err != nil {
			return nil, err
		}
		elements[i] = element
	}
	return elements, nil
}

// encode turns a tree into a Terraform object. Attributes of the Terraform type
// that the tree has no value for become null.
func encode(attributes []object.Attribute, typ tftypes.Type, t tree) (tftypes.Value, error) {
	objectType, ok := typ.(tftypes.Object)
	if !ok {
		return tftypes.Value{}, fmt.Errorf("expected an object type, got %s", typ)
	}
	values := make(map[string]tftypes.Value, len(objectType.AttributeTypes))
	for name, attributeType := range objectType.AttributeTypes {
		values[name] = tftypes.NewValue(attributeType, nil)
	}
	for _, a := range attributes {
		name := a.TerraformName()
		value, err := encodeValue(a.Type, objectType.AttributeTypes[name], t[a.Name])
		if err != nil {
			return tftypes.Value{}, fmt.Errorf("%s: %w", name, err)
		}
		values[name] = value
	}
	return tftypes.NewValue(typ, values), nil
}

func encodeValue(t object.Type, typ tftypes.Type, v any) (tftypes.Value, error) {
	switch v := v.(type) {
	case nil:
		return tftypes.NewValue(typ, nil), nil
	case unknown:
		return tftypes.NewValue(typ, tftypes.UnknownValue), nil
	case tree:
		switch t := t.(type) {
		case object.Object, object.OneOf:
			return encode(object.Members(t), typ, v)
		case object.Map:
			return encodeMap(t, typ, v)
		}
	case []any:
		return encodeElements(elementOf(t), typ, v)
	case json.Number:
		f, _, err := big.ParseFloat(v.String(), 10, 512, big.ToNearestEven)
		if err != nil {
			return tftypes.Value{}, err
		}
		return checked(typ, f)
	case string, bool:
		return checked(typ, v)
	}
	return tftypes.Value{}, fmt.Errorf("got %T where %s is expected", v, typ)
}

// elementOf is the type of a collection's elements in Terraform.
func elementOf(t object.Type) object.Type {
	switch t := t.(type) {
	case object.Set:
		return t.Of
	case object.List:
		return t.Of
	default:
		return object.String{}
	}
}

func encodeElements(of object.Type, typ tftypes.Type, elements []any) (tftypes.Value, error) {
	var elementType tftypes.Type
	switch typ := typ.(type) {
	case tftypes.Set:
		elementType = typ.ElementType
	case tftypes.List:
		elementType = typ.ElementType
	default:
		return tftypes.Value{}, fmt.Errorf("got a collection where %s is expected", typ)
	}
	values := make([]tftypes.Value, len(elements))
	for i, element := range elements {
		value, err := encodeValue(of, elementType, element)
		if err != nil {
			return tftypes.Value{}, err
		}
		values[i] = value
	}
	return tftypes.NewValue(typ, values), nil
}

func encodeMap(t object.Map, typ tftypes.Type, elements tree) (tftypes.Value, error) {
	mapType, ok := typ.(tftypes.Map)
	if !ok {
		return tftypes.Value{}, fmt.Errorf("got a map where %s is expected", typ)
	}
	values := make(map[string]tftypes.Value, len(elements))
	for key, element := range elements {
		value, err := encodeValue(object.Object{Attributes: t.Attributes}, mapType.ElementType, element)
		if err != nil {
			return tftypes.Value{}, fmt.Errorf("%q: %w", key, err)
		}
		values[key] = value
	}
	return tftypes.NewValue(typ, values), nil
}

// checked is tftypes.NewValue with an error where that one panics.
func checked(typ tftypes.Type, v any) (tftypes.Value, error) {
	if err := tftypes.ValidateValue(typ, v); err != nil {
		return tftypes.Value{}, fmt.Errorf("got %T where %s is expected", v, typ)
	}
	return tftypes.NewValue(typ, v), nil
}

func isUnknown(v any) bool {
	_, ok := v.(unknown)
	return ok
}
