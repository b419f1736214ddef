// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Delete succeeds for an object that is gone already.
func (m *managed) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	if !m.session.Ready(&resp.Diagnostics) {
		return
	}
	defer m.session.tellWaiting(&resp.Diagnostics)
	state := m.decode(req.State.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || m.isElsewhere(ctx, req.Identity, req.Private, state, &resp.Diagnostics) || m.stays(state, &resp.Diagnostics) {
		return
	}
	ctx, cancel := within(ctx, state, deleting)
	defer cancel()
	m.recall(ctx, req.Private, state)
	there, err := m.collection().Delete(ctx, state)
	var kept *collection.KeptError
	switch {
	case errors.As(err, &kept):
		resp.Diagnostics.AddWarning("The "+m.Label(state)+" stays in the tenant", kept.Error())
	case err != nil:
		resp.Diagnostics.Append(m.failed("delete", state, m.nameUsers(ctx, state, err))...)
	case state[value.PermanentlyDelete] == true:
		if err := m.collection().Purge(ctx, state, there); err != nil {
			resp.Diagnostics.Append(m.failed("permanently delete", state, err)...)
		}
	}
}

// stays tells, with a warning, of objects that a destroy leaves in the tenant.
func (m *managed) stays(state value.Tree, diags *diag.Diagnostics) bool {
	fixed, isFixed := m.IsFixed(state)
	switch {
	case isFixed:
		diags.AddWarning("The "+m.Label(state)+" stays in the tenant", fixed.Because+" Terraform forgets it.")
		return true
	case m.IsSingleton():
		diags.AddWarning("The "+m.Title()+" stays as it is", "Every tenant has it, so that it cannot be deleted. Terraform forgets it, and its values stay as they were last set.")
		return true
	case state[value.UseExisting] == true:
		diags.AddWarning("The "+m.Label(state)+" stays in the tenant", "It was taken over by use_existing and not created by Terraform, which now forgets it.")
		return true
	default:
		return false
	}
}
