// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"slices"
	"strings"
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
	kinds := func(d *object.Definition) { d.LookUp.Filterable = []string{"kind"} }
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
		"nor the beginning of what it can":   {change: kinds, query: Query{Conditions: []Condition{{Name: "kind", Prefix: true, Value: "x"}, {Name: "kind", Value: "y"}}}, filter: "kind eq 'y'", here: []string{"kind"}},
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
		"null has no beginning":      {Condition{Name: "n", Prefix: true, Value: ""}, nil, false},
		"null is not nothing":        {Condition{Name: "n", Value: ""}, nil, false},
		"all of the text":            {Condition{Name: "n", Prefix: true, Value: "ada"}, "Ada", true},
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

// TestWhatGraphIsAskedForAList: the attributes, how many, and where.
func TestWhatGraphIsAskedForAList(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		definition object.Definition
		query      Query
		want       string
	}{
		"all":                  {widget(nil), Query{}, "GET /v1.0/widgets?$select=id,name"},
		"a few":                {widget(nil), Query{Limit: 2}, "GET /v1.0/widgets?$select=id,name&$top=2"},
		"links":                {membership(), Query{At: value.Tree{"groupId": "g/1"}}, "GET /v1.0/groups/g%2F1/members?$select=id&$top=999"},
		"by what is not shown": {widget(nil), Query{Conditions: []Condition{{Name: "note", Value: "n"}}, Limit: 2}, "GET /v1.0/widgets?$select=id,name,note"},
		"in an order":          {widget(func(d *object.Definition) { d.LookUp.Advanced = true }), Query{OrderBy: "name"}, "GET /v1.0/widgets?$count=true&$orderby=name&$select=id,name&$top=999"},
	} {
		path, _, _ := strings.Cut(strings.TrimPrefix(tt.want, "GET "), "?")
		s := follow(t, tt.definition, script{"GET " + path: {{200, `{"value":[]}`}}})
		var shown value.Attributes
		if a := s.Managed.Find("name"); a != nil {
			shown = value.Attributes{a}
		}
		if _, _, err := s.List(t.Context(), tt.query, shown); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff([]string{tt.want}, s.asked()); diff != "" {
			t.Errorf("%s: requests mismatch (-want +got):\n%s", name, diff)
		}
	}
}

// TestWhatIsChosenHere: where Graph does not filter.
func TestWhatIsChosenHere(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		definition object.Definition
		want       bool
	}{
		"objects": {widget(nil), false}, "links": {membership(), true}, "elements": {secretOfApp(), true},
		"what Graph does not filter": {widget(func(d *object.Definition) { d.LookUp.Unfiltered = true }), true},
	} {
		if got := IsUnfiltered(follow(t, tt.definition, nil).Object); got != tt.want {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

// TestOneOfEachIsEnough: who wants no more objects, of a collection or of a parent, is
// given no more, and strangers do not count.
func TestOneOfEachIsEnough(t *testing.T) {
	t.Parallel()
	strange := `{"@odata.type":"#microsoft.graph.hugeGadget","id":"g0","name":"g"}`
	small := func(id string) string {
		return `{"@odata.type":"#microsoft.graph.smallGadget","id":"` + id + `","name":"g"}`
	}
	gadgets := script{"GET /v1.0/gadgets": {{200, `{"value":[` + strange + `,` + small("g1") + `,` + small("g2") + `]}`}}}
	secrets := script{"GET /v1.0/apps/a1": {{200, `{"secrets":[{"keyId":"k1"},{"keyId":"k2"}]}`}}}
	for name, tt := range map[string]struct {
		definition object.Definition
		answers    script
		first      string
	}{"objects": {objecttest.Gadget(), gadgets, "g0"}, "elements": {secretOfApp(), secrets, "k1"}} {
		s := follow(t, tt.definition, tt.answers)
		for found, err := range s.Each(t.Context(), Query{At: value.Tree{"appId": "a1"}}, s.Readable) {
			if got := s.IDOf(found); got != tt.first || (err != nil) != (name == "objects") {
				t.Errorf("%s: the first is %s: %v", name, got, err)
			}
			break
		}
	}
	s := follow(t, objecttest.Gadget(), gadgets)
	found, strangers, err := s.List(t.Context(), Query{Limit: 1}, s.Readable)
	if err != nil || !cmp.Equal(s.IDs(found), []string{"g1"}) || len(strangers) != 1 {
		t.Errorf("found %v beside %v: %v", s.IDs(found), strangers, err)
	}
	refused := follow(t, secretOfApp(), script{"GET /v1.0/apps/a1": {{403, denied}}})
	seen := 0
	for _, err := range refused.Each(t.Context(), Query{At: value.Tree{"appId": "a1"}}, refused.Readable) {
		if seen++; err == nil {
			t.Error("a refusal is an element")
		}
	}
	if seen != 1 {
		t.Errorf("a refusal comes %d times", seen)
	}
}

// TestLookUpsKnowTheType: what is of another type than a definition's is not found, and
// what is of one that nobody knows is named.
func TestLookUpsKnowTheType(t *testing.T) {
	t.Parallel()
	derived := widget(func(d *object.Definition) {
		d.Place = object.Collection{API: object.V1, Path: "/widgets", Type: "microsoft.graph.gear", Derived: true}
	})
	gadget := objecttest.Gadget()
	gadget.LookUp = object.LookUp{Key: "name"}
	for name, tt := range map[string]struct {
		definition object.Definition
		answers    script
		id         any
		fails      string
	}{
		"of the type":          {derived, script{"GET /v1.0/widgets": {{200, `{"value":[{"@odata.type":"#microsoft.graph.wheel","id":"w1","name":"a"},{"@odata.type":"#microsoft.graph.gear","id":"w2","name":"a"}]}`}}}, "w2", ""},
		"of another type":      {derived, script{"GET /v1.0/widgets": {{200, `{"value":[{"@odata.type":"#microsoft.graph.wheel","id":"w1","name":"a"}]}`}}}, nil, `No widget has the name "a".`},
		"two of a name":        {widget(nil), script{"GET /v1.0/widgets": {{200, `{"value":[{"id":"w1","name":"a"},{"id":"w2","name":"A"}]}`}}}, nil, `Several objects of kind widget have the name "a": w1, w2. Name one of them by its id.`},
		"of a type of its own": {gadget, script{"GET /v1.0/gadgets": {{200, `{"value":[{"@odata.type":"#microsoft.graph.hugeGadget","id":"g1","name":"a"}]}`}}}, "g1", `The gadget "a" is of the type microsoft.graph.hugeGadget, which this version of the provider does not know here.`},
	} {
		s := follow(t, tt.definition, tt.answers)
		all, strangers, err := s.List(t.Context(), Query{}, s.Readable.Listed())
		if strings.HasPrefix(name, "of ") && (err != nil || slices.Contains(s.IDs(all), "w1") || len(strangers) > 0 && name != "of a type of its own") {
			t.Errorf("%s: listed are %v beside %v: %v", name, s.IDs(all), strangers, err)
		}
		found, err := s.Find(t.Context(), nil, "a", s.Readable.Listed())
		if fault := said(err, tt.fails); fault != "" || found["id"] != tt.id {
			t.Errorf("%s: found %v: %s", name, found, fault)
		}
	}
}
