// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSplitCall(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		text      string
		name      string
		arguments []Argument
	}{
		"a name alone":               {"users", "users", nil},
		"empty parentheses":          {"delta()", "delta", nil},
		"a value":                    {"users('1')", "users", []Argument{{"", "1"}}},
		"a value without quotes":     {"users(1)", "users", []Argument{{"", "1"}}},
		"an empty text":              {"users('')", "users", []Argument{{"", ""}}},
		"a named value":              {"f(a='1')", "f", []Argument{{"a", "1"}}},
		"two named values":           {"f(a='1', b=2)", "f", []Argument{{"a", "1"}, {"b", "2"}}},
		"a doubled quote":            {"f('it''s')", "f", []Argument{{"", "it's"}}},
		"a comma in quotes":          {"f(a='1,2',b='3')", "f", []Argument{{"a", "1,2"}, {"b", "3"}}},
		"an equals sign in quotes":   {"f('a=b')", "f", []Argument{{"", "a=b"}}},
		"parentheses in quotes":      {"f('(')", "f", []Argument{{"", "("}}},
		"a list":                     {"f(a=['1','2'],b=3)", "f", []Argument{{"a", "['1','2']"}, {"b", "3"}}},
		"parentheses":                {"f(a=(1,2),b=3)", "f", []Argument{{"a", "(1,2)"}, {"b", "3"}}},
		"braces":                     {"f(a={1,2},b=3)", "f", []Argument{{"a", "{1,2}"}, {"b", "3"}}},
		"a parameter's alias":        {"f(a=@a)", "f", []Argument{{"a", "@a"}}},
		"no name":                    {"('1')", "('1')", nil},
		"no closing parenthesis":     {"f('1'", "f('1'", nil},
		"more after the closing":     {"f('1')x", "f('1')x", nil},
		"no closing quote":           {"f('1)", "f('1)", nil},
		"text after the quote":       {"f('1'2)", "f('1'2)", nil},
		"a name without its value":   {"f(a=)", "f(a=)", nil},
		"an argument that is empty":  {"f('1',)", "f('1',)", nil},
		"brackets that do not match": {"f(a=[1)", "f(a=[1)", nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			name, arguments := splitCall(tt.text)
			if name != tt.name {
				t.Errorf("name is %q, want %q", name, tt.name)
			}
			if diff := cmp.Diff(tt.arguments, arguments); diff != "" {
				t.Errorf("arguments mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
