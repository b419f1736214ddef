// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// label is a part of a widget: some of its properties, or what one of them holds.
func label(property string) object.Definition {
	return widget(func(d *object.Definition) {
		d.Place = object.Part{API: object.V1, Path: "/widgets/{widgetId}", Type: "microsoft.graph.label", Property: property}
		d.LookUp = object.LookUp{}
		d.Attributes = []object.Attribute{
			{Name: "widgetId", Mode: object.Required, Type: object.String{}, CreateOnly: true},
			{Name: "text", Mode: object.Optional, Type: object.String{}},
			{Name: "color", Mode: object.Server, Type: object.String{}},
		}
	})
}

// TestAPartIsThereAlready: what makes it is a change of the object that it belongs to, and
// what nobody has asked for stays as it is.
func TestAPartIsThereAlready(t *testing.T) {
	t.Parallel()
	const at = "/v1.0/widgets/w1"
	for name, tt := range map[string]struct{ property, before, after, write string }{
		"some properties":      {"", `{"id":"w1","text":"b","color":"red"}`, `{"id":"w1","text":"a","color":"red"}`, `{"text":"a"}`},
		"what a property has":  {"label", `{"id":"w1","text":"z","label":{"text":"b","color":"red"}}`, `{"id":"w1","text":"z","label":{"text":"a","color":"red"}}`, `{"label":{"text":"a"}}`},
		"as it is to be":       {"", `{"id":"w1","text":"a","color":"red"}`, "", ""},
		"a property as wanted": {"label", `{"id":"w1","label":{"text":"a","color":"red"}}`, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, label(tt.property), script{"GET " + at: {{200, tt.before}}, "PATCH " + at: {{200, tt.after}}})
			result, err := s.create(`{"id":"?","widgetId":"w1","text":"a","color":"?"}`)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]any{"w1", "a", "red"}, []any{result.State["id"], result.State["text"], result.State["color"]}); diff != "" {
				t.Errorf("state mismatch (-want +got):\n%s", diff)
			}
			var want []string
			if tt.write != "" {
				want = []string{"PATCH " + at + " " + tt.write}
			}
			if diff := cmp.Diff(want, append(s.requests("PATCH"), s.requests("POST")...)); diff != "" {
				t.Errorf("changes mismatch (-want +got):\n%s", diff)
			}
			if n := len(s.requests("GET")); n != 1 && tt.write != "" {
				t.Errorf("read %d times, though the answer shows it", n)
			}
		})
	}
}
