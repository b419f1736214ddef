// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// text is what kinds have in common whose values are text in Terraform.
type text struct {
	simple
	checks []validator.String
	// empty: the empty text is a value. Else it is what Graph writes for null.
	empty bool
}

func (text) framework() attr.Type { return types.StringType }

func (t text) fromGraph(v any) any {
	if v == "" && !t.empty {
		return nil
	}
	return v
}

func (text) decode(v tftypes.Value) (any, error) {
	var s string
	err := v.As(&s)
	return s, err
}

func (text) encode(typ tftypes.Type, v any) (tftypes.Value, error) {
	s, ok := v.(string)
	if !ok {
		return tftypes.Value{}, unexpected(typ, v)
	}
	return tftypes.NewValue(typ, s), nil
}

// checkers are kinds whose values are checked as texts, also as elements of a
// collection.
type checker interface{ textChecks() []validator.String }

func (t text) textChecks() []validator.String { return t.checks }

// checksOf are the checks of a kind that is text in Terraform; none for others.
func checksOf(k kind) []validator.String {
	if c, ok := k.(checker); ok {
		return c.textChecks()
	}
	return nil
}

// sameTexts compares two texts, which are the same where they are equal.
func sameTexts(a, b any, same func(a, b string) bool) bool {
	x, okX := a.(string)
	y, okY := b.(string)
	if !okX || !okY {
		return a == b
	}
	return x == y || same(x, y)
}

// textCheck is a validator of one text.
type textCheck struct {
	ok   func(string) bool
	duty string
}

// Description says what is checked.
func (c textCheck) Description(context.Context) string { return c.duty }

// MarkdownDescription says what is checked.
func (c textCheck) MarkdownDescription(context.Context) string { return c.duty }

// ValidateString checks a value that is known.
func (c textCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if value := req.ConfigValue; !value.IsNull() && !value.IsUnknown() && !c.ok(value.ValueString()) {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid "+req.Path.String(), "The value "+c.duty+".")
	}
}
