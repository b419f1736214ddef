// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Lag bounds the waiting for Graph's replicas, which serve reads from copies
// that are seconds, at times minutes, behind.
type Lag struct {
	// Recent is how long after our own write a read may be behind.
	Recent time.Duration
	// Missing is how long one operation looks again for an object that a
	// replica does not know yet.
	Missing time.Duration
	// Stale is how long one operation reads again while a replica shows an
	// older value.
	Stale time.Duration
	// Pause is the time between two looks.
	Pause time.Duration
	// Budget is how long a run waits altogether. Zero sets no bound.
	Budget time.Duration
}

// DefaultLag are the windows that suit Microsoft's service.
func DefaultLag() Lag {
	return Lag{Recent: 10 * time.Minute, Missing: time.Minute, Stale: 15 * time.Second, Pause: 2 * time.Second, Budget: 10 * time.Minute}
}

// pause waits before the next look.
func (l Lag) pause(ctx context.Context) error {
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-time.After(l.Pause):
		return nil
	}
}

// lastAnswer keeps what Graph said last beside the end of our patience.
func lastAnswer(stopped, err error) error {
	if err == nil || errors.Is(err, stopped) {
		return stopped
	}
	return fmt.Errorf("%w; the last answer was: %w", stopped, err)
}

// uncancelled is the context of a request that changes something: Ctrl-C must
// not leave us without the answer, for the change may have happened. Only the
// operation's time limit ends it.
func uncancelled(ctx context.Context) (context.Context, context.CancelFunc) {
	free := context.WithoutCancel(ctx)
	if deadline, limited := ctx.Deadline(); limited {
		return context.WithDeadline(free, deadline)
	}
	return context.WithCancel(free)
}
