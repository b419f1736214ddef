// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// badge is the one of a widget, if it has one. It is known by its widget.
func badge(put bool) object.Definition {
	return widget(func(d *object.Definition) {
		d.Place = object.OnlyChild{API: object.V1, Path: "/widgets/{widgetId}/badge", Type: "microsoft.graph.badge", Key: "widgetId", Put: put}
		d.LookUp = object.LookUp{}
		d.Attributes = []object.Attribute{
			{Name: "widgetId", Mode: object.Required, Type: object.String{}, CreateOnly: true},
			{Name: "name", Mode: object.Optional, Type: object.String{}},
		}
	})
}

func TestTheOnlyChild(t *testing.T) {
	t.Parallel()
	const at, plan = "/v1.0/widgets/w1/badge", `{"id":"?","widgetId":"w1","name":"a"}`
	tests := map[string]struct {
		put    bool
		first  answer
		writes []string
	}{
		"is made by a change":      {false, answer{404, missing}, []string{"PATCH " + at + ` {"name":"a"}`}},
		"is made by PUT":           {true, answer{404, missing}, []string{"PUT " + at + ` {"name":"a"}`}},
		"is taken over, by PATCH":  {true, answer{200, `{"widgetId":"w1","name":"b"}`}, []string{"PATCH " + at + ` {"name":"a"}`}},
		"is there as it should be": {true, answer{200, `{"widgetId":"w1","name":"a"}`}, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, badge(tt.put), script{
				"GET " + at: {tt.first, {200, `{"widgetId":"w1","name":"a"}`}}, "PATCH " + at: {{204, ""}}, "PUT " + at: {{204, ""}}, "DELETE " + at: {{204, ""}},
			})
			result, err := s.create(plan)
			if err != nil || result.State["id"] != "w1" {
				t.Errorf("the id is %v, and the error %v", result.State["id"], err)
			}
			if diff := cmp.Diff(tt.writes, slices.Concat(s.requests("PATCH"), s.requests("PUT"))); diff != "" {
				t.Errorf("writes mismatch (-want +got):\n%s", diff)
			}
			if _, err := s.Delete(t.Context(), value.Tree{"id": "w1", "widgetId": "w1"}); err != nil {
				t.Error(err)
			}
			if diff := cmp.Diff([]string{"DELETE " + at}, s.requests("DELETE")); diff != "" {
				t.Errorf("deletions mismatch (-want +got):\n%s", diff)
			}
			for _, header := range s.headers {
				if _, says := header["Accept-Language"]; says {
					t.Error("a language is asked for where there is none")
				}
			}
		})
	}
}

// TestTheOnlyChildOfALanguage: of several at one path, every request names the one that is
// meant.
func TestTheOnlyChildOfALanguage(t *testing.T) {
	t.Parallel()
	const at = "/v1.0/widgets/w1/badge"
	d := badge(false)
	d.Place = object.OnlyChild{API: object.V1, Path: "/widgets/{widgetId}/badge", Type: "microsoft.graph.badge", Locale: "0"}
	s := follow(t, d, script{
		"GET " + at:    {{404, missing}, {200, `{"id":"0","name":"a"}`}, {200, `{"id":"0","name":"b"}`}},
		"PATCH " + at:  {{204, ""}},
		"DELETE " + at: {{204, ""}},
	})
	result, err := s.create(`{"id":"?","widgetId":"w1","name":"a"}`)
	if err != nil || result.State["id"] != "w1" {
		t.Fatalf("the id is %v, and the error %v", result.State["id"], err)
	}
	wanted := value.Tree{"id": "w1", "widgetId": "w1", "name": "b"}
	if _, err := s.Reconcile(t.Context(), result.State, Wanted{Plan: wanted, Config: wanted}); err != nil {
		t.Error(err)
	}
	if _, err := s.Delete(t.Context(), wanted); err != nil {
		t.Error(err)
	}
	writes := []string{"PATCH " + at + ` {"name":"a"}`, "PATCH " + at + ` {"name":"b"}`, "DELETE " + at + ` {"id":"0"}`}
	if diff := cmp.Diff(writes, slices.Concat(s.requests("PATCH"), s.requests("DELETE"))); diff != "" {
		t.Errorf("writes mismatch (-want +got):\n%s", diff)
	}
	for i, header := range s.headers {
		if got := header.Get("Accept-Language"); got != "0" {
			t.Errorf("%s says Accept-Language %q", s.seen[i], got)
		}
	}
}

// TestTheOnlyChildThatTheAnswerShows is not read again.
func TestTheOnlyChildThatTheAnswerShows(t *testing.T) {
	t.Parallel()
	const at = "/v1.0/widgets/w1/badge"
	s := follow(t, badge(true), script{"GET " + at: {{404, missing}}, "PUT " + at: {{200, `{"widgetId":"w1","name":"a"}`}}})
	result, err := s.create(`{"id":"?","widgetId":"w1","name":"a"}`)
	if err != nil || result.State["name"] != "a" {
		t.Errorf("the state is %v: %v", result.State, err)
	}
	if n := len(s.requests("GET")); n != 1 {
		t.Errorf("read %d times, want once, before it was made", n)
	}
}

// TestAChildThatIsAlwaysThere is changed as a whole, whoever has made it, and reset.
func TestAChildThatIsAlwaysThere(t *testing.T) {
	t.Parallel()
	const at, plan = "/v1.0/widgets/w1/badge", `{"id":"?","widgetId":"w1","name":"a"}`
	d := badge(false)
	d.Place = object.OnlyChild{API: object.V1, Path: "/widgets/{widgetId}/badge", Type: "microsoft.graph.badge", Key: "widgetId", Resets: true}
	d.Life = &object.Life{Replaces: true}
	for found, want := range map[string][]string{`"b"`: {"PUT " + at + ` {"name":"a"}`}, `"a"`: nil} {
		s := follow(t, d, script{
			"GET " + at: {{200, `{"widgetId":"w1","name":` + found + `}`}, {200, `{"widgetId":"w1","name":"a"}`}}, "PUT " + at: {{204, ""}}, "DELETE " + at: {{204, ""}},
		})
		result, err := s.create(plan)
		if err != nil || result.State["id"] != "w1" || result.Taken {
			t.Errorf("one that is %s: %+v, %v", found, result, err)
		}
		if diff := cmp.Diff(want, s.requests("PUT")); diff != "" {
			t.Errorf("one that is %s: writes mismatch (-want +got):\n%s", found, diff)
		}
		if there, err := s.Delete(t.Context(), result.State); !there || err != nil || len(s.requests("DELETE "+at)) != 1 {
			t.Errorf("it is not reset: %v, %v", there, err)
		}
	}
}
