// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// TestParameters are the names in braces, as whole segments and in calls of functions.
func TestParameters(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		place object.Place
		want  string
	}{
		"none":       {object.Collection{Path: "/groups"}, ""},
		"segments":   {object.Collection{Path: "/a/{aId}/b/{bId}/c"}, "aId bId"},
		"a property": {object.Part{Path: "/a/{aId}", Property: "{kind}"}, "aId kind"},
		"functions":  {object.Answer{Paths: []string{"/x/find(id='{xId}')", "/x/findByName(name='{name}')"}}, "xId name"},
		"left open":  {object.Collection{Path: "/a/{aId/b"}, ""},
	} {
		if got := strings.Join((object.Definition{Place: tt.place}).Parameters(), " "); got != tt.want {
			t.Errorf("%s: the parameters are %q, want %q", name, got, tt.want)
		}
	}
}

func TestReferencePage(t *testing.T) {
	t.Parallel()
	at := func(api object.API) object.Place {
		return object.Collection{API: api, Path: "/oauth2PermissionGrants", Type: "microsoft.graph.oAuth2PermissionGrant"}
	}
	tests := map[string]struct {
		d    object.Definition
		want string
	}{
		"that of the type": {object.Definition{Place: at(object.V1)}, "https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant?view=graph-rest-1.0"},
		"in beta":          {object.Definition{Place: at(object.Beta)}, "https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant?view=graph-rest-beta"},
		"another one":      {object.Definition{Place: at(object.V1), Reference: "group-post-members"}, "https://learn.microsoft.com/graph/api/group-post-members?view=graph-rest-1.0"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tt.d.ReferencePage(); got != tt.want {
				t.Errorf("the page is %s, want %s", got, tt.want)
			}
		})
	}
}
