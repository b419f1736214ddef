// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"errors"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// lockParent serialises changes below one parent: Graph answers concurrent
// changes of one relation with conflicts. Objects without a parent are free.
func (m *managed) lockParent(ctx context.Context, t tree) (unlock func(), err error) {
	if len(m.Parameters()) == 0 {
		return func() {}, nil
	}
	return m.session.Client.Lock(ctx, m.collectionPath(t))
}

// referenceWindow is how long a write that names another object is repeated
// while Graph does not find that object.
func (m *managed) referenceWindow() time.Duration {
	if len(m.Parameters()) == 0 {
		return 0
	}
	return m.lag().Missing
}

func (m *managed) lag() Lag {
	if m.session.Lag == (Lag{}) {
		return DefaultLag()
	}
	return m.session.Lag
}

// isGone tells whether an error means that the object is not there.
func isGone(err error) bool {
	return graph.IsNotFound(err) || errors.Is(err, errNoLink)
}
