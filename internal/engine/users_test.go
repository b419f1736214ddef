// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// TestWhoUsesWhatCannotBeDeleted: the refusal to delete what is in use names those that
// refer to it, as far as they can be found, and no other refusal asks for them.
func TestWhoUsesWhatCannotBeDeleted(t *testing.T) {
	t.Parallel()
	rack := object.Definition{
		Name: "rack", Life: &object.Life{}, Place: object.Collection{API: object.V1, Path: "/racks", Type: "microsoft.graph.rack"}, LookUp: object.LookUp{Key: "displayName"},
		Attributes: []object.Attribute{
			{Name: "displayName", Mode: object.Required, Type: object.String{}},
			{Name: "holds", Mode: object.Optional, Type: object.Set{Of: object.Reference{To: "widget"}}},
		},
	}
	const inUse = `{"error":{"code":"BadRequest","message":"It is in use by a rack."}}`
	racks := func(n int) string {
		var all []string
		for i := range n {
			all = append(all, fmt.Sprintf(`{"id":"r%d","displayName":"Rack %d","holds":["W1"]}`, i, i))
		}
		return `{"value":[` + strings.Join(append(all, `{"id":"r9","displayName":"Empty","holds":["w2"],"size":3,"open":true,"since":null}`), ",") + `]}`
	}
	for name, tt := range map[string]struct {
		refusal, racks answer
		says, not      string
		asks           int
	}{
		"one":          {answer{400, inUse}, answer{200, racks(1)}, `rack "Rack 0" (r0)`, "Empty", 1},
		"many":         {answer{400, inUse}, answer{200, racks(7)}, `rack "Rack 4" (r4) and 2 more`, "Rack 5", 1},
		"nobody":       {answer{400, inUse}, answer{200, racks(0)}, "It is in use by a rack.", "Empty", 1},
		"nobody knows": {answer{400, inUse}, answer{403, denied}, "It is in use by a rack.", "Insufficient", 1},
		"not allowed":  {answer{403, denied}, answer{200, racks(1)}, "Insufficient privileges", "Rack", 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, map[string][]answer{"DELETE /v1.0/widgets/w1": {tt.refusal}, "GET /v1.0/racks": {tt.racks}}, rack)
			diags := h.block("widget", `{"id":"w1","name":"a","enabled":true,"tags":[]}`).apply("")
			if text := said(diags); !strings.Contains(text, tt.says) || strings.Contains(text, tt.not) {
				t.Errorf("it says %s, want %q", text, tt.says)
			}
			asked := 0
			for _, request := range h.requests() {
				if strings.HasPrefix(request, "GET /v1.0/racks") {
					asked++
				}
			}
			if asked != tt.asks {
				t.Errorf("the racks were listed %d times, want %d", asked, tt.asks)
			}
		})
	}
}
