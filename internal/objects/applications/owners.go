// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// ApplicationOwner is the ownership of one app registration.
var ApplicationOwner = object.Definition{
	Name:       "application_owner",
	Reference:  "application-post-owners",
	Doc:        "The ownership of one app registration by one user or service principal. Owners that are not managed with Terraform are left alone.",
	Elsewhere:  []object.Elsewhere{{Name: "application", Attribute: "owners"}},
	Place:      object.Relation{API: object.V1, Path: "/applications/{applicationId}/owners", Type: "microsoft.graph.directoryObject", Target: "ownerId"},
	Life:       &object.Life{},
	Needs:      managingApplications,
	Attributes: append([]object.Attribute{applicationID}, owner),
	MovedFrom: []object.Move{
		{From: "azuread_application_owner"},
		{From: "microsoft365_graph_beta_applications_application_owner", Attributes: map[string]string{"applicationId": "application_id", "id": "owner_id"}},
	},
}

// ServicePrincipalOwner is the ownership of one service principal.
var ServicePrincipalOwner = object.Definition{
	Name:       "service_principal_owner",
	Reference:  "serviceprincipal-post-owners",
	Doc:        "The ownership of one service principal by one user or service principal. Owners that are not managed with Terraform are left alone.",
	Elsewhere:  []object.Elsewhere{{Name: "service_principal", Attribute: "owners"}},
	Place:      object.Relation{API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}/owners", Type: "microsoft.graph.directoryObject", Target: "ownerId"},
	Life:       &object.Life{},
	Needs:      managingApplications,
	Attributes: append([]object.Attribute{servicePrincipalID}, owner),
	MovedFrom: []object.Move{
		{From: "microsoft365_graph_beta_applications_service_principal_owner", Attributes: map[string]string{"servicePrincipalId": "service_principal_id", "id": "owner_id"}},
	},
}

var owner = object.Attribute{Name: "ownerId", Mode: object.Required, Type: object.Reference{To: "user or service principal"}, CreateOnly: true, Doc: "Object id of the owner."}

// managingApplications is what managing applications and their parts takes.
var managingApplications = object.Needs{Role: "Cloud Application Administrator", Deviations: []object.Deviation{ofOwned}}

// Parents of what belongs to an application.
var (
	applicationID      = object.Attribute{Name: "applicationId", Mode: object.Required, Type: object.Reference{To: "app registration"}, CreateOnly: true, Doc: "Object id of the app registration, `microsoft365_application.….id`."}
	servicePrincipalID = object.Attribute{Name: "servicePrincipalId", Mode: object.Required, Type: object.Reference{To: "service principal"}, CreateOnly: true, Doc: "Object id of the service principal, `microsoft365_service_principal.….id`."}
)
