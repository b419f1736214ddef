// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Create makes the object, as it does a typed one.
func (g *graphResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	if !g.session.Ready(&resp.Diagnostics) {
		return
	}
	defer g.session.tellWaiting(&resp.Diagnostics)
	var secrets secretState
	m, f := g.managed(graphOperation{config: req.Config.Raw, plan: req.Plan.Raw}, secrets, &resp.Diagnostics)
	if m == nil {
		return
	}
	want := wanted{plan: f.plan(), config: f.config()}
	made := m.create(ctx, kept{}, want, &resp.Diagnostics)
	if made.state != nil {
		secrets.noteSecret(made.private, newGraphArguments(req.Config.Raw))
	}
	f.keep(ctx, made, &resp.State, resp.Private, resp.Identity)
}

// Read refreshes the state. What was imported is all that somebody could write.
func (g *graphResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	if !g.session.Ready(&resp.Diagnostics) {
		return
	}
	defer g.session.tellWaiting(&resp.Diagnostics)
	before := kept{private: privateIn(ctx, req.Private), identity: identityFrom(req.Identity.Raw)}
	secrets, imported := secretsOf(before.private), before.private.has(importedKey)
	arguments := newGraphArguments(req.State.Raw)
	if imported && arguments.body == nil && g.session.otherHome(before) == "" { // else the read that follows says so
		if body := g.found(ctx, arguments, resp); body != nil {
			arguments.raw[argBody] = value.Dynamic(body)
			req.State.Raw = tftypes.NewValue(req.State.Raw.Type(), arguments.raw)
			for name := range body {
				secrets.memory.Foreign = append(secrets.memory.Foreign, name)
			}
			slices.Sort(secrets.memory.Foreign)
		}
		if resp.Diagnostics.HasError() {
			return
		}
	}
	m, f := g.managed(graphOperation{state: req.State.Raw}, secrets, &resp.Diagnostics)
	if m == nil {
		return
	}
	before.state = f.state()
	after := m.read(ctx, before, &resp.Diagnostics)
	if len(secrets.memory.Foreign) > 0 {
		after.private.note(memoryKey, secrets.memory)
	}
	f.keep(ctx, after, &resp.State, resp.Private, resp.Identity)
}

// found is the body of an object that was imported. It is nil where it cannot be read:
// the read that follows says why.
func (g *graphResource) found(ctx context.Context, a graphArguments, resp *resource.ReadResponse) value.Tree {
	p, err := a.place()
	if err != nil {
		return nil // which is reported when the object is made
	}
	own := a.text(argID)
	if p.Kind == generic.Reference {
		return value.Tree{"@odata.id": "/directoryObjects/" + own}
	}
	path := p.Path
	if p.Kind != generic.Single {
		path += "/" + url.PathEscape(own)
	}
	options := url.Values{}
	for name, option := range a.texts(argQuery) {
		options.Set(name, option)
	}
	reply, err := g.session.Client.Do(ctx, graph.Request{Version: string(p.API), Path: path, Query: options})
	switch {
	case graph.IsNotFound(err):
		return nil // the read that follows looks again
	case err != nil:
		resp.Diagnostics.AddError("Cannot read "+p.ID(own), g.session.Explain(err))
		return nil
	}
	found, _ := value.Found(reply.Body).(value.Tree)
	return g.catalogue.typed.Writable(p, found)
}

// Update sends what differs.
func (g *graphResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	if !g.session.Ready(&resp.Diagnostics) {
		return
	}
	defer g.session.tellWaiting(&resp.Diagnostics)
	before := kept{private: privateIn(ctx, req.Private), identity: identityFrom(req.Identity.Raw)}
	secrets := secretsOf(before.private)
	m, f := g.managed(graphOperation{config: req.Config.Raw, plan: req.Plan.Raw, state: req.State.Raw}, secrets, &resp.Diagnostics)
	if m == nil {
		return
	}
	before.state = f.state()
	want := wanted{plan: f.plan(), config: f.config()}
	after, changed := m.update(ctx, before, want, &resp.Diagnostics)
	if !resp.Diagnostics.HasError() {
		secrets.noteSecret(after.private, newGraphArguments(req.Config.Raw))
	}
	if !changed { // the state is what it was
		after.private.into(ctx, resp.Private)
		return
	}
	f.keep(ctx, after, &resp.State, resp.Private, resp.Identity)
}

// Delete removes the object. One that was there before Terraform came stays.
func (g *graphResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	if !g.session.Ready(&resp.Diagnostics) {
		return
	}
	defer g.session.tellWaiting(&resp.Diagnostics)
	before := kept{private: privateIn(ctx, req.Private), identity: identityFrom(req.Identity.Raw)}
	m, f := g.managed(graphOperation{state: req.State.Raw}, secretsOf(before.private), &resp.Diagnostics)
	if m == nil {
		return
	}
	before.state = f.state()
	if before.private.has(takenKey) {
		resp.Diagnostics.AddWarning("The "+m.Label(before.state)+" stays in the tenant",
			"It was there when Terraform was told of it, and was not created by Terraform, which now forgets it.")
		return
	}
	m.delete(ctx, before, &resp.Diagnostics)
}

// ImportState takes the path of the object with its id, or Terraform's identity.
func (g *graphResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	if !g.session.Ready(&resp.Diagnostics) {
		return
	}
	id := req.ID
	if id == "" {
		id = g.session.idOfIdentity(identityFrom(req.Identity.Raw), "the object", &resp.Diagnostics)
	}
	p, err := generic.Named(id)
	if err != nil {
		resp.Diagnostics.AddError("Cannot import "+id, Sentence(err))
	}
	if resp.Diagnostics.HasError() {
		return
	}
	typ, _ := resp.State.Raw.Type().(tftypes.Object)
	resp.State.Raw = begunAt(typ, p)
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, []byte("true"))...)
	resp.Identity.Raw = kind{session: g.session}.identityOf(p.ID(p.Own)).terraform()
}

// begunAt is the state in which an import leaves an object for the read that follows.
func begunAt(typ tftypes.Object, p generic.Place) tftypes.Value {
	values := make(map[string]tftypes.Value, len(typ.AttributeTypes))
	for name := range typ.AttributeTypes {
		values[name] = null(typ, name)
	}
	path, id := p.Path, p.Own
	if p.Kind == generic.Reference {
		path += "/$ref"
	}
	if p.Kind == generic.Single {
		id = path[strings.LastIndex(path, "/")+1:]
	}
	values[argPath] = tftypes.NewValue(tftypes.String, path)
	values[argID] = tftypes.NewValue(tftypes.String, id)
	values[argVersion] = tftypes.NewValue(tftypes.String, string(p.API))
	values[argMethod] = tftypes.NewValue(tftypes.String, http.MethodPatch)
	return tftypes.NewValue(typ, values)
}
