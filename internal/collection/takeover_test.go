// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

const (
	theirs = `{"id":"w1","name":"a","note":"theirs","enabled":false,"tags":["x"],"alias":"t","mail":"m","ownerId":null,"kind":"k","since":null,"size":null,"place":null}`
	listed = `{"value":[` + theirs + `]}`
	// adopting is the plan of an object that may exist: what is not configured is open.
	adopting = `{"useExisting":true,"name":"a","note":null,"enabled":"?","tags":"?","alias":"?","mail":"?","id":"?","kind":"k"}`
)

func adoptable(d *object.Definition) { d.Life.Create.Adopt = "name" }

func restorable(d *object.Definition) { d.Life.Delete.Bin = "/bin" }

func TestTakingOver(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		plan    string
		change  string // the only request that changes something
		answers []answer
		want    map[string]any // of the state, which is nil if nothing may be kept
		fails   string
	}{
		"leaves what is not configured": {
			plan: adopting,
			want: map[string]any{"id": "w1", "enabled": false, "tags": []any{"x"}, "alias": "t", "note": nil},
		},
		"changes what is": {
			plan:    strings.Replace(adopting, `"enabled":"?"`, `"enabled":true`, 1),
			change:  `PATCH /v1.0/widgets/w1 {"enabled":true}`,
			answers: []answer{{204, ""}},
			want:    map[string]any{"id": "w1", "enabled": true, "tags": []any{"x"}},
		},
		"refuses what differs in what is fixed": {
			plan:  strings.Replace(adopting, `"kind":"k"`, `"kind":"other"`, 1),
			fails: "fixed at creation: `kind`",
		},
		"keeps nothing of what it could not change": {
			plan:    strings.Replace(adopting, `"enabled":"?"`, `"enabled":true`, 1),
			change:  `PATCH /v1.0/widgets/w1 {"enabled":true}`,
			answers: []answer{{403, denied}},
			fails:   "Insufficient privileges",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(adoptable), script{
				"GET /v1.0/widgets": {{200, listed}}, "PATCH /v1.0/widgets/w1": tt.answers,
				"GET /v1.0/widgets/w1": {{200, strings.Replace(theirs, `"enabled":false`, `"enabled":true`, 1)}},
			})
			result, err := s.create(tt.plan)
			if (err != nil) != (tt.fails != "") || err != nil && !strings.Contains(err.Error(), tt.fails) {
				t.Errorf("the error is %v, want one that mentions %q", err, tt.fails)
			}
			if (result.State == nil) != (tt.want == nil) {
				t.Fatalf("the state is %v", result.State)
			}
			if tt.want != nil && (!result.Taken || (len(result.Changed) > 0) != (tt.change != "")) {
				t.Errorf("taken over: %v, changed: %v", result.Taken, result.Changed)
			}
			for name, want := range tt.want {
				if diff := cmp.Diff(want, result.State[name]); diff != "" {
					t.Errorf("%s mismatch (-want +got):\n%s", name, diff)
				}
			}
			var changes []string
			if tt.change != "" {
				changes = []string{tt.change}
			}
			if diff := cmp.Diff(changes, append(s.requests("PATCH"), s.requests("POST")...)); diff != "" {
				t.Errorf("changes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTakingOverAValueThatNobodyConfiguresSendsNoInvention(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(func(d *object.Definition) {
		d.Life.Create.Upsert = "name"
		d.Attributes[0].CreateOnly = true
	}), script{
		"GET /v1.0/widgets(name='a')": {{200, `{"id":"w1"}`}}, "GET /v1.0/widgets/w1": {{200, theirs}}, "PATCH /v1.0/widgets/w1": {{204, ""}},
	})
	result, err := s.create(`{"name":"a","note":"ours","enabled":false,"tags":["x"],"alias":"?","mail":"?","id":"?","kind":"k"}`)
	if err != nil || result.State["alias"] != "t" {
		t.Errorf("the alias is %v, want what it was: %v", result.State["alias"], err)
	}
	if diff := cmp.Diff([]string{`PATCH /v1.0/widgets/w1 {"note":"ours"}`}, s.requests("PATCH")); diff != "" {
		t.Errorf("changes mismatch (-want +got):\n%s", diff)
	}
}

