// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// rack has sets of objects, one inside of another object.
func rack(t *testing.T) *Object {
	t.Helper()
	item := object.Set{MaxItems: 100, Of: object.Object{Attributes: []object.Attribute{
		{Name: "name", Mode: object.Required, Type: object.String{MaxLength: 9}},
		{Name: "size", Mode: object.Default(1), Type: object.Int{Min: 1, Max: 5}},
		{Name: "words", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Enum: []string{"a", "b"}}, MaxItems: 1}},
	}}}
	return compiled(t, object.Definition{Name: "rack", Place: object.Collection{API: object.V1, Path: "/racks", Type: "microsoft.graph.rack"}, Attributes: []object.Attribute{
		{Name: "items", Mode: object.Optional, Type: item},
		{Name: "inner", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{{Name: "items", Mode: object.Optional, Type: item}}}},
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

func TestLargeSetsAreKeptFromTheFramework(t *testing.T) {
	t.Parallel()
	o := rack(t)
	for n, large := range map[int]bool{LargeSet - 1: false, LargeSet: true} {
		v, err := o.Managed.Encode(parse(t, `{"inner":{"items":`+items(n, `{"name":"x"}`)+`}}`))
		if err != nil {
			t.Fatal(err)
		}
		light, was := Lighten(v)
		if was != large {
			t.Errorf("%d objects are large: %v, want %v", n, was, large)
		}
		inner, _, err := tftypes.WalkAttributePath(light, tftypes.NewAttributePath().WithAttributeName("inner").WithAttributeName("items"))
		if set, ok := inner.(tftypes.Value); err != nil || !ok || set.IsKnown() == large {
			t.Errorf("the set of %d objects is %v, %v", n, inner, err)
		}
	}
}

func TestLargeSetsAreChecked(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		n          int
		last, want string
	}{
		"all is well":       {LargeSet, `{"name":"x","size":5,"words":["a"]}`, ""},
		"small is not ours": {LargeSet - 1, `{"name":"much too long"}`, ""},
		"a text":            {LargeSet, `{"name":"much too long"}`, "name: "},
		"a number":          {LargeSet, `{"name":"x","size":6}`, "size: "},
		"a set inside":      {LargeSet, `{"name":"x","words":["c"]}`, "words: "},
		"its length":        {LargeSet, `{"name":"x","words":["a","b"]}`, "words: "},
		"the length":        {101, `{"name":"x"}`, "There are 101"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := rack(t).CheckLarge(t.Context(), parse(t, `{"inner":{"items":`+items(tt.n, tt.last)+`}}`))
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
			if !ok || !located.Path().Equal(path.Root("inner").AtName("items")) {
				t.Errorf("the diagnostic is not on the set: %v", found[0])
			}
		})
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
