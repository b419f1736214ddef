// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"container/heap"
	"math"
	"slices"
	"testing"
	"time"
)

// TestSeveralProcessesShareALimit lets processes that know nothing of each other
// work against a service that takes so many requests in a window, on a clock that
// moves by itself: all get through not much later than the service permits, few requests
// are refused, and none waits long for an answer.
func TestSeveralProcessesShareALimit(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		world
		most    float64 // times as long as the service permits
		refused float64 // of all requests that were needed
	}{
		"one, 50 a second":           {world{limit: 50, window: 1, processes: 1, requests: 1000, latency: 0.1}, 1.15, 0.05},
		"two, 50 a second":           {world{limit: 50, window: 1, processes: 2, requests: 500, latency: 0.1, apart: 0.07}, 1.25, 0.1},
		"three, 50 a second":         {world{limit: 50, window: 1, processes: 3, requests: 300, latency: 0.1, apart: 0.13}, 1.3, 0.1},
		"three that begin at once":   {world{limit: 50, window: 1, processes: 3, requests: 500, latency: 0.1}, 1.25, 0.1},
		"three that are near":        {world{limit: 50, window: 1, processes: 3, requests: 500, latency: 0.01, apart: 0.13}, 1.4, 0.1},
		"three, one after another":   {world{limit: 50, window: 1, processes: 3, requests: 500, latency: 0.1, apart: 4}, 1.4, 0.1},
		"five":                       {world{limit: 50, window: 1, processes: 5, requests: 300, latency: 0.1, apart: 0.31}, 1.35, 0.15},
		"one, 500 in ten seconds":    {world{limit: 500, window: 10, processes: 1, requests: 1500, latency: 0.1}, 1.4, 0.02},
		"three, 500 in ten seconds":  {world{limit: 500, window: 10, processes: 3, requests: 1000, latency: 0.1, apart: 0.13}, 1.25, 0.05},
		"one, 20 a second":           {world{limit: 20, window: 1, processes: 1, requests: 400, latency: 0.05}, 1.15, 0.1},
		"three, 20 a second":         {world{limit: 20, window: 1, processes: 3, requests: 200, latency: 0.05, apart: 0.13}, 1.4, 0.2},
		"one, 2000 in 150 seconds":   {world{limit: 2000, window: 150, processes: 1, requests: 6000, latency: 0.1}, 1.2, 0.02},
		"three, 20 in ten seconds":   {world{limit: 20, window: 10, processes: 3, requests: 200, latency: 0.1, apart: 0.13}, 1.15, 0.3},
		"one, fewer than one second": {world{limit: 1, window: 2, processes: 1, requests: 60, latency: 0.1}, 1.6, 1.5},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := tt.world
			took, longest := w.run()
			least := float64(w.processes*w.requests) / float64(w.limit) * w.window
			refused := float64(w.refused) / float64(w.processes*w.requests)
			if took > tt.most*least {
				t.Errorf("all are done after %.0f s, and the limit permits %.0f s", took, least)
			}
			if refused > tt.refused {
				t.Errorf("%.2f of the requests were refused", refused)
			}
			if longest > 3*w.window+1 {
				t.Errorf("one waited %.1f s for the next answer", longest)
			}
			t.Logf("%.2f of the time that the limit takes, %.2f refused, longest wait %.1f", took/least, refused, longest)
		})
	}
}

// world is a service with a limit and processes that send it requests, ten at a time
// each. Times are in seconds.
type world struct {
	limit               int
	window, latency     float64
	processes, requests int
	apart               float64 // one process begins so long after the other

	events    events
	began     float64
	in        int
	refused   int
	workloads []*workload
	left      []int
	last      []float64
	longest   float64
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

// run is how long all take together, and the longest time that one got no answer.
func (w *world) run() (took, longest float64) {
	w.began, w.last = -w.window, make([]float64, w.processes)
	for process := range w.processes {
		w.workloads, w.left = append(w.workloads, &workload{}), append(w.left, w.requests)
		w.last[process] = float64(process) * w.apart
		for i := range 10 {
			w.later(event{at: w.last[process] + float64(i)/100, process: process}, 0, (*world).send)
		}
	}
	for w.events.Len() > 0 {
		e, _ := heap.Pop(&w.events).(event)
		e.happens(w, e)
	}
	return slices.Max(w.last), w.longest
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
	w.refused++
	pause := max(math.Ceil(w.window-(e.at-w.began)), 1) // as Retry-After is in whole seconds
	w.later(e, w.latency/2, func(w *world, e event) {
		w.workloads[e.process].refuse(clockAt(e.at), time.Duration(pause*float64(time.Second)))
		w.left[e.process]++
		w.later(e, pause, (*world).send)
	})
}

func (w *world) answer(e event) {
	w.workloads[e.process].answered(clockAt(e.at), 1, usedLimit{})
	w.longest = max(w.longest, e.at-w.last[e.process])
	w.last[e.process] = e.at
	w.later(e, 0.002, (*world).send)
}
