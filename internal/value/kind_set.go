// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// setKind is a collection of different values without an order.
type setKind struct {
	elements
	least, most int
}

func compileSet(c *compiler, t object.Set, outer *Attribute) (kind, error) {
	of, err := c.compile(t.Of, outer)
	return setKind{elements{of}, t.MinItems, t.MaxItems}, err
}

func (k setKind) framework() attr.Type { return types.SetType{ElemType: k.of.framework()} }

// fromGraph counts once what Graph returns twice, as Terraform does.
func (k setKind) fromGraph(v any) any { return distinct(k.of, k.elements.fromGraph(v)) }

// plan refuses elements that are the same once the defaults are filled in: Terraform
// would count them once.
func (k setKind) plan(p *planner, prior, config any, at place) any {
	next := k.elements.plan(p, prior, config, at)
	seen := k.of.index(nil)
	for _, element := range next.([]any) {
		if HasUnknown(element) {
			continue
		}
		if _, twice := seen.find(Equivalent.forgives(), element); twice {
			p.diags.AddAttributeError(at.path, "The same element twice", fmt.Sprintf(
				"Two elements of %s mean the same to Graph: what one of them leaves out is what the other one says, or they differ in notation only. Remove one of them.", at.path))
			return next
		}
		seen.add(element)
	}
	return next
}

// same compares without an order.
func (k setKind) same(f forgiveness, a, b any) bool { return sameMultiset(k.of, f, a, b) }
