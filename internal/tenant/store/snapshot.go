// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"fmt"
	"maps"
	"math"
	"slices"
)

// Snapshot is all that a store holds, in a form that can be written as JSON.
type Snapshot struct {
	// Collections holds the objects by the path of their collection, in the
	// order in which they came.
	Collections map[Location][]Object `json:"collections"`
	Links       []Link                `json:"links"`
	// Clock counts the changes so far, by which changes are told apart.
	Clock uint64 `json:"clock"`
}

// Link is a reference between two objects.
type Link struct {
	From     string `json:"from"`
	Relation string `json:"relation"`
	To       string `json:"to"`
}

// Snapshot returns what the store holds. Objects are shared, which never change.
func (s *Store) Snapshot() Snapshot {
	s.mu.RLock()
	defer s.mu.RUnlock()
	snapshot := Snapshot{Collections: map[Location][]Object{}, Links: []Link{}, Clock: s.clock}
	for path, c := range s.collections {
		objects := make([]Object, 0, len(c.objects))
		for _, p := range c.page(0, math.MaxInt) {
			objects = append(objects, p.object)
		}
		snapshot.Collections[path] = objects
	}
	for _, from := range slices.Sorted(maps.Keys(s.links.forward)) {
		for _, relation := range slices.Sorted(maps.Keys(s.links.forward[from])) {
			for _, to := range s.links.forward[from][relation].ids {
				snapshot.Links = append(snapshot.Links, Link{from, relation, to})
			}
		}
	}
	return snapshot
}

// Restore puts a snapshot in the place of what the store holds. After an error
// the store is as it was. To who asks for changes, all objects are new.
func (s *Store) Restore(snapshot Snapshot) error {
	restored := New(s.indexed, s.twins)
	restored.clock = max(snapshot.Clock, s.now())
	for _, path := range slices.Sorted(maps.Keys(snapshot.Collections)) {
		for i, object := range snapshot.Collections[path] {
			if idOf(object) == "" {
				return fmt.Errorf("%s[%d]: the object has no id", path, i)
			}
			if err := restored.Insert(path, object); err != nil {
				return fmt.Errorf("%s[%d]: %w", path, i, err)
			}
		}
	}
	for _, l := range snapshot.Links {
		if err := restored.Link(l.From, l.Relation, l.To); err != nil {
			return fmt.Errorf("link %s %s %s: %w", l.From, l.Relation, l.To, err)
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.collections, s.homes, s.links = restored.collections, restored.homes, restored.links
	s.clock = max(s.clock, restored.clock) + 1
	return nil
}

func (s *Store) now() uint64 {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.clock
}
