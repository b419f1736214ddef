// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// ModifyPlan makes the plan: what the framework has proposed is not looked at. The
// values may be those of the request that Terraform sent; see [NewServer].
func (m *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		state := m.decode(req.State.Raw, &resp.Diagnostics)
		if !m.isElsewhere(ctx, req.Identity, req.Private, state, &resp.Diagnostics) {
			m.comparePermissions(state, &resp.Diagnostics)
		}
		return
	}
	given, before := req.Config.Raw, req.State.Raw
	past := carriedBy(ctx)
	if past != nil {
		given, before = past.config, past.prior
	}
	config := m.decode(given, &resp.Diagnostics)
	var prior value.Tree
	var memory value.Memory
	if before.IsNull() {
		resp.Diagnostics.Append(m.MissingAtCreate(config)...)
	} else {
		prior, memory = m.decode(before, &resp.Diagnostics), remembered(ctx, req.Private)
	}
	if resp.Diagnostics.HasError() || prior != nil && m.isElsewhere(ctx, req.Identity, req.Private, prior, &resp.Diagnostics) {
		return
	}
	if unread, _ := req.Private.GetKey(ctx, importedKey); prior != nil && unread != nil {
		resp.Diagnostics.AddError("The "+m.Label(prior)+" has not been read yet",
			"The state holds its id and nothing else, since it comes from a moved block. A plan that does not refresh would take every argument for a change: plan without -refresh=false.")
		return
	}
	plan := m.Plan(prior, config, memory)
	resp.Diagnostics.Append(plan.Diagnostics...)
	for _, name := range plan.Replaced {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root(m.Managed.Find(name).Key))
	}
	if prior != nil {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, replacedKey, []byte("true"))...)
	}
	resp.Diagnostics.Append(m.planContent(prior, config, plan.Next)...)
	next := m.encode(plan.Next, &resp.Diagnostics)
	if !next.Equal(before) {
		m.comparePermissions(plan.Next, &resp.Diagnostics)
	}
	if past != nil {
		past.planned = next
		return
	}
	resp.Plan.Raw = next
}
