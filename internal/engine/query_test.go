// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

func widgets(t *testing.T, change func(*object.Definition)) *listSource {
	t.Helper()
	d := objecttest.Widget()
	d.LookUp.Filterable = []string{"enabled"}
	if change != nil {
		change(&d)
	}
	source, err := newListSource(compiled(t, d))
	if err != nil {
		t.Fatal(err)
	}
	return source
}

func TestQueryArgumentsLeaveOutWhatCannotBeCompared(t *testing.T) {
	t.Parallel()
	var names []string
	for _, a := range widgets(t, nil).given {
		names = append(names, a.Key)
	}
	slices.Sort(names)
	want := []string{"alias", "enabled", "filter", "kind", "limit", "mail", "name", "name_prefix", "note", "order_by", "owner_id"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("arguments mismatch (-want +got):\n%s", diff)
	}
}

// TestListsAreNarrowedDown: what Graph lists only for a scope is refused before it is
// asked, unless a filter may name the scope.
func TestListsAreNarrowedDown(t *testing.T) {
	t.Parallel()
	source := widgets(t, func(d *object.Definition) { d.LookUp.Scopes = [][]string{{"ownerId", "kind"}, {"mail"}} })
	for name, c := range map[string]struct {
		config value.Tree
		want   []string
	}{
		"nothing":         {value.Tree{}, []string{"owner_id", "mail"}},
		"another":         {value.Tree{"note": "N"}, []string{"owner_id", "mail"}},
		"one of two":      {value.Tree{"kind": "small"}, []string{"mail"}},
		"one of each":     {value.Tree{"kind": "small", "mail": "m"}, nil},
		"unknown":         {value.Tree{"ownerId": value.Unknown{}, "mail": "m"}, nil},
		"a filter":        {value.Tree{"filter": "mail eq 'm'"}, nil},
		"a search only":   {value.Tree{"search": "x"}, []string{"owner_id", "mail"}},
		"a limit of them": {value.Tree{"limit": json.Number("1")}, []string{"owner_id", "mail"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var diags diag.Diagnostics
			source.validate(c.config, &diags)
			var got []string
			for _, d := range diags {
				at, _ := d.(diag.DiagnosticWithPath)
				got = append(got, at.Path().String())
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("refused attributes (-want +got):\n%s\n%v", diff, diags)
			}
		})
	}
	if a := source.given.Find("kind"); !strings.Contains(a.Doc, "Graph lists none without `owner_id` or `kind`") {
		t.Errorf("the argument says %q", a.Doc)
	}
}

// TestListsSayWhatTheyLeaveOut: it is fetched when that is asked for.
func TestListsSayWhatTheyLeaveOut(t *testing.T) {
	t.Parallel()
	source := widgets(t, func(d *object.Definition) { d.Attributes[1].Seen = object.Alone })
	if a := source.given.Find("complete"); a == nil || !strings.Contains(a.Doc, "`note`") {
		t.Errorf("the argument is %v, want one that names the note", a)
	}
	if a := source.listed.Find("note"); !strings.Contains(a.Doc, "Null unless `complete` is true.") {
		t.Errorf("the note says %q", a.Doc)
	}
	if source.given.Find("note") != nil {
		t.Error("objects can be chosen by what lists do not show")
	}
	if a := widgets(t, nil).given.Find("complete"); a != nil {
		t.Errorf("a list that shows everything has the argument %s", a.Name)
	}
}
