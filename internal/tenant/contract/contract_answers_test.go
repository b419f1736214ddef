// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"net/http"
	"strings"
	"testing"
)

// member is the value at a path of names in a decoded answer.
func (a answer) member(names ...string) any {
	var value any = a.body
	for _, name := range names {
		inner, _ := value.(map[string]any)
		value = inner[name]
	}
	return value
}

const policyBody = `{"displayName":"P","state":"disabled","conditions":{"clientAppTypes":["all"],"applications":{"includeApplications":["All"]},
	"users":{"includeUsers":["None"]},"signInRiskLevels":["high"],"platforms":{"includePlatforms":["iOS"]}},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}`

// TestChangesMergeComplexValues: what a PATCH does not name keeps its value at every
// depth, and an explicit null clears.
func TestChangesMergeComplexValues(t *testing.T) {
	t.Parallel()
	s := newService(t)
	p := "/v1.0/identity/conditionalAccess/policies/" + s.must(201, "POST /v1.0/identity/conditionalAccess/policies", policyBody).text("id")
	s.expect(204, "", "PATCH "+p, `{"conditions":{"userRiskLevels":["low"]}}`)
	s.expect(204, "", "PATCH "+p, `{"conditions":{"platforms":null}}`)
	got := s.must(200, "GET "+p, "")
	if users, _ := got.member("conditions", "users", "includeUsers").([]any); len(users) != 1 {
		t.Errorf("the users of the conditions are lost: %s", got.raw)
	}
	if risks, _ := got.member("conditions", "signInRiskLevels").([]any); len(risks) != 1 || got.member("conditions", "platforms") != nil {
		t.Errorf("null clears what it names and nothing else: %s", got.raw)
	}
	s.expect(204, "", "PATCH /beta/policies/authorizationPolicy/authorizationPolicy", `{"defaultUserRolePermissions":{"allowedToCreateApps":false}}`)
	got = s.must(200, "GET /beta/policies/authorizationPolicy/authorizationPolicy", "")
	if got.member("defaultUserRolePermissions", "allowedToReadOtherUsers") != true {
		t.Errorf("the other permissions are lost: %s", got.raw)
	}
}

// TestChangesThatAnswerWithTheObject: Intune's do, and those of a few policies.
func TestChangesThatAnswerWithTheObject(t *testing.T) {
	t.Parallel()
	s := newService(t)
	configuration := "/beta/deviceManagement/deviceConfigurations/" + s.must(201, "POST /beta/deviceManagement/deviceConfigurations",
		`{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","displayName":"C"}`).text("id")
	for line, body := range map[string]string{
		"/beta/deviceManagement": `{}`, "/beta/deviceManagement/conditionalAccessSettings": `{}`, configuration + "/deviceStatusOverview": `{}`,
		configuration: `{"@odata.type":"#microsoft.graph.windows10CustomConfiguration"}`, "/beta/policies/authenticationMethodsPolicy": `{}`,
	} {
		if got := s.expect(200, "", "PATCH "+line, body); got.text("id") == "" {
			t.Errorf("PATCH %s answers without the object: %s", line, got.raw)
		}
	}
}

// TestUnsetMembersAreReturned: null, empty or false, by their type and service.
func TestUnsetMembersAreReturned(t *testing.T) {
	t.Parallel()
	s := newService(t)
	policy := s.must(201, "POST /beta/identity/conditionalAccess/policies", policyBody)
	if value, has := policy.body["modifiedDateTime"]; !has || value != nil {
		t.Errorf("a policy is modified before its first change: %s", policy.raw)
	}
	users, _ := policy.member("conditions", "users").(map[string]any)
	if value, has := users["includeGuestsOrExternalUsers"]; !has || value != nil {
		t.Errorf("an unset member of a complex value is absent: %s", policy.raw)
	}
	group := s.group("plain")
	beta, stable := s.must(200, "GET /beta/groups/"+group, ""), s.must(200, "GET /v1.0/groups/"+group, "")
	writeback, _ := beta.body["writebackConfiguration"].(map[string]any)
	if value, has := writeback["isEnabled"]; !has || value != nil || stable.body["writebackConfiguration"] != nil {
		t.Errorf("writebackConfiguration is beta's, with null members: %s", beta.raw)
	}
	strength := s.must(201, "POST /v1.0/policies/authenticationStrengthPolicies", `{"displayName":"S","allowedCombinations":["fido2"]}`)
	if _, ok := strength.body["combinationConfigurations"].([]any); !ok {
		t.Errorf("a strength comes without its configurations: %s", strength.raw)
	}
	roles := s.must(200, "GET /v1.0/roleManagement/directory/roleDefinitions?$top=1", "")
	if !strings.Contains(roles.raw, `"inheritsPermissionsFrom":[{"id":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b"}]`) {
		t.Errorf("a built-in role inherits nothing: %s", roles.raw)
	}
}

