// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package store keeps the objects of a local tenant in memory: collections of
// decoded JSON objects, and links between objects.
//
// An object that the store hands out or takes in is shared and must not be
// changed any more; [Store.Replace] puts another in its place. All methods may
// be called concurrently.
package store

import (
	"errors"
	"iter"
	"maps"
	"math"
	"slices"
	"strings"
	"sync"
)

// Object is a decoded JSON object. Numbers are json.Number.
type Object = map[string]any

// Errors of the store.
var (
	// ErrExists: the collection has an object with that id.
	ErrExists = errors.New("an object with this id exists")
	// ErrNotFound: there is no such object.
	ErrNotFound = errors.New("there is no such object")
	// ErrLinked: the two objects are linked already.
	ErrLinked = errors.New("the objects are linked already")
	// ErrNotLinked: the two objects are not linked.
	ErrNotLinked = errors.New("the objects are not linked")
)

// Store holds collections by their locations: the users, or those credentials of an
// application that are objects of their own.
type Store struct {
	mu          sync.RWMutex
	collections map[Location]*collection
	// homes finds the collections that hold an id: one, but for objects that
	// appear at several paths.
	homes map[string][]Location
	links links
	// indexed names the properties of a collection that have an index.
	indexed func(path Location) []string
	// twins tells in which collections an object appears at once.
	twins func(path, other Location) bool
	// clock counts the objects that ever came or changed.
	clock uint64
}

// New makes an empty store. Indexed names the properties of a collection by
// whose texts its objects are looked up; they are compared without case. Of a
// property that holds several texts each counts. Twins tells whether an object of
// one collection is the same as that of another with its id, so that it goes from
// both; other objects may have the same id by chance.
func New(indexed func(path Location) []string, twins func(path, other Location) bool) *Store {
	return &Store{
		collections: map[Location]*collection{},
		homes:       map[string][]Location{},
		links:       newLinks(),
		indexed:     indexed,
		twins:       twins,
	}
}

// Insert adds an object, which must have a text as its id.
func (s *Store) Insert(path Location, object Object) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.insert(path, object)
}

func (s *Store) insert(path Location, object Object) error {
	id := idOf(object)
	c := s.collections[path]
	if c == nil {
		c = newCollection(s.indexed(path))
		s.collections[path] = c
	}
	if _, exists := c.objects[id]; exists {
		return ErrExists
	}
	s.clock++
	c.add(id, object, s.clock)
	s.homes[id] = append(s.homes[id], path)
	return nil
}

// Get returns an object by its id, which is compared without case.
func (s *Store) Get(path Location, id string) (Object, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c := s.collections[path]
	if c == nil {
		return nil, false
	}
	found, ok := c.objects[strings.ToLower(id)]
	return found.object, ok
}

// Find returns an object of the first collection that has the id and whose path
// is wanted, and that path.
func (s *Store) Find(id string, wanted func(path Location) bool) (path Location, object Object, ok bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	id = strings.ToLower(id)
	for _, home := range s.homes[id] {
		if wanted(home) {
			return home, s.collections[home].objects[id].object, true
		}
	}
	return "", nil, false
}

// FindBy returns an object whose indexed property has the text, in any case.
func (s *Store) FindBy(path Location, property, text string) (Object, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c := s.collections[path]
	if c == nil {
		return nil, false
	}
	found, ok := c.objects[c.index[property][strings.ToLower(text)]]
	return found.object, ok
}

// Replace puts what change makes of an object in its place. Its error leaves
// the object as it is.
func (s *Store) Replace(path Location, id string, change func(Object) (Object, error)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	id = strings.ToLower(id)
	c := s.collections[path]
	if c == nil || c.objects[id].object == nil {
		return ErrNotFound
	}
	old := c.objects[id].object
	changed, err := change(old)
	if err != nil {
		return err
	}
	s.clock++
	c.replace(id, old, changed, s.clock)
	return nil
}