// TestNothingIsTakenOverUnasked: an object with the key makes no difference then.
func TestNothingIsTakenOverUnasked(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(adoptable), script{"GET /v1.0/widgets": {{200, listed}}, "POST /v1.0/widgets": {{201, strings.Replace(theirs, "w1", "w2", 1)}}})
	result, err := s.create(strings.Replace(adopting, "true", "false", 1))
	if err != nil || result.State["id"] != "w2" || result.Taken {
		t.Errorf("the state is %v, taken over: %v: %v", result.State, result.Taken, err)
	}
}

// TestAnObjectByAKeyThatGraphHasMadeUnheard is found by that key, and is this creation's
// own: nothing was taken over.
func TestAnObjectByAKeyThatGraphHasMadeUnheard(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(func(d *object.Definition) { d.Life.Create.Upsert = "name" }), script{
		"GET /v1.0/widgets(name='a')": {{404, missing}, {200, `{"id":"w1"}`}}, "PATCH /v1.0/widgets(name='a')": {{lost, ""}},
		"GET /v1.0/widgets/w1": {{200, theirs}}, "PATCH /v1.0/widgets/w1": {{204, ""}},
	})
	result, err := s.create(`{"id":"?","name":"a","note":"theirs","enabled":false,"tags":["x"],"alias":"?","mail":"?","kind":"k"}`)
	if err != nil || result.State["id"] != "w1" || result.State["alias"] != "t" || result.Taken {
		t.Errorf("the state is %v, taken over: %v: %v", result.State, result.Taken, err)
	}
}

func TestARestoredObjectIsInTheStateWhateverFails(t *testing.T) {
	t.Parallel()
	const plan = `{"restoreDeleted":true,"name":"a","note":"?","enabled":true,"tags":["x"],"alias":"?","mail":"?","id":"?","kind":"k"}`
	tests := map[string]struct {
		read, patch answer
		stage       Stage
		says        string
	}{
		"a refused change":   {answer{200, theirs}, answer{403, denied}, Started, "Insufficient privileges"},
		"a refused read":     {answer{403, denied}, answer{204, ""}, Started, "Insufficient privileges"},
		"nothing":            {answer{200, theirs}, answer{204, ""}, Done, ""},
		"a lost answer":      {answer{200, theirs}, answer{lost, ""}, Started, "PATCH"},
		"a replica's answer": {answer{404, missing}, answer{204, ""}, Started, "does not exist"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, widget(restorable), script{
				"GET /v1.0/bin":             {{200, `{"value":[{"id":"w1","name":"a","kind":"k","deletedDateTime":"2026-01-01T00:00:00Z"}]}`}},
				"POST /v1.0/bin/w1/restore": {{200, `{"id":"w1"}`}},
				"GET /v1.0/widgets/w1":      {tt.read},
				"PATCH /v1.0/widgets/w1":    {tt.patch},
			})
			result, err := s.create(plan)
			if fault := said(err, tt.says); fault != "" || !result.Taken {
				t.Errorf("taken %v: %s", result.Taken, fault)
			}
			if result.Stage != tt.stage || result.State["id"] != "w1" {
				t.Errorf("stage %v with the id %v: %v", result.Stage, result.State["id"], err)
			}
			for _, change := range s.requests("PATCH") {
				if change != `PATCH /v1.0/widgets/w1 {"enabled":true}` {
					t.Errorf("more is changed than the configuration says: %s", change)
				}
			}
		})
	}
}

func TestADifferenceNamesTheArguments(t *testing.T) {
	t.Parallel()
	s := follow(t, widget(adoptable), script{"GET /v1.0/widgets": {{200, listed}}})
	_, err := s.create(strings.Replace(adopting, `"kind":"k"`, `"kind":"z"`, 1))
	var difference *DifferenceError
	if !errors.As(err, &difference) || !cmp.Equal(difference.Names, []string{"kind"}) {
		t.Fatalf("the error is %v", err)
	}
	if want := `There is a widget "a" already, with the id w1,`; !strings.HasPrefix(err.Error(), want) {
		t.Errorf("the error is %q, want one that begins with %q", err, want)
	}
}

