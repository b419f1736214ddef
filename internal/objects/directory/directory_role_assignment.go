// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// DirectoryRoleAssignment gives a directory role to somebody, for the whole
// tenant or a part of it.
var DirectoryRoleAssignment = object.Definition{
	Name:   "directory_role_assignment",
	Doc:    "The assignment of a directory role to a user, a group that can hold roles, or a service principal. It cannot be changed, only replaced.",
	Place:  object.Collection{API: object.V1, Path: "/roleManagement/directory/roleAssignments", Type: "microsoft.graph.unifiedRoleAssignment"},
	LookUp: object.LookUp{Filterable: []string{"principalId", "roleDefinitionId", "directoryScopeId"}},
	Life:   &object.Life{},
	Needs:  object.Needs{Role: "Privileged Role Administrator"},
	Attributes: []object.Attribute{
		{Name: "principalId", Mode: object.Required, Type: object.Reference{To: "user, group or service principal"}, CreateOnly: true, Doc: "Object id of who gets the role."},
		{Name: "roleDefinitionId", Mode: object.Required, Type: object.Reference{To: "directory role definition"}, CreateOnly: true, Doc: "Id of the role's definition. For a built-in role it is the id of its template, such as `fdd7a751-b60b-444a-984c-02652fe8fa1c` for Groups Administrator."},
		{Name: "condition", Mode: object.Optional, CreateOnly: true, Type: object.String{}, Doc: "Condition under which the role may be used, in the words of Entra's role conditions."},
		{Name: "directoryScopeId", Mode: object.Default("/"), Type: object.String{Pattern: `^/((administrativeUnits/|attributeSets/)?[^/\s]+)?$`, PatternDoc: "must be \"/\", \"/administrativeUnits/…\" with the id of a unit, or \"/\" with the id of another object", Notation: strings.ToLower}, CreateOnly: true, Doc: "Part of the directory that the role is limited to: `/administrativeUnits/` and the id of a unit, or `/` and the object id of an application or group. The whole tenant by default."},
	},
	MovedFrom: object.From("azuread_directory_role_assignment"),
}
