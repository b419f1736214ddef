// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"maps"
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

var appRules = rules{
	required: []string{"displayName"},
	defaults: store.Object{
		"signInAudience": "AzureADMyOrg", "identifierUris": []any{}, "tags": []any{}, "appRoles": []any{}, "addIns": []any{},
		"keyCredentials": []any{}, "passwordCredentials": []any{}, "requiredResourceAccess": []any{}, "description": nil, "notes": nil,
		"isFallbackPublicClient": nil, "groupMembershipClaims": nil, "uniqueName": nil, "disabledByMicrosoftStatus": nil,
		"api": store.Object{
			"acceptMappedClaims": nil, "knownClientApplications": []any{}, "requestedAccessTokenVersion": nil,
			"oauth2PermissionScopes": []any{}, "preAuthorizedApplications": []any{},
		},
		"info": store.Object{
			"termsOfServiceUrl": nil, "supportUrl": nil, "privacyStatementUrl": nil, "marketingUrl": nil, "logoUrl": nil,
		},
		"publicClient": store.Object{"redirectUris": []any{}},
		"spa":          store.Object{"redirectUris": []any{}},
		"web": store.Object{
			"redirectUris": []any{}, "homePageUrl": nil, "logoutUrl": nil, "redirectUriSettings": []any{},
			"implicitGrantSettings": store.Object{"enableIdTokenIssuance": false, "enableAccessTokenIssuance": false},
		},
	},
	readOnly:   []string{"appId", "createdDateTime", "publisherDomain", "applicationTemplateId", "disabledByMicrosoftStatus", "deletedDateTime"},
	createOnly: []string{"uniqueName"},
	merged:     []string{"api", "info", "publicClient", "spa", "web", "parentalControlSettings"},
	longest:    map[string]int{"displayName": 256, "description": 1024, "notes": 1024},
	unique:     []string{"appId", "uniqueName", "identifierUris"},
	concealed:  map[string]string{"passwordCredentials": "secretText", "keyCredentials": "key"},
	tellsOnce:  true,
	bin:        deletedItems,
	check:      checkApplication,
	complete: func(c *call, application store.Object) {
		application["appId"] = uuid.NewString()
		application["publisherDomain"] = c.initialDomain()
	},
	stored:  updateServicePrincipal,
	removed: removeServicePrincipal,
}

func applicationRules() table {
	return table{
		"/applications/*/extensionProperties":               {required: []string{"name", "dataType", "targetObjects"}, noPatch: true, complete: completeExtension},
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

// completeExtension: the name that a directory extension is used by names its application too.
func completeExtension(c *call, extension store.Object) {
	application, _ := c.options.Store.Get("/applications", strings.Split(c.target.path, "/")[2])
	extension["name"] = "extension_" + strings.ReplaceAll(text(application["appId"]), "-", "") + "_" + text(extension["name"])
	extension["appDisplayName"] = application["displayName"]
}

var servicePrincipalRules = rules{
	required: []string{"appId"},
	defaults: store.Object{
		"accountEnabled": true, "appRoleAssignmentRequired": false, "servicePrincipalType": "Application", "tags": []any{},
		"alternativeNames": []any{}, "notificationEmailAddresses": []any{}, "keyCredentials": []any{}, "passwordCredentials": []any{},
		"description": nil, "notes": nil, "homepage": nil, "loginUrl": nil, "logoutUrl": nil, "preferredSingleSignOnMode": nil,
	},
	readOnly:   []string{"appDisplayName", "appOwnerOrganizationId", "signInAudience", "servicePrincipalType", "applicationTemplateId", "deletedDateTime"},
	createOnly: []string{"appId"},
	lookups:    []string{"appId"},
	concealed:  map[string]string{"passwordCredentials": "secretText", "keyCredentials": "key"},
	bin:        deletedItems,
	check:      checkServicePrincipal,
	complete:   completeServicePrincipal,
}

// checkServicePrincipal refuses an application that is not there, and a second
// service principal of one that is.
func checkServicePrincipal(c *call, before, after store.Object) error {
	if before != nil {
		return c.checkCredentials(before, after)
	}
	appID := text(after["appId"])
	if _, exists := c.options.Store.FindBy("/servicePrincipals", "appId", appID); exists {
		return fail(http.StatusConflict, "Request_MultipleObjectsWithSameKeyValue",
			"The service principal cannot be created, updated, or restored because the service principal name %s is already in use.", appID)
	}
	if _, known := c.options.Store.FindBy("/applications", "appId", appID); !known {
		return badRequest("The appId '%s' of the service principal does not reference a valid application object.", appID)
	}
	return nil
}

func completeServicePrincipal(c *call, principal store.Object) {
	application, _ := c.options.Store.FindBy("/applications", "appId", text(principal["appId"]))
	principal["appDisplayName"] = application["displayName"]
	if principal["displayName"] == nil {
		principal["displayName"] = application["displayName"]
	}
	principal["appOwnerOrganizationId"] = c.options.TenantID
	principal["signInAudience"] = application["signInAudience"]
	principal["appRoles"] = application["appRoles"]
	principal["oauth2PermissionScopes"] = nested(application, "api", "oauth2PermissionScopes")
	principal["servicePrincipalNames"] = namesOf(application)
}

func namesOf(application store.Object) []any {
	return append([]any{application["appId"]}, list(application["identifierUris"])...)
}

// updateServicePrincipal copies what a service principal has of its application.
func updateServicePrincipal(c *call, before, application store.Object) {
	principal, ok := c.options.Store.FindBy("/servicePrincipals", "appId", text(application["appId"]))
	if before == nil || !ok {
		return
	}
	_ = c.options.Store.Replace("/servicePrincipals", text(principal["id"]), func(old store.Object) (store.Object, error) { // it was just found
		changed := maps.Clone(old)
		changed["appDisplayName"] = application["displayName"]
		if old["displayName"] == before["displayName"] {
			changed["displayName"] = application["displayName"]
		}
		changed["signInAudience"] = application["signInAudience"]
		changed["appRoles"] = application["appRoles"]
		changed["oauth2PermissionScopes"] = nested(application, "api", "oauth2PermissionScopes")
		changed["servicePrincipalNames"] = namesOf(application)
		return changed, nil
	})
}

// removeServicePrincipal: with an application goes its service principal.
func removeServicePrincipal(c *call, application store.Object) {
	if principal, ok := c.options.Store.FindBy("/servicePrincipals", "appId", text(application["appId"])); ok {
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
