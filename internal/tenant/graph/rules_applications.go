// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

var appRules = rules{
	required: []string{"displayName"},
	defaults: store.Object{
		"signInAudience": "AzureADMyOrg", "identifierUris": []any{}, "tags": []any{}, "appRoles": []any{}, "addIns": []any{},
		"keyCredentials": []any{}, "passwordCredentials": []any{}, "requiredResourceAccess": []any{}, "description": nil, "notes": nil,
		"isFallbackPublicClient": nil, "isDeviceOnlyAuthSupported": nil, "groupMembershipClaims": nil, "uniqueName": nil,
		"disabledByMicrosoftStatus": nil, "deletedDateTime": nil, "applicationTemplateId": nil, "certification": nil, "defaultRedirectUri": nil,
		"optionalClaims": nil, "requestSignatureVerification": nil, "samlMetadataUrl": nil, "serviceManagementReference": nil,
		"servicePrincipalLockConfiguration": nil, "tokenEncryptionKeyId": nil,
		"api": store.Object{
			"acceptMappedClaims": nil, "knownClientApplications": []any{}, "requestedAccessTokenVersion": nil,
			"oauth2PermissionScopes": []any{}, "preAuthorizedApplications": []any{},
		},
		"info": store.Object{
			"termsOfServiceUrl": nil, "supportUrl": nil, "privacyStatementUrl": nil, "marketingUrl": nil, "logoUrl": nil,
		},
		"parentalControlSettings": store.Object{"countriesBlockedForMinors": []any{}, "legalAgeGroupRule": "Allow"},
		"publicClient":            store.Object{"redirectUris": []any{}},
		"spa":                     store.Object{"redirectUris": []any{}},
		"verifiedPublisher":       store.Object{"displayName": nil, "verifiedPublisherId": nil, "addedDateTime": nil},
		"web": store.Object{
			"redirectUris": []any{}, "homePageUrl": nil, "logoutUrl": nil, "redirectUriSettings": []any{},
			"implicitGrantSettings": store.Object{"enableIdTokenIssuance": false, "enableAccessTokenIssuance": false},
		},
	},
	readOnly: []string{
		"appId", "createdDateTime", "publisherDomain", "applicationTemplateId", "disabledByMicrosoftStatus", "deletedDateTime",
	},
	overlooked: []string{"verifiedPublisher", "certification"},
	filled:     []string{"api", "appRoles", "optionalClaims"},
	longest:    map[string]int{"displayName": 256, "description": 1024, "notes": 1024},
	unique:     []string{"appId", "uniqueName", "identifierUris"},
	concealed:  map[string]string{"passwordCredentials": "secretText", "keyCredentials": "key"},
	tells:      tellSecrets,
	bin:        deletedItems,
	derive:     deriveApplication,
	check:      checkApplication,
	complete: func(c *call, application store.Object) {
		application["appId"] = uuid.NewString()
		application["publisherDomain"] = c.initialDomain()
	},
	stored:  updateServicePrincipal,
	removed: removeServicePrincipal,
}

// deriveApplication: roles tell where they are from, and there are no empty
// addresses.
func deriveApplication(_ *call, _, application store.Object) {
	application["appRoles"] = originating(list(application["appRoles"]))
	for _, name := range []string{"info", "web"} {
		part, _ := application[name].(store.Object)
		for member, value := range part {
			if value == "" {
				part = replaced(part, member, nil)
			}
		}
		application[name] = part
	}
	if web, ok := application["web"].(store.Object); ok {
		application["web"] = replaced(web, "redirectUriSettings", numberedAddresses(web))
	}
}

// numberedAddresses are the addresses of a web site, each with the number that it has.
func numberedAddresses(web store.Object) []any {
	numbers := map[any]any{}
	for _, element := range list(web["redirectUriSettings"]) {
		setting, _ := element.(store.Object)
		numbers[setting["uri"]] = setting["index"]
	}
	all := []any{}
	for _, uri := range list(web["redirectUris"]) {
		all = append(all, store.Object{"uri": uri, "index": numbers[uri]})
	}
	return all
}

func originating(roles []any) []any {
	all := make([]any, len(roles))
	for i, element := range roles {
		role, _ := element.(store.Object)
		all[i] = replaced(role, "origin", "Application")
	}
	return all
}

func applicationRules() table {
	return table{
		"/applications/*/extensionProperties":               &extensionRules,
		"/applications":                                     &appRules,
		"/servicePrincipals":                                &servicePrincipalRules,
		"/applications/*/federatedIdentityCredentials":      &federatedCredentialRules,
		"/servicePrincipals/*/federatedIdentityCredentials": &federatedCredentialRules,
		"/servicePrincipals/*/appRoleAssignedTo":            &appRoleAssignmentRules,
		"/servicePrincipals/*/appRoleAssignments":           &appRoleAssignmentRules,
		"/users/*/appRoleAssignments":                       &appRoleAssignmentRules,
		"/groups/*/appRoleAssignments":                      &appRoleAssignmentRules,
		"/oauth2PermissionGrants":                           &grantRules,
	}
}