// TestContextsNameWhatWasAskedFor looks at the fragments of @odata.context.
func TestContextsNameWhatWasAskedFor(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for line, want := range map[string]string{
		"/v1.0/policies/authenticationFlowsPolicy":                                                   "policies/authenticationFlowsPolicy/$entity",
		"/v1.0/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/fido2":        "authenticationMethodConfigurations/$entity",
		"/v1.0/roleManagement/directory/roleAssignmentSchedules/filterByCurrentUser(on='principal')": "Collection(unifiedRoleAssignmentSchedule)",
		"/v1.0/servicePrincipals/" + callerID + "/claimsMappingPolicies":                             "Collection(microsoft.graph.claimsMappingPolicy)",
		"/v1.0/users?$select=id&$expand=manager":                                                     "users(id,manager())",
		"/beta/directory/administrativeUnits":                                                        "directory/administrativeUnits",
	} {
		context := s.expect(200, "", "GET "+line, "").text("@odata.context")
		if _, fragment, _ := strings.Cut(context, "#"); fragment != want {
			t.Errorf("%s: context %s, want %s", line, fragment, want)
		}
	}
}

// TestPathsThatLeadBack: an object can be made by way of a relation, a reference be
// removed by its address, and what beta does not declare is no id.
func TestPathsThatLeadBack(t *testing.T) {
	t.Parallel()
	s := newService(t)
	role := s.must(201, "POST /v1.0/deviceManagement/roleDefinitions", `{"@odata.type":"#microsoft.graph.deviceAndAppManagementRoleDefinition","displayName":"R"}`).text("id")
	s.expect(201, "", "POST /v1.0/deviceManagement/roleDefinitions/"+role+"/roleAssignments", `{"@odata.type":"#microsoft.graph.deviceAndAppManagementRoleAssignment","displayName":"A"}`)
	if got := s.must(200, "GET /v1.0/deviceManagement/roleDefinitions/"+role+"/roleAssignments", "").names("displayName"); got != "A" {
		t.Errorf("assignments of the role: %q", got)
	}
	group := s.group("g")
	rollout := "/v1.0/policies/featureRolloutPolicies/" + s.must(201, "POST /v1.0/policies/featureRolloutPolicies", `{"displayName":"F","feature":"passthroughAuthentication","isEnabled":true}`).text("id")
	address := "https://graph.microsoft.com/v1.0/directoryObjects/" + group
	added := s.must(201, "POST "+rollout+"/appliesTo/$ref", `{"@odata.id":"`+address+`"}`)
	if added.member("directoryObject", "id") != group || added.member("directoryObject", "objectType") != "group" {
		t.Errorf("the object that a rollout applies to now: %v", added.body)
	}
	if got := s.must(200, "GET "+rollout+"/appliesTo", "").names("id"); got != group {
		t.Errorf("the rollout applies to %q, want %s", got, group)
	}
	s.expect(204, "", "DELETE "+rollout+"/appliesTo/$ref?$id="+address, "")
	for _, undeclared := range []string{
		"GET /beta/deviceManagement/operationApprovalPolicies/getApprovableOperations",
		"POST /beta/deviceManagement/depOnboardingSettings/shareForSchoolDataSyncService",
		"GET /beta/deviceManagement/deviceConfigurations/isCompliant",
	} {
		s.expect(http.StatusNotImplemented, "notSupported", undeclared, `{}`)
	}
	s.expect(404, "ResourceNotFound", "GET /beta/deviceManagement/operationApprovalPolicies/movement", "")
	s.must(201, "POST /v1.0/groups/"+group+"/extensions", `{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"runTime"}`)
	s.expect(200, "", "GET /beta/groups/"+group+"/extensions/runTime", "")
	s.expect(http.StatusNotImplemented, "notSupported", "POST /beta/deviceManagement/templates/importOffice365DeviceConfigurationPolicies", `{}`)
}

