// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// listKind is a collection whose order matters.
type listKind struct {
	elements
	least, most int
}

func compileList(c *compiler, t object.List, outer *Attribute) (kind, error) {
	of, err := c.compile(t.Of, outer)
	return listKind{elements{of}, t.MinItems, t.MaxItems}, err
}

func (k listKind) framework() attr.Type { return types.ListType{ElemType: k.of.framework()} }

func (k listKind) same(f forgiveness, a, b any) bool {
	x, okX := a.([]any)
	y, okY := b.([]any)
	if !okX || !okY || len(x) != len(y) {
		return false
	}
	for i := range x {
		if !k.of.same(f, x[i], y[i]) {
			return false
		}
	}
	return true
}
