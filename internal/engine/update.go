// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Update sends what differs between state and plan, and nothing if only values
// differ that Graph does not know.
func (m *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	if !m.session.ready(&resp.Diagnostics) {
		return
	}
	prior := m.decode(req.State.Raw, &resp.Diagnostics)
	plan := m.decode(req.Plan.Raw, &resp.Diagnostics)
	config := m.decode(req.Config.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := within(ctx, plan, updating)
	defer cancel()
	m.recall(ctx, req.Private, prior)
	resp.Diagnostics.Append(markWritten(ctx, resp.Private)...)
	_, err := m.change(ctx, plan, m.Disabling(prior, plan))
	var reply object.Body
	if err == nil {
		reply, err = m.change(ctx, plan, m.PatchBody(prior, plan, config))
	}
	if err == nil {
		err = m.writeBeside(ctx, prior, plan)
	}
	memory := remembered(ctx, req.Private)
	if err != nil {
		resp.Diagnostics.Append(remember(ctx, resp.Private, m.After(memory, config, plan, plan, true))...)
		resp.Diagnostics.Append(m.failed("update", plan, err)...)
		return
	}
	resp.Diagnostics.Append(m.setIdentity(ctx, resp.Identity, value.Text(plan["id"]))...)
	state, err := m.complete(ctx, plan, reply)
	if err != nil {
		resp.Diagnostics.Append(m.failed("read", plan, err)...)
	}
	resp.State.Raw = m.encode(state, &resp.Diagnostics)
	resp.Diagnostics.Append(remember(ctx, resp.Private, m.After(memory, config, plan, state, false))...)
}

// change sends one PATCH.
func (m *managed) change(ctx context.Context, plan value.Tree, change object.Body) (reply object.Body, err error) {
	if len(change) == 0 {
		return nil, nil
	}
	unlock, err := m.lockParent(ctx, plan)
	if err != nil {
		return nil, err
	}
	defer unlock()
	target := m.endpoint(m.session, plan)
	err = m.insist(ctx, m.itemPath(plan), change, func(ctx context.Context) error {
		reply, err = target.update(ctx, plan.OwnID(), change)
		return err
	})
	return reply, err
}
