// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// insist sends a change. If that names an object which was written a moment ago,
// a replica may not know the object: then the change is sent again for a while.
// Ctrl-C keeps it from being sent, and does not stop it while it is under way.
func (c *Collection) insist(ctx context.Context, path string, body any, send func(ctx context.Context) error) error {
	var window time.Duration
	if c.tenant.fresh.named(c.tenant.lag.Recent, path, body) {
		window = c.tenant.lag.Missing
	}
	return c.tenant.waits.again(ctx, path, window, func() (bool, error) {
		if ctx.Err() != nil {
			return true, context.Cause(ctx)
		}
		write, cancel := uncancelled(ctx)
		defer cancel()
		err := send(write)
		return !notYet(err), err
	})
}

// write sends a request beside those of the endpoint.
func (c *Collection) write(ctx context.Context, request graph.Request) error {
	return c.insist(ctx, request.Path, request.Body, func(ctx context.Context) error {
		_, err := c.tenant.client.Do(ctx, request)
		if isMissing(err) && request.Method == http.MethodDelete {
			return nil
		}
		return err
	})
}

// writeTwice is write for a request that does no harm when its answer is lost and
// it is sent again.
func (c *Collection) writeTwice(ctx context.Context, request graph.Request) error {
	return twice(func() error { return c.write(ctx, request) })
}

// twice sends something again whose answer is lost.
func twice(send func() error) error {
	err := send()
	if IsAmbiguous(err) {
		err = send()
	}
	return err
}

// removedByPost asks for a removal, once more if no answer comes: what is not there any more
// was removed then. The client does so by itself where that is a DELETE. To remove what is
// not there is a bad request, and nothing in Graph's answer tells it from others, so that
// isGone looks.
func removedByPost(ask func() error, isGone func() bool) error {
	remove := func() error {
		err := ask()
		var refused *graph.Error
		if errors.As(err, &refused) && refused.Status == http.StatusBadRequest && isGone() {
			return fmt.Errorf("%w: %w", errNotThere, err)
		}
		return err
	}
	err := remove()
	if !IsAmbiguous(err) {
		return err
	}
	if err = remove(); isMissing(err) {
		return nil
	}
	return err
}

// writeBeside sends what has requests of its own: the values of actions, and
// links. Prior is empty for an object that was just created.
func (c *Collection) writeBeside(ctx context.Context, prior value.Tree, wanted Wanted) error {
	plan := wanted.Plan
	if err := c.uploadContent(ctx, prior, plan, wanted.Config); err != nil {
		return err
	}
	for _, a := range c.Managed {
		if a.Action == nil || value.IsUnknown(plan[a.Name]) || !actionDue(a, prior, plan) {
			continue
		}
		if err := c.awaitReady(ctx, plan); err != nil {
			return about(a, err)
		}
		if err := c.act(ctx, plan, value.Attributes{a}); err != nil {
			return err
		}
	}
	if err := c.refer(ctx, prior, plan); err != nil {
		return err
	}
	return c.relate(ctx, prior, plan)
}

// act calls the actions that set attributes to what a tree holds. Each sets the whole
// value, so that it can be sent again.
func (c *Collection) act(ctx context.Context, t value.Tree, attributes value.Attributes) error {
	for _, a := range attributes {
		request := graph.Request{Method: http.MethodPost, Version: string(c.Address.API), Path: c.itemPath(t) + "/" + a.ActionName(t)}
		if parameters := a.ActionBody(t); parameters != nil {
			request.Body = parameters
		}
		if err := c.writeTwice(ctx, request); err != nil {
			return about(a, err)
		}
	}
	return nil
}

// actionDue tells whether an action has to be called. A new object has nothing
// yet, and what is sent with it needs no action.
func actionDue(a *value.Attribute, prior, plan value.Tree) bool {
	if prior["id"] == nil {
		elements, isList := plan[a.Name].([]any)
		if a.Action.Names != nil && a.IsCleared(plan[a.Name]) {
			return false
		}
		return !a.Action.UpdateOnly && plan[a.Name] != nil && (!isList || len(elements) > 0)
	}
	return !a.Type.Same(value.Equivalent, prior[a.Name], plan[a.Name])
}

// refusedWith tells whether Graph refused with words.
func refusedWith(err error, words string) bool {
	var answer *graph.Error
	return errors.As(err, &answer) && strings.Contains(answer.Message, words)
}
