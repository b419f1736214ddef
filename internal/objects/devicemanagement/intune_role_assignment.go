// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// RoleAssignment gives groups a role of Intune.
var RoleAssignment = object.Definition{
	Name:      "intune_role_assignment",
	Doc:       "A role of Intune for the members of groups, and the devices and users that they may manage by it.",
	Reference: "resources/intune-rbac-deviceandappmanagementroleassignment",
	// v1.0 lacks scope tags and the kinds of scopes.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/roleAssignments", Type: "microsoft.graph.deviceAndAppManagementRoleAssignment"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 128}, Doc: "Name of the assignment."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the assignment is for."},
		{
			Name: "roleDefinition", Rename: "role_definition_id", Mode: object.Required, CreateOnly: true, Single: true, Bound: "/deviceManagement/roleDefinitions", Seen: object.Alone,
			Type: object.Wrapped{Property: "id", Of: object.Reference{To: "intune role definition"}}, Doc: "Id of the role: one of one's own, or one of Intune's.",
		},
		{Name: "members", Mode: object.Required, Type: object.Set{MinItems: 1, Of: object.Reference{To: "group"}}, Doc: "Object ids of the groups whose members have the role."},
		{Name: "scopeType", Mode: object.Default("resourceScope"), Type: object.String{Enum: []string{"resourceScope", "allDevices", "allLicensedUsers", "allDevicesAndLicensedUsers"}}, Doc: "Whom they may manage: the groups in `resource_scopes`, all devices, all users, or both."},
		{Name: "resourceScopes", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "group"}}, Doc: "Object ids of the groups whose devices and users they may manage, for `resourceScope`."},
		roleScopeTagIDs,
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_role_assignment"),
}
