// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// UserLicenseAssignment gives a licence to one user.
var UserLicenseAssignment = object.Definition{
	Name:       "user_license_assignment",
	Doc:        "A licence that one user gets directly. Other licences of the user, and those that come from a group, are left alone. The user needs a `usage_location`.",
	Reference:  "user-assignlicense",
	Place:      licencesOf("/users/{userId}"),
	Life:       &object.Life{},
	Needs:      object.Needs{Role: "License Administrator"},
	Attributes: append([]object.Attribute{{Name: "userId", Mode: object.Required, Type: object.Reference{To: "user"}, CreateOnly: true, Doc: "Object id of the user."}}, assignedLicense("the user does not get")...),
	MovedFrom: []object.Move{
		{From: "microsoft365_graph_beta_users_user_license_assignment", IDs: []string{"{userId}_{id}"}, Attributes: map[string]string{"userId": "user_id", "id": "sku_id"}},
	},
}

// licencesOf is the collection of licences that a user or group has.
func licencesOf(path string) object.Element {
	return object.Element{
		API: object.V1, Path: path, Type: "microsoft.graph.assignedLicense",
		Property: "assignedLicenses", Key: "skuId",
		Add: "assignLicense",
		AddBody: func(license object.Body) object.Body {
			return object.Body{"addLicenses": []any{license}, "removeLicenses": []any{}}
		},
		Remove: "assignLicense",
		RemoveBody: func(sku string) object.Body {
			return object.Body{"addLicenses": []any{}, "removeLicenses": []any{sku}}
		},
	}
}

func assignedLicense(withheld string) []object.Attribute {
	return []object.Attribute{
		{Name: "skuId", Mode: object.Required, Type: object.Reference{To: "licence"}, CreateOnly: true, Doc: "Id of the licence, as `microsoft365_subscribed_skus` lists it."},
		{Name: "disabledPlans", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "service plan"}}, Doc: "Ids of service plans of the licence that " + withheld + "."},
	}
}
