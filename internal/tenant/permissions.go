// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"sync"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// permission is a permission of Microsoft Graph.
type permission struct{ name, id string }

// signInScopes are Graph's delegated permissions that OpenID Connect has named. The
// list of what opens requests does not have them.
var signInScopes = []permission{
	{"email", "64a6cdd6-aab1-4aaf-94b8-3cc8405e90d0"},
	{"offline_access", "7427e0e9-2fba-42fe-b0c0-848c9e6a8182"},
	{"openid", "37f7f235-527c-4136-accd-4a02d197296e"},
	{"profile", "14dad69e-099b-42c9-810b-d002981feec1"},
}

// permissionsOf returns the permissions of a kind, "Role" or "Scope", that Microsoft
// publishes an id of.
func permissionsOf(kind string) []permission { return publishedPermissions()[kind] }

var publishedPermissions = sync.OnceValue(func() map[string][]permission {
	all := map[string][]permission{"Scope": signInScopes}
	list, err := model.ListPermissions()
	if err != nil {
		return all // embedded, so that it is there
	}
	for _, p := range list {
		if p.Role != "" {
			all["Role"] = append(all["Role"], permission{p.Name, p.Role})
		}
		if p.Scope != "" {
			all["Scope"] = append(all["Scope"], permission{p.Name, p.Scope})
		}
	}
	return all
})
