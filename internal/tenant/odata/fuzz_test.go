// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"errors"
	"testing"
)

// wantError fails unless a parser's error says what it must say.
func wantError(t *testing.T, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) || e.Message == "" || e.Position < -1 {
		t.Errorf("error %#v, want an *Error with a message", err)
	}
}

func FuzzParseFilter(f *testing.F) {
	object := decode(f, user)
	f.Fuzz(func(t *testing.T, text string) {
		filter, err := ParseFilter(text)
		if err != nil {
			wantError(t, err)
			return
		}
		first, err := filter.Match(object)
		if err != nil {
			wantError(t, err)
		}
		again := parseFilter(t, filter.String())
		if second, _ := again.Match(object); first != second {
			t.Errorf("%q matches %t, then %t", text, first, second)
		}
		for _, use := range filter.Properties() {
			if len(use.Path) == 0 && use.Operator != "isof" {
				t.Errorf("%q: use without path: %+v", text, use)
			}
		}
	})
}

func FuzzParseQuery(f *testing.F) {
	f.Fuzz(func(t *testing.T, raw string) {
		query, err := ParseQuery(raw)
		if err != nil {
			wantError(t, err)
			return
		}
		object := decode(t, user)
		objects := []map[string]any{{}, object, {"displayName": "x", "groupTypes": []any{}}}
		Sort(objects, query.OrderBy)
		if len(objects) != 3 || objects[0] == nil || objects[1] == nil || objects[2] == nil {
			t.Errorf("%q: sorting lost an object", raw)
		}
		for name := range Project(object, query.Select) {
			if !holds(object, name) {
				t.Errorf("%q: projection invents %q", raw, name)
			}
		}
		if query.Search != nil {
			query.Search.Match(object)
		}
	})
}
