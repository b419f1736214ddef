// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/google/uuid"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	source "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/mapdefault"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// mapKind is a collection of objects with a key: a map to Terraform, a list to
// Graph.
type mapKind struct {
	object.Map
	of      *Type
	element objectKind
}

func compileMap(c *compiler, t object.Map, outer *Attribute) (kind, error) {
	of, err := c.compile(object.Object{Attributes: t.Attributes}, outer)
	if err != nil {
		return nil, err
	}
	element, _ := of.kind.(objectKind)
	return mapKind{Map: t, of: of, element: element}, nil
}

func (k mapKind) members() Attributes       { return k.element.attributes }
func (mapKind) isCollection() bool          { return true }
func (k mapKind) framework() attr.Type      { return types.MapType{ElemType: k.of.framework()} }
func (mapKind) complete(v any) any          { return v }
func (mapKind) replaces(any, any) bool      { return false }
func (mapKind) change(any, any) (any, bool) { return nil, false }

func (k mapKind) resource(w words) resource.Attribute {
	return resource.MapNestedAttribute{
		NestedObject: resource.NestedAttributeObject{Attributes: k.element.attributes.resource()}, Required: w.required, Optional: w.optional, Computed: w.computed,
		Sensitive: w.sensitive, MarkdownDescription: w.doc, Default: k.fallback(w.fallback),
	}
}

// fallback is the default of a map: an empty one.
func (k mapKind) fallback(fallback any) defaults.Map {
	if _, ok := fallback.(Tree); ok {
		return mapdefault.StaticValue(types.MapValueMust(k.of.framework(), map[string]attr.Value{}))
	}
	return nil
}

func (k mapKind) source(w words) source.Attribute {
	return source.MapNestedAttribute{
		NestedObject: source.NestedAttributeObject{Attributes: k.element.attributes.source()}, Computed: true, Sensitive: w.sensitive, MarkdownDescription: w.doc,
	}
}

func (k mapKind) decode(v tftypes.Value) (any, error) {
	var values map[string]tftypes.Value
	if err := v.As(&values); err != nil {
		return nil, err
	}
	all := make(Tree, len(values))
	for key, value := range values {
		element, err := k.of.decode(value)
		if err != nil {
			return nil, fmt.Errorf("%q: %w", key, err)
		}
		all[key] = element
	}
	return all, nil
}

func (k mapKind) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	all, ok := v.(Tree)
	if !ok {
		return tftypes.Value{}, unexpected(typ, v)
	}
	values := make(map[string]tftypes.Value, len(all))
	for key, element := range all {
		value, err := k.of.encode(element)
		if err != nil {
			return tftypes.Value{}, fmt.Errorf("%q: %w", key, err)
		}
		values[key] = value
	}
	return tftypes.NewValue(typ, values), nil
}

// toGraph writes a list in the order of the keys.
func (k mapKind) toGraph(v any) any {
	all, _ := v.(Tree)
	list := []any{}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		members, _ := all[key].(Tree)
		body := k.element.body(members)
		if k.ID != "" {
			body[k.ID] = idOrNew(members[k.ID])
		}
		if key != body[k.ID] || k.ID == "" {
			body[k.Key] = key
		}
		list = append(list, body)
	}
	return list
}

// idOrNew is the id of an element, which the client has to make.
func idOrNew(v any) string {
	if id := Text(v); id != "" {
		return id
	}
	return uuid.NewString()
}

func (k mapKind) fromGraph(v any) any {
	list, ok := v.([]any)
	if !ok {
		return v
	}
	all := Tree{}
	for _, element := range list {
		members, _ := element.(object.Body)
		all[k.keyOf(members)] = k.element.attributes.fromGraph(members)
	}
	return all
}

// keyOf is the key of an element. Applications from the gallery have roles without
// a value, several of them: those go by their id.
func (k mapKind) keyOf(members object.Body) string {
	return cmp.Or(Text(members[k.Key]), Text(members[cmp.Or(k.ID, "id")]))
}

func (k mapKind) same(f forgiveness, a, b any) bool {
	x, okX := a.(Tree)
	y, okY := b.(Tree)
	if !okX || !okY || len(x) != len(y) {
		return false
	}
	for key, element := range x {
		if !k.of.same(f, element, y[key]) {
			return false
		}
	}
	return true
}

func (k mapKind) walk(v any, at path.Path, visit visitor) {
	all, _ := v.(Tree)
	for key, element := range all {
		k.of.walk(element, at.AtMapKey(key), visit)
	}
}

// plan settles the elements that both have: so their ids stay with their keys.
func (k mapKind) plan(prior, plan, config any) any {
	before, hadElements := prior.(Tree)
	after, hasElements := plan.(Tree)
	if !hadElements || !hasElements {
		return plan
	}
	given, _ := config.(Tree)
	next := Tree{}
	for key, element := range after {
		next[key] = k.of.plan(before[key], element, given[key])
	}
	return next
}

func (k mapKind) disable(prior, plan any) (any, bool) {
	before, hadElements := prior.(Tree)
	if !hadElements || k.Disable == "" {
		return prior, false
	}
	after, _ := plan.(Tree)
	next, found := maps.Clone(before), false
	for key, element := range before {
		members, _ := element.(Tree)
		if _, stays := after[key]; stays || members[k.Disable] != true {
			continue
		}
		off := maps.Clone(members)
		off[k.Disable] = false
		next[key], found = off, true
	}
	return next, found
}
