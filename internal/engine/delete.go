// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// delete succeeds for an object that is gone already.
func (m *managed) delete(ctx context.Context, before kept, diags *diag.Diagnostics) {
	state := before.state
	if m.isElsewhere(before, diags) || m.stays(state, diags) {
		return
	}
	ctx, cancel := within(ctx, state, deleting)
	defer cancel()
	m.recall(before.private, state)
	there, err := m.collection().Delete(ctx, state)
	var keeps *collection.KeptError
	switch {
	case errors.As(err, &keeps):
		diags.AddWarning("The "+m.Label(state)+" stays in the tenant", keeps.Error())
	case err != nil:
		diags.Append(m.failed("delete", state, m.nameUsers(ctx, state, err))...)
	case state[value.PermanentlyDelete] == true:
		if err := m.collection().Purge(ctx, state, there); err != nil {
			diags.Append(m.failed("permanently delete", state, err)...)
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