// TestWhatGraphTakes: bodies that other clients send and Graph accepts.
func TestWhatGraphTakes(t *testing.T) {
	t.Parallel()
	s := newService(t)
	shared := `"id":"cccccccc-0000-4000-8000-000000000001","value":"V","isEnabled":true`
	id, appID := s.application("app", `,"appRoles":[{`+shared+`,"displayName":"D","description":"D","allowedMemberTypes":["User"]}],
		"api":{"oauth2PermissionScopes":[{`+shared+`,"type":"User","adminConsentDisplayName":"D","adminConsentDescription":"D"}]}`)
	credentials := "POST /beta/applications/" + id + "/federatedIdentityCredentials"
	s.expect(201, "", credentials, `{"name":"build.example.com-1","issuer":"https://i.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`)
	s.expect(201, "", credentials, `{"name":"flexible","issuer":"https://i.example","audiences":["api://AzureADTokenExchange"],
		"claimsMatchingExpression":{"value":"claims['sub'] matches 'repo:x/*'","languageVersion":1}}`)
	certificate := s.expect(200, "", "POST /v1.0/servicePrincipals/"+s.principal(appID)+"/addTokenSigningCertificate", `{}`)
	if certificate.text("thumbprint") == "" {
		t.Errorf("a certificate without a name: %s", certificate.raw)
	}
	guests := strings.Replace(policyBody, `"includeUsers":["None"]`,
		`"includeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"b2bCollaborationGuest","externalTenants":{"membershipKind":"all"}}`, 1)
	got := s.expect(201, "", "POST /v1.0/identity/conditionalAccess/policies", guests)
	if kind := got.member("conditions", "users", "includeGuestsOrExternalUsers", "externalTenants", "@odata.type"); kind != "#microsoft.graph.conditionalAccessAllExternalTenants" {
		t.Errorf("the kind of external tenants is %v", kind)
	}
	catalog := s.must(201, "POST /beta/identityGovernance/entitlementManagement/accessPackageCatalogs", `{"displayName":"C"}`).text("id")
	s.expect(201, "", "POST /beta/identityGovernance/entitlementManagement/accessPackages", `{"displayName":"P","accessPackageCatalog":{"id":"`+catalog+`"}}`)
}

// TestRulesChooseMembers: the members of a dynamic group or unit are those whom its
// rule describes, at any time.
func TestRulesChooseMembers(t *testing.T) {
	t.Parallel()
	s := newService(t)
	group := s.must(201, "POST /v1.0/groups", `{"displayName":"Sales","mailNickname":"sales","mailEnabled":false,"securityEnabled":true,
		"groupTypes":["DynamicMembership"],"membershipRule":"user.department -eq \"Sales\"","membershipRuleProcessingState":"On"}`).text("id")
	ada, bob := s.user("ada"), s.user("bob")
	s.expect(204, "", "PATCH /v1.0/users/"+ada, `{"department":"sales"}`)
	members := func() string { return s.must(200, "GET /v1.0/groups/"+group+"/members", "").names("id") }
	if got := members(); got != ada {
		t.Errorf("members: %q, want %q", got, ada)
	}
	if got := s.must(200, "GET /v1.0/users/"+ada+"/memberOf", "").names("id"); got != group {
		t.Errorf("member of: %q", got)
	}
	if got := s.must(200, "POST /v1.0/users/"+ada+"/getMemberGroups", `{"securityEnabledOnly":true}`); !strings.Contains(got.raw, group) {
		t.Errorf("member groups: %s", got.raw)
	}
	s.expect(400, "Request_BadRequest", "POST /v1.0/groups/"+group+"/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/`+bob+`"}`)
	s.expect(400, "Request_BadRequest", "PATCH /v1.0/groups/"+group, `{"membershipRule":"user.department -equals \"x\""}`)
	result := s.expect(200, "", "POST /beta/groups/"+group+"/evaluateDynamicMembership", `{"memberId":"`+bob+`"}`)
	if result.body["membershipRuleEvaluationResult"] != false {
		t.Errorf("evaluation: %s", result.raw)
	}
	// Paused, and no longer dynamic, the members stay.
	s.expect(204, "", "PATCH /v1.0/groups/"+group, `{"membershipRuleProcessingState":"Paused"}`)
	s.expect(204, "", "PATCH /v1.0/users/"+bob, `{"department":"Sales"}`)
	if got := members(); got != ada {
		t.Errorf("members of a paused rule: %q", got)
	}
	s.expect(204, "", "PATCH /v1.0/groups/"+group, `{"membershipRuleProcessingState":"On"}`)
	if got := members(); !strings.Contains(got, ada) || !strings.Contains(got, bob) {
		t.Errorf("members after the pause: %q", got)
	}
	unit := s.must(201, "POST /v1.0/directory/administrativeUnits", `{"displayName":"U","membershipType":"Dynamic","membershipRule":"user.department -eq \"Sales\"","membershipRuleProcessingState":"On"}`).text("id")
	s.expect(400, "Request_BadRequest", "POST /v1.0/directory/administrativeUnits/"+unit+"/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/`+bob+`"}`)
	if got := s.must(200, "GET /v1.0/directory/administrativeUnits/"+unit+"/members", "").names("id"); !strings.Contains(got, bob) {
		t.Errorf("members of the unit: %q", got)
	}
}

