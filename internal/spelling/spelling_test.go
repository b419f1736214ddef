// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package spelling_test

import (
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/spelling"
)

func TestNearest(t *testing.T) {
	t.Parallel()
	known := []string{"displayName", "mailNickname", "id", "mail", "Global Reader", "Global Administrator", "enabled", "linux_mdm"}
	for name, tt := range map[string]struct{ given, want string }{
		"as it is":                       {"mail", "mail"},
		"another case":                   {"displayname", "displayName"},
		"underscores":                    {"display_name", "displayName"},
		"hyphens":                        {"linux-mdm", "linux_mdm"},
		"blanks":                         {"globalreader", "Global Reader"},
		"a short one in another case":    {"ID", "id"},
		"a letter missing":               {"enabed", "enabled"},
		"a letter too many":              {"enabbled", "enabled"},
		"another letter":                 {"enablet", "enabled"},
		"neighbours in the other order":  {"enalbed", "enabled"},
		"the first two, too":             {"neabled", "enabled"},
		"letters that are far apart":     {"nenable", ""},
		"two letters of a short one":     {"enaabbled", ""},
		"two letters of a long one":      {"Global Administratxr s", "Global Administrator"},
		"three letters of a long one":    {"Glabel Administratxr", ""},
		"the beginning of the first":     {"disp", "displayName"},
		"all letters in another order":   {"delbane", ""},
		"the beginning":                  {"Global Adm", "Global Administrator"},
		"the first of two beginnings":    {"Global", "Global Reader"},
		"a beginning that is too short":  {"glo", ""},
		"a short one and another letter": {"ie", ""},
		"three letters, one of them new": {"mai", "mail"},
		"the first letter new":           {"xnabled", "enabled"},
		"both ends new":                  {"xnablex", ""},
		"two letters new":                {"enxxled", ""},
		"nothing like it":                {"surname", ""},
		"nothing":                        {"", ""},
		"separators only":                {"_-", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := spelling.Nearest(known, tt.given); got != tt.want {
				t.Errorf("%q is taken for %q, want %q", tt.given, got, tt.want)
			}
		})
	}
	for want, known := range map[string][]string{"id": {"id"}, "enalbex": {"enalbex", "enabled"}} { // the first of those that are as near
		if got := spelling.Nearest(known, map[string]string{"id": "ID", "enalbex": "enalbed"}[want]); got != want {
			t.Errorf("of %v the nearest is %q, want %q", known, got, want)
		}
	}
	if got := spelling.Nearest(nil, "mail"); got != "" {
		t.Errorf("where nothing is known, %q is", got)
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want bool
	}{{"displayName", "display_name", true}, {"Global Reader", "global-reader", true}, {"mail", "mails", false}} {
		if got := spelling.Same(tt.a, tt.b); got != tt.want {
			t.Errorf("%q and %q: %v", tt.a, tt.b, got)
		}
	}
}
