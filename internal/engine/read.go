// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Read refreshes the state. An object that is gone leaves the state, unless we
// wrote it so recently that a replica may not know it yet.
func (m *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	if !m.session.ready(&resp.Diagnostics) {
		return
	}
	prior := m.decode(req.State.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(m.setIdentity(ctx, resp.Identity, value.Text(prior["id"]))...)

	ctx, cancel := within(ctx, prior, reading)
	defer cancel()
	recent := m.lag().wroteRecently(ctx, req.Private)
	found, err := m.readSettled(ctx, prior, recent)
	if isGone(err) {
		resp.State.RemoveResource(ctx)
		return
	}
	if imported, _ := req.Private.GetKey(ctx, importedKey); err == nil && imported != nil {
		err = m.fetchImported(ctx, prior, found)
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, nil)...)
	}
	if err != nil {
		resp.Diagnostics.Append(m.failed("read", prior, err)...)
		return
	}
	state := m.Refresh(prior, found)
	if foreign := m.Foreign(prior, state); len(foreign) > 0 {
		memory := remembered(ctx, req.Private)
		memory.Foreign = foreign
		resp.Diagnostics.Append(remember(ctx, resp.Private, memory)...)
	}
	if recent && m.Agrees(prior, state) {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, writtenKey, nil)...)
	}
	resp.State.Raw = m.encode(state, &resp.Diagnostics)
}

// readSettled reads the object. After a recent write of our own it looks again
// while the object is missing or still shows older values.
func (m *managed) readSettled(ctx context.Context, prior value.Tree, recent bool) (found object.Body, err error) {
	target := m.endpoint(m.session, prior)
	look := func() { found, err = m.fetch(ctx, target, prior) }
	look()
	if !recent {
		return found, err
	}
	if isGone(err) {
		err = m.lag().again(ctx, m.lag().Missing, func() (bool, error) {
			look()
			return !isGone(err), err
		})
	}
	if err == nil && !m.Agrees(prior, m.Refresh(prior, found)) {
		err = m.lag().again(ctx, m.lag().Stale, func() (bool, error) {
			look()
			return err != nil || m.Agrees(prior, m.Refresh(prior, found)), err
		})
	}
	return found, err
}
