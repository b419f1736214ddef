// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

func TestUnknownWords(t *testing.T) {
	t.Parallel()
	open, closed := object.String{Enum: []string{"enabled", "disabled"}}, object.String{Enum: []string{"enabled", "disabled"}, Closed: true}
	reference := object.Reference{To: "user", Or: []string{"All", "None", "GuestsOrExternalUsers"}}
	tests := map[string]struct {
		typ      object.Type
		value    any
		severity diag.Severity
		says     string
	}{
		"a known word":            {open, "enabled", diag.SeverityInvalid, ""},
		"an unknown word":         {open, "strict", diag.SeverityWarning, "`enabled`, `disabled`"},
		"another case":            {open, "Enabled", diag.SeverityWarning, `Did you mean "enabled"?`},
		"a letter missing":        {open, "enabed", diag.SeverityWarning, `Did you mean "enabled"?`},
		"a letter too many":       {open, "disabbled", diag.SeverityWarning, `Did you mean "disabled"?`},
		"another letter":          {open, "enablet", diag.SeverityWarning, `Did you mean "enabled"?`},
		"letters the other way":   {open, "enalbed", diag.SeverityWarning, `Did you mean "enabled"?`},
		"where the list is whole": {closed, "strict", diag.SeverityError, "must be one of"},
		"near, in a whole list":   {closed, "Disabled", diag.SeverityError, `Did you mean "disabled"?`},
		"an id":                   {reference, "fdd7a751-b60b-444a-984c-02652fe8fa1c", diag.SeverityInvalid, ""},
		"a word for an id":        {reference, "None", diag.SeverityInvalid, ""},
		"an unknown one":          {reference, "all", diag.SeverityWarning, `Did you mean "All"?`},
		"no id where no word is":  {object.Reference{To: "user"}, "All", diag.SeverityError, "a GUID"},
		"in a set":                {object.Set{Of: open}, []any{"strict", "Enabled"}, diag.SeverityWarning, `"strict"`},
		"in a closed set":         {object.Set{Of: closed}, []any{"strict"}, diag.SeverityError, `"strict"`},
		"in flags":                {object.Flags{Enum: []string{"mdm", "linuxMdm"}}, []any{"mdm", "linuxmdm"}, diag.SeverityWarning, `Did you mean "linuxMdm"?`},
		"in an object of a set": {
			object.Set{Of: object.Object{Attributes: []object.Attribute{{Name: "state", Mode: object.Required, Type: open}}}},
			[]any{Tree{"state": "strict"}},
			diag.SeverityWarning, `"strict"`,
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compiled, err := newCompiler().compile(tt.typ, &Attribute{Attribute: object.Attribute{Mode: object.Optional}})
			if err != nil {
				t.Fatal(err)
			}
			found := compiled.check(t.Context(), tt.value, path.Root("a"))
			if tt.says == "" {
				if len(found) > 0 {
					t.Errorf("unexpected: %v", found)
				}
				return
			}
			if len(found) == 0 || found[0].Severity() != tt.severity || !strings.Contains(found[0].Detail(), tt.says) {
				t.Errorf("diagnostics %v, want %s that says %s", found, tt.severity, tt.says)
			}
		})
	}
}

func TestEachUnknownElementIsTold(t *testing.T) {
	t.Parallel()
	compiled, err := newCompiler().compile(object.Set{Of: object.String{Enum: []string{"enabled"}}}, &Attribute{Attribute: object.Attribute{Mode: object.Optional}})
	if err != nil {
		t.Fatal(err)
	}
	found := compiled.check(t.Context(), []any{"one", "two"}, path.Root("a"))
	if len(found) != 2 {
		t.Fatalf("diagnostics %v, want one for each word", found)
	}
	if got := found[0].Summary(); got != "Unknown a" {
		t.Errorf("the title is %q; the word stands below it", got)
	}
}
