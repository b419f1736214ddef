// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	_ "embed"
	"strings"
)

// graphPermissions lists the permissions of Microsoft Graph, one to a line:
// "Role" for application or "Scope" for delegated ones, name, id. Microsoft
// publishes them in Graph's permissions reference; one whose id is no GUID there,
// LifecyclePolicies-AgentId.Read.All, is left out.
//
//go:embed graph_permissions.txt
var graphPermissions string

// permission is a permission of Microsoft Graph.
type permission struct{ name, id string }

// permissionsOf returns the permissions of a kind, "Role" or "Scope".
func permissionsOf(kind string) []permission {
	var list []permission
	for line := range strings.Lines(graphPermissions) {
		fields := strings.Fields(line)
		if fields[0] == kind {
			list = append(list, permission{name: fields[1], id: fields[2]})
		}
	}
	return list
}
