// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package pause waits, and stops waiting with what it waits for.
package pause

import (
	"context"
	"time"
)

// For waits for d, or until the context ends: then it returns why.
func For(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(d):
		return nil
	}
}
