// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// elements is what sets and lists have in common.
type elements struct{ of *Type }

func (e elements) members() Attributes            { return e.of.members() }
func (elements) isCollection() bool               { return true }
func (elements) emptied(*planner, any, place) any { return []any{} }
func (elements) settle(_, found any) any          { return found }
func (elements) replaces(any, any) bool           { return false }
func (elements) disable(prior, _ any) (any, bool) { return prior, false }
func (elements) complete(v any) any               { return v }

func (e elements) key(v any) string {
	values, _ := v.([]any)
	keys := make([]string, len(values))
	for i, value := range values {
		keys[i] = e.of.key(value)
	}
	slices.Sort(keys)
	return fmt.Sprintf("%q", keys)
}

func (e elements) change(prior, plan any) any { return e.toGraph(prior, plan) }

// plan fills in the defaults of the elements. Which element was which is not
// known, so that none has a prior value.
func (e elements) plan(p *planner, _, config any, at place) any {
	values, _ := config.([]any)
	next := make([]any, len(values))
	for i, value := range values {
		next[i] = e.of.plan(p, nil, value, at)
	}
	return next
}

// spell spells each element as one of before that means the same.
func (e elements) spell(prior, found any) any {
	before, wasThere := prior.([]any)
	values, there := found.([]any)
	if !wasThere || !there {
		return found
	}
	known := e.of.index(before)
	spelled := make([]any, len(values))
	for i, value := range values {
		spelled[i] = value
		if at, ok := known.take(Shown.forgives(), value); ok {
			spelled[i] = before[at]
		}
	}
	return spelled
}

// reveal is for lists: sets cannot have anything write-only.
func (e elements) reveal(plan, config any) any {
	values, _ := plan.([]any)
	given, _ := config.([]any)
	if len(values) != len(given) {
		return plan
	}
	revealed := make([]any, len(values))
	for i, value := range values {
		revealed[i] = e.of.reveal(value, given[i])
	}
	return revealed
}

func (e elements) decode(v tftypes.Value) (any, error) { return decodeElements(e.of, v) }

func (e elements) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	return encodeElements(e.of, typ, v)
}

func (e elements) toGraph(_, v any) any {
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
	values := make([]any, 0, len(list))
	for _, element := range list {
		if value := e.of.fromGraph(element); value != nil {
			values = append(values, value)
		}
	}
	return values
}

// distinct are the elements of a list of Graph's but for those that mean the same as
// an earlier one.
func distinct(of *Type, v any) any {
	values, ok := v.([]any)
	if !ok {
		return v
	}
	seen, kept := of.index(nil), make([]any, 0, len(values))
	for _, value := range values {
		if _, twice := seen.find(Equivalent.forgives(), value); !twice {
			seen.add(value)
			kept = append(kept, value)
		}
	}
	return kept
}

// sorted are elements in an order that depends on what they are alone.
func (t *Type) sorted(values []any) []any {
	keys := make([]string, len(values))
	order := make([]int, len(values))
	for i, value := range values {
		keys[i], order[i] = t.key(value), i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(keys[a], keys[b]) })
	sorted := make([]any, len(values))
	for i, place := range order {
		sorted[i] = values[place]
	}
	return sorted
}

// walk visits what is inside the elements: those that have something are a list in
// Terraform.
func (e elements) walk(v any, at path.Path, visit visitor) {
	values, _ := v.([]any)
	for i, value := range values {
		e.of.walk(value, at.AtListIndex(i), visit)
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
