// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseSelect(t *testing.T) {
	t.Parallel()
	tests := map[string][]Path{
		"id":                        {{"id"}},
		" id ,\tdisplayName ":       {{"id"}, {"displayName"}},
		"*":                         {{"*"}},
		"a/b/c,a/*":                 {{"a", "b", "c"}, {"a", "*"}},
		"microsoft.graph.user/mail": {{"microsoft.graph.user", "mail"}},
		"extension_0a1b_x,größe,_x": {{"extension_0a1b_x"}, {"größe"}, {"_x"}},
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got, err := ParseSelect(text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("select mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseSelectRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		token    string
		position int
	}{
		"":                      {"", 0},
		"id,":                   {"", 3},
		",id":                   {"", 0},
		"id,,mail":              {"", 3},
		"ä, a b":                {"a b", 3},
		"a/":                    {"a/", 0},
		"/a":                    {"/a", 0},
		"a//b":                  {"a//b", 0},
		"*/a":                   {"*/a", 0},
		"a(b)":                  {"a(b)", 0},
		"a,manager($select=id)": {"manager($select=id)", 2},
		"1a":                    {"1a", 0},
		"a.":                    {"a.", 0},
		"a/$count":              {"a/$count", 0},
		"'id'":                  {"'id'", 0},
		"@odata.type":           {"@odata.type", 0},
	}
	for text, tt := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			_, err := ParseSelect(text)
			var got *Error
			if !errors.As(err, &got) {
				t.Fatalf("ParseSelect = %v, want an *Error", err)
			}
			want := Error{Option: "$select", Position: tt.position, Token: tt.token, Message: "Term '" + tt.token + "' is not valid in a $select or $expand expression."}
			if diff := cmp.Diff(want, *got); diff != "" {
				t.Errorf("error mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestParseSelectIsLimited: what is longer than a server takes is refused as a whole.
func TestParseSelectIsLimited(t *testing.T) {
	t.Parallel()
	if paths, err := ParseSelect(strings.Repeat("a", MaxLength+1)); err == nil {
		t.Errorf("a selection of %d properties is taken", len(paths))
	}
}

func TestProject(t *testing.T) {
	t.Parallel()
	const object = `{
		"@odata.type": "#t", "@odata.id": "u", "id": "1", "mail": null,
		"members@odata.count": 2, "members": [], "owners@odata.nextLink": "l",
		"employee": {"@odata.type": "#e", "center": "C", "division": "D", "manager": {"id": "m", "name": "n"}},
		"roles": [{"id": "r", "name": "x"}, {"id": "s"}]
	}`
	annotations := `"@odata.type": "#t", "@odata.id": "u"`
	tests := map[string]struct{ selection, want string }{
		"nothing selected is everything":   {"", object},
		"only what is named, not the id":   {"mail", `{` + annotations + `, "mail": null}`},
		"what is absent stays absent":      {"absent,id", `{` + annotations + `, "id": "1"}`},
		"annotations of what is named":     {"members", `{` + annotations + `, "members@odata.count": 2, "members": []}`},
		"star is everything":               {"*", object},
		"star with others is everything":   {"*,id,employee/center", object},
		"nested property with annotations": {"employee/center", `{` + annotations + `, "employee": {"@odata.type": "#e", "center": "C"}}`},
		"several nested properties":        {"employee/center,id,employee/manager/id", `{` + annotations + `, "id": "1", "employee": {"@odata.type": "#e", "center": "C", "manager": {"id": "m"}}}`},
		"whole beats nested":               {"employee/center,employee", `{` + annotations + `, "employee": {"@odata.type": "#e", "center": "C", "division": "D", "manager": {"id": "m", "name": "n"}}}`},
		"nested star":                      {"employee/manager/*", `{` + annotations + `, "employee": {"@odata.type": "#e", "manager": {"id": "m", "name": "n"}}}`},
		"nested in a collection":           {"roles/id", `{` + annotations + `, "roles": [{"id": "r"}, {"id": "s"}]}`},
		"nested in what has no properties": {"id/x", `{` + annotations + `, "id": "1"}`},
		"nested in what is absent":         {"absent/x", `{` + annotations + `}`},
		"casts are passed over":            {"microsoft.graph.user/id,employee/a.b/center", `{` + annotations + `, "id": "1", "employee": {"@odata.type": "#e", "center": "C"}}`},
		"a cast alone selects no property": {"microsoft.graph.user", `{` + annotations + `}`},
		"named twice is named once":        {"id,id", `{` + annotations + `, "id": "1"}`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var selection []Path
			if tt.selection != "" {
				var err error
				if selection, err = ParseSelect(tt.selection); err != nil {
					t.Fatal(err)
				}
			}
			from := decode(t, object)
			if diff := cmp.Diff(decode(t, tt.want), Project(from, selection)); diff != "" {
				t.Errorf("projection mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(decode(t, object), from); diff != "" {
				t.Errorf("the object changed (-want +got):\n%s", diff)
			}
		})
	}
}

func TestProjectOfALongSelection(t *testing.T) {
	t.Parallel()
	selection, err := ParseSelect(strings.Repeat("a/b,", MaxLength/4-1) + "a/b")
	if err != nil {
		t.Fatal(err)
	}
	got := Project(decode(t, `{"a":{"b":1,"c":2}}`), selection)
	if diff := cmp.Diff(decode(t, `{"a":{"b":1}}`), got); diff != "" {
		t.Errorf("projection mismatch (-want +got):\n%s", diff)
	}
}
