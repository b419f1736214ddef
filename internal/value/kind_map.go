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
	"github.com/hashicorp/terraform-plugin-framework/path"
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

func (k mapKind) members() Attributes  { return k.element.attributes }
func (mapKind) isCollection() bool     { return true }
func (k mapKind) framework() attr.Type { return types.MapType{ElemType: k.of.framework()} }
func (mapKind) complete(v any) any     { return v }

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
func (k mapKind) toGraph(prior, v any) any {
	all, _ := v.(Tree)
	before := k.fold(prior)
	list := []any{}
	for _, key := range slices.Sorted(maps.Keys(all)) {
		members, _ := all[key].(Tree)
		was, _ := before.at(key).(Tree)
		body := k.element.body(was, members)
		if k.ID != "" {
			body[k.ID] = idOrNew(members[k.ID])
		}
		if key != body[k.ID] || k.ID == "" {
			body[k.Key] = key
		}
		if k.Merged != nil && body[k.Merged.Property] == nil {
			continue // what is not sent stays
		}
		list = append(list, body)
	}
	return append(list, k.takenAway(prior, v)...)
}

// takenAway are the elements that were there and are not any more, where Graph wants to
// be told.
func (k mapKind) takenAway(prior, v any) (list []any) {
	if k.Merged == nil {
		return nil
	}
	before, _ := prior.(Tree)
	after := k.fold(v)
	for _, key := range slices.Sorted(maps.Keys(before)) {
		if _, stays := after.key(key); stays {
			continue
		}
		none, kept := k.Merged.Kept[key]
		if !kept {
			none = k.Merged.None
		}
		list = append(list, object.Body{k.Key: key, k.Merged.Property: none})
	}
	return list
}

func (k mapKind) change(prior, plan any) any { return k.toGraph(prior, plan) }

// folded is a map whose keys are found as Graph compares them.
type folded struct {
	values Tree
	keys   map[string]string
}

// fold finds keys that are ids in any case.
func (mapKind) fold(v any) folded {
	values, _ := v.(Tree)
	f := folded{values: values, keys: make(map[string]string, len(values))}
	for key := range values {
		f.keys[FoldID(key)] = key
	}
	return f
}

// key is a key as it is spelled in the map, and whether it is there.
func (f folded) key(key string) (string, bool) {
	spelled, ok := f.keys[FoldID(key)]
	return spelled, ok
}

func (f folded) at(key string) any {
	spelled, ok := f.key(key)
	if !ok {
		return nil
	}
	return f.values[spelled]
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

func (k mapKind) key(v any) string {
	all, _ := v.(Tree)
	keys := make([]string, 0, len(all))
	for key, element := range all {
		keys = append(keys, FoldID(key)+k.of.key(element))
	}
	slices.Sort(keys)
	return fmt.Sprintf("%q", keys)
}

func (k mapKind) same(f forgiveness, a, b any) bool {
	x, okX := a.(Tree)
	y, okY := b.(Tree)
	hasMore := k.Merged != nil && f.additions && len(x) < len(y)
	if !okX || !okY || len(x) != len(y) && !hasMore {
		return false
	}
	other := k.fold(y)
	for key, element := range x {
		if spelled, there := other.key(key); !there || !k.of.same(f, element, y[spelled]) {
			return false
		}
	}
	return true
}

// agrees compares what is ours of each element.
func (k mapKind) agrees(m Memory, here string, prior, state Tree) bool {
	if len(prior) != len(state) && (k.Merged == nil || len(prior) > len(state)) {
		return false
	}
	found := k.fold(state)
	for key, element := range prior {
		if spelled, ok := found.key(key); !ok || !k.of.agrees(m, join(here, key), false, element, state[spelled]) {
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

// plan settles the elements with what they were before: so their ids stay with
// their keys.
func (k mapKind) plan(p *planner, prior, config any, at place) any {
	given, ok := config.(Tree)
	if !ok {
		return config
	}
	before, next := k.fold(prior), make(Tree, len(given))
	for key, element := range given {
		next[key] = k.of.plan(p, before.at(key), element, at.element(key))
		if members, _ := element.(Tree); prior != nil && before.at(key) == nil && members != nil {
			k.demand(p, members, at.element(key))
		}
	}
	return next
}

// demand reports a new element of a merged collection that lacks what makes it be there.
// Of a new object, what is missing is reported elsewhere.
func (k mapKind) demand(p *planner, members Tree, at place) {
	if k.Merged == nil || members[k.Merged.Property] != nil {
		return
	}
	a := k.element.attributes.Find(k.Merged.Property)
	p.diags.AddAttributeError(at.path.AtName(a.Key), "Missing "+a.Key, fmt.Sprintf("%s is new, and needs %s.", at.path, a.Key))
}

func (mapKind) emptied(*planner, any, place) any { return Tree{} }

func (k mapKind) settle(plan, found any) any {
	all, ok := plan.(Tree)
	if !ok {
		return found
	}
	there, settled := k.fold(found), make(Tree, len(all))
	for key, element := range all {
		settled[key] = k.of.settle(element, there.at(key))
	}
	return settled
}

func (k mapKind) spell(prior, found any) any {
	all, ok := found.(Tree)
	if !ok {
		return found
	}
	before, spelled := k.fold(prior), make(Tree, len(all))
	for key, element := range all {
		if known, ok := before.key(key); ok {
			spelled[known] = k.of.spell(before.values[known], element)
			continue
		}
		if k.Merged != nil && prior != nil {
			continue // which is nobody's to change
		}
		spelled[key] = element
	}
	return spelled
}

func (k mapKind) reveal(plan, config any) any {
	all, planned := plan.(Tree)
	given, configured := config.(Tree)
	if !planned || !configured {
		return plan
	}
	revealed := make(Tree, len(all))
	for key, element := range all {
		revealed[key] = k.of.reveal(element, given[key])
	}
	return revealed
}

// replaces tells whether what is fixed at creation differs in an element that both
// have.
func (k mapKind) replaces(prior, next any) bool {
	before := k.fold(prior)
	after, _ := next.(Tree)
	for key, element := range after {
		if k.of.replaces(before.at(key), element) {
			return true
		}
	}
	return false
}

func (k mapKind) disable(prior, plan any) (any, bool) {
	before, hadElements := prior.(Tree)
	if !hadElements || k.Disable == "" {
		return prior, false
	}
	after := k.fold(plan)
	next, found := maps.Clone(before), false
	for key, element := range before {
		members, _ := element.(Tree)
		if _, stays := after.key(key); stays || members[k.Disable] != true {
			continue
		}
		off := maps.Clone(members)
		off[k.Disable] = false
		next[key], found = off, true
	}
	return next, found
}
