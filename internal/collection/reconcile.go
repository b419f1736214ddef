// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"fmt"
	"maps"
	"net/url"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Wanted is what an object shall be.
type Wanted struct {
	// Plan is the plan. What it does not know is Graph's to say.
	Plan value.Tree
	// Config is the configuration, which alone has write-only values.
	Config value.Tree
}

// Stage is how far a change has come.
type Stage int

const (
	// Untouched objects are as they were, or do not exist.
	Untouched Stage = iota
	// Started changes have taken effect in part.
	Started
	// Written objects are what was wanted, but could not be read afterwards.
	Written
	// Done changes have taken effect, and their result is known.
	Done
)

// Result is what has become of a change.
type Result struct {
	Stage Stage
	// State is the object as far as it is known. Its id is there as soon as there is
	// an object to keep.
	State value.Tree
	// Leftovers are ids of objects with every value of the one that was created,
	// which were there before.
	Leftovers []string
	// Taken tells of an object that existed before, and Changed names what was changed
	// of it.
	Taken   bool
	Changed []string
}

// Reconcile makes an object what is wanted. Prior is its state, or nil where
// Terraform does not know the object yet: it is then created, or found where the
// plan says that it may be there already. The result holds whatever the error is.
func (c *Collection) Reconcile(ctx context.Context, prior value.Tree, wanted Wanted) (Result, error) {
	if prior == nil {
		return c.create(ctx, wanted)
	}
	return c.update(ctx, prior, wanted)
}

// update changes an object from what it is to what is wanted.
func (c *Collection) update(ctx context.Context, prior value.Tree, wanted Wanted) (Result, error) {
	unlock, err := c.lock(ctx, prior)
	if err != nil {
		return Result{}, err
	}
	defer unlock()
	disable, enable := c.Disabling(prior, wanted.Plan)
	changed, err := c.change(ctx, wanted.Plan, disable)
	var reply object.Body
	if err == nil {
		reply, err = c.change(ctx, wanted.Plan, c.PatchBody(prior, wanted.Plan, wanted.Config))
		if err != nil && !IsAmbiguous(err) {
			err = c.takenBack(ctx, prior, enable, err)
		}
	}
	stage := Untouched
	if changed != nil || reply != nil || IsAmbiguous(err) {
		stage = Started
	}
	if err != nil {
		return Result{Stage: stage}, err
	}
	if err := c.writeBeside(ctx, prior, wanted); err != nil {
		return Result{Stage: Started}, err
	}
	return c.complete(ctx, prior, wanted.Plan, reply)
}

// takenBack sends what takes back the preparation of a change that was refused, and
// returns the refusal.
func (c *Collection) takenBack(ctx context.Context, prior value.Tree, back object.Body, refusal error) error {
	ctx, done := uncancelled(ctx)
	defer done()
	if _, err := c.change(ctx, prior, back); err != nil {
		return fmt.Errorf("%w; undoing what prepared the change: %w", refusal, err)
	}
	return refusal
}

// change sends one change. What Graph answers is not nil if something was sent.
func (c *Collection) change(ctx context.Context, plan value.Tree, change object.Body) (reply object.Body, err error) {
	if len(change) == 0 {
		return nil, nil
	}
	target := c.endpoint(plan)
	err = c.insist(ctx, c.itemPath(plan), change, func(ctx context.Context) error {
		whole, err := c.withCarried(ctx, plan, change)
		if err == nil {
			whole, err = c.withSettings(ctx, plan, whole)
		}
		if err != nil {
			return err
		}
		reply, err = target.update(ctx, c.OwnID(plan), whole)
		return err
	})
	if err == nil && reply == nil {
		reply = object.Body{}
	}
	return reply, err
}

// withCarried is a change with what others may have set beside it, where the change
// would take that away.
func (c *Collection) withCarried(ctx context.Context, plan value.Tree, change object.Body) (object.Body, error) {
	if len(c.Life.Carried) == 0 {
		return change, nil
	}
	selection := url.Values{"$select": {"id," + strings.Join(c.Life.Carried, ",")}}
	found, err := send(ctx, c.tenant.client, graph.Request{Version: string(c.Address.ReadVersion()), Path: c.itemPath(plan), Query: selection})
	if err != nil {
		return nil, fmt.Errorf("reading what the change has to leave as it is: %w", err)
	}
	whole := maps.Clone(change)
	for _, name := range c.Life.Carried {
		if found[name] != nil {
			whole[name] = found[name]
		}
	}
	return whole, nil
}

// complete fills what is unknown in the plan: from the reply if it holds
// everything, else by reading the object until it shows what was written. If that
// fails, what is unknown becomes null.
func (c *Collection) complete(ctx context.Context, prior, plan value.Tree, reply object.Body) (Result, error) {
	state, complete := c.Settle(plan, reply)
	if complete {
		return Result{Stage: Done, State: state}, nil
	}
	// Ctrl-C does not stop it: without it a new object would be tainted.
	ctx, cancel := uncancelled(ctx)
	defer cancel()
	look := func() (object.Body, error) { return c.look(ctx, plan, c.Managed) }
	found, err := c.settled(ctx, c.Label(plan), look, func(found object.Body) bool { return c.Shows(prior, plan, found) })
	if err != nil {
		return Result{Stage: Written, State: state}, err
	}
	// What only the reply to the creation holds, the read does not.
	all := maps.Clone(reply)
	if all == nil {
		all = object.Body{}
	}
	maps.Copy(all, found)
	state, _ = c.Settle(plan, all)
	return Result{Stage: Done, State: state}, nil
}
