// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
)

// Log receives log lines. Their fields hold names and ids, and no secrets.
type Log func(ctx context.Context, level slog.Level, message string, fields map[string]any)

// tellAfter is how long a run waits before Terraform's user is told.
const tellAfter = 10 * time.Second

// mostTold is how many objects a warning names.
const mostTold = 10

// waits is what a run has waited for Graph's replicas, all operations together.
// Time in which several wait counts once, as it does for who looks on.
type waits struct {
	lag Lag
	log Log

	mu      sync.Mutex
	waiting int       // operations that wait now
	since   time.Time // when the first of them began
	spent   time.Duration
	what    []string // that was waited for
	told    bool
}

// leastLooks is how often something is looked at that is waited for, however long that
// takes: a machine that was asleep, or that Graph kept waiting, has not looked meanwhile.
const leastLooks = 3

// again calls look until it reports done or window has passed since the first
// look, however long that took. The last answer counts. Where the run's budget is
// used up, two looks more are all: what a replica does not know at once would
// otherwise be taken for gone.
func (w *waits) again(ctx context.Context, what string, window time.Duration, look func() (done bool, err error)) error {
	patience := patience{waits: w, window: window}
	for {
		done, err := look()
		if done || patience.ended() {
			return err
		}
		if stopped := w.pause(ctx, what); stopped != nil {
			return lastAnswer(stopped, err)
		}
	}
}

// patience is for how long something is looked at again.
type patience struct {
	waits    *waits
	window   time.Duration
	looks    int
	deadline time.Time
}

// ended counts a look, and tells whether it was the last.
func (p *patience) ended() bool {
	now := time.Now()
	if p.looks++; p.looks == 1 {
		p.deadline = now.Add(p.waits.grant(p.window))
	}
	return p.window == 0 || p.looks >= leastLooks && now.Add(p.waits.lag.Pause).After(p.deadline)
}

// grant is how much of a window the run's budget has left.
func (w *waits) grant(window time.Duration) time.Duration {
	if w.lag.Budget == 0 {
		return window
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	return min(window, max(w.lag.Budget-w.sum(), 2*w.lag.Pause))
}

// pause waits before the next look at something, and keeps account of it.
func (w *waits) pause(ctx context.Context, what string) error {
	w.begin(ctx, what)
	defer w.end()
	return pause.For(ctx, w.lag.Pause)
}

func (w *waits) begin(ctx context.Context, what string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.waiting++; w.waiting == 1 {
		w.since = time.Now()
	}
	if slices.Contains(w.what, what) {
		return
	}
	w.what = append(w.what, what)
	if w.log != nil {
		w.log(ctx, slog.LevelInfo, "Waiting for a replica of Graph", map[string]any{"object": what, "waited_ms": w.sum().Milliseconds()})
	}
}

func (w *waits) end() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.spent = w.sum()
	w.since = time.Now()
	w.waiting--
}

// sum is how long the run has waited until now.
func (w *waits) sum() time.Duration {
	if w.waiting == 0 {
		return w.spent
	}
	return w.spent + time.Since(w.since)
}

// Waited says once, as soon as a run has waited for ten seconds, what it waits
// for. It is empty before, and afterwards.
func (t *Tenant) Waited() string {
	w := &t.waits
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.told || w.sum() < tellAfter {
		return ""
	}
	w.told = true
	named, more := w.what, ""
	if len(named) > mostTold {
		named, more = named[:mostTold], fmt.Sprintf(" and %d more", len(w.what)-mostTold)
	}
	text := fmt.Sprintf("The provider has waited %s until now for Graph to show what was written: %s%s. Graph reads from copies, which may be minutes behind.",
		w.sum().Round(time.Second), strings.Join(named, ", "), more)
	if w.lag.Budget > 0 {
		text += fmt.Sprintf(" After %s in one run it waits no longer.", w.lag.Budget)
	}
	return text + " Objects that somebody has deleted meanwhile look the same, so that it waits for them too."
}
