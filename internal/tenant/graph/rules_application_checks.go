// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// checkEntitlements refuses roles and scopes that cannot be told apart. A role and a
// scope may share their id if they share their value.
func checkEntitlements(_ *call, _, application store.Object) error {
	others := map[string]string{} // the values by the ids of the other kind
	for _, entitlements := range [][]any{list(application["appRoles"]), list(nested(application, "api", "oauth2PermissionScopes"))} {
		own, values := map[string]bool{}, map[string]bool{}
		for _, element := range entitlements {
			entitlement, _ := element.(store.Object)
			id, value := strings.ToLower(text(entitlement["id"])), text(entitlement["value"])
			switch {
			case id == "" || id == defaultAccess:
				return invalidValue("id", "Application")
			case own[id], value != "" && values[value], others[id] != "" && others[id] != value:
				return duplicateValues()
			case strings.ContainsAny(value, " \t"):
				return invalidValue("value", "Application")
			}
			own[id], values[value], others[id] = true, true, value
		}
	}
	for _, element := range list(application["appRoles"]) {
		role, _ := element.(store.Object)
		kinds := list(role["allowedMemberTypes"])
		if len(kinds) == 0 || slices.ContainsFunc(kinds, func(kind any) bool { return !oneOf(kind, "User", "Application") }) {
			return invalidValue("allowedMemberTypes", "Application")
		}
	}
	return nil
}

// legalAgeGroupRules are how strict an application can be with minors.
var legalAgeGroupRules = []any{nil, "Allow", "RequireConsentForPrivacyServices", "RequireConsentForMinors", "RequireConsentForKids", "BlockMinors"}

// checkLists refuses lists that name something twice, and what is not documented.
func checkLists(_ *call, _, application store.Object) error {
	for _, platform := range []string{"web", "spa", "publicClient"} {
		if hasDuplicates(list(nested(application, platform, "redirectUris"))) {
			return duplicateValues()
		}
	}
	resources := []any{} // by their ids in lower case
	for _, element := range list(application["requiredResourceAccess"]) {
		resource, _ := element.(store.Object)
		resources = append(resources, strings.ToLower(text(resource["resourceAppId"])))
		for _, each := range list(resource["resourceAccess"]) {
			access, _ := each.(store.Object)
			if !oneOf(access["type"], "Role", "Scope") {
				return invalidValue("requiredResourceAccess", "Application")
			}
		}
	}
	switch {
	case hasDuplicates(resources), hasDuplicates(list(application["identifierUris"])):
		return duplicateValues()
	case !oneOf(nested(application, "parentalControlSettings", "legalAgeGroupRule"), legalAgeGroupRules...):
		return invalidValue("legalAgeGroupRule", "Application")
	}
	return nil
}

// ownsID tells whether an id is the application's own or the tenant's, as those
// have to be that stand first in the address of an API.
func (c *call) ownsID(id string, application store.Object) bool {
	return strings.EqualFold(id, c.options.TenantID) || strings.EqualFold(id, text(application["appId"]))
}

// checkPreAuthorized: applications are authorised in advance for scopes that there
// are (preAuthorizedApplication).
func checkPreAuthorized(_ *call, _, application store.Object) error {
	scopes := list(nested(application, "api", "oauth2PermissionScopes"))
	for _, element := range list(nested(application, "api", "preAuthorizedApplications")) {
		other, _ := element.(store.Object)
		for _, id := range slices.Concat(list(other["delegatedPermissionIds"]), list(other["permissionIds"])) {
			known := slices.ContainsFunc(scopes, func(scope any) bool {
				members, _ := scope.(store.Object)
				return strings.EqualFold(text(members["id"]), text(id))
			})
			if !known {
				return badRequest("Property api.preAuthorizedApplications is invalid: the application has no scope with the id '%s'.", text(id))
			}
		}
	}
	return nil
}

