// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// What belongs to an app registration and may need its id, or another module to say it,
// has objects of its own. Graph has one array for all roles, and one for all of each other
// kind: the objects are its elements, and the others are sent back as they are.

const applicationPath = "/applications/{applicationId}"

// AppRoleOf is one role that an application offers.
var AppRoleOf = object.Definition{
	Name:      "application_app_role",
	Reference: "resources/approle",
	Doc:       "One role that an application offers. Roles that are not managed with Terraform are left alone.",
	Elsewhere: []object.Elsewhere{{Name: "application", Attribute: "appRoles"}},
	Place: object.Element{
		API: object.V1, Path: applicationPath, Type: "microsoft.graph.appRole",
		Property: "appRoles", Key: "id", Shown: "roleId", Disable: "isEnabled", Guarded: "value",
	},
	Life:  &object.Life{},
	Needs: managingApplications,
	Attributes: append([]object.Attribute{
		applicationID,
		{Name: "roleId", Mode: object.Server, Type: object.Reference{To: "app role"}, CreateOnly: true, Doc: "Id of the role. A new GUID by default."},
		{Name: "value", Mode: object.Required, Type: object.String{MaxLength: 120}, Doc: "What stands in tokens for the role."},
	}, appRole[1:]...),
	MovedFrom: []object.Move{
		{From: "azuread_application_app_role", IDs: []string{"/applications/{applicationId}/appRoles/{id}"}},
	},
}

// PermissionScope is one delegated permission that an application offers.
var PermissionScope = object.Definition{
	Name:      "application_permission_scope",
	Reference: "resources/permissionscope",
	Doc:       "One delegated permission that an application offers as an API. Permissions that are not managed with Terraform are left alone.",
	Elsewhere: []object.Elsewhere{{Name: "application", Attribute: "api.oauth2PermissionScopes"}},
	Place: object.Element{
		API: object.V1, Path: applicationPath, Type: "microsoft.graph.permissionScope",
		Property: "api/oauth2PermissionScopes", Key: "id", Shown: "scopeId", Disable: "isEnabled", Guarded: "value",
	},
	Life:  &object.Life{},
	Needs: managingApplications,
	Attributes: append([]object.Attribute{
		applicationID,
		{Name: "scopeId", Mode: object.Server, Type: object.Reference{To: "delegated permission"}, CreateOnly: true, Doc: "Id of the permission. A new GUID by default."},
		{Name: "value", Mode: object.Required, Type: object.String{MaxLength: 120}, Doc: "What stands in tokens for the permission."},
	}, permissionScope[1:]...),
	MovedFrom: []object.Move{
		{From: "azuread_application_permission_scope", IDs: []string{"/applications/{applicationId}/permissionScopes/{id}"}},
	},
}

