// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"slices"
	"strings"
)

// Tx is a transaction: one state of a store, and of one that [Store.Update] has
// begun, the changes that make the next. Its methods that change something return
// [ErrReadOnly] in any other.
type Tx struct {
	state *state
	rules Rules
	// own are the collections that this transaction has copied; nil in one that reads.
	own    map[Location]bool
	failed error
}

// Fail notes an error that its caller cannot return. The update then changes
// nothing, and returns the first one of them.
func (tx *Tx) Fail(err error) {
	if tx.failed == nil {
		tx.failed = err
	}
}

// owned is a collection to be changed, which is made if it is not there.
func (tx *Tx) owned(path Location) *collection {
	c := tx.collection(path)
	switch {
	case c == nil:
		c = newCollection(path, tx.rules.Indexed(path), tx.state.names)
	case tx.own[path]:
		return c
	default:
		c = c.next()
	}
	tx.own[path] = true
	tx.state.collections.Set(path, c)
	return c
}

// Insert adds an object, which must have a text as its id.
func (tx *Tx) Insert(path Location, object Object) error {
	if err := tx.insertable(path, object); err != nil {
		return err
	}
	tx.state.clock++
	return tx.insert(path, object, tx.state.clock, tx.state.clock)
}

func (tx *Tx) insertable(path Location, object Object) error {
	id := idOf(object)
	switch {
	case tx.own == nil:
		return ErrReadOnly
	case id == "":
		return ErrNoID
	case tx.has(Ref{path, id}):
		return ErrExists
	}
	return nil
}

func (tx *Tx) insert(path Location, object Object, place, changed uint64) error {
	atRest, err := tx.state.names.pack(object)
	if err != nil {
		return err
	}
	id := strings.Clone(idOf(object))
	c := tx.owned(path)
	c.add(stored{id, atRest, changed}, object, place)
	homes := c.alone
	if others, _ := tx.state.homes.Get(id); len(others) > 0 {
		homes = append(slices.Clone(others), path)
	}
	tx.state.homes.Set(id, homes)
	return nil
}

// Replace puts what change makes of an object in its place. Its error leaves
// the object as it is.
func (tx *Tx) Replace(path Location, id string, change func(Object) (Object, error)) error {
	before, ok := tx.find(RefTo(path, id))
	switch {
	case tx.own == nil:
		return ErrReadOnly
	case !ok:
		return ErrNotFound
	}
	changed, err := change(tx.state.names.unpack(before.object))
	if err != nil {
		return err
	}
	if idOf(changed) != before.id {
		return ErrIDChanged
	}
	atRest, err := tx.state.names.pack(changed)
	if err != nil {
		return err
	}
	tx.state.clock++
	tx.owned(path).replace(before, stored{before.id, atRest, tx.state.clock}, changed)
	return nil
}

// Move takes an object from one collection to another, links and all. Change
// makes the object that is put there.
func (tx *Tx) Move(from, to Location, id string, change func(Object) Object) error {
	id = strings.ToLower(id)
	old, ok := tx.Get(from, id)
	if !ok {
		return ErrNotFound
	}
	changed := change(old)
	if idOf(changed) != id {
		return ErrIDChanged
	}
	if err := tx.insertable(to, changed); err != nil {
		return err
	}
	tx.take(from, id)
	tx.state.clock++
	if err := tx.insert(to, changed, tx.state.clock, tx.state.clock); err != nil {
		return err
	}
	moved, _ := tx.find(Ref{to, id})
	tx.state.links.follow(Ref{from, id}, Ref{to, moved.id})
	return nil
}

// Remove deletes an object for good, with what it contains and all its links.
func (tx *Tx) Remove(path Location, id string) error {
	r := RefTo(path, id)
	switch {
	case tx.own == nil:
		return ErrReadOnly
	case !tx.has(r):
		return ErrNotFound
	}
	tx.remove(r)
	tx.clear(path.Object(id))
	return nil
}

// Clear deletes all objects at and below a location, and their twins.
func (tx *Tx) Clear(path Location) error {
	if tx.own == nil {
		return ErrReadOnly
	}
	tx.clear(path)
	return nil
}

func (tx *Tx) clear(top Location) {
	var paths []Location
	tx.state.collections.Ascend(top, func(path Location, _ *collection) bool {
		if path.Within(top) {
			paths = append(paths, path)
		}
		return strings.HasPrefix(string(path), string(top))
	})
	for _, path := range paths {
		for _, id := range tx.collection(path).ids() {
			homes, _ := tx.state.homes.Get(id)
			for _, home := range homes {
				if home == path || tx.rules.Twins(path, home) {
					tx.remove(Ref{home, id})
				}
			}
		}
	}
}

// remove takes an object away with its links.
func (tx *Tx) remove(r Ref) {
	tx.take(r.In, r.ID)
	tx.state.links.forget(r)
}

// take removes an object that is there from its collection only. With the last one
// goes the collection.
func (tx *Tx) take(path Location, id string) {
	c := tx.owned(path)
	c.drop(id)
	if c.objects.Len() == 0 {
		tx.state.collections.Delete(path)
		delete(tx.own, path)
	}
	homes, _ := tx.state.homes.Get(id)
	if len(homes) == 1 {
		tx.state.homes.Delete(id)
		return
	}
	tx.state.homes.Set(id, slices.DeleteFunc(slices.Clone(homes), func(home Location) bool { return home == path }))
}

func idOf(object Object) string {
	id, _ := object["id"].(string)
	return strings.ToLower(id)
}
