// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"slices"
	"strings"
)

// links are the references between objects, seen from both ends.
type links struct {
	forward, backward ends
}

// ends finds, by an object's id and a relation's name, what is at the other end.
type ends map[string]map[string]*members

// members keeps the order in which links came.
type members struct {
	ids   []string
	known map[string]bool
}

func newLinks() links { return links{forward: ends{}, backward: ends{}} }

// Link refers from one object to another, whether or not they exist.
func (s *Store) Link(from, relation, to string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	from, to = strings.ToLower(from), strings.ToLower(to)
	if !s.links.forward.add(from, relation, to) {
		return ErrLinked
	}
	s.links.backward.add(to, relation, from)
	return nil
}

// Unlink removes a reference.
func (s *Store) Unlink(from, relation, to string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	from, to = strings.ToLower(from), strings.ToLower(to)
	if !s.links.forward.drop(from, relation, to) {
		return ErrNotLinked
	}
	s.links.backward.drop(to, relation, from)
	return nil
}

// Linked tells whether one object refers to another.
func (s *Store) Linked(from, relation, to string) bool {
	s.mu.RLock()
	defer s.mu.RUnlock()
	m := s.links.forward[strings.ToLower(from)][relation]
	return m != nil && m.known[strings.ToLower(to)]
}

// Links returns the ids that an object refers to, in the order of linking.
func (s *Store) Links(from, relation string) []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.links.forward.ids(from, relation)
}

// Referrers returns the ids of the objects that refer to one.
func (s *Store) Referrers(to, relation string) []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.links.backward.ids(to, relation)
}

// forget removes all links of an object, in both directions.
func (l links) forget(id string) {
	l.forward.forget(id, l.backward)
	l.backward.forget(id, l.forward)
}

func (e ends) forget(id string, others ends) {
	for relation, m := range e[id] {
		for _, other := range m.ids {
			others.drop(other, relation, id)
		}
	}
	delete(e, id)
}

func (e ends) ids(id, relation string) []string {
	m := e[strings.ToLower(id)][relation]
	if m == nil {
		return nil
	}
	return slices.Clone(m.ids)
}

func (e ends) add(id, relation, other string) bool {
	if e[id] == nil {
		e[id] = map[string]*members{}
	}
	m := e[id][relation]
	if m == nil {
		m = &members{known: map[string]bool{}}
		e[id][relation] = m
	}
	if m.known[other] {
		return false
	}
	m.known[other] = true
	m.ids = append(m.ids, other)
	return true
}

func (e ends) drop(id, relation, other string) bool {
	m := e[id][relation]
	if m == nil || !m.known[other] {
		return false
	}
	delete(m.known, other)
	m.ids = slices.DeleteFunc(m.ids, func(known string) bool { return known == other })
	return true
}
