// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"encoding/json"
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestDefaultsInsideSets: elements of a set that leave out what has a default keep
// it, whatever the others say and in whatever order.
func TestDefaultsInsideSets(t *testing.T) {
	t.Parallel()
	steps := []struct{ config, want string }{
		{
			`{"id_token":[{"name":"email","essential":true},{"name":"upn"},{"name":"groups","additional_properties":["sam_account_name"]}]}`,
			`{"idToken":[{"name":"email","essential":true,"additionalProperties":[]},{"name":"upn","essential":false,"additionalProperties":[]},{"name":"groups","essential":false,"additionalProperties":["sam_account_name"]}]}`,
		},
		{
			`{"id_token":[{"name":"email","essential":true},{"name":"upn","essential":true},{"name":"groups","additional_properties":["sam_account_name"]},{"name":"acct"}]}`,
			`{"idToken":[{"name":"email","essential":true,"additionalProperties":[]},{"name":"upn","essential":true,"additionalProperties":[]},{"name":"groups","essential":false,"additionalProperties":["sam_account_name"]},{"name":"acct","essential":false,"additionalProperties":[]}]}`,
		},
		{
			`{"id_token":[{"name":"email"},{"name":"upn","essential":true,"source":"user"},{"name":"groups","essential":true},{"name":"acct"}]}`,
			`{"idToken":[{"name":"email","essential":false,"source":null,"additionalProperties":[]},{"name":"upn","essential":true,"source":"user","additionalProperties":[]},{"name":"groups","essential":true,"source":null,"additionalProperties":[]},{"name":"acct","essential":false,"source":null,"additionalProperties":[]}]}`,
		},
		{
			`{"id_token":[{"name":"email"},{"name":"email","essential":true}],"access_token":[{"name":"email","essential":true}]}`,
			`{"idToken":[{"name":"email","essential":false,"additionalProperties":[]},{"name":"email","essential":true,"additionalProperties":[]}],"accessToken":[{"name":"email","essential":true,"additionalProperties":[]}]}`,
		},
		{
			`{"access_token":[{"name":"aud","additional_properties":["use_guid"]},{"name":"email"}],"saml2_token":[{"name":"x","source":"user","essential":true},{"name":"y","essential":true},{"name":"z"}]}`,
			`{"idToken":[],"accessToken":[{"name":"email","essential":false,"additionalProperties":[]},{"name":"aud","essential":false,"additionalProperties":["use_guid"]}],"saml2Token":[{"name":"x","source":"user","essential":true},{"name":"y","source":null,"essential":true},{"name":"z","source":null,"essential":false}]}`,
		},
	}
	w := newWorld(t)
	r := w.resource("application")
	for _, step := range steps {
		w.apply(r, `{"display_name":"claims","optional_claims":%s}`, step.config)
		w.holds("/v1.0/applications/"+r.ID(), `{"optionalClaims":`+step.want+`}`)
	}
	fresh := w.resource("application")
	w.apply(fresh, `{"display_name":"fresh","optional_claims":%s}`, steps[1].config)
	w.holds("/v1.0/applications/"+fresh.ID(), `{"optionalClaims":`+steps[1].want+`}`)
}

// TestSiblingsStay: a type that Graph replaces as a whole keeps the members of
// which the configuration says nothing.
func TestSiblingsStay(t *testing.T) {
	t.Parallel()
	const policy = "/v1.0/policies/authorizationPolicy"
	w := newWorld(t)
	w.graph(http.MethodPatch, policy, `{"defaultUserRolePermissions":{"allowedToCreateApps":true,"allowedToCreateSecurityGroups":false,"allowedToCreateTenants":false,"allowedToReadBitlockerKeysForOwnedDevice":true,"allowedToReadOtherUsers":true,"permissionGrantPoliciesAssigned":["ManagePermissionGrantsForSelf.x"]}}`)
	r := w.resource("authorization_policy")
	w.apply(r, `{"default_user_role_permissions":{"allowed_to_create_apps":false}}`)
	w.holds(policy, `{"defaultUserRolePermissions":{"allowedToCreateApps":false,"allowedToCreateSecurityGroups":false,"allowedToCreateTenants":false,"allowedToReadBitlockerKeysForOwnedDevice":true,"allowedToReadOtherUsers":true,"permissionGrantPoliciesAssigned":["ManagePermissionGrantsForSelf.x"]}}`)
	w.apply(r, `{"default_user_role_permissions":{"allowed_to_create_apps":true,"permission_grant_policies_assigned":[]},"allow_invites_from":"none"}`)
	w.holds(policy, `{"allowInvitesFrom":"none","defaultUserRolePermissions":{"allowedToCreateApps":true,"allowedToCreateSecurityGroups":false,"allowedToCreateTenants":false,"permissionGrantPoliciesAssigned":[]}}`)
	w.refused(r, `{"default_user_role_permissions":{"allowed_to_create_apps":true,"permission_grant_policies_assigned":[]}}`, "allow_invites_from")
}

