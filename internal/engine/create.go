// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"maps"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Create stores the id as soon as Graph has given one, so that a later failure
// leaves a tainted object and not a lost one.
func (m *managed) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	if !m.session.ready(&resp.Diagnostics) {
		return
	}
	plan := m.decode(req.Plan.Raw, &resp.Diagnostics)
	config := m.decode(req.Config.Raw, &resp.Diagnostics)
	if resp.Diagnostics.HasError() {
		return
	}
	ctx, cancel := within(ctx, plan, creating)
	defer cancel()
	id, reply, twins, err := m.createOnce(ctx, plan, config)
	if err != nil {
		resp.Diagnostics.Append(m.failed("create", plan, err)...)
		return
	}
	plan["id"] = m.StateID(plan, id)
	resp.Diagnostics.Append(m.leftOver(plan, twins)...)
	m.noteMade(id, reply)
	resp.Diagnostics.Append(m.setIdentity(ctx, resp.Identity, value.Text(plan["id"]))...)
	resp.Diagnostics.Append(markWritten(ctx, resp.Private)...)

	besides := m.writeBeside(ctx, value.Tree{}, plan)
	state, err := m.complete(ctx, plan, reply)
	resp.State.Raw = m.encode(state, &resp.Diagnostics)
	resp.Diagnostics.Append(remember(ctx, resp.Private, m.After(value.Memory{}, config, plan, state, besides != nil))...)
	switch {
	case besides != nil:
		resp.Diagnostics.Append(m.failedAfterCreate("complete", plan, besides)...)
	case err != nil:
		resp.Diagnostics.Append(m.failedAfterCreate("read", plan, err)...)
	}
}

// noteMade remembers the ids that Graph has made, which others may refer to.
func (m *managed) noteMade(id string, reply object.Body) {
	made := []any{id}
	for _, a := range m.Managed {
		if a.Mode == object.ReadOnly {
			made = append(made, reply[a.Name])
		}
	}
	m.session.fresh.note(time.Now(), made...)
}

// createOnce sends the object, or finds it where the definition says that it may
// be there already. Twins are objects like it that were there before.
func (m *managed) createOnce(ctx context.Context, plan, config value.Tree) (id string, reply object.Body, twins []string, err error) {
	if m.Singleton {
		id, reply, err = m.changeSingleton(ctx, plan, config)
		return id, reply, nil, err
	}
	body := m.CreateBody(plan, config)
	configured := maps.Clone(body)
	if m.BeforeCreate != nil {
		if err := m.BeforeCreate(ctx, body); err != nil {
			return "", nil, nil, err
		}
	}
	if id, err := m.adopt(ctx, plan, body); id != "" || err != nil {
		return id, nil, nil, err
	}
	if id, err := m.restore(ctx, plan, body); id != "" || err != nil {
		return id, nil, nil, err
	}
	if value.Text(plan[m.Upsert]) != "" {
		id, reply, err = m.upsert(ctx, plan, body)
		return id, reply, nil, err
	}
	twins = m.twins(ctx, plan, configured)
	id, reply, err = m.post(ctx, plan, body)
	return id, reply, twins, err
}

// changeSingleton makes what every tenant has what the plan says. It is read first:
// a complex type is sent whole, with what the plan does not say as it is.
func (m *managed) changeSingleton(ctx context.Context, plan, config value.Tree) (id string, reply object.Body, err error) {
	found, err := m.endpoint(m.session, plan).read(ctx, "", m.Selection(m.Managed))
	if err != nil {
		return "", nil, err
	}
	reply, err = m.change(ctx, plan, m.PatchBody(m.Refresh(value.Tree{}, found), plan, config))
	return m.SingletonID(), reply, err
}

// post sends the object once.
func (m *managed) post(ctx context.Context, plan value.Tree, body object.Body) (id string, reply object.Body, err error) {
	unlock, err := m.lockParent(ctx, plan)
	if err != nil {
		return "", nil, err
	}
	defer unlock()
	target, since := m.endpoint(m.session, plan), time.Now()
	err = m.insist(ctx, m.CollectionPath(plan), plan, func(ctx context.Context) error {
		id, reply, err = target.create(ctx, body)
		return err
	})
	if err != nil {
		return m.recoverLost(ctx, plan, body, since, err)
	}
	return id, reply, nil
}

// complete fills what is unknown in the plan: from the reply if it holds
// everything, else by one read. If that fails, what is unknown becomes null.
func (m *managed) complete(ctx context.Context, plan value.Tree, reply object.Body) (value.Tree, error) {
	state, complete := m.Settle(plan, reply)
	if complete {
		return state, nil
	}
	found, err := m.readWritten(ctx, plan)
	if err != nil {
		return state, err
	}
	// What only the reply to the creation holds, the read does not.
	all := maps.Clone(found)
	for name, value := range reply {
		if _, ok := all[name]; !ok {
			all[name] = value
		}
	}
	state, _ = m.Settle(plan, all)
	return state, nil
}

// readWritten reads an object that exists for sure, since we have just written it.
// Ctrl-C does not stop it: without it a new object would be tainted.
func (m *managed) readWritten(ctx context.Context, t value.Tree) (found object.Body, err error) {
	target := m.endpoint(m.session, t)
	ctx, cancel := uncancelled(ctx)
	defer cancel()
	err = m.lag().again(ctx, m.lag().Missing, func() (bool, error) {
		found, err = target.read(ctx, t.OwnID(), m.Selection(m.Managed))
		return !isGone(err), err
	})
	return found, err
}
