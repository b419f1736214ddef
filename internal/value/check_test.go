// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// rack has sets of objects, one inside of another object, and other values to check.
func rack(t *testing.T) *Object {
	t.Helper()
	item := object.Set{MaxItems: 100, Of: object.Object{Attributes: []object.Attribute{
		{Name: "name", Mode: object.Required, Type: object.String{MaxLength: 9}},
		{Name: "size", Mode: object.Default(1), Type: object.Int{Min: 1, Max: 5}},
		{Name: "words", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Enum: []string{"a", "b"}}, MaxItems: 1}},
	}}}
	one := object.Object{Attributes: []object.Attribute{
		{Name: "name", Mode: object.Required, Type: object.String{MaxLength: 9}},
		{Name: "size", Mode: object.Optional, Type: object.Int{Min: 1, Max: 5}},
	}}
	return compiled(t, object.Definition{Name: "rack", Place: object.Collection{API: object.V1, Path: "/racks", Type: "microsoft.graph.rack"}, Attributes: []object.Attribute{
		{Name: "items", Mode: object.Optional, Type: item},
		{Name: "inner", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{{Name: "items", Mode: object.Optional, Type: item}}}},
		{Name: "list", Mode: object.Optional, Type: object.List{Of: one}},
		{Name: "ids", Mode: object.Optional, Type: object.References{To: "user"}},
		{Name: "map", Mode: object.Optional, Type: object.Map{Key: "name", Attributes: []object.Attribute{{Name: "size", Mode: object.Optional, Type: object.Int{}}}}},
		{Name: "state", Mode: object.ReadOnly, Type: object.String{}},
		{Name: "least", Mode: object.Optional, Type: object.Int{Min: 2}},
		{Name: "form", Mode: object.Optional, Type: object.String{Pattern: "^[a-z]*$", PatternDoc: "must be small letters"}},
		{Name: "hidden", Mode: object.Optional, Sensitive: true, Type: object.String{Pattern: "^[a-z]*$", PatternDoc: "must be small letters"}},
		{Name: "day", Mode: object.Optional, Type: object.Date{}},
		{Name: "secret", Mode: object.WriteOnly, Type: object.String{}},
	}})
}

// items are so many, the last one with other members.
func items(n int, last string) string {
	all := make([]string, n)
	for i := range all {
		all[i] = fmt.Sprintf(`{"name":"i%d"}`, i)
	}
	all[n-1] = last
	return "[" + strings.Join(all, ",") + "]"
}

func TestConfigurationsAreChecked(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ config, at, want string }{
		"all is well":            {`{"inner":{"items":[{"name":"x","size":5,"words":["a"]}]},"timeouts":{"read":"1h30m"}}`, "", ""},
		"nothing is known":       {`{"inner":"?","items":"?","list":"?","ids":"?","timeouts":"?"}`, "", ""},
		"a text in a set":        {`{"inner":{"items":[{"name":"much too long"}]}}`, "inner.items[0].name", "The value must have at most 9 characters, and has 13."},
		"a number in a set":      {`{"inner":{"items":[{"name":"x","size":6}]}}`, "inner.items[0].size", "The value must be between 1 and 5, and not 6."},
		"a number without a top": {`{"least":1}`, "least", "The value must be at least 2, and not 1."},
		"a text of another form": {`{"form":"B"}`, "form", `The value must be small letters, and not "B".`},
		"a secret of that form":  {`{"hidden":"B"}`, "hidden", "The value must be small letters."},
		"an empty text":          {`{"form":""}`, "form", "Leave it out where there is none"},
		"an empty one that must": {`{"list":[{"name":""}]}`, "list[0].name", "The value must not be empty."},
		"a day of another kind":  {`{"day":"23.11.2026"}`, "day", `must be a day such as "2026-11-23", and not "23.11.2026".`},
		"a word in a set":        {`{"inner":{"items":[{"name":"x","words":["c"]}]}}`, "inner.items[0].words[Value(\"c\")]", `does not know "c"`},
		"the length inside":      {`{"inner":{"items":[{"name":"x","words":["a","b"]}]}}`, "inner.items[0].words", "words has 2 elements. At most 1 element."},
		"the second of two":      {`{"items":[{"name":"x"},{"name":"much too long"}]}`, "items[1].name", "at most 9"},
		"the length":             {`{"inner":{"items":` + items(101, `{"name":"x"}`) + `}}`, "inner.items", "inner.items has 101 elements. At most 100 elements."},
		"a text in a list":       {`{"list":[{"name":"x"},{"name":"much too long"}]}`, "list[1].name", "at most 9"},
		"what has to be there":   {`{"list":[{"size":1}]}`, "list[0].name", "has to be configured"},
		"what is not known":      {`{"list":[{"name":"?"}]}`, "", ""},
		"what is only read":      {`{"state":"on"}`, "state", "Graph's to tell"},
		"no id":                  {`{"ids":["a"]}`, "ids[0]", "not the id of a user"},
		"the same id twice":      {`{"ids":["00000000-0000-0000-0000-00000000000a","?","00000000-0000-0000-0000-00000000000A"]}`, "ids[2]", "stands in the list before"},
		"null among objects":     {`{"items":[{"name":"x"},null]}`, "items[1]", "An element of items is null. Graph keeps none: leave it out"},
		"null among others":      {`{"list":[null]}`, "list[0]", "An element of list is null."},
		"null among words":       {`{"inner":{"items":[{"name":"x","words":[null]}]}}`, "inner.items[0].words", "An element of inner.items[0].words is null."},
		"null among ids":         {`{"ids":["00000000-0000-0000-0000-00000000000a",null,null]}`, "ids[1]", "An element of ids is null."},
		"null in a map":          {`{"map":{"a":{"size":1},"b":null}}`, `map["b"]`, "An element of map is null."},
		"a limit of time":        {`{"timeouts":{"create":"soon"}}`, "timeouts.create", `"soon" is no length of time`},
		"a value not to be kept": {`{"secret":"x"}`, "secret", "1.11"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := rack(t).Check(t.Context(), parse(t, tt.config), false)
			if tt.want == "" {
				if len(found) > 0 {
					t.Errorf("unexpected: %v", found)
				}
				return
			}
			if len(found) != 1 || !strings.Contains(found[0].Detail(), tt.want) {
				t.Fatalf("diagnostics %v, want one that says %q", found, tt.want)
			}
			located, ok := found[0].(interface{ Path() path.Path })
			if !ok || located.Path().String() != tt.at {
				t.Errorf("the diagnostic is not on %s: %v", tt.at, found[0])
			}
		})
	}
	if found := rack(t).Check(t.Context(), parse(t, `{"secret":"x"}`), true); len(found) > 0 {
		t.Errorf("unexpected: %v", found)
	}
}

func TestTheSameElementTwice(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		items string
		want  bool
	}{
		"by a default":      {`[{"name":"a"},{"name":"a","size":1}]`, true},
		"by another order":  {`[{"name":"a","words":["a","b"]},{"name":"a","words":["b","a"]}]`, true},
		"not if it differs": {`[{"name":"a"},{"name":"a","size":2}]`, false},
		"not if unknown":    {`[{"name":"?"},{"name":"?"}]`, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			plan := rack(t).Plan(nil, parse(t, `{"items":`+tt.items+`}`), Memory{})
			if got := plan.Diagnostics.HasError(); got != tt.want {
				t.Errorf("refused: %v, want %v: %v", got, tt.want, plan.Diagnostics)
			}
		})
	}
}
