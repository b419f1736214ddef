// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"sync/atomic"
	"time"
)

// clock is one that can be set wrong.
type clock struct {
	right func() time.Time
	skew  atomic.Int64
}

func (c *clock) now() time.Time { return c.right().Add(c.ahead()) }

// ahead is how far the clock is ahead of the right one.
func (c *clock) ahead() time.Duration { return time.Duration(c.skew.Load()) }

// SkewClock sets how far the tenant's clock is ahead of the one that it was given,
// or behind it. Tokens that were valid may be no longer, or not yet.
func (t *Tenant) SkewClock(ahead time.Duration) { t.clock.skew.Store(int64(ahead)) }