// TestWhatGraphRefuses are combinations and values that Microsoft's pages exclude.
func TestWhatGraphRefuses(t *testing.T) {
	t.Parallel()
	s := newService(t)
	policy := func(change ...string) string { return strings.NewReplacer(change...).Replace(policyBody) }
	const controls = `"grantControls":{"operator":"OR","builtInControls":["mfa"]}`
	for name, body := range map[string]string{
		"block with others":             policy(`["mfa"]`, `["block","mfa"]`),
		"no control":                    policy(`["mfa"]`, `[]`),
		"a change of password alone":    policy(`["mfa"]`, `["passwordChange"]`),
		"no application":                policy(`"includeApplications":["All"]`, `"includeApplications":[]`),
		"a frequency of zero":           policy(controls, `"sessionControls":{"signInFrequency":{"isEnabled":true,"frequencyInterval":"timeBased","type":"hours","value":0}}`),
		"secondary by time":             policy(controls, `"sessionControls":{"signInFrequency":{"isEnabled":true,"frequencyInterval":"timeBased","type":"hours","value":1,"authenticationType":"secondaryAuthentication"}}`),
		"sessions that control nothing": policy(controls, `"sessionControls":{}`),
	} {
		if got := s.send("POST /v1.0/identity/conditionalAccess/policies", body); got.status != 400 {
			t.Errorf("%s: %d %s", name, got.status, got.raw)
		}
	}
	_, appID := s.application("a")
	app := "/v1.0/applications(appId='" + appID + "')"
	s.expect(204, "", "PATCH "+app, `{"identifierUris":["api://`+appID+`"],"uniqueName":"shop"}`)
	for _, body := range []string{
		`{"identifierUris":["api://99999999-9999-4999-8999-999999999999"]}`, `{"uniqueName":"other"}`,
		`{"web":{"redirectUris":["http://a.example/x"]}}`, `{"spa":{"redirectUris":["https://a.example/#x"]}}`,
		`{"api":{"preAuthorizedApplications":[{"appId":"` + appID + `","delegatedPermissionIds":["99999999-9999-4999-8999-999999999999"]}]}}`,
	} {
		s.expect(400, "", "PATCH "+app, body)
	}
	user := s.user("u")
	s.expect(204, "", "PATCH /v1.0/users/"+user, `{"usageLocation":"FR","mail":"o.brien@`+domain+`","userPrincipalName":"o'brien#1@`+domain+`"}`)
	for _, body := range []string{`{"usageLocation":null}`, `{"mail":null}`, `{"userPrincipalName":"a+b@` + domain + `"}`, `{"userPrincipalName":"jürgen@` + domain + `"}`} {
		s.expect(400, "Request_BadRequest", "PATCH /v1.0/users/"+user, body)
	}
	if got := s.expect(400, "", "PATCH /v1.0/users/"+user, `{"userPrincipalName":"a@other.example"}`); !strings.Contains(got.message(), domain) {
		t.Errorf("the message names no verified domain: %s", got.message())
	}
	group := `{"displayName":"g","mailNickname":"%","mailEnabled":false,"securityEnabled":true&}`
	s.expect(400, "", "POST /v1.0/groups", strings.NewReplacer("%", "münchen", "&", "").Replace(group))
	s.expect(400, "", "POST /v1.0/groups", strings.NewReplacer("%", "x", "&", `,"isAssignableToRole":true,"visibility":"Public"`).Replace(group))
	shown := s.must(201, "POST /v1.0/groups", `{"displayName":"g","mailNickname":"g","mailEnabled":true,"securityEnabled":false,"groupTypes":["Unified"]}`).text("id")
	s.expect(400, "Request_BadRequest", "PATCH /v1.0/groups/"+shown, `{"visibility":"HiddenMembership"}`)
	assignable := s.must(201, "POST /v1.0/groups", strings.NewReplacer("%", "r", "&", `,"isAssignableToRole":true`).Replace(group)).text("id")
	s.expect(400, "Request_BadRequest", "PATCH /v1.0/groups/"+assignable, `{"uniqueName":"r"}`)
	unit := s.must(201, "POST /v1.0/directory/administrativeUnits", `{"displayName":"U"}`).text("id")
	s.expect(204, "", "PATCH /v1.0/directory/administrativeUnits/"+unit, `{"visibility":"HiddenMembership"}`)
	assignment := `{"principalId":"` + user + `","roleDefinitionId":"fdd7a751-b60b-444a-984c-02652fe8fa1c","directoryScopeId":"%"}`
	s.expect(400, "", "POST /v1.0/roleManagement/directory/roleAssignments", strings.Replace(assignment, "%", "/directory/administrativeUnits/"+unit, 1))
	s.expect(404, "", "POST /v1.0/roleManagement/directory/roleAssignments", strings.Replace(assignment, "%", "/administrativeUnits/"+user, 1))
	s.expect(201, "", "POST /v1.0/roleManagement/directory/roleAssignments", strings.Replace(assignment, "%", "/administrativeUnits/"+unit, 1))
}

