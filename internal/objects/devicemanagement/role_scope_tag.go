// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// RoleScopeTag marks what some of Intune's administrators see and manage.
var RoleScopeTag = object.Definition{
	Name:      "role_scope_tag",
	Doc:       "A scope tag of Intune: objects that carry it are seen and managed by administrators whose role has it.",
	Reference: "resources/intune-rbac-rolescopetag",
	// v1.0 has no scope tags.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/roleScopeTags", Type: "microsoft.graph.roleScopeTag"},
	LookUp: object.LookUp{Key: "displayName", PageSize: 1000},
	Life: &object.Life{
		Fixed: []object.Fixed{{When: []object.Condition{object.Is("isBuiltIn", true)}, Changes: true, Because: "The default scope tag is Intune's, and every tenant has it."}},
	},
	Needs: intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 128}, Doc: "Name of the tag."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the tag is for."},
		{Name: "isBuiltIn", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the tag is Intune's own. Only the one with the id `0` is."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_role_scope_tag"),
}
