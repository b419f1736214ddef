// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/base64"
	"iter"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// Page sizes of Graph's directory. Other services take a larger $top for theirs.
const (
	defaultPage = 100
	maxPage     = 999
)

// list answers with one page of a collection.
func (c *call) list() (reply, error) {
	if err := c.checkList(); err != nil {
		return reply{}, err
	}
	size, err := c.pageSize()
	if err != nil {
		return reply{}, err
	}
	from, err := c.place()
	if err != nil {
		return reply{}, err
	}
	found, next, err := c.page(from, size)
	if err != nil {
		return reply{}, err
	}
	body := store.Object{}
	if c.query.Count && c.counts() && from == (place{}) {
		if body["@odata.count"], err = c.total(); err != nil {
			return reply{}, err
		}
	}
	if next != (place{}) {
		body["@odata.nextLink"] = c.nextLink(next)
	}
	if body["value"], err = c.shapes(found); err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, body: c.withContext(body, c.fragment())}, nil
}

// place is where a page begins: at an object of the store, as long as that has the
// order, else so far into a list that is remembered. The zero value is the beginning.
type place struct{ at, listing uint64 }

// page is a part of the list, and the place where the next one begins, if there is one.
func (c *call) page(from place, size int) (found []entry, next place, err error) {
	united := len(c.rules.at(c.target.path).unites) > 0
	if united || c.target.relation != "" || len(c.query.OrderBy) > 0 || c.query.Skip != nil {
		return c.listed(from, size)
	}
	last, refs, matches := from.at, []store.Ref(nil), c.matcher()
	for at, object := range c.store.Walk(c.target.path, from.at, c.needed()...) {
		e := entry{c.target.path, object}
		ok, err := matches(e)
		if err != nil {
			return nil, place{}, err
		}
		if !ok {
			continue
		}
		if len(refs) == size {
			return c.loaded(refs), place{at: last}, nil
		}
		refs, last = append(refs, e.ref()), at
	}
	return c.loaded(refs), place{}, nil
}

// countOnly answers /$count with a number.
func (c *call) countOnly() (reply, error) {
	if c.request.Method != http.MethodGet {
		return reply{}, methodNotAllowed()
	}
	if !c.counts() {
		return reply{}, badRequest("$count is not currently supported.")
	}
	if err := c.checkList(); err != nil {
		return reply{}, err
	}
	total, err := c.total()
	if err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, body: total}, nil
}

func (c *call) total() (int, error) {
	t := c.target
	united := len(c.rules.at(t.path).unites) > 0
	if !united && t.relation == "" && t.cast == "" && c.query.Filter == nil && c.query.Search == nil {
		return c.store.Len(t.path), nil
	}
	total, matches := 0, c.matcher()
	for e := range c.entries() {
		ok, err := matches(e)
		if err != nil {
			return 0, err
		}
		if ok {
			total++
		}
	}
	return total, nil
}

// matching are the objects that the query asks for, all pages of them.
func (c *call) matching() ([]store.Ref, error) {
	var found []entry
	matches := c.matcher()
	for e := range c.entries() {
		ok, err := matches(e)
		if err != nil {
			return nil, err
		}
		if ok {
			found = append(found, e)
		}
	}
	if len(c.query.OrderBy) > 0 {
		found = sorted(found, c.query.OrderBy)
	}
	if c.query.Skip != nil {
		found = found[min(*c.query.Skip, len(found)):]
	}
	refs := make([]store.Ref, len(found))
	for i, e := range found {
		refs[i] = e.ref()
	}
	return refs, nil
}

// needed are the properties by which the objects of a list are chosen and put in
// order; none stands for all of them.
func (c *call) needed() []string {
	names := []string{"id", "@odata.type"}
	paths := make([]odata.Path, 0, len(c.query.OrderBy))
	for _, key := range c.query.OrderBy {
		paths = append(paths, key.Path)
	}
	for _, use := range c.uses() {
		paths = append(paths, use.Path)
	}
	for _, path := range paths {
		// What is behind a relation or a cast may need any other property.
		if len(path) == 0 {
			return nil
		}
		if _, known := c.target.typ.Property(path[0]); !known {
			return nil
		}
		names = append(names, path[0])
	}
	if c.query.Search != nil {
		names = append(names, c.query.Search.Properties()...)
	}
	return names
}