// TestNestedConditionsAreCleared: what is taken out of a nested object is gone.
func TestNestedConditionsAreCleared(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("conditional_access_policy")
	w.apply(r, `{"display_name":"x","state":"disabled","grant_controls":{"operator":"OR","built_in_controls":["mfa"]},
		"conditions":{"applications":{"include_applications":["All"]},"users":{"include_users":["All"]},"locations":{"include_locations":["All"]},"platforms":{"include_platforms":["all"]},"devices":{}}}`)
	w.apply(r, `{"display_name":"x","state":"disabled","grant_controls":{"operator":"OR","built_in_controls":["mfa"]},
		"conditions":{"applications":{"include_applications":["All"]},"users":{"include_users":["All"]}}}`)
	w.holds("/v1.0/identity/conditionalAccess/policies/"+r.ID(), `{"conditions":{"locations":null,"platforms":null,"devices":null}}`)
}

// TestNotationMeansNothing: ids in capitals, as keys and as values, and empty
// objects.
func TestNotationMeansNothing(t *testing.T) {
	t.Parallel()
	const access = `{"00000003-0000-0000-%s000-000000000000":{"resource_access":[{"id":"%s","type":"Scope"}]}}`
	w := newWorld(t)
	r := w.resource("application")
	w.apply(r, `{"display_name":"case","required_resource_access":`+access+`}`, "C", "E1FE6DD8-BA31-4D61-89E7-88639DA4683D")
	w.graph(http.MethodPatch, "/v1.0/applications/"+r.ID(), `{"requiredResourceAccess":[{"resourceAppId":"00000003-0000-0000-c000-000000000000","resourceAccess":[{"id":"e1fe6dd8-ba31-4d61-89e7-88639da4683d","type":"Scope"}]}]}`)
	w.settled(r)
	w.configure(r, `{"display_name":"case","required_resource_access":`+access+`}`, "c", "e1fe6dd8-ba31-4d61-89e7-88639da4683d")
	w.settled(r)
	w.apply(r, `{"display_name":"case","api":{"known_client_applications":["ABCDEF00-0000-4000-8000-00000000000A"],"oauth2_permission_scopes":{"a.b":{"admin_consent_display_name":"x","admin_consent_description":"y"}}}}`)
	w.apply(r, `{"display_name":"case","optional_claims":{},"info":{},"web":{}}`)
	w.refused(r, `{"display_name":"case","group_membership_claims":[]}`, "group_membership_claims")
}

// settings are a document as Graph takes it.
const settings = `[{"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"a_b","simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue","value":7}}}]`

// quotedSettings are the settings as text in a document.
func quotedSettings() string {
	text, _ := json.Marshal(settings) // a string can be marshalled
	return string(text)
}

// TestEmptyTextIsNull: what was made in the portal has empty texts.
func TestEmptyTextIsNull(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	tag := w.graph(http.MethodPost, "/beta/deviceManagement/roleScopeTags", `{"displayName":"tag","description":""}`)["id"].(string)
	w.imported("role_scope_tag", tag, `{"display_name":"tag"}`)

	policy := w.graph(http.MethodPost, "/beta/deviceManagement/configurationPolicies", `{"name":"p","description":"","platforms":"windows10","technologies":"mdm","templateReference":{"templateId":""},"settings":`+settings+`}`)["id"].(string)
	w.imported("settings_catalog_policy_json", policy, `{"name":"p","platforms":["windows10"],"technologies":["mdm"],"settings":`+quotedSettings()+`}`)
}