// TestOneBlockAction: a compliance policy blocks in one way, and in one only.
func TestOneBlockAction(t *testing.T) {
	t.Parallel()
	s := newService(t)
	for actions, status := range map[string]int{
		`[{"actionType":"block"}]`: 201, `[{"actionType":"block"},{"actionType":"notification"}]`: 201,
		`[]`: 400, `[{"actionType":"notification"}]`: 400, `[{"actionType":"block"},{"actionType":"block"}]`: 400,
	} {
		got := s.send("POST /v1.0/deviceManagement/deviceCompliancePolicies", `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","displayName":"C",
			"scheduledActionsForRule":[{"ruleName":"PasswordRequired","scheduledActionConfigurations":`+actions+`}]}`)
		if got.status != status {
			t.Errorf("%s: %d %s", actions, got.status, got.raw)
		}
	}
}

// TestWhatIntuneMakesOfWhatIsSent: zero GUIDs, empty texts, scope tags and tokens in
// the place of secrets, as in objects of real tenants.
func TestWhatIntuneMakesOfWhatIsSent(t *testing.T) {
	t.Parallel()
	s := newService(t)
	compliance := s.must(201, "POST /beta/deviceManagement/deviceCompliancePolicies", `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","displayName":"C",
		"scheduledActionsForRule":[{"scheduledActionConfigurations":[{"actionType":"block","gracePeriodHours":0}]}]}`)
	got := s.must(200, "GET /beta/deviceManagement/deviceCompliancePolicies/"+compliance.text("id")+"?$expand=scheduledActionsForRule($expand=scheduledActionConfigurations)", "")
	for _, want := range []string{`"ruleName":null`, `"notificationTemplateId":"00000000-0000-0000-0000-000000000000"`, `"roleScopeTagIds":["0"]`, `"description":null`} {
		if !strings.Contains(got.raw, want) {
			t.Errorf("a compliance policy lacks %s: %s", want, got.raw)
		}
	}
	catalog := s.must(201, "POST /beta/deviceManagement/configurationPolicies", `{"name":"S","platforms":"windows10","technologies":"mdm","settings":[{"settingInstance":{
		"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"d","simpleSettingValue":{
		"@odata.type":"#microsoft.graph.deviceManagementConfigurationSecretSettingValue","value":"hidden","valueState":"notEncrypted"}}}]}`)
	got = s.must(200, "GET /beta/deviceManagement/configurationPolicies/"+catalog.text("id")+"?$expand=settings", "")
	for _, want := range []string{`"description":""`, `"roleScopeTagIds":["0"]`, `"templateFamily":"none"`, `"templateId":""`, `"valueState":"encryptedValueToken"`} {
		if !strings.Contains(got.raw, want) {
			t.Errorf("a settings catalog policy lacks %s: %s", want, got.raw)
		}
	}
	if strings.Contains(got.raw, "hidden") {
		t.Error("a secret comes back")
	}
}