// applicationOperations are those of applications and their service principals.
func applicationOperations() operations {
	return operations{
		"application": {
			"addKey":                 (*call).addKey,
			"addPassword":            (*call).addPassword,
			"removeKey":              (*call).removeKey,
			"removePassword":         (*call).removePassword,
			"setVerifiedPublisher":   (*call).accept,
			"unsetVerifiedPublisher": (*call).accept,
		},
		"application[]": {"delta": (*call).delta},
		"servicePrincipal": {
			"addKey":                     (*call).addKey,
			"addPassword":                (*call).addPassword,
			"addTokenSigningCertificate": (*call).addTokenSigningCertificate,
			"removeKey":                  (*call).removeKey,
			"removePassword":             (*call).removePassword,
		},
		"servicePrincipal[]":      {"delta": (*call).delta},
		"oAuth2PermissionGrant[]": {"delta": (*call).delta},
		"applicationTemplate":     {"instantiate": (*call).instantiate},
	}
}

// applicationPermissions open the paths of these rules.
func applicationPermissions() permissions {
	return permissions{
		"/users/*/appRoleAssignments":             {read: []string{"Application.Read.All", "Directory.Read.All", "AppRoleAssignment.ReadWrite.All"}, write: []string{"AppRoleAssignment.ReadWrite.All"}},
		"/groups/*/appRoleAssignments":            {read: []string{"Application.Read.All", "Directory.Read.All", "AppRoleAssignment.ReadWrite.All"}, write: []string{"AppRoleAssignment.ReadWrite.All"}},
		"/applications":                           {read: []string{"Application.Read.All", "Directory.Read.All"}, write: []string{"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"}},
		"/servicePrincipals/*/appRoleAssignedTo":  {read: []string{"Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All"}, write: []string{"AppRoleAssignment.ReadWrite.All"}},
		"/servicePrincipals/*/appRoleAssignments": {read: []string{"Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All"}, write: []string{"AppRoleAssignment.ReadWrite.All"}},
		"/servicePrincipals":                      {read: []string{"Application.Read.All", "Directory.Read.All"}, write: []string{"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All"}},
		"/oauth2PermissionGrants":                 {read: []string{"DelegatedPermissionGrant.Read.All", "Directory.Read.All"}, write: []string{"DelegatedPermissionGrant.ReadWrite.All"}},
		"/applicationTemplates":                   {read: []string{"Application.Read.All", "Directory.Read.All"}, write: []string{"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All"}},
	}
}

var servicePrincipalRules = rules{
	required: []string{"appId"},
	defaults: store.Object{
		"accountEnabled": true, "appRoleAssignmentRequired": false, "servicePrincipalType": "Application", "tags": []any{}, "addIns": []any{},
		"alternativeNames": []any{}, "notificationEmailAddresses": []any{}, "keyCredentials": []any{}, "passwordCredentials": []any{},
		"description": nil, "notes": nil, "loginUrl": nil, "preferredSingleSignOnMode": nil, "preferredTokenSigningKeyThumbprint": nil,
		"deletedDateTime": nil, "applicationTemplateId": nil, "disabledByMicrosoftStatus": nil, "tokenEncryptionKeyId": nil,
		"samlSingleSignOnSettings": nil, "resourceSpecificApplicationPermissions": []any{},
		"verifiedPublisher": store.Object{"displayName": nil, "verifiedPublisherId": nil, "addedDateTime": nil},
	},
	readOnly: []string{
		"appDisplayName", "appDescription", "appOwnerOrganizationId", "signInAudience", "servicePrincipalType", "applicationTemplateId",
		"deletedDateTime", "disabledByMicrosoftStatus",
	},
	overlooked: []string{"verifiedPublisher"},
	createOnly: []string{"appId"},
	filled:     []string{"samlSingleSignOnSettings"},
	lookups:    []string{"appId", "servicePrincipalNames"},
	concealed:  map[string]string{"passwordCredentials": "secretText", "keyCredentials": "key"},
	selectOnly: []string{"customSecurityAttributes"},
	shows:      showPermissionScopes,
	bin:        deletedItems,
	check:      checkServicePrincipal,
	complete:   completeServicePrincipal,
	keeps:      keepServicePrincipal,
}

// tellSecrets: the request that creates an application is told the secrets of its
// credentials, and none after it.
func tellSecrets(_ *call, e entry) store.Object { return e.object }

