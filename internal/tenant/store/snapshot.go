// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"cmp"
	"fmt"
	"slices"
)

// Snapshot is all that a store holds, in a form that can be written as JSON.
type Snapshot struct {
	// Collections holds the objects by their collection, in the order in which they
	// came.
	Collections map[Location][]Kept `json:"collections"`
	// Links are in the order in which they came.
	Links []Link `json:"links"`
	// Clock counts the changes so far, by which changes are told apart.
	Clock uint64 `json:"clock"`
}

// Kept is an object with its place in the order of the whole store, and the moment
// of its last change.
type Kept struct {
	Place   uint64 `json:"place"`
	Changed uint64 `json:"changed"`
	Object  Object `json:"object"`
}

// Link is a reference between two objects.
type Link struct {
	From     Ref    `json:"from"`
	Relation string `json:"relation"`
	To       Ref    `json:"to"`
	Place    uint64 `json:"place"`
}

// Snapshot returns what the store holds. Objects are shared, which never change.
func (s *Store) Snapshot() Snapshot {
	state := s.present.Load()
	snapshot := Snapshot{Collections: map[Location][]Kept{}, Links: []Link{}, Clock: state.clock}
	state.collections.Scan(func(path Location, c *collection) bool {
		objects := make([]Kept, 0, c.objects.Len())
		c.objects.Scan(func(place uint64, o stored) bool {
			objects = append(objects, Kept{place, o.changed, o.object})
			return true
		})
		snapshot.Collections[path] = objects
		return true
	})
	state.links.forward.Scan(func(l link) bool {
		snapshot.Links = append(snapshot.Links, Link{l.near, l.relation, l.far, l.place})
		return true
	})
	slices.SortFunc(snapshot.Links, func(a, b Link) int { return cmp.Compare(a.Place, b.Place) })
	return snapshot
}

// Restore puts a snapshot in the place of what the store holds. After an error
// the store is as it was. Places count on from the store's clock: in an empty one
// they are what they were, and in any other all objects are new to who asks for
// changes.
func (s *Store) Restore(snapshot Snapshot) error {
	fresh := New(s.rules)
	err := fresh.Update(func(tx *Tx) error { return tx.restore(snapshot) })
	if err != nil {
		return err
	}
	return s.Update(func(tx *Tx) error {
		begin := tx.state.clock
		if begin == 0 {
			tx.state = fresh.present.Load()
			return nil
		}
		tx.state = New(s.rules).present.Load().next()
		tx.own = map[Location]bool{}
		return tx.restore(snapshot.later(begin))
	})
}

// later is a snapshot that begins after a moment.
func (s Snapshot) later(begin uint64) Snapshot {
	moved := Snapshot{Collections: make(map[Location][]Kept, len(s.Collections)), Links: slices.Clone(s.Links), Clock: s.Clock + begin}
	for path, objects := range s.Collections {
		moved.Collections[path] = slices.Clone(objects)
		for i := range objects {
			moved.Collections[path][i].Place += begin
			moved.Collections[path][i].Changed += begin
		}
	}
	for i := range moved.Links {
		moved.Links[i].Place += begin
	}
	return moved
}

// arrival is an object of a snapshot on its way into a store.
type arrival struct {
	Kept
	path Location
}

// restore fills an empty store.
func (tx *Tx) restore(snapshot Snapshot) error {
	var all []arrival
	for path, objects := range snapshot.Collections {
		for i, kept := range objects {
			if kept.Place == 0 || kept.Place > snapshot.Clock || kept.Changed < kept.Place || kept.Changed > snapshot.Clock {
				return fmt.Errorf("%s[%d]: its place is %d and its change %d, of %d changes", path, i, kept.Place, kept.Changed, snapshot.Clock)
			}
			all = append(all, arrival{kept, path})
		}
	}
	slices.SortFunc(all, func(a, b arrival) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.path, b.path)) })
	last := uint64(0)
	for _, a := range all {
		if a.Place == last {
			return fmt.Errorf("%s: the object %q has the place %d of another one", a.path, idOf(a.Object), a.Place)
		}
		last = a.Place
		if err := tx.insertable(a.path, a.Object); err != nil {
			return fmt.Errorf("%s: the object at place %d: %w", a.path, a.Place, err)
		}
		tx.insert(a.path, a.Object, a.Place, a.Changed)
	}
	tx.state.clock = snapshot.Clock
	for _, l := range snapshot.Links {
		if !tx.has(l.From) || !tx.has(l.To) || tx.Linked(l.From, l.Relation, l.To) {
			return fmt.Errorf("link %s %s %s: it leads from or to what is not there, or is there twice", l.From.In.Object(l.From.ID), l.Relation, l.To.In.Object(l.To.ID))
		}
		tx.state.links.add(l.From, l.Relation, l.To, l.Place)
	}
	return nil
}
