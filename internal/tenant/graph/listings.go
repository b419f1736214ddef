// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"sync"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	// maxListings and maxListed are how many lists with more pages to come are
	// remembered, and how many objects of them; the oldest list is forgotten first.
	maxListings = 64
	maxListed   = 200_000
)

// listings remember lists that were made as a whole, because they had to be sorted
// or lead along a relation, from page to page: they are made once, and what goes
// meanwhile moves nothing from one page to another.
type listings struct {
	mu     sync.Mutex
	last   uint64 // number of the newest one
	list   []listing
	listed int
}

// listing is such a list. Its key is the request that it answers.
type listing struct {
	number  uint64
	key     string
	objects []store.Ref
}

// keep remembers a list and returns its number.
func (l *listings) keep(key string, objects []store.Ref) uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.last++
	l.list = append(l.list, listing{l.last, key, objects})
	l.listed += len(objects)
	for len(l.list) > maxListings || l.listed > maxListed && len(l.list) > 1 {
		l.listed -= len(l.list[0].objects)
		l.list[0] = listing{}
		l.list = l.list[1:]
	}
	return l.last
}

// find returns the list with a number, if it answers the same request.
func (l *listings) find(number uint64, key string) ([]store.Ref, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, known := range l.list {
		if known.number == number && known.key == key {
			return known.objects, true
		}
	}
	return nil, false
}

// listed is a page of a list that is made as a whole, and the place of the next one.
func (c *call) listed(from place, size int) (found []entry, next place, err error) {
	key := c.caller.ObjectID + " " + c.request.URL.Path + "?" + c.withoutTokens().Encode()
	all, known := c.listings.find(from.listing, key)
	if !known {
		if all, err = c.matching(); err != nil {
			return nil, place{}, err
		}
	}
	start := min(from.at, uint64(len(all)))
	end := min(start+uint64(size), uint64(len(all))) //nolint:gosec // a page has a size
	if end < uint64(len(all)) {
		next = place{at: end, listing: from.listing}
		if !known {
			next.listing = c.listings.keep(key, all)
		}
	}
	return c.loaded(all[start:end]), next, nil
}

// loaded are the objects themselves. They may have changed since, or be gone.
func (c *call) loaded(refs []store.Ref) []entry {
	found := make([]entry, 0, len(refs))
	for _, r := range refs {
		if object, ok := c.store.At(r); ok {
			found = append(found, entry{r.In, object})
		}
	}
	return found
}
