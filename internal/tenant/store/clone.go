// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"maps"
	"slices"
)

// Clone is the store as it is now, for those who want to look at it later.
// Objects are shared, which never change.
func (s *Store) Clone() *Store {
	s.mu.RLock()
	defer s.mu.RUnlock()
	clone := New(s.indexed, s.twins)
	clone.clock = s.clock
	for path, c := range s.collections {
		clone.collections[path] = c.clone()
	}
	for id, homes := range s.homes {
		clone.homes[id] = slices.Clone(homes)
	}
	clone.links = links{s.links.forward.clone(), s.links.backward.clone()}
	return clone
}

func (c *collection) clone() *collection {
	clone := &collection{objects: maps.Clone(c.objects), order: slices.Clone(c.order), gone: c.gone, indexed: c.indexed, index: map[string]map[string]string{}}
	for property, ids := range c.index {
		clone.index[property] = maps.Clone(ids)
	}
	return clone
}

func (e ends) clone() ends {
	clone := make(ends, len(e))
	for id, relations := range e {
		clone[id] = make(map[string]*members, len(relations))
		for relation, m := range relations {
			clone[id][relation] = &members{ids: slices.Clone(m.ids), known: maps.Clone(m.known)}
		}
	}
	return clone
}
