// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"encoding/json"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// TestApplyToAnObjectOfAnotherTenant: a plan may have been made by a provider of the
// right tenant.
func TestApplyToAnObjectOfAnotherTenant(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	private, err := json.Marshal(map[string][]byte{tenantKey: []byte(`"t2"`)})
	if err != nil {
		t.Fatal(err)
	}
	prior := h.value(`{"id":"w1","name":"a","enabled":true,"tags":[]}`)
	for name, next := range map[string]tftypes.Value{
		"update": h.value(`{"id":"w1","name":"b","enabled":true,"tags":[]}`),
		"delete": tftypes.NewValue(h.typ, nil),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			applied, err := h.server.ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
				TypeName: "test_widget", Config: h.dynamic(next), PlannedState: h.dynamic(next), PriorState: h.dynamic(prior), PlannedPrivate: private,
			})
			if err != nil {
				t.Fatal(err)
			}
			mentions(t, applied.Diagnostics, "tenant t2", "tenant t1")
			if state := h.tree(applied.NewState); state["name"] != "a" {
				t.Errorf("state = %v, want it as it was", state)
			}
			if asked := h.requests(); len(asked) > 0 {
				t.Errorf("requests %v, want none", asked)
			}
		})
	}
}
