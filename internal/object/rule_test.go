// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object_test

import (
	"encoding/json"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// members are an element of a collection.
type members map[string]any

func (m members) At(name string) any { return m[name] }

func TestConditionHolds(t *testing.T) {
	t.Parallel()
	types := []any{"Unified", "DynamicMembership"}
	tests := map[string]struct {
		condition object.Condition
		value     any
		want      bool
	}{
		"equal text":                  {object.Is("visibility", "Public"), "Public", true},
		"other text":                  {object.Is("visibility", "Public"), "Private", false},
		"null equals nothing":         {object.Is("mailEnabled", false), nil, false},
		"collection with the value":   {object.Has("groupTypes", "Unified"), types, true},
		"collection without it":       {object.Has("groupTypes", "Other"), types, false},
		"null contains nothing":       {object.Has("groupTypes", "Unified"), nil, false},
		"null lacks everything":       {object.Lacks("groupTypes", "Unified"), nil, true},
		"collection lacks what it is": {object.Lacks("groupTypes", "Unified"), types, false},
		"collection with more":        {object.Only("groupTypes", "Unified"), types, false},
		"collection with it alone":    {object.Only("groupTypes", "Unified"), []any{"Unified"}, true},
		"collection with another":     {object.Only("groupTypes", "Unified"), []any{"Other"}, false},
		"collection with elements":    {object.Filled("groupTypes"), types, true},
		"collection without any":      {object.Filled("groupTypes"), []any{}, false},
		"null is not filled":          {object.Filled("groupTypes"), nil, false},
		"a number":                    {object.Is("size", 5), json.Number("5"), true},
		"another number":              {object.Is("size", 5), json.Number("6"), false},
		"a number that is not whole":  {object.Is("size", 5), json.Number("5.5"), false},
		"a text is no number":         {object.Is("size", 5), "5", false},
		"a collection with a number":  {object.Has("sizes", 5), []any{json.Number("5")}, true},
		"false is given":              {object.Given("mailEnabled"), false, true},
		"null is not given":           {object.Given("mailEnabled"), nil, false},
		"null is absent":              {object.Absent("membershipRule"), nil, true},
		"one element with the value":  {object.One("actions", "kind", "block"), []any{members{"kind": "block"}, members{"kind": "retire"}}, true},
		"two elements with it":        {object.One("actions", "kind", "block"), []any{members{"kind": "block"}, members{"kind": "block"}}, false},
		"no element with it":          {object.One("actions", "kind", "block"), []any{members{"kind": "retire"}}, false},
		"text is not absent":          {object.Absent("membershipRule"), "x", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tt.condition.Holds(tt.value); got != tt.want {
				t.Errorf("%s holds for %v: %v, want %v", tt.condition, tt.value, got, tt.want)
			}
		})
	}
}

// TestConditionAsksPresence, and not what the value is.
func TestConditionAsksPresence(t *testing.T) {
	t.Parallel()
	for condition, want := range map[object.Condition]bool{
		object.Given("a"): true, object.Absent("a"): true, object.Is("a", nil): false, object.Is("a", true): false, object.Filled("a"): false,
	} {
		if got := condition.AsksPresence(); got != want {
			t.Errorf("%s: %v, want %v", condition, got, want)
		}
	}
}

func TestConditionSpeaksTerraform(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		condition    object.Condition
		text, demand string
	}{
		"is":     {object.Is("mailEnabled", true), `mail_enabled is true`, `mail_enabled must be true`},
		"has":    {object.Has("groupTypes", "Unified"), `group_types contains "Unified"`, `group_types must contain "Unified"`},
		"lacks":  {object.Lacks("groupTypes", "Unified"), `group_types does not contain "Unified"`, `group_types must not contain "Unified"`},
		"only":   {object.Only("groupTypes", "Unified"), `group_types contains only "Unified"`, `group_types must contain only "Unified"`},
		"filled": {object.Filled("groupTypes"), `group_types is not empty`, `group_types must not be empty`},
		"given":  {object.Given("membershipRule"), `membership_rule is set`, `membership_rule must be set`},
		"absent": {object.Absent("membershipRule"), `membership_rule is not set`, `membership_rule must not be set`},
		"one":    {object.One("actions", "actionType", "block"), `actions has exactly one element with action_type "block"`, `actions must have exactly one element with action_type "block"`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tt.condition.String(); got != tt.text {
				t.Errorf("String() = %q, want %q", got, tt.text)
			}
			if got := tt.condition.Demand(); got != tt.demand {
				t.Errorf("Demand() = %q, want %q", got, tt.demand)
			}
		})
	}
}
