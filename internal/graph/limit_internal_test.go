// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import "testing"

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
