// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

const (
	denied = `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}`
	broken = `{"error":{"code":"InternalServerError","message":"Something broke."}}`
)

// crew is an object with links, which waits in a bin once it has been closed and deleted.
func crew() object.Definition {
	return object.Definition{
		Name: "crew", Place: object.Collection{API: object.V1, Path: "/crews", Type: "microsoft.graph.crew"}, LookUp: object.LookUp{Key: "name"},
		Life: &object.Life{Delete: object.Delete{Bin: "/bin", Withdrawn: object.Body{"open": false}}},
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}},
			{Name: "open", Mode: object.Default(true), Type: object.Bool{}},
			{Name: "members", Mode: object.Links, Type: object.References{To: "user"}},
			{Name: "motto", Mode: object.Optional, Seen: object.Alone, Type: object.String{}},
		},
	}
}

// rules is an object of which every tenant has one.
func rules() object.Definition {
	return object.Definition{
		Name: "policy", Place: object.Singleton{API: object.V1, Path: "/policies/thePolicy", Type: "microsoft.graph.policy"}, Life: &object.Life{},
		Attributes: []object.Attribute{{Name: "note", Mode: object.Server, Type: object.String{}}},
	}
}

// badge is an element of its owner.
func badge() object.Definition {
	return object.Definition{
		Name: "badge", Life: &object.Life{},
		Place: object.Element{
			API: object.V1, Path: "/owners/{ownerId}", Type: "microsoft.graph.badge", Property: "badges", Key: "keyId", Add: "add", Remove: "remove",
			AddBody:    func(body object.Body) object.Body { return object.Body{"badge": body} },
			RemoveBody: func(id string) object.Body { return object.Body{"keyId": id} },
		},
		Attributes: []object.Attribute{
			{Name: "ownerId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "name", Mode: object.Optional, CreateOnly: true, Type: object.String{}},
		},
	}
}

// membership is a link that is an object by itself.
func membership() object.Definition {
	return object.Definition{
		Name: "membership", Life: &object.Life{},
		Place: object.Relation{API: object.V1, Path: "/crews/{crewId}/members", Type: "microsoft.graph.directoryObject", Target: "memberId"},
		Attributes: []object.Attribute{
			{Name: "crewId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "memberId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
		},
	}
}

// answering is a tenant of all of them.
func answering(t *testing.T, answers map[string][]answer) *harness {
	t.Helper()
	return serve(t, answers, crew(), rules(), badge(), membership(), part())
}

// TestOperationsThatGraphRefuses have failed: the title says what could not be done, the
// text what Graph has answered, and the state holds what is in the tenant.
func TestOperationsThatGraphRefuses(t *testing.T) {
	t.Parallel()
	const (
		first = `{"id":"c1","name":"a","open":true,"members":["m1"],"permanentlyDelete":true,"restoreDeleted":false}`
		item  = "/v1.0/crews/c1"
	)
	const shows = `{"id":"c1","name":"a","open":true,"motto":null}`
	closed := []answer{{200, strings.Replace(shows, "true", "false", 1)}}
	made := map[string][]answer{"POST /v1.0/crews": {{201, shows}}, "GET " + item: {{200, shows}}, "GET " + item + "/members": {{200, `{"value":[]}`}}}
	apply := func(config string) func(*block) []*tfprotov6.Diagnostic {
		return func(b *block) []*tfprotov6.Diagnostic { return b.apply(config) }
	}
	refresh := func(b *block) []*tfprotov6.Diagnostic { return b.refresh() }
	changed := strings.Replace(first, `"a"`, `"b"`, 1)
	tests := map[string]struct {
		name, state string
		operation   func(*block) []*tfprotov6.Diagnostic
		refused     string
		others      map[string][]answer
		title       string
		want        value.Tree // of the state afterwards; nil for none
	}{
		"creation":             {"crew", "", apply(`{"name":"a"}`), "POST /v1.0/crews", nil, `Cannot create crew "a"`, nil},
		"link of a new object": {"crew", "", apply(`{"name":"a","members":["m1"]}`), "POST " + item + "/members/$ref", made, `Cannot complete crew "a" after creating it`, value.Tree{"id": "c1"}},
		"read of a new object": {"widget", "", apply(`{"name":"a","note":"n","secret":{"value":"s"}}`), "GET /v1.0/widgets/w1", map[string][]answer{"POST /v1.0/widgets": {{201, `{"id":"w1"}`}}}, `Cannot read widget "a" after creating it`, value.Tree{"id": "w1", "name": "a"}},
		"change":               {"crew", first, apply(changed), "PATCH " + item, nil, `Cannot update crew "b"`, value.Tree{"name": "a"}},
		"link":                 {"crew", first, apply(strings.Replace(first, `"m1"`, `"m1","m2"`, 1)), "POST " + item + "/members/$ref", nil, `Cannot update crew "a"`, value.Tree{"members": []any{"m1"}}},
		"unlinking":            {"crew", first, apply(strings.Replace(first, `"m1"`, ``, 1)), "DELETE " + item + "/members/m1/$ref", nil, `Cannot update crew "a"`, value.Tree{"members": []any{"m1"}}},
		"hook of a deletion":   {"crew", first, apply(""), "PATCH " + item, nil, `Cannot delete crew "a"`, value.Tree{"id": "c1", "open": true}},
		"deletion":             {"crew", first, apply(""), "DELETE " + item, map[string][]answer{"PATCH " + item: {{204, ""}}, "GET " + item: closed}, `Cannot delete crew "a"`, value.Tree{"id": "c1", "open": true}},
		"purge":                {"crew", first, apply(""), "DELETE /v1.0/bin/c1", map[string][]answer{"PATCH " + item: {{204, ""}}, "GET " + item: closed, "DELETE " + item: {{204, ""}}}, `Cannot permanently delete crew "a"`, value.Tree{"id": "c1"}},
		"read":                 {"crew", first, refresh, "GET " + item, nil, `Cannot read crew "a"`, value.Tree{"id": "c1", "name": "a"}},
		"read of links":        {"crew", first, refresh, "GET " + item + "/members", made, `Cannot read crew "a"`, value.Tree{"members": []any{"m1"}}},
		"read of an import": {"crew", `{"id":"c1"}`, func(b *block) []*tfprotov6.Diagnostic {
			b.note(importedKey, "true")
			return b.refresh()
		}, "GET " + item + "/members", made, "Cannot read crew c1", value.Tree{"id": "c1", "name": nil}},
		"read of an import itself": {"crew", `{"id":"c1"}`, func(b *block) []*tfprotov6.Diagnostic {
			b.note(importedKey, "true")
			return b.refresh()
		}, "GET " + item, nil, "Cannot read crew c1", value.Tree{"id": "c1", "name": nil}},
		"first change of the only":  {"policy", "", apply(`{"note":"n"}`), "PATCH /v1.0/policies/thePolicy", map[string][]answer{"GET /v1.0/policies/thePolicy": {{200, `{"note":"o"}`}}}, "Cannot create policy", nil},
		"later change of the only":  {"policy", `{"id":"thePolicy","note":"o"}`, apply(`{"note":"n"}`), "PATCH /v1.0/policies/thePolicy", nil, "Cannot update policy thePolicy", value.Tree{"note": "o"}},
		"read of the only":          {"policy", `{"id":"thePolicy","note":"o"}`, refresh, "GET /v1.0/policies/thePolicy", nil, "Cannot read policy thePolicy", value.Tree{"note": "o"}},
		"new element":               {"badge", "", apply(`{"ownerId":"o1","name":"n"}`), "POST /v1.0/owners/o1/add", map[string][]answer{"GET /v1.0/owners/o1": {{200, `{"badges":[]}`}}}, "Cannot create badge", nil},
		"removal of an element":     {"badge", `{"id":"o1/k","ownerId":"o1","name":"n"}`, apply(""), "POST /v1.0/owners/o1/remove", nil, "Cannot delete badge o1/k", value.Tree{"name": "n"}},
		"read of an element":        {"badge", `{"id":"o1/k","ownerId":"o1","name":"n"}`, refresh, "GET /v1.0/owners/o1", nil, "Cannot read badge o1/k", value.Tree{"name": "n"}},
		"new membership":            {"membership", "", apply(`{"crewId":"c1","memberId":"m1"}`), "POST " + item + "/members/$ref", nil, "Cannot create membership", nil},
		"end of a membership":       {"membership", `{"id":"c1/m1","crewId":"c1","memberId":"m1"}`, apply(""), "DELETE " + item + "/members/m1/$ref", nil, "Cannot delete membership c1/m1", value.Tree{"memberId": "m1"}},
		"list of a membership":      {"membership", `{"id":"c1/m1","crewId":"c1","memberId":"m1"}`, refresh, "GET " + item + "/members", nil, "Cannot read membership c1/m1", value.Tree{"memberId": "m1"}},
		"restore of a deleted one":  {"crew", "", apply(`{"name":"a","restoreDeleted":true}`), "POST /v1.0/bin/c1/restore", map[string][]answer{"GET /v1.0/bin": {{200, `{"value":[{"id":"c1","name":"a"}]}`}}}, `Cannot create crew "a"`, nil},
		"list of what was deleted":  {"crew", "", apply(`{"name":"a","restoreDeleted":true}`), "GET /v1.0/bin", nil, `Cannot create crew "a"`, nil},
		"a part of another object":  {"part", `{"id":"w1/p1","widgetId":"w1","name":"a"}`, apply(`{"widgetId":"w1","name":"b"}`), "PATCH /v1.0/widgets/w1/parts/p1", nil, `Cannot update part "b"`, value.Tree{"name": "a"}},
		"the read of such a change": {"widget", `{"id":"w1","name":"a","alias":"x","mail":"x@y","enabled":false,"tags":[]}`, apply(`{"name":"a","alias":"z","enabled":false}`), "GET /v1.0/widgets/w1", map[string][]answer{"PATCH /v1.0/widgets/w1": {{204, ""}}}, `Cannot read widget "a"`, value.Tree{"alias": "z"}},
	}
	for name, tt := range tests {
		for status, refusal := range map[int]string{http.StatusForbidden: denied, http.StatusInternalServerError: broken} {
			t.Run(name+", "+http.StatusText(status), func(t *testing.T) {
				t.Parallel()
				answers := maps.Clone(tt.others)
				if answers == nil {
					answers = map[string][]answer{}
				}
				answers[tt.refused] = []answer{{status, refusal}}
				b := answering(t, answers).block(tt.name, tt.state)
				diags := tt.operation(b)
				if len(diags) != 1 || !failed(diags) || diags[0].Summary != tt.title {
					t.Fatalf("said %s, want %q", said(diags), tt.title)
				}
				words := map[int]string{http.StatusForbidden: "Insufficient privileges", http.StatusInternalServerError: "Something broke."}[status]
				if !strings.Contains(diags[0].Detail, words) {
					t.Errorf("it does not say %q:\n%s", words, diags[0].Detail)
				}
				holds(t, b.values(), tt.want)
			})
		}
	}
}

// holds checks some values of a state; nil stands for no state.
func holds(t *testing.T, state, want value.Tree) {
	t.Helper()
	if (state == nil) != (want == nil) {
		t.Errorf("the state is %v, want %v", state, want)
	}
	for name, v := range want {
		if diff := cmp.Diff(v, state[name]); diff != "" {
			t.Errorf("%s mismatch (-want +got):\n%s", name, diff)
		}
	}
}

// said is what diagnostics say.
func said(diags []*tfprotov6.Diagnostic) string {
	var all []string
	for _, d := range diags {
		all = append(all, d.Severity.String()+": "+d.Summary+"\n"+d.Detail)
	}
	return strings.Join(all, "\n")
}