// checkRedirects: browsers are sent back over https, or to this machine, and never
// with a fragment; other clients by any scheme (page "Redirect URI restrictions").
func checkRedirects(_ *call, before, after store.Object) error {
	for _, platform := range []string{"web", "spa", "publicClient"} {
		for _, value := range list(nested(after, platform, "redirectUris")) {
			if containsText(list(nested(before, platform, "redirectUris")), text(value)) {
				continue // it was taken once
			}
			if !redirectsTo(platform, text(value)) {
				return invalidValue(platform, "Application")
			}
		}
	}
	return nil
}

func redirectsTo(platform, uri string) bool {
	parsed, err := url.Parse(uri)
	if err != nil || parsed.Scheme == "" || len(uri) > 256 || strings.Contains(uri, "#") {
		return false
	}
	local := parsed.Hostname() == "localhost" || strings.HasPrefix(parsed.Hostname(), "127.")
	return platform == "publicClient" || parsed.Scheme == "https" || parsed.Scheme == "http" && local
}

func hasDuplicates(values []any) bool {
	seen := map[string]bool{}
	for _, value := range values {
		if seen[text(value)] {
			return true
		}
		seen[text(value)] = true
	}
	return false
}

// duplicateValues is the answer to a list whose elements must differ and do not.
func duplicateValues() *failure {
	f := badRequest("Request contains a property with duplicate values.")
	f.details = []detail{{Code: "DuplicateValue", Message: f.message}}
	return f
}

// checkIdentifiers refuses new identifier URIs that are none, and those of
// domains that the tenant does not own; tokens of version 2 do not carry them.
func checkIdentifiers(c *call, before, after store.Object) error {
	for _, value := range list(after["identifierUris"]) {
		uri := text(value)
		parsed, err := url.Parse(uri)
		switch {
		case containsText(list(before["identifierUris"]), uri):
		case err != nil || parsed.Scheme == "":
			return invalidValue("identifierUris", "Application")
		case parsed.Scheme == "api" && tokenVersion(after) != 2 && guidForm.MatchString(parsed.Host) && !c.ownsID(parsed.Host, after):
			return fail(http.StatusBadRequest, "HostNameNotOnVerifiedDomain",
				"Values of identifierUris property must use a verified domain of the organization, the id of the application or that of the tenant: '%s'", uri)
		case !strings.HasPrefix(parsed.Scheme, "http") || tokenVersion(after) == 2 || c.ownsHost(parsed.Hostname()):
		default:
			return fail(http.StatusBadRequest, "HostNameNotOnVerifiedDomain",
				"Values of identifierUris property must use a verified domain of the organization or its subdomain: '%s'", uri)
		}
	}
	return nil
}

// ownsHost tells whether a host is one of the tenant's domains or below one.
func (c *call) ownsHost(host string) bool {
	for {
		if c.ownsDomain(host) {
			return true
		}
		_, parent, found := strings.Cut(host, ".")
		if !found {
			return false
		}
		host = parent
	}
}

// tokenVersion is the version of access tokens that an application asks for;
// zero leaves it to Entra.
func tokenVersion(application store.Object) float64 {
	version, _ := number(nested(application, "api", "requestedAccessTokenVersion"))
	return version
}

// groupClaims are the kinds of memberships that tokens may carry.
var groupClaims = []any{"None", "SecurityGroup", "DirectoryRole", "ApplicationGroup", "All"}

// checkTokens judges what an application says of its tokens.
func checkTokens(_ *call, _, application store.Object) error {
	personal := strings.Contains(text(application["signInAudience"]), "Personal")
	if version := tokenVersion(application); version < 0 || version > 2 || personal && version != 2 {
		return badRequest("Property api.requestedAccessTokenVersion is invalid.")
	}
	for _, claim := range strings.Split(text(application["groupMembershipClaims"]), ",") {
		if claim != "" && !oneOf(strings.TrimSpace(claim), groupClaims...) {
			return invalidValue("groupMembershipClaims", "Application")
		}
	}
	if id := application["tokenEncryptionKeyId"]; id != nil && find(list(application["keyCredentials"]), "keyId", id) == nil {
		return badRequest("No KeyCredential found with the configured TokenEncryptionKeyId.")
	}
	return nil
}
