// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// GroupLicenseAssignment gives a licence to all members of a group.
var GroupLicenseAssignment = object.Definition{
	Name:       "group_license_assignment",
	Doc:        "A licence that all members of a group get. Other licences of the group are left alone.",
	Reference:  "group-assignlicense",
	Place:      licencesOf("/groups/{groupId}"),
	Life:       &object.Life{},
	Needs:      object.Needs{Role: "License Administrator", Licence: "Microsoft Entra ID P1, Microsoft 365 Business Premium or Office 365 E3, for each member", Deviations: ofGroups},
	Attributes: append([]object.Attribute{{Name: "groupId", Mode: object.Required, Type: object.Reference{To: "group"}, CreateOnly: true, Doc: "Id of the group."}}, assignedLicense("members do not get")...),
	MovedFrom: []object.Move{
		{From: "microsoft365_graph_beta_groups_license_assignment", IDs: []string{"{groupId}_{id}"}},
		{From: "microsoft365wp_group_assigned_license", Attributes: map[string]string{"groupId": "group_id", "id": "sku_id"}},
	},
}
