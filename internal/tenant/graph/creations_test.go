// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"cmp"
	"encoding/json"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
)

// A creation is the smallest body that makes an object: without any member of it there is
// none.
type creation struct {
	path, body string
	// before makes what the object is made in or for.
	before []step
	// want is in the answer, as of a step: what nobody has to write.
	want string
	// fixed is what no change may bring, computed what no body may.
	fixed, computed string
	// changed is how a change of the name is answered, where it is not as usual: by Intune
	// with the object, elsewhere with nothing.
	changed int
}

// change is that of the name, for what has one.
func (c creation) change(t *testing.T) []step {
	t.Helper()
	changed := step{do: "PATCH " + c.path + "/{made}", body: `{"displayName":"Z"}`, headers: everyRole, status: http.StatusNoContent}
	var body map[string]any
	if err := json.Unmarshal([]byte(c.body), &body); err != nil || body["displayName"] == nil || strings.Contains(c.fixed, "displayName") {
		return nil
	}
	if kind, ok := body["@odata.type"].(string); ok {
		changed.body = with(changed.body, `{"@odata.type":"`+kind+`"}`)
	}
	if strings.Contains(c.path, "/deviceManagement/") || strings.Contains(c.path, "/deviceAppManagement/") {
		changed.status = http.StatusOK
	}
	if changed.status = cmp.Or(c.changed, changed.status); changed.status == http.StatusOK {
		changed.want = `{"displayName":"Z"}`
	}
	return []step{changed}
}

func TestWhatACreationNeeds(t *testing.T) {
	t.Parallel()
	for _, all := range []map[string]creation{intuneCreations(), directoryCreations(), identityCreations(), governanceCreations()} {
		for name, tt := range all {
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				steps := slices.Clone(tt.before)
				for _, missing := range members(t, tt.body) {
					steps = append(steps, step{do: "POST " + tt.path, body: with(tt.body, `{"`+missing+`":"-"}`), headers: everyRole, status: 400})
				}
				for _, computed := range single(t, tt.computed) {
					steps = append(steps, step{do: "POST " + tt.path, body: with(tt.body, computed), headers: everyRole, status: 400})
				}
				steps = append(steps, step{do: "POST " + tt.path, body: tt.body, headers: everyRole, status: 201, want: tt.want, save: "made"})
				steps = append(steps, tt.change(t)...)
				for _, fixed := range single(t, tt.fixed) {
					steps = append(steps, step{do: "PATCH " + tt.path + "/{made}", body: fixed, headers: everyRole, status: 400})
				}
				converse(t, steps)
			})
		}
	}
}

// everyRole is a caller who may make all that there is.
var everyRole = []string{"Authorization: Bearer app " + allRoles + " CloudPC.ReadWrite.All Tasks.ReadWrite.All Organization.ReadWrite.All Device.ReadWrite.All " +
	"DelegatedAdminRelationship.ReadWrite.All UserAuthenticationMethod.ReadWrite.All Policy.ReadWrite.FeatureRollout OrganizationalBranding.ReadWrite.All " +
	"PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup"}

// members are the names in a JSON object.
func members(t *testing.T, object string) []string {
	t.Helper()
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(object), &all); err != nil {
		t.Fatalf("%v in %s", err, object)
	}
	return slices.Sorted(maps.Keys(all))
}

// single are JSON objects with one of an object's members each.
func single(t *testing.T, object string) []string {
	t.Helper()
	if object == "" {
		return nil
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal([]byte(object), &all); err != nil {
		t.Fatalf("%v in %s", err, object)
	}
	var each []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		each = append(each, `{"`+name+`":`+string(all[name])+`}`)
	}
	return each
}

