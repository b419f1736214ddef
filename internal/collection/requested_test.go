// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// lent is a definition of an object that requests decide about.
func lent(change func(*object.Definition)) object.Definition {
	return widget(func(d *object.Definition) {
		d.Life.Requests = &object.Requests{
			Path: "/requests", Action: "action", Create: "lend", Update: "extend", Remove: "end", Names: []string{"name"}, Made: "made",
			Progress: object.Progress{Status: "status", Done: []string{"Done"}, Failed: []string{"Refused"}},
		}
		d.LookUp = object.LookUp{}
		d.Attributes = []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}, CreateOnly: true},
			{Name: "size", Mode: object.Optional, Type: object.Int{}},
			{Name: "reason", Mode: object.WriteOnly, Type: object.String{}},
		}
		if change != nil {
			change(d)
		}
	})
}

// lentBelow is one whose requests hold it, and name its parent.
func lentBelow(d *object.Definition) {
	d.Place = object.Collection{API: object.V1, Path: "/shelves/{shelfId}/widgets", Type: "microsoft.graph.widget", InList: true}
	d.Attributes = append([]object.Attribute{{Name: "shelfId", Mode: object.Required, Type: object.String{}, CreateOnly: true}}, d.Attributes[0])
	r := d.Life.Requests
	r.Object, r.Parent, r.Made, r.Update = "widget", "shelf", "", ""
}

