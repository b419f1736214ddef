// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/int64validator"
	"github.com/hashicorp/terraform-plugin-framework-validators/listvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

func intValidators(t object.Int) []validator.Int64 {
	if t.Min == 0 && t.Max == 0 {
		return nil
	}
	return []validator.Int64{int64validator.Between(int64(t.Min), int64(t.Max))}
}

func setValidators(of object.Type, least, most int) []validator.Set {
	var all []validator.Set
	if least > 0 {
		all = append(all, setvalidator.SizeAtLeast(least))
	}
	if most > 0 {
		all = append(all, setvalidator.SizeAtMost(most))
	}
	if each := textValidators(of); len(each) > 0 {
		all = append(all, setvalidator.ValueStringsAre(each...))
	}
	return all
}

func listValidators(of object.Type, least, most int) []validator.List {
	var all []validator.List
	if least > 0 {
		all = append(all, listvalidator.SizeAtLeast(least))
	}
	if most > 0 {
		all = append(all, listvalidator.SizeAtMost(most))
	}
	if each := textValidators(of); len(each) > 0 {
		all = append(all, listvalidator.ValueStringsAre(each...))
	}
	return all
}

const guid = `[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}`

var guidPattern = regexp.MustCompile("^" + guid + "$")

// textValidators check what is text in Terraform; none for other types.
func textValidators(t object.Type) []validator.String {
	switch t := t.(type) {
	case object.Reference:
		return []validator.String{referenceValidator(t)}
	case object.String:
		return stringValidators(t)
	case object.Wrapped:
		return textValidators(t.Of)
	case object.Date:
		return []validator.String{stringvalidator.RegexMatches(regexp.MustCompile(`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$`), `must be a day such as "2026-11-23"`)}
	case object.Time:
		return []validator.String{stringvalidator.RegexMatches(regexp.MustCompile(`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$`), `must be a time such as "2026-11-23T08:00:00Z"`)}
	case object.Duration:
		return []validator.String{textCheck{isDuration, `must be a duration of ISO 8601, such as "P30D" or "PT8H"`}}
	case object.Base64:
		return []validator.String{textCheck{isBase64, "must be base64, as the function filebase64 gives it"}}
	case object.JSON:
		return []validator.String{textCheck{isJSON, "must be a JSON document, as the function jsonencode gives it"}}
	default:
		return nil
	}
}

func referenceValidator(t object.Reference) validator.String {
	article := "a"
	if strings.ContainsAny(t.To[:1], "aeiou") && !strings.HasPrefix(t.To, "user") {
		article = "an"
	}
	if len(t.Or) == 0 {
		return stringvalidator.RegexMatches(guidPattern, fmt.Sprintf("must be the id of %s %s, a GUID", article, t.To))
	}
	return stringvalidator.RegexMatches(regexp.MustCompile("^("+guid+"|"+strings.Join(t.Or, "|")+")$"),
		fmt.Sprintf("must be the id of %s %s, a GUID, or one of %s", article, t.To, quoted(t.Or)))
}

func stringValidators(t object.String) []validator.String {
	var all []validator.String
	if len(t.Enum) > 0 {
		all = append(all, stringvalidator.OneOf(t.Enum...))
	}
	if t.MaxLength > 0 {
		all = append(all, stringvalidator.UTF8LengthAtMost(t.MaxLength))
	}
	if !t.Empty {
		all = append(all, stringvalidator.LengthAtLeast(1))
	}
	if t.Pattern != "" {
		all = append(all, stringvalidator.RegexMatches(regexp.MustCompile(t.Pattern), t.PatternDoc))
	}
	return all
}

func isBase64(s string) bool {
	_, err := decodeBase64(s)
	return err == nil
}

func isJSON(s string) bool {
	_, err := parseJSON(s)
	return err == nil
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

// references checks a long collection of ids in one pass.
type references struct{ to string }

// Description says what is checked.
func (r references) Description(context.Context) string {
	return "must be different ids of a " + r.to + ", GUIDs"
}

// MarkdownDescription says what is checked.
func (r references) MarkdownDescription(ctx context.Context) string { return r.Description(ctx) }

// ValidateList reports the first id of each kind of fault: a list can have
// thousands.
func (r references) ValidateList(ctx context.Context, req validator.ListRequest, resp *validator.ListResponse) {
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
		case !guidPattern.MatchString(folded):
			resp.Diagnostics.AddAttributeError(at, "Invalid id", fmt.Sprintf("%q is not the id of a %s: that is a GUID.", id.ValueString(), r.to))
			return
		case seen[folded]:
			resp.Diagnostics.AddAttributeError(at, "The same id twice", fmt.Sprintf("%q stands in the list before. The order of the list means nothing, so remove one of them.", id.ValueString()))
			return
		}
		seen[folded] = true
	}
}
