// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// company is the only object of its collection.
func company() object.Definition {
	return object.Definition{
		Name: "company", Place: object.Collection{API: object.V1, Path: "/companies", Type: "microsoft.graph.company"}, LookUp: object.LookUp{Only: true},
		Attributes: []object.Attribute{{Name: "name", Mode: object.ReadOnly, Type: object.String{}}, {Name: "size", Mode: object.ReadOnly, Type: object.Int{}}},
	}
}

// nameless objects have nothing but an id to be found by.
func nameless() object.Definition {
	return object.Definition{
		Name: "grant", Place: object.Collection{API: object.V1, Path: "/grants", Type: "microsoft.graph.grant"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "who", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "forWhat", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "scope", Mode: object.Optional, Type: object.String{}},
		},
	}
}

// stranger is what Graph tells about a company elsewhere, by its number or by its name.
func stranger() object.Definition {
	return object.Definition{
		Name: "stranger",
		Place: object.Answer{
			API: object.V1, Type: "microsoft.graph.stranger", Key: "number",
			Paths: []string{"/strangers/find(number='{number}')", "/strangers/findByName(name='{name}')"},
		},
		ReadQuery: map[string]string{"$select": ""},
		Attributes: []object.Attribute{
			{Name: "number", Mode: object.ReadOnly, Type: object.String{}, Doc: "Number."},
			{Name: "name", Mode: object.ReadOnly, Type: object.String{}, Doc: "A name."},
			{Name: "title", Mode: object.ReadOnly, Type: object.String{}, Doc: "Title."},
		},
	}
}

const strangerShown = `{"number":"n1","title":"T"}`

const (
	crewShown   = `{"id":"c1","name":"a","open":true,"motto":"m"}`
	crewMembers = `{"value":[{"id":"m1"},{"id":"m2"}]}`
)

