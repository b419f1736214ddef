// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

func widgets(t *testing.T, change func(*object.Definition)) *Reader {
	t.Helper()
	d := objecttest.Widget()
	d.LookUp.Filterable = []string{"enabled"}
	if change != nil {
		change(&d)
	}
	o, err := value.Compile(d)
	if err != nil {
		t.Fatal(err)
	}
	return &Reader{Object: o}
}

func TestQueryAsksGraphForWhatItCanCheck(t *testing.T) {
	t.Parallel()
	advanced := func(d *object.Definition) { d.LookUp.Advanced = true }
	unfiltered := func(d *object.Definition) { d.LookUp.Unfiltered = true }
	tests := map[string]struct {
		change                            func(*object.Definition)
		query                             Query
		filter, search, orderBy, eventual string
		here                              []string
	}{
		"nothing asks for all":               {query: Query{}},
		"the key is compared by Graph":       {query: Query{Conditions: []Condition{{Name: "name", Value: "O'Reilly"}}}, filter: "name eq 'O''Reilly'"},
		"the beginning of the key too":       {query: Query{Conditions: []Condition{{Name: "name", Prefix: true, Value: "A"}}}, filter: "startswith(name,'A')"},
		"what Graph cannot compare is here":  {query: Query{Conditions: []Condition{{Name: "note", Value: "x"}}}, here: []string{"note"}},
		"conditions are joined":              {query: Query{Filter: "size gt 3 or size lt 1", Conditions: []Condition{{Name: "enabled", Value: true}, {Name: "note", Value: "x"}}}, filter: "enabled eq true and (size gt 3 or size lt 1)", here: []string{"note"}},
		"the order stands beside the filter": {query: Query{OrderBy: "name desc"}, orderBy: "name desc"},
		"an advanced query names its level":  {change: advanced, query: Query{Search: `"name:A"`}, search: `"name:A"`, eventual: "eventual"},
		"a filter of theirs too":             {change: advanced, query: Query{Filter: "size gt 3"}, filter: "(size gt 3)", eventual: "eventual"},
		"and an order":                       {change: advanced, query: Query{OrderBy: "name desc"}, orderBy: "name desc", eventual: "eventual"},
		"a plain list of theirs does not":    {change: advanced, query: Query{}},
		"without filters all is done here":   {change: unfiltered, query: Query{Conditions: []Condition{{Name: "name", Value: "a"}, {Name: "name", Prefix: true, Value: "a"}}}, here: []string{"name", "name"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := widgets(t, tt.change)
			request, checked := r.request(tt.query, r.Readable)
			options := request.Query
			for option, want := range map[string]string{"$filter": tt.filter, "$search": tt.search, "$orderby": tt.orderBy} {
				if got := options.Get(option); got != want {
					t.Errorf("%s is %q, want %q", option, got, want)
				}
			}
			if got := request.Header.Get("ConsistencyLevel"); got != tt.eventual {
				t.Errorf("ConsistencyLevel is %q, want %q", got, tt.eventual)
			}
			if got := options.Get("$count"); (got == "true") != (tt.eventual != "") {
				t.Errorf("$count is %q beside the level %q", got, tt.eventual)
			}
			var here []string
			for _, c := range checked {
				here = append(here, c.Name)
			}
			if diff := cmp.Diff(tt.here, here); diff != "" {
				t.Errorf("conditions checked here (-want +got):\n%s", diff)
			}
		})
	}
}

// TestQueryEndsAtItsLimit: no object is found beyond it, and no page is read.
func TestQueryEndsAtItsLimit(t *testing.T) {
	t.Parallel()
	for limit, want := range map[int][]string{0: {"w1", "w2", "w3"}, 1: {"w1"}, 2: {"w1", "w2"}, 4: {"w1", "w2", "w3"}} {
		s := follow(t, widget(nil), script{"GET /v1.0/widgets": {{200, `{"value":[{"id":"w1","name":"a"},{"id":"w2","name":"b"},{"id":"w3","name":"c"}]}`}}})
		found, _, err := s.List(t.Context(), Query{Limit: limit}, s.Managed.Listed())
		if diff := cmp.Diff(want, s.IDs(found)); err != nil || diff != "" {
			t.Errorf("with a limit of %d: %v (-want +got):\n%s", limit, err, diff)
		}
	}
}

func TestQueryComparesAsGraphDoes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		condition Condition
		value     any
		want      bool
	}{
		"equal text in another case": {Condition{Name: "n", Value: "Ada"}, "ADA", true},
		"other text":                 {Condition{Name: "n", Value: "Ada"}, "Adam", false},
		"null is no text":            {Condition{Name: "n", Value: "Ada"}, nil, false},
		"beginning in another case":  {Condition{Name: "n", Prefix: true, Value: "ad"}, "ADAM", true},
		"text that is too short":     {Condition{Name: "n", Prefix: true, Value: "Adam"}, "Ada", false},
		"beginning within a letter":  {Condition{Name: "n", Prefix: true, Value: "e"}, "é", false},
		"equal truth":                {Condition{Name: "n", Value: true}, true, true},
		"null is not false":          {Condition{Name: "n", Value: false}, nil, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tt.condition.holds(tt.value); got != tt.want {
				t.Errorf("matches %v: %v, want %v", tt.value, got, tt.want)
			}
		})
	}
}
