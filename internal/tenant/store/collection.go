// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"cmp"
	"slices"
	"strings"
)

// collection keeps the order in which objects came.
type collection struct {
	objects map[string]stored
	order   []arrival
	// gone counts arrivals that are of no object any more.
	gone int
	// index finds ids by property and folded text.
	index   map[string]map[string]string
	indexed []string
}

// stored is an object, when it came and when it changed last.
type stored struct {
	object         Object
	place, changed uint64
}

// arrival is when an object came, counted over the whole store.
type arrival struct {
	place uint64
	id    string
}

func newCollection(indexed []string) *collection {
	c := &collection{objects: map[string]stored{}, index: map[string]map[string]string{}, indexed: indexed}
	for _, property := range indexed {
		c.index[property] = map[string]string{}
	}
	return c
}

func (c *collection) add(id string, object Object, place uint64) {
	c.objects[id] = stored{object, place, place}
	c.order = append(c.order, arrival{place, id})
	c.note(id, object)
}

func (c *collection) drop(id string, object Object) {
	delete(c.objects, id)
	c.forget(id, object)
	c.gone++
	if c.gone > len(c.order)/2 {
		c.compact()
	}
}

// compact forgets the arrivals of objects that are gone.
func (c *collection) compact() {
	c.order = slices.DeleteFunc(c.order, func(a arrival) bool { return !c.has(a) })
	c.gone = 0
}

// has tells whether an arrival is of an object that is still here.
func (c *collection) has(a arrival) bool { return c.objects[a.id].place == a.place }

// page is up to limit objects that came after a place.
func (c *collection) page(after uint64, limit int) []stored {
	start, found := slices.BinarySearchFunc(c.order, after, func(a arrival, place uint64) int { return cmp.Compare(a.place, place) })
	if found {
		start++
	}
	page := make([]stored, 0, min(limit, len(c.order)-start))
	for _, a := range c.order[start:] {
		if len(page) == limit {
			break
		}
		if c.has(a) {
			page = append(page, c.objects[a.id])
		}
	}
	return page
}

func (c *collection) replace(id string, old, changed Object, now uint64) {
	c.forget(id, old)
	c.objects[id] = stored{changed, c.objects[id].place, now}
	c.note(id, changed)
}

func (c *collection) note(id string, object Object) {
	for _, property := range c.indexed {
		for _, text := range texts(object[property]) {
			c.index[property][text] = id
		}
	}
}

// forget leaves what another object has taken over.
func (c *collection) forget(id string, object Object) {
	for _, property := range c.indexed {
		for _, text := range texts(object[property]) {
			if c.index[property][text] == id {
				delete(c.index[property], text)
			}
		}
	}
}

// texts are the folded texts of a property that holds one or several.
func texts(value any) []string {
	switch value := value.(type) {
	case string:
		return []string{strings.ToLower(value)}
	case []any:
		var all []string
		for _, element := range value {
			all = append(all, texts(element)...)
		}
		return all
	}
	return nil
}
