// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// DirectoryRoleDefinition is a directory role of the tenant's own.
var DirectoryRoleDefinition = object.Definition{
	Name:   "directory_role_definition",
	Doc:    "A directory role of the tenant's own. Needs Entra ID P1.",
	Place:  object.Collection{API: object.V1, Path: "/roleManagement/directory/roleDefinitions", Type: "microsoft.graph.unifiedRoleDefinition"},
	LookUp: object.LookUp{Key: "displayName"},
	Life: &object.Life{
		Fixed: []object.Fixed{{When: []object.Condition{object.Is("isBuiltIn", true)}, Because: "The built-in roles are Microsoft's."}},
	},
	Needs: object.Needs{Role: "Privileged Role Administrator", Licence: "Microsoft Entra ID P1, for roles of the tenant's own"},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the role."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the role is for."},
		{Name: "isEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether the role can be assigned."},
		{Name: "rolePermissions", Mode: object.Required, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "allowedResourceActions", Mode: object.Required, Type: object.Set{Of: object.String{Sample: "microsoft.directory/applications/basic/update"}, MinItems: 1}, Doc: "Actions such as `microsoft.directory/applications/basic/update`."},
			{Name: "condition", Mode: object.Optional, Type: object.String{Sample: "$SubjectIsOwner"}, Doc: "When the actions are allowed, such as `$SubjectIsOwner`."},
		}}}, Doc: "What the role allows."},
		{Name: "templateId", Mode: object.Server, Type: object.Reference{To: "directory role definition"}, CreateOnly: true, Doc: "Id that the role has in every tenant, for a role that is made in several. A new one by default."},
		{Name: "version", Mode: object.Optional, Type: object.String{}, Doc: "Version of the role, in the tenant's own count."},
		{Name: "isBuiltIn", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the role is Microsoft's own. Those cannot be changed."},
	},
	MovedFrom: object.From("azuread_custom_directory_role", "microsoft365wp_unified_role_definition"),
}
