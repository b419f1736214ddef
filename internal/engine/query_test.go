// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"slices"
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
	for _, a := range widgets(t, nil).arguments {
		names = append(names, a.Key)
	}
	slices.Sort(names)
	want := []string{"alias", "enabled", "filter", "kind", "limit", "mail", "name", "name_prefix", "note", "order_by", "owner_id"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("arguments mismatch (-want +got):\n%s", diff)
	}
}
