// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// Snapshot is all that a store holds at one moment. It takes no memory of its own,
// for nothing in it changes.
//
// In JSON it has three members: "clock" counts the changes so far, by which changes
// are told apart; "collections" has the objects by their collection, with their places
// in the order of the whole store and the moments of their last changes; "links" are
// in the order in which they came.
type Snapshot struct{ state *state }

// Link is a reference between two objects.
type Link struct {
	From     Ref    `json:"from"`
	Relation string `json:"relation"`
	To       Ref    `json:"to"`
	Place    uint64 `json:"place"`
}

// Snapshot returns what the store holds.
func (s *Store) Snapshot() Snapshot { return Snapshot{s.present.Load()} }

// MarshalJSON is the snapshot as one JSON object.
func (s Snapshot) MarshalJSON() ([]byte, error) {
	var document bytes.Buffer
	document.WriteByte('{')
	err := s.WriteMembers(&document)
	document.WriteByte('}')
	return document.Bytes(), err
}

// WriteMembers writes the members of the JSON object, an element on each line. It
// keeps no more than a few lines in memory.
func (s Snapshot) WriteMembers(to io.Writer) error {
	w := lines{to: to}
	w.text("\n \"clock\": " + strconv.FormatUint(s.state.clock, 10) + ",\n \"collections\": {")
	first := true
	s.state.collections.Scan(func(path Location, c *collection) bool {
		if !first {
			w.text(",")
		}
		first = false
		w.objects(path, c)
		return w.err == nil
	})
	w.text("\n },\n \"links\": [")
	for i, l := range s.links() {
		if i > 0 {
			w.text(",")
		}
		w.text("\n   ")
		w.link(l)
	}
	w.text("\n ]\n")
	w.flush(0)
	return w.err
}

// links are all links in the order in which they came.
func (s Snapshot) links() []Link {
	all := make([]Link, 0, s.state.links.forward.Len())
	s.state.links.forward.Scan(func(l link) bool {
		all = append(all, Link{l.near, l.relation, l.far, l.place})
		return true
	})
	slices.SortFunc(all, func(a, b Link) int { return cmp.Compare(a.Place, b.Place) })
	return all
}

// lines gathers what is written, up to the first error.
type lines struct {
	to     io.Writer
	buffer []byte
	err    error
}

// flush writes what has been gathered, if that is more than so many bytes.
func (l *lines) flush(least int) {
	if l.err == nil && len(l.buffer) > least {
		_, l.err = l.to.Write(l.buffer)
		l.buffer = l.buffer[:0]
	}
}

func (l *lines) text(text string) {
	l.buffer = append(l.buffer, text...)
	l.flush(1 << 16)
}

func (l *lines) objects(path Location, c *collection) {
	l.buffer = append(appendText(append(l.buffer, "\n  "...), string(path)), ": ["...)
	separator := "\n   "
	c.objects.Scan(func(place uint64, s stored) bool {
		to := append(l.buffer, separator...)
		to = strconv.AppendUint(append(to, `{"place":`...), place, 10)
		to = strconv.AppendUint(append(to, `,"changed":`...), s.changed, 10)
		to = c.names.appendJSON(append(to, `,"object":`...), s.object)
		l.buffer = append(to, '}')
		l.flush(1 << 16)
		separator = ",\n   "
		return l.err == nil
	})
	l.text("\n  ]")
}

func (l *lines) link(link Link) {
	document, err := json.Marshal(link)
	if l.err == nil {
		l.err = err
	}
	l.text(string(document))
}

// Restore puts what another store holds in the place of what this one holds. Places
// count on from this one's clock: all objects are new to who asks for changes. After
// an error the store is as it was.
func (s *Store) Restore(from *Store) error {
	other := from.present.Load()
	return s.Update(func(tx *Tx) (err error) {
		begin := tx.state.clock
		empty := newState()
		empty.names = tx.state.names
		tx.state, tx.own = empty, map[Location]bool{}
		other.collections.Scan(func(path Location, c *collection) bool {
			c.objects.Scan(func(place uint64, o stored) bool {
				err = tx.insert(path, c.names.unpack(o.object), place+begin, o.changed+begin)
				return err == nil
			})
			return err == nil
		})
		if err != nil {
			return err
		}
		tx.sortHomes()
		links := Snapshot{other}.links()
		for i := range links {
			links[i].Place += begin
		}
		tx.state.clock = other.clock + begin
		return tx.addLinks(links)
	})
}

// sortHomes puts the collections of each id into the order in which it came there.
// They were filled one after another.
func (tx *Tx) sortHomes() {
	several := map[string][]Location{}
	tx.state.homes.Scan(func(id string, homes []Location) bool {
		if len(homes) > 1 {
			several[id] = homes
		}
		return true
	})
	for id, homes := range several {
		place := func(home Location) uint64 {
			place, _ := tx.collection(home).places.Get(id)
			return place
		}
		tx.state.homes.Set(id, slices.SortedFunc(slices.Values(homes), func(a, b Location) int { return cmp.Compare(place(a), place(b)) }))
	}
}

// addLinks refers between objects that are there.
func (tx *Tx) addLinks(links []Link) error {
	for _, l := range links {
		from, hasFrom := tx.find(l.From)
		to, hasTo := tx.find(l.To)
		if !hasFrom || !hasTo || tx.Linked(l.From, l.Relation, l.To) {
			return fmt.Errorf("link %s %s %s: it leads from or to what is not there, or is there twice", l.From.In.Object(l.From.ID), l.Relation, l.To.In.Object(l.To.ID))
		}
		tx.state.links.add(Ref{l.From.In, from.id}, l.Relation, Ref{l.To.In, to.id}, l.Place)
	}
	return nil
}
