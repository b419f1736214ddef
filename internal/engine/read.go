// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// ReadResource refreshes the state.
func (s *server) ReadResource(ctx context.Context, req *tfprotov6.ReadResourceRequest) (*tfprotov6.ReadResourceResponse, error) {
	m, ok := s.managed(req.TypeName)
	if !ok {
		return lending(ctx, req, s.Server.ReadResource)
	}
	ctx, end := s.begin(ctx)
	defer end()
	resp := &tfprotov6.ReadResourceResponse{NewState: req.CurrentState, Private: req.Private, NewIdentity: req.CurrentIdentity}
	var diags diag.Diagnostics
	before := m.received(req.CurrentState, req.Private, req.CurrentIdentity, &diags)
	if diags.HasError() || !m.session.Ready(&diags) {
		resp.Diagnostics = protocolled(diags)
		return resp, nil
	}
	after := m.read(ctx, before, &diags)
	m.session.tellWaiting(&diags)
	if !reflect.DeepEqual(before.state, after.state) {
		resp.NewState = m.encode(after.state, &diags)
	}
	resp.Private, resp.NewIdentity = after.private.bytes(), after.identity.data(&diags)
	resp.Diagnostics = protocolled(diags)
	return resp, nil
}

// received is what Terraform has kept of an object.
func (m *managed) received(state *tfprotov6.DynamicValue, noted []byte, sent *tfprotov6.ResourceIdentityData, diags *diag.Diagnostics) kept {
	who, err := identified(sent)
	if err != nil {
		m.unreadable(err, diags)
	}
	return kept{state: m.decode(state, diags), private: privateOf(noted), identity: who}
}

// read is what there is of an object. One that is gone has no state any more.
func (m *managed) read(ctx context.Context, k kept, diags *diag.Diagnostics) kept {
	prior := k.state
	if m.isElsewhere(k, diags) {
		return k
	}
	// Even for an object that is found gone: Terraform 1.11 and older refuse every
	// later plan otherwise.
	m.settle(&k, value.Text(prior["id"]))

	ctx, cancel := within(ctx, prior, reading)
	defer cancel()
	recent := m.recall(k.private, prior)
	found, err := m.reader().Refresh(ctx, prior, recent)
	if isUnknownID(err) && k.private.has(importedKey) {
		diags.Append(m.nameForID(value.Text(prior["id"]))...)
	}
	if errors.Is(err, collection.ErrGone) {
		k.state = nil
		return k
	}
	if err == nil && k.private.has(importedKey) {
		prior = maps.Clone(prior)
		err = m.takeLinks(ctx, prior, found)
		delete(k.private, importedKey)
	}
	if err != nil {
		diags.Append(m.failed("read", prior, err)...)
		return k
	}
	diags.Append(m.strangers(prior, found)...)
	k.state = m.Refresh(prior, found)
	if foreign := m.Foreign(prior, k.state); len(foreign) > 0 {
		memory := k.private.memory()
		memory.Foreign = foreign
		k.private.note(memoryKey, memory)
	}
	if recent != nil && m.Agrees(*recent, prior, k.state) {
		delete(k.private, writtenKey)
	}
	return k
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
