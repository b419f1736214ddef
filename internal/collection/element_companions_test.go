// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// keyOfApp is a definition of what an action adds with a private key and a password.
func keyOfApp() object.Definition {
	return object.Definition{
		Name: "key", Life: &object.Life{},
		Place: object.Element{
			API: object.V1, Path: "/apps/{appId}", Type: "microsoft.graph.key", Property: "keys", Key: "keyId", Add: "addKey",
			AddBody:    func(body object.Body) object.Body { return body },
			Companions: &object.Companions{Shared: "mark", Known: object.Body{"usage": "Verify"}, Besides: []string{"secrets"}},
		},
		Attributes: []object.Attribute{
			{Name: "appId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "name", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "mark", Mode: object.ReadOnly, Type: object.String{}},
			{Name: "keyId", Mode: object.ReadOnly, Type: object.String{}},
		},
	}
}

const (
	keyWithCompanions = `{"id":"a1","keys":[{"keyId":"other","mark":"o","usage":"Verify","name":"other"},{"keyId":"sign","mark":"m","usage":"Sign","name":"n"},{"keyId":"verify","mark":"m","usage":"Verify","name":"n"}],
		"secrets":[{"keyId":"s","mark":null},{"keyId":"sign","mark":"m"}]}`
	keyWithoutThem = `{"id":"a1","keys":[{"keyId":"other","mark":"o","usage":"Verify","name":"other"}],"secrets":[{"keyId":"s","mark":null}]}`
)

// TestAnElementIsKnownAmongItsCompanions: whichever of their keys Graph's answer holds, and
// whichever a state does, it is the element that is shown. The others are no objects of
// the kind.
func TestAnElementIsKnownAmongItsCompanions(t *testing.T) {
	t.Parallel()
	for _, answered := range []string{"sign", "verify"} {
		s := follow(t, keyOfApp(), script{
			"POST /v1.0/apps/a1/addKey": {{200, `{"keyId":"` + answered + `","mark":"m","usage":"Verify","name":"n"}`}},
			"GET /v1.0/apps/a1":         {{200, keyWithoutThem}, {200, keyWithoutThem}, {200, keyWithCompanions}},
		})
		result, err := s.create(`{"id":"?","appId":"a1","name":"n","mark":"?","keyId":"?"}`)
		if err != nil || result.State["id"] != "a1/verify" || result.State["keyId"] != "verify" || result.State["mark"] != "m" {
			t.Errorf("an answer with the key of %s makes %v: %v", answered, result.State, err)
		}
		if diff := cmp.Diff([]string{`POST /v1.0/apps/a1/addKey {"name":"n"}`}, s.requests("POST")); diff != "" {
			t.Errorf("requests mismatch (-want +got):\n%s", diff)
		}
		if n := len(s.requests("GET")); n != 3 {
			t.Errorf("the parent was read %d times, want until it shows the element", n)
		}
		for _, id := range []string{"sign", "VERIFY"} {
			if found, err := s.Refresh(t.Context(), parse(t, `{"id":"a1/`+id+`","appId":"a1"}`), nil); err != nil || found["keyId"] != "verify" {
				t.Errorf("the id %s shows %v: %v", id, found, err)
			}
		}
		found, _, err := s.List(t.Context(), Query{At: value.Tree{"appId": "a1"}}, s.Readable)
		if err != nil || !cmp.Equal(s.IDs(found), []string{"verify"}) {
			t.Errorf("listed: %v, %v", found, err)
		}
	}
}

// TestACompanionWithoutItsElement is nothing that could be shown.
func TestACompanionWithoutItsElement(t *testing.T) {
	t.Parallel()
	s := follow(t, keyOfApp(), script{"GET /v1.0/apps/a1": {{200, `{"id":"a1","keys":[{"keyId":"sign","mark":"m","usage":"Sign"}],"secrets":[]}`}}})
	if found, err := s.Refresh(t.Context(), parse(t, `{"id":"a1/sign","appId":"a1"}`), nil); !errors.Is(err, ErrGone) {
		t.Errorf("found %v: %v", found, err)
	}
}

// TestWhatIsAddedIsNotAddedTwice: whatever a look at the parent says, the action is over.
func TestWhatIsAddedIsNotAddedTwice(t *testing.T) {
	t.Parallel()
	s := follow(t, keyOfApp(), script{
		"POST /v1.0/apps/a1/addKey": {{200, `{"keyId":"verify","mark":"m","usage":"Verify","name":"n"}`}},
		"GET /v1.0/apps/a1":         {{404, missing}},
	})
	s.tenant.fresh.note(time.Now(), "a1") // so that a replica may not know it
	result, _ := s.create(`{"id":"?","appId":"a1","name":"n","mark":"?"}`)
	if result.State["id"] != "a1/verify" {
		t.Errorf("the state is %v", result.State)
	}
	if n := len(s.requests("POST")); n != 1 {
		t.Errorf("it was added %d times", n)
	}
	for answered, says := range map[answer]string{
		{200, `{"keyId":"verify"}`}: "without the keyId and the mark", {200, `{"mark":"m"}`}: "without the keyId and the mark", {403, denied}: "Insufficient privileges",
	} {
		nameless := follow(t, keyOfApp(), script{"POST /v1.0/apps/a1/addKey": {answered}})
		result, err := nameless.create(`{"id":"?","appId":"a1","name":"n","mark":"?"}`)
		if fault := said(err, says); fault != "" || result.State != nil {
			t.Errorf("after %v the state is %v: %s", answered, result.State, fault)
		}
	}
	late := follow(t, keyOfApp(), script{
		"POST /v1.0/apps/a1/addKey": {{200, `{"keyId":"sign","mark":"m","usage":"Verify","name":"n"}`}},
		"GET /v1.0/apps/a1":         {{404, missing}, {200, keyWithoutThem}, {200, `{"id":"a1","keys":[{"keyId":"verify","mark":"m","usage":"Verify"}],"secrets":[]}`}},
	})
	if result, err := late.create(`{"id":"?","appId":"a1","name":"n","mark":"?"}`); err != nil || result.State["id"] != "a1/verify" || len(late.requests("GET")) != 3 {
		t.Errorf("where a replica does not know the parent the state is %v after %v: %v", result.State, late.requests(""), err)
	}
}

// TestCompanionsGoTogether, and all others stay as they are.
func TestCompanionsGoTogether(t *testing.T) {
	t.Parallel()
	const patch = `PATCH /v1.0/apps/a1 {"keys":[{"keyId":"other","mark":"o","name":"other","usage":"Verify"}],"secrets":[{"keyId":"s","mark":null}]}`
	for _, id := range []string{"verify", "sign"} {
		s := follow(t, keyOfApp(), script{"GET /v1.0/apps/a1": {{200, keyWithCompanions}}, "PATCH /v1.0/apps/a1": {{204, ""}}})
		if there, err := s.Delete(t.Context(), parse(t, `{"id":"a1/`+id+`","appId":"a1"}`)); !there || err != nil {
			t.Errorf("%s: %v, %v", id, there, err)
		}
		if !s.tenant.rewritten.agrees("/apps/a1/keys", time.Hour, []string{"other"}) || !s.tenant.rewritten.agrees("/apps/a1/secrets", time.Hour, []string{"s"}) {
			t.Errorf("%s: what stays is taken for gone", id)
		}
		if diff := cmp.Diff([]string{"GET /v1.0/apps/a1?$select=id,keys,secrets", patch}, s.asked()); diff != "" {
			t.Errorf("%s: requests mismatch (-want +got):\n%s", id, diff)
		}
	}
	gone := follow(t, keyOfApp(), script{"GET /v1.0/apps/a1": {{200, keyWithoutThem}}})
	if there, err := gone.Delete(t.Context(), parse(t, `{"id":"a1/verify","appId":"a1"}`)); there || err != nil {
		t.Errorf("one that is gone: %v, %v", there, err)
	}
	for number, what := range map[int]string{1: "that cannot be read", 2: "that cannot be changed"} {
		refused := follow(t, keyOfApp(), script{"GET /v1.0/apps/a1": {{200, keyWithCompanions}}})
		refused.refused = number
		there, err := refused.Delete(t.Context(), parse(t, `{"id":"a1/verify","appId":"a1"}`))
		if fault := said(err, "Insufficient privileges"); !there || fault != "" || len(refused.requests("")) != number {
			t.Errorf("one %s: %v, %s, %v", what, there, fault, refused.requests(""))
		}
		if !refused.tenant.rewritten.agrees("/apps/a1/keys", time.Hour, []string{"verify", "sign"}) {
			t.Errorf("one %s is taken for gone", what)
		}
	}
}

// TestAnElementThatAReplicaDoesNotKnow is looked for again before it is removed, and one
// that shares nothing is removed alone.
func TestAnElementThatAReplicaDoesNotKnow(t *testing.T) {
	t.Parallel()
	const alone = `{"id":"a1","keys":[{"keyId":"verify","mark":null,"usage":"Verify"},{"keyId":"other","mark":null,"usage":"Verify"}],"secrets":[{"keyId":"s","mark":null}]}`
	for name, tt := range map[string]struct {
		shown []answer
		want  string
	}{
		"after a while": {
			[]answer{{200, keyWithoutThem}, {200, keyWithoutThem}, {200, keyWithCompanions}},
			`PATCH /v1.0/apps/a1 {"keys":[{"keyId":"other","mark":"o","name":"other","usage":"Verify"}],"secrets":[{"keyId":"s","mark":null}]}`,
		},
		"without a mark": {
			[]answer{{200, alone}},
			`PATCH /v1.0/apps/a1 {"keys":[{"keyId":"other","mark":null,"usage":"Verify"}],"secrets":[{"keyId":"s","mark":null}]}`,
		},
	} {
		s := follow(t, keyOfApp(), script{"GET /v1.0/apps/a1": tt.shown, "PATCH /v1.0/apps/a1": {{204, ""}}})
		if there, err := s.Delete(t.Context(), parse(t, `{"id":"a1/VERIFY","appId":"a1"}`)); !there || err != nil {
			t.Errorf("%s: %v, %v", name, there, err)
		}
		if diff := cmp.Diff([]string{tt.want}, s.requests("PATCH")); diff != "" {
			t.Errorf("%s: requests mismatch (-want +got):\n%s", name, diff)
		}
		if n := len(s.requests("GET")); n != len(tt.shown) {
			t.Errorf("%s: %d looks, want %d", name, n, len(tt.shown))
		}
	}
	s := follow(t, keyOfApp(), script{"GET /v1.0/apps/a1": {{200, alone}}})
	if found, _, err := s.List(t.Context(), Query{At: value.Tree{"appId": "a1"}}, s.Readable); err != nil || len(found) > 0 {
		t.Errorf("what shares nothing is listed: %v, %v", found, err)
	}
}

// TestWhatActionsChangeIsRemembered, too: a collection that is sent anew holds the secrets
// that an action has added, and not those that one has taken away.
func TestWhatActionsChangeIsRemembered(t *testing.T) {
	t.Parallel()
	const before = `{"id":"a1","keys":[{"keyId":"verify","mark":"m","usage":"Verify"},{"keyId":"twin","mark":"m","usage":"Verify"}],"secrets":[{"keyId":"old","mark":null}]}`
	after := strings.Replace(before, "old", "new", 1)
	s := follow(t, keyOfApp(), script{"POST /v1.0/apps/a1/add": {{200, `{"keyId":"new"}`}}, "POST /v1.0/apps/a1/remove": {{204, ""}, {403, denied}}, "PATCH /v1.0/apps/a1": {{204, ""}}})
	o, err := value.Compile(secretOfApp())
	if err != nil {
		t.Fatal(err)
	}
	secrets := s.tenant.Collection(o)
	if _, err := secrets.Reconcile(t.Context(), nil, Wanted{Plan: parse(t, `{"id":"?","appId":"a1","name":"n"}`)}); err != nil {
		t.Fatal(err)
	}
	for id, fails := range map[string]bool{"old": false, "new": true} {
		s.answers["POST /v1.0/apps/a1/remove"] = []answer{{map[bool]int{false: 204, true: 403}[fails], denied}}
		if _, err := secrets.Delete(t.Context(), parse(t, `{"id":"a1/`+id+`","appId":"a1"}`)); (err != nil) != fails {
			t.Fatal(id, err)
		}
	}
	read := len(s.requests("GET"))
	s.answers["GET /v1.0/apps/a1"] = []answer{{200, before}, {200, strings.Replace(before, `{"keyId":"old","mark":null}`, "", 1)}, {200, strings.Replace(before, `"old"`, `"old"},{"keyId":"new"`, 1)}, {200, after}}
	if _, err := s.Delete(t.Context(), parse(t, `{"id":"a1/verify","appId":"a1"}`)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{`PATCH /v1.0/apps/a1 {"keys":[],"secrets":[{"keyId":"new","mark":null}]}`}, s.requests("PATCH")); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
	if n := len(s.requests("GET")) - read; n != 4 {
		t.Errorf("the parent was read %d times, want 4", n)
	}
}

// TestAKeyThatWasJustAdded is not taken away with another one by what a replica shows.
func TestAKeyThatWasJustAdded(t *testing.T) {
	t.Parallel()
	both := strings.Replace(keyWithCompanions, `"keyId":"other","mark":"o"`, `"keyId":"x","mark":"o","usage":"Sign"},{"keyId":"other","mark":"o"`, 1)
	old := strings.Replace(keyWithoutThem, `"keyId":"other","mark":"o"`, `"keyId":"x","mark":"o","usage":"Sign"},{"keyId":"other","mark":"o"`, 1)
	s := follow(t, keyOfApp(), script{
		"POST /v1.0/apps/a1/addKey": {{200, `{"keyId":"sign","mark":"m","name":"n"}`}}, "PATCH /v1.0/apps/a1": {{204, ""}}, "GET /v1.0/apps/a1": {{200, both}},
	})
	if _, err := s.create(`{"id":"?","appId":"a1","name":"n","mark":"?"}`); err != nil {
		t.Fatal(err)
	}
	s.answers["GET /v1.0/apps/a1"] = []answer{{200, old}, {200, both}}
	if _, err := s.Delete(t.Context(), parse(t, `{"id":"a1/other","appId":"a1"}`)); err != nil {
		t.Fatal(err)
	}
	want := `PATCH /v1.0/apps/a1 {"keys":[{"keyId":"sign","mark":"m","name":"n","usage":"Sign"},{"keyId":"verify","mark":"m","name":"n","usage":"Verify"}],"secrets":[{"keyId":"s","mark":null},{"keyId":"sign","mark":"m"}]}`
	if diff := cmp.Diff([]string{want}, s.requests("PATCH")); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
}

// TestAnElementIsReadOnce where its id is its own.
func TestAnElementIsReadOnce(t *testing.T) {
	t.Parallel()
	s := follow(t, keyOfApp(), script{"GET /v1.0/apps/a1": {{200, keyWithCompanions}}})
	s.tenant.lag.Pause = 0
	if found, err := s.endpoint(parse(t, `{"appId":"a1"}`)).read(t.Context(), "verify", nil); err != nil || found["keyId"] != "verify" || len(s.requests("GET")) != 1 {
		t.Errorf("found %v after %v: %v", found, s.requests(""), err)
	}
}

// TestReadsOfAnElementThatAreRefused say so, also where the id is a companion's.
func TestReadsOfAnElementThatAreRefused(t *testing.T) {
	t.Parallel()
	for number := 1; number <= 2; number++ {
		s := follow(t, keyOfApp(), script{"GET /v1.0/apps/a1": {{200, keyWithCompanions}}})
		s.refused = number
		if number == 2 { // after the reading that shows the companion
			s.tenant.lag.Pause = 0
		}
		found, err := s.endpoint(parse(t, `{"id":"a1/sign","appId":"a1"}`)).read(t.Context(), "sign", nil)
		if fault := said(err, "Insufficient privileges"); fault != "" || found != nil {
			t.Errorf("after request %d: %v, %s", number, found, fault)
		}
	}
}

// TestAnOldReplicaTakesNothingAway: a collection that is sent anew holds what this run has
// added, by whatever request, and not what it has taken away.
func TestAnOldReplicaTakesNothingAway(t *testing.T) {
	t.Parallel()
	const before = `{"id":"a1","keys":[{"keyId":"sign","mark":"m","usage":"Sign"},{"keyId":"verify","mark":"m","usage":"Verify"}],"secrets":[{"keyId":"old","mark":null},{"keyId":"sign","mark":"m"}]}`
	after := strings.Replace(before, `{"keyId":"old","mark":null}`, `{"keyId":"new","mark":null}`, 1)
	s := follow(t, keyOfApp(), script{"GET /v1.0/apps/a1": {{200, before}, {200, before}, {200, after}}, "PATCH /v1.0/apps/a1": {{204, ""}}})
	s.tenant.rewritten.note("/apps/a1/secrets", "NEW", true)
	s.tenant.rewritten.note("/apps/a1/secrets", "old", false)
	if _, err := s.Delete(t.Context(), parse(t, `{"id":"a1/verify","appId":"a1"}`)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{`PATCH /v1.0/apps/a1 {"keys":[],"secrets":[{"keyId":"new","mark":null}]}`}, s.requests("PATCH")); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
	if !s.tenant.rewritten.agrees("/apps/a1/keys", 0, []string{"verify"}) || s.tenant.rewritten.agrees("/apps/a1/keys", s.tenant.lag.Recent, []string{"verify"}) {
		t.Error("what was taken away is not remembered, or for too long")
	}
}
