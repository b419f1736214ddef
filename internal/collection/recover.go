// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// clockSkew is how much earlier than our clock says an object of ours may seem
// to have been created.
const clockSkew = 2 * time.Minute

// recoverLost looks for the object when Graph's answer to its creation was
// lost. It is ours if it is the only one with every value that was sent and if
// it is not older than the request. Sending the request again could make a
// second object, so that is never done: without a match the failure stands.
func (c *Collection) recoverLost(ctx context.Context, plan value.Tree, body object.Body, since time.Time, failure error) (made, error) {
	if !IsAmbiguous(failure) {
		return made{}, failure
	}
	ctx, cancel := uncancelled(ctx)
	defer cancel()
	if own := c.ownKey(plan); own != "" {
		reply, err := c.recoverByID(ctx, plan, own)
		return made{id: own, reply: reply}, joinFailure(failure, err)
	}
	if c.Element() != nil {
		return made{}, failure // nobody can tell what Graph has called it
	}
	var found []object.Body
	err := c.tenant.waits.again(ctx, c.Label(plan), c.tenant.lag.Missing, func() (bool, error) {
		var err error
		found, err = c.matches(ctx, plan, body, since)
		return len(found) > 0 || err != nil, err
	})
	switch {
	case err != nil:
		return made{}, joinFailure(failure, err)
	case len(found) == 0:
		return made{}, failure
	case len(found) > 1:
		return made{}, fmt.Errorf("%w; there are now several objects like it: %s", failure, strings.Join(c.IDs(found), ", "))
	default:
		return made{id: c.IDOf(found[0]), reply: found[0]}, nil
	}
}

// ownKey is the id of an object whose id is in its configuration, or "": of a
// link, of an element that is known by one of its values, and where it is chosen.
func (c *Collection) ownKey(plan value.Tree) string {
	switch {
	case c.Element() != nil && c.Element().Shown != "":
		return value.Text(plan[c.Element().Shown])
	case c.Element() != nil:
		return value.Text(plan[c.Element().Key])
	case c.OnlyChild() != nil:
		return c.StateID(plan, "")
	default:
		return c.OwnID(plan)
	}
}

// recoverByID looks whether the object was made.
func (c *Collection) recoverByID(ctx context.Context, plan value.Tree, id string) (found object.Body, err error) {
	target := c.endpoint(plan)
	err = c.tenant.waits.again(ctx, c.Label(plan), c.tenant.lag.Missing, func() (bool, error) {
		found, err = target.read(ctx, id, c.Selection(c.Managed))
		return !isMissing(err), err
	})
	return found, err
}

// matches are the objects with every value of the body that are not older than
// the request. What a list does not show is read from each that may be it.
func (c *Collection) matches(ctx context.Context, plan value.Tree, body object.Body, since time.Time) ([]object.Body, error) {
	listed, by := c.Managed.Listed(), c.LookUp.Key
	if r := c.Life.Requests; r != nil {
		by = r.Names[0] // some of these collections are not listed as a whole
	}
	var found []object.Body
	for candidate, err := range c.tenant.client.List(ctx, c.search(plan, by, value.Text(body[by]), c.Selection(listed))) {
		if err != nil {
			return nil, err
		}
		if !listed.Hold(candidate, body) || olderThan(candidate, since.Add(-clockSkew)) {
			continue
		}
		if len(listed) < len(c.Managed) {
			if candidate, err = c.get(ctx, c.identified(c.IDOf(candidate), plan), c.Managed); err != nil {
				return nil, err
			}
		}
		if c.Managed.Hold(candidate, body) {
			found = append(found, candidate)
		}
	}
	return found, nil
}

// olderThan tells whether an object says that it was created before. Secrets tell
// since when they are good instead.
func olderThan(candidate object.Body, limit time.Time) bool {
	created, err := time.Parse(time.RFC3339, cmp.Or(value.Text(candidate["createdDateTime"]), value.Text(candidate["startDateTime"])))
	return err == nil && created.Before(limit)
}
