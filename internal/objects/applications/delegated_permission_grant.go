// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// DelegatedPermissionGrant lets an application act for users.
var DelegatedPermissionGrant = object.Definition{
	Name:   "delegated_permission_grant",
	Doc:    "Delegated permissions that an application has for all users of the tenant, or for one: what a consent grants.",
	Place:  object.Collection{API: object.V1, Path: "/oauth2PermissionGrants", Type: "microsoft.graph.oAuth2PermissionGrant"},
	LookUp: object.LookUp{PageSize: 999, Filterable: []string{"clientId", "consentType", "principalId", "resourceId"}},
	Life:   &object.Life{},
	Needs:  object.Needs{Role: "Cloud Application Administrator"},
	Attributes: []object.Attribute{
		{Name: "clientId", Mode: object.Required, Type: object.Reference{To: "service principal"}, CreateOnly: true, Doc: "Object id of the service principal that acts."},
		{Name: "resourceId", Mode: object.Required, Type: object.Reference{To: "service principal"}, CreateOnly: true, Doc: "Object id of the service principal of the API."},
		{Name: "consentType", Mode: object.Default("AllPrincipals"), Type: object.String{Enum: []string{"AllPrincipals", "Principal"}}, CreateOnly: true, Doc: "Whether the grant is for all users, or for one."},
		{Name: "principalId", Mode: object.Optional, Type: object.Reference{To: "user"}, CreateOnly: true, Doc: "Object id of the one user."},
		{Name: "scope", Mode: object.Required, Type: object.Flags{Separator: " "}, Doc: "Values of the permissions, such as `User.Read`."},
	},
	Rules: []object.Rule{
		{When: []object.Condition{object.Is("consentType", "Principal")}, Then: object.Given("principalId"), Because: "The grant is for one user."},
		{When: []object.Condition{object.Is("consentType", "AllPrincipals")}, Then: object.Absent("principalId"), Because: "The grant is for all users."},
	},
	MovedFrom: object.From("azuread_service_principal_delegated_permission_grant"),
}
