// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"sync"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// goodFor is how long what was read ahead of the asking may answer. A plan of ten
// thousand objects takes about a minute.
const goodFor = 2 * time.Minute

// aheads are what a run has read of collections before it was asked for it.
type aheads struct {
	mu    sync.Mutex
	known map[string]*ahead
}

// ahead is what a run has read of one collection: it lists what it is asked for one by
// one. It shows objects only, never that there is none, and each object once: who
// asks again wants to know it anew. It ends with anything that the run changes, for
// what was read before may be older than that.
type ahead struct {
	since time.Time

	mu sync.Mutex
	// asked are the ids that were asked for, and shown the objects not asked for yet.
	asked map[string]bool
	shown map[string]object.Body
	// next leads to the next page.
	next  string
	costs costs
}

// costs are what is known of what reading a collection takes.
type costs struct {
	// alone is how many objects were read by themselves, pages how many pages.
	alone, pages int
	// left is how many pages there still are; unknown before the first one is read.
	left int
}

const (
	// pagePrice is how many reads of one object a page of a collection counts for. It
	// is a guess: the service spends more on a page, and Graph counts it as one request.
	pagePrice = 10
	// mostPages is of how many pages a collection is read ahead at most. A page of a
	// thousand objects takes some megabytes.
	mostPages = 50
)

// paysToList tells whether the next page of a collection is to be read, for objects
// that are not on the pages before. Nobody knows how many will be asked for; so pages
// are read once the objects that were read one by one have cost as much as all pages
// that are left would. That is never more than twice of what it could have cost.
func (c costs) paysToList() bool {
	switch {
	case c.pages == 0:
		return true // it tells how large the collection is
	case c.left > mostPages:
		return false
	default:
		return c.left > 0 && c.alone >= c.left*pagePrice
	}
}

// readAhead is an object as the listing of its collection shows it. It is nil for the
// first object of a collection, for what a listing cannot show, and where listing
// does not pay: then the object is to be read by itself.
func (r *Reader) readAhead(ctx context.Context, t value.Tree, attributes value.Attributes) object.Body {
	if r.tenant.alone || !r.isListed(attributes) || r.tenant.client.Writes() != r.tenant.begun {
		return nil
	}
	path, id := r.CollectionPath(t), value.FoldID(r.OwnID(t))
	name := r.Name + " " + path + " " + r.Selection(attributes).Encode()
	a, first := r.tenant.aheads.ask(name, id)
	if first {
		return nil
	}
	unlock, err := r.tenant.client.Lock(ctx, "reading ahead of "+name)
	if err != nil {
		return nil
	}
	defer unlock()
	for {
		found, pays := a.take(id)
		if found != nil || !pays {
			return found
		}
		if err := r.listOn(ctx, t, attributes, a); err != nil {
			return nil
		}
	}
}

// isListed tells whether a listing shows objects with these attributes.
func (r *Reader) isListed(attributes value.Attributes) bool {
	return r.Target() == "" && r.Element() == nil && !r.IsAlone() && len(attributes.Listed()) == len(attributes)
}

// ask notes that an object is asked for. First tells of the first one since the
// collection is read anew.
func (all *aheads) ask(name, id string) (a *ahead, first bool) {
	all.mu.Lock()
	defer all.mu.Unlock()
	a = all.known[name]
	if a != nil && time.Since(a.since) < goodFor && a.ask(id) {
		return a, false
	}
	if all.known == nil {
		all.known = map[string]*ahead{}
	}
	a = &ahead{since: time.Now(), asked: map[string]bool{id: true}, shown: map[string]object.Body{}}
	all.known[name] = a
	return a, true
}

// ask tells whether an object is asked for for the first time.
func (a *ahead) ask(id string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.asked[id] {
		return false
	}
	a.asked[id] = true
	return true
}

// take is the object, if a page has shown it, and whether to read another page.
func (a *ahead) take(id string) (found object.Body, pays bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if found = a.shown[id]; found != nil {
		delete(a.shown, id)
		return found, false
	}
	if pays = a.costs.paysToList(); !pays {
		a.costs.alone++
	}
	return nil, pays
}

// listOn reads the next page of a collection, as large a one as there is: each page more
// is a request, and what is not on it is read one by one until it pays. Where that fails,
// no other is read: some may read objects and not list them.
func (r *Reader) listOn(ctx context.Context, t value.Tree, attributes value.Attributes, a *ahead) error {
	request, _ := r.request(Query{At: t, largestPages: true}, attributes)
	page, err := r.tenant.client.Page(ctx, request, a.next)
	var left int
	if err == nil && page.Next != "" {
		left, err = r.pagesLeft(ctx, request, len(page.Objects), a.costs)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if err != nil && ctx.Err() == nil {
		a.costs.pages, a.costs.left = a.costs.pages+1, 0
	}
	if err != nil {
		return err
	}
	for _, found := range page.Objects {
		a.shown[value.FoldID(r.IDOf(found))] = found
	}
	a.next, a.costs.pages, a.costs.left = page.Next, a.costs.pages+1, left
	return nil
}

// pagesLeft is how many pages there are behind one. The directory knows; elsewhere
// they are taken for as many as were read.
func (r *Reader) pagesLeft(ctx context.Context, request graph.Request, onPage int, c costs) (int, error) {
	switch {
	case !r.LookUp.Advanced:
		return c.pages + 1, nil
	case c.pages > 0:
		return max(c.left-1, 1), nil
	}
	count, err := r.tenant.client.Count(ctx, request.Version, request.Path)
	return max((count-onPage+largestPage-1)/largestPage, 1), err
}
