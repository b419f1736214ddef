// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AdministrativeUnitRoleMember makes somebody an administrator of one unit.
var AdministrativeUnitRoleMember = object.Definition{
	Name:  "administrative_unit_role_member",
	Doc:   "Somebody who has a directory role within one administrative unit. It cannot be changed, only replaced. `microsoft365_directory_role_assignment` does the same with the unit as its scope, and takes roles that are not active too.",
	Place: object.Collection{API: object.V1, Path: "/directory/administrativeUnits/{administrativeUnitId}/scopedRoleMembers", Type: "microsoft.graph.scopedRoleMembership"},
	// The id is that of the assignment of the role, and not a GUID.
	LookUp: object.LookUp{Unfiltered: true},
	Life:   &object.Life{},
	Needs:  object.Needs{Role: "Privileged Role Administrator", Licence: "Microsoft Entra ID P1 for each administrator of a unit"},
	Attributes: []object.Attribute{
		{Name: "administrativeUnitId", Mode: object.Required, Type: object.Reference{To: "administrative unit"}, CreateOnly: true, Doc: "Id of the unit."},
		{Name: "roleId", Mode: object.Required, Type: object.Reference{To: "directory role"}, CreateOnly: true, Doc: "Id of the active role, `microsoft365_directory_role.….id`: not that of its template."},
		{Name: "roleMemberInfo", Rename: "role_member_id", Mode: object.Required, Type: object.Wrapped{Property: "id", Of: object.Reference{To: "user, group or service principal"}}, CreateOnly: true, Doc: "Object id of who gets the role."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_administrative_unit_role_member"},
	},
}
