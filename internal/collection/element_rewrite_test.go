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
)

// roleOfApp is an element for which its parent has no actions.
func roleOfApp() object.Definition {
	return object.Definition{
		Name: "role", Life: &object.Life{},
		Place: object.Element{
			API: object.V1, Path: "/apps/{appId}", Type: "microsoft.graph.role", Property: "roles", Key: "id", Shown: "roleId", Disable: "open", Guarded: "word",
		},
		Attributes: []object.Attribute{
			{Name: "appId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "roleId", Mode: object.Server, CreateOnly: true, Type: object.String{}},
			{Name: "word", Mode: object.Required, Type: object.String{}},
			{Name: "note", Mode: object.Optional, Type: object.String{}},
			{Name: "open", Mode: object.Default(true), Type: object.Bool{}},
		},
	}
}

// roles are the body of an app that has some.
func roles(all ...string) string { return `{"roles":[` + strings.Join(all, ",") + `]}` }

const (
	foreign = `{"id":"f1","kind":"theirs","open":true,"word":"f"}`
	first   = `{"id":"r1","note":null,"open":true,"word":"one"}`
	parent  = "/v1.0/apps/a1"
)

// TestAnElementJoinsWhatTheRunHasWritten: the collection is sent as a whole, so that what a
// replica shows which is behind would take away the element before.
func TestAnElementJoinsWhatTheRunHasWritten(t *testing.T) {
	t.Parallel()
	before, between := answer{200, roles(foreign)}, answer{200, roles(foreign, first)}
	s := follow(t, roleOfApp(), script{"GET " + parent: {before, between}, "PATCH " + parent: {{204, ""}}})
	if _, err := s.create(`{"id":"?","appId":"a1","roleId":"r1","word":"one","note":null,"open":true}`); err != nil {
		t.Fatal(err)
	}
	const second = `{"id":"r2","open":true,"word":"two"}`
	s.answers["GET "+parent] = []answer{before, before, between, {200, roles(foreign, first, second)}}
	if _, err := s.create(`{"id":"?","appId":"a1","roleId":"r2","word":"two","note":null,"open":true}`); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"PATCH " + parent + " " + roles(foreign, `{"id":"r1","open":true,"word":"one"}`),
		"PATCH " + parent + " " + roles(foreign, first, second),
	}
	if diff := cmp.Diff(want, s.requests("PATCH")); diff != "" {
		t.Errorf("changes mismatch (-want +got):\n%s", diff)
	}
}

