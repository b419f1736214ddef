// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"container/heap"
	"math"
	"testing"
	"time"
)

// TestSeveralProcessesShareALimit lets processes that know nothing of each other
// work against a service that takes so many requests in a window, on a clock that
// moves by itself: all get through, none much later than the others, and not much
// later than the service permits.
func TestSeveralProcessesShareALimit(t *testing.T) {
	t.Parallel()
	tests := map[string]world{
		"one, 50 a second":          {limit: 50, window: 1, processes: 1, requests: 1000, latency: 0.1},
		"three, 50 a second":        {limit: 50, window: 1, processes: 3, requests: 500, latency: 0.1},
		"three that are near":       {limit: 50, window: 1, processes: 3, requests: 500, latency: 0.01},
		"one, 500 in ten seconds":   {limit: 500, window: 10, processes: 1, requests: 1500, latency: 0.1},
		"three, 500 in ten seconds": {limit: 500, window: 10, processes: 3, requests: 1000, latency: 0.1},
		"one, 20 a second":          {limit: 20, window: 1, processes: 1, requests: 400, latency: 0.05},
	}
	for name, w := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first, last := w.run()
			least := float64(w.processes*w.requests) / float64(w.limit) * w.window
			if last > 1.35*least {
				t.Errorf("all are done after %.0f s, and the limit permits %.0f s", last, least)
			}
			if first < 0.6*last {
				t.Errorf("one is done after %.0f s, the last one after %.0f s", first, last)
			}
			t.Logf("%.2f of the time that the limit takes", last/least)
		})
	}
}

// world is a service with a limit and processes that send it requests, ten at a time
// each. Times are in seconds.
type world struct {
	limit               int
	window, latency     float64
	processes, requests int

	events    events
	began     float64
	in        int
	workloads []*workload
	left      []int
	done      []float64
}

// event is something that happens to a request of a process.
type event struct {
	at      float64
	process int
	happens func(w *world, e event)
}

type events []event

func (e events) Len() int           { return len(e) }
func (e events) Less(i, j int) bool { return e[i].at < e[j].at }
func (e events) Swap(i, j int)      { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)        { *e = append(*e, x.(event)) } //nolint:forcetypeassert // heap gives back what it got

// Pop takes the last one.
func (e *events) Pop() any {
	last := (*e)[len(*e)-1]
	*e = (*e)[:len(*e)-1]
	return last
}

// run is when the first and the last process are done.
func (w *world) run() (first, last float64) {
	w.began, w.done = -w.window, make([]float64, w.processes)
	for process := range w.processes {
		w.workloads, w.left = append(w.workloads, &workload{}), append(w.left, w.requests)
		for i := range 10 {
			w.later(event{at: float64(i) / 100, process: process}, 0, (*world).send)
		}
	}
	for w.events.Len() > 0 {
		e, _ := heap.Pop(&w.events).(event)
		e.happens(w, e)
	}
	first = math.Inf(1)
	for _, done := range w.done {
		first, last = min(first, done), max(last, done)
	}
	return first, last
}

func (w *world) later(e event, after float64, happens func(*world, event)) {
	heap.Push(&w.events, event{at: e.at + after, process: e.process, happens: happens})
}

func (w *world) send(e event) {
	if w.left[e.process] == 0 {
		return
	}
	if wait := w.workloads[e.process].turn(clockAt(e.at), false, 1); wait > 0 {
		w.later(e, wait.Seconds(), (*world).send)
		return
	}
	w.left[e.process]--
	w.later(e, w.latency/2, (*world).arrive)
}

func (w *world) arrive(e event) {
	if e.at-w.began >= w.window {
		w.began, w.in = e.at, 0
	}
	if w.in++; w.in <= w.limit {
		w.later(e, w.latency/2, (*world).answer)
		return
	}
	pause := max(math.Ceil(w.window-(e.at-w.began)), 1) // as Retry-After is in whole seconds
	w.later(e, w.latency/2, func(w *world, e event) {
		now := clockAt(e.at)
		w.workloads[e.process].refuse(now, now.Add(time.Duration(pause*float64(time.Second))))
		w.left[e.process]++
		w.later(e, pause, (*world).send)
	})
}

func (w *world) answer(e event) {
	w.done[e.process] = e.at
	w.later(e, 0.002, (*world).send)
}