// TestHowManyMayBeTakenOver: one. Of none there is a new one, and several are nobody's.
func TestHowManyMayBeTakenOver(t *testing.T) {
	t.Parallel()
	another := strings.Replace(theirs, "w1", "w2", 1)
	for name, tt := range map[string]struct {
		found, fails string
		id           any
		taken        bool
	}{
		"one":     {listed, "", "w1", true},
		"none":    {`{"value":[]}`, "", "w9", false},
		"several": {`{"value":[` + theirs + `,` + another + `]}`, "Several objects of kind widget have the name", nil, false},
	} {
		s := follow(t, widget(adoptable), script{"GET /v1.0/widgets": {{200, tt.found}}, "POST /v1.0/widgets": {{201, strings.Replace(theirs, "w1", "w9", 1)}}})
		result, err := s.create(adopting)
		if fault := said(err, tt.fails); fault != "" || result.State["id"] != tt.id || result.Taken != tt.taken {
			t.Errorf("%s: the state is %v, taken over: %v: %s", name, result.State, result.Taken, fault)
		}
		if made := len(s.requests("POST")) == 1; made != (name == "none") {
			t.Errorf("%s: made: %v", name, made)
		}
	}
}

// TestTakingOverLinks: those that the plan manages are read and made what it says, others
// are not even read.
func TestTakingOverLinks(t *testing.T) {
	t.Parallel()
	const item = "/v1.0/crews/c1"
	d := crew(false)
	d.LookUp.Unique, d.Life.Create.Adopt = false, "name"
	d.Attributes = append(d.Attributes, object.Attribute{Name: "friends", Mode: object.Links, Type: object.References{To: "user"}})
	for name, tt := range map[string]struct {
		members string
		want    []string
		fails   string
	}{
		"what is managed":  {`["m1","m2"]`, []string{"GET " + item + "/members?$select=id&$top=999", `POST ` + item + `/members/$ref {"@odata.id":"HOST/v1.0/directoryObjects/m1"}`, "DELETE " + item + "/members/m3/$ref"}, ""},
		"what is as it is": {`["m3","m2"]`, []string{"GET " + item + "/members?$select=id&$top=999"}, ""},
		"what is not":      {`null`, nil, ""},
		"what is not told": {`"?"`, nil, ""},
		"a refusal":        {`["m1","m2"]`, []string{"GET " + item + "/members?$select=id&$top=999"}, "reading its members"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, d, script{
				"GET /v1.0/crews": {{200, `{"value":[{"id":"c1","name":"a","boss":null}]}`}}, "GET " + item: {{200, `{"id":"c1","name":"a","boss":null,"targets":[]}`}},
				"GET " + item + "/members": {{200, `{"value":[{"id":"M2"},{"id":"m3"}]}`}}, "POST " + item + "/members/$ref": {{204, ""}}, "DELETE " + item + "/members/m3/$ref": {{204, ""}},
			})
			if tt.fails != "" {
				s.heard = func(request string) {
					if strings.HasSuffix(request, "/members") {
						s.refused = len(s.seen)
					}
				}
			}
			result, err := s.create(`{"useExisting":true,"id":"?","name":"a","members":` + tt.members + `,"boss":null,"targets":[],"friends":null}`)
			if fault := said(err, tt.fails); fault != "" || tt.fails == "" && (!result.Taken || result.State["id"] != "c1") {
				t.Errorf("%+v: %s", result, fault)
			}
			if changed := slices.Contains(result.Changed, "members"); changed != (name == "what is managed") {
				t.Errorf("what was changed is %v", result.Changed)
			}
			var asked []string
			for _, request := range s.asked() {
				if strings.Contains(request, item+"/") {
					asked = append(asked, strings.ReplaceAll(request, s.url, "HOST"))
				}
			}
			if diff := cmp.Diff(tt.want, asked); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWhatOnlyTheConfigurationHolds is sent to what is taken over, too.
func TestWhatOnlyTheConfigurationHolds(t *testing.T) {
	t.Parallel()
	d := widget(func(d *object.Definition) {
		d.Life.Create.Adopt = "name"
		d.Attributes = append(d.Attributes[:1:1], object.Attribute{Name: "login", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "user", Mode: object.Required, Type: object.String{}}, {Name: "password", Mode: object.WriteOnly, Type: object.String{}},
		}}})
	})
	s := follow(t, d, script{"GET /v1.0/widgets": {{200, `{"value":[{"id":"w1","name":"a","login":{"user":"u"}}]}`}}, "PATCH /v1.0/widgets/w1": {{204, ""}}})
	plan := parse(t, `{"useExisting":true,"id":"?","name":"a","login":{"user":"v"}}`)
	config := parse(t, `{"useExisting":true,"name":"a","login":{"user":"v","password":"p"}}`)
	result, err := s.Reconcile(t.Context(), nil, Wanted{Plan: plan, Config: config})
	if err != nil || !result.Taken {
		t.Fatalf("%+v: %v", result, err)
	}
	if diff := cmp.Diff([]string{`PATCH /v1.0/widgets/w1 {"login":{"password":"p","user":"v"}}`}, s.requests("PATCH")); diff != "" {
		t.Errorf("changes mismatch (-want +got):\n%s", diff)
	}
}

