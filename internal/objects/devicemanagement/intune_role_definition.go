// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// RoleDefinition is a role of Intune.
var RoleDefinition = object.Definition{
	Name:      "intune_role_definition",
	Doc:       "A role of Intune: what administrators to whom it is assigned may do.",
	Reference: "resources/intune-rbac-roledefinition",
	// v1.0 lacks scope tags. Beta shows the permissions under an earlier name too.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/roleDefinitions", Type: "microsoft.graph.deviceAndAppManagementRoleDefinition", Derived: true},
	LookUp: object.LookUp{Key: "displayName"},
	Life: &object.Life{
		Fixed: []object.Fixed{{When: []object.Condition{object.Is("isBuiltIn", true)}, Because: "The built-in roles are Intune's."}},
	},
	Needs: intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 128}, Doc: "Name of the role."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the role is for."},
		{Name: "rolePermissions", Mode: object.Required, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "resourceActions", Mode: object.Required, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
				{Name: "allowedResourceActions", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Actions that are allowed, such as `Microsoft.Intune_DeviceConfigurations_Read`."},
				{Name: "notAllowedResourceActions", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Actions that are not allowed."},
			}}}, Doc: "The actions."},
		}}}, Doc: "What the role allows."},
		roleScopeTagIDs,
		{Name: "isBuiltIn", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the role is Intune's own. Those cannot be changed."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_role_definition"),
}
