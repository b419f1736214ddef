// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"context"
	"strings"
	"sync"
)

// locks holds one lock for every key in use.
type locks struct {
	mu   sync.Mutex
	held map[string]*lock
}

type lock struct {
	// token is in the channel while the lock is free.
	token chan struct{}
	// users hold the lock or wait for it.
	users int
}

// Lock waits until no other caller holds the key, which is the path of a parent
// object, in any case of letters. Graph answers concurrent changes below one
// parent with conflicts. If the context ends first, Lock returns its cause.
func (c *Client) Lock(ctx context.Context, key string) (unlock func(), err error) {
	key = strings.ToLower(key)
	l := c.locks.join(key)
	select {
	case <-l.token:
		return sync.OnceFunc(func() {
			l.token <- struct{}{}
			c.locks.leave(key)
		}), nil
	case <-ctx.Done():
		c.locks.leave(key)
		return nil, context.Cause(ctx)
	}
}

func (ls *locks) join(key string) *lock {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	l := ls.held[key]
	if l == nil {
		l = &lock{token: make(chan struct{}, 1)}
		l.token <- struct{}{}
		if ls.held == nil {
			ls.held = map[string]*lock{}
		}
		ls.held[key] = l
	}
	l.users++
	return l
}

func (ls *locks) leave(key string) {
	ls.mu.Lock()
	defer ls.mu.Unlock()
	l := ls.held[key]
	if l.users--; l.users == 0 {
		delete(ls.held, key)
	}
}
