// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// TestTwins: the one object that has all that is fixed at creation is in the way of another
// one. Several, or none, tell nothing.
func TestTwins(t *testing.T) {
	t.Parallel()
	fixed := widget(func(d *object.Definition) { d.LookUp = object.LookUp{Unfiltered: true} })
	below := widget(func(d *object.Definition) {
		d.LookUp, d.Place = object.LookUp{Unfiltered: true}, object.Collection{API: object.V1, Path: "/racks/{rackId}/widgets", Type: "microsoft.graph.widget"}
		d.Attributes = append(d.Attributes, object.Attribute{Name: "rackId", Mode: object.Required, Type: object.String{}})
	})
	element := secretOfApp()
	element.Attributes[1].CreateOnly = true
	const list = "GET /v1.0/widgets"
	for name, tt := range map[string]struct {
		definition object.Definition
		plan       string
		script     script
		want       string
		fails      string
	}{
		"one":                   {fixed, `{"kind":"k"}`, script{list: {{200, `{"value":[{"id":"w1","kind":"k"},{"id":"w2","kind":"z"}]}`}}}, "w1", ""},
		"one below another":     {below, `{"rackId":"r1","kind":"k"}`, script{"GET /v1.0/racks/r1/widgets": {{200, `{"value":[{"id":"w1","kind":"k"}]}`}}}, "r1/w1", ""},
		"several":               {fixed, `{"kind":"k"}`, script{list: {{200, `{"value":[{"id":"w1","kind":"k"},{"id":"w2","kind":"k"}]}`}}}, "", ""},
		"none":                  {fixed, `{"kind":"k"}`, script{list: {{200, `{"value":[]}`}}}, "", ""},
		"nothing that is fixed": {fixed, `{"name":"a"}`, nil, "", ""},
		"nobody may look":       {fixed, `{"kind":"k"}`, script{list: {{403, denied}}}, "", "Insufficient privileges"},
		"the only one":          {policyOfTenant(), `{"note":"n"}`, nil, "", ""},
		"a part":                {label(""), `{"widgetId":"w1","text":"a"}`, nil, "", ""},
		"an element":            {element, `{"appId":"a1","name":"n"}`, nil, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := follow(t, tt.definition, tt.script)
			got, err := s.Twin(t.Context(), parse(t, tt.plan))
			if fault := said(err, tt.fails); fault != "" || got != tt.want {
				t.Errorf("it is %q, want %q; %s", got, tt.want, fault)
			}
			if asked := s.requests(""); tt.script == nil && len(asked) > 0 {
				t.Errorf("Graph was asked %v", asked)
			}
		})
	}
}
