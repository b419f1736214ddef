// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package object_test

import (
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

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
