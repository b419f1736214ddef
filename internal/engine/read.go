// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Read refreshes the state. An object that is gone leaves the state.
func (m *managed) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	if !m.session.Ready(&resp.Diagnostics) {
		return
	}
	defer m.session.tellWaiting(&resp.Diagnostics)
	prior := m.decode(req.State.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() || m.isElsewhere(ctx, req.Identity, req.Private, prior, &resp.Diagnostics) {
		return
	}
	// Even for an object that is found gone: Terraform 1.11 and older refuse every
	// later plan otherwise.
	resp.Diagnostics.Append(m.settle(ctx, resp.Identity, resp.Private, value.Text(prior["id"]))...)

	ctx, cancel := within(ctx, prior, reading)
	defer cancel()
	recent := m.recall(ctx, req.Private, prior)
	found, err := m.reader().Refresh(ctx, prior, recent)
	if errors.Is(err, collection.ErrGone) {
		resp.State.RemoveResource(ctx)
		return
	}
	if imported, _ := req.Private.GetKey(ctx, importedKey); err == nil && imported != nil {
		err = m.takeLinks(ctx, prior, found)
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, nil)...)
	}
	if err != nil {
		resp.Diagnostics.Append(m.failed("read", prior, err)...)
		return
	}
	resp.Diagnostics.Append(m.strangers(prior, found)...)
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

// strangers warns of values of types that the definition does not know.
func (m *managed) strangers(prior value.Tree, found object.Body) (diags diag.Diagnostics) {
	for _, s := range m.Strangers(found) {
		diags.AddAttributeWarning(path.Root(s.Attribute.Key), "Unknown type in "+s.Attribute.Key, fmt.Sprintf(
			"The %s holds a value of the type %s, which this version of the provider does not know. It is shown with nothing in it, and a change of %s removes it.",
			m.Label(prior), s.Kind, s.Attribute.Key))
	}
	return diags
}

// takeLinks takes the short relations of an imported object into its state.
func (k kind) takeLinks(ctx context.Context, prior value.Tree, found object.Body) error {
	links, err := k.reader().ShortLinks(ctx, prior, found)
	for name, ids := range links {
		prior[name], found[name] = ids, ids
	}
	return err
}
