// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"strings"
	"testing"
)

// TestContractWhatIsRefused has requests that differ by one thing from what is taken.
func TestContractWhatIsRefused(t *testing.T) {
	t.Parallel()
	const (
		policies  = "POST /v1.0/identity/conditionalAccess/policies"
		schedules = "POST /v1.0/roleManagement/directory/roleAssignmentScheduleRequests"
		contexts  = "POST /v1.0/identity/conditionalAccess/authenticationContextClassReferences"
		updates   = "POST /v1.0/deviceManagement/deviceConfigurations"
		insights  = "PATCH /beta/organization/" + tenantID + "/settings/peopleInsights"
		roles     = "Authorization: Bearer " + adminRoles + ",Organization.ReadWrite.All,IdentityUserFlow.ReadWrite.All,PeopleSettings.ReadWrite.All"
	)
	policy := func(grant string) string {
		return `{"displayName":"p","state":"disabled","conditions":{"users":{"includeUsers":["None"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"]},"grantControls":` + grant + `}`
	}
	schedule := func(role string) string {
		return `{"action":"adminAssign","principalId":"` + callerID + `","roleDefinitionId":"` + role + `","directoryScopeId":"/","scheduleInfo":{"startDateTime":"2026-08-04T10:00:00Z","expiration":{"type":"noExpiration"}}}`
	}
	update := func(day string) string {
		return `{"@odata.type":"#microsoft.graph.windowsUpdateForBusinessConfiguration","displayName":"u","qualityUpdatesPauseStartDate":"` + day + `"}`
	}
	for name, tt := range map[string]struct {
		line, taken, refused string
		status               int
		code                 string
	}{
		"mfa beside a strength": {
			line: policies, taken: policy(`{"operator":"OR","builtInControls":["mfa"]}`), status: 400, code: "BadRequest",
			refused: policy(`{"operator":"OR","builtInControls":["mfa"],"authenticationStrength":{"id":"00000000-0000-0000-0000-000000000004"}}`),
		},
		"a role that is not there": {
			line: schedules, taken: schedule("88d8e3e3-8f55-4a1e-953a-9b9898b8876b"), refused: schedule("88d8e3e3-8f55-4a1e-953a-000000000000"), status: 404, code: "RoleNotFound",
		},
		"a day that is none": {line: updates, taken: update("2026-08-04"), refused: update("2026-08-32"), status: 400},
		"an address twice": {
			line: "POST /v1.0/applications", taken: `{"displayName":"a","web":{"redirectUris":["https://a.example/1","https://a.example/2"]}}`,
			refused: `{"displayName":"a","web":{"redirectUris":["https://a.example/1","https://a.example/1"]}}`, status: 400,
		},
		"an attribute of the same name": {
			line: "POST /v1.0/identity/userFlowAttributes", taken: `{"displayName":"shoe","dataType":"string"}`, refused: `{"displayName":"Shoe","dataType":"int64"}`, status: 400,
		},
		"an address without a scheme": {
			line: "POST /v1.0/applications", taken: `{"displayName":"a","publicClient":{"redirectUris":["myapp://auth"]}}`,
			refused: `{"displayName":"a","publicClient":{"redirectUris":["//a.example/auth"]}}`, status: 400,
		},
		"settings that are no list": {
			line: "POST /beta/deviceManagement/configurationPolicies", status: 400,
			taken:   `{"name":"s","platforms":"windows10","technologies":"mdm","settings":[]}`,
			refused: `{"name":"s","platforms":"windows10","technologies":"mdm","settings":"none"}`,
		},
		"a context after the last":      {line: contexts, taken: `{"id":"c99","displayName":"a"}`, refused: `{"id":"c100","displayName":"a"}`, status: 400},
		"a context before the first":    {line: contexts, taken: `{"id":"c10","displayName":"a"}`, refused: `{"id":"c01","displayName":"a"}`, status: 400},
		"a context that is no c":        {line: contexts, taken: `{"id":"c7","displayName":"a"}`, refused: `{"id":"7","displayName":"a"}`, status: 400},
		"a context without a number":    {line: contexts, taken: `{"id":"c1","displayName":"a"}`, refused: `{"id":"c","displayName":"a"}`, status: 400},
		"a context with another number": {line: contexts, taken: `{"id":"c2","displayName":"a"}`, refused: `{"id":"c2a","displayName":"a"}`, status: 400},
		"a setting of another type":     {line: insights, taken: `{"isEnabledInOrganization":true}`, refused: `{"isEnabledInOrganization":"yes"}`, status: 400},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t)
			if err := s.store.Insert("/organization", map[string]any{"id": tenantID, "displayName": "Contoso"}); err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(tt.line, "PATCH") { // what it makes is not there the first time
				s.expect(tt.status, tt.code, tt.line, tt.refused, roles)
			}
			if a := s.send(tt.line, tt.taken, roles); a.status >= 300 {
				t.Errorf("%s %s: %d %s", tt.line, tt.taken, a.status, a.raw)
			}
			s.expect(tt.status, tt.code, tt.line, tt.refused, roles)
		})
	}
}

