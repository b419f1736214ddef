// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
)

// ModifyPlan settles what the framework leaves open: which computed values an
// update keeps, which differences mean nothing, and what needs a new object.
func (m *managed) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	plan := m.decode(req.Plan.Raw, &resp.Diagnostics)
	config := m.decode(req.Config.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	if req.State.Raw.IsNull() {
		resp.Diagnostics.Append(m.MissingAtCreate(config)...)
		return
	}
	prior := m.decode(req.State.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	next, replaced := m.Plan(prior, plan, config, foreign(ctx, req.Private))
	for _, name := range replaced {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root(m.Managed.Find(name).Key))
	}
	resp.Plan.Raw = m.encode(next, &resp.Diagnostics)
}
