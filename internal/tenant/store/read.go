// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"iter"
	"slices"
	"strings"
)

// Get returns an object by its id, which is compared without case.
func (tx *Tx) Get(path Location, id string) (Object, bool) {
	return tx.collection(path).get(strings.ToLower(id), nil)
}

// At returns the object of a reference, or some of its properties, if any are named.
func (tx *Tx) At(r Ref, only ...string) (Object, bool) { return tx.collection(r.In).get(r.ID, only) }

func (tx *Tx) has(r Ref) bool {
	_, ok := tx.find(r)
	return ok
}

func (tx *Tx) find(r Ref) (stored, bool) { return tx.collection(r.In).find(r.ID) }

func (tx *Tx) collection(path Location) *collection {
	c, _ := tx.state.collections.Get(path)
	return c
}

// Find returns an object of the first collection that has the id and that is
// wanted, and that collection. The first one is the one that has it longest.
func (tx *Tx) Find(id string, wanted func(Location) bool) (path Location, object Object, ok bool) {
	id = strings.ToLower(id)
	homes, _ := tx.state.homes.Get(id)
	for _, home := range homes {
		if wanted(home) {
			object, ok = tx.collection(home).get(id, nil)
			return home, object, ok
		}
	}
	return "", nil, false
}

// FindBy returns an object whose indexed property has the text, in any case.
func (tx *Tx) FindBy(path Location, property, text string) (Object, bool) {
	c := tx.collection(path)
	if c == nil || c.index[property] == nil {
		return nil, false
	}
	id, ok := c.index[property].Get(strings.ToLower(text))
	if !ok {
		return nil, false
	}
	return c.get(id, nil)
}

// All yields the objects of a collection in the order in which they came, as
// they are when the walk begins.
func (tx *Tx) All(path Location) iter.Seq[Object] {
	return slices.Values(tx.List(path))
}

// List returns the objects of a collection in the order in which they came.
func (tx *Tx) List(path Location) []Object {
	c := tx.collection(path)
	if c == nil {
		return nil
	}
	list, unpack := make([]Object, 0, c.objects.Len()), c.unpacking(nil)
	c.objects.Scan(func(_ uint64, s stored) bool {
		list = append(list, unpack(s))
		return true
	})
	return list
}

// placed is an object and its place.
type placed struct {
	stored
	place uint64
}

// pageSize is how many objects Walk takes at a time, so that they may be changed
// meanwhile.
const pageSize = 256

// Walk yields the objects of a collection that came after a place, zero being
// the beginning, and the place of each. Places keep their meaning when objects
// come and go, and the objects may be changed meanwhile. If properties are named,
// the objects have only those: to look at one or two of each of many objects takes
// a tenth of the time.
func (tx *Tx) Walk(path Location, after uint64, only ...string) iter.Seq2[uint64, Object] {
	return func(yield func(uint64, Object) bool) {
		for {
			c := tx.collection(path)
			if c == nil {
				return
			}
			page, unpack := c.page(after), c.unpacking(only)
			for _, p := range page {
				if !yield(p.place, unpack(p.stored)) {
					return
				}
				after = p.place
			}
			if len(page) < pageSize {
				return
			}
		}
	}
}

func (c *collection) page(after uint64) []placed {
	page := make([]placed, 0, min(pageSize, c.objects.Len()))
	c.objects.Ascend(after+1, func(place uint64, s stored) bool {
		page = append(page, placed{s, place})
		return len(page) < pageSize
	})
	return page
}

// Changes returns up to limit objects of a collection that came or changed after a
// moment, zero being the beginning. Next is the place to go on from, or zero at
// the end, and now the present moment.
func (tx *Tx) Changes(path Location, since, after uint64, limit int) (objects []Object, next, now uint64) {
	c := tx.collection(path)
	if c == nil {
		return nil, 0, tx.state.clock
	}
	last, unpack := after, c.unpacking(nil)
	c.objects.Ascend(after+1, func(place uint64, s stored) bool {
		switch {
		case s.changed <= since:
		case len(objects) == limit:
			next = last
			return false
		default:
			objects, last = append(objects, unpack(s)), place
		}
		return true
	})
	return objects, next, tx.state.clock
}

// Collections yields the collections that hold objects, in the order of their
// locations, and how many each holds.
func (tx *Tx) Collections() iter.Seq2[Location, int] {
	return func(yield func(Location, int) bool) {
		tx.state.collections.Scan(func(path Location, c *collection) bool { return yield(path, c.objects.Len()) })
	}
}

// Len is the number of objects in a collection.
func (tx *Tx) Len(path Location) int {
	if c := tx.collection(path); c != nil {
		return c.objects.Len()
	}
	return 0
}
