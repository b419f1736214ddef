// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
)

// gathering is how long reads that follow others wait for more: who has got some
// answers asks for the next objects within it. A read that comes alone does not wait.
const gathering = 10 * time.Millisecond

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

// do sends a read at once if none is under way, and else with those that wait too.
func (g *gatherer) do(ctx context.Context, r Request) (*Reply, error) {
	g.mu.Lock()
	if !g.busy {
		g.busy = true
		g.mu.Unlock()
		defer func() { go g.drain(context.WithoutCancel(ctx)) }()
		return g.client.alone(ctx, r)
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
		return nil, context.Cause(ctx)
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
		_ = pause.For(ctx, gathering)
		g.mu.Lock()
		reads := g.take()
		g.busy = len(reads) > 0
		g.mu.Unlock()
		if len(reads) == 0 {
			return
		}
		g.send(ctx, reads)
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