// PreAuthorized is one client of an application that needs no consent.
var PreAuthorized = object.Definition{
	Name:      "application_pre_authorized",
	Reference: "resources/preauthorizedapplication",
	Doc:       "One client of an application, and the delegated permissions of the application for which its users are not asked. Clients that are not managed with Terraform are left alone.",
	Elsewhere: []object.Elsewhere{{Name: "application", Attribute: "api.preAuthorizedApplications"}},
	Place: object.Element{
		API: object.V1, Path: applicationPath, Type: "microsoft.graph.preAuthorizedApplication",
		Property: "api/preAuthorizedApplications", Key: "appId",
	},
	Life:  &object.Life{},
	Needs: managingApplications,
	Attributes: []object.Attribute{
		applicationID,
		{Name: "appId", Mode: object.Required, Type: object.Reference{To: "application"}, CreateOnly: true, Doc: "Client id of the client."},
		{Name: "delegatedPermissionIds", Mode: object.Required, Type: object.Set{Of: object.Reference{To: "delegated permission"}, MinItems: 1}, Doc: "Ids of the permissions, `microsoft365_application_permission_scope.….scope_id`."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_application_pre_authorized", IDs: []string{"{applicationId}/preAuthorizedApplication/{id}"}},
	},
}

// IdentifierURI is one name of an application.
var IdentifierURI = object.Definition{
	Name:      "application_identifier_uri",
	Reference: "resources/application",
	Doc:       "One name by which tokens for an application are asked for. It can hold the application's own client id. Names that are not managed with Terraform are left alone.",
	Elsewhere: []object.Elsewhere{{Name: "application", Attribute: "identifierUris"}},
	Place: object.Element{
		API: object.V1, Path: applicationPath, Type: "microsoft.graph.application",
		Property: "identifierUris", Key: "identifierUri", Bare: true,
	},
	Life:  &object.Life{},
	Needs: managingApplications,
	Attributes: []object.Attribute{
		applicationID,
		{Name: "identifierUri", Mode: object.Required, Type: object.String{MaxLength: 255, Sample: "api://contoso.onmicrosoft.com/sample"}, CreateOnly: true, Doc: "The name, such as `api://<client id>`. Others need a verified domain of the tenant."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_application_identifier_uri", IDs: []string{"/applications/{applicationId}/identifierUris/{_}"}, Attributes: map[string]string{"id": "identifier_uri"}},
		{From: "microsoft365_graph_beta_applications_application_identifier_uri", Attributes: map[string]string{"applicationId": "application_id", "id": "identifier_uri"}},
	},
}

// RedirectURIs are the addresses of one platform.
var RedirectURIs = object.Definition{
	Name:      "application_redirect_uris",
	Reference: "resources/application",
	Doc:       "All addresses of one platform of an application to which a sign-in may return. Addresses that the platform has already are taken away; other platforms are left alone.",
	Elsewhere: []object.Elsewhere{{Name: "application", Attribute: "{platform}.redirectUris"}},
	Place:     object.Part{API: object.V1, Path: applicationPath, Type: "microsoft.graph.webApplication", Property: "{platform}"},
	Life:      &object.Life{},
	Needs:     managingApplications,
	Attributes: []object.Attribute{
		applicationID,
		{Name: "platform", Mode: object.Required, Type: object.String{Enum: []string{"web", "spa", "publicClient"}, Closed: true}, CreateOnly: true, Doc: "A web site, a page that runs in the browser, or a program on devices."},
		{Name: "redirectUris", Mode: object.Required, Type: object.Set{Of: object.String{Sample: "https://app.contoso.com/sample"}}, Doc: "The addresses."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_application_redirect_uris", IDs: []string{"/applications/{applicationId}/redirectUris/{platform}"}},
	},
}

// KnownClients are the clients whose consent counts for an application.
var KnownClients = object.Definition{
	Name:      "application_known_clients",
	Reference: "resources/apiapplication",
	Doc:       "All clients of an application whose consent counts for it too. Those that it has already are taken away.",
	Elsewhere: []object.Elsewhere{{Name: "application", Attribute: "api.knownClientApplications"}},
	Place:     object.Part{API: object.V1, Path: applicationPath, Type: "microsoft.graph.apiApplication", Property: "api"},
	Life:      &object.Life{},
	Needs:     managingApplications,
	Attributes: []object.Attribute{
		applicationID,
		{Name: "knownClientApplications", Mode: object.Required, Type: object.Set{Of: object.Reference{To: "application"}}, Doc: "Client ids of the clients."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_application_known_clients", IDs: []string{"/applications/{applicationId}/knownClients"}},
	},
}

// OptionalClaims are the further claims of an application's tokens.
var OptionalClaims = object.Definition{
	Name:      "application_optional_claims",
	Reference: "resources/optionalclaims",
	Doc:       "All further claims in an application's tokens. Those that it has already are taken away.",
	Elsewhere: []object.Elsewhere{{Name: "application", Attribute: "optionalClaims"}},
	Place:     object.Part{API: object.V1, Path: applicationPath, Type: "microsoft.graph.optionalClaims", Property: "optionalClaims"},
	// Graph takes the claims of all tokens together.
	Life:       &object.Life{Replaces: true},
	Needs:      managingApplications,
	Attributes: append([]object.Attribute{applicationID}, claimsOfTokens...),
	MovedFrom: []object.Move{
		{From: "azuread_application_optional_claims", IDs: []string{"/applications/{applicationId}", "/applications/{applicationId}/optionalClaims"}},
	},
}

// FallbackPublicClient says whether an application signs in without a secret.
var FallbackPublicClient = object.Definition{
	Name:      "application_fallback_public_client",
	Reference: "resources/application",
	Doc:       "Whether an application may sign in without a secret or certificate, as programs on devices do.",
	Elsewhere: []object.Elsewhere{{Name: "application", Attribute: "isFallbackPublicClient"}},
	Place:     object.Part{API: object.V1, Path: applicationPath, Type: "microsoft.graph.application"},
	Life:      &object.Life{},
	Needs:     managingApplications,
	Attributes: []object.Attribute{
		applicationID,
		{Name: "isFallbackPublicClient", Mode: object.Required, Type: object.Bool{}, Doc: "Whether it may."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_application_fallback_public_client", IDs: []string{"/applications/{applicationId}/fallbackPublicClient"}},
	},
}
