// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
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
	// but says how a value is not as it must be: "and not 3 o'clock". Without it the value
	// is not told, since it is long or secret.
	but func(string) string
	// remedy is a sentence that follows.
	remedy string
}

// Description says what is checked.
func (c textCheck) Description(context.Context) string { return c.duty }

// MarkdownDescription says what is checked.
func (c textCheck) MarkdownDescription(context.Context) string { return c.duty }

// ValidateString checks a value that is known.
func (c textCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	value := req.ConfigValue.ValueString()
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() || c.ok(value) {
		return
	}
	fault := "The value " + c.duty
	if c.but != nil {
		fault += ", " + c.but(value)
	}
	resp.Diagnostics.AddAttributeError(req.Path, "Invalid "+PlaceOf(req.Path), strings.TrimSpace(fault+". "+c.remedy))
}

// andNot repeats a value that is at fault.
func andNot(value string) string { return fmt.Sprintf("and not %q", value) }

// matches checks that a value is of a form, which is told in words.
func matches(form *regexp.Regexp, duty string) textCheck {
	return textCheck{ok: form.MatchString, duty: duty, but: andNot}
}

// atMost checks the length of a value.
func atMost(characters int) textCheck {
	return textCheck{
		ok:   func(s string) bool { return utf8.RuneCountInString(s) <= characters },
		duty: "must have at most " + amount(characters, "character"),
		but:  func(s string) string { return fmt.Sprintf("and has %d", utf8.RuneCountInString(s)) },
	}
}

// notEmpty refuses the empty text, by which Graph means null.
func notEmpty(mode object.Mode) textCheck {
	check := textCheck{ok: func(s string) bool { return s != "" }, duty: "must not be empty"}
	if mode != object.Required {
		check.remedy = "Leave it out where there is none: null is no value."
	}
	return check
}
