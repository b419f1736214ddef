// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AppRoleAssignment gives an application permission, or another role of an
// application, to somebody.
var AppRoleAssignment = object.Definition{
	Name:   "app_role_assignment",
	Doc:    "A role of an application that somebody has: an application permission that an application or a managed identity has been granted, or the assignment of users and groups. It cannot be changed, only replaced.",
	Place:  object.Collection{API: object.V1, Path: "/servicePrincipals/{resourceId}/appRoleAssignedTo", Type: "microsoft.graph.appRoleAssignment"},
	LookUp: object.LookUp{PageSize: 999},
	Life:   &object.Life{},
	Needs:  object.Needs{Role: "Cloud Application Administrator"},
	Attributes: []object.Attribute{
		{Name: "resourceId", Mode: object.Required, Type: object.Reference{To: "service principal"}, CreateOnly: true, Sent: true, Doc: "Object id of the service principal that offers the role: for permissions of Microsoft Graph, Graph's own."},
		{Name: "principalId", Mode: object.Required, Type: object.Reference{To: "user, group or service principal"}, CreateOnly: true, Doc: "Object id of who gets the role."},
		{Name: "appRoleId", Mode: object.Required, Type: object.Reference{To: "app role"}, CreateOnly: true, Doc: "Id of the role. `00000000-0000-0000-0000-000000000000` assigns to an application that has no roles."},
		{Name: "principalDisplayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of who has the role."},
		{Name: "principalType", Mode: object.ReadOnly, Type: object.String{}, Doc: "`User`, `Group` or `ServicePrincipal`."},
		{Name: "resourceDisplayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the application that offers the role."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the role was given."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_app_role_assignment", IDs: []string{"{resourceId}/appRoleAssignment/{id}"}},
		{From: "microsoft365_graph_beta_applications_service_principal_app_role_assigned_to", Attributes: map[string]string{"resourceId": "resource_object_id"}},
		{From: "microsoft365_graph_beta_groups_group_app_role_assignment", IDs: []string{"{_}/{id}"}, Attributes: map[string]string{"resourceId": "resource_object_id"}},
	},
}
