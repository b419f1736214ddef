// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// setKind is a collection of different values without an order. Plain values are a set
// in Terraform too. Objects are a list there, whose order means nothing: of a set,
// Terraform compares each element with every other, several times for each plan, and can
// tell of no fault in which element it is.
type setKind struct {
	elements
	least, most int
}

func compileSet(c *compiler, t object.Set, outer *Attribute) (kind, error) {
	of, err := c.compile(t.Of, outer)
	return setKind{elements{of}, t.MinItems, t.MaxItems}, err
}

func (k setKind) framework() attr.Type {
	if k.isList() {
		return types.ListType{ElemType: k.of.framework()}
	}
	return types.SetType{ElemType: k.of.framework()}
}

func (k setKind) isList() bool { return k.of.members() != nil }

// placeOf is where an element stands. In a set it has no place of its own.
func (k setKind) placeOf(at path.Path, i int) path.Path {
	if k.isList() {
		return at.AtListIndex(i)
	}
	return at
}

// fromGraph counts once what Graph returns twice, as Terraform does. Graph promises no
// order: a list has one of its own, which stays the same.
func (k setKind) fromGraph(v any) any {
	found := distinct(k.of, k.elements.fromGraph(v))
	if values, ok := found.([]any); ok && k.isList() {
		return k.of.sorted(values)
	}
	return found
}

// plan refuses elements that are the same once the defaults are filled in: Graph would
// keep one of them.
func (k setKind) plan(p *planner, prior, config any, at place) any {
	next := k.elements.plan(p, prior, config, at)
	seen := k.of.index(nil)
	for i, element := range next.([]any) {
		if HasUnknown(element) {
			continue
		}
		if _, twice := seen.find(Equivalent.forgives(), element); twice {
			p.diags.AddAttributeError(k.placeOf(at.path, i), "The same element twice", fmt.Sprintf(
				"Two elements of %s mean the same to Graph: what one of them leaves out is what the other one says, or they differ in notation only. "+
					"Remove one of them; distinct(...) does that where they are written alike.", at.path))
			return next
		}
		seen.add(element)
	}
	return next
}

// spell spells each element as one of before that means the same, and keeps the order of
// before: what is new comes last.
func (k setKind) spell(prior, found any) any {
	before, wasThere := prior.([]any)
	values, there := found.([]any)
	if !wasThere || !there {
		return found
	}
	known, kept := k.of.index(before), make([]any, len(before))
	var added []any
	for _, value := range values {
		if place, ok := known.take(Shown.forgives(), value); ok {
			kept[place] = before[place]
		} else {
			added = append(added, value)
		}
	}
	kept = slices.DeleteFunc(kept, func(v any) bool { return v == nil })
	return append(kept, added...)
}

// same compares without an order.
func (k setKind) same(f forgiveness, a, b any) bool { return sameMultiset(k.of, f, a, b) }
