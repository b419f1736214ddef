// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package applications describes app registrations, service principals and what
// they are allowed to do.
package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Application is an app registration.
var Application = object.Definition{
	Name:   "application",
	Doc:    "An app registration: what an application is in every tenant. In a tenant it acts through a service principal.",
	Place:  object.Collection{API: object.V1, Path: "/applications", Type: "microsoft.graph.application"},
	LookUp: object.LookUp{Key: "displayName", Advanced: true, Filterable: []string{"appId", "signInAudience"}},
	Life:   &object.Life{Create: object.Create{Upsert: "uniqueName"}, Delete: object.Delete{Bin: "/directory/deletedItems"}},
	Needs:  object.Needs{Role: "Cloud Application Administrator", Deviations: []object.Deviation{ofOwned}},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the application."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the application is, for its users."},
		{Name: "notes", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "Notes for those who manage the application."},
		{Name: "signInAudience", Mode: object.Default("AzureADMyOrg"), Type: object.String{Enum: []string{"AzureADMyOrg", "AzureADMultipleOrgs", "AzureADandPersonalMicrosoftAccount", "PersonalMicrosoftAccount"}}, Doc: "Whose accounts can sign in: those of this tenant, of any, or personal ones too."},
		{Name: "identifierUris", Mode: object.Server, Type: object.Set{Of: object.String{Sample: "api://contoso.onmicrosoft.com/sample"}}, Doc: "Names by which tokens for the application are asked for, such as `api://contoso.com/orders`. One with the application's own client id is a `microsoft365_application_identifier_uri`."},
		{Name: "tags", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Words that sort applications."},
		{Name: "groupMembershipClaims", Mode: object.Optional, Type: object.Flags{Enum: []string{"None", "SecurityGroup", "DirectoryRole", "ApplicationGroup", "All"}}, Doc: "Which of a user's groups stand in the application's tokens."},
		{Name: "isFallbackPublicClient", Mode: object.Server, Type: object.Bool{}, Doc: "Whether the application may sign in without a secret or certificate, as programs on devices do."},
		{Name: "isDeviceOnlyAuthSupported", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether devices can sign in to the application without a user."},
		{Name: "samlMetadataUrl", Mode: object.Optional, Type: address, Doc: "Where the application publishes its SAML metadata."},
		{Name: "servicePrincipalLockConfiguration", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isEnabled", Mode: object.Required, Type: object.Bool{}, Doc: "Whether anything is locked."},
			{Name: "allProperties", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether all that can be locked is."},
			{Name: "credentialsWithUsageSign", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether credentials that sign are locked."},
			{Name: "credentialsWithUsageVerify", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether credentials that prove who signs in are locked."},
			{Name: "tokenEncryptionKeyId", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether the key that encrypts tokens is locked."},
		}}, Removal: object.ClearedWith(object.Body{"isEnabled": false}), Doc: "What other tenants cannot change of their service principal of the application."},
		{Name: "parentalControlSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "countriesBlockedForMinors", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Pattern: "^[A-Z]{2}$", PatternDoc: "must be a two-letter country code of ISO 3166, in capitals", Sample: "FR"}}, Doc: "Countries where minors cannot use the application, two letters each."},
			{Name: "legalAgeGroupRule", Mode: object.Default("Allow"), Type: object.String{Enum: []string{"Allow", "RequireConsentForPrivacyServices", "RequireConsentForMinors", "RequireConsentForKids", "BlockMinors"}}, Doc: "What holds for minors elsewhere."},
		}}, Doc: "Who is too young for the application."},
		{Name: "serviceManagementReference", Mode: object.Optional, Type: object.String{}, Doc: "Who runs the application, as a reference into a service catalogue."},
		{Name: "api", Mode: object.Server, Type: object.Object{Merges: true, Attributes: api}, Doc: "The application as an API that others call."},
		{Name: "appRoles", Mode: object.Server, Type: object.Map{Key: "value", ID: "id", Disable: "isEnabled", Attributes: appRole}, Doc: "Roles that users, groups and other applications can be given, by the value that stands in tokens. Or each is a `microsoft365_application_app_role`."},
		{Name: "requiredResourceAccess", Mode: object.Default([]any{}), Type: object.Map{Key: "resourceAppId", Attributes: requiredAccess}, Doc: "Permissions that the application asks for, by the client id of the API. To list one does not grant it: see `microsoft365_app_role_assignment`."},
		{Name: "optionalClaims", Mode: object.Server, Type: object.Object{Attributes: claimsOfTokens}, Doc: "Further claims in the application's tokens."},
		{Name: "web", Mode: object.Server, Type: object.Object{Merges: true, Attributes: web}, Doc: "The application as a web site."},
		{Name: "spa", Mode: object.Server, Type: redirects, Doc: "The application as a page that runs in the browser."},
		{Name: "publicClient", Mode: object.Server, Type: redirects, Doc: "The application as a program on devices."},
		{Name: "info", Mode: object.Server, Type: object.Object{Merges: true, Attributes: []object.Attribute{
			{Name: "marketingUrl", Mode: object.Optional, Type: address, Doc: "Page about the application."},
			{Name: "privacyStatementUrl", Mode: object.Optional, Type: address, Doc: "Privacy statement."},
			{Name: "supportUrl", Mode: object.Optional, Type: address, Doc: "Page for help."},
			{Name: "termsOfServiceUrl", Mode: object.Optional, Type: address, Doc: "Terms of service."},
		}}, Doc: "Pages about the application."},
		{Name: "uniqueName", Mode: object.Optional, CreateOnly: true, Once: true, Type: object.String{}, Doc: "Name that no other app registration of the tenant has or gets. With it, an apply that was interrupted can simply be repeated; a registration that has the name already is taken over."},
		{Name: "owners", Mode: object.Links, Type: object.References{To: "user or service principal"}, Doc: "Object ids of the owners. Who creates an application by Graph as a user becomes its owner."},
		{Name: "appId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Application (client) id."},
		{Name: "publisherDomain", Mode: object.ReadOnly, Type: object.String{}, Doc: "Verified domain of the publisher."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the application was created."},
	},
	MovedFrom: object.From("azuread_application", "azuread_application_registration", "microsoft365_graph_beta_applications_application"),
}

var address = object.String{MaxLength: 255, Pattern: "^https?://", PatternDoc: "must begin with https:// or http://", Sample: "https://www.contoso.com/sample"}

var redirects = object.Object{Merges: true, Attributes: []object.Attribute{redirectURIs}}

var redirectURIs = object.Attribute{Name: "redirectUris", Mode: object.Server, Type: object.Set{Of: object.String{Sample: "https://app.contoso.com/sample"}}, Doc: "Addresses to which a sign-in may return. Or they are a `microsoft365_application_redirect_uris`."}

var api = []object.Attribute{
	{Name: "requestedAccessTokenVersion", Mode: object.Optional, Type: object.Int{Min: 1, Max: 2}, Doc: "Version of the access tokens for the API. Accounts of any tenant need 2."},
	{Name: "acceptMappedClaims", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether claims may be mapped without a signing key of the application's own."},
	{Name: "knownClientApplications", Mode: object.Server, Type: object.Set{Of: object.Reference{To: "application"}}, Doc: "Client ids of applications whose consent counts for the API too. Or they are a `microsoft365_application_known_clients`."},
	{Name: "oauth2PermissionScopes", Mode: object.Server, Type: object.Map{Key: "value", ID: "id", Disable: "isEnabled", Attributes: permissionScope}, Doc: "Delegated permissions that the API offers, by the value that stands in tokens. Or each is a `microsoft365_application_permission_scope`."},
	{Name: "preAuthorizedApplications", Mode: object.Server, Type: object.Map{Key: "appId", Attributes: []object.Attribute{
		{Name: "delegatedPermissionIds", Mode: object.Required, Type: object.Set{Of: object.Reference{To: "delegated permission"}}, Doc: "Ids of the permissions."},
	}}, Doc: "Permissions that need no consent, by the client id of the application that uses them. Those of the application itself are a `microsoft365_application_pre_authorized` each."},
}

var permissionScope = []object.Attribute{
	{Name: "id", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the permission."},
	{Name: "type", Mode: object.Default("User"), Type: object.String{Enum: []string{"User", "Admin"}}, Doc: "Who may consent."},
	{Name: "adminConsentDisplayName", Mode: object.Required, Type: object.String{MaxLength: 100}, Doc: "Name of the permission for administrators."},
	{Name: "adminConsentDescription", Mode: object.Required, Type: object.String{}, Doc: "What the permission allows, for administrators."},
	{Name: "userConsentDisplayName", Mode: object.Optional, Type: object.String{}, Doc: "Name of the permission for users."},
	{Name: "userConsentDescription", Mode: object.Optional, Type: object.String{}, Doc: "What the permission allows, for users."},
	{Name: "isEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether the permission can be asked for."},
}

var appRole = []object.Attribute{
	{Name: "id", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the role."},
	{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 100}, Doc: "Name of the role."},
	{Name: "description", Mode: object.Required, Type: object.String{}, Doc: "What the role allows."},
	{Name: "allowedMemberTypes", Mode: object.Required, Type: object.Set{Of: object.String{Enum: []string{"User", "Application"}}, MinItems: 1}, Doc: "Who can have the role: `User` for users and groups, `Application` for other applications."},
	{Name: "isEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether the role can be given."},
}

var requiredAccess = []object.Attribute{
	{Name: "resourceAccess", Mode: object.Required, Type: object.Set{MinItems: 1, Of: object.Object{Attributes: []object.Attribute{
		{Name: "id", Mode: object.Required, Type: object.Reference{To: "app role or delegated permission"}, Doc: "Id of the permission."},
		{Name: "type", Mode: object.Required, Type: object.String{Enum: []string{"Role", "Scope"}}, Doc: "`Role` for application permissions, `Scope` for delegated ones."},
	}}}, Doc: "The permissions."},
}

var claimsOfTokens = []object.Attribute{
	{Name: "accessToken", Mode: object.Default([]any{}), Type: optionalClaims, Doc: "Claims in access tokens."},
	{Name: "idToken", Mode: object.Default([]any{}), Type: optionalClaims, Doc: "Claims in id tokens."},
	{Name: "saml2Token", Mode: object.Default([]any{}), Type: optionalClaims, Doc: "Claims in SAML tokens."},
}

var optionalClaims = object.Set{Of: object.Object{Attributes: []object.Attribute{
	{Name: "name", Mode: object.Required, Type: object.String{}, Doc: "Name of the claim."},
	{Name: "source", Mode: object.Optional, Type: object.String{Sample: "user"}, Doc: "`user` for a claim from an extension property of the user."},
	{Name: "essential", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the application cannot do without the claim."},
	{Name: "additionalProperties", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "How the claim is written, such as `emit_as_roles`."},
}}}

var web = []object.Attribute{
	{Name: "homePageUrl", Mode: object.Optional, Type: address, Doc: "Home page of the application."},
	{Name: "logoutUrl", Mode: object.Optional, Type: address, Doc: "Page that ends the session."},
	redirectURIs,
	// v1.0's page does not know the property, and beta's does not say what a change of it does
	// to the addresses themselves: it is read only.
	{Name: "redirectUriSettings", Mode: object.ReadOnly, Follows: []string{"redirectUris"}, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
		{Name: "uri", Mode: object.Optional, Type: object.String{}, Doc: "One of the addresses."},
		{Name: "index", Mode: object.Optional, Type: object.Int{}, Doc: "Its number in requests of SAML; null where it has none."},
	}}}, Doc: "The numbers by which requests of SAML name the addresses."},
	{Name: "implicitGrantSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
		{Name: "enableAccessTokenIssuance", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether access tokens are given so."},
		{Name: "enableIdTokenIssuance", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether id tokens are given so."},
	}}, Doc: "Tokens in the answer to the sign-in page, which newer applications do without."},
}

// ofOwned: the permission is enough for an identity that manages only what it made.
var ofOwned = object.Deviation{Kind: object.ForSome, Because: "It opens the applications and service principals that the identity owns, which those are that it made itself.", Permissions: []string{"Application.ReadWrite.OwnedBy"}}
