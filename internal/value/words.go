// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
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
	if near := nearest(c.words, word); near != "" {
		hint = fmt.Sprintf(" Did you mean %q?", near)
	}
	if c.closed {
		resp.Diagnostics.AddAttributeError(req.Path, "Invalid "+req.Path.String(), fmt.Sprintf("The value %s, and not %q.%s", c.duty, word, hint))
		return
	}
	resp.Diagnostics.AddAttributeWarning(req.Path, "Unknown "+req.Path.String(), fmt.Sprintf(
		"The provider does not know %q. As far as it knows, the value %s.%s Graph's list may have grown since: the value is sent as it is.", word, c.duty, hint))
}

// nearest is the first of the words that differs from one only in case, or else by
// one letter; "" if none does.
func nearest(words []string, word string) string {
	for _, alike := range []func(a, b string) bool{strings.EqualFold, oneLetterApart} {
		if i := slices.IndexFunc(words, func(known string) bool { return alike(known, word) }); i >= 0 {
			return words[i]
		}
	}
	return ""
}

// oneLetterApart tells whether two texts become the same, but for case, where one
// letter is put in, left out or changed, or two neighbours change places. Texts of
// one or two letters are too short to tell.
func oneLetterApart(a, b string) bool {
	x, y := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if len(x) < len(y) {
		x, y = y, x
	}
	if len(x)-len(y) > 1 || len(y) < 3 {
		return false
	}
	i := 0
	for i < len(y) && x[i] == y[i] {
		i++
	}
	switch {
	case len(x) > len(y):
		return slices.Equal(x[i+1:], y[i:])
	case i == len(y) || slices.Equal(x[i+1:], y[i+1:]):
		return true
	default:
		return x[i] == y[i+1] && x[i+1] == y[i] && slices.Equal(x[i+2:], y[i+2:])
	}
}