// entries are all objects of the collection or relation, with the properties that
// are needed to choose among them.
func (c *call) entries() iter.Seq[entry] {
	t, needed := c.target, c.needed()
	return func(yield func(entry) bool) {
		if t.relation == "" {
			for _, path := range append([]store.Location{t.path}, c.rules.at(t.path).unites...) {
				for _, object := range c.store.Walk(path, 0, needed...) {
					if !yield(entry{path, object}) {
						return
					}
				}
			}
			return
		}
		for _, r := range c.relatives() {
			if object, ok := c.store.At(r, needed...); ok && alive(r.In) && !yield(entry{r.In, object}) {
				return
			}
		}
	}
}

// matcher tells of one object after the other whether the query asks for it.
func (c *call) matcher() func(entry) (bool, error) {
	var current entry
	filter := c.query.Filter
	if filter != nil {
		filter = filter.With(odata.Options{IsA: func(object map[string]any, qualified string) bool {
			typ := c.typeOf(entry{current.path, object})
			return typ != nil && typ.IsA(qualified)
		}, Related: func(object map[string]any, property string) any { return c.related(current, object, property) }})
	}
	return func(e entry) (bool, error) {
		switch {
		case c.target.cast != "" && !c.isCast(e), c.query.Search != nil && !c.query.Search.Match(e.object):
			return false, nil
		case filter == nil:
			return true, nil
		}
		current = e
		ok, err := filter.Match(e.object)
		if err != nil {
			return false, fail(http.StatusBadRequest, "BadRequest", "Invalid filter clause: %s", err)
		}
		return ok, nil
	}
}

// related is what a filter finds at the other end of an object's relation.
func (c *call) related(e entry, object store.Object, name string) any {
	typ := c.typeOf(e)
	if typ == nil || text(object["id"]) != e.id() {
		return nil // of a relation's relation
	}
	navigation, ok := typ.Navigation(name)
	if !ok {
		return nil
	}
	value, err := c.relation(e, navigation, &odata.Query{}, "")
	if err != nil {
		return nil
	}
	return value
}

// sorted puts the objects into order without losing where they are stored.
func sorted(entries []entry, keys []odata.OrderKey) []entry {
	paths := map[string]store.Location{}
	objects := make([]map[string]any, len(entries))
	for i, e := range entries {
		objects[i] = e.object
		paths[e.id()] = e.path
	}
	odata.Sort(objects, keys)
	for i, object := range objects {
		entries[i] = entry{paths[text(object["id"])], object}
	}
	return entries
}

func (c *call) pageSize() (int, error) {
	r := c.rules.at(c.target.path)
	top := c.query.Top
	switch {
	case r.unpaged:
		return c.store.Len(c.target.path) + 1, nil
	case top == nil && r.page > 0:
		return r.page, nil
	case top == nil:
		return defaultPage, nil
	case c.strict() && (*top < 1 || *top > maxPage):
		return 0, unsupportedQuery("Invalid page size specified: '%d'. Must be between 1 and %d inclusive.", *top, maxPage)
	default:
		return max(1, min(*top, maxPage+1)), nil
	}
}

// place reads where a page begins from a token that nextLink made.
func (c *call) place() (place, error) {
	numbers, ok := readToken(c.query.SkipToken, 2)
	if !ok {
		return place{}, fail(http.StatusBadRequest, "Directory_ExpiredPageToken", "The specified page token value has expired and can no longer be included in your request.")
	}
	return place{numbers[0], numbers[1]}, nil
}

// readToken reads the numbers that continuation wrote; no token stands for zeros.
func readToken(token string, count int) ([]uint64, bool) {
	numbers := make([]uint64, count)
	if token == "" {
		return numbers, true
	}
	decoded, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil {
		return nil, false
	}
	texts := strings.Split(string(decoded), ".")
	if len(texts) != count {
		return nil, false
	}
	for i, text := range texts {
		if numbers[i], err = strconv.ParseUint(text, 10, 31); err != nil {
			return nil, false
		}
	}
	return numbers, true
}

// nextLink is the address of the page that begins at a place.
func (c *call) nextLink(next place) string {
	return c.continuation("$skiptoken", next.at, next.listing)
}

// withoutTokens are the options of the request but those by which it goes on.
func (c *call) withoutTokens() url.Values {
	query := c.request.URL.Query()
	for _, old := range []string{"$skiptoken", "$deltatoken"} {
		query.Del(old)
	}
	return query
}

// continuation is the request's own address with a token of a few numbers.
func (c *call) continuation(option string, numbers ...uint64) string {
	texts := make([]string, len(numbers))
	for i, number := range numbers {
		texts[i] = strconv.FormatUint(number, 10)
	}
	query := c.withoutTokens()
	query.Set(option, base64.RawURLEncoding.EncodeToString([]byte(strings.Join(texts, "."))))
	return c.base() + c.request.URL.EscapedPath() + "?" + strings.ReplaceAll(query.Encode(), "%24", "$")
}
