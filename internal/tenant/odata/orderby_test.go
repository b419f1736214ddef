// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseOrderBy(t *testing.T) {
	t.Parallel()
	tests := map[string][]OrderKey{
		"displayName":                  {{Path: Path{"displayName"}}},
		"displayName asc":              {{Path: Path{"displayName"}}},
		"displayName  DESC , a/b\tasc": {{Path: Path{"displayName"}, Descending: true}, {Path: Path{"a", "b"}}},
		"members/$count desc":          {{Path: Path{"members", "$count"}, Descending: true}},
		"desc desc":                    {{Path: Path{"desc"}, Descending: true}},
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got, err := ParseOrderBy(text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("keys mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseOrderByRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]Error{
		"":                   {Position: 0, Message: "Syntax error at position 0 in ''."},
		"a,":                 {Position: 2, Message: "Syntax error at position 2 in 'a,'."},
		"a up":               {Position: 2, Token: "up", Message: "Syntax error at position 4 in 'a up'."},
		"a desc, b desc asc": {Position: 10, Token: "desc asc", Message: "Syntax error at position 18 in 'a desc, b desc asc'."},
		"ä, b*":              {Position: 3, Token: "b*", Message: "Syntax error at position 5 in 'ä, b*'."},
		"*":                  {Position: 0, Token: "*", Message: "Syntax error at position 1 in '*'."},
		"f(a)":               {Position: 0, Token: "f(a)", Message: "Syntax error at position 4 in 'f(a)'."},
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			want.Option = "$orderby"
			_, err := ParseOrderBy(text)
			var got *Error
			if !errors.As(err, &got) {
				t.Fatalf("ParseOrderBy = %v, want an *Error", err)
			}
			if diff := cmp.Diff(want, *got); diff != "" {
				t.Errorf("error mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSort(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		orderBy string
		objects []string
		want    string // ids in their new order
	}{
		"text without regard to case": {"n", []string{`{"id":"1","n":"b"}`, `{"id":"2","n":"A"}`, `{"id":"3","n":"C"}`}, "2 1 3"},
		"descending":                  {"n desc", []string{`{"id":"1","n":"b"}`, `{"id":"2","n":"A"}`, `{"id":"3","n":"C"}`}, "3 1 2"},
		"null and absent come first":  {"n", []string{`{"id":"1","n":"b"}`, `{"id":"2","n":null}`, `{"id":"3"}`, `{"id":"4","n":""}`}, "2 3 4 1"},
		"null comes last descending":  {"n desc", []string{`{"id":"2","n":null}`, `{"id":"1","n":"b"}`, `{"id":"3"}`, `{"id":"4","n":"c"}`}, "4 1 2 3"},
		"equals keep their order":     {"n", []string{`{"id":"3","n":"a"}`, `{"id":"1","n":"A"}`, `{"id":"2","n":"a"}`}, "3 1 2"},
		"equals keep it descending":   {"n desc", []string{`{"id":"3","n":"a"}`, `{"id":"1","n":"A"}`, `{"id":"2","n":"a"}`}, "3 1 2"},
		"second key decides":          {"n,m desc", []string{`{"id":"1","n":"a","m":1}`, `{"id":"2","n":"b","m":9}`, `{"id":"3","n":"a","m":2}`}, "3 1 2"},
		"numbers by size":             {"n", []string{`{"id":"1","n":10}`, `{"id":"2","n":9}`, `{"id":"3","n":-1.5}`}, "3 2 1"},
		"Booleans, false first":       {"n", []string{`{"id":"1","n":true}`, `{"id":"2","n":false}`}, "2 1"},
		"date-times as instants":      {"n", []string{`{"id":"1","n":"2026-01-01T00:00:00.5Z"}`, `{"id":"2","n":"2026-01-01T00:00:00Z"}`, `{"id":"3","n":"2026-01-01T00:30:00+01:00"}`}, "3 2 1"},
		"date-times that are none":    {"n", []string{`{"id":"1","n":"2026-99-01T00:00:00Z"}`, `{"id":"2","n":"2026-98-01T00:00:00Z"}`}, "2 1"},
		"nested property":             {"a/b", []string{`{"id":"1","a":{"b":2}}`, `{"id":"2","a":{"b":1}}`, `{"id":"3","a":null}`}, "3 2 1"},
		"number of members":           {"a/$count", []string{`{"id":"1","a":["x","y"]}`, `{"id":"2","a":["x"]}`, `{"id":"3"}`}, "3 2 1"},
		"what has no order is null":   {"a", []string{`{"id":"1","a":"x"}`, `{"id":"2","a":["x"]}`, `{"id":"3","a":{}}`}, "2 3 1"},
		"within a collection is null": {"a/b", []string{`{"id":"1","a":{"b":2}}`, `{"id":"2","a":[{"b":1}]}`}, "2 1"},
		"types apart":                 {"n", []string{`{"id":"1","n":"a"}`, `{"id":"2","n":1}`, `{"id":"3","n":true}`, `{"id":"4","n":"b"}`, `{"id":"5","n":0}`}, "3 5 2 1 4"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			keys, err := ParseOrderBy(tt.orderBy)
			if err != nil {
				t.Fatal(err)
			}
			objects := make([]map[string]any, len(tt.objects))
			for i, text := range tt.objects {
				objects[i] = decode(t, text)
			}
			Sort(objects, keys)
			ids := make([]string, len(objects))
			for i, object := range objects {
				ids[i], _ = object["id"].(string)
			}
			if got := strings.Join(ids, " "); got != tt.want {
				t.Errorf("order is %s, want %s", got, tt.want)
			}
		})
	}
}

func TestSortWithoutKeysKeepsTheOrder(t *testing.T) {
	t.Parallel()
	objects := []map[string]any{{"id": "b"}, {"id": "a"}}
	Sort(objects, nil)
	if objects[0]["id"] != "b" {
		t.Error("the order changed")
	}
}
