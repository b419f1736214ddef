// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AdministrativeUnitMember is the membership of one object in one
// administrative unit.
var AdministrativeUnitMember = object.Definition{
	Name:      "administrative_unit_member",
	Doc:       "The membership of one user, group or device in one administrative unit. Members that are not managed with Terraform are left alone. A dynamic unit takes none.",
	Reference: "administrativeunit-post-members",
	Place:     object.Relation{API: object.V1, Path: "/directory/administrativeUnits/{administrativeUnitId}/members", Type: "microsoft.graph.directoryObject", Target: "memberId"},
	Life:      &object.Life{},
	Needs:     object.Needs{Role: "Privileged Role Administrator", Licence: "Microsoft Entra ID P1 for each administrator of a unit"},
	Attributes: []object.Attribute{
		{Name: "administrativeUnitId", Mode: object.Required, Type: object.Reference{To: "administrative unit"}, CreateOnly: true, Doc: "Id of the unit."},
		{Name: "memberId", Mode: object.Required, Type: object.Reference{To: "user, group or device"}, CreateOnly: true, Doc: "Object id of the member. The members of a group do not become members of the unit with it."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_administrative_unit_member", IDs: []string{"{administrativeUnitId}/member/{id}"}},
	},
}
