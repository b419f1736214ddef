// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

const (
	// leftBehind is how old an object may be to count as left over from an apply that
	// somebody repeats.
	leftBehind = time.Hour
	// mostListed is how many objects of a collection are looked through for what an
	// earlier run has left over. Of more nothing is said.
	mostListed = 1000
)

// leftovers are the objects of each collection before this run made one there, by
// its path. All creations of the run share one listing.
type leftovers struct {
	mu     sync.Mutex
	listed map[string][]object.Body
	// made are the ids of what this run has made, below which there was nothing.
	made map[string]bool
}

// note remembers that the run has made an object.
func (l *leftovers) note(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.made == nil {
		l.made = map[string]bool{}
	}
	l.made[strings.ToLower(id)] = true
}

// isNew tells of a path that leads through an object which the run has made.
func (l *leftovers) isNew(path string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.ContainsFunc(strings.Split(strings.ToLower(path), "/"), func(part string) bool { return l.made[part] })
}

func (l *leftovers) get(path string) (before []object.Body, ok bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	before, ok = l.listed[path]
	return before, ok
}

func (l *leftovers) put(path string, before []object.Body) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.listed == nil {
		l.listed = map[string][]object.Body{}
	}
	l.listed[path] = before
}

// leftovers looks for objects with every value of the one that is about to be
// created. Graph permits most objects to be alike. If Terraform is killed
// between Graph's answer and its own note of it, it does not know the object and
// creates it again; nobody else could tell that there are two. Where that cannot
// be found out, nothing is said. A replacement that is made before the old object goes
// looks the same: Terraform plans it anew when it applies, as a creation, and tells the
// provider nothing of the old object.
func (c *Collection) leftovers(ctx context.Context, wanted Wanted, body object.Body) []string {
	plan := wanted.Plan
	if c.LookUp.Key == "" && c.Element() == nil || c.LookUp.Unique || c.ownKey(plan) != "" || len(body) == 0 {
		return nil
	}
	if c.tenant.before.isNew(c.CollectionPath(plan)) {
		return nil
	}
	listed, limit := c.Managed.Listed(), time.Now().Add(-leftBehind-clockSkew)
	var alike []object.Body
	for _, candidate := range c.before(ctx, plan) {
		if listed.Hold(candidate, body) && !olderThan(candidate, limit) {
			alike = append(alike, candidate)
		}
	}
	return slices.DeleteFunc(c.IDs(alike), func(id string) bool { return c.tenant.fresh.recent(id, leftBehind) })
}

// before is what the collection held before this run made something there, if it
// can be listed and is not too long. One lists, and others wait for it.
func (c *Collection) before(ctx context.Context, plan value.Tree) []object.Body {
	path := strings.ToLower(c.CollectionPath(plan) + " " + c.Name)
	unlock, err := c.tenant.client.Lock(ctx, "what was before in "+path)
	if err != nil {
		return nil
	}
	defer unlock()
	if before, ok := c.tenant.before.get(path); ok {
		return before
	}
	var all []object.Body
	request, _ := c.request(Query{At: plan}, c.Managed.Listed())
	for candidate, err := range c.candidates(ctx, plan, request) {
		if err != nil || len(all) == mostListed {
			all = nil
			break
		}
		all = append(all, candidate)
	}
	if ctx.Err() == nil {
		c.tenant.before.put(path, all)
	}
	return all
}
