// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store

import (
	"iter"
	"net/url"
	"strings"
)

// Location is where something is, from the root of the service: the names of
// collections and singletons, with the keys of the objects between them in
// parentheses, as OData writes them. "/groups" is a collection, "/groups('1')" one
// of its objects, and "/groups('1')/settings" a collection inside of that. Keys are
// in lower case; what is a key and what a name is written and never guessed.
//
// Locations are made of a constant by [Location.Object] and [Location.Child].
type Location string

// Pattern is a location with "*" for each key, by which rules are found:
// "/groups/*/settings".
type Pattern string

// Object is the location of one object of a collection.
func (l Location) Object(id string) Location {
	return l + Location("('"+strings.ReplaceAll(strings.ToLower(id), "'", "''")+"')")
}

// Child is the location of what a relation or property of an object is.
func (l Location) Child(name string) Location { return l + Location("/"+name) }

// Within tells whether something is at or below another location.
func (l Location) Within(top Location) bool {
	rest, found := strings.CutPrefix(string(l), string(top))
	return found && (rest == "" || rest[0] == '/' || rest[0] == '(')
}

// step is a part of a location: a name or a key.
type step struct {
	text string
	key  bool
}

// steps are the parts of a location from left to right.
func (l Location) steps() iter.Seq[step] {
	return func(yield func(step) bool) {
		for rest := string(l); rest != ""; {
			var s step
			if inner, isKey := strings.CutPrefix(rest, "('"); isKey {
				s.key = true
				s.text, rest = cutKey(inner)
			} else {
				end := len(rest)
				if n := strings.IndexAny(rest[1:], "/("); n >= 0 {
					end = n + 1
				}
				s.text, rest = rest[1:end], rest[end:]
			}
			if !yield(s) {
				return
			}
		}
	}
}

// cutKey reads a key up to its closing quote. Quotes in it are doubled.
func cutKey(text string) (key, rest string) {
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] != '\'':
		case strings.HasPrefix(text[i:], "''"):
			i++
		default:
			return strings.ReplaceAll(text[:i], "''", "'"), strings.TrimPrefix(text[i:], "')")
		}
	}
	return text, ""
}

// Pattern is the location with "*" for its keys.
func (l Location) Pattern() Pattern {
	if !strings.Contains(string(l), "(") {
		return Pattern(l)
	}
	var pattern strings.Builder
	for s := range l.steps() {
		pattern.WriteByte('/')
		if s.key {
			pattern.WriteByte('*')
		} else {
			pattern.WriteString(s.text)
		}
	}
	return Pattern(pattern.String())
}

// Key is the n-th key of the location, beginning with zero, or empty.
func (l Location) Key(n int) string {
	for s := range l.steps() {
		if s.key {
			if n == 0 {
				return s.text
			}
			n--
		}
	}
	return ""
}

// Name is the last name of the location.
func (l Location) Name() (name string) {
	for s := range l.steps() {
		if !s.key {
			name = s.text
		}
	}
	return name
}

// Context is the location as @odata.context and other addresses write it, without
// a slash at the beginning and with its keys escaped.
func (l Location) Context() string {
	if !strings.Contains(string(l), "(") {
		return strings.TrimPrefix(string(l), "/")
	}
	var context strings.Builder
	for s := range l.steps() {
		switch {
		case s.key:
			context.WriteString("('" + url.PathEscape(strings.ReplaceAll(s.text, "'", "''")) + "')")
		case context.Len() > 0:
			context.WriteString("/" + s.text)
		default:
			context.WriteString(s.text)
		}
	}
	return context.String()
}

// Child is the pattern of what a relation of an object is.
func (p Pattern) Child(name string) Pattern { return p + Pattern("/"+name) }

// Covers tells whether another pattern is the same or below this one. Names are
// compared without case.
func (p Pattern) Covers(other Pattern) bool {
	path, pattern := string(other), string(p)
	for more := true; more; {
		var want, segment string
		want, pattern, more = strings.Cut(pattern, "/")
		segment, path, _ = strings.Cut(path, "/")
		if want == "*" && segment == "" || want != "*" && !strings.EqualFold(want, segment) {
			return false
		}
	}
	return true
}
