// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// referencesKind is a collection of ids that can be long.
type referencesKind struct {
	elements
	to string
	// found tells what finds such an id.
	found string
}

func compileReferences(c *compiler, t object.References, outer *Attribute) (kind, error) {
	of, err := c.compile(object.String{}, outer)
	return referencesKind{elements{of}, t.To, c.found(t.To)}, err
}

func (referencesKind) framework() attr.Type { return types.ListType{ElemType: types.StringType} }

// same compares in time that grows with the length only.
func (referencesKind) same(_ forgiveness, a, b any) bool {
	x, okX := a.([]any)
	y, okY := b.([]any)
	if !okX || !okY {
		return false
	}
	count := map[string]int{}
	for _, id := range x {
		count[strings.ToLower(Text(id))]++
	}
	for _, id := range y {
		count[strings.ToLower(Text(id))]--
	}
	for _, n := range count {
		if n != 0 {
			return false
		}
	}
	return true
}

// check reports the first id of each kind of fault: a list can have thousands.
func (k referencesKind) check(_ context.Context, v any, at path.Path) (diags diag.Diagnostics) {
	ids, _ := v.([]any)
	seen := make(map[string]bool, len(ids))
	for i, element := range ids {
		id, known := element.(string)
		folded := strings.ToLower(id)
		switch {
		case element == nil:
			diags.Append(nullIn(at, at.AtListIndex(i)))
			return diags
		case !known:
		case !IsGUID(folded):
			diags.AddAttributeError(at.AtListIndex(i), "Invalid id", strings.TrimSpace(fmt.Sprintf("%q is not the id of a %s: that is a GUID. %s", id, k.to, k.found)))
			return diags
		case seen[folded]:
			diags.AddAttributeError(at.AtListIndex(i), "The same id twice", fmt.Sprintf("%q stands in the list before. The order of the list means nothing, so remove one of them.", id))
			return diags
		}
		seen[folded] = known
	}
	return diags
}
