// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"math/big"

	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Dynamic is a document as a value of Terraform's of whatever type it has.
func Dynamic(v any) tftypes.Value {
	switch v := v.(type) {
	case nil:
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil)
	case Unknown:
		return tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue)
	case bool:
		return tftypes.NewValue(tftypes.Bool, v)
	case string:
		return tftypes.NewValue(tftypes.String, v)
	case []any:
		elements, kinds := make([]tftypes.Value, len(v)), make([]tftypes.Type, len(v))
		for i, element := range v {
			elements[i] = Dynamic(element)
			kinds[i] = elements[i].Type()
		}
		return tftypes.NewValue(tftypes.Tuple{ElementTypes: kinds}, elements)
	case Tree:
		members, kinds := make(map[string]tftypes.Value, len(v)), make(map[string]tftypes.Type, len(v))
		for name, member := range v {
			members[name] = Dynamic(member)
			kinds[name] = members[name].Type()
		}
		return tftypes.NewValue(tftypes.Object{AttributeTypes: kinds}, members)
	default: // a json.Number
		number, _, err := big.ParseFloat(fmt.Sprint(v), 10, 512, big.ToNearestEven)
		if err != nil {
			return tftypes.NewValue(tftypes.String, fmt.Sprint(v))
		}
		return tftypes.NewValue(tftypes.Number, number)
	}
}

// Document is a value of Terraform's of whatever type, as a document.
func Document(v tftypes.Value) any {
	switch {
	case v.Type() == nil || v.IsKnown() && v.IsNull():
		return nil
	case !v.IsKnown():
		return Unknown{}
	}
	switch v.Type().(type) {
	case tftypes.Object, tftypes.Map:
		var members map[string]tftypes.Value
		_ = v.As(&members) // its type says so
		all := make(Tree, len(members))
		for name, member := range members {
			all[name] = Document(member)
		}
		return all
	case tftypes.List, tftypes.Set, tftypes.Tuple:
		var elements []tftypes.Value
		_ = v.As(&elements) // its type says so
		all := make([]any, len(elements))
		for i, element := range elements {
			all[i] = Document(element)
		}
		return all
	default:
		return Plain(v)
	}
}
