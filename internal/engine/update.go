// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Update sends what differs between state and plan, and nothing if only values
// differ that Graph does not know.
func (m *managed) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	if !m.session.Ready(&resp.Diagnostics) {
		return
	}
	defer m.session.tellWaiting(&resp.Diagnostics)
	prior := m.decode(req.State.Raw, &resp.Diagnostics)
	plan := m.decode(req.Plan.Raw, &resp.Diagnostics)
	config := m.decode(req.Config.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || m.isElsewhere(ctx, req.Identity, req.Private, prior, &resp.Diagnostics) {
		return
	}
	ctx, cancel := within(ctx, plan, updating)
	defer cancel()
	m.recall(ctx, req.Private, prior)
	resp.Diagnostics.Append(markWritten(ctx, resp.Private)...)
	result, err := m.collection().Reconcile(ctx, prior, collection.Wanted{Plan: plan, Config: config})
	memory := remembered(ctx, req.Private)
	if result.Stage < collection.Written {
		resp.Diagnostics.Append(remember(ctx, resp.Private, m.After(memory, config, plan, plan, true))...)
		resp.Diagnostics.Append(m.failed("update", plan, err)...)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(m.failed("read", plan, err)...)
	}
	resp.Diagnostics.Append(m.settle(ctx, resp.Identity, resp.Private, value.Text(plan["id"]))...)
	resp.State.Raw = m.encode(result.State, &resp.Diagnostics)
	resp.Diagnostics.Append(remember(ctx, resp.Private, m.After(memory, config, plan, result.State, false))...)
}