func intuneCreations() map[string]creation {
	const management, apps = "/beta/deviceManagement", "/beta/deviceAppManagement"
	const tagged, named = `{"roleScopeTagIds":["0"]}`, `{"displayName":"X"}`
	const script = `{"displayName":"X","scriptContent":"SGk=","fileName":"a.ps1","runAsAccount":"system"}`
	const setting = `{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"x"}`
	const policy = `{"name":"P","platforms":"windows10","technologies":"mdm","settings":[{"settingInstance":` + setting + `}]}`
	return map[string]creation{
		"an Android protection":   {path: apps + "/androidManagedAppProtections", body: named, want: tagged},
		"an iOS protection":       {path: apps + "/iosManagedAppProtections", body: named, want: tagged},
		"a Windows protection":    {path: apps + "/windowsManagedAppProtections", body: named, want: tagged},
		"an information policy":   {path: apps + "/mdmWindowsInformationProtectionPolicies", body: named, want: tagged},
		"another of those":        {path: apps + "/windowsInformationProtectionPolicies", body: named, want: tagged},
		"a category of apps":      {path: apps + "/mobileAppCategories", body: named},
		"a policy set":            {path: apps + "/policySets", body: named, want: `{"roleScopeTags":["0"],"status":"success"}`},
		"a targeted app setting":  {path: apps + "/targetedManagedAppConfigurations", body: named, want: tagged},
		"a category of devices":   {path: management + "/deviceCategories", body: named, want: tagged},
		"a group policy":          {path: management + "/groupPolicyConfigurations", body: named, want: tagged},
		"a message":               {path: management + "/notificationMessageTemplates", body: named, want: tagged},
		"a scope tag":             {path: management + "/roleScopeTags", body: named},
		"a quality update":        {path: management + "/windowsQualityUpdateProfiles", body: named, want: tagged},
		"a script":                {path: management + "/deviceManagementScripts", body: script, want: tagged},
		"a shell script":          {path: management + "/deviceShellScripts", body: script, want: tagged},
		"a script of attributes":  {path: management + "/deviceCustomAttributeShellScripts", body: script, want: tagged},
		"a role assignment":       {path: management + "/roleAssignments", body: named, want: `{"roleScopeTagIds":["0"],"members":[],"resourceScopes":[],"scopeType":"resourceScope"}`},
		"a setting for reuse":     {path: management + "/reusablePolicySettings", body: `{"displayName":"X","settingDefinitionId":"x","settingInstance":` + setting + `}`},
		"a compliance policy":     {path: management + "/compliancePolicies", body: policy, want: tagged, fixed: `{"scheduledActionsForRule":[]}`},
		"terms":                   {path: management + "/termsAndConditions", body: `{"displayName":"X","title":"T","bodyText":"B","acceptanceStatement":"A"}`, want: tagged},
		"a device for Autopilot":  {path: management + "/importedWindowsAutopilotDeviceIdentities", body: `{"serialNumber":"1","hardwareIdentifier":"SGk="}`},
		"a configuration policy":  {path: management + "/configurationPolicies", body: policy, want: `{"roleScopeTagIds":["0"],"description":"","isAssigned":false}`, fixed: `{"platforms":"macOS","technologies":"none"}`},
		"a script of compliance":  {path: management + "/deviceComplianceScripts", body: `{"displayName":"X","detectionScriptContent":"SGk="}`, want: `{"publisher":"","runAs32Bit":false,"runAsAccount":"system","version":"1","roleScopeTagIds":["0"]}`},
		"a script of health":      {path: management + "/deviceHealthScripts", body: `{"displayName":"X","detectionScriptContent":"SGk="}`, want: `{"publisher":"","enforceSignatureCheck":false,"roleScopeTagIds":["0"]}`, fixed: `{"deviceHealthScriptType":"managedInstaller"}`},
		"an app":                  {path: apps + "/mobileApps", body: `{"@odata.type":"#microsoft.graph.webApp","displayName":"X"}`, want: tagged},
		"an app configuration":    {path: apps + "/mobileAppConfigurations", body: `{"@odata.type":"#microsoft.graph.iosMobileAppConfiguration","displayName":"X"}`, want: tagged},
		"a device configuration":  {path: management + "/deviceConfigurations", body: `{"@odata.type":"#microsoft.graph.windows10GeneralConfiguration","displayName":"X"}`, want: tagged},
		"a role":                  {path: management + "/roleDefinitions", body: named, want: `{"isBuiltIn":false,"roleScopeTagIds":["0"]}`},
		"an enrollment limit":     {path: management + "/deviceEnrollmentConfigurations", body: `{"@odata.type":"#microsoft.graph.deviceEnrollmentLimitConfiguration","displayName":"X"}`, want: tagged},
		"a profile for Autopilot": {path: management + "/windowsAutopilotDeploymentProfiles", body: `{"@odata.type":"#microsoft.graph.azureADWindowsAutopilotDeploymentProfile","displayName":"X"}`, want: tagged, fixed: `{"deviceType":"surfaceHub2"}`},
		"an assignment filter": {
			path: management + "/assignmentFilters", body: `{"displayName":"X","platform":"windows10AndLater","rule":"(device.model -eq \"x\")"}`,
			want: `{"assignmentFilterManagementType":"devices","description":"","roleScopeTags":["0"]}`, fixed: `{"platform":"iOS","assignmentFilterManagementType":"apps"}`,
		},
		"a compliance policy of old": {
			path: management + "/deviceCompliancePolicies", want: tagged, fixed: `{"scheduledActionsForRule":[]}`,
			body: `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","displayName":"C","scheduledActionsForRule":[{"scheduledActionConfigurations":[{"actionType":"block"}]}]}`,
		},
		"a translation of a message": {
			before: []step{{do: "POST " + management + "/notificationMessageTemplates", body: named, status: 201, save: "n"}},
			path:   management + "/notificationMessageTemplates/{n}/localizedNotificationMessages", body: `{"locale":"en-US","subject":"S","messageTemplate":"M"}`, fixed: `{"locale":"de-DE"}`,
		},
		"computers of the cloud": {
			path: management + "/virtualEndpoint/provisioningPolicies", body: `{"displayName":"X","imageId":"microsoftwindowsdesktop_windows-ent-cpc_win11-24h2-ent-cpc"}`,
			want: `{"imageDisplayName":"microsoftwindowsdesktop_windows-ent-cpc_win11-24h2-ent-cpc","imageType":"gallery","provisioningType":"dedicated","enableSingleSignOn":false,"gracePeriodInHours":168}`, fixed: `{"provisioningType":"shared"}`,
		},
		"settings of those": {path: management + "/virtualEndpoint/userSettings", body: named, want: `{"localAdminEnabled":false,"resetEnabled":false}`},
	}
}