// showPermissionScopes: beta has another name for them.
func showPermissionScopes(c *call, stored, shown store.Object) store.Object {
	scopes, has := stored["oauth2PermissionScopes"]
	if !has || c.version != "beta" {
		return shown
	}
	return replaced(shown, "publishedPermissionScopes", scopes)
}

// checkServicePrincipal refuses an application that is not there, and a second
// service principal of one that is.
func checkServicePrincipal(c *call, before, after store.Object) error {
	if !oneOf(after["preferredSingleSignOnMode"], nil, "", "password", "saml", "oidc", "external", "notSupported") {
		return invalidValue("preferredSingleSignOnMode", "ServicePrincipal")
	}
	if before != nil {
		return c.checkCredentials(before, after)
	}
	appID := text(after["appId"])
	if _, exists := c.store.FindBy("/servicePrincipals", "appId", appID); exists {
		return fail(http.StatusConflict, "Request_MultipleObjectsWithSameKeyValue",
			"The service principal cannot be created, updated, or restored because the service principal name %s is already in use.", appID)
	}
	if _, known := c.store.FindBy("/applications", "appId", appID); !known && microsoftApplications[appID] == "" {
		return badRequest("The appId '%s' of the service principal does not reference a valid application object.", appID)
	}
	return nil
}

func completeServicePrincipal(c *call, principal store.Object) {
	application, _ := c.store.FindBy("/applications", "appId", text(principal["appId"]))
	for name, value := range ofApplication(application) {
		if _, settable := followed[name]; !settable || principal[name] == nil {
			principal[name] = value
		}
	}
	principal["appOwnerOrganizationId"] = c.options.TenantID
	if name := microsoftApplications[strings.ToLower(text(principal["appId"]))]; name != "" {
		principal["appOwnerOrganizationId"], principal["signInAudience"] = MicrosoftTenantID, "AzureADMultipleOrgs"
		principal["displayName"], principal["appDisplayName"] = name, name
		principal["appRoles"], principal["oauth2PermissionScopes"] = []any{}, []any{}
		principal["servicePrincipalNames"] = []any{principal["appId"]}
	}
}

// keepServicePrincipal: those of Microsoft's services stay.
func keepServicePrincipal(_ *call, principal store.Object) error {
	if principal["appOwnerOrganizationId"] == MicrosoftTenantID {
		return forbidden()
	}
	return nil
}

// ofApplication is what a service principal has of its application.
func ofApplication(application store.Object) store.Object {
	replies := slices.Concat(
		list(nested(application, "web", "redirectUris")), list(nested(application, "spa", "redirectUris")), list(nested(application, "publicClient", "redirectUris")))
	if replies == nil {
		replies = []any{}
	}
	return store.Object{
		"appDisplayName": application["displayName"], "appDescription": application["description"], "displayName": application["displayName"],
		"signInAudience": application["signInAudience"], "appRoles": application["appRoles"], "info": application["info"],
		"oauth2PermissionScopes": append([]any{}, list(nested(application, "api", "oauth2PermissionScopes"))...), "servicePrincipalNames": namesOf(application),
		"replyUrls": replies, "homepage": nested(application, "web", "homePageUrl"), "logoutUrl": nested(application, "web", "logoutUrl"),
	}
}

// followed properties of a service principal can be set, and follow the
// application as long as they agree with it.
var followed = map[string]bool{"displayName": true, "homepage": true, "logoutUrl": true, "replyUrls": true}

func namesOf(application store.Object) []any {
	return append([]any{application["appId"]}, list(application["identifierUris"])...)
}

// updateServicePrincipal hands a change of an application on.
func updateServicePrincipal(c *call, before, application store.Object) {
	principal, ok := c.store.FindBy("/servicePrincipals", "appId", text(application["appId"]))
	if before == nil || !ok {
		return
	}
	was := ofApplication(before)
	c.must(c.store.Replace("/servicePrincipals", text(principal["id"]), func(old store.Object) (store.Object, error) {
		changed := maps.Clone(old)
		for name, value := range ofApplication(application) {
			if !followed[name] || reflect.DeepEqual(old[name], was[name]) {
				changed[name] = value
			}
		}
		return changed, nil
	}))
}

// removeServicePrincipal: with an application goes its service principal.
func removeServicePrincipal(c *call, application store.Object) {
	if principal, ok := c.store.FindBy("/servicePrincipals", "appId", text(application["appId"])); ok {
		c.softDelete(entry{"/servicePrincipals", principal}, deletedItems)
	}
}

func nested(object store.Object, names ...string) any {
	var value any = object
	for _, name := range names {
		inner, _ := value.(store.Object)
		value = inner[name]
	}
	return value
}
