// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// GroupLicenseAssignment gives a licence to all members of a group.
var GroupLicenseAssignment = object.Definition{
	Name:      "group_license_assignment",
	Doc:       "A licence that all members of a group get. Other licences of the group are left alone.",
	Reference: "group-assignlicense",
	Place: object.Element{
		API: object.V1, Path: "/groups/{groupId}", Type: "microsoft.graph.assignedLicense",
		Property: "assignedLicenses", Key: "skuId",
		Add: "assignLicense",
		AddBody: func(license object.Body) object.Body {
			return object.Body{"addLicenses": []any{license}, "removeLicenses": []any{}}
		},
		Remove: "assignLicense",
		RemoveBody: func(sku string) object.Body {
			return object.Body{"addLicenses": []any{}, "removeLicenses": []any{sku}}
		},
	},
	Life:  &object.Life{},
	Needs: object.Needs{Role: "License Administrator", Licence: "Microsoft Entra ID P1, Microsoft 365 Business Premium or Office 365 E3, for each member", Deviations: ofGroups},
	Attributes: []object.Attribute{
		{Name: "groupId", Mode: object.Required, Type: object.Reference{To: "group"}, CreateOnly: true, Doc: "Id of the group."},
		{Name: "skuId", Mode: object.Required, Type: object.Reference{To: "licence"}, CreateOnly: true, Doc: "Id of the licence, as `microsoft365_subscribed_skus` lists it."},
		{Name: "disabledPlans", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "service plan"}}, Doc: "Ids of service plans of the licence that members do not get."},
	},
	MovedFrom: []object.Move{
		{From: "microsoft365_graph_beta_groups_license_assignment", IDs: []string{"{groupId}_{id}"}},
		{From: "microsoft365wp_group_assigned_license", Attributes: map[string]string{"groupId": "group_id", "id": "sku_id"}},
	},
}
