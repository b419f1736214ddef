// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

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