// TestContractWhatIsMadeOfItself are properties that nobody sends.
func TestContractWhatIsMadeOfItself(t *testing.T) {
	t.Parallel()
	s := newService(t)
	consent := "Authorization: Bearer Policy.ReadWrite.PermissionGrant"
	if got := s.must(201, "POST /v1.0/policies/permissionGrantPolicies", `{"id":"mine"}`, consent).text("displayName"); got != "mine" {
		t.Errorf("a policy without a name has the name %q", got)
	}
	if got := s.must(201, "POST /v1.0/policies/permissionGrantPolicies", `{"id":"named","displayName":"Mine"}`, consent).text("displayName"); got != "Mine" {
		t.Errorf("a policy with a name has the name %q", got)
	}

	const devOps = "499b84ac-1321-427f-aa17-267ca6975798"
	service := s.must(201, "POST /v1.0/servicePrincipals", `{"appId":"`+devOps+`"}`)
	if !strings.Contains(service.raw, `"servicePrincipalNames":["`+devOps+`"]`) {
		t.Errorf("the names of a service of Microsoft: %s", service.raw)
	}
	_, appID := s.application("app", `,"web":{"logoutUrl":"https://a.example/out"}`)
	own := s.must(201, "POST /v1.0/servicePrincipals", `{"appId":"`+appID+`","logoutUrl":"https://b.example/out"}`)
	if got := own.text("logoutUrl"); got != "https://b.example/out" {
		t.Errorf("what is sent gives way to the application's: %q", got)
	}

	protection := s.must(201, "POST /v1.0/deviceAppManagement/iosManagedAppProtections", `{"displayName":"p"}`)
	at := "/v1.0/deviceAppManagement/iosManagedAppProtections/" + protection.text("id")
	if first := protection.text("version"); first == "" {
		t.Errorf("a policy of apps has no version: %s", protection.raw)
	}
	if got := s.must(200, "GET "+at, "").text("version"); got != protection.text("version") {
		t.Errorf("reading changes the version to %q", got)
	}

	const globalReader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
	found := s.must(200, "GET /v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq '/' and scopeType eq 'DirectoryRole' and roleDefinitionId eq '"+globalReader+"'", "")
	if got := found.names("policyId"); !strings.HasPrefix(got, "DirectoryRole_"+tenantID+"_") || strings.Contains(got, " ") {
		t.Errorf("the policy of a role in the directory is %q", got)
	}
}

// TestContractContextOfProperties: of one of many with its key, of the only one without.
func TestContractContextOfProperties(t *testing.T) {
	t.Parallel()
	s := newService(t)
	group := s.group("g", "")
	for path, want := range map[string]string{
		"/v1.0/groups/" + group + "/displayName":         "#groups('" + group + "')/displayName",
		"/v1.0/policies/authorizationPolicy/displayName": "#policies/authorizationPolicy/displayName",
	} {
		if got := s.must(200, "GET "+path, "").text("@odata.context"); !strings.HasSuffix(got, want) {
			t.Errorf("%s has the context %s", path, got)
		}
	}
}

// TestContractDevicesAreDeletedByTheirOwnPermission: that for the whole directory
// changes them only.
func TestContractDevicesAreDeletedByTheirOwnPermission(t *testing.T) {
	t.Parallel()
	s := newService(t)
	const id = "dddddddd-0000-4000-8000-000000000001"
	if err := s.store.Insert("/devices", map[string]any{"id": id, "displayName": "laptop", "accountEnabled": true}); err != nil {
		t.Fatal(err)
	}
	s.expect(403, "Authorization_RequestDenied", "DELETE /v1.0/devices/"+id, "", "Authorization: Bearer Directory.ReadWrite.All")
	s.expect(204, "", "DELETE /v1.0/devices/"+id, "", "Authorization: Bearer Device.ReadWrite.All")
}
