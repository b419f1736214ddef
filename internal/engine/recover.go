// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"cmp"
	"context"
	"fmt"
	"slices"
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
func (m *managed) recoverLost(ctx context.Context, plan value.Tree, body object.Body, since time.Time, failure error) (id string, reply object.Body, err error) {
	if !isAmbiguous(failure) || m.Singleton {
		return "", nil, failure
	}
	ctx, cancel := uncancelled(ctx)
	defer cancel()
	switch own := m.ownKey(plan); {
	case own != "":
		reply, err = m.recoverByID(ctx, plan, own)
		return own, reply, joinFailure(failure, err)
	case m.Element != nil:
		return "", nil, failure // nobody can tell what Graph has called it
	}
	var found []object.Body
	err = m.lag().again(ctx, m.lag().Missing, func() (bool, error) {
		found, err = m.matches(ctx, plan, body, since)
		return len(found) > 0 || err != nil, err
	})
	switch {
	case err != nil:
		return "", nil, joinFailure(failure, err)
	case len(found) == 0:
		return "", nil, failure
	case len(found) > 1:
		return "", nil, fmt.Errorf("%w; there are now several objects like it: %s", failure, strings.Join(m.idsOf(found), ", "))
	default:
		return value.Text(found[0]["id"]), found[0], nil
	}
}

// ownKey is the id of an object whose id is in its configuration, or "": of a
// link, and of an element that is known by one of its values.
func (m *managed) ownKey(plan value.Tree) string {
	if m.Element != nil {
		return value.Text(plan[m.Element.Key])
	}
	return value.Text(plan[m.Ref])
}

// recoverByID looks whether the object was made.
func (m *managed) recoverByID(ctx context.Context, plan value.Tree, id string) (found object.Body, err error) {
	target := m.endpoint(m.session, plan)
	err = m.lag().again(ctx, m.lag().Missing, func() (bool, error) {
		found, err = target.read(ctx, id, m.Selection(m.Managed))
		return !isGone(err), err
	})
	return found, err
}

// matches are the objects with every value of the body that are not older than
// the request.
func (m *managed) matches(ctx context.Context, plan value.Tree, body object.Body, since time.Time) ([]object.Body, error) {
	if m.Element != nil {
		all, err := m.elementsOf(m.session, plan).all(ctx)
		return slices.DeleteFunc(all, func(candidate object.Body) bool {
			return !m.Holds(candidate, body) || olderThan(candidate, since.Add(-clockSkew))
		}), err
	}
	var found []object.Body
	for candidate, err := range m.session.Client.List(ctx, m.searchFor(plan, value.Text(body[m.ImportKey]), m.Selection(m.Managed))) {
		if err != nil {
			return nil, err
		}
		if m.Holds(candidate, body) && !olderThan(candidate, since.Add(-clockSkew)) {
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

// joinFailure keeps the failure that started the search in front of the one
// that ended it.
func joinFailure(failure, err error) error {
	switch {
	case err == nil:
		return nil
	case isGone(err):
		return failure
	default:
		return fmt.Errorf("%w; looking for the object: %w", failure, err)
	}
}
