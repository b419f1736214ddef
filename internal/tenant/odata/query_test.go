// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// sameQuery compares filters and searches by their texts.
func sameQuery() cmp.Options {
	return cmp.Options{
		cmp.Transformer("filter", func(f *Filter) string {
			if f == nil {
				return ""
			}
			return f.String()
		}),
		cmp.Transformer("search", func(s *Search) string {
			if s == nil {
				return ""
			}
			return s.String()
		}),
		cmpopts.EquateEmpty(),
	}
}

func searchOf(t *testing.T, text string) *Search {
	t.Helper()
	search, err := ParseSearch(text)
	if err != nil {
		t.Fatalf("ParseSearch(%q): %v", text, err)
	}
	return search
}

func TestParseQuery(t *testing.T) {
	t.Parallel()
	number := func(n int) *int { return &n }
	tests := map[string]struct {
		raw  string
		want Query
	}{
		"nothing":       {"", Query{}},
		"stray joiners": {"&&$top=1&", Query{Top: number(1)}},
		"all options": {
			"$filter=a%20eq%201&$select=id,b/c&$expand=d&$orderby=e%20desc&$search=%22f%22&$top=5&$skip=6&$count=true&$format=json",
			Query{
				Filter: parseFilter(t, "a eq 1"), Select: []Path{{"id"}, {"b", "c"}}, Expand: []Expand{{Path: Path{"d"}, Levels: 1}},
				OrderBy: []OrderKey{{Path: Path{"e"}, Descending: true}}, Search: searchOf(t, `"f"`),
				Top: number(5), Skip: number(6), Count: true,
			},
		},
		"names without dollar sign": {
			"filter=a&select=id&expand=b&orderby=c&search=d&top=1&skip=2&count=true&skiptoken=e&deltatoken=f&format=json",
			Query{
				Filter: parseFilter(t, "a"), Select: []Path{{"id"}}, Expand: []Expand{{Path: Path{"b"}, Levels: 1}},
				OrderBy: []OrderKey{{Path: Path{"c"}}}, Search: searchOf(t, "d"), Top: number(1), Skip: number(2), Count: true,
				SkipToken: "e", DeltaToken: "f",
			},
		},
		"names in any case":             {"$ORDERBY=a&$skipToken=b&Top=0", Query{OrderBy: []OrderKey{{Path: Path{"a"}}}, SkipToken: "b", Top: number(0)}},
		"encoded names":                 {"%24top=7", Query{Top: number(7)}},
		"plus is a blank":               {"$filter=a+eq+'b'", Query{Filter: parseFilter(t, "a eq 'b'")}},
		"%2B is a plus":                 {"$filter=a%20eq%20'b%2Bc'", Query{Filter: parseFilter(t, "a eq 'b+c'")}},
		"ampersand in text":             {"$filter=a%20eq%20'b%26c'", Query{Filter: parseFilter(t, "a eq 'b&c'")}},
		"equals sign in text":           {"$filter=a%20eq%20'b=c'", Query{Filter: parseFilter(t, "a eq 'b=c'")}},
		"semicolons separate nested":    {"$expand=a($select=id;$top=2)", Query{Expand: []Expand{{Path: Path{"a"}, Levels: 1, Query: Query{Select: []Path{{"id"}}, Top: number(2)}}}}},
		"semicolons elsewhere are text": {"$filter=a%20eq%20';'", Query{Filter: parseFilter(t, "a eq ';'")}},
		"tokens are opaque":             {"$skiptoken=a%2Fb%3D%3D%24'(&$deltatoken=latest", Query{SkipToken: "a/b==$'(", DeltaToken: "latest"}},
		"count false":                   {"$count=FALSE", Query{}},
		"custom options":                {"api-version=beta&x=1&x=2&y", Query{Custom: url.Values{"api-version": {"beta"}, "x": {"1", "2"}, "y": {""}}}},
		"levels alone is custom":        {"levels=2", Query{Custom: url.Values{"levels": {"2"}}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := ParseQuery(tt.raw)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, *got, sameQuery()); diff != "" {
				t.Errorf("query mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseQueryRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ raw, option, message string }{
		"unknown option":            {"$foo=1", "$foo", "The query parameter '$foo' is not supported."},
		"option that Graph lacks":   {"$apply=groupby((a))", "$apply", "The query parameter '$apply' is not supported."},
		"levels of nothing":         {"$levels=1", "$levels", "The query parameter '$levels' is not supported."},
		"dollar alone":              {"$=1", "$", "The query parameter '$' is not supported."},
		"option given twice":        {"$top=1&$top=2", "$top", "Query option '$top' was specified more than once, but it must be specified at most once."},
		"twice in other spelling":   {"$top=1&TOP=2", "$top", "Query option '$top' was specified more than once, but it must be specified at most once."},
		"no value":                  {"$filter=", "$filter", "The value for OData query '$filter' cannot be empty."},
		"blank value":               {"$select=%20", "$select", "The value for OData query '$select' cannot be empty."},
		"no equals sign":            {"$top", "$top", "The value for OData query '$top' cannot be empty."},
		"top of text":               {"$top=x", "$top", "Invalid value 'x' for $top query option found. The $top query option requires a non-negative integer value."},
		"negative top":              {"$top=-1", "$top", "Invalid value '-1' for $top query option found. The $top query option requires a non-negative integer value."},
		"fraction":                  {"$skip=1.5", "$skip", "Invalid value '1.5' for $skip query option found. The $skip query option requires a non-negative integer value."},
		"huge number":               {"$skip=4294967296", "$skip", "Invalid value '4294967296' for $skip query option found. The $skip query option requires a non-negative integer value."},
		"count of a number":         {"$count=1", "$count", "Invalid value '1' for $count query option found. Valid values are 'true', 'false'."},
		"bad filter":                {"$filter=a%20b", "$filter", "Syntax error at position 3 in 'a b'."},
		"bad search":                {"$search=a:b", "$search", "Syntax error: character ':' is not valid at position 1 in 'a:b'."},
		"bad escape":                {"$top=%zz", "", `The query string cannot be decoded: invalid URL escape "%zz".`},
		"bad escape in a name":      {"%zz=1", "", `The query string cannot be decoded: invalid URL escape "%zz".`},
		"longer than allowed":       {"x=" + strings.Repeat("x", MaxLength), "", "The query string is longer than the 32768 bytes allowed."},
		"bad order":                 {"$orderby=a%20up", "$orderby", "Syntax error at position 4 in 'a up'."},
		"bad select":                {"$select=a%20b", "$select", "Term 'a b' is not valid in a $select or $expand expression."},
		"bad expand":                {"$expand=a(", "$expand", "Term 'a(' is not valid in a $select or $expand expression."},
		"bad filter in an expand":   {"$expand=a($filter=b c)", "$filter", "Syntax error at position 3 in 'b c'."},
		"nothing is trimmed silent": {"$filter=a%00", "$filter", "Syntax error: character '\x00' is not valid at position 1 in 'a\x00'."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := ParseQuery(tt.raw)
			var got *Error
			if !errors.As(err, &got) {
				t.Fatalf("ParseQuery = %v, want an *Error", err)
			}
			if got.Option != tt.option || got.Message != tt.message {
				t.Errorf("ParseQuery = %s: %q, want %s: %q", got.Option, got.Message, tt.option, tt.message)
			}
		})
	}
}
