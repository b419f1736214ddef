// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// rooted are widgets of one type among several, which refer to a root and to keys.
func rooted(d *object.Definition) {
	d.Place = object.Collection{API: object.V1, Path: "/widgets", Type: "microsoft.graph.gear", Derived: true}
	d.Attributes = append(d.Attributes,
		object.Attribute{Name: "root", Mode: object.Optional, Single: true, Bound: "/widgets", Seen: object.Alone, Type: object.Wrapped{Property: "id", Of: object.String{}}},
		object.Attribute{Name: "keys", Mode: object.Links, Bound: "/widgets", Type: object.References{}},
	)
}

func TestANewObjectBringsItsRelations(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(rooted), script{
		"GET /v1.0/widgets":  {{200, `{"value":[]}`}},
		"POST /v1.0/widgets": {{201, `{"@odata.type":"#microsoft.graph.gear","id":"w1","name":"a","enabled":true,"tags":[]}`}},
	})
	result, err := s.create(`{"name":"a","enabled":true,"tags":[],"id":"?","root":"r1","keys":["k1","k2"]}`)
	if err != nil || result.State["root"] != "r1" {
		t.Errorf("the state is %v: %v", result.State, err)
	}
	sent := s.requests("POST")
	if len(sent) != 1 || len(s.requests("PUT")) > 0 {
		t.Fatalf("sent %v, want one request that brings all", sent)
	}
	got := parse(t, sent[0][len("POST /v1.0/widgets "):])
	want := value.Tree{"root": s.url + "/v1.0/widgets('r1')", "keys": []any{s.url + "/v1.0/widgets('k1')", s.url + "/v1.0/widgets('k2')"}}
	if diff := cmp.Diff(want, value.Tree{"root": got["root@odata.bind"], "keys": got["keys@odata.bind"]}); diff != "" {
		t.Errorf("relations mismatch (-want +got):\n%s", diff)
	}
}

func TestARelationIsChangedAtTheAddressOfItsType(t *testing.T) {
	t.Parallel()
	friendly := func(d *object.Definition) {
		rooted(d)
		d.Attributes = append(d.Attributes, object.Attribute{Name: "friends", Mode: object.Links, Type: object.References{To: "user"}})
	}
	plain := func(d *object.Definition) {
		rooted(d)
		d.Place = object.Collection{API: object.V1, Path: "/widgets", Type: "microsoft.graph.widget"}
	}
	for name, tt := range map[string]struct {
		change func(*object.Definition)
		root   any
		want   string
	}{
		"to another":       {rooted, "r2", `PUT /v1.0/widgets/w1/microsoft.graph.gear/root/$ref`},
		"to none":          {rooted, nil, `DELETE /v1.0/widgets/w1/microsoft.graph.gear/root/$ref`},
		"of the only type": {plain, "r2", `PUT /v1.0/widgets/w1/root/$ref`},
		"of that, to none": {plain, nil, `DELETE /v1.0/widgets/w1/root/$ref`},
		"of another kind":  {friendly, "r1", `POST /v1.0/widgets/w1/friends/$ref`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(tt.change), script{tt.want: {{204, ""}}})
			prior := value.Tree{"id": "w1", "name": "a", "enabled": true, "tags": []any{}, "root": "r1", "friends": []any{}}
			plan := value.Tree{"id": "w1", "name": "a", "enabled": true, "tags": []any{}, "root": tt.root, "friends": []any{}}
			if tt.root == "r1" {
				plan["friends"] = []any{"u1"}
			}
			if _, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: plan}); err != nil {
				t.Fatal(err)
			}
			if sent := s.requests(tt.want); len(sent) != 1 || len(s.requests("")) != 1 {
				t.Errorf("sent %v, want %s", s.requests(""), tt.want)
			}
		})
	}
}

func TestARelationIsReadByItself(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		status int
		answer string
		want   any
	}{
		"an object": {200, `{"id":"r1","name":"root"}`, "r1"},
		"a refusal": {403, denied, "refused"},
		"none":      {404, `{"error":{"code":"ResourceNotFound","message":"none"}}`, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(rooted), script{
				"GET /v1.0/widgets/w1":                           {{200, `{"@odata.type":"#microsoft.graph.gear","id":"w1","name":"a","enabled":true,"tags":[]}`}},
				"GET /v1.0/widgets/w1/microsoft.graph.gear/root": {{tt.status, tt.answer}},
			})
			prior := value.Tree{"id": "w1"}
			found, err := s.Refresh(t.Context(), prior, nil)
			if diff := cmp.Diff([]string{"GET /v1.0/widgets/w1", "GET /v1.0/widgets/w1/microsoft.graph.gear/root"}, s.asked()); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
			if tt.status == 403 {
				var about *AttributeError
				if !errors.As(err, &about) || about.Name != "root" || !strings.HasPrefix(err.Error(), "reading its root: ") {
					t.Errorf("the error is %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if tt.want == nil && found["root"] != nil {
				t.Errorf("there is a root: %v", found["root"])
			}
			if got := s.Object.Refresh(prior, found)["root"]; got != tt.want {
				t.Errorf("the root is %v, want %v", got, tt.want)
			}
		})
	}
}

// TestWhatIsBroughtIsBroughtAgain where a replica refuses the object, and it is looked for
// by its own values where the answer is lost.
func TestWhatIsBroughtIsBroughtAgain(t *testing.T) {
	t.Parallel()
	const young = "11111111-1111-4111-8111-111111111111"
	d := widget(func(d *object.Definition) {
		d.LookUp, d.Attributes = object.LookUp{}, append(d.Attributes[:1:1], object.Attribute{Name: "userId", Mode: object.Required, CreateOnly: true, Bound: "/users", BoundAs: "user", Type: object.Reference{To: "user"}})
	})
	for name, tt := range map[string]struct {
		answers []answer
		listed  string
		sent    int
		id      any
	}{
		"refused by a replica":  {[]answer{{404, missing}, {201, `{"id":"w1"}`}}, "", 2, "w1"},
		"lost, and found":       {[]answer{{lost, ""}}, young, 1, "w1"},
		"lost, and another one": {[]answer{{lost, ""}}, strings.Replace(young, "1", "2", 1), 1, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, d, script{"POST /v1.0/widgets": tt.answers, "GET /v1.0/widgets": {{200, `{"value":[{"id":"w1","name":"a","userId":"` + tt.listed + `"}]}`}}})
			s.tenant.fresh.note(time.Now(), young)
			result, err := s.create(`{"id":"?","name":"a","userId":"` + young + `"}`)
			if result.State["id"] != tt.id || (err == nil) != (tt.id != nil) {
				t.Errorf("the id is %v, want %v: %v", result.State["id"], tt.id, err)
			}
			want := slices.Repeat([]string{`POST /v1.0/widgets {"name":"a","user@odata.bind":"` + s.url + `/v1.0/users('` + young + `')"}`}, tt.sent)
			if diff := cmp.Diff(want, s.requests("POST")); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWhatBringsNothing: relations that are null, or not known yet.
func TestWhatBringsNothing(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(rooted), script{"POST /v1.0/widgets": {{201, `{"id":"w1"}`}}, "GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a"}`}}, "GET /v1.0/widgets/w1/microsoft.graph.gear/root": {{404, missing}}})
	if _, err := s.create(`{"id":"?","name":"a","root":null,"keys":"?"}`); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{`POST /v1.0/widgets {"@odata.type":"#microsoft.graph.gear","name":"a"}`}, s.requests("POST")); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
}