func TestRequestsMakeObjects(t *testing.T) {
	t.Parallel()
	const plan, here = `{"id":"?","name":"a","size":1}`, `{"value":[{"id":"w1","name":"A"},{"id":"w2","name":"b"}]}`
	tests := map[string]struct {
		definition object.Definition
		plan       string
		script     script
		want       any
		fails      string
	}{
		"at once": {
			lent(nil), plan,
			script{"POST /v1.0/requests": {{201, `{"id":"r1","status":"Done","made":"w1"}`}}, "GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a","size":1}`}}},
			"w1", "",
		},
		"after a while": {
			lent(nil), plan,
			script{
				"POST /v1.0/requests":   {{201, `{"id":"r1","status":"Pending"}`}},
				"GET /v1.0/requests/r1": {{200, `{"id":"r1","status":"Pending"}`}, {200, `{"id":"r1","status":"done","made":"w1"}`}},
				"GET /v1.0/widgets/w1":  {{404, missing}, {200, `{"id":"w1","name":"a","size":1}`}},
			},
			"w1", "",
		},
		"and say why they fail": {
			lent(nil), plan,
			script{"POST /v1.0/requests": {{201, `{"id":"r1","status":"Pending"}`}}, "GET /v1.0/requests/r1": {{200, `{"id":"r1","status":"Refused","statusDetail":"No room."}`}}},
			nil, "the request /requests/r1 has ended as Refused: No room.",
		},
		"and may tell nothing of what they have made": {
			lent(nil), plan,
			script{"POST /v1.0/requests": {{201, `{"id":"r1","status":"Done"}`}}},
			nil, "does not tell of the object",
		},
		"that are found by their names, in a list": {
			lent(lentBelow), `{"id":"?","shelfId":"s1","name":"a"}`,
			script{"POST /v1.0/requests": {{201, `{"id":"r1","status":"Done"}`}}, "GET /v1.0/shelves/s1/widgets": {{200, `{"value":[]}`}, {200, here}}},
			"s1/w1", "",
		},
		"that are found once their list is": {
			lent(lentBelow), `{"id":"?","shelfId":"s1","name":"a"}`,
			script{"POST /v1.0/requests": {{201, `{"id":"r1","status":"Done"}`}}, "GET /v1.0/shelves/s1/widgets": {{404, missing}, {200, here}}},
			"s1/w1", "",
		},
		"that nobody may make": {
			lent(lentBelow), `{"id":"?","shelfId":"s1","name":"a"}`,
			script{"POST /v1.0/requests": {{403, denied}}, "GET /v1.0/shelves/s1/widgets": {{200, here}}},
			nil, "Insufficient privileges",
		},
		"that nobody may look for": {
			lent(lentBelow), `{"id":"?","shelfId":"s1","name":"a"}`,
			script{"POST /v1.0/requests": {{201, `{"id":"r1","status":"Done"}`}}, "GET /v1.0/shelves/s1/widgets": {{403, denied}}},
			nil, "Insufficient privileges",
		},
		"whose answer was lost": {
			lent(nil), plan,
			script{"POST /v1.0/requests": {{lost, ""}}, "GET /v1.0/widgets": {{200, `{"value":[{"id":"w1","name":"a","size":1}]}`}}, "GET /v1.0/widgets/w1": {{200, `{"id":"w1","name":"a","size":1}`}}},
			"w1", "",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, tt.definition, tt.script)
			result, err := s.create(tt.plan)
			if fault := said(err, tt.fails); fault != "" {
				t.Fatal(fault)
			}
			if got := result.State["id"]; got != tt.want {
				t.Errorf("id %v, want %v; Graph was asked %q", got, tt.want, s.seen)
			}
			if n := len(s.requests("POST")); n != 1 {
				t.Errorf("%d requests were posted, want 1", n)
			}
			looks := map[string]int{"that nobody may look for": 1, "that nobody may make": 0, "that are found by their names, in a list": 2, "that are found once their list is": 2}
			if want, counts := looks[name]; counts && len(s.requests("GET")) != want {
				t.Errorf("Graph was asked %v, want %d looks", s.asked(), want)
			}
			if name == "whose answer was lost" && s.queries[1].Get("$filter") != "name eq 'a'" {
				t.Errorf("all of a collection is listed for one object: %v", s.asked())
			}
			for i, request := range s.seen {
				if filter := s.queries[i].Get("$filter"); strings.HasSuffix(request, "/shelves/s1/widgets") && !strings.HasPrefix(filter, "name eq 'a'") {
					t.Errorf("all of a collection is listed for one object, with the filter %q", filter)
				}
			}
		})
	}
}

// said tells what is wrong with an error that must have a text in it, or must not be.
func said(err error, text string) string {
	switch {
	case text == "" && err != nil:
		return "the failure " + err.Error()
	case text != "" && (err == nil || !strings.Contains(err.Error(), text)):
		return "no failure with " + text
	}
	return ""
}

func TestRequestsSayWhatTheyAreAbout(t *testing.T) {
	t.Parallel()
	const done, shown = `{"id":"r1","status":"Done","made":"w1"}`, `{"id":"w1","name":"a","size":2}`
	s := follow(t, lent(nil), script{"POST /v1.0/requests": {{201, done}}, "GET /v1.0/widgets/w1": {{200, shown}}})
	prior, plan := parse(t, `{"id":"w1","name":"a","size":1}`), parse(t, `{"id":"w1","name":"a","size":2}`)
	config := parse(t, `{"name":"a","size":2,"reason":"why"}`)
	if _, err := s.Reconcile(t.Context(), prior, Wanted{Plan: plan, Config: config}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Delete(t.Context(), plan); err != nil {
		t.Fatal(err)
	}
	below := follow(t, lent(lentBelow), script{"POST /v1.0/requests": {{201, `{"id":"r1","status":"Done"}`}}})
	if _, err := below.Delete(t.Context(), parse(t, `{"id":"s1/w1","shelfId":"s1","name":"a"}`)); err != nil {
		t.Fatal(err)
	}
	want := []string{
		`POST /v1.0/requests {"action":"extend","name":"a","reason":"why","size":2}`,
		`POST /v1.0/requests {"action":"end","name":"a"}`,
		`POST /v1.0/requests {"action":"end","shelf":{"id":"s1"},"widget":{"id":"w1","name":"a"}}`,
	}
	if diff := cmp.Diff(want, append(s.requests("POST"), below.requests("POST")...)); diff != "" {
		t.Errorf("requests mismatch (-want +got):\n%s", diff)
	}
}

// TestARequestChangesWhatAListShows: what a list has shown before is not taken for what it
// shows afterwards.
func TestARequestChangesWhatAListShows(t *testing.T) {
	t.Parallel()
	s := follow(t, lent(lentBelow), script{
		"GET /v1.0/shelves/s1/widgets": {{200, `{"value":[{"id":"w1","name":"a"}]}`}, {200, `{"value":[]}`}},
		"GET /v1.0/shelves/s1":         {{200, `{"id":"s1"}`}},
		"POST /v1.0/requests":          {{201, `{"id":"r1","status":"Done"}`}},
	})
	state := parse(t, `{"id":"s1/w1","shelfId":"s1","name":"a"}`)
	if found, err := s.Refresh(t.Context(), state, nil); err != nil || found["name"] != "a" {
		t.Fatalf("%v, %v", found, err)
	}
	if _, err := s.Delete(t.Context(), state); err != nil {
		t.Fatal(err)
	}
	if found, err := s.Refresh(t.Context(), state, nil); !errors.Is(err, ErrGone) {
		t.Errorf("it is still shown: %v, %v", found, err)
	}
}

func TestRequestsToRemove(t *testing.T) {
	t.Parallel()
	const refused = `{"error":{"code":"RoleAssignmentDoesNotExist","message":"The Role assignment does not exist."}}`
	tests := map[string]struct {
		script script
		there  bool
		fails  string
	}{
		"what is there":           {script{"POST /v1.0/requests": {{201, `{"status":"Done"}`}}}, true, ""},
		"what is gone":            {script{"POST /v1.0/requests": {{400, refused}}, "GET /v1.0/widgets/w1": {{404, missing}}}, false, ""},
		"and are refused":         {script{"POST /v1.0/requests": {{400, refused}}, "GET /v1.0/widgets/w1": {{200, `{"id":"w1"}`}}}, true, "does not exist"},
		"what nobody may remove":  {script{"POST /v1.0/requests": {{403, denied}}, "GET /v1.0/widgets/w1": {{404, missing}}}, true, "Insufficient privileges"},
		"and are not carried out": {script{"POST /v1.0/requests": {{201, `{"id":"r1","status":"Refused"}`}}}, true, "has ended as Refused: Graph gives no reason"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			there, err := follow(t, lent(nil), tt.script).Delete(t.Context(), value.Tree{"id": "w1", "name": "a"})
			if fault := said(err, tt.fails); fault != "" || there != tt.there {
				t.Errorf("there %v, want %v; %s", there, tt.there, fault)
			}
		})
	}
}

// TestMadeLater: what a request makes in the background has the id that the request tells
// in the end, and comes after that.
func TestMadeLater(t *testing.T) {
	t.Parallel()
	imported := widget(func(d *object.Definition) {
		d.Life.Create.By = &object.Making{Path: "/imports", Made: "state.made", Progress: object.Progress{
			Status: "state.is", Done: []string{"complete"}, Failed: []string{"error"}, Reason: "state.why",
		}}
	})
	tests := map[string]struct {
		asked answer
		want  any
		fails string
	}{
		"the id that it tells in the end":    {answer{200, `{"id":"i1","state":{"is":"complete","made":"w1"}}`}, "w1", ""},
		"nothing, with the reason":           {answer{200, `{"id":"i1","state":{"is":"error","why":"Taken"}}`}, nil, "the request /imports/i1 has ended as error: Taken"},
		"nothing that it tells of":           {answer{200, `{"id":"i1","state":{"is":"complete"}}`}, nil, "does not tell of the object"},
		"nothing that anybody may ask about": {answer{403, denied}, nil, "Insufficient privileges"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, imported, script{
				"POST /v1.0/imports":   {{201, `{"id":"i1","state":{"is":"unknown"}}`}},
				"GET /v1.0/imports/i1": {{404, missing}, {200, `{"id":"i1","state":{"is":"pending"}}`}, tt.asked},
				"GET /v1.0/widgets/w1": {{404, missing}, {200, `{"id":"w1","name":"a","size":1}`}},
			})
			result, err := s.create(`{"id":"?","name":"a","size":1}`)
			if fault := said(err, tt.fails); fault != "" {
				t.Fatal(fault)
			}
			if got := result.State["id"]; got != tt.want {
				t.Errorf("id %v, want %v; Graph was asked %q", got, tt.want, s.seen)
			}
			if n := len(s.requests("GET /v1.0/widgets/w1")); tt.want != nil && n != 2 {
				t.Errorf("it was looked for %d times, want 2", n)
			}
		})
	}
}
