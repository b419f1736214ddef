// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// lockParent serialises changes below one parent: Graph answers concurrent
// changes of one relation with conflicts. Objects without a parent are free.
func (m *managed) lockParent(ctx context.Context, t value.Tree) (unlock func(), err error) {
	if len(m.Parameters()) == 0 {
		return func() {}, nil
	}
	return m.session.Client.Lock(ctx, m.CollectionPath(t))
}

func (m *managed) lag() Lag { return m.session.lag() }

// insist sends a change. If that names an object which was written a moment ago,
// a replica may not know the object: then the change is sent again for a while.
// Ctrl-C keeps it from being sent, and does not stop it while it is under way.
func (m *managed) insist(ctx context.Context, path string, body any, send func(ctx context.Context) error) error {
	var window time.Duration
	if m.session.fresh.named(m.lag().Recent, path, body) {
		window = m.lag().Missing
	}
	return m.lag().again(ctx, window, func() (bool, error) {
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
func (m *managed) write(ctx context.Context, request graph.Request) error {
	return m.insist(ctx, request.Path, request.Body, func(ctx context.Context) error {
		_, err := m.session.Client.Do(ctx, request)
		if isGone(err) && request.Method == http.MethodDelete {
			return nil
		}
		return err
	})
}

// writeTwice is write for a request that does no harm when its answer is lost and
// it is sent again.
func (m *managed) writeTwice(ctx context.Context, request graph.Request) error {
	err := m.write(ctx, request)
	if isAmbiguous(err) {
		err = m.write(ctx, request)
	}
	return err
}

// isAmbiguous tells whether a change may have happened though its answer is lost.
func isAmbiguous(err error) bool {
	var ambiguous *graph.AmbiguousError
	return errors.As(err, &ambiguous)
}

// isLinkedAlready tells whether Graph refused a link because it is there.
func isLinkedAlready(err error) bool {
	var answer *graph.Error
	return errors.As(err, &answer) && strings.Contains(answer.Message, "object references already exist")
}

// isGone tells whether an error means that the object is not there.
func isGone(err error) bool {
	return graph.IsNotFound(err) || errors.Is(err, errNoLink)
}
