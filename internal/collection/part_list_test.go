// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// tokensOfApp are secrets of an application, which Graph merges with those that it has.
func tokensOfApp() object.Definition {
	return object.Definition{
		Name: "tokens", Life: &object.Life{},
		Place: object.Part{API: object.V1, Path: "/apps/{appId}/sync", Type: "microsoft.graph.sync", List: "secrets"},
		Attributes: []object.Attribute{
			{Name: "appId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "secrets", Mode: object.Required, Type: object.Map{
				Key: "key", Merged: &object.Merged{Property: "value", Kept: map[string]string{"Mail": "{}"}},
				Attributes: []object.Attribute{{Name: "value", Mode: object.WriteOnlyAtCreate, Type: object.String{}}},
			}},
		},
	}
}

// TestAMergedList: what is configured is sent, what was configured is taken away in the
// way that Graph wants, and what others have put there stays. Values are in no state.
func TestAMergedList(t *testing.T) {
	t.Parallel()
	const at, put = "/v1.0/apps/a1/sync/secrets", "PUT /v1.0/apps/a1/sync/secrets "
	shows := func(keys ...string) answer {
		for i, key := range keys {
			keys[i] = `{"key":"` + key + `","value":"*"}`
		}
		return answer{200, `{"value":[` + strings.Join(keys, ",") + `]}`}
	}
	s := follow(t, tokensOfApp(), script{"GET " + at: {shows("Other"), shows("Other", "Mail", "Token")}, "PUT " + at: {{204, ""}}})
	config := parse(t, `{"appId":"a1","secrets":{"Token":{"value":"t","valueVersion":null},"Mail":{"value":"{\"a\":1}","valueVersion":null}}}`)
	plan := parse(t, `{"id":"?","appId":"a1","secrets":{"Token":{"value":null},"Mail":{"value":null}}}`)
	created, err := s.Reconcile(t.Context(), nil, Wanted{Plan: plan, Config: config})
	if err != nil || created.State["id"] != "a1" {
		t.Fatalf("created: %+v, %v", created, err)
	}
	s.answers["GET "+at] = []answer{shows("Other", "Mail")}
	next := parse(t, `{"id":"a1","appId":"a1","secrets":{"Mail":{"value":null}}}`)
	if _, err := s.Reconcile(t.Context(), created.State, Wanted{Plan: next, Config: next}); err != nil {
		t.Fatal(err)
	}
	if there, err := s.Delete(t.Context(), next); !there || err != nil {
		t.Errorf("deleted: %v, %v", there, err)
	}
	want := []string{
		put + `{"value":[{"key":"Mail","value":"{\"a\":1}"},{"key":"Token","value":"t"}]}`,
		put + `{"value":[{"key":"Token","value":""}]}`,
		put + `{"value":[{"key":"Mail","value":"{}"}]}`,
	}
	if diff := cmp.Diff(want, s.requests("PUT")); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
	found, err := s.Refresh(t.Context(), created.State, nil)
	if err != nil {
		t.Fatal(err)
	}
	if state := s.Object.Refresh(created.State, found)["secrets"]; cmp.Diff(parse(t, `{"x":{"Mail":{"value":null}}}`)["x"], state) != "" {
		t.Errorf("the state shows %v of %v", state, found)
	}
}

// TestWhatIsNoList is no reason to take secrets for gone.
func TestWhatIsNoList(t *testing.T) {
	t.Parallel()
	const at = "GET /v1.0/apps/a1/sync/secrets"
	for name, tt := range map[string]struct {
		answer answer
		want   string
	}{
		"something else": {answer{200, `{"id":"x"}`}, "in the place of a list"},
		"a refusal":      {answer{403, denied}, "Insufficient privileges"},
	} {
		s := follow(t, tokensOfApp(), script{at: {tt.answer}})
		if _, err := s.Refresh(t.Context(), parse(t, `{"id":"a1","appId":"a1"}`), nil); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
