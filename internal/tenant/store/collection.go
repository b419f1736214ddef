// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"strings"

	"github.com/tidwall/btree"
)

// collection keeps the order in which objects came.
type collection struct {
	names *names
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
// place is when it came. The id, in lower case, is the text that all who remember the
// object share: one from an unpacked object would keep all of that in memory.
type stored struct {
	id      string
	object  packed
	changed uint64
}

func newCollection(path Location, indexed []string, n *names) *collection {
	c := &collection{
		names: n, objects: &btree.Map[uint64, stored]{}, places: &btree.Map[string, uint64]{},
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
		names: c.names, objects: c.objects.IsoCopy(), places: c.places.IsoCopy(),
		index: make(map[string]*btree.Map[string, string], len(c.index)), indexed: c.indexed, alone: c.alone,
	}
	for property, ids := range c.index {
		n.index[property] = ids.IsoCopy()
	}
	return n
}

// find is the object with an id, which is in lower case.
func (c *collection) find(id string) (stored, bool) {
	if c == nil {
		return stored{}, false
	}
	place, ok := c.places.Get(id)
	if !ok {
		return stored{}, false
	}
	return c.objects.Get(place)
}

// get is the object with an id, whole or with some properties only.
func (c *collection) get(id string, only []string) (Object, bool) {
	found, ok := c.find(id)
	if !ok {
		return nil, false
	}
	return c.unpacking(only)(found), true
}

// unpacking makes objects of what is stored, whole or with some properties at least.
func (c *collection) unpacking(only []string) func(stored) Object {
	wanted, ok := c.names.known(only)
	if len(only) == 0 || !ok {
		return func(s stored) Object { return c.names.unpack(s.object) }
	}
	return func(s stored) Object { return c.names.unpackOnly(s.object, wanted) }
}

// ids are those of all objects, in their own order.
func (c *collection) ids() []string {
	if c == nil {
		return nil
	}
	return c.places.Keys()
}

// add takes in an object and what it is at rest.
func (c *collection) add(s stored, object Object, place uint64) {
	c.objects.Set(place, s)
	c.places.Set(s.id, place)
	c.note(s.id, object)
}

func (c *collection) drop(id string) {
	place, _ := c.places.Delete(id)
	gone, _ := c.objects.Delete(place)
	c.forget(gone)
}

// replace exchanges what is stored of an object, which has changed.
func (c *collection) replace(before, after stored, changed Object) {
	c.forget(before)
	place, _ := c.places.Get(after.id)
	c.objects.Set(place, after)
	c.note(after.id, changed)
}

func (c *collection) note(id string, object Object) {
	for _, property := range c.indexed {
		for _, text := range texts(object[property]) {
			c.index[property].Set(strings.Clone(text), id)
		}
	}
}

// forget leaves what another object has taken over.
func (c *collection) forget(gone stored) {
	if len(c.indexed) == 0 {
		return
	}
	object := c.unpacking(c.indexed)(gone)
	for _, property := range c.indexed {
		for _, text := range texts(object[property]) {
			if owner, _ := c.index[property].Get(text); owner == gone.id {
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
