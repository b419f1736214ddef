// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"net/http"
	"net/url"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Delete succeeds for an object that is gone already.
func (m *managed) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	if !m.session.ready(&resp.Diagnostics) {
		return
	}
	state := m.decode(req.State.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := within(ctx, state, deleting)
	defer cancel()
	unlock, err := m.lockParent(ctx, state)
	if err != nil {
		resp.Diagnostics.Append(m.failed("delete", state, err)...)
		return
	}
	defer unlock()
	if m.stays(state, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(m.remove(ctx, state)...)
}

// stays tells, with a warning, of objects that a destroy leaves in the tenant.
func (m *managed) stays(state value.Tree, diags *diag.Diagnostics) bool {
	switch {
	case m.Singleton:
		diags.AddWarning("The "+m.Title()+" stays as it is", "Every tenant has it, so that it cannot be deleted. Terraform forgets it, and its values stay as they were last set.")
		return true
	case m.Adopt != "" && state[value.UseExisting] == true:
		diags.AddWarning("The "+m.Label(state)+" stays in the tenant", "It was taken over by use_existing and not created by Terraform, which now forgets it.")
		return true
	default:
		return false
	}
}

// remove deletes the object, and for good if that is wanted.
func (m *managed) remove(ctx context.Context, state value.Tree) (diags diag.Diagnostics) {
	target := m.endpoint(m.session, state)
	write, done := uncancelled(ctx)
	defer done()
	if m.BeforeDelete != nil {
		if err := m.BeforeDelete(write, m.call(target, state)); err != nil && !isGone(err) {
			return m.failed("delete", state, err)
		}
	}
	err := target.remove(write, state.OwnID())
	var refused *graph.Error
	if m.Kept != nil && errors.As(err, &refused) {
		if why, ok := m.Kept(refused.Message); ok {
			diags.AddWarning("The "+m.Label(state)+" stays in the tenant", refused.Message+"\n\n"+why)
			return diags
		}
	}
	if err != nil && !isGone(err) {
		return m.failed("delete", state, err)
	}
	if state[value.PermanentlyDelete] != true {
		return nil
	}
	if err := m.purge(ctx, state, isGone(err)); err != nil {
		return m.failed("permanently delete", state, err)
	}
	return nil
}

// purge removes the deleted object from where it waits. Unless somebody else has
// deleted it before, it may not be there at once.
func (m *managed) purge(ctx context.Context, state value.Tree, before bool) error {
	window := m.lag().Missing
	if before {
		window = 0
	}
	err := m.lag().again(ctx, window, func() (bool, error) {
		write, done := uncancelled(ctx)
		defer done()
		_, err := m.session.Client.Do(write, graph.Request{Method: http.MethodDelete, Version: string(m.API), Path: m.Bin + "/" + url.PathEscape(state.OwnID())})
		return !isGone(err), err
	})
	if isGone(err) {
		return nil
	}
	return err
}

// call is what a hook can do with the object.
func (m *managed) call(target endpoint, state value.Tree) object.Call {
	return object.Call{State: m.CreateBody(state, value.Tree{}), Patch: func(ctx context.Context, change object.Body) error {
		if _, err := target.update(ctx, state.OwnID(), change); err != nil {
			return err
		}
		return m.lag().again(ctx, m.lag().Stale, func() (bool, error) {
			found, err := target.read(ctx, state.OwnID(), m.Selection(m.Managed))
			return err != nil || value.Contains(found, change), err
		})
	}}
}
