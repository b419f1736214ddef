// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// TestValuesThatCannotBeRead: an operation that is given values which it cannot read says so
// once, asks nothing of Graph and leaves the state as it was.
func TestValuesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	const shown = `{"id":"w1","name":"a","enabled":true,"tags":[]}`
	broken := &tfprotov6.DynamicValue{MsgPack: []byte{0xc1}}
	type outcome struct {
		state *tfprotov6.DynamicValue
		diags []*tfprotov6.Diagnostic
	}
	plan := func(change func(*tfprotov6.PlanResourceChangeRequest)) func(*block, *tfprotov6.DynamicValue) outcome {
		return func(b *block, sound *tfprotov6.DynamicValue) outcome {
			req := &tfprotov6.PlanResourceChangeRequest{TypeName: "test_widget", Config: sound, ProposedNewState: sound, PriorState: sound, ClientCapabilities: &tfprotov6.PlanResourceChangeClientCapabilities{}}
			change(req)
			resp, err := b.server.PlanResourceChange(b.t.Context(), req)
			if err != nil {
				b.t.Fatal(err)
			}
			return outcome{resp.PlannedState, resp.Diagnostics}
		}
	}
	apply := func(change func(*tfprotov6.ApplyResourceChangeRequest)) func(*block, *tfprotov6.DynamicValue) outcome {
		return func(b *block, sound *tfprotov6.DynamicValue) outcome {
			req := &tfprotov6.ApplyResourceChangeRequest{TypeName: "test_widget", Config: sound, PlannedState: sound, PriorState: sound}
			change(req)
			resp, err := b.server.ApplyResourceChange(b.t.Context(), req)
			if err != nil {
				b.t.Fatal(err)
			}
			return outcome{resp.NewState, resp.Diagnostics}
		}
	}
	for name, operate := range map[string]func(*block, *tfprotov6.DynamicValue) outcome{
		"the state in a plan":         plan(func(r *tfprotov6.PlanResourceChangeRequest) { r.PriorState = broken }),
		"the state of a removal":      plan(func(r *tfprotov6.PlanResourceChangeRequest) { r.PriorState = broken }),
		"the configuration in a plan": plan(func(r *tfprotov6.PlanResourceChangeRequest) { r.Config = broken }),
		"the state in an apply":       apply(func(r *tfprotov6.ApplyResourceChangeRequest) { r.PriorState = broken }),
		"the plan in an apply":        apply(func(r *tfprotov6.ApplyResourceChangeRequest) { r.PlannedState = broken }),
		"the configuration":           apply(func(r *tfprotov6.ApplyResourceChangeRequest) { r.Config = broken }),
		"the state in a refresh": func(b *block, _ *tfprotov6.DynamicValue) outcome {
			resp, err := b.server.ReadResource(b.t.Context(), &tfprotov6.ReadResourceRequest{TypeName: "test_widget", CurrentState: broken})
			if err != nil {
				b.t.Fatal(err)
			}
			return outcome{resp.NewState, resp.Diagnostics}
		},
		"the arguments of a data source": func(b *block, _ *tfprotov6.DynamicValue) outcome {
			resp, err := b.server.ReadDataSource(b.t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: "test_widget", Config: broken})
			if err != nil {
				b.t.Fatal(err)
			}
			return outcome{resp.State, resp.Diagnostics}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, map[string][]answer{})
			b := h.block("widget", shown)
			sound := b.dynamic(b.state)
			if name == "the state of a removal" {
				sound = b.dynamic(tftypes.NewValue(b.object.Managed.Terraform(), nil))
			}
			got := operate(b, sound)
			if len(got.diags) != 1 || !failed(got.diags) {
				t.Errorf("the diagnostics are %s", said(got.diags))
			}
			if got.state != broken && (got.state == nil || !cmp.Equal(got.state.MsgPack, sound.MsgPack)) {
				t.Error("the state is another one")
			}
			if sent := h.requests(); len(sent) > 0 {
				t.Errorf("Graph was asked %v", sent)
			}
		})
	}
}

// TestIdentitiesThatCannotBeRead are reported, and nothing is imported by them.
func TestIdentitiesThatCannotBeRead(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	broken := &tfprotov6.ResourceIdentityData{IdentityData: &tfprotov6.DynamicValue{MsgPack: []byte{0xc1}}}
	imported, err := h.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "test_widget", Identity: broken})
	if err != nil {
		t.Fatal(err)
	}
	mentions(t, imported.Diagnostics, "Cannot read the values that Terraform sent")
	if len(imported.ImportedResources) > 0 {
		t.Errorf("imported is %v", imported.ImportedResources)
	}
}
