// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// Links of one object exclude each other, so that each would wait for all before it. Those
// that wait are made with one request; and as the next ones come soon after the answer,
// they are waited for: as many as there were, for a moment.
const (
	linkGathering  = 10 * time.Millisecond
	linkGatherings = 10
)

// linker makes links of one object that are wanted at the same time.
type linker struct {
	mu    sync.Mutex
	queue []*newLink
	// busy: somebody takes care of the queue.
	busy bool
	// together is how many links were made or waiting when some were made last.
	together int
	// refused: whoever may make single links may not change the object.
	refused bool
}

// newLink is a link that is wanted.
type newLink struct {
	ctx    context.Context
	target string
	// done is closed when the link was made, or failed in a way that leaves open
	// whether it was, or neither: then it is to be made alone.
	done   chan struct{}
	linked bool
	err    error
}

// linkWithOthers makes a link together with those of the same object that are wanted at
// the same time. If it is not linked without an error, it is to be made alone: where it
// is the only one, or where Graph refuses them all for one of them.
func (c *Collection) linkWithOthers(ctx context.Context, t value.Tree) (linked bool, err error) {
	l := c.tenant.linkers.at(strings.ToLower(c.CollectionPath(t)))
	wanted := &newLink{ctx: ctx, target: value.Text(t[c.Target()]), done: make(chan struct{})}
	if !l.add(wanted, func() { c.drain(context.WithoutCancel(ctx), l, t) }) {
		return false, nil
	}
	select {
	case <-wanted.done:
	case <-ctx.Done():
		if l.leave(wanted) {
			return false, context.Cause(ctx)
		}
		if err := wanted.await(); err != nil {
			return false, err
		}
	}
	return wanted.linked, wanted.err
}

// await waits for a link that is under way: only its own time limit ends that.
func (l *newLink) await() error {
	ctx, cancel := uncancelled(l.ctx)
	defer cancel()
	select {
	case <-l.done:
		return nil
	case <-ctx.Done():
		return graph.Ambiguous(fmt.Errorf("making the link together with others: %w", ctx.Err()))
	}
}

// add puts a link into the queue, and starts what drains it if nothing does.
func (l *linker) add(wanted *newLink, drain func()) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.refused {
		return false
	}
	l.queue = append(l.queue, wanted)
	if !l.busy {
		l.busy = true
		go drain()
	}
	return true
}

// leave takes a link out of the queue, if it still is in it.
func (l *linker) leave(wanted *newLink) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	i := slices.Index(l.queue, wanted)
	if i < 0 {
		return false
	}
	l.queue = slices.Delete(l.queue, i, i+1)
	return true
}

// take is the beginning of the queue. The linker is not busy any more if there is none.
func (l *linker) take() []*newLink {
	l.mu.Lock()
	defer l.mu.Unlock()
	some := slices.Clone(l.queue[:min(len(l.queue), mostBound)])
	l.queue = slices.Delete(l.queue, 0, len(some))
	l.busy = len(some) > 0
	return some
}

// drain makes the links that are wanted until no more come.
func (c *Collection) drain(ctx context.Context, l *linker, t value.Tree) {
	for {
		unlock, err := c.lock(ctx, t) // the context does not end, so that it cannot fail
		l.gather(ctx)
		some := l.take()
		if len(some) > 1 {
			err = c.linkAll(t, some)
		}
		l.made(len(some), err)
		unlock()
		for _, wanted := range some {
			close(wanted.done)
		}
		if len(some) == 0 {
			return
		}
	}
}

// gather waits until as many links are wanted as were made last, if any come.
func (l *linker) gather(ctx context.Context) {
	for range linkGatherings {
		l.mu.Lock()
		waiting, enough := len(l.queue), min(l.together, mostBound)
		l.mu.Unlock()
		if waiting >= enough {
			return
		}
		_ = pause.For(ctx, linkGathering)
	}
}

// made notes what came of links that were made together.
func (l *linker) made(links int, err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.together = links + len(l.queue)
	var answer *graph.Error
	l.refused = l.refused || errors.As(err, &answer) && answer.Status == http.StatusForbidden
}

// linkAll makes links of the object in t with one request, which makes all or none.
func (c *Collection) linkAll(t value.Tree, some []*newLink) error {
	relation, targets := c.CollectionPath(t), make([]string, len(some))
	for i, wanted := range some {
		targets[i] = wanted.target
	}
	ctx, cancel := uncancelled(latest(some).ctx)
	defer cancel()
	c.tenant.listings.forget(relation)
	_, err := c.tenant.client.Do(ctx, graph.Request{
		Method: http.MethodPatch, Version: string(c.Address.API), Path: c.parentPath(t), Body: object.Body{path.Base(relation) + "@odata.bind": c.bound(targets)},
	})
	for _, wanted := range some {
		wanted.linked = err == nil
		if IsAmbiguous(err) {
			wanted.err = err
		}
	}
	return err
}

// latest is the link that is wanted until the latest time: those with less are not waited
// for any longer when theirs is up.
func latest(some []*newLink) *newLink {
	return slices.MaxFunc(some, func(a, b *newLink) int {
		one, _ := a.ctx.Deadline()
		other, _ := b.ctx.Deadline()
		return one.Compare(other)
	})
}
