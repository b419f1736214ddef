// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestWhatGraphReturnsTwice counts once: Terraform refuses a set with an element
// twice, and could neither plan nor destroy the object.
func TestWhatGraphReturnsTwice(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		declared     object.Type
		shown, wants any
	}{
		"texts":    {object.Set{Of: object.String{}}, []any{"a", "b", "a"}, []any{"a", "b"}},
		"ids":      {object.Set{Of: object.Reference{To: "group"}}, []any{"AA000000-0000-4000-8000-000000000001", "aa000000-0000-4000-8000-000000000001"}, []any{"AA000000-0000-4000-8000-000000000001"}},
		"words":    {object.Flags{Separator: " "}, " User.Read openid User.Read", []any{"User.Read", "openid"}},
		"a list":   {object.List{Of: object.String{}}, []any{"a", "a"}, []any{"a", "a"}},
		"two ends": {object.Wrapped{Property: "cidr", Ends: [2]string{"from", "to"}, Of: object.String{}}, map[string]any{"from": "1", "to": "2"}, "1-2"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			compiled, err := value.CompileAttributes([]object.Attribute{{Name: "a", Mode: object.Required, Type: tt.declared}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.wants, compiled[0].FromGraph(map[string]any{"a": tt.shown})); diff != "" {
				t.Errorf("value mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWhatAConfigurationHasTwice is refused however many elements there are, and
// whatever it is written like.
func TestWhatAConfigurationHasTwice(t *testing.T) {
	t.Parallel()
	place := object.Object{Attributes: []object.Attribute{
		{Name: "id", Mode: object.Required, Type: object.Reference{To: "group"}},
		{Name: "wait", Mode: object.Optional, Type: object.Duration{}},
		{Name: "on", Mode: object.Default(true), Type: object.Bool{}},
		{Name: "tags", Mode: object.Optional, Type: object.Set{Of: object.String{}}},
	}}
	o, err := value.Compile(object.Definition{
		Name: "thing", Place: object.Collection{API: object.V1, Path: "/things", Type: "microsoft.graph.group"}, Life: &object.Life{},
		Attributes: []object.Attribute{{Name: "places", Mode: object.Optional, Type: object.Set{Of: place}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	element := func(n int, upper bool, wait, on any, tags ...any) value.Tree {
		id := fmt.Sprintf("aa000000-0000-4000-8000-%012d", n)
		if upper {
			id = strings.ToUpper(id)
		}
		return value.Tree{"id": id, "wait": wait, "on": on, "tags": tags}
	}
	for _, size := range []int{2, 63, 64, 65, 500} {
		for name, tt := range map[string]struct {
			last  value.Tree
			twice bool
		}{
			"another":                    {element(0, false, "P1D", true, "a", "b"), false},
			"the same, but for an id":    {element(1, true, "P1D", true, "a", "b"), true},
			"the same, but for a length": {element(1, false, "PT24H", true, "a", "b"), true},
			"the same, with the default": {element(1, false, "P1D", nil, "a", "b"), true},
			"the same, in another order": {element(1, false, "P1D", true, "b", "a"), true},
			"not quite the same":         {element(1, false, "P1D", false, "a", "b"), false},
		} {
			all := make([]any, size)
			for i := range all {
				all[i] = element(i+1, false, "P1D", true, "a", "b")
			}
			all[size-1] = tt.last
			found := o.Plan(nil, value.Tree{"places": all}, value.Memory{}).Diagnostics
			last := path.Root("places").AtListIndex(size - 1)
			if got := len(found) == 1 && found[0].(diag.DiagnosticWithPath).Path().Equal(last); got != tt.twice || len(found) > 1 {
				t.Errorf("%d elements, %s: the diagnostics are %v", size, name, found)
			}
		}
	}
}