func directoryCreations() map[string]creation {
	group := step{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"}
	return map[string]creation{
		"a user": {
			path: "/users", body: bodyOfUser,
			computed: `{"createdDateTime":"2026-01-01T00:00:00Z","creationType":"Invitation","proxyAddresses":["SMTP:a@b"],"assignedPlans":[],"securityIdentifier":"S","externalUserState":"Accepted","onPremisesSyncEnabled":true}`,
		},
		"a group": {
			path: "/groups", body: bodyOfGroup, fixed: `{"isAssignableToRole":true,"resourceBehaviorOptions":["WelcomeEmailDisabled"]}`,
			computed: `{"mail":"a@b","proxyAddresses":["SMTP:a@b"],"securityIdentifier":"S","renewedDateTime":"2026-01-01T00:00:00Z","onPremisesSyncEnabled":true}`,
		},
		"a device": {
			path: "/devices", body: `{"accountEnabled":true,"alternativeSecurityIds":[{"type":2,"key":"SGk="}],"deviceId":"50000000-0000-4000-8000-000000000009","displayName":"D","operatingSystem":"linux","operatingSystemVersion":"1"}`,
			want: `{"approximateLastSignInDateTime":null,"deviceCategory":null}`, computed: `{"registrationDateTime":"2026-01-01T00:00:00Z","onPremisesSyncEnabled":true}`, fixed: `{"deviceId":"50000000-0000-4000-8000-000000000008"}`,
		},
		"a unit":        {path: "/directory/administrativeUnits", body: `{"displayName":"X"}`, want: `{"isMemberManagementRestricted":false,"description":null}`, fixed: `{"isMemberManagementRestricted":true}`},
		"an extension":  {before: []step{group}, path: "/groups/{g}/extensions", body: `{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"com.x.y"}`, fixed: `{"extensionName":"z"}`},
		"an invitation": {path: "/invitations", body: `{"invitedUserEmailAddress":"a@fabrikam.example","inviteRedirectUrl":"https://a.example"}`, want: `{"invitedUserType":"Guest","sendInvitationMessage":false}`, computed: `{"inviteRedeemUrl":"https://x","status":"Completed"}`},
		"a lifetime":    {path: "/groupLifecyclePolicies", body: `{"groupLifetimeInDays":100,"managedGroupTypes":"All"}`},
		"a role":        {path: "/roleManagement/directory/roleDefinitions", body: `{"displayName":"X","isEnabled":true,"rolePermissions":[{"allowedResourceActions":["microsoft.directory/users/basic/update"]}]}`, want: `{"isBuiltIn":false,"resourceScopes":["/"]}`, fixed: `{"templateId":"{absent}"}`, computed: `{"isBuiltIn":true}`},
		"an assignment": {path: "/roleManagement/directory/roleAssignments", body: `{"principalId":"{admin}","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}`},
		"a grant": {
			path: "/oauth2PermissionGrants", body: `{"clientId":"{caller}","consentType":"AllPrincipals","resourceId":"{graph}"}`,
			fixed: `{"clientId":"{graph}","consentType":"Principal","principalId":"{admin}","resourceId":"{caller}"}`,
		},
		"a schema": {path: "/schemaExtensions", body: `{"id":"courses","targetTypes":["Group"],"properties":[{"name":"courseId","type":"Integer"}]}`, want: `{"description":null,"status":"InDevelopment"}`},
		"a plan":   {before: []step{group}, path: "/planner/plans", body: `{"title":"P","container":{"url":"https://graph.microsoft.com/v1.0/groups/{g}"}}`},
	}
}

func identityCreations() map[string]creation {
	const policy = `{"displayName":"X","definition":["{}"]}`
	const flow = `{"id":"x","userFlowType":"signUpOrSignIn","userFlowTypeVersion":1}`
	return map[string]creation{
		"a policy of claims":      {path: "/policies/claimsMappingPolicies", body: policy, want: `{"isOrganizationDefault":false}`, computed: `{"deletedDateTime":"2026-01-01T00:00:00Z"}`},
		"a policy of lifetimes":   {path: "/policies/tokenLifetimePolicies", body: policy, want: `{"isOrganizationDefault":false}`, computed: `{"deletedDateTime":"2026-01-01T00:00:00Z"}`},
		"a policy of issuance":    {path: "/policies/tokenIssuancePolicies", body: policy, want: `{"isOrganizationDefault":false}`, computed: `{"deletedDateTime":"2026-01-01T00:00:00Z"}`},
		"a policy of realms":      {path: "/policies/homeRealmDiscoveryPolicies", body: policy, want: `{"isOrganizationDefault":false}`, computed: `{"deletedDateTime":"2026-01-01T00:00:00Z"}`},
		"a policy of timeouts":    {path: "/policies/activityBasedTimeoutPolicies", body: policy, want: `{"isOrganizationDefault":false}`, computed: `{"deletedDateTime":"2026-01-01T00:00:00Z"}`},
		"a policy of credentials": {path: "/policies/appManagementPolicies", body: `{"displayName":"X","restrictions":{}}`},
		"a rollout":               {path: "/policies/featureRolloutPolicies", body: `{"displayName":"X","feature":"passwordHashSync","isEnabled":true}`},
		"a strength":              {path: "/policies/authenticationStrengthPolicies", body: `{"displayName":"X","allowedCombinations":["fido2"]}`, fixed: `{"allowedCombinations":["password"]}`},
		"an attribute of users":   {path: "/identity/userFlowAttributes", body: `{"displayName":"X","dataType":"string"}`, fixed: `{"displayName":"Y","dataType":"boolean"}`},
		"a flow for guests":       {path: "/identity/b2xUserFlows", body: flow},
		"a flow for customers":    {path: "/beta/identity/b2cUserFlows", body: flow},
		"a context":               {path: "/identity/conditionalAccess/authenticationContextClassReferences", body: `{"id":"c7","displayName":"X"}`},
		"a condition": {
			before: []step{{do: "POST /policies/permissionGrantPolicies", body: `{"id":"own"}`, status: 201}},
			path:   "/policies/permissionGrantPolicies/own/excludes", body: `{"permissionType":"delegated"}`,
			want: `{"clientApplicationIds":["all"],"permissions":["all"],"resourceApplication":"any","permissionClassification":"all"}`,
		},
		"a connector": {
			path: "/identity/apiConnectors",
			body: `{"displayName":"C","targetUrl":"https://c.example","authenticationConfiguration":{"@odata.type":"#microsoft.graph.basicAuthentication","username":"u","password":"p"}}`,
		},
		"a location": {
			path: "/identity/conditionalAccess/namedLocations",
			body: `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"HQ","ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"192.0.2.0/24"}]}`,
		},
		"a policy of access": {
			path: "/identity/conditionalAccess/policies",
			body: `{"displayName":"P","state":"disabled","conditions":{"clientAppTypes":["all"],"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]}},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}`,
		},
	}
}

func governanceCreations() map[string]creation {
	const base = "/identityGovernance/entitlementManagement"
	catalog := step{do: "POST " + base + "/catalogs", body: `{"displayName":"C"}`, status: 201, save: "c"}
	accessPackage := step{do: "POST " + base + "/accessPackages", body: `{"displayName":"P","catalog":{"id":"{c}"}}`, status: 201, save: "p"}
	group := step{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"}
	return map[string]creation{
		"a catalog":         {path: base + "/catalogs", body: `{"displayName":"C"}`, want: `{"isExternallyVisible":false,"catalogType":"userManaged"}`, fixed: `{"catalogType":"serviceDefault"}`},
		"a package":         {before: []step{catalog}, path: base + "/accessPackages", body: `{"displayName":"P","catalog":{"id":"{c}"}}`, want: `{"isHidden":false}`},
		"a policy of one":   {before: []step{catalog, accessPackage}, changed: http.StatusMethodNotAllowed, path: base + "/assignmentPolicies", body: `{"displayName":"Y","accessPackage":{"id":"{p}"}}`, want: `{"allowedTargetScope":"notSpecified"}`},
		"one in beta":       {before: []step{catalog, accessPackage}, changed: http.StatusMethodNotAllowed, path: "/beta" + base + "/accessPackageAssignmentPolicies", body: `{"displayName":"Y","accessPackageId":"{p}"}`},
		"an organization":   {changed: http.StatusAccepted, path: base + "/connectedOrganizations", body: `{"displayName":"O","identitySources":[{"@odata.type":"#microsoft.graph.domainIdentitySource","domainName":"o.example"}]}`, want: `{"state":"configured"}`},
		"an active member":  {before: []step{group}, path: "/identityGovernance/privilegedAccess/group/assignmentScheduleRequests", body: `{"accessId":"member","action":"adminAssign","principalId":"{admin}","groupId":"{g}"}`},
		"a possible member": {before: []step{group}, path: "/identityGovernance/privilegedAccess/group/eligibilityScheduleRequests", body: `{"accessId":"member","action":"adminAssign","principalId":"{admin}","groupId":"{g}"}`},
		"a possible role":   {path: "/roleManagement/directory/roleEligibilityScheduleRequests", body: `{"action":"adminAssign","principalId":"{admin}","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}`},
		"an active role":    {path: "/roleManagement/directory/roleAssignmentScheduleRequests", body: `{"action":"adminAssign","principalId":"{admin}","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}`},
		"a relationship":    {changed: http.StatusBadRequest, path: "/tenantRelationships/delegatedAdminRelationships", body: `{"displayName":"R","duration":"P30D","accessDetails":{"unifiedRoles":[{"roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451"}]}}`},
		"a review":          {path: "/identityGovernance/accessReviews/definitions", body: `{"displayName":"R","scope":{"@odata.type":"#microsoft.graph.accessReviewQueryScope","query":"/groups/x/members","queryType":"MicrosoftGraph"}}`},
	}
}

// TestASeedSaysWhatOnlyServicesSay: ids, times and what is read-only else.
func TestASeedSaysWhatOnlyServicesSay(t *testing.T) {
	t.Parallel()
	const id = "50000000-0000-4000-8000-000000000009"
	s := newServer(t)
	s.handler = graph.New(graph.Options{Store: s.store, BaseURL: baseURL, TenantID: tenantID, Verify: verify, Seeding: true, Now: func() time.Time { return s.now }})
	s.converse(t, []step{
		{do: "POST /users", body: with(bodyOfUser, `{"id":"`+id+`","createdDateTime":"2020-01-01T00:00:00Z","onPremisesSyncEnabled":true,"onPremisesImmutableId":"i"}`)},
		{do: "PATCH /users/" + id, body: `{"displayName":"B","onPremisesDomainName":"d.example"}`},
		{do: "GET /users/" + id + "?$select=id,displayName,createdDateTime,onPremisesSyncEnabled,onPremisesDomainName"},
		{do: "POST /groups", body: with(bodyOfGroup, `{"id":"{old}","mailEnabled":true,"mail":"sales@contoso.example","onPremisesSyncEnabled":true,"createdDateTime":"2020-01-01T00:00:00Z"}`)},
		{do: "POST /groups/{old}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/` + id + `"}`},
		{do: "PATCH /groups/{old}", body: `{"description":"D"}`},
		{do: "GET /groups/{old}?$expand=members($select=id)"},
		{do: "POST /applications", body: `{"id":"{absent}","appId":"{old}","displayName":"A","publisherDomain":"p.example","createdDateTime":"2020-01-01T00:00:00Z"}`},
		{do: "POST /informationProtection/bitlocker/recoveryKeys", body: `{"id":"{role}","key":"k","deviceId":"{admin}","volumeType":"operatingSystemVolume","createdDateTime":"2020-01-01T00:00:00Z"}`, headers: []string{"Authorization: Bearer user"}},
		{do: "POST /deviceManagement/managedDevices", body: `{"id":"{role}","deviceName":"D","operatingSystem":"Windows","enrolledDateTime":"2020-01-01T00:00:00Z"}`},
		{do: "POST /users", body: with(bodyOfUser, `{"id":"`+id+`"}`)},
		{do: "POST /users", body: with(bodyOfUser, `{"absent":1}`)},
	})
}

// TestIDsAreOpaqueWhereTheyAre in the directory: of assignments.
func TestIDsAreOpaqueWhereTheyAre(t *testing.T) {
	t.Parallel()
	guid := regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
	s := newServer(t)
	made := func(path, body string) string {
		id, _ := decoded(t, s.send(t, "POST /v1.0"+path, body).Body.Bytes())["id"].(string)
		return id
	}
	unit := made("/directory/administrativeUnits", `{"displayName":"U"}`)
	role := made("/directoryRoles", `{"roleTemplateId":"fe930be7-5e62-47db-91af-98c3a49a38b1"}`)
	for path, tt := range map[string]struct {
		body string
		guid bool
	}{
		"/groups": {bodyOfGroup, true},
		"/directory/administrativeUnits/" + unit + "/scopedRoleMembers": {`{"roleId":"` + role + `","roleMemberInfo":{"id":"` + adminID + `"}}`, false},
		"/roleManagement/directory/roleAssignments":                     {`{"principalId":"` + adminID + `","roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1","directoryScopeId":"/administrativeUnits/` + unit + `"}`, false},
		"/users/" + adminID + "/appRoleAssignments":                     {`{"principalId":"` + adminID + `","resourceId":"` + graphID + `","appRoleId":"00000000-0000-0000-0000-000000000000"}`, false},
		"/oauth2PermissionGrants":                                       {`{"clientId":"` + callerID + `","consentType":"AllPrincipals","resourceId":"` + graphID + `","scope":"User.Read"}`, false},
	} {
		if id := made(path, tt.body); id == "" || guid.MatchString(id) != tt.guid {
			t.Errorf("%s: the id is %q", path, id)
		}
	}
}
