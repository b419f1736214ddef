// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	source "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// referencesKind is a collection of ids that can be long.
type referencesKind struct {
	elements
	to string
}

func compileReferences(c *compiler, t object.References, outer *Attribute) (kind, error) {
	of, err := c.compile(object.String{}, outer)
	return referencesKind{elements{of}, t.To}, err
}

func (referencesKind) framework() attr.Type { return types.ListType{ElemType: types.StringType} }

func (k referencesKind) resource(w words) resource.Attribute {
	return resource.ListAttribute{
		ElementType: types.StringType, Required: w.required, Optional: w.optional, Computed: w.computed, Sensitive: w.sensitive,
		MarkdownDescription: w.doc, Validators: []validator.List{referencesCheck{k.to}},
	}
}

func (referencesKind) source(w words) source.Attribute {
	return source.ListAttribute{ElementType: types.StringType, Computed: true, Sensitive: w.sensitive, MarkdownDescription: w.doc}
}

// same compares in time that grows with the length only.
func (referencesKind) same(_ forgiveness, a, b any) bool {
	x, okX := a.([]any)
	y, okY := b.([]any)
	if !okX || !okY || len(x) != len(y) {
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

// referencesCheck checks a long collection of ids in one pass.
type referencesCheck struct{ to string }

// Description says what is checked.
func (r referencesCheck) Description(context.Context) string {
	return "must be different ids of a " + r.to + ", GUIDs"
}

// MarkdownDescription says what is checked.
func (r referencesCheck) MarkdownDescription(ctx context.Context) string { return r.Description(ctx) }

// ValidateList reports the first id of each kind of fault: a list can have
// thousands.
func (r referencesCheck) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	seen := make(map[string]bool, len(req.ConfigValue.Elements()))
	for i, element := range req.ConfigValue.Elements() {
		id, ok := element.(types.String)
		if !ok || id.IsUnknown() {
			continue
		}
		at, folded := req.Path.AtListIndex(i), strings.ToLower(id.ValueString())
		switch {
		case !IsGUID(folded):
			resp.Diagnostics.AddAttributeError(at, "Invalid id", fmt.Sprintf("%q is not the id of a %s: that is a GUID.", id.ValueString(), r.to))
			return
		case seen[folded]:
			resp.Diagnostics.AddAttributeError(at, "The same id twice", fmt.Sprintf("%q stands in the list before. The order of the list means nothing, so remove one of them.", id.ValueString()))
			return
		}
		seen[folded] = true
	}
}
