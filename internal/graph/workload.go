// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"sync"
	"time"
)

// How a pace changes: it falls by a factor with a refusal, though not below what was
// granted on average, and grows by some requests and with the time without a refusal.
const (
	// decrease is what remains of a pace that was refused.
	decrease = 0.8
	// increase is by how many requests a second a pace grows each second, though it doubles
	// at most. Where the service wanted to be left alone for longer than a second, that takes
	// as long: one that counts over minutes is asked for more over minutes.
	increase = 2
	// probing is the part of the pace that was refused last by which a pace grows each second
	// in addition, for each second without a refusal: others may have left.
	probing = 0.03
	// free is how many times the pace that was refused last a pace grows to before
	// there is none.
	free = 4
	// leastPace bounds the pace, in requests a second, after a refusal, as does one request
	// in the time that the service wanted to be left alone.
	leastPace = 0.2
	// nearLimit is the used part of a limit from which a pace does not grow.
	nearLimit = 0.9
)

// rounding is the wait that services ask for if any is needed: they count in whole seconds.
// On average half of it is.
const rounding = time.Second

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
	slowedAt    time.Time
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
// wants it after a wait. All others wait too, unless that is the least wait that
// there is: it may be over at once, so that they are sent at a slower pace.
// The requests that were under way are refused with the first, and count as one; where
// others are after half of the wait, it is needed.
func (w *workload) refuse(now time.Time, wait time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.slow(now, wait)
}

func (w *workload) slow(now time.Time, wait time.Duration) {
	paused, since := now.Before(w.pausedUntil), now.Sub(w.slowedAt)
	isNeeded := rounding/2 <= since && since < rounding
	if paused || isNeeded || wait > rounding || w.pace.rate == 0 {
		w.pause(now.Add(wait))
	}
	if !paused && since >= rounding {
		w.pace.slower(now, wait)
		w.slowedAt = now
	}
}

// refuseParts is refuse for parts of a batch that was answered, and counted with them.
// They have no waits of their own.
func (w *workload) refuseParts(now time.Time, parts int, wait time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pace.granted -= parts
	w.slow(now, wait)
	w.pause(now.Add(wait))
}

func (w *workload) pause(until time.Time) { w.pausedUntil = later(w.pausedUntil, until) }

// answered is called with every other answer to a request that counts as some.
func (w *workload) answered(now time.Time, requests int, used usedLimit) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pace.granted += requests
	if used.reset > 0 {
		w.pause(now.Add(used.reset))
	}
	switch {
	case used.share >= 1 && now.Sub(w.pace.grown) >= time.Second:
		w.pace.slower(now, 0)
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
	// next is when another request may be sent, grown up to when the rate has grown, and
	// calm since when nothing was refused. It grows over the time that patience is.
	next, grown, calm time.Time
	patience          time.Duration
	// granted is how many requests were answered of those sent from since to last,
	// without a longer break and without a refusal.
	granted     int
	since, last time.Time
}

// sent counts requests that are sent.
func (p *pace) sent(now time.Time, requests int) {
	if now.Sub(p.last) > longest {
		p.granted, p.since = 0, now
	}
	p.last = now
	p.grow(now)
	if p.rate > 0 {
		p.next = now.Add(time.Duration(float64(requests) / p.rate * float64(time.Second)))
	}
}

// slower is called when the rate was too high. The service wants a request again after a
// wait, which is in seconds rounded up.
func (p *pace) slower(now time.Time, wait time.Duration) {
	granted := float64(p.granted) / max(now.Sub(p.since)+wait-min(wait, rounding/2), shortest).Seconds()
	p.patience = max(wait, rounding)
	least := max(leastPace, 1/p.patience.Seconds())
	p.refused = max(cmp.Or(p.rate, granted), least)
	p.rate = max(p.refused*decrease, least)
	if wait > 0 {
		p.rate = max(p.rate, granted)
	}
	p.next = now.Add(time.Duration(float64(time.Second) / p.rate))
	p.grown, p.calm = now.Add(wait), now.Add(wait)
	p.granted, p.since = 0, now
}

// The rate of requests is worth something over a time that is not too short, without
// a break that is too long.
const (
	shortest = 100 * time.Millisecond
	longest  = time.Second
)

// hold keeps the rate from growing until now.
func (p *pace) hold(now time.Time) { p.grown, p.calm = later(p.grown, now), later(p.calm, now) }

// grow lets the rate grow with the time that has passed without a refusal.
func (p *pace) grow(now time.Time) {
	passed := now.Sub(p.grown)
	if p.rate == 0 || passed <= 0 {
		return
	}
	p.grown = now
	calm := now.Add(-passed / 2).Sub(p.calm).Seconds()
	p.rate += (min(increase, p.refused)/p.patience.Seconds() + probing*p.refused*calm) * passed.Seconds()
	if p.rate > free*p.refused {
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
