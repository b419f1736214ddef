// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// wanted is what an apply is to make of an object. A plan that is nil removes it.
type wanted struct{ plan, config value.Tree }

// ApplyResourceChange creates, updates or deletes. What comes back of an operation that
// has failed is what Terraform keeps: nothing is lost that exists.
func (s *server) ApplyResourceChange(ctx context.Context, req *tfprotov6.ApplyResourceChangeRequest) (*tfprotov6.ApplyResourceChangeResponse, error) {
	m, ok := s.managed(req.TypeName)
	if !ok {
		return lending(ctx, req, s.Server.ApplyResourceChange)
	}
	ctx, end := s.begin(ctx)
	defer end()
	var diags diag.Diagnostics
	before := m.received(req.PriorState, req.PlannedPrivate, req.PlannedIdentity, &diags)
	want := wanted{plan: m.decode(req.PlannedState, &diags), config: m.decode(req.Config, &diags)}
	after := before
	if !diags.HasError() && m.session.Ready(&diags) {
		after = m.apply(ctx, before, want, &diags)
		m.session.tellWaiting(&diags)
	}
	resp := &tfprotov6.ApplyResourceChangeResponse{NewState: req.PriorState, Private: after.private.bytes(), NewIdentity: after.identity.data(&diags)}
	if after.state != nil || before.state != nil {
		resp.NewState = m.encode(after.state, &diags)
	}
	resp.Diagnostics = protocolled(diags)
	return resp, nil
}

// apply does one of the three.
func (m *managed) apply(ctx context.Context, before kept, want wanted, diags *diag.Diagnostics) kept {
	switch {
	case before.state == nil:
		after := m.create(ctx, before, want, diags)
		if after.state != nil {
			m.session.twofold.noteMade(value.Text(after.state["id"]))
			m.checkTwofold(after.state, want.config, true, diags)
		}
		return after
	case want.plan == nil:
		if m.delete(ctx, before, diags); diags.HasError() {
			return before
		}
		return kept{}
	default:
		after, _ := m.update(ctx, before, want, diags)
		m.checkTwofold(after.state, want.config, true, diags)
		return after
	}
}
