// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// KeptError says that Graph does not delete an object, and why that is no failure.
type KeptError struct{ Message, Why string }

func (e *KeptError) Error() string { return e.Message + "\n\n" + e.Why }

// Delete removes the object of a state. That one is gone already is no failure, and
// there tells of it; one that Graph keeps is a [*KeptError].
func (c *Collection) Delete(ctx context.Context, state value.Tree) (there bool, err error) {
	unlock, err := c.lock(ctx, state)
	if err != nil {
		return false, err
	}
	defer unlock()
	ctx, done := uncancelled(ctx)
	defer done()
	if c.Life.Delete.Never != "" {
		return c.retire(ctx, state)
	}
	if c.Part() != nil {
		return c.empty(ctx, state)
	}
	undo, err := c.withdraw(ctx, state)
	if errors.Is(err, ErrGone) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	err = c.remove(ctx, state)
	if err != nil && !isMissing(err) {
		if undone := undo(ctx); undone != nil {
			err = fmt.Errorf("%w; undoing what prepared the deletion: %w", err, undone)
		}
	}
	var refused *graph.Error
	if c.Life.Delete.Kept != nil && errors.As(err, &refused) {
		if why, ok := c.Life.Delete.Kept(refused.Message); ok {
			return true, &KeptError{refused.Message, why}
		}
	}
	if isMissing(err) {
		return false, nil
	}
	return true, err
}

// empty takes away what a part sets of its object.
func (c *Collection) empty(ctx context.Context, state value.Tree) (there bool, err error) {
	emptied := c.Emptied(state)
	_, err = c.change(ctx, emptied, c.PatchBody(state, emptied, value.Tree{}))
	if err == nil {
		err = c.writeBeside(ctx, state, Wanted{Plan: emptied})
	}
	if isMissing(err) {
		return false, nil
	}
	return true, err
}

// retire takes an object out of use that Graph does not delete.
func (c *Collection) retire(ctx context.Context, state value.Tree) (there bool, err error) {
	if c.Life.Delete.Retired != nil {
		_, err = c.endpoint(state).update(ctx, c.OwnID(state), c.Life.Delete.Retired)
	}
	switch {
	case isMissing(err):
		return false, nil
	case err != nil:
		return true, err
	default:
		return true, &KeptError{c.Life.Delete.Never, "Terraform forgets it."}
	}
}

// withdraw gives properties the values that Graph wants before the deletion. Undo
// takes that back.
func (c *Collection) withdraw(ctx context.Context, state value.Tree) (undo func(context.Context) error, err error) {
	change, back := c.Withdrawing(state)
	undo = func(ctx context.Context) error {
		return errors.Join(c.patchIf(ctx, state, back), c.act(ctx, state, c.actedOn(state)))
	}
	if len(change) > 0 && c.Life.Create.ID == object.FromPath { // a change would make one that is gone anew
		err := c.tenant.waits.again(ctx, c.Label(state), c.mayBeMissing(state), func() (bool, error) {
			_, err := c.look(ctx, state, c.Managed)
			return !errors.Is(err, ErrGone), err
		})
		if err != nil {
			return nil, err
		}
	}
	err = errors.Join(c.patchIf(ctx, state, change), c.act(ctx, c.withdrawn(state), c.actedOn(state)))
	if err != nil && !isMissing(err) {
		return nil, err
	}
	return undo, nil
}

// actedOn are the attributes that an action sets and that have another value than Graph
// wants before the deletion.
func (c *Collection) actedOn(state value.Tree) (all value.Attributes) {
	wanted := c.withdrawn(state)
	for _, a := range c.Managed {
		if a.Action != nil && state[a.Name] != nil && !a.Type.Same(value.Equivalent, state[a.Name], wanted[a.Name]) {
			all = append(all, a)
		}
	}
	return all
}

// withdrawn is a state with the values that Graph wants before the deletion.
func (c *Collection) withdrawn(state value.Tree) value.Tree {
	t := maps.Clone(state)
	maps.Copy(t, c.Life.Delete.Withdrawn)
	return t
}

// mayBeMissing is for how long a replica may not know the object. That it does not is no
// sign that the object is gone, if it was written lately.
func (c *Collection) mayBeMissing(state value.Tree) time.Duration {
	if c.isYoung(state) {
		return c.tenant.lag.Missing
	}
	return 0
}

// remove deletes the object.
func (c *Collection) remove(ctx context.Context, state value.Tree) error {
	return c.tenant.waits.again(ctx, c.Label(state), c.mayBeMissing(state), func() (bool, error) {
		err := c.endpoint(state).remove(ctx, c.OwnID(state))
		return !isMissing(err), err
	})
}

// Purge removes a deleted object from where it waits. One that was there until now
// may not wait there at once. That it does not wait there at all is no failure:
// somebody has removed it before.
func (c *Collection) Purge(ctx context.Context, state value.Tree, there bool) error {
	ctx, done := uncancelled(ctx)
	defer done()
	var window time.Duration
	if there {
		window = c.tenant.lag.Missing
	}
	err := c.tenant.waits.again(ctx, c.Label(state), window, func() (bool, error) {
		_, err := c.tenant.client.Do(ctx, graph.Request{Method: http.MethodDelete, Version: string(c.Address.API), Path: c.Life.Delete.Bin + "/" + url.PathEscape(c.OwnID(state))})
		return !isMissing(err), err
	})
	if isMissing(err) {
		return nil
	}
	return err
}

// patchIf changes the object, if there is something to change, and waits until Graph
// shows the change.
func (c *Collection) patchIf(ctx context.Context, state value.Tree, change object.Body) error {
	if len(change) == 0 {
		return nil
	}
	if _, err := c.endpoint(state).update(ctx, c.OwnID(state), change); err != nil {
		return err
	}
	look := func() (object.Body, error) { return c.look(ctx, state, c.Managed) }
	_, err := c.settled(ctx, c.Label(state), look, func(found object.Body) bool { return value.Contains(found, change) })
	return err
}
