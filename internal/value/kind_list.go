// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	source "github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	resource "github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
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

func (k listKind) resource(w words) resource.Attribute {
	checks := listChecks(k.of, k.least, k.most)
	if members := k.members(); members != nil {
		return resource.ListNestedAttribute{
			NestedObject: resource.NestedAttributeObject{Attributes: members.resource()}, Required: w.required, Optional: w.optional, Computed: w.computed, WriteOnly: w.writeOnly,
			Sensitive: w.sensitive, MarkdownDescription: w.doc, Validators: checks,
		}
	}
	return resource.ListAttribute{
		ElementType: k.of.framework(), Required: w.required, Optional: w.optional, Computed: w.computed, Sensitive: w.sensitive, WriteOnly: w.writeOnly,
		MarkdownDescription: w.doc, Validators: checks,
	}
}

func (k listKind) source(w words) source.Attribute {
	if members := k.members(); members != nil {
		return source.ListNestedAttribute{NestedObject: source.NestedAttributeObject{Attributes: members.source()}, Computed: true, Sensitive: w.sensitive, MarkdownDescription: w.doc}
	}
	return source.ListAttribute{ElementType: k.of.framework(), Computed: true, Sensitive: w.sensitive, MarkdownDescription: w.doc}
}

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

func listChecks(of *Type, least, most int) []validator.List {
	var all []validator.List
	if least > 0 {
		all = append(all, listvalidator.SizeAtLeast(least))
	}
	if most > 0 {
		all = append(all, listvalidator.SizeAtMost(most))
	}
	if each := checksOf(of.kind); len(each) > 0 {
		all = append(all, listvalidator.ValueStringsAre(each...))
	}
	return all
}