// TestAPasswordOfARestoredObject is sent where it has a version: which one the object had
// before it was deleted, nobody knows.
func TestAPasswordOfARestoredObject(t *testing.T) {
	t.Parallel()
	d := widget(func(d *object.Definition) {
		restorable(d)
		d.Attributes = append(d.Attributes[:1:1], object.Attribute{Name: "password", Mode: object.WriteOnlyAtCreate, Type: object.String{}})
	})
	for version, want := range map[string][]string{"null": nil, "1": {`PATCH /v1.0/widgets/w1 {"password":"p"}`}} {
		s := follow(t, d, script{
			"GET /v1.0/bin": {{200, `{"value":[{"id":"w1","name":"a"}]}`}}, "POST /v1.0/bin/w1/restore": {{200, `{"id":"w1"}`}},
			"GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a"}`}}, "PATCH /v1.0/widgets/w1": {{204, ""}},
		})
		plan := parse(t, `{"restoreDeleted":true,"id":"?","name":"a","passwordVersion":`+version+`}`)
		config := parse(t, `{"restoreDeleted":true,"name":"a","password":"p","passwordVersion":`+version+`}`)
		result, err := s.Reconcile(t.Context(), nil, Wanted{Plan: plan, Config: config})
		if err != nil || !cmp.Equal(result.State["passwordVersion"], plan["passwordVersion"]) {
			t.Errorf("version %s: %+v: %v", version, result, err)
		}
		if diff := cmp.Diff(want, s.requests("PATCH")); diff != "" {
			t.Errorf("version %s: changes mismatch (-want +got):\n%s", version, diff)
		}
	}
}

// TestAKeyThatGraphKnowsUnheard: a creation by a key whose answer was lost fails with the
// first refusal that follows, and keeps the object that it has found.
func TestAKeyThatGraphKnowsUnheard(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		search, change answer
		id             any
		says           string
	}{
		"the change refused":     {answer{200, `{"id":"w1"}`}, answer{403, denied}, nil, "Insufficient privileges"},
		"the search refused":     {answer{403, denied}, answer{}, nil, "Insufficient privileges"},
		"the search without one": {answer{404, missing}, answer{}, nil, ""},
	} {
		s := follow(t, widget(func(d *object.Definition) { d.Life.Create.Upsert = "name" }), script{
			"GET /v1.0/widgets(name='a')": {{404, missing}, tt.search}, "PATCH /v1.0/widgets(name='a')": {{lost, ""}},
			"GET /v1.0/widgets/w1": {{200, theirs}}, "PATCH /v1.0/widgets/w1": {tt.change},
		})
		result, err := s.create(`{"id":"?","name":"a","note":"ours","enabled":false,"tags":["x"],"alias":"?","mail":"?","kind":"k"}`)
		if err == nil || !strings.Contains(err.Error(), tt.says) || result.State["id"] != tt.id || result.Taken || name != "the change refused" && !IsAmbiguous(err) {
			t.Errorf("%s: %+v: %v", name, result, err)
		}
	}
}

// TestLinksOfARestoredObject are read before anything is changed, and the object is in the
// state where they cannot be.
func TestLinksOfARestoredObject(t *testing.T) {
	t.Parallel()
	d := crew(false)
	d.Life.Delete.Bin = "/bin"
	s := follow(t, d, script{
		"GET /v1.0/bin": {{200, `{"value":[{"id":"c1","name":"a"}]}`}}, "POST /v1.0/bin/c1/restore": {{200, "{}"}},
		"GET /v1.0/crews/c1": {{200, `{"id":"c1","name":"a"}`}}, "GET /v1.0/crews/c1/members": {{403, denied}},
	})
	result, err := s.create(`{"restoreDeleted":true,"id":"?","name":"a","members":["m"],"targets":[]}`)
	if fault := said(err, "reading its members"); fault != "" || result.Stage != Started || result.State["id"] != "c1" {
		t.Errorf("%+v: %s", result, fault)
	}
}
