// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package store_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

func TestALocationKnowsItsKeysFromItsNames(t *testing.T) {
	t.Parallel()
	const team = "6de1ce50-2a2b-47bc-a5c8-cc8b4b9bd6c2"
	tests := map[string]struct {
		location store.Location
		pattern  store.Pattern
		name     string
		last     string
		context  string
	}{
		"a collection":       {"/groups", "/groups", "groups", "", "groups"},
		"an object":          {store.Location("/groups").Object(team), "/groups/*", "groups", team, "groups('" + team + "')"},
		"a part":             {store.Location("/groups").Object(team).Child("settings"), "/groups/*/settings", "settings", team, "groups('" + team + "')/settings"},
		"an id in capitals":  {store.Location("/users").Object("AbC"), "/users/*", "users", "abc", "users('abc')"},
		"an id with a slash": {store.Location("/domains").Object("a/b").Child("x"), "/domains/*/x", "x", "a/b", "domains('a%2Fb')/x"},
		"an id that looks like a location": {
			store.Location("/things").Object("1')/groups('2").Child("parts"), "/things/*/parts", "parts", "1')/groups('2", "things('1%27%27%29%2Fgroups%28%27%272')/parts",
		},
		"an id that is the name of a collection": {store.Location("/policies/a").Object("rules").Child("rules"), "/policies/a/*/rules", "rules", "rules", "policies/a('rules')/rules"},
		"ids of Teams": {
			store.Location("/teams").Object(team).Child("channels").Object("19:ab@thread.tacv2").Child("tabs"),
			"/teams/*/channels/*/tabs", "tabs", "19:ab@thread.tacv2", "teams('" + team + "')/channels('19:ab@thread.tacv2')/tabs",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want(t, "pattern", tt.location.Pattern(), tt.pattern)
			want(t, "name", tt.location.Name(), tt.name)
			want(t, "context", tt.location.Context(), tt.context)
			last := tt.location.Key(0)
			if next := tt.location.Key(1); next != "" {
				last = next
			}
			want(t, "last key", last, tt.last)
		})
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	group := store.Location("/groups").Object("1")
	for _, tt := range []struct {
		inner, outer store.Location
		want         bool
	}{
		{group, "/groups", true},
		{group, group, true},
		{group.Child("settings"), group, true},
		{"/groupSettings", "/groups", false},
		{store.Location("/groups").Object("11"), group, false},
		{"/groups", group, false},
	} {
		want(t, string(tt.inner)+" in "+string(tt.outer), tt.inner.Within(tt.outer), tt.want)
	}
}

func TestCovers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		pattern, other store.Pattern
		want           bool
	}{
		{"/groups", "/groups/*/members", true},
		{"/groups/*/members", "/groups/*/Members", true},
		{"/groups/*/members", "/groups/*", false},
		{"/groups/*", "/groups", false},
		{"/groups/*", "/groups/delta", true},
		{"/groups", "/groupSettings", false},
	} {
		want(t, string(tt.pattern)+" covers "+string(tt.other), tt.pattern.Covers(tt.other), tt.want)
	}
}

// TestEveryIDIsReadBack finds no text that could not be a key.
func TestEveryIDIsReadBack(t *testing.T) {
	t.Parallel()
	lower := rapid.StringMatching(`[a-z0-9'()/*@:.%_-]{1,12}`)
	rapid.Check(t, func(t *rapid.T) {
		first, second := lower.Draw(t, "first"), lower.Draw(t, "second")
		location := store.Location("/teams").Object(first).Child("channels").Object(second).Child("tabs")
		if location.Key(0) != first || location.Key(1) != second || location.Pattern() != "/teams/*/channels/*/tabs" {
			t.Fatalf("%s: keys %q and %q, pattern %s", location, location.Key(0), location.Key(1), location.Pattern())
		}
	})
}
