// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"maps"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// textsKind are texts by names: a map to Terraform, and to Graph an object.
type textsKind struct{ simple }

func compileTexts(*compiler, object.Texts, *Attribute) (kind, error) { return textsKind{}, nil }

func (textsKind) framework() attr.Type { return types.MapType{ElemType: types.StringType} }

func (textsKind) decode(v tftypes.Value) (any, error) {
	var values map[string]tftypes.Value
	if err := v.As(&values); err != nil {
		return nil, err
	}
	all := make(Tree, len(values))
	for name, value := range values {
		if !value.IsKnown() {
			return Unknown{}, nil
		}
		if value.IsNull() {
			continue
		}
		var err error
		if all[name], err = (text{}).decode(value); err != nil {
			return nil, fmt.Errorf("%q: %w", name, err)
		}
	}
	return all, nil
}

func (textsKind) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	all, ok := v.(Tree)
	if !ok {
		return tftypes.Value{}, unexpected(typ, v)
	}
	values := make(map[string]tftypes.Value, len(all))
	for name, text := range all {
		values[name] = tftypes.NewValue(tftypes.String, text)
	}
	return tftypes.NewValue(typ, values), nil
}

func (textsKind) toGraph(_, v any) any {
	all, _ := v.(Tree)
	return object.Body(maps.Clone(all))
}

func (k textsKind) change(prior, plan any) any { return k.toGraph(prior, plan) }

func (textsKind) fromGraph(v any) any {
	if all, ok := v.(object.Body); ok {
		return Tree(all)
	}
	return v
}

func (textsKind) same(_ forgiveness, a, b any) bool {
	x, okX := a.(Tree)
	y, okY := b.(Tree)
	return okX && okY && maps.Equal(x, y)
}

func (textsKind) key(v any) string {
	all, _ := v.(Tree)
	return fmt.Sprintf("%q", slices.Sorted(maps.Keys(all)))
}
