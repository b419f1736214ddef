// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package store keeps the objects of a local tenant in memory: collections of
// JSON objects, and links between objects.
//
// A store is a sequence of states. [Store.Read] gives the present one, which no
// later change touches; [Store.Update] makes the next one, or none if it fails. So
// readers never wait and never see half of a change.
//
// Objects are kept in a compact form. What the store hands out is the caller's own,
// decoded anew: to change it changes nothing in the store, [Tx.Replace] does. A [Tx]
// is for one goroutine at a time, all else may be called concurrently.
package store

import (
	"errors"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/tidwall/btree"
)

// Object is a decoded JSON object. Numbers are json.Number.
type Object = map[string]any

// Errors of the store.
var (
	// ErrExists: the collection has an object with that id.
	ErrExists = errors.New("an object with this id exists")
	// ErrNotFound: there is no such object.
	ErrNotFound = errors.New("there is no such object")
	// ErrNoID: an object without a text as its id cannot be stored.
	ErrNoID = errors.New("the object has no id")
	// ErrIDChanged: an object keeps the id with which it came.
	ErrIDChanged = errors.New("the id of an object cannot change")
	// ErrLinked: the two objects are linked already.
	ErrLinked = errors.New("the objects are linked already")
	// ErrNotLinked: the two objects are not linked.
	ErrNotLinked = errors.New("the objects are not linked")
	// ErrReadOnly: the transaction is for reading.
	ErrReadOnly = errors.New("the transaction only reads")
)

// Ref is what an object is known by: its collection and its id, which is in lower
// case. The same id in another collection is another object.
type Ref struct {
	In Location `json:"in"`
	ID string   `json:"id"`
}

// RefTo is a reference to an object, whose id is compared without case.
func RefTo(in Location, id string) Ref { return Ref{in, strings.ToLower(id)} }

// Store holds collections by their locations, and links between their objects.
type Store struct {
	rules Rules
	// changing is held by the one who makes the next state. Clones share it, since
	// they share what is in the states.
	changing *sync.Mutex
	present  atomic.Pointer[state]
}

// Rules are what a store has to know of collections.
type Rules struct {
	// Indexed names the properties of a collection by whose texts its objects are
	// looked up; they are compared without case. Of a property that holds several
	// texts each counts.
	Indexed func(Location) []string
	// Twins tells whether an object of one collection is the same as that of another
	// with its id, so that it goes from both.
	Twins func(path, other Location) bool
}

// state is all that a store holds at one moment. Once it is the present one, it
// never changes.
type state struct {
	names       *names
	collections *btree.Map[Location, *collection]
	// homes finds the collections that have an object with an id.
	homes *btree.Map[string, []Location]
	links links
	// clock counts what ever came or changed.
	clock uint64
}

// New makes an empty store.
func New(rules Rules) *Store {
	s := &Store{rules: rules, changing: &sync.Mutex{}}
	s.present.Store(newState())
	return s
}

func newState() *state {
	return &state{names: newNames(), collections: &btree.Map[Location, *collection]{}, homes: &btree.Map[string, []Location]{}, links: newLinks()}
}

// Read is the store as it is now, for reading. It need not be ended.
func (s *Store) Read() *Tx { return &Tx{state: s.present.Load(), rules: s.rules} }

// Update makes changes, which others see all at once when it returns, or not at all
// if it returns an error: that of change, or the first one that [Tx.Fail] was told.
// One update happens at a time.
func (s *Store) Update(change func(*Tx) error) error {
	s.changing.Lock()
	defer s.changing.Unlock()
	tx := &Tx{state: s.present.Load().next(), rules: s.rules, own: map[Location]bool{}}
	if err := change(tx); err != nil {
		return err
	}
	if tx.failed != nil {
		return tx.failed
	}
	s.present.Store(tx.state)
	return nil
}

// Insert adds one object. See [Tx.Insert].
func (s *Store) Insert(path Location, object Object) error {
	return s.Update(func(tx *Tx) error { return tx.Insert(path, object) })
}

// Clone is a store that goes on by itself from what this one holds now. That takes
// no time and no memory, since they share what neither changes.
func (s *Store) Clone() *Store {
	clone := &Store{rules: s.rules, changing: s.changing}
	clone.present.Store(s.present.Load())
	return clone
}

// next is a state to be changed. What it shares is copied before it changes.
func (s *state) next() *state {
	return &state{names: s.names, collections: s.collections.IsoCopy(), homes: s.homes.IsoCopy(), links: s.links.next(), clock: s.clock}
}
