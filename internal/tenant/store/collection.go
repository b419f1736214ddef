// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"strings"

	"github.com/tidwall/btree"
)

// collection keeps the order in which objects came.
type collection struct {
	// objects are in order of their places.
	objects *btree.Map[uint64, stored]
	// places finds them by id in lower case.
	places *btree.Map[string, uint64]
	// index finds ids by property and folded text.
	index   map[string]*btree.Map[string, string]
	indexed []string
	// alone is the collection's own location, for the many ids that are in no other.
	alone []Location
}

// stored is an object and when it changed last, counted over the whole store. Its
// place is when it came.
type stored struct {
	object  Object
	changed uint64
}

func newCollection(path Location, indexed []string) *collection {
	c := &collection{
		objects: &btree.Map[uint64, stored]{}, places: &btree.Map[string, uint64]{},
		index: map[string]*btree.Map[string, string]{}, indexed: indexed, alone: []Location{path},
	}
	for _, property := range indexed {
		c.index[property] = &btree.Map[string, string]{}
	}
	return c
}

// next is the collection to be changed.
func (c *collection) next() *collection {
	n := &collection{
		objects: c.objects.IsoCopy(), places: c.places.IsoCopy(),
		index: make(map[string]*btree.Map[string, string], len(c.index)), indexed: c.indexed, alone: c.alone,
	}
	for property, ids := range c.index {
		n.index[property] = ids.IsoCopy()
	}
	return n
}

func (c *collection) get(id string) (Object, bool) {
	if c == nil {
		return nil, false
	}
	place, ok := c.places.Get(id)
	if !ok {
		return nil, false
	}
	found, _ := c.objects.Get(place)
	return found.object, true
}

func (c *collection) add(id string, object Object, place, changed uint64) {
	c.objects.Set(place, stored{object, changed})
	c.places.Set(id, place)
	c.note(id, object)
}

func (c *collection) drop(id string) {
	place, _ := c.places.Delete(id)
	gone, _ := c.objects.Delete(place)
	c.forget(id, gone.object)
}

func (c *collection) replace(id string, old, changed Object, now uint64) {
	c.forget(id, old)
	place, _ := c.places.Get(id)
	c.objects.Set(place, stored{changed, now})
	c.note(id, changed)
}

func (c *collection) note(id string, object Object) {
	for _, property := range c.indexed {
		for _, text := range texts(object[property]) {
			c.index[property].Set(text, id)
		}
	}
}

// forget leaves what another object has taken over.
func (c *collection) forget(id string, object Object) {
	for _, property := range c.indexed {
		for _, text := range texts(object[property]) {
			if owner, _ := c.index[property].Get(text); owner == id {
				c.index[property].Delete(text)
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
