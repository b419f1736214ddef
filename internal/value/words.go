// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/spelling"
)

// wordCheck checks a word against those that are known. Most of Graph's lists grow:
// there an unknown word is a warning, since a tenant may hold it already, and Graph
// has the last word.
type wordCheck struct {
	words []string
	// ids: an id may stand in place of a word, as duty says.
	ids  bool
	duty string
	// closed: Graph takes no other word.
	closed bool
	// remedy is a sentence that follows.
	remedy string
}

func newWordCheck(words []string, closed bool) wordCheck {
	return wordCheck{words: words, closed: closed, duty: "must be one of " + quoted(words)}
}

// Description says what is checked.
func (c wordCheck) Description(context.Context) string { return c.duty }

// MarkdownDescription says what is checked.
func (c wordCheck) MarkdownDescription(context.Context) string { return c.duty }

// ValidateString checks a value that is known.
func (c wordCheck) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	word := req.ConfigValue.ValueString()
	if slices.Contains(c.words, word) || c.ids && IsGUID(word) {
		return
	}
	hint := ""
	if near := spelling.Nearest(c.words, word); near != "" {
		hint = fmt.Sprintf(" Did you mean %q?", near)
	} else if c.remedy != "" {
		hint = " " + c.remedy
	}
	if c.closed {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid "+PlaceOf(req.Path), fmt.Sprintf("The value %s, and not %q.%s", c.duty, word, hint))
		return
	}
	resp.Diagnostics.AddAttributeWarning(req.Path, "Unknown "+PlaceOf(req.Path), fmt.Sprintf(
		"The provider does not know %q. As far as it knows, the value %s.%s Graph's list may have grown since: the value is sent as it is.", word, c.duty, hint))
}

// PlaceOf is a path as a title names it: an element of a set has no place but the set's.
func PlaceOf(at path.Path) string {
	for slices.ContainsFunc(at.Steps(), isSetValue) {
		at = at.ParentPath()
	}
	return at.String()
}

func isSetValue(step path.PathStep) bool {
	_, ok := step.(path.PathStepElementKeyValue)
	return ok
}
