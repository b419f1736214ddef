// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"net/http"
	"testing"
)

// TestWhatWeWroteIsCleared takes everything out of an app registration again.
func TestWhatWeWroteIsCleared(t *testing.T) {
	t.Parallel()
	const full = `{"display_name":"Shop","identifier_uris":["api://shop"],"tags":["one"],"group_membership_claims":["All"],"is_fallback_public_client":true,
		"api":{"requested_access_token_version":2,"accept_mapped_claims":true,"oauth2_permission_scopes":{"read":{"admin_consent_display_name":"r","admin_consent_description":"r"}}},
		"app_roles":{"Reader":{"display_name":"r","description":"r","allowed_member_types":["User"]}},
		"web":{"home_page_url":"https://shop.example","logout_url":"https://shop.example/out","redirect_uris":["https://shop.example/in"],
			"implicit_grant_settings":{"enable_access_token_issuance":true,"enable_id_token_issuance":true}},
		"spa":{"redirect_uris":["https://spa.example/in"]},"public_client":{"redirect_uris":["http://localhost"]},"info":{"support_url":"https://shop.example/help"},
		"optional_claims":{"access_token":[{"name":"email"}]},
		"parental_control_settings":{"countries_blocked_for_minors":["CH"],"legal_age_group_rule":"BlockMinors"},
		"service_principal_lock_configuration":{"is_enabled":true,"all_properties":true}}`
	const nothing = `{"identifierUris":[],"tags":[],"groupMembershipClaims":null,"isFallbackPublicClient":null,"appRoles":[],"optionalClaims":{"idToken":[],"accessToken":[],"saml2Token":[]},
		"api":{"requestedAccessTokenVersion":null,"acceptMappedClaims":null,"oauth2PermissionScopes":[]},
		"web":{"homePageUrl":null,"logoutUrl":null,"redirectUris":[],"implicitGrantSettings":{"enableAccessTokenIssuance":false,"enableIdTokenIssuance":false}},
		"spa":{"redirectUris":[]},"publicClient":{"redirectUris":[]},"info":{"supportUrl":null},
		"parentalControlSettings":{"countriesBlockedForMinors":[],"legalAgeGroupRule":"Allow"},"servicePrincipalLockConfiguration":{"isEnabled":false}}`
	w := newWorld(t)
	r := w.resource("application")
	w.apply(r, full)
	w.apply(r, `{"display_name":"Shop"}`)
	w.holds("/v1.0/applications/"+r.ID(), nothing)
	w.apply(r, full)
	w.apply(r, `{"display_name":"Shop","api":{},"web":{},"spa":{},"public_client":{},"info":{},"parental_control_settings":{},"service_principal_lock_configuration":{"is_enabled":false}}`)
	w.holds("/v1.0/applications/"+r.ID(), nothing)
}

// TestNestedOwnership: of a nested object that stays, the part is cleared that was
// taken out.
func TestNestedOwnership(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("application")
	w.apply(r, `{"display_name":"a","web":{"redirect_uris":["https://a.example/in"],"implicit_grant_settings":{"enable_id_token_issuance":true}}}`)
	w.apply(r, `{"display_name":"a","web":{"redirect_uris":["https://a.example/in"]}}`)
	w.holds("/v1.0/applications/"+r.ID(), `{"web":{"redirectUris":["https://a.example/in"],"implicitGrantSettings":{"enableAccessTokenIssuance":false,"enableIdTokenIssuance":false}}}`)
}

// TestWhatWeNeverWroteIsLeftAlone: what somebody else has set stays, also beside
// what we clear, and an import owns nothing.
func TestWhatWeNeverWroteIsLeftAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("application")
	w.apply(r, `{"display_name":"a","web":{"redirect_uris":["https://a.example/in"]}}`)
	w.apply(r, `{"display_name":"a"}`)
	w.graph(http.MethodPatch, "/v1.0/applications/"+r.ID(), `{"web":{"homePageUrl":"https://theirs.example","redirectUris":["https://theirs.example/in"]},"spa":{"redirectUris":["https://spa.example"]}}`)
	w.settled(r)
	w.apply(r, `{"display_name":"b"}`)
	w.holds("/v1.0/applications/"+r.ID(), `{"displayName":"b","web":{"homePageUrl":"https://theirs.example","redirectUris":["https://theirs.example/in"]},"spa":{"redirectUris":["https://spa.example"]}}`)

	other := w.imported("application", r.ID(), `{"display_name":"b"}`)
	w.apply(other, `{"display_name":"c"}`)
	w.holds("/v1.0/applications/"+r.ID(), `{"displayName":"c","web":{"homePageUrl":"https://theirs.example","redirectUris":["https://theirs.example/in"]}}`)
}

// TestWhatCannotBeCleared is said before anything happens, and the value that
// others have set is left alone.
func TestWhatCannotBeCleared(t *testing.T) {
	t.Parallel()
	const password = `"password_profile":{"password":"First-Pass-1"}`
	w := newWorld(t)
	r := w.resource("user")
	w.apply(r, `{"user_principal_name":"ann@contoso.onmicrosoft.com","display_name":"Ann","usage_location":"CH",`+password+`}`)
	w.refused(r, `{"user_principal_name":"ann@contoso.onmicrosoft.com","display_name":"Ann"}`, "usage_location", "cannot be cleared")
	w.apply(r, `{"user_principal_name":"ann@contoso.onmicrosoft.com","display_name":"Ann","usage_location":"FR"}`)
	w.imported("user", r.ID(), `{"user_principal_name":"ann@contoso.onmicrosoft.com","display_name":"Ann"}`)
}

// TestDescriptionOfExchange: Exchange writes a description into a Microsoft 365
// group, which is nobody's mistake.
func TestDescriptionOfExchange(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("group")
	const team = `{"display_name":"Team","group_types":["Unified"],"mail_enabled":true,"mail_nickname":"team"`
	w.apply(r, team+`}`)
	w.graph(http.MethodPatch, "/v1.0/groups/"+r.ID(), `{"description":"Team"}`)
	w.settled(r)
	w.apply(r, team+`,"description":"Ours"}`)
	w.apply(r, team+`}`)
	w.holds("/v1.0/groups/"+r.ID(), `{"description":null}`)
}

// TestTextsOfTheOrganizationAreCleared: of an object of the server's, what an apply of
// ours wrote is emptied when it is taken out, member by member.
func TestTextsOfTheOrganizationAreCleared(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("user")
	const user = `"user_principal_name":"ann@contoso.onmicrosoft.com","display_name":"Ann","password_profile":{"password":"Some-Pass-1!"}`
	holds := func(texts string) {
		t.Helper()
		w.holds("/v1.0/users/"+r.ID()+"?$select=onPremisesExtensionAttributes", `{"onPremisesExtensionAttributes":`+texts+`}`)
	}
	w.apply(r, `{`+user+`,"extension_attributes":{"extension_attribute_1":"x","extension_attribute_2":"y"}}`)
	w.apply(r, `{`+user+`,"extension_attributes":{"extension_attribute_1":"x"}}`)
	holds(`{"extensionAttribute1":"x","extensionAttribute2":null}`)
	w.apply(r, `{`+user+`}`)
	holds(`{"extensionAttribute1":null,"extensionAttribute2":null}`)
}