// TestChangesOfAnElement keep the others, and close it first where Graph wants that.
func TestChangesOfAnElement(t *testing.T) {
	t.Parallel()
	const closed = `{"id":"r1","note":null,"open":false,"word":"one"}`
	state := func(element string) string {
		return `{"appId":"a1","roleId":"r1",` + strings.Replace(element[1:], `"r1"`, `"a1/r1"`, 1)
	}
	for name, tt := range map[string]struct {
		is, becomes string // "" is removed
		sent        []string
	}{
		"another note":               {first, strings.Replace(first, "null", `"n"`, 1), []string{roles(foreign, strings.Replace(first, "null", `"n"`, 1))}},
		"another word":               {first, strings.Replace(first, "one", "two", 1), []string{roles(foreign, closed), roles(foreign, strings.Replace(first, "one", "two", 1))}},
		"another word, closed":       {closed, strings.Replace(closed, "one", "two", 1), []string{roles(foreign, strings.Replace(closed, "one", "two", 1))}},
		"no more":                    {first, "", []string{roles(foreign, closed), roles(foreign)}},
		"no more, and closed before": {closed, "", []string{roles(foreign)}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, roleOfApp(), script{"GET " + parent: {{200, roles(foreign, tt.is)}}, "PATCH " + parent: {{204, ""}}})
			if tt.becomes == "" {
				if _, err := s.Delete(t.Context(), parse(t, state(tt.is))); err != nil {
					t.Fatal(err)
				}
			} else {
				s.answers["GET "+parent] = append(s.answers["GET "+parent], answer{200, roles(foreign, tt.becomes)})
				plan := parse(t, state(tt.becomes))
				if _, err := s.Reconcile(t.Context(), parse(t, state(tt.is)), Wanted{Plan: plan, Config: plan}); err != nil {
					t.Fatal(err)
				}
			}
			var want []string
			for _, sent := range tt.sent {
				want = append(want, "PATCH "+parent+" "+sent)
			}
			if diff := cmp.Diff(want, s.requests("PATCH")); diff != "" {
				t.Errorf("changes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAnElementThatIsThere is not added again: that would change it.
func TestAnElementThatIsThere(t *testing.T) {
	t.Parallel()
	s := follow(t, roleOfApp(), script{"GET " + parent: {{200, roles(first)}}})
	_, err := s.create(`{"id":"?","appId":"a1","roleId":"R1","word":"one","note":null,"open":true}`)
	var present *PresentError
	if !errors.As(err, &present) || present.Property != "roles" || present.Key != "R1" || !strings.HasPrefix(err.Error(), "roles holds R1 already.") {
		t.Errorf("the error is %v", err)
	}
	if n := len(s.requests("PATCH")); n > 0 {
		t.Errorf("it was changed %d times", n)
	}
}

// TestAnElementThatIsGone is not removed, and cannot be changed.
func TestAnElementThatIsGone(t *testing.T) {
	t.Parallel()
	s := follow(t, roleOfApp(), script{"GET " + parent: {{200, roles(foreign)}}})
	prior, plan := parse(t, `{"id":"a1/r1","appId":"a1","roleId":"r1","word":"one","open":true}`), parse(t, `{"id":"a1/r1","appId":"a1","roleId":"r1","word":"two","open":true}`)
	if there, err := s.Delete(t.Context(), prior); there || err != nil {
		t.Errorf("there %v: %v", there, err)
	}
	if result, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: plan}); !isMissing(err) || result.Stage != Untouched {
		t.Errorf("stage %v: %v", result.Stage, err)
	}
	if n := len(s.requests("PATCH")); n > 0 {
		t.Errorf("the others were sent %d times", n)
	}
}

// TestWhatIsKnownOfACollection is known of all that was changed in it, in whatever case
// the collection and its elements are named, and for a while.
func TestWhatIsKnownOfACollection(t *testing.T) {
	t.Parallel()
	var r rewritten
	r.note("/a", "ONE", true)
	r.note("/a", "two", true)
	r.note("/A", "three", false)
	r.note("/b", "one", false)
	for name, tt := range map[string]struct {
		path   string
		recent time.Duration
		keys   []string
		agrees bool
	}{
		"what is there":               {"/a", time.Hour, []string{"one", "two"}, true},
		"and another one":             {"/a", time.Hour, []string{"one", "four", "two"}, true},
		"without the first":           {"/a", time.Hour, []string{"two"}, false},
		"without the second":          {"/a", time.Hour, []string{"one"}, false},
		"with what was taken away":    {"/a", time.Hour, []string{"one", "two", "three"}, false},
		"another collection":          {"/b", time.Hour, []string{"two"}, true},
		"with what is not there":      {"/b", time.Hour, []string{"one"}, false},
		"in another spelling":         {"/A", time.Hour, []string{"two"}, false},
		"a collection nobody changed": {"/c", time.Hour, []string{"one"}, true},
		"after a while":               {"/a", 0, nil, true},
	} {
		if got := r.agrees(tt.path, tt.recent, tt.keys); got != tt.agrees {
			t.Errorf("%s: agrees %v, want %v", name, got, tt.agrees)
		}
	}
}

// TestAnElementKeepsGraphsSpelling of its id, and one that a replica does not know is
// looked for before it is changed.
func TestAnElementKeepsGraphsSpelling(t *testing.T) {
	t.Parallel()
	s := follow(t, roleOfApp(), script{"GET " + parent: {{200, roles(foreign)}, {200, roles(foreign)}, {200, roles(foreign, first)}}, "PATCH " + parent: {{204, ""}}})
	prior, plan := parse(t, `{"id":"a1/R1","appId":"a1","roleId":"R1","word":"one","note":null,"open":true}`), parse(t, `{"id":"a1/R1","appId":"a1","roleId":"R1","word":"one","note":"n","open":true}`)
	if _, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: plan}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"PATCH " + parent + " " + roles(foreign, `{"id":"r1","note":"n","open":true,"word":"one"}`)}, s.requests("PATCH")); diff != "" {
		t.Errorf("changes mismatch (-want +got):\n%s", diff)
	}
}

// TestAnElementThatWasTakenAway does not come back with the next one, and a refusal to
// read what is there is not asked for again.
func TestAnElementThatWasTakenAway(t *testing.T) {
	t.Parallel()
	s := follow(t, roleOfApp(), script{"GET " + parent: {{200, roles(foreign, first)}}, "PATCH " + parent: {{204, ""}}})
	if _, err := s.Delete(t.Context(), parse(t, `{"id":"a1/r1","appId":"a1","roleId":"r1"}`)); err != nil {
		t.Fatal(err)
	}
	s.answers["GET "+parent] = []answer{{200, roles(foreign, first)}, {200, roles(foreign)}}
	const another = `{"id":"?","appId":"a1","roleId":"r2","word":"two","note":null,"open":true}`
	if _, err := s.create(another); err != nil {
		t.Fatal(err)
	}
	sent := s.requests("PATCH")
	if want := "PATCH " + parent + " " + roles(foreign, `{"id":"r2","open":true,"word":"two"}`); sent[len(sent)-1] != want {
		t.Errorf("sent is %s, want %s", sent[len(sent)-1], want)
	}
	before := len(s.requests("GET"))
	s.answers["GET "+parent] = []answer{{403, denied}}
	if _, err := s.create(strings.Replace(another, "r2", "r3", 1)); said(err, "Insufficient privileges") != "" || len(s.requests("GET")) != before+1 {
		t.Errorf("it was asked for %d times: %v", len(s.requests("GET"))-before, err)
	}
}
