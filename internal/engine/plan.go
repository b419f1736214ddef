// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// ModifyPlan makes the plan: what the framework has proposed is not looked at.
func (m *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	config := m.decode(req.Config.Raw, &resp.Diagnostics)
	var prior value.Tree
	var memory value.Memory
	if req.State.Raw.IsNull() {
		resp.Diagnostics.Append(m.MissingAtCreate(config)...)
	} else {
		prior, memory = m.decode(req.State.Raw, &resp.Diagnostics), remembered(ctx, req.Private)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	plan := m.Plan(prior, config, memory)
	resp.Diagnostics.Append(plan.Diagnostics...)
	for _, name := range plan.Replaced {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root(m.Managed.Find(name).Key))
	}
	resp.Plan.Raw = m.encode(plan.Next, &resp.Diagnostics)
}
