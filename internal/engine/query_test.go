// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
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
