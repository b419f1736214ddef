// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"testing"
	"time"
)

func TestFamilyOf(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"/v1.0/users":                                       "directory",
		"/beta/Users/1/memberOf":                            "directory",
		"/v1.0/groups/1/members/$ref":                       "directory",
		"/v1.0/groups":                                      "directory",
		"/v1.0/groups/1/team":                               "Teams",
		"/v1.0/groups/1/team/channels":                      "Teams",
		"/v1.0/groups/1/teams":                              "directory",
		"/v1.0/teams/1/channels":                            "Teams",
		"/v1.0/identity/conditionalAccess/namedLocations/1": "conditional access",
		"/v1.0/identity/userFlows":                          "other services",
		"/beta/deviceManagement/configurationPolicies('1')": "Intune",
		"/beta/deviceAppManagement/mobileApps":              "Intune",
		"/v1.0/usersAndMore":                                "other services",
		"/v1.0/$batch":                                      "other services",
		"/v1.0":                                             "other services",
		"/":                                                 "other services",
		"":                                                  "other services",
	}
	p := &limitPolicy{families: families()}
	for path, want := range tests {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			if got := p.familyOf(path).name; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// TestAFamilySlowsDownAfterARefusal: it does not go on at the pace that was refused.
func TestAFamilySlowsDownAfterARefusal(t *testing.T) {
	t.Parallel()
	begin := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	var f family
	pace := func(now time.Time) time.Duration {
		if wait := f.turn(now, false); wait != 0 {
			t.Fatalf("at %s the first of two has to wait %s", now.Sub(begin), wait)
		}
		return f.turn(now, false)
	}
	if got := pace(begin); got != 0 {
		t.Errorf("before any refusal the pace is %s", got)
	}
	f.pause(begin, begin.Add(time.Second))
	f.pause(begin, begin.Add(time.Second)) // another that was under way
	if got := f.turn(begin, false); got != time.Second {
		t.Errorf("the pause is %s, want 1s", got)
	}
	after := begin.Add(time.Second)
	if got := pace(after); got != leastSpacing {
		t.Errorf("after a refusal the pace is %s, want %s", got, leastSpacing)
	}
	after = after.Add(time.Second)
	f.pause(after, after)
	after = after.Add(time.Second)
	if got := pace(after); got != 2*leastSpacing {
		t.Errorf("after another refusal the pace is %s, want %s", got, 2*leastSpacing)
	}
	if got := pace(after.Add(calmFor)); got != leastSpacing {
		t.Errorf("after some calm the pace is %s, want %s", got, leastSpacing)
	}
	if got := pace(after.Add(2 * calmFor)); got != 0 {
		t.Errorf("after more calm the pace is %s, want none", got)
	}
	for range 20 {
		after = after.Add(time.Minute)
		for range 2 {
			f.pause(after, after)
			after = after.Add(time.Millisecond)
		}
	}
	if f.spacing > mostSpacing {
		t.Errorf("the pace is %s, more than %s", f.spacing, mostSpacing)
	}
}
