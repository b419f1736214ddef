// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// PlanResourceChange makes the plan. What Terraform proposes is not looked at, but for
// whether anything is to be there.
func (s *server) PlanResourceChange(ctx context.Context, req *tfprotov6.PlanResourceChangeRequest) (*tfprotov6.PlanResourceChangeResponse, error) {
	m, ok := s.managed(req.TypeName)
	if !ok {
		return lending(ctx, req, s.Server.PlanResourceChange)
	}
	resp := &tfprotov6.PlanResourceChangeResponse{PlannedState: req.ProposedNewState, PlannedPrivate: req.PriorPrivate, PlannedIdentity: req.PriorIdentity}
	var diags diag.Diagnostics
	removed, err := req.ProposedNewState.IsNull()
	if err != nil {
		m.unreadable(err, &diags)
	}
	before := m.received(req.PriorState, req.PriorPrivate, req.PriorIdentity, &diags)
	switch {
	case diags.HasError():
	case removed:
		if !m.isElsewhere(before, &diags) {
			m.comparePermissions(before.state, &diags)
		}
	default:
		m.plan(ctx, before, req, resp, &diags)
	}
	resp.Diagnostics = protocolled(diags)
	return resp, nil
}

// plan plans what the configuration wants.
func (m *managed) plan(ctx context.Context, before kept, req *tfprotov6.PlanResourceChangeRequest, resp *tfprotov6.PlanResourceChangeResponse, diags *diag.Diagnostics) {
	config := m.decode(req.Config, diags)
	var memory value.Memory
	if before.state == nil {
		diags.Append(m.MissingAtCreate(config)...)
	} else {
		memory = before.private.memory()
	}
	if diags.HasError() || before.state != nil && m.isElsewhere(before, diags) {
		return
	}
	if before.state != nil && before.private.has(importedKey) {
		diags.AddError("The "+m.Label(before.state)+" has not been read yet",
			"The state holds its id and nothing else, since it comes from a moved block. A plan that does not refresh would take every argument for a change: plan without -refresh=false.")
		return
	}
	plan := m.Plan(before.state, config, memory)
	diags.Append(plan.Diagnostics...)
	for _, name := range plan.Replaced {
		resp.RequiresReplace = append(resp.RequiresReplace, tftypes.NewAttributePath().WithAttributeName(m.Managed.Find(name).Key))
	}
	if before.state != nil {
		resp.PlannedPrivate = before.private.bytes()
	}
	diags.Append(m.checkSettings(ctx, before.state, plan.Next)...)
	diags.Append(m.planContent(before.state, config, plan.Next)...)
	m.checkTwofold(plan.Next, config, false, diags)
	if resp.PlannedState = req.PriorState; !reflect.DeepEqual(plan.Next, before.state) {
		resp.PlannedState = m.encode(plan.Next, diags)
		m.comparePermissions(plan.Next, diags)
	}
}
