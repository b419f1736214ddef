// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"context"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// operation is one of the operations whose time the timeouts block limits.
type operation string

const (
	creating operation = "create"
	reading  operation = "read"
	updating operation = "update"
	deleting operation = "delete"
)

// defaultTimeout is the limit of an operation, waiting for Graph's throttling
// included.
func (o operation) defaultTimeout() time.Duration {
	if o == reading {
		return 5 * time.Minute
	}
	return 20 * time.Minute
}

// within limits the time of an operation as the timeouts block of t says.
func within(ctx context.Context, t value.Tree, o operation) (context.Context, context.CancelFunc) {
	limits, _ := t[value.Timeouts].(value.Tree)
	limit, err := time.ParseDuration(value.Text(limits[string(o)]))
	if err != nil {
		limit = o.defaultTimeout()
	}
	return context.WithTimeout(ctx, limit)
}
