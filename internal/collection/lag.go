// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
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

// follow looks at what Graph does in the background until that is done, or has failed.
// How long that may take, the operation's time limit says; then the error says how far
// it has come.
func (l Lag) follow(ctx context.Context, what string, look func() (status string, done bool, err error)) error {
	for {
		status, done, err := look()
		if done || err != nil {
			return err
		}
		if stopped := pause.For(ctx, l.Pause); stopped != nil {
			return fmt.Errorf("%s is still %q: %w", what, status, stopped)
		}
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