// TestDataSources find one object or several, and show all that Graph tells of them.
func TestDataSources(t *testing.T) {
	t.Parallel()
	whole := map[string]any{"id": "c1", "name": "a", "open": true, "motto": "m"}
	listed := func(items ...map[string]any) map[string]any {
		ids, all := []any{}, []any{}
		for _, item := range items {
			ids, all = append(ids, item["id"]), append(all, item)
		}
		return map[string]any{"ids": ids, "items": all}
	}
	with := func(found, arguments map[string]any) map[string]any {
		for name, v := range arguments {
			found[name] = v
		}
		return found
	}
	one := map[string][]answer{"GET /v1.0/crews/c1": {{200, crewShown}}, "GET /v1.0/crews/c1/members": {{200, crewMembers}}, "GET /v1.0/crews": {{200, `{"value":[` + crewShown + `]}`}}}
	tests := map[string]struct {
		name      string
		arguments map[string]any
		answers   map[string][]answer
		want      map[string]any
	}{
		"by the id":  {"crew", map[string]any{"id": "c1"}, one, whole},
		"by the key": {"crew", map[string]any{"name": "A"}, one, whole},
		"by another spelling of the id": {
			"grant",
			map[string]any{"id": "G1"},
			map[string][]answer{"GET /v1.0/grants/G1": {{200, `{"id":"g1","who":"w","forWhat":"f","scope":null}`}}},
			map[string]any{"id": "G1", "who": "w", "for_what": "f"},
		},
		"of the only one":   {"policy", nil, map[string][]answer{"GET /v1.0/policies/thePolicy": {{200, `{"id":"thePolicy","note":"n"}`}}}, map[string]any{"id": "thePolicy", "note": "n"}},
		"of the only entry": {"company", nil, map[string][]answer{"GET /v1.0/companies": {{200, `{"value":[{"id":"x","name":"Contoso","size":3}]}`}}}, map[string]any{"id": "x", "name": "Contoso", "size": "tftypes.Number<\"3\">"}},
		"without a key":     {"grant", map[string]any{"id": "g1"}, map[string][]answer{"GET /v1.0/grants/g1": {{200, `{"id":"g1","who":"w","forWhat":"f","scope":null}`}}}, map[string]any{"id": "g1", "who": "w", "for_what": "f"}},
		"of a link": {
			"membership",
			map[string]any{"crew_id": "c1", "id": "m2"},
			one,
			map[string]any{"id": "m2", "crew_id": "c1", "member_id": "m2"},
		},
		"of several links": {
			"memberships",
			map[string]any{"crew_id": "c1"},
			one,
			with(listed(map[string]any{"id": "m1", "crew_id": "c1", "member_id": "m1"}, map[string]any{"id": "m2", "crew_id": "c1", "member_id": "m2"}), map[string]any{"crew_id": "c1"}),
		},
		"of an answer": {"stranger", map[string]any{"number": "n1"}, map[string][]answer{"GET /v1.0/strangers/find(number='n1')": {{200, strangerShown}}}, map[string]any{"id": "n1", "number": "n1", "title": "T"}},
		"of an answer to another question": {
			"stranger",
			map[string]any{"name": "a'b/c"},
			map[string][]answer{"GET /v1.0/strangers/findByName(name='a''b/c')": {{200, strangerShown}}},
			map[string]any{"id": "n1", "number": "n1", "name": "a'b/c", "title": "T"},
		},
		"of none": {"grants", nil, map[string][]answer{"GET /v1.0/grants": {{200, `{"value":[]}`}}}, listed()},
		"of those with a value": {
			"grants",
			map[string]any{"scope": "s"},
			map[string][]answer{"GET /v1.0/grants": {{200, `{"value":[{"id":"g1","scope":"r","who":"w","forWhat":"f"},{"id":"g2","scope":"s","who":"w","forWhat":"f"},{"id":"g3","scope":"S","who":"w","forWhat":"f"}]}`}}},
			with(listed(map[string]any{"id": "g2", "who": "w", "for_what": "f", "scope": "s"}, map[string]any{"id": "g3", "who": "w", "for_what": "f", "scope": "S"}), map[string]any{"scope": "s"}),
		},
		"of no more than wanted": {
			"parts",
			map[string]any{"widget_id": "w1", "limit": 1},
			map[string][]answer{"GET /v1.0/widgets/w1/parts": {{200, listOfParts}}},
			with(listed(map[string]any{"id": "p1", "widget_id": "w1", "name": "a"}), map[string]any{"widget_id": "w1", "limit": "tftypes.Number<\"1\">"}),
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, tt.answers, crew(), rules(), company(), nameless(), membership(), part(), stranger())
			got, diags := h.data(tt.name, tt.arguments)
			mentions(t, diags)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("found mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAnswersThatNoTypeHas are told, and not shown in part.
func TestAnswersThatNoTypeHas(t *testing.T) {
	t.Parallel()
	for name, arguments := range map[string]map[string]any{"grant": {"id": "g1"}, "grants": nil} {
		const strange = `{"id":"g1","who":{"x":1},"forWhat":"f"}`
		h := serve(t, map[string][]answer{"GET /v1.0/grants": {{200, `{"value":[` + strange + `]}`}}, "GET /v1.0/grants/g1": {{200, strange}}}, nameless())
		if got, diags := h.data(name, arguments); !strings.Contains(said(diags), "Cannot understand Graph's answer") {
			t.Errorf("%s: found %v; it says %s", name, got, said(diags))
		}
	}
}

// TestQueriesOfDataSources: what people write in OData's words goes to Graph as it is,
// beside what the other arguments mean.
func TestQueriesOfDataSources(t *testing.T) {
	t.Parallel()
	advanced := func() object.Definition {
		d := crew()
		d.LookUp.Advanced = true
		return d
	}
	for name, tt := range map[string]struct {
		definition object.Definition
		arguments  map[string]any
		option     string
		want       string
	}{
		"a condition":             {crew(), map[string]any{"filter": "open eq true"}, "$filter", "(open eq true)"},
		"and one of an argument":  {crew(), map[string]any{"filter": "open eq true", "name": "a'b"}, "$filter", "name eq 'a''b' and (open eq true)"},
		"the beginning of a name": {advanced(), map[string]any{"name_prefix": "a"}, "$filter", "startswith(name,'a')"},
		"an order":                {crew(), map[string]any{"order_by": "name desc"}, "$orderby", "name desc"},
		"a search":                {advanced(), map[string]any{"search": `"name:a"`}, "$search", `"name:a"`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, map[string][]answer{"GET /v1.0/crews": {{200, `{"value":[]}`}}}, tt.definition)
			_, diags := h.data("crews", tt.arguments)
			mentions(t, diags)
			if got := h.queries[0].Get(tt.option); got != tt.want {
				t.Errorf("%s is %q, want %q", tt.option, got, tt.want)
			}
		})
	}
}

// TestDataSourcesThatGraphRefuses have failed.
func TestDataSourcesThatGraphRefuses(t *testing.T) {
	t.Parallel()
	const item = "GET /v1.0/crews/c1"
	list := map[string][]answer{"GET /v1.0/crews": {{200, `{"value":[` + crewShown + `]}`}}}
	tests := map[string]struct {
		name      string
		arguments map[string]any
		refused   string
		others    map[string][]answer
		title     string
	}{
		"by the id":             {"crew", map[string]any{"id": "c1"}, item, nil, "Cannot read crew c1"},
		"by the key":            {"crew", map[string]any{"name": "a"}, "GET /v1.0/crews", nil, `Cannot read crew "a"`},
		"what lists do not say": {"crew", map[string]any{"name": "a"}, item, list, `Cannot read crew "a"`},
		"the only one":          {"policy", nil, "GET /v1.0/policies/thePolicy", nil, "Cannot read policy"},
		"an element":            {"badge", map[string]any{"owner_id": "o1", "id": "k"}, "GET /v1.0/owners/o1", nil, "Cannot read badge k"},
		"elements":              {"badges", map[string]any{"owner_id": "o1"}, "GET /v1.0/owners/o1", nil, "Cannot list badges"},
		"links":                 {"memberships", map[string]any{"crew_id": "c1"}, item + "/members", nil, "Cannot list memberships"},
		"a list":                {"crews", nil, "GET /v1.0/crews", nil, "Cannot list crews"},
		"the parts of a list":   {"crews", map[string]any{"complete": true}, item, list, "Cannot list crews"},
	}
	for name, tt := range tests {
		for status, refusal := range map[int]string{http.StatusForbidden: denied, http.StatusInternalServerError: broken} {
			t.Run(name+", "+http.StatusText(status), func(t *testing.T) {
				t.Parallel()
				answers := map[string][]answer{tt.refused: {{status, refusal}}}
				for request, list := range tt.others {
					answers[request] = list
				}
				_, diags := answering(t, answers).data(tt.name, tt.arguments)
				if len(diags) != 1 || !failed(diags) || diags[0].Summary != tt.title {
					t.Fatalf("said %s, want %q", said(diags), tt.title)
				}
				mentions(t, diags, map[int]string{http.StatusForbidden: "Insufficient privileges", http.StatusInternalServerError: "Something broke."}[status])
			})
		}
	}
}

// TestListResourcesThatGraphRefuses end with the failure.
func TestListResourcesThatGraphRefuses(t *testing.T) {
	t.Parallel()
	list := map[string][]answer{
		"GET /v1.0/crews":    {{200, `{"value":[` + crewShown + `,` + strings.Replace(crewShown, "c1", "c2", 1) + `]}`}},
		"GET /v1.0/crews/c2": {{200, strings.Replace(crewShown, "c1", "c2", 1)}}, "GET /v1.0/crews/c2/members": {{200, crewMembers}},
	}
	for name, tt := range map[string]struct {
		include bool
		refused string
		others  map[string][]answer
	}{
		"names":                 {false, "GET /v1.0/crews", nil},
		"whole objects":         {true, "GET /v1.0/crews", nil},
		"what lists do not say": {true, "GET /v1.0/crews/c1", list},
		"links": {true, "GET /v1.0/crews/c1/members", map[string][]answer{
			"GET /v1.0/crews": {{200, `{"value":[` + crewShown + `]}`}}, "GET /v1.0/crews/c1": {{200, crewShown}},
		}},
	} {
		for status, refusal := range map[int]string{http.StatusForbidden: denied, http.StatusInternalServerError: broken} {
			t.Run(name+", "+http.StatusText(status), func(t *testing.T) {
				t.Parallel()
				answers := map[string][]answer{tt.refused: {{status, refusal}}}
				for request, list := range tt.others {
					answers[request] = list
				}
				h := answering(t, answers)
				var all []tfprotov6.ListResourceResult
				for result := range h.listOf(t.Context(), "crew", 10, tt.include, value.Tree{}) {
					all = append(all, result)
				}
				if len(all) != 1 || len(all[0].Diagnostics) != 1 || !strings.HasPrefix(all[0].Diagnostics[0].Summary, "Cannot list crews") {
					t.Fatalf("yields %v", all)
				}
				mentions(t, all[0].Diagnostics, map[int]string{http.StatusForbidden: "Insufficient privileges", http.StatusInternalServerError: "Something broke."}[status])
			})
		}
	}
}

// TestArgumentsOfDataSources: one object is named in one way, and no argument is empty.
func TestArgumentsOfDataSources(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		source    string
		arguments map[string]any
		says      []string
	}{
		"the id":              {"crew", map[string]any{"id": "c1"}, nil},
		"the key":             {"crew", map[string]any{"name": "a"}, nil},
		"both":                {"crew", map[string]any{"id": "c1", "name": "a"}, []string{"Invalid Attribute Combination"}},
		"neither":             {"crew", nil, []string{"Invalid Attribute Combination"}},
		"an empty id":         {"crew", map[string]any{"id": ""}, []string{"must not be empty"}},
		"an empty key":        {"crew", map[string]any{"name": ""}, []string{"must not be empty"}},
		"one question":        {"stranger", map[string]any{"name": "a"}, nil},
		"two questions":       {"stranger", map[string]any{"number": "n", "name": "a"}, []string{"Invalid Attribute Combination", "[number,name]"}},
		"no question":         {"stranger", nil, []string{"Invalid Attribute Combination", "[number,name]"}},
		"an id alone":         {"grant", map[string]any{"id": "g1"}, nil},
		"an empty id alone":   {"grant", map[string]any{"id": ""}, []string{"must not be empty"}},
		"an empty condition":  {"crews", map[string]any{"filter": ""}, []string{"must not be empty"}},
		"no limit":            {"crews", map[string]any{"limit": 0}, []string{"at least 1"}},
		"a limit":             {"crews", map[string]any{"limit": 1}, nil},
		"nothing of the only": {"policy", nil, nil},
		"nothing of one":      {"company", nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, nil, crew(), rules(), company(), nameless(), stranger())
			typ := h.sourceType(tt.source)
			config := map[string]tftypes.Value{}
			for attribute, of := range typ.AttributeTypes {
				config[attribute] = tftypes.NewValue(of, tt.arguments[attribute])
			}
			validated, err := h.server.ValidateDataResourceConfig(t.Context(), &tfprotov6.ValidateDataResourceConfigRequest{TypeName: "test_" + tt.source, Config: h.dynamic(tftypes.NewValue(typ, config))})
			if err != nil {
				t.Fatal(err)
			}
			mentions(t, validated.Diagnostics, tt.says...)
		})
	}
}

// TestArgumentsOfLists are not empty.
func TestArgumentsOfLists(t *testing.T) {
	t.Parallel()
	h := answering(t, nil)
	for name, tt := range map[string]struct {
		config value.Tree
		says   []string
	}{"a name": {value.Tree{"name": "a"}, nil}, "an empty name": {value.Tree{"name": ""}, []string{"at least 1"}}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			of, err := h.catalogue.byName["crew"].list()
			if err != nil {
				t.Fatal(err)
			}
			config, err := newListResource(of).arguments.Encode(tt.config)
			if err != nil {
				t.Fatal(err)
			}
			validated, err := h.server.ValidateListResourceConfig(t.Context(), &tfprotov6.ValidateListResourceConfigRequest{TypeName: "test_crew", Config: h.dynamic(config)})
			if err != nil {
				t.Fatal(err)
			}
			mentions(t, validated.Diagnostics, tt.says...)
		})
	}
}
