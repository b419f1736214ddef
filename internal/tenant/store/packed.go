// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// packed is an object at rest. A map takes three times the room of what is in it, and
// a large tenant holds hundreds of thousands that nobody looks at.
//
// It is the number of properties and then, in the order of their names, the number of
// each name in the table of [names] and its value: a kind and what belongs to that.
// Numbers and lengths are in binary.AppendUvarint's form.
type packed string

// The kinds of values.
const (
	packedNull   = iota
	packedFalse  // and nothing else
	packedTrue   // likewise
	packedText   // its length and its bytes
	packedNumber // likewise, as JSON has it
	packedList   // how many, and the values
	packedObject // as above
)

// maxNames is how many names the table takes; others are written out. Objects of
// Graph have some ten thousand, but the keys of a dictionary are anybody's.
const maxNames = 1 << 16

// names numbers the names of properties, from 1. It is shared by stores whose states
// have the same objects, and only grows.
type names struct {
	mu      sync.RWMutex
	numbers map[string]uint64
	list    []string
}

func newNames() *names { return &names{numbers: map[string]uint64{}, list: []string{""}} }

// table is all names so far by their numbers. It never changes.
func (n *names) table() []string {
	n.mu.RLock()
	defer n.mu.RUnlock()
	return n.list
}

// known are the numbers of names. One that no object has is left out. If the table is
// full, an object may have one without a number, and ok is false.
func (n *names) known(list []string) (numbers []uint64, ok bool) {
	n.mu.RLock()
	defer n.mu.RUnlock()
	numbers = make([]uint64, 0, len(list))
	for _, name := range list {
		if number := n.numbers[name]; number != 0 {
			numbers = append(numbers, number)
		}
	}
	return numbers, len(n.list) < maxNames
}

// number is that of a name, or 0 if the table is full. The caller holds the lock.
func (n *names) number(name string) uint64 {
	number := n.numbers[name]
	if number == 0 && len(n.list) < maxNames {
		name = strings.Clone(name) // and not the body that it came in
		number = uint64(len(n.list))
		n.numbers[name], n.list = number, append(n.list, name)
	}
	return number
}

// pack makes an object at rest. What JSON knows by other types, such as int, comes
// back as what JSON makes of it; what JSON does not know is an error.
func (n *names) pack(object Object) (packed, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	to, err := n.appendObject(make([]byte, 0, 512), object)
	return packed(to), err
}

func (n *names) appendObject(to []byte, object Object) (_ []byte, err error) {
	to = binary.AppendUvarint(to, uint64(len(object)))
	sorted := make([]string, 0, len(object))
	for name := range object {
		sorted = append(sorted, name)
	}
	slices.Sort(sorted)
	for _, name := range sorted {
		number := n.number(name)
		to = binary.AppendUvarint(to, number)
		if number == 0 {
			to = appendPackedText(to, name)
		}
		if to, err = n.appendValue(to, object[name]); err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
	}
	return to, nil
}

func (n *names) appendValue(to []byte, value any) (_ []byte, err error) {
	switch value := value.(type) {
	case nil:
		return append(to, packedNull), nil
	case bool:
		if value {
			return append(to, packedTrue), nil
		}
		return append(to, packedFalse), nil
	case string:
		return appendPackedText(append(to, packedText), value), nil
	case json.Number:
		return appendPackedText(append(to, packedNumber), value.String()), nil
	case int:
		return appendPackedText(append(to, packedNumber), strconv.Itoa(value)), nil
	case []any:
		to = binary.AppendUvarint(append(to, packedList), uint64(len(value)))
		for _, element := range value {
			if to, err = n.appendValue(to, element); err != nil {
				return nil, err
			}
		}
		return to, nil
	case Object:
		return n.appendObject(append(to, packedObject), value)
	}
	plain, err := plainJSON(value)
	if err != nil {
		return nil, err
	}
	return n.appendValue(to, plain)
}

// plainJSON is a value as JSON's own types.
func plainJSON(value any) (plain any, err error) {
	document, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(document))
	decoder.UseNumber()
	err = decoder.Decode(&plain)
	return plain, err
}

func appendPackedText(to []byte, text string) []byte {
	return append(binary.AppendUvarint(to, uint64(len(text))), text...)
}

// unpack is the object itself.
func (n *names) unpack(object packed) Object {
	u := unpacker{text: string(object), names: n.table()}
	return u.object()
}

// unpackOnly is the object with some of its properties only, those with these numbers.
func (n *names) unpackOnly(object packed, wanted []uint64) Object {
	u := unpacker{text: string(object), names: n.table()}
	some := make(Object, len(wanted))
	for range u.number() {
		if len(some) == len(wanted) {
			break
		}
		number := u.number()
		switch {
		case number == 0:
			u.pass(u.number())
			u.skip()
		case slices.Contains(wanted, number):
			some[u.names[number]] = u.value()
		default:
			u.skip()
		}
	}
	return some
}

// unpacker reads an object at rest from left to right.
type unpacker struct {
	text  string // what is left
	names []string
}

func (u *unpacker) number() uint64 {
	if first := u.text[0]; first < 0x80 {
		u.text = u.text[1:]
		return uint64(first)
	}
	number, shift := uint64(0), 0
	for i := range len(u.text) {
		b := u.text[i]
		number |= uint64(b&0x7f) << shift
		if b < 0x80 {
			u.text = u.text[i+1:]
			break
		}
		shift += 7
	}
	return number
}

// take is a text, which is part of the object at rest.
func (u *unpacker) take() string {
	length := u.number()
	taken := u.text[:length]
	u.pass(length)
	return taken
}

func (u *unpacker) pass(length uint64) { u.text = u.text[length:] }

func (u *unpacker) kind() byte {
	kind := u.text[0]
	u.pass(1)
	return kind
}

func (u *unpacker) name() string {
	if number := u.number(); number != 0 {
		return u.names[number]
	}
	return u.take()
}

func (u *unpacker) object() Object {
	count := u.number()
	object := make(Object, count)
	for range count {
		name := u.name()
		object[name] = u.value()
	}
	return object
}

func (u *unpacker) value() any {
	switch u.kind() {
	case packedFalse:
		return false
	case packedTrue:
		return true
	case packedText:
		return u.take()
	case packedNumber:
		return json.Number(u.take())
	case packedList:
		list := make([]any, u.number())
		for i := range list {
			list[i] = u.value()
		}
		return list
	case packedObject:
		return u.object()
	}
	return nil
}

// skip passes over a value.
func (u *unpacker) skip() {
	switch u.kind() {
	case packedText, packedNumber:
		u.pass(u.number())
	case packedList:
		for range u.number() {
			u.skip()
		}
	case packedObject:
		for range u.number() {
			u.name()
			u.skip()
		}
	}
}
