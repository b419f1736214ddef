// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
)

// Who has got some answers asks for the next objects soon. Reads that follow others
// wait for as many as there were before: some that come a bit late would else travel by
// themselves in every round, and take as many requests and as much time again. A read that
// comes alone does not wait.
const (
	// gathering is how long reads wait at least, and for how long at a time.
	gathering = 10 * time.Millisecond
	// gatherings is how many times they wait at most.
	gatherings = 4
	// company is for how long it is likely that others come with a read.
	company = time.Second
)

// gatherers hold one gatherer for each version and workload: a batch goes to one
// version, and each workload has limits of its own.
type gatherers struct {
	mu    sync.Mutex
	known map[string]*gatherer
}

// gatherer sends reads together that are asked for at the same time.
type gatherer struct {
	client *Client

	mu    sync.Mutex
	queue []*read
	// busy: some reads are under way, and those in the queue are sent after them.
	busy bool
	// together is how many reads were under way or waiting when some were answered last.
	together   int
	answeredAt time.Time
}

// read is a read that others may be sent with.
type read struct {
	ctx     context.Context
	request Request
	// done is closed when there is a reply, an error, or neither: then it is to be
	// sent alone.
	done  chan struct{}
	reply *Reply
	err   error
}

// gathererOf is the one for a request.
func (c *Client) gathererOf(r Request) *gatherer {
	c.gatherers.mu.Lock()
	defer c.gatherers.mu.Unlock()
	if c.gatherers.known == nil {
		c.gatherers.known = map[string]*gatherer{}
	}
	key := r.Version + " " + c.limits.workloadOf("/"+r.Version+r.Path).name
	if c.gatherers.known[key] == nil {
		c.gatherers.known[key] = &gatherer{client: c}
	}
	return c.gatherers.known[key]
}

// do sends a read at once if none is under way and none is likely to follow, and else with
// those that wait too.
func (g *gatherer) do(ctx context.Context, r Request) (*Reply, error) {
	g.mu.Lock()
	if !g.busy {
		g.busy = true
		if g.together < 2 || time.Since(g.answeredAt) > company {
			g.mu.Unlock()
			defer func() { go g.drain(context.WithoutCancel(ctx)) }()
			return g.client.alone(ctx, r)
		}
		go g.drain(context.WithoutCancel(ctx))
	}
	waiting := &read{ctx: ctx, request: r, done: make(chan struct{})}
	g.queue = append(g.queue, waiting)
	if len(g.queue) == maxBatch {
		go g.send(context.WithoutCancel(ctx), g.take())
	}
	g.mu.Unlock()
	select {
	case <-waiting.done:
	case <-ctx.Done():
		return nil, fmt.Errorf("%s %s: no answer until now: %w", r.method(), clean("/"+r.Version+r.Path), context.Cause(ctx))
	}
	if waiting.reply == nil && waiting.err == nil {
		return g.client.alone(ctx, r)
	}
	return waiting.reply, waiting.err
}

// take empties the queue. The lock is held.
func (g *gatherer) take() []*read {
	taken := g.queue
	g.queue = nil
	return taken
}

// drain sends what has come meanwhile, until nothing comes any more.
func (g *gatherer) drain(ctx context.Context) {
	for {
		g.gather(ctx)
		g.mu.Lock()
		reads := g.take()
		g.busy = len(reads) > 0
		g.mu.Unlock()
		if len(reads) == 0 {
			return
		}
		g.send(ctx, reads)
		g.mu.Lock()
		g.together, g.answeredAt = len(reads)+len(g.queue), time.Now()
		g.mu.Unlock()
	}
}

// gather waits until as many reads have come as there were before, if any come.
func (g *gatherer) gather(ctx context.Context) {
	for range gatherings {
		_ = pause.For(ctx, gathering)
		g.mu.Lock()
		waiting, enough := len(g.queue), min(g.together, maxBatch-1)
		g.mu.Unlock()
		if waiting == 0 || waiting >= enough {
			return
		}
	}
}

// send sends reads in one batch, as long as one of them is waited for.
func (g *gatherer) send(ctx context.Context, reads []*read) {
	defer func() {
		for _, r := range reads {
			close(r.done)
		}
	}()
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	var left atomic.Int32
	left.Store(int32(len(reads))) //nolint:gosec // they are at most maxBatch
	for _, r := range reads {
		stop := context.AfterFunc(r.ctx, func() {
			if left.Add(-1) == 0 {
				cancel()
			}
		})
		defer stop()
	}
	if len(reads) == 1 {
		reads[0].reply, reads[0].err = g.client.alone(ctx, reads[0].request)
		return
	}
	g.client.batch(ctx, reads)
}
