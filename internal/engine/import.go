// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// ImportResourceState takes the id as it stands in state, `name=<key>` for objects
// that have a key, or Terraform's identity.
func (s *server) ImportResourceState(ctx context.Context, req *tfprotov6.ImportResourceStateRequest) (*tfprotov6.ImportResourceStateResponse, error) {
	m, ok := s.managed(req.TypeName)
	if !ok {
		return lending(ctx, req, s.Server.ImportResourceState)
	}
	ctx, end := s.begin(ctx)
	defer end()
	var diags diag.Diagnostics
	resp := &tfprotov6.ImportResourceStateResponse{}
	if m.session.Ready(&diags) {
		if values := m.imports(ctx, req, &diags); !diags.HasError() {
			noted := private{}
			noted.note(importedKey, true)
			resp.ImportedResources = []*tfprotov6.ImportedResource{{
				TypeName: req.TypeName, State: m.encode(m.begun(values), &diags), Private: noted.bytes(), Identity: m.identityOf(values["id"]).data(&diags),
			}}
		}
		m.session.tellWaiting(&diags)
	}
	resp.Diagnostics = protocolled(diags)
	return resp, nil
}

// imports are the parts of the id that an import names, in whatever form.
func (m *managed) imports(ctx context.Context, req *tfprotov6.ImportResourceStateRequest, diags *diag.Diagnostics) map[string]string {
	id := m.importID(ctx, req, diags)
	if diags.HasError() {
		return nil
	}
	values, err := m.SplitID(id)
	if err != nil {
		diags.AddError("Cannot import "+m.Title(), err.Error())
	}
	for _, a := range m.Managed {
		part, given := values[a.Name]
		if _, isReference := a.Attribute.Type.(object.Reference); !given || !isReference {
			continue
		}
		for _, fault := range a.Check(ctx, part).Errors() {
			diags.AddError("Cannot import "+m.Title(), fmt.Sprintf("%s of the id %q: %s", a.Key, id, fault.Detail()))
		}
	}
	return values
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
	if k.OwnKey() != "" {
		parts[k.OwnKey()] = own
	}
	return k.begun(parts)
}

// importID is the id that an import names.
func (m *managed) importID(ctx context.Context, req *tfprotov6.ImportResourceStateRequest, diags *diag.Diagnostics) string {
	if req.ID == "" && req.Identity != nil {
		who, err := identified(req.Identity)
		if err != nil {
			m.unreadable(err, diags)
		}
		return m.session.idOfIdentity(who, m.Title(), diags)
	}
	name, ok := strings.CutPrefix(req.ID, "name=")
	if !ok || m.LookUp.Key == "" {
		return req.ID
	}
	parents, key, err := m.SplitKey(name)
	if err != nil {
		diags.AddError("Cannot import "+m.Title(), err.Error())
		return ""
	}
	found, err := m.reader().Find(ctx, parents, key, nil)
	if err != nil {
		diags.Append(m.failed("import", value.Tree{m.LookUp.Key: key}, err)...)
		return ""
	}
	return m.StateID(parents, m.reader().IDOf(found))
}

// idOfIdentity is the id in the identity of an object that is imported, in the tenant
// that the provider is signed in to.
func (s *Session) idOfIdentity(who identity, title string, diags *diag.Diagnostics) string {
	if who.tenant != "" && !strings.EqualFold(who.tenant, s.TenantID) {
		diags.AddError("Cannot import "+title, fmt.Sprintf(
			"The identity names tenant %s, but the provider is signed in to tenant %s. Correct tenant_id in the import block, or let it use a provider for that tenant.",
			who.tenant, s.TenantID))
	}
	return who.id
}

// isUnknownID tells whether Graph knows no object with an id, or calls it none.
func isUnknownID(err error) bool {
	var answer *graph.Error
	return errors.Is(err, collection.ErrGone) || errors.As(err, &answer) && (answer.Status == http.StatusBadRequest || answer.Status == http.StatusNotFound)
}

// nameForID warns where an import that fails names an object in place of its id. Most ids
// of Graph are GUIDs; the others are no names either.
func (m *managed) nameForID(id string) diag.Diagnostics {
	own := id[strings.LastIndex(id, "/")+1:]
	if m.LookUp.Key == "" || m.IsSingleton() || value.IsGUID(own) {
		return nil
	}
	return diag.Diagnostics{diag.NewWarningDiagnostic("Is "+strconv.Quote(own)+" a name?", fmt.Sprintf(
		"It was taken for the id of a %s. To import it by its %s, write this in place of the id:\n  name=%s", m.Title(), object.SnakeCase(m.LookUp.Key), id))}
}
