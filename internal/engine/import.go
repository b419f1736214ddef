// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// ImportState takes the id as it stands in state, `name=<key>` for objects
// that have a key, or Terraform's identity.
func (m *managed) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if !m.session.ready(&resp.Diagnostics) {
		return
	}
	id := m.importID(ctx, req, resp)
	if resp.Diagnostics.HasError() {
		return
	}
	values, err := m.splitID(id)
	if err != nil {
		resp.Diagnostics.AddError("Cannot import "+m.Title(), err.Error())
		return
	}
	for name, value := range values {
		resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(object.SnakeCase(name)), value)...)
	}
	for _, a := range m.managed {
		if value, ok := object.DefaultOf(a.Mode); ok && m.virtual[a.Name] {
			resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root(a.TerraformName()), value)...)
		}
	}
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, []byte("true"))...)
	resp.Diagnostics.Append(m.setIdentity(ctx, resp.Identity, values["id"])...)
}

// importID is the id that an import names, in whatever form.
func (m *managed) importID(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) string {
	if req.ID == "" && req.Identity != nil {
		return m.idOfIdentity(ctx, req, resp)
	}
	name, ok := strings.CutPrefix(req.ID, "name=")
	if !ok || m.ImportKey == "" {
		return req.ID
	}
	found, err := m.lookup(ctx, m.session.Client, name, m.selection(m.keyOnly()))
	if err != nil {
		resp.Diagnostics.Append(m.failed("import", tree{m.ImportKey: name}, err)...)
		return ""
	}
	return text(found["id"])
}

// keyOnly is what a look-up has to read.
func (s shape) keyOnly() []object.Attribute {
	key, _ := s.Attribute(s.ImportKey)
	return []object.Attribute{key}
}

func (m *managed) idOfIdentity(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) string {
	var id identity
	resp.Diagnostics.Append(req.Identity.Get(ctx, &id)...)
	tenant := id.TenantID.ValueString()
	if tenant != "" && !strings.EqualFold(tenant, m.session.TenantID) {
		resp.Diagnostics.AddError("Cannot import "+m.Title(), fmt.Sprintf(
			"The identity names tenant %s, but the provider is signed in to tenant %s. Correct tenant_id in the import block, or let it use a provider for that tenant.",
			tenant, m.session.TenantID))
	}
	return id.ID.ValueString()
}

// splitID takes an id in state apart: the parents' ids, and the target of a link.
func (s shape) splitID(id string) (map[string]string, error) {
	if s.Singleton {
		return map[string]string{"id": singleton{path: s.Path}.id()}, nil
	}
	names := s.Parameters()
	if s.Ref != "" {
		names = append(names, s.Ref)
	}
	parts := strings.Split(id, "/")
	for i, part := range parts {
		if guidPattern.MatchString(part) {
			parts[i] = strings.ToLower(part) // as Graph writes it
		}
	}
	values := map[string]string{"id": strings.Join(parts, "/")}
	if len(names) == 0 {
		return values, nil
	}
	form := strings.Join(s.idForm(), "/")
	if len(parts) != len(s.idForm()) {
		return nil, fmt.Errorf("%q is not an id of a %s, which has the form %s", id, s.Title(), form)
	}
	for i, name := range names {
		values[name] = parts[i]
	}
	return values, nil
}

// idForm names the parts of an id in state, for messages.
func (s shape) idForm() []string {
	var form []string
	for _, name := range s.Parameters() {
		form = append(form, object.SnakeCase(name))
	}
	if s.Ref != "" {
		return append(form, object.SnakeCase(s.Ref))
	}
	return append(form, "id")
}
