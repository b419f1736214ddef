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
	d.Filterable = []string{"enabled"}
	if change != nil {
		change(&d)
	}
	source, err := newListSource(compiled(t, d))
	if err != nil {
		t.Fatal(err)
	}
	return source
}

func TestQueryAsksGraphForWhatItCanCheck(t *testing.T) {
	t.Parallel()
	advanced := func(d *object.Definition) { d.Advanced = true }
	unfiltered := func(d *object.Definition) { d.Unfiltered = true }
	tests := map[string]struct {
		change                            func(*object.Definition)
		config                            string
		filter, search, orderBy, eventual string
		here                              []string
	}{
		"nothing asks for all":               {config: `{}`},
		"the key is compared by Graph":       {config: `{"name":"O'Reilly"}`, filter: "name eq 'O''Reilly'"},
		"the beginning of the key too":       {config: `{"namePrefix":"A"}`, filter: "startswith(name,'A')"},
		"what Graph cannot compare is here":  {config: `{"note":"x"}`, here: []string{"note"}},
		"conditions are joined":              {config: `{"enabled":true,"note":"x","filter":"size gt 3 or size lt 1"}`, filter: "enabled eq true and (size gt 3 or size lt 1)", here: []string{"note"}},
		"the order stands beside the filter": {config: `{"orderBy":"name desc"}`, orderBy: "name desc"},
		"an advanced query names its level":  {change: advanced, config: `{"search":"\"name:A\""}`, search: `"name:A"`, eventual: "eventual"},
		"a plain list of theirs does not":    {change: advanced, config: `{}`},
		"without filters all is done here":   {change: unfiltered, config: `{"name":"a","namePrefix":"a"}`, here: []string{"name", "name"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := widgets(t, tt.change).query(parse(t, tt.config))
			options := q.request.Query
			for option, want := range map[string]string{"$filter": tt.filter, "$search": tt.search, "$orderby": tt.orderBy} {
				if got := options.Get(option); got != want {
					t.Errorf("%s is %q, want %q", option, got, want)
				}
			}
			if got := q.request.Header.Get("ConsistencyLevel"); got != tt.eventual {
				t.Errorf("ConsistencyLevel is %q, want %q", got, tt.eventual)
			}
			var here []string
			for _, c := range q.conditions {
				here = append(here, c.name)
			}
			if diff := cmp.Diff(tt.here, here); diff != "" {
				t.Errorf("conditions checked here (-want +got):\n%s", diff)
			}
		})
	}
}

func TestQueryComparesAsGraphDoes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		condition condition
		value     any
		want      bool
	}{
		"equal text in another case": {condition{name: "n", value: "Ada"}, "ADA", true},
		"other text":                 {condition{name: "n", value: "Ada"}, "Adam", false},
		"null is no text":            {condition{name: "n", value: "Ada"}, nil, false},
		"beginning in another case":  {condition{name: "n", prefix: true, value: "ad"}, "ADAM", true},
		"text that is too short":     {condition{name: "n", prefix: true, value: "Adam"}, "Ada", false},
		"beginning within a letter":  {condition{name: "n", prefix: true, value: "e"}, "é", false},
		"equal truth":                {condition{name: "n", value: true}, true, true},
		"null is not false":          {condition{name: "n", value: false}, nil, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := query{conditions: []condition{tt.condition}}
			if got := q.matches(object.Body{"n": tt.value}); got != tt.want {
				t.Errorf("matches %v: %v, want %v", tt.value, got, tt.want)
			}
		})
	}
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
