// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"maps"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// create finds the object where the plan says that it may be there already, and
// sends it otherwise.
func (c *Collection) create(ctx context.Context, wanted Wanted) (Result, error) {
	if c.IsSingleton() || c.Part() != nil || c.Resets() {
		return c.createThere(ctx, wanted)
	}
	ways := []func(context.Context, Wanted) (value.Tree, error){c.adoptable, c.holder, c.chosen}
	for _, find := range ways {
		prior, err := find(ctx, wanted)
		if err != nil {
			return Result{}, err
		}
		if prior != nil {
			return c.takeOver(ctx, prior, wanted)
		}
	}
	if prior, err := c.restored(ctx, wanted); prior != nil || err != nil {
		return c.takeBack(ctx, prior, wanted, err)
	}
	m, err := c.make(ctx, wanted)
	if err != nil {
		return Result{}, err
	}
	if m.existing != nil {
		result, err := c.takeOver(ctx, m.existing, wanted)
		result.Taken = false // it is this creation's own
		return result, err
	}
	return c.finish(ctx, wanted, m)
}

// createThere makes what is there already what the plan says: a singleton, a part of
// another object, or a child that a destroy resets. It is read first: a complex type is sent whole, with what the
// plan does not say as it is.
func (c *Collection) createThere(ctx context.Context, wanted Wanted) (Result, error) {
	id := c.placed(wanted.Plan)
	found, err := c.get(ctx, id, c.Managed)
	if err != nil {
		return Result{}, err
	}
	prior := withID(c.AsFarAsWritten(wanted.Plan, c.Object.Refresh(id, found)), id)
	return c.update(ctx, prior, Wanted{Plan: withID(wanted.Plan, id), Config: wanted.Config})
}

// placed is the beginning of the state of what is there already: its id, and those of
// its parents.
func (c *Collection) placed(plan value.Tree) value.Tree {
	if c.IsSingleton() {
		return value.Tree{"id": c.SingletonID()}
	}
	return c.identified(c.StateID(plan, ""), plan)
}

// made is an object that Graph has made.
type made struct {
	id        string
	reply     object.Body
	leftovers []string
	// existing is, instead, the state of an object that turned out to exist.
	existing value.Tree
}

// finish completes a new object.
func (c *Collection) finish(ctx context.Context, wanted Wanted, m made) (Result, error) {
	plan := maps.Clone(wanted.Plan)
	plan["id"] = c.StateID(plan, m.id)
	c.noteMade(m)
	known, _ := c.Settle(plan, m.reply)
	if c.Relation() != nil {
		return c.complete(ctx, value.Tree{}, plan, m.reply) // nothing is left to send
	}
	unlock, err := c.lock(ctx, plan)
	if err != nil {
		return Result{Stage: Started, State: known, Leftovers: m.leftovers}, err
	}
	defer unlock()
	besides := c.writeBeside(ctx, value.Tree{}, Wanted{Plan: plan, Config: wanted.Config})
	result, err := c.complete(ctx, value.Tree{}, plan, m.reply)
	result.Leftovers = m.leftovers
	if besides != nil {
		result.Stage = Started
		withoutContent(result.State, besides)
		return result, besides
	}
	return result, err
}

// noteMade remembers the ids that Graph has made, which others may refer to.
func (c *Collection) noteMade(m made) {
	c.tenant.before.note(m.id)
	ids := []any{m.id}
	for _, a := range c.Managed {
		if a.Mode == object.ReadOnly {
			ids = append(ids, a.FromGraph(m.reply))
		}
	}
	c.tenant.fresh.note(time.Now(), ids...)
}

// make sends the object, once.
func (c *Collection) make(ctx context.Context, wanted Wanted) (made, error) {
	body := c.CreateBody(wanted.Plan, wanted.Config)
	sent := maps.Clone(body)
	if c.Life.Create.Before != nil {
		if err := c.Life.Create.Before(ctx, body); err != nil {
			return made{}, err
		}
	}
	body, err := c.withSettings(ctx, wanted.Plan, body)
	if err != nil {
		return made{}, err
	}
	if value.Text(wanted.Plan[c.Life.Create.Upsert]) != "" {
		return c.upsert(ctx, wanted, body)
	}
	leftovers := c.leftovers(ctx, wanted, sent)
	m, err := c.post(ctx, wanted.Plan, body)
	m.leftovers = leftovers
	return m, err
}

// post sends the object.
func (c *Collection) post(ctx context.Context, plan value.Tree, body object.Body) (m made, err error) {
	if r := c.Relation(); r != nil && r.Bulk {
		begun := time.Now()
		linked, err := c.linkWithOthers(ctx, plan)
		switch {
		case err != nil:
			return c.recoverLost(ctx, plan, body, begun, err)
		case linked:
			return made{id: c.OwnID(plan)}, nil
		}
	}
	unlock, err := c.lock(ctx, plan)
	if err != nil {
		return made{}, err
	}
	defer unlock()
	target, since := c.endpoint(plan), time.Now()
	err = c.insist(ctx, c.CollectionPath(plan), plan, func(ctx context.Context) error {
		m.id, m.reply, err = target.create(ctx, c.withBrought(plan, body))
		return err
	})
	if err != nil {
		return c.recoverLost(ctx, plan, body, since, err)
	}
	return m, nil
}
