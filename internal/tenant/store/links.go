// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"cmp"

	"github.com/tidwall/btree"
)

// links are the references between objects, seen from both ends, in the order in
// which they came, and by what they connect.
type links struct{ forward, backward, known *btree.BTreeG[link] }

// link connects an object with another one: seen from either end, from the near one
// to the far one.
type link struct {
	near     Ref
	relation string
	place    uint64
	far      Ref
}

func newLinks() links {
	byPlace := func(a, b link) bool { return compareEnd(a, b, cmp.Compare(a.place, b.place)) }
	byFar := func(a, b link) bool { return compareEnd(a, b, compareRefs(a.far, b.far)) }
	unlocked := btree.Options{NoLocks: true} // the store sees to it
	return links{btree.NewBTreeGOptions(byPlace, unlocked), btree.NewBTreeGOptions(byPlace, unlocked), btree.NewBTreeGOptions(byFar, unlocked)}
}

// compareEnd tells whether a link comes before another one by its near end and its
// relation, and by what else there is to compare if these are the same.
func compareEnd(a, b link, rest int) bool {
	return cmp.Or(compareRefs(a.near, b.near), cmp.Compare(a.relation, b.relation), rest) < 0
}

func compareRefs(a, b Ref) int { return cmp.Or(cmp.Compare(a.ID, b.ID), cmp.Compare(a.In, b.In)) }

func (l links) next() links {
	return links{l.forward.IsoCopy(), l.backward.IsoCopy(), l.known.IsoCopy()}
}

func (l links) add(from Ref, relation string, to Ref, place uint64) {
	l.forward.Set(link{from, relation, place, to})
	l.known.Set(link{from, relation, place, to})
	l.backward.Set(link{to, relation, place, from})
}

func (l links) find(from Ref, relation string, to Ref) (link, bool) {
	return l.known.Get(link{near: from, relation: relation, far: to})
}

func (l links) drop(x link) {
	l.forward.Delete(x)
	l.known.Delete(x)
	l.backward.Delete(link{x.far, x.relation, x.place, x.near})
}

// of are the links of an object, seen from there: forwards and then backwards.
func (l links) of(object Ref) (forward, backward []link) {
	all := func(tree *btree.BTreeG[link]) (found []link) {
		tree.Ascend(link{near: object}, func(x link) bool {
			if x.near != object {
				return false
			}
			found = append(found, x)
			return true
		})
		return found
	}
	return all(l.forward), all(l.backward)
}

// forget removes all links of an object, in both directions.
func (l links) forget(object Ref) {
	forward, backward := l.of(object)
	for _, x := range forward {
		l.drop(x)
	}
	for _, x := range backward {
		l.drop(link{x.far, x.relation, x.place, x.near})
	}
}

// follow lets all links of an object lead to where it has gone.
func (l links) follow(from, to Ref) {
	forward, backward := l.of(from)
	l.forget(from)
	for _, x := range forward {
		if x.far == from {
			x.far = to
		}
		l.add(to, x.relation, x.far, x.place)
	}
	for _, x := range backward {
		if x.far != from { // it is among the others already
			l.add(x.far, x.relation, to, x.place)
		}
	}
}

// ends are the far ends of an object's links of a relation.
func ends(tree *btree.BTreeG[link], near Ref, relation string) []Ref {
	var far []Ref
	tree.Ascend(link{near: near, relation: relation}, func(x link) bool {
		if x.near != near || x.relation != relation {
			return false
		}
		far = append(far, x.far)
		return true
	})
	return far
}

// LinksOf returns all links from and to an object, by relation and then in the order
// of linking.
func (tx *Tx) LinksOf(object Ref) (from, to []Link) {
	forward, backward := tx.state.links.of(object)
	for _, x := range forward {
		from = append(from, Link{x.near, x.relation, x.far, x.place})
	}
	for _, x := range backward {
		to = append(to, Link{x.far, x.relation, x.near, x.place})
	}
	return from, to
}

// Linked tells whether one object refers to another.
func (tx *Tx) Linked(from Ref, relation string, to Ref) bool {
	_, ok := tx.state.links.find(from, relation, to)
	return ok
}

// Links returns what an object refers to, in the order of linking.
func (tx *Tx) Links(from Ref, relation string) []Ref {
	return ends(tx.state.links.forward, from, relation)
}

// Referrers returns what refers to an object, in the order of linking.
func (tx *Tx) Referrers(to Ref, relation string) []Ref {
	return ends(tx.state.links.backward, to, relation)
}

// Link refers from one object to another. Both must be there.
func (tx *Tx) Link(from Ref, relation string, to Ref) error {
	near, hasNear := tx.find(from)
	far, hasFar := tx.find(to)
	switch {
	case tx.own == nil:
		return ErrReadOnly
	case !hasNear, !hasFar:
		return ErrNotFound
	case tx.Linked(from, relation, to):
		return ErrLinked
	}
	tx.state.clock++
	tx.state.links.add(Ref{from.In, near.id}, relation, Ref{to.In, far.id}, tx.state.clock)
	return nil
}

// Unlink removes a reference.
func (tx *Tx) Unlink(from Ref, relation string, to Ref) error {
	if tx.own == nil {
		return ErrReadOnly
	}
	x, ok := tx.state.links.find(from, relation, to)
	if !ok {
		return ErrNotLinked
	}
	tx.state.links.drop(x)
	return nil
}