// TestImportedDocumentIsLeftAlone: after an import, a change of something else
// changes nothing about a document that Graph has added to.
func TestImportedDocumentIsLeftAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	id := w.graph(http.MethodPost, "/beta/deviceManagement/configurationPolicies", `{"name":"p","platforms":"windows10","technologies":"mdm","settings":`+settings+`}`)["id"].(string)
	r := w.imported("settings_catalog_policy_json", id, `{"name":"p","platforms":["windows10"],"technologies":["mdm"],"settings":`+quotedSettings()+`}`)
	w.apply(r, `{"name":"p","description":"changed","platforms":["windows10"],"technologies":["mdm"],"settings":%s}`, quotedSettings())
	w.apply(r, `{"name":"p","description":"changed again","platforms":["windows10"],"technologies":["mdm"],"settings":%s}`, quotedSettings())
	w.apply(r, `{"name":"p","platforms":["windows10"],"technologies":["mdm"],"settings":%s}`, quotedSettings())
}

// TestScheduledActions: nested sets with defaults, targets of several types and
// filters, which are written by actions.
func TestScheduledActions(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	g, h := w.resource("group"), w.resource("group")
	w.apply(g, `{"display_name":"g"}`)
	w.apply(h, `{"display_name":"h"}`)
	filter := w.resource("assignment_filter")
	w.apply(filter, `{"display_name":"f","platform":"windows10AndLater","rule":"(device.manufacturer -eq \"Contoso\")"}`)
	r := w.resource("windows_compliance_policy")
	for _, description := range []string{`null`, `"x"`} {
		w.apply(r, `{"display_name":"c","description":%s,
			"scheduled_actions_for_rule":[{"scheduled_action_configurations":[{"action_type":"block","grace_period_hours":24},{"action_type":"retire","grace_period_hours":720}]}],
			"assignments":[{"target":{"group":{"group_id":%q,"device_and_app_management_assignment_filter_id":%q,"device_and_app_management_assignment_filter_type":"include"}}},{"target":{"exclusion":{"group_id":%q}}}]}`,
			description, g.ID(), filter.ID(), h.ID())
	}
	other := w.resource("windows_compliance_policy")
	w.apply(other, `{"display_name":"d","scheduled_actions_for_rule":[{"scheduled_action_configurations":[{"action_type":"block"},
		{"action_type":"notification","notification_template_id":"11111111-1111-4111-8111-111111111111","notification_message_cc_list":["22222222-2222-4222-8222-222222222222"]}]}]}`)
}

// TestRefreshAfterAnApply: what an apply has noted is what the next run reads.
func TestRefreshAfterAnApply(t *testing.T) {
	t.Parallel()
	for kind, config := range map[string]string{
		"group":                        `{"display_name":"Team","group_types":["Unified"],"mail_enabled":true,"mail_nickname":"team"}`,
		"user":                         `{"user_principal_name":"ann@contoso.onmicrosoft.com","display_name":"Ann","password_profile":{"password":"First-Pass-1"}}`,
		"application":                  `{"display_name":"Shop","app_roles":{"Reader":{"display_name":"r","description":"r","allowed_member_types":["User"]}}}`,
		"named_location":               `{"display_name":"HQ","ip":{"ip_ranges":["203.0.113.0/24"],"is_trusted":true}}`,
		"windows_platform_script":      `{"display_name":"s","file_name":"a.ps1","script_content":"aGk="}`,
		"settings_catalog_policy_json": fmt.Sprintf(`{"name":"p","platforms":["windows10"],"technologies":["mdm"],"settings":%s}`, quotedSettings()),
		"authorization_policy":         `{"allow_invites_from":"everyone"}`,
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			r := w.resource(kind)
			w.configure(r, config)
			if diags, _ := w.start().Apply(t.Context(), r); diags.HasError() {
				t.Fatal(diags)
			}
			applied := r.Attributes()
			if diags := w.start().Refresh(t.Context(), r); len(diags) > 0 {
				t.Fatal(diags)
			}
			if diff := cmp.Diff(applied, r.Attributes()); diff != "" {
				t.Errorf("plan -refresh-only would not be empty (-applied +read):\n%s", diff)
			}
		})
	}
}
