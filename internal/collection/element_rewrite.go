// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// PresentError says that a parent has the element already that was to be added.
type PresentError struct {
	// Property is the parent's collection, and Key the element's.
	Property, Key string
}

func (e *PresentError) Error() string {
	return fmt.Sprintf("%s holds %s already. Import it by the id of the parent, a slash and this key, instead of adding it again", e.Property, e.Key)
}

// arrayElement is an element for which the parent has no actions: the whole collection is
// sent. Who changes the parent holds its lock.
type arrayElement struct{ element }

func (e arrayElement) create(ctx context.Context, body object.Body) (id string, _ object.Body, err error) {
	one := e.sent(body)
	if id = value.Text(one[e.kind.Key]); id == "" {
		id = uuid.NewString()
		one[e.kind.Key] = id
	}
	all, err := e.present(ctx)
	if err != nil {
		return "", nil, err
	}
	if e.find(all, id) >= 0 {
		return "", nil, &PresentError{e.kind.Property, id}
	}
	return id, nil, e.rewrite(ctx, append(all, one))
}

// read takes no old listing, which may show other values.
func (e arrayElement) read(ctx context.Context, id string, _ url.Values) (object.Body, error) {
	return e.member(ctx, id, e.tenant.lag.Pause)
}

// update changes an element. What the attributes do not name stays.
func (e arrayElement) update(ctx context.Context, id string, whole object.Body) (object.Body, error) {
	all, i, err := e.holding(ctx, id)
	if err != nil {
		return nil, err
	}
	changed := maps.Clone(all[i])
	maps.Copy(changed, e.sent(whole))
	changed[e.kind.Key] = all[i][e.kind.Key]
	var begun object.Body
	if changed[e.kind.Guarded] != all[i][e.kind.Guarded] {
		if begun, err = e.disable(ctx, all, i); err != nil {
			return nil, err
		}
	}
	all[i] = changed
	return begun, e.rewrite(ctx, all)
}

// remove takes an element out, which is disabled first where Graph wants that.
func (e arrayElement) remove(ctx context.Context, id string) error {
	all, i, err := e.holding(ctx, id)
	if err != nil {
		return err
	}
	if _, err := e.disable(ctx, all, i); err != nil {
		return err
	}
	if err := e.rewrite(ctx, slices.Delete(all, i, i+1)); err != nil {
		return err
	}
	e.tenant.rewritten.note(e.listing(), id, false)
	return nil
}

// disable disables an element, where Graph wants that and it is not. What it returns is
// not nil if something was sent.
func (e arrayElement) disable(ctx context.Context, all []object.Body, i int) (object.Body, error) {
	if all[i][e.kind.Disable] != true {
		return nil, nil
	}
	all[i][e.kind.Disable] = false
	return object.Body{}, e.rewrite(ctx, all)
}

// sent is an element as Graph takes it.
func (e arrayElement) sent(body object.Body) object.Body {
	one := maps.Clone(body)
	if chosen := one[e.kind.Shown]; chosen != nil {
		one[e.kind.Key] = chosen
	}
	if e.kind.AddBody != nil {
		one = e.kind.AddBody(one)
	}
	return one
}

func (e arrayElement) find(all []object.Body, id string) int {
	return slices.IndexFunc(all, func(one object.Body) bool { return strings.EqualFold(value.Text(one[e.kind.Key]), id) })
}

// rewrite sends the whole collection.
func (e arrayElement) rewrite(ctx context.Context, all []object.Body) error {
	elements := make([]any, len(all))
	for i, one := range all {
		if e.kind.Bare {
			elements[i] = one[e.kind.Key]
			continue
		}
		delete(one, e.kind.Shown)
		elements[i] = one
	}
	body := object.Body{}
	top, inner, nested := strings.Cut(e.kind.Property, "/")
	if body[top] = elements; nested {
		body[top] = object.Body{inner: elements}
	}
	if err := e.patch(ctx, body); err != nil {
		return err
	}
	for _, key := range e.keys(all) {
		e.tenant.rewritten.note(e.listing(), key, true)
	}
	return nil
}

// patch changes the parent. What was seen of it before, or meanwhile, counts no more.
func (e arrayElement) patch(ctx context.Context, body object.Body) error {
	_, err := send(ctx, e.tenant.client, graph.Request{Method: http.MethodPatch, Version: e.version, Path: e.path, Body: body})
	e.tenant.listings.forget(e.listing())
	return err
}

// present is the collection as it is. After a change of ours a replica may still show
// the one before, and to send that with one element more would take others away: it is
// read again for as long as an old value may be shown.
func (e arrayElement) present(ctx context.Context) (all []object.Body, err error) {
	err = e.tenant.waits.again(ctx, e.listing(), e.tenant.lag.Stale, func() (bool, error) {
		all, err = e.all(ctx)
		return err != nil || e.tenant.rewritten.agrees(e.listing(), e.tenant.lag.Recent, e.keys(all)), err
	})
	return all, err
}

// holding is the collection, and where in it an element is. The element is in a state,
// so that it is looked for again for as long as a replica may not know it.
func (e arrayElement) holding(ctx context.Context, id string) (all []object.Body, i int, err error) {
	err = e.tenant.waits.again(ctx, e.listing(), e.tenant.lag.Stale, func() (bool, error) {
		all, err = e.present(ctx)
		i = e.find(all, id)
		return err != nil || i >= 0, err
	})
	if err == nil && i < 0 {
		err = errNotThere
	}
	return all, i, err
}

func (e arrayElement) keys(all []object.Body) []string {
	keys := make([]string, len(all))
	for i, one := range all {
		keys[i] = strings.ToLower(value.Text(one[e.kind.Key]))
	}
	return keys
}

// rewritten is what this run knows of collections inside parents that it has changed, by
// their path in lower case: of the elements that it has added, sent again or taken away,
// whether they are there.
type rewritten struct {
	mu    sync.Mutex
	known map[string]*changed
}

// changed is what is known of one collection, by key.
type changed struct {
	at    time.Time
	there map[string]bool
}

// note remembers whether an element is there, after a change.
func (r *rewritten) note(path, key string, there bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	path = strings.ToLower(path)
	if r.known == nil {
		r.known = map[string]*changed{}
	}
	if r.known[path] == nil {
		r.known[path] = &changed{there: map[string]bool{}}
	}
	r.known[path].at = time.Now()
	r.known[path].there[strings.ToLower(key)] = there
}

// agrees tells whether keys that were read are not those of before a recent change.
func (r *rewritten) agrees(path string, recent time.Duration, keys []string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	known := r.known[strings.ToLower(path)]
	if known == nil || time.Since(known.at) >= recent {
		return true
	}
	for key, there := range known.there {
		if slices.Contains(keys, key) != there {
			return false
		}
	}
	return true
}
