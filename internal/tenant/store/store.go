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

// Store holds collections by their paths, such as "/users" or
// "/applications/{id}/federatedIdentityCredentials" with a real id.
type Store struct {
	mu          sync.RWMutex
	collections map[string]*collection
	// homes finds the collections that hold an id: one, but for objects that
	// appear at several paths.
	homes map[string][]string
	links links
	// indexed names the properties of each collection that have an index.
	indexed map[string][]string
}

// collection keeps the order in which objects came.
type collection struct {
	objects map[string]Object
	order   []string
	// gone counts ids in order that are not in objects any more.
	gone int
	// index finds ids by property and folded value.
	index map[string]map[string]string
}

// New makes an empty store. Unique names, for each collection, the properties
// by whose text objects are looked up; they are compared without case.
func New(unique map[string][]string) *Store {
	return &Store{
		collections: map[string]*collection{},
		homes:       map[string][]string{},
		links:       newLinks(),
		indexed:     unique,
	}
}

// Insert adds an object, which must have a text as its id.
func (s *Store) Insert(path string, object Object) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.insert(path, object)
}

func (s *Store) insert(path string, object Object) error {
	id := idOf(object)
	c := s.collections[path]
	if c == nil {
		c = &collection{objects: map[string]Object{}, index: map[string]map[string]string{}}
		s.collections[path] = c
	}
	if _, exists := c.objects[id]; exists {
		return ErrExists
	}
	if c.gone > 0 {
		c.compact() // the id may be in the order from an earlier life
	}
	c.objects[id] = object
	c.order = append(c.order, id)
	s.homes[id] = append(s.homes[id], path)
	c.note(s.indexed[path], object, id)
	return nil
}

// Get returns an object by its id, which is compared without case.
func (s *Store) Get(path, id string) (Object, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c := s.collections[path]
	if c == nil {
		return nil, false
	}
	object, ok := c.objects[strings.ToLower(id)]
	return object, ok
}

// Find returns an object of any collection whose path begins with one of the
// prefixes, and that collection's path.
func (s *Store) Find(id string, prefixes ...string) (path string, object Object, ok bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	id = strings.ToLower(id)
	for _, home := range s.homes[id] {
		if slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(home, p) }) {
			return home, s.collections[home].objects[id], true
		}
	}
	return "", nil, false
}

// FindBy returns the object whose indexed property has the text, in any case.
func (s *Store) FindBy(path, property, text string) (Object, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c := s.collections[path]
	if c == nil {
		return nil, false
	}
	object, ok := c.objects[c.index[property][strings.ToLower(text)]]
	return object, ok
}

// Replace puts what change makes of an object in its place. Its error leaves
// the object as it is.
func (s *Store) Replace(path, id string, change func(Object) (Object, error)) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	id = strings.ToLower(id)
	c := s.collections[path]
	if c == nil || c.objects[id] == nil {
		return ErrNotFound
	}
	old := c.objects[id]
	changed, err := change(old)
	if err != nil {
		return err
	}
	c.forget(s.indexed[path], old)
	c.objects[id] = changed
	c.note(s.indexed[path], changed, id)
	return nil
}

// Move takes an object from one collection to another, links and all. Change
// makes the object that is put there.
func (s *Store) Move(from, to, id string, change func(Object) Object) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	object, ok := s.take(from, strings.ToLower(id))
	if !ok {
		return ErrNotFound
	}
	return s.insert(to, change(object))
}

// Remove deletes an object for good, with what it contains and all its links.
func (s *Store) Remove(path, id string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	id = strings.ToLower(id)
	if _, ok := s.take(path, id); !ok {
		return ErrNotFound
	}
	s.links.forget(id)
	inside := path + "/" + id + "/"
	for child := range s.collections {
		if strings.HasPrefix(child, inside) {
			for _, contained := range slices.Clone(s.collections[child].order) {
				s.take(child, contained)
			}
			delete(s.collections, child)
		}
	}
	return nil
}

// take removes an object from its collection only.
func (s *Store) take(path, id string) (Object, bool) {
	c := s.collections[path]
	if c == nil {
		return nil, false
	}
	object, ok := c.objects[id]
	if !ok {
		return nil, false
	}
	delete(c.objects, id)
	c.forget(s.indexed[path], object)
	c.gone++
	if c.gone > len(c.order)/2 {
		c.compact()
	}
	s.homes[id] = slices.DeleteFunc(s.homes[id], func(home string) bool { return home == path })
	if len(s.homes[id]) == 0 {
		delete(s.homes, id)
	}
	return object, true
}

// All yields the objects of a collection in the order in which they came, as
// they are when the walk begins.
func (s *Store) All(path string) iter.Seq[Object] {
	return slices.Values(s.List(path))
}

// List returns the objects of a collection in the order in which they came.
func (s *Store) List(path string) []Object {
	s.mu.RLock()
	defer s.mu.RUnlock()
	c := s.collections[path]
	if c == nil {
		return nil
	}
	list := make([]Object, 0, len(c.objects))
	for _, id := range c.order {
		if object, ok := c.objects[id]; ok {
			list = append(list, object)
		}
	}
	return list
}

// Len is the number of objects in a collection.
func (s *Store) Len(path string) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	if c := s.collections[path]; c != nil {
		return len(c.objects)
	}
	return 0
}

// compact takes the ids of objects that are gone out of the order.
func (c *collection) compact() {
	c.order = slices.DeleteFunc(c.order, func(id string) bool { _, ok := c.objects[id]; return !ok })
	c.gone = 0
}

func (c *collection) note(properties []string, object Object, id string) {
	for _, property := range properties {
		if text, ok := object[property].(string); ok {
			if c.index[property] == nil {
				c.index[property] = map[string]string{}
			}
			c.index[property][strings.ToLower(text)] = id
		}
	}
}

func (c *collection) forget(properties []string, object Object) {
	for _, property := range properties {
		if text, ok := object[property].(string); ok {
			delete(c.index[property], strings.ToLower(text))
		}
	}
}

func idOf(object Object) string {
	id, _ := object["id"].(string)
	return strings.ToLower(id)
}
