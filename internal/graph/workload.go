// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"sync"
	"time"
)

// How a pace changes. It falls by a factor with every refusal, and grows by a part of
// what was refused: slowly up to that, and faster beyond, where nobody knows the limit.
const (
	// decrease is what remains of a pace that was refused.
	decrease = 0.8
	// increase and probing are the parts, of the pace that was refused last, by which a
	// pace grows each second below it and above it.
	increase = 0.005
	probing  = 0.1
	// free is how many times the pace that was refused last a pace grows to before
	// there is none.
	free = 4
	// leastPace and mostUnknown bound the pace, in requests a second, after a refusal.
	leastPace = 0.2
	// nearLimit is the used part of a limit from which a pace does not grow.
	nearLimit = 0.9
)

// tellAfter is how long requests to a service wait before Terraform's user is told.
const tellAfter = 10 * time.Second

// workload is a group of paths that one service answers, and what is known of its
// limit: nothing, until it refuses a request for their number.
type workload struct {
	name string
	// paths are beginnings of paths after the version; "*" is any one segment.
	paths []string
	// writeSpacing is the least time from one write to the next.
	writeSpacing time.Duration
	// slots has room for as many requests as may be under way at once.
	slots chan struct{}

	mu          sync.Mutex
	pausedUntil time.Time
	nextWrite   time.Time
	pace        pace
	waited      stopwatch
	told        bool
}

// usedLimit is how much of its limit a service says is used.
type usedLimit struct {
	// share is above 1 beyond the limit; 0 is unknown.
	share float64
	// reset is the time until anything is left again, if nothing is.
	reset time.Duration
}

// turn is how long a request still has to wait. At 0 it may be sent at once,
// and counts as sent, as often as it has parts.
func (w *workload) turn(now time.Time, write bool, parts int) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	next := later(w.pausedUntil, w.pace.next)
	if write {
		next = later(next, w.nextWrite)
	}
	if wait := next.Sub(now); wait > 0 {
		return wait
	}
	w.pace.sent(now, parts)
	if write {
		w.nextWrite = now.Add(w.writeSpacing)
	}
	return 0
}

// refuse is called when the service has refused a request for their number, and
// wants no others until some time. The requests under way are refused with it, and
// count as one.
func (w *workload) refuse(now, until time.Time) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !now.Before(w.pausedUntil) {
		w.pace.slower(now, until)
	}
	w.pausedUntil = later(w.pausedUntil, until)
}

// answered is called with every other answer.
func (w *workload) answered(now time.Time, used usedLimit) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if used.reset > 0 {
		w.pausedUntil = later(w.pausedUntil, now.Add(used.reset))
	}
	switch {
	case used.share >= 1 && now.Sub(w.pace.grown) >= time.Second:
		w.pace.slower(now, now)
	case used.share >= nearLimit:
		w.pace.hold(now)
	}
}

// wait notes that a request waits, until the function that it returns is called.
func (w *workload) wait(now func() time.Time) (end func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waited.begin(now())
	return func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		w.waited.end(now())
	}
}

// tell is how long requests have waited, the first time that it is long enough.
func (w *workload) tell(now time.Time) time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	waited := w.waited.sum(now)
	if w.told || waited <= tellAfter {
		return 0
	}
	w.told = true
	return waited
}

// pace is how many requests a second a service is sent. The zero value is as many as
// there are.
type pace struct {
	// rate is in requests a second, 0 for no bound; refused is the one at which the
	// service refused a request last.
	rate, refused float64
	// next is when another request may be sent, grown up to when the rate has grown.
	next, grown time.Time
	// count is how many requests were sent from since to last, without a longer break:
	// the rate before there is one.
	count       int
	since, last time.Time
}

// sent counts requests that are sent.
func (p *pace) sent(now time.Time, requests int) {
	if now.Sub(p.last) > longest {
		p.count, p.since = 0, now
	}
	p.count, p.last = p.count+requests, now
	p.grow(now)
	if p.rate > 0 {
		p.next = now.Add(time.Duration(float64(requests) / p.rate * float64(time.Second)))
	}
}

// slower is called when the rate was too high. Nothing is sent until some time.
func (p *pace) slower(now, until time.Time) {
	if p.refused = p.rate; p.rate == 0 {
		p.refused = float64(p.count) / max(now.Sub(p.since).Seconds(), shortest.Seconds())
	}
	p.rate = max(p.refused*decrease, leastPace)
	p.grown, p.next = later(now, until), time.Time{}
}

// The rate of requests is worth something over a time that is not too short, without
// a break that is too long.
const (
	shortest = 100 * time.Millisecond
	longest  = time.Second
)

// hold keeps the rate from growing until now.
func (p *pace) hold(now time.Time) { p.grown = later(p.grown, now) }

// grow lets the rate grow with the time that has passed without a refusal.
func (p *pace) grow(now time.Time) {
	passed := now.Sub(p.grown).Seconds()
	if p.rate == 0 || passed <= 0 {
		return
	}
	p.grown = now
	part := increase
	if p.rate >= p.refused {
		part = probing
	}
	if p.rate += part * p.refused * passed; p.rate > free*p.refused {
		p.rate = 0
	}
}

// stopwatch is the time in which at least one waited.
type stopwatch struct {
	waiting int
	since   time.Time
	spent   time.Duration
}

func (s *stopwatch) begin(now time.Time) {
	if s.waiting++; s.waiting == 1 {
		s.since = now
	}
}

func (s *stopwatch) end(now time.Time) {
	s.spent = s.sum(now)
	s.since = now
	s.waiting--
}

func (s *stopwatch) sum(now time.Time) time.Duration {
	if s.waiting == 0 {
		return s.spent
	}
	return s.spent + now.Sub(s.since)
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}
