// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// ImportState takes the id as it stands in state, `name=<key>` for objects
// that have a key, or Terraform's identity.
func (m *managed) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if !m.session.Ready(&resp.Diagnostics) {
		return
	}
	defer m.session.tellWaiting(&resp.Diagnostics)
	id := m.importID(ctx, req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	values, err := m.SplitID(id)
	if err != nil {
		resp.Diagnostics.AddError("Cannot import "+m.Title(), err.Error())
		return
	}
	resp.State.Raw = m.encode(m.begun(values), &resp.Diagnostics)
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, []byte("true"))...)
	if resp.Identity != nil {
		resp.Diagnostics.Append(resp.Identity.Set(ctx, m.identityOf(values["id"]))...)
	}
}

// begun is the state in which an import leaves an object for the read that follows.
func (k kind) begun(parts map[string]string) value.Tree {
	state := value.Tree{}
	for name, part := range parts {
		state[name] = part
	}
	for _, a := range k.Managed {
		if a.Virtual && a.Fallback != nil {
			state[a.Name] = a.Fallback
		}
	}
	return state
}

// imported is that of the object with an id below the parents that are named in t.
func (k kind) imported(t value.Tree, own string) value.Tree {
	parts := map[string]string{"id": k.StateID(t, own)}
	for _, name := range k.Parameters() {
		parts[name] = value.Text(t[name])
	}
	if k.Target() != "" {
		parts[k.Target()] = own
	}
	return k.begun(parts)
}

// importID is the id that an import names, in whatever form.
func (m *managed) importID(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) string {
	if req.ID == "" && req.Identity != nil {
		return m.session.idOfIdentity(ctx, m.Title(), req, resp)
	}
	name, ok := strings.CutPrefix(req.ID, "name=")
	if !ok || m.LookUp.Key == "" {
		return req.ID
	}
	parents, key, err := m.SplitKey(name)
	if err != nil {
		resp.Diagnostics.AddError("Cannot import "+m.Title(), err.Error())
		return ""
	}
	found, err := m.reader().Find(ctx, parents, key, nil)
	if err != nil {
		resp.Diagnostics.Append(m.failed("import", value.Tree{m.LookUp.Key: key}, err)...)
		return ""
	}
	return m.StateID(parents, value.Text(found["id"]))
}

// idOfIdentity is the id in the identity of an object that is imported, in the tenant
// that the provider is signed in to.
func (s *Session) idOfIdentity(ctx context.Context, title string, req resource.ImportStateRequest, resp *resource.ImportStateResponse) string {
	var id identity
	resp.Diagnostics.Append(req.Identity.Get(ctx, &id)...)
	tenant := id.TenantID.ValueString()
	if tenant != "" && !strings.EqualFold(tenant, s.TenantID) {
		resp.Diagnostics.AddError("Cannot import "+title, fmt.Sprintf(
			"The identity names tenant %s, but the provider is signed in to tenant %s. Correct tenant_id in the import block, or let it use a provider for that tenant.",
			tenant, s.TenantID))
	}
	return id.ID.ValueString()
}
