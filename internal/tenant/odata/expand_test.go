// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParseExpand(t *testing.T) {
	t.Parallel()
	number := func(n int) *int { return &n }
	tests := map[string][]Expand{
		"members":                      {{Path: Path{"members"}, Levels: 1}},
		"members , owners":             {{Path: Path{"members"}, Levels: 1}, {Path: Path{"owners"}, Levels: 1}},
		"*":                            {{Path: Path{"*"}, Levels: 1}},
		"members/$ref":                 {{Path: Path{"members", "$ref"}, Levels: 1}},
		"members/$count":               {{Path: Path{"members", "$count"}, Levels: 1}},
		"microsoft.graph.user/manager": {{Path: Path{"microsoft.graph.user", "manager"}, Levels: 1}},
		"manager($levels=max;$select=id)": {
			{Path: Path{"manager"}, Levels: AllLevels, Query: Query{Select: []Path{{"id"}}}},
		},
		"manager( $Levels = 3 ; count = true )": {{Path: Path{"manager"}, Levels: 3, Query: Query{Count: true}}},
		"members($select=id,displayName;$filter=displayName eq 'a;b,c)';$top=3;$skip=1;$orderby=id desc;$search=\"x;\\\"y\"),owners": {
			{Path: Path{"members"}, Levels: 1, Query: Query{
				Select: []Path{{"id"}, {"displayName"}}, Filter: parseFilter(t, "displayName eq 'a;b,c)'"), Top: number(3), Skip: number(1),
				OrderBy: []OrderKey{{Path: Path{"id"}, Descending: true}}, Search: searchOf(t, `"x;\"y"`),
			}},
			{Path: Path{"owners"}, Levels: 1},
		},
		"a($expand=b($expand=c($top=1);$select=id),d)": {
			{Path: Path{"a"}, Levels: 1, Query: Query{Expand: []Expand{
				{Path: Path{"b"}, Levels: 1, Query: Query{
					Expand: []Expand{{Path: Path{"c"}, Levels: 1, Query: Query{Top: number(1)}}},
					Select: []Path{{"id"}},
				}},
				{Path: Path{"d"}, Levels: 1},
			}}},
		},
		"a($filter=startswith(b,'(') and (c eq 1))": {
			{Path: Path{"a"}, Levels: 1, Query: Query{Filter: parseFilter(t, "startswith(b,'(') and (c eq 1)")}},
		},
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got, err := ParseExpand(text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got, sameQuery()); diff != "" {
				t.Errorf("expand mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseExpandRefuses(t *testing.T) {
	t.Parallel()
	term := func(position int, text string) Error {
		return Error{Option: "$expand", Position: position, Token: text, Message: "Term '" + text + "' is not valid in a $select or $expand expression."}
	}
	tests := map[string]Error{
		"":                                       term(0, ""),
		"a,":                                     term(2, ""),
		"a b":                                    term(0, "a b"),
		"ä,b/*/c":                                term(2, "b/*/c"),
		"a()":                                    term(0, "a()"),
		"a($top=1":                               term(0, "a($top=1"),
		"a($top=1)b":                             term(0, "a($top=1)b"),
		"($top=1)":                               term(0, "($top=1)"),
		"x, a($top)":                             term(5, "$top"),
		"a($top=1; custom=2)":                    term(10, "custom=2"),
		"a($skiptoken=2)":                        term(2, "$skiptoken=2"),
		"a($deltatoken=2)":                       term(2, "$deltatoken=2"),
		"a($format=json)":                        term(2, "$format=json"),
		"a($top=1,$skip=2)":                      {Option: "$top", Position: -1, Message: "Invalid value '1,$skip=2' for $top query option found. The $top query option requires a non-negative integer value."},
		"a($foo=1)":                              {Option: "$foo", Position: -1, Message: "The query parameter '$foo' is not supported."},
		"a($select=)":                            {Option: "$select", Position: -1, Message: "The value for OData query '$select' cannot be empty."},
		"a($top=1;top=1)":                        {Option: "$top", Position: -1, Message: "Query option '$top' was specified more than once, but it must be specified at most once."},
		"a($levels=1;$levels=max)":               {Option: "$levels", Position: -1, Message: "Query option '$levels' was specified more than once, but it must be specified at most once."},
		"a($levels=many)":                        {Option: "$levels", Position: -1, Message: "Invalid value 'many' for $levels query option found. The $levels query option requires a non-negative integer value."},
		strings.Repeat("a($expand=", MaxDepth+1): {Option: "$expand", Position: -1, Message: "The recursion limit of 100 has been exceeded in $expand."},
		strings.Repeat(`a($search="'\"";$expand=`, MaxDepth+1): {Option: "$expand", Position: -1, Message: "The recursion limit of 100 has been exceeded in $expand."},
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			_, err := ParseExpand(text)
			var got *Error
			if !errors.As(err, &got) {
				t.Fatalf("ParseExpand = %v, want an *Error", err)
			}
			if diff := cmp.Diff(want, *got); diff != "" {
				t.Errorf("error mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseExpandToTheDeepestLevel(t *testing.T) {
	t.Parallel()
	text := strings.Repeat("a($expand=", MaxDepth) + "b" + strings.Repeat(")", MaxDepth)
	expands, err := ParseExpand(text)
	if err != nil {
		t.Fatal(err)
	}
	depth := 0
	for len(expands) == 1 && expands[0].Path.String() == "a" {
		depth, expands = depth+1, expands[0].Expand
	}
	if depth != MaxDepth {
		t.Errorf("%d levels, want %d", depth, MaxDepth)
	}
}
