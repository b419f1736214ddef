// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
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
	write, done := uncancelled(ctx)
	defer done()
	if err := m.endpoint(m.session.Client, state).remove(write, ownID(state)); err != nil && !isGone(err) {
		resp.Diagnostics.Append(m.failed("delete", state, err)...)
	}
}
