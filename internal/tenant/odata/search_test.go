// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package odata

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSearchMatches(t *testing.T) {
	t.Parallel()
	named := func(name string) string { return `{"displayName":"` + name + `"}` }
	tests := map[string]struct {
		search, object string
		want           bool
	}{
		"a whole word":                           {`"displayName:video"`, named("One Video"), true},
		"the beginning of a word":                {`"displayName:Guthr"`, named("Jane Guthrie"), true},
		"the middle of a word":                   {`"displayName:uthr"`, named("Jane Guthrie"), false},
		"words in any order":                     {`"displayName:video one"`, named("One Big Video"), true},
		"one word missing":                       {`"displayName:video two"`, named("One Video"), false},
		"words parted by case":                   {`"displayName:OneVideo"`, named("One Video"), true},
		"words parted by case in the name":       {`"displayName:world"`, named("helloWORLD"), true},
		"upper to lower case parts nothing":      {`"displayName:world"`, named("HELLOworld"), false},
		"words parted by numbers":                {`"displayName:123"`, named("hello123world"), true},
		"words after numbers":                    {`"displayName:world"`, named("hello123world"), true},
		"words parted by symbols":                {`"displayName:world"`, named("hello.world"), true},
		"words joined over symbols":              {`"displayName:helloworld"`, named("hello-world"), true},
		"words not joined over blanks":           {`"displayName:helloworld"`, named("hello world"), false},
		"symbols in the search":                  {`"displayName:David)"`, named("李四(David Li)"), true},
		"letters without case":                   {`"displayName:(李四"`, named("李四(David Li)"), true},
		"letters without case, other order":      {`"displayName:Li 李"`, named("李四(David Li)"), true},
		"description has words too":              {`"description:video"`, `{"description":"our video"}`, true},
		"other properties begin":                 {`"mail:one"`, `{"mail":"onevideo@contoso.example"}`, true},
		"other properties have no words":         {`"mail:contoso"`, `{"mail":"onevideo@contoso.example"}`, false},
		"other properties ignore case":           {`"mail:ONE"`, `{"mail":"onevideo@contoso.example"}`, true},
		"one member of a collection":             {`"proxyAddresses:smtp:b"`, `{"proxyAddresses":["SMTP:a@x","smtp:b@x"]}`, true},
		"no member of a collection":              {`"proxyAddresses:smtp:c"`, `{"proxyAddresses":["SMTP:a@x","smtp:b@x"]}`, false},
		"null is not found":                      {`"mail:x"`, `{"mail":null}`, false},
		"absent is not found":                    {`"displayName:x"`, `{}`, false},
		"a number is not found":                  {`"displayName:1"`, `{"displayName":1}`, false},
		"OR, the first":                          {`"displayName:a" OR "mail:b"`, `{"displayName":"a","mail":"x"}`, true},
		"OR, the second":                         {`"displayName:a" OR "mail:b"`, `{"displayName":"x","mail":"b"}`, true},
		"OR, neither":                            {`"displayName:a" OR "mail:b"`, `{"displayName":"x","mail":"x"}`, false},
		"AND, both":                              {`"displayName:a" AND "mail:b"`, `{"displayName":"a","mail":"b"}`, true},
		"AND, one":                               {`"displayName:a" AND "mail:b"`, `{"displayName":"a","mail":"x"}`, false},
		"AND binds tighter than OR":              {`"displayName:a" OR "mail:b" AND "mail:c"`, `{"displayName":"a","mail":"x"}`, true},
		"parentheses":                            {`("displayName:a" OR "mail:b") AND "mail:c"`, `{"displayName":"a","mail":"x"}`, false},
		"parentheses after AND":                  {`"description:One" AND ("displayName:Video" OR "displayName:Drive")`, `{"displayName":"Drive","description":"One"}`, true},
		"a clause without property":              {`"video"`, named("One Video"), true},
		"a clause without property, other place": {`"one"`, `{"userPrincipalName":"ann.one@contoso.example"}`, true},
		"a clause without property, no name":     {`"video"`, `{"jobTitle":"video"}`, false},
		"a single word without quotes":           {`video`, named("One Video"), true},
		"escaped quotes":                         {`"mail:\"a\\b"`, `{"mail":"\"a\\bc"}`, true},
		"blanks after the colon":                 {`"mail: one"`, `{"mail":"one@x"}`, true},
		"only symbols":                           {`"displayName:--"`, named("hello -- world"), false},
		"empty text finds whatever has a name":   {`"displayName:"`, named("x"), true},
		"empty text needs a name":                {`"displayName:"`, `{}`, false},
		"ampersand is a symbol":                  {`"displayName:Hiking&Recreation"`, named("Recreation & Hiking"), true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := searchOf(t, tt.search).Match(decode(t, tt.object)); got != tt.want {
				t.Errorf("Match = %t, want %t", got, tt.want)
			}
		})
	}
}

func TestSearchClauses(t *testing.T) {
	t.Parallel()
	search := searchOf(t, `"displayName:a b" AND ("x.y:z" OR word OR "no property" OR "12:30")`)
	want := []Clause{
		{Property: "displayName", Text: "a b"},
		{Property: "x.y", Text: "z"},
		{Text: "word"},
		{Text: "no property"},
		{Text: "12:30"},
	}
	if diff := cmp.Diff(want, search.Clauses()); diff != "" {
		t.Errorf("clauses mismatch (-want +got):\n%s", diff)
	}
}

func TestParseSearchRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]Error{
		`displayName:foo`:                  {Position: 11, Token: ":", Message: "Syntax error: character ':' is not valid at position 11 in 'displayName:foo'."},
		`"displayName:foo`:                 {Position: 0, Token: `"displayName:foo`, Message: `There is an unterminated string literal at position 16 in '"displayName:foo'.`},
		`"displayName:foo\"`:               {Position: 0, Token: `"displayName:foo\"`, Message: `There is an unterminated string literal at position 18 in '"displayName:foo\"'.`},
		``:                                 {Position: 0, Message: "Syntax error at position 0 in ''."},
		`"a" "b"`:                          {Position: 4, Token: `"b"`, Message: `Syntax error at position 7 in '"a" "b"'.`},
		`"a" or "b"`:                       {Position: 4, Token: "or", Message: `Syntax error at position 6 in '"a" or "b"'.`},
		`NOT "a"`:                          {Position: 4, Token: `"a"`, Message: `Syntax error at position 7 in 'NOT "a"'.`},
		`"a" AND`:                          {Position: 7, Message: `Syntax error at position 7 in '"a" AND'.`},
		`("a"`:                             {Position: 4, Message: `Syntax error at position 4 in '("a"'.`},
		`"ä")`:                             {Position: 3, Token: ")", Message: `Syntax error at position 4 in '"ä")'.`},
		strings.Repeat("(", 101):           {Position: -1, Message: "The recursion limit of 100 has been exceeded in $search."},
		`"\"" ` + strings.Repeat("(", 101): {Position: -1, Message: "The recursion limit of 100 has been exceeded in $search."},
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			want.Option = "$search"
			_, err := ParseSearch(text)
			var got *Error
			if !errors.As(err, &got) {
				t.Fatalf("ParseSearch = %v, want an *Error", err)
			}
			if diff := cmp.Diff(want, *got); diff != "" {
				t.Errorf("error mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
