// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// ServicePrincipal is an application in this tenant.
var ServicePrincipal = object.Definition{
	Name:   "service_principal",
	Doc:    "An application in this tenant, called enterprise application in the portal: what signs in, and what permissions are given to.",
	Place:  object.Collection{API: object.V1, Path: "/servicePrincipals", Type: "microsoft.graph.servicePrincipal"},
	LookUp: object.LookUp{Key: "appId", Unique: true, Advanced: true, Filterable: []string{"displayName", "servicePrincipalType", "accountEnabled"}},
	Life:   &object.Life{Create: object.Create{Adopt: "appId"}, Delete: object.Delete{Bin: "/directory/deletedItems"}},
	Needs:  object.Needs{Role: "Cloud Application Administrator", Deviations: []object.Deviation{ofOwned}},
	Attributes: []object.Attribute{
		{Name: "appId", Mode: object.Required, Type: object.Reference{To: "application"}, CreateOnly: true, Doc: "Application (client) id, of an app registration here or in another tenant."},
		{Name: "accountEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether anybody can sign in to the application here."},
		{Name: "appRoleAssignmentRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether only those can sign in who have been assigned to the application."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the application is for, here."},
		{Name: "notes", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "Notes for those who manage the application here."},
		{Name: "loginUrl", Mode: object.Optional, Type: address, Doc: "Page that starts the sign-in, for applications with SAML."},
		{Name: "preferredSingleSignOnMode", Mode: object.Optional, Type: object.String{Enum: []string{"password", "saml", "notSupported", "oidc"}}, Doc: "How users sign in without a password of the application's own."},
		{Name: "preferredTokenSigningKeyThumbprint", Mode: object.Server, Type: object.String{}, Doc: "Thumbprint of the certificate that signs SAML tokens. `microsoft365_service_principal_preferred_token_signing_key` sets it alone."},
		{Name: "samlSingleSignOnSettings", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "relayState", Mode: object.Optional, Type: object.String{}, Doc: "Where the application leads users after a sign-in that it has not begun."},
		}}, Doc: "Settings of SAML."},
		{Name: "notificationEmailAddresses", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Sample: "it@contoso.com"}}, Doc: "Who is told before the signing certificate expires."},
		{Name: "alternativeNames", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Further names, such as the Azure resource of a managed identity."},
		{Name: "tags", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Words that sort applications. `HideApp` keeps it off users' pages, `WindowsAzureActiveDirectoryIntegratedApp` shows it in the portal."},
		{Name: "owners", Mode: object.Links, Type: object.References{To: "user or service principal"}, Doc: "Object ids of the owners."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the application."},
		{Name: "servicePrincipalType", Mode: object.ReadOnly, Type: object.String{}, Doc: "`Application`, `ManagedIdentity` or `Legacy`."},
		{Name: "appRoles", Mode: object.ReadOnly, Volatile: true, Type: object.Map{Key: "value", Attributes: []object.Attribute{
			{Name: "id", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the role."},
			{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the role."},
		}}, Doc: "Application permissions and roles that the application offers, by their value: `app_roles[\"Group.Read.All\"].id`."},
		{Name: "oauth2PermissionScopes", Mode: object.ReadOnly, Volatile: true, Type: object.Map{Key: "value", Attributes: []object.Attribute{
			{Name: "id", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the permission."},
			{Name: "type", Mode: object.ReadOnly, Type: object.String{}, Doc: "Who may consent: `User` or `Admin`."},
		}}, Doc: "Delegated permissions that the application offers, by their value."},
	},
	MovedFrom: object.From("azuread_service_principal", "microsoft365_graph_beta_applications_service_principal"),
}
