// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// sharedFor is how long a listing of a relation, or of a parent's elements, may
// answer for what is in it. A refresh of a thousand members of one group then lists
// the group once in a while, and not a thousand times: Graph has no consistent way
// to ask for one.
const sharedFor = 10 * time.Second

// listings are what parents held when they were last listed, by path.
type listings struct {
	mu    sync.Mutex
	known map[string]listing
}

type listing struct {
	at      time.Time
	members map[string]object.Body
	// changes is how often what is listed had changed before.
	changes int
}

func (l *listings) get(path string) listing {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.known[strings.ToLower(path)]
}

// keep keeps what was listed, unless it has changed meanwhile.
func (l *listings) keep(path string, found listing) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if path = strings.ToLower(path); l.known[path].changes == found.changes {
		l.set(path, found)
	}
}

// forget is called with every change of what a path leads to.
func (l *listings) forget(path string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	path = strings.ToLower(path)
	l.set(path, listing{changes: l.known[path].changes + 1})
}

func (l *listings) set(path string, found listing) {
	if l.known == nil {
		l.known = map[string]listing{}
	}
	l.known[path] = found
}

// key is an id as the listings know it.
func key(id any) string { return strings.ToLower(value.Text(id)) }

// member is what a parent holds by an id. That it does may come from a listing that
// another member has made, and that is younger than shared; that it does not, only
// from one that is no older than the pause between two looks.
func (t *Tenant) member(ctx context.Context, path, id string, shared time.Duration, list func(context.Context) (map[string]object.Body, error)) (object.Body, error) {
	for _, age := range []time.Duration{shared, t.lag.Pause} {
		members, err := t.listed(ctx, path, age, list)
		if err != nil {
			return nil, err
		}
		if found, ok := members[strings.ToLower(id)]; ok {
			return found, nil
		}
	}
	return nil, errNotThere
}

// listed are the members at a path, read again if they are older than age. One
// reads, and others that want the same wait for it.
func (t *Tenant) listed(ctx context.Context, path string, age time.Duration, list func(context.Context) (map[string]object.Body, error)) (map[string]object.Body, error) {
	unlock, err := t.client.Lock(ctx, "listing of "+path)
	if err != nil {
		return nil, err
	}
	defer unlock()
	known := t.listings.get(path)
	if time.Since(known.at) < age {
		return known.members, nil
	}
	at := time.Now()
	found, err := list(ctx)
	if err != nil {
		return nil, err
	}
	t.listings.keep(path, listing{at: at, members: found, changes: known.changes})
	return found, nil
}