// Move takes an object from one collection to another, links and all. Change
// makes the object that is put there.
func (s *Store) Move(from, to Location, id string, change func(Object) Object) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	object, ok := s.take(from, strings.ToLower(id))
	if !ok {
		return ErrNotFound
	}
	return s.insert(to, change(object))
}

// Remove deletes an object for good, with what it contains and all its links.
func (s *Store) Remove(path Location, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	id = strings.ToLower(id)
	if _, ok := s.take(path, id); !ok {
		return ErrNotFound
	}
	s.links.forget(id)
	s.clear(path.Object(id))
	return nil
}

// Clear deletes all objects at and below a path, and their twins.
func (s *Store) Clear(path Location) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.clear(path)
}

func (s *Store) clear(top Location) {
	for path, c := range s.collections {
		if !path.Within(top) {
			continue
		}
		for id := range maps.Clone(c.objects) {
			for _, home := range slices.Clone(s.homes[id]) {
				if home == path || s.twins(path, home) {
					s.take(home, id)
				}
			}
			if len(s.homes[id]) == 0 {
				s.links.forget(id)
			}
		}
		delete(s.collections, path)
	}
}

// take removes an object from its collection only.
func (s *Store) take(path Location, id string) (Object, bool) {
	c := s.collections[path]
	if c == nil {
		return nil, false
	}
	found, ok := c.objects[id]
	if !ok {
		return nil, false
	}
	c.drop(id, found.object)
	s.homes[id] = slices.DeleteFunc(s.homes[id], func(home Location) bool { return home == path })
	if len(s.homes[id]) == 0 {
		delete(s.homes, id)
	}
	return found.object, true
}

// All yields the objects of a collection in the order in which they came, as
// they are when the walk begins.
func (s *Store) All(path Location) iter.Seq[Object] {
	return slices.Values(s.List(path))
}

// List returns the objects of a collection in the order in which they came.
func (s *Store) List(path Location) []Object {
	var list []Object
	s.mu.RLock()
	defer s.mu.RUnlock()
	if c := s.collections[path]; c != nil {
		list = make([]Object, 0, len(c.objects))
		for _, p := range c.page(0, math.MaxInt) {
			list = append(list, p.object)
		}
	}
	return list
}

// Walk yields the objects of a collection that came after a place, zero being
// the beginning, and the place of each. Places keep their meaning when objects
// come and go, and the store may be changed meanwhile.
func (s *Store) Walk(path Location, after uint64) iter.Seq2[uint64, Object] {
	return func(yield func(uint64, Object) bool) {
		for {
			page := s.page(path, after)
			for _, p := range page {
				if !yield(p.place, p.object) {
					return
				}
				after = p.place
			}
			if len(page) == 0 {
				return
			}
		}
	}
}

// Changes returns up to limit objects of a collection that came or changed after a
// moment, zero being the beginning. Next is the place to go on from, or zero at
// the end, and now the present moment.
func (s *Store) Changes(path Location, since, after uint64, limit int) (objects []Object, next, now uint64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c := s.collections[path]
	if c == nil {
		return nil, 0, s.clock
	}
	last := after
	for _, p := range c.page(after, math.MaxInt) {
		if p.changed <= since {
			continue
		}
		if len(objects) == limit {
			return objects, last, s.clock
		}
		objects, last = append(objects, p.object), p.place
	}
	return objects, 0, s.clock
}

// pageSize is how many objects Walk takes at a time.
const pageSize = 256

func (s *Store) page(path Location, after uint64) []stored {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if c := s.collections[path]; c != nil {
		return c.page(after, pageSize)
	}
	return nil
}

// Len is the number of objects in a collection.
func (s *Store) Len(path Location) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if c := s.collections[path]; c != nil {
		return len(c.objects)
	}
	return 0
}

func idOf(object Object) string {
	id, _ := object["id"].(string)
	return strings.ToLower(id)
}
