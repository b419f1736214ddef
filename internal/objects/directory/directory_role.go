// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// DirectoryRole is a built-in role that the tenant has in use.
var DirectoryRole = object.Definition{
	Name:   "directory_role",
	Doc:    "A built-in directory role that is active in the tenant. A role has an id of its own only once it is active, which older requests want: see `microsoft365_administrative_unit_role_member`. For `microsoft365_directory_role_assignment` no role has to be activated.",
	Place:  object.Collection{API: object.V1, Path: "/directoryRoles", Type: "microsoft.graph.directoryRole"},
	LookUp: object.LookUp{Key: "displayName", Unique: true, Unfiltered: true},
	Life: &object.Life{
		Create: object.Create{Adopt: "roleTemplateId"},
		Delete: object.Delete{Never: "A directory role that is active stays active."},
	},
	Needs: object.Needs{Role: "Privileged Role Administrator"},
	Attributes: []object.Attribute{
		{Name: "roleTemplateId", Mode: object.Required, Type: object.Reference{To: "directory role template"}, CreateOnly: true, Doc: "Id of the role's template, as `microsoft365_directory_role_templates` lists it."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the role."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the role allows."},
	},
	MovedFrom: object.From("azuread_directory_role"),
}

// DirectoryRoleTemplate is a role that every tenant can activate.
var DirectoryRoleTemplate = object.Definition{
	Name:   "directory_role_template",
	Doc:    "A directory role of Microsoft's, with the id that it has in every tenant.",
	Place:  object.Collection{API: object.V1, Path: "/directoryRoleTemplates", Type: "microsoft.graph.directoryRoleTemplate"},
	LookUp: object.LookUp{Key: "displayName", Unique: true, Unfiltered: true},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the role."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the role allows."},
	},
}
