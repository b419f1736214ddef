// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// Read makes a store of JSON that a [Snapshot] has written. The decoder, which must
// give numbers as json.Number, stands before the JSON object. Members that are not the
// snapshot's are left to other, which has to take their values from the decoder.
func Read(rules Rules, decoder *json.Decoder, other func(name string) error) (*Store, error) {
	s := New(rules)
	err := s.Update(func(tx *Tx) error {
		r := reading{tx: tx, decoder: decoder}
		err := eachMember(decoder, func(name string) error {
			switch name {
			case "clock":
				return decoder.Decode(&r.clock)
			case "collections":
				r.found = true
				return eachMember(decoder, r.objects)
			case "links":
				return eachElement(decoder, r.link)
			}
			return other(name)
		})
		if err != nil {
			return err
		}
		return r.end()
	})
	if err != nil {
		return nil, err
	}
	return s, nil
}

// reading is a snapshot on its way from JSON into an empty store, object by object.
type reading struct {
	tx      *Tx
	decoder *json.Decoder
	clock   uint64
	found   bool // the collections
	links   []Link
	// moments are the places of objects and of their changes.
	moments []moments
}

// moments of an object, by whose id and collection errors name it.
type moments struct {
	place, changed uint64
	ref            Ref
}

func (r *reading) objects(path string) error {
	in := Location(path)
	return eachElement(r.decoder, func() error {
		var kept struct {
			Place   uint64 `json:"place"`
			Changed uint64 `json:"changed"`
			Object  Object `json:"object"`
		}
		if err := r.decoder.Decode(&kept); err != nil {
			return err
		}
		if err := r.tx.insertable(in, kept.Object); err != nil {
			return fmt.Errorf("the object at place %d: %w", kept.Place, err)
		}
		r.moments = append(r.moments, moments{kept.Place, kept.Changed, RefTo(in, idOf(kept.Object))})
		return r.tx.insert(in, kept.Object, kept.Place, kept.Changed)
	})
}

func (r *reading) link() error {
	var l Link
	err := r.decoder.Decode(&l)
	r.links = append(r.links, l)
	return err
}

// end judges the whole, and links the objects.
func (r *reading) end() error {
	if !r.found {
		return errNoCollections
	}
	slices.SortFunc(r.moments, func(a, b moments) int { return cmp.Compare(a.place, b.place) })
	last := uint64(0)
	for _, m := range r.moments {
		switch {
		case m.place == 0 || m.place > r.clock || m.changed < m.place || m.changed > r.clock:
			return fmt.Errorf("%s: its place is %d and its change %d, of %d changes", m.ref.In.Object(m.ref.ID), m.place, m.changed, r.clock)
		case m.place == last:
			return fmt.Errorf("%s: it has the place %d of another object", m.ref.In.Object(m.ref.ID), m.place)
		}
		last = m.place
	}
	r.tx.sortHomes()
	r.tx.state.clock = r.clock
	return r.tx.addLinks(r.links)
}

// errNoCollections: a document without collections is no snapshot, whatever it is.
var errNoCollections = errors.New("it has no collections")

// eachMember reads an object, whose values read has to take from the decoder.
func eachMember(decoder *json.Decoder, read func(name string) error) error {
	if err := expect(decoder, json.Delim('{')); err != nil {
		return err
	}
	for decoder.More() {
		name, err := decoder.Token()
		if err != nil {
			return err
		}
		if err := read(fmt.Sprint(name)); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return expect(decoder, json.Delim('}'))
}

// eachElement reads a list, whose elements read has to take from the decoder.
func eachElement(decoder *json.Decoder, read func() error) error {
	if err := expect(decoder, json.Delim('[')); err != nil {
		return err
	}
	for decoder.More() {
		if err := read(); err != nil {
			return err
		}
	}
	return expect(decoder, json.Delim(']'))
}

func expect(decoder *json.Decoder, want json.Token) error {
	switch got, err := decoder.Token(); {
	case err != nil:
		return err
	case got != want:
		return fmt.Errorf("%v is not what a state has there, which is %v", got, want)
	}
	return nil
}
