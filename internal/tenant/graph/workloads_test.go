// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"fmt"
	"testing"
)

func TestAdministrativeUnits(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"have members and administrators": {
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"North"}`, status: 201, save: "au", want: `{"visibility":null}`},
			{do: "POST /directory/administrativeUnits/{au}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`, status: 204},
			{do: "POST /directory/administrativeUnits/{au}/members", body: with(bodyOfGroup, `{"@odata.type":"#microsoft.graph.group"}`), status: 201, save: "g"},
			{do: "GET /directory/administrativeUnits/{au}/members", status: 200, want: `{"value":[{"id":"{admin}"},{"id":"{g}","@odata.type":"#microsoft.graph.group"}]}`},
			{do: "GET /groups/{g}", status: 200, want: `{"displayName":"Sales"}`},
			{do: "GET /groups/{g}/memberOf", status: 200, want: `{"value":[{"id":"{au}","@odata.type":"#microsoft.graph.administrativeUnit"}]}`},
			{do: "GET /directory/administrativeUnits/{au}?$expand=members", status: 200, want: `{"members":[{},{}]}`},
			{do: "GET /directoryRoles(roleTemplateId='62e90394-69f5-4237-9190-012177145e10')", status: 200, save: "role"},
			{do: "POST /directory/administrativeUnits/{au}/members", body: bodyOfGroup, status: 405},
			{do: "DELETE /directory/administrativeUnits/{au}", status: 204},
		},
		"take only what the body says the type of": {
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"North"}`, status: 201, save: "au"},
			{do: "POST /directory/administrativeUnits/{au}/members", body: with(bodyOfGroup, `{"@odata.type":"#microsoft.graph.device"}`), status: 400},
			{do: "POST /directory/administrativeUnits/{au}/members", body: `{"@odata.type":"#microsoft.graph.group","displayName":"G"}`, status: 400},
			{do: "GET /directory/administrativeUnits/{au}/members", status: 200, want: `{"value":[]}`},
		},
		"are administered by scoped members": {
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"North"}`, status: 201, save: "au"},
			{do: "POST /directoryRoles", body: `{"roleTemplateId":"fe930be7-5e62-47db-91af-98c3a49a38b1"}`, status: 201, save: "r", want: `{"displayName":"User Administrator"}`},
			{
				do: "POST /directory/administrativeUnits/{au}/scopedRoleMembers", body: `{"roleId":"{r}","roleMemberInfo":{"id":"{admin}"}}`, status: 201, save: "m",
				want: `{"administrativeUnitId":"{au}","roleMemberInfo":{"displayName":"Admin"}}`,
			},
			{do: "POST /directory/administrativeUnits/{au}/scopedRoleMembers", body: `{"roleId":"{absent}","roleMemberInfo":{"id":"{admin}"}}`, status: 404},
			{do: "PATCH /directory/administrativeUnits/{au}/scopedRoleMembers/{m}", body: `{}`, status: 405},
			{do: "DELETE /directory/administrativeUnits/{au}/scopedRoleMembers/{m}", status: 204},
		},
	})
}

func TestDirectoryRoles(t *testing.T) {
	t.Parallel()
	definition := `{"displayName":"Own","isEnabled":true,"rolePermissions":[{"allowedResourceActions":["microsoft.directory/applications/create"]}]}`
	assignments := "/roleManagement/directory/roleAssignments"
	assignment := `{"principalId":"{admin}","roleDefinitionId":"62e90394-69f5-4237-9190-012177145e10","directoryScopeId":"/"}`
	conversations(t, map[string][]step{
		"are activated once and not deleted": {
			{do: "GET /directoryRoles", status: 200, want: `{"value":[{"displayName":"Global Administrator"}]}`},
			{do: "POST /directoryRoles", body: `{"roleTemplateId":"fe930be7-5e62-47db-91af-98c3a49a38b1"}`, status: 201, save: "r"},
			{do: "POST /directoryRoles", body: `{"roleTemplateId":"fe930be7-5e62-47db-91af-98c3a49a38b1"}`, status: 400},
			{do: "POST /directoryRoles", body: `{"roleTemplateId":"{absent}"}`, status: 404},
			{do: "POST /directoryRoles/{r}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`, status: 204},
			{do: "GET /directoryRoles/roleTemplateId=fe930be7-5e62-47db-91af-98c3a49a38b1/members", status: 200},
			{do: "GET /directoryRoles(roleTemplateId='fe930be7-5e62-47db-91af-98c3a49a38b1')/members", status: 200, want: `{"value":[{"id":"{admin}"}]}`},
			{do: "DELETE /directoryRoles/{r}", status: 400},
		},
		"are defined, and stay while they are held": {
			{do: "POST /roleManagement/directory/roleDefinitions", body: definition, status: 201, save: "d", want: `{"isBuiltIn":false,"resourceScopes":["/"]}`},
			{do: "PATCH /roleManagement/directory/roleDefinitions/{d}", body: `{"description":"x"}`, status: 204},
			{do: "POST " + assignments, body: with(assignment, `{"roleDefinitionId":"{d}"}`), status: 201, save: "a"},
			{do: "DELETE /roleManagement/directory/roleDefinitions/{d}", status: 400},
			{do: "DELETE " + assignments + "/{a}", status: 204},
			{do: "DELETE /roleManagement/directory/roleDefinitions/{d}", status: 204},
			{do: "DELETE /roleManagement/directory/roleDefinitions/62e90394-69f5-4237-9190-012177145e10", status: 400},
			{do: "PATCH /roleManagement/directory/roleDefinitions/62e90394-69f5-4237-9190-012177145e10", body: `{"description":"x"}`, status: 400},
		},
		"are assigned once": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST " + assignments, body: assignment, status: 201, save: "a"},
			{do: "POST " + assignments, body: assignment, status: 400},
			{do: "POST " + assignments, body: with(assignment, `{"principalId":"{absent}"}`), status: 404},
			{do: "POST " + assignments, body: with(assignment, `{"roleDefinitionId":"{absent}"}`), status: 404},
			{do: "POST " + assignments, body: with(assignment, `{"principalId":"{g}"}`), status: 400},
			{do: "POST " + assignments, body: with(assignment, `{"directoryScopeId":"-"}`), status: 400},
			{do: "POST " + assignments, body: with(assignment, `{"directoryScopeId":"/administrativeUnits/{absent}"}`), status: 404},
			{do: "PATCH " + assignments + "/{a}", body: `{}`, status: 405},
			{
				do: "GET " + assignments + "?$filter=principalId eq '{admin}'&$expand=roleDefinition,principal", status: 200,
				want: `{"value":[{"id":"{a}","roleDefinition":{"displayName":"Global Administrator"},"principal":{"id":"{admin}"}}]}`,
			},
		},
	})
}

func TestDomainsAndPolicies(t *testing.T) {
	t.Parallel()
	setting := `{"templateId":"62375ab9-6b52-47ed-826b-58e47e0e304b","values":[{"name":"EnableGroupCreation","value":"false"}]}`
	conversations(t, map[string][]step{
		"domains are verified before they are used": {
			{do: "POST /domains", body: `{"id":"new.example"}`, status: 201, want: `{"id":"new.example","isVerified":false}`},
			{do: "POST /users", body: with(bodyOfUser, `{"userPrincipalName":"a@new.example"}`), status: 400},
			{do: "PATCH /domains/new.example", body: `{"isDefault":true}`, status: 400},
			{do: "POST /domains/new.example/verify", status: 200, want: `{"isVerified":true}`},
			{do: "PATCH /domains/new.example", body: `{"isDefault":true}`, status: 204},
			{do: "GET /domains/contoso.example", status: 200, want: `{"isDefault":false}`},
			{do: "DELETE /domains/contoso.example", status: 400},
			{do: "POST /domains", body: `{"id":"new.example"}`, status: 400},
		},
		"single policies are read and changed, not made": {
			{do: "GET /policies/authorizationPolicy", status: 200, want: `{"id":"authorizationPolicy","allowInvitesFrom":"everyone"}`},
			{do: "PATCH /policies/authorizationPolicy", body: `{"allowInvitesFrom":"none"}`, status: 204},
			{do: "PATCH /policies/authorizationPolicy", body: `{"allowInvitesFrom":"nobody"}`, status: 400},
			{do: "GET /policies/authorizationPolicy", status: 200, want: `{"allowInvitesFrom":"none"}`},
			{do: "POST /policies/authorizationPolicy", body: `{}`, status: 405},
			{do: "DELETE /policies/authorizationPolicy", status: 405},
		},
		"claims policies are assigned to service principals": {
			{do: "POST /policies/claimsMappingPolicies", body: `{"displayName":"P","definition":["{}"]}`, status: 201, save: "p", want: `{"isOrganizationDefault":false}`},
			{do: "POST /policies/claimsMappingPolicies", body: `{"displayName":"P","definition":[]}`, status: 400},
			{do: "POST /servicePrincipals/{caller}/claimsMappingPolicies/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/policies/claimsMappingPolicies/{p}"}`, status: 204},
			{do: "GET /servicePrincipals/{caller}/claimsMappingPolicies", status: 200, want: `{"value":[{"id":"{p}"}]}`},
		},
		"partners are named by their tenant": {
			{do: "POST /policies/crossTenantAccessPolicy/partners", body: `{"tenantId":"{absent}"}`, status: 201},
			{do: "POST /policies/crossTenantAccessPolicy/partners", body: `{"tenantId":"{absent}"}`, status: 409},
			{do: "GET /policies/crossTenantAccessPolicy/partners/{absent}", status: 200, want: `{"b2bCollaborationInbound":null}`},
		},
		"domains tell how they are verified": {
			{do: "POST /domains", body: `{"id":"new.example"}`, status: 201, want: `{"isRoot":true}`},
			{do: "GET /domains/new.example/verificationDnsRecords", status: 200, want: `{"value":[{"@odata.type":"#microsoft.graph.domainDnsTxtRecord","label":"new.example"},{"@odata.type":"#microsoft.graph.domainDnsMxRecord"}]}`},
			{do: "POST /domains", body: `{"id":"below.contoso.example"}`, status: 201, want: `{"isRoot":false,"isVerified":true}`},
			{do: "POST /domains/below.contoso.example/verify", status: 400},
		},
		"domains are deleted with the names in them": {
			{do: "POST /domains", body: `{"id":"below.contoso.example"}`, status: 201},
			{do: "POST /users", body: with(bodyOfUser, `{"userPrincipalName":"a@below.contoso.example"}`), status: 201, save: "u"},
			{do: "POST /domains/below.contoso.example/forceDelete", body: `{}`, status: 202},
			{do: "GET /domains/below.contoso.example", status: 404},
			{do: "GET /users/{u}", status: 200, want: `{"userPrincipalName":"a@contoso.example"}`},
			{do: "POST /domains/contoso.example/forceDelete", body: `{}`, status: 400},
		},
		"domains that people use stay": {
			{do: "POST /domains", body: `{"id":"new.example"}`, status: 201},
			{do: "POST /domains/new.example/verify", status: 200},
			{do: "POST /users", body: with(bodyOfUser, `{"userPrincipalName":"a@new.example"}`), status: 201, save: "u"},
			{do: "DELETE /domains/new.example", status: 400},
			{do: "DELETE /users/{u}", status: 204},
			{do: "DELETE /domains/new.example", status: 204},
		},
		"one lifecycle policy and one setting of a template": {
			{do: "POST /groupLifecyclePolicies", body: `{"groupLifetimeInDays":10,"managedGroupTypes":"All"}`, status: 400},
			{do: "POST /groupLifecyclePolicies", body: `{"groupLifetimeInDays":180,"managedGroupTypes":"Selected"}`, status: 201, save: "p"},
			{do: "POST /groupLifecyclePolicies", body: `{"groupLifetimeInDays":180,"managedGroupTypes":"All"}`, status: 400},
			{do: "PATCH /groupLifecyclePolicies/{p}", body: `{"groupLifetimeInDays":90}`, status: 200, want: `{"groupLifetimeInDays":90}`},
			{do: "POST /groupLifecyclePolicies/{p}/addGroup", body: `{"groupId":"{absent}"}`, status: 404},
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST /groupLifecyclePolicies/{p}/addGroup", body: `{"groupId":"{g}"}`, status: 200, want: `{"value":true}`},
			{do: "GET /groups/{g}/groupLifecyclePolicies", status: 200, want: `{"value":[{"id":"{p}"}]}`},
			{do: "POST /groupLifecyclePolicies/{p}/removeGroup", body: `{"groupId":"{g}"}`, status: 200, want: `{"value":true}`},
			{do: "GET /groups/{g}/groupLifecyclePolicies", status: 200, want: `{"value":[]}`},
			{do: "GET /groupSettingTemplates/62375ab9-6b52-47ed-826b-58e47e0e304b", status: 200, want: `{"displayName":"Group.Unified"}`},
			{do: "GET /beta/directorySettingTemplates/62375ab9-6b52-47ed-826b-58e47e0e304b", status: 200, want: `{"displayName":"Group.Unified"}`},
			{do: "POST /groupSettings", body: `{"templateId":"{absent}","values":[]}`, status: 400},
			{do: "POST /groupSettings", body: setting, status: 201, save: "s", want: `{"displayName":"Group.Unified"}`},
			{do: "POST /groupSettings", body: setting, status: 400},
			{do: "PATCH /groupSettings/{s}", body: `{"values":[{"name":"EnableGroupCreation","value":"maybe"}]}`, status: 400},
			{do: "PATCH /groupSettings/{s}", body: `{"values":[{"name":"Colour","value":"red"}]}`, status: 400},
			{do: "PATCH /groupSettings/{s}", body: `{"values":[]}`, status: 204},
			{do: "GET /beta/settings/{s}", status: 200, want: `{"values":[]}`},
			{do: "POST /groups/{g}/settings", body: `{"templateId":"08d542b9-071f-4e16-94b0-74abb372e3d9","values":[{"name":"AllowToAddGuests","value":"false"}]}`, status: 201, want: `{"displayName":"Group.Unified.Guest"}`},
		},
		"guests are invited": {
			{do: "POST /invitations", body: `{"invitedUserEmailAddress":"g@x.example","inviteRedirectUrl":"https://x.example"}`, status: 201, save: "i", want: `{"status":"PendingAcceptance","invitedUserType":"Guest"}`},
			{do: "GET /users/{i}?$select=userType,userPrincipalName", status: 200, want: `{"userType":"Guest","userPrincipalName":"g_x.example#EXT#@contoso.example"}`},
		},
	})
}

func TestConditionalAccess(t *testing.T) {
	t.Parallel()
	locations, policies := "/identity/conditionalAccess/namedLocations", "/identity/conditionalAccess/policies"
	ip := `{"@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"HQ","isTrusted":true,"ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange","cidrAddress":"192.0.2.0/24"}]}`
	policy := `{"displayName":"P","state":"disabled","conditions":{"clientAppTypes":["all"],"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]}},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}`
	conversations(t, map[string][]step{
		"locations are of a derived type": {
			{do: "POST " + locations, body: `{"displayName":"HQ"}`, status: 400},
			{do: "POST " + locations, body: with(ip, `{"ipRanges":[{"cidrAddress":"192.0.2.0/24"}]}`), status: 201},
			{do: "POST " + locations, body: with(ip, `{"ipRanges":[]}`), status: 400},
			{do: "POST " + locations, body: ip, status: 201, save: "l", want: `{"@odata.type":"#microsoft.graph.ipNamedLocation","createdDateTime":"2026-08-04T10:17:05Z","isTrusted":true}`},
			{do: "POST " + locations, body: `{"@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"C","countriesAndRegions":["DE"]}`, status: 201, want: `{"includeUnknownCountriesAndRegions":false,"countryLookupMethod":"clientIpAddress"}`},
			{do: "GET " + locations + "?$filter=isof('microsoft.graph.countryNamedLocation')", status: 200, want: `{"value":[{"displayName":"C"}]}`},
			{do: "DELETE " + locations + "/{l}", status: 400},
			{do: "PATCH " + locations + "/{l}", body: `{"isTrusted":false}`, status: 400},
			{do: "PATCH " + locations + "/{l}", body: `{"@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"x"}`, status: 400},
			{do: "PATCH " + locations + "/{l}", body: `{"@odata.type":"#microsoft.graph.ipNamedLocation","isTrusted":false}`, status: 204},
			{do: "DELETE " + locations + "/{l}", status: 204},
			{do: "GET " + locations + "/{l}", status: 404, want: `{"error":{"code":"ResourceNotFound"}}`},
		},
		"policies show what is not set": {
			{
				do: "POST " + policies, body: policy, status: 201, save: "p",
				want: `{"sessionControls":null,"templateId":null,"conditions":{"platforms":null,"locations":null,"userRiskLevels":[],"users":{"excludeUsers":[],"includeGroups":[]}}}`,
			},
			{do: "PATCH " + policies + "/{p}", body: `{"conditions":{"clientAppTypes":["browser"],"applications":{"includeApplications":["All"]},"users":{"includeUsers":["None"]}}}`, status: 204},
			{do: "GET " + policies + "/{p}", status: 200, want: `{"state":"disabled","conditions":{"clientAppTypes":["browser"],"users":{"includeUsers":["None"],"excludeUsers":[]},"devices":null}}`},
			{do: "GET /policies/conditionalAccessPolicies/{p}", status: 200, want: `{"id":"{p}"}`},
			{do: "DELETE " + policies + "/{p}", status: 204},
		},
		"a change leaves conditions alone that it does not name": {
			{do: "POST " + policies, body: policy, status: 201, save: "p"},
			{do: "PATCH " + policies + "/{p}", body: `{"conditions":{"locations":{"includeLocations":["All"]}}}`, status: 204},
			{do: "PATCH " + policies + "/{p}", body: `{"conditions":{"users":{"includeUsers":["None"]}}}`, status: 204},
			{do: "GET " + policies + "/{p}", status: 200, want: `{"conditions":{"locations":{"includeLocations":["All"]},"users":{"includeUsers":["None"]}}}`},
			{do: "PATCH " + policies + "/{p}", body: `{"conditions":{"locations":null}}`, status: 204},
			{do: "GET " + policies + "/{p}", status: 200, want: `{"conditions":{"locations":null,"users":{"includeUsers":["None"]}}}`},
		},
		"deleted policies and locations are restored or purged": {
			{do: "POST " + policies, body: policy, status: 201, save: "p"},
			{do: "DELETE " + policies + "/{p}", status: 204},
			{do: "GET " + policies + "/{p}", status: 404},
			{do: "GET /identity/conditionalAccess/deletedItems/policies", status: 200, want: `{"value":[{"id":"{p}","deletedDateTime":"2026-08-04T10:17:05Z"}]}`},
			{do: "POST /identity/conditionalAccess/deletedItems/policies/{p}/restore", status: 200, want: `{"id":"{p}","displayName":"P"}`},
			{do: "GET " + policies + "/{p}", status: 200},
			{do: "DELETE " + policies + "/{p}", status: 204},
			{do: "DELETE /identity/conditionalAccess/deletedItems/policies/{p}", status: 204},
			{do: "GET /identity/conditionalAccess/deletedItems/policies", status: 200, want: `{"value":[]}`},
			{do: "POST " + locations, body: with(ip, `{"isTrusted":false}`), status: 201, save: "l"},
			{do: "DELETE " + locations + "/{l}", status: 204},
			{do: "POST /identity/conditionalAccess/deletedItems/namedLocations/{l}/restore", status: 200, want: `{"@odata.type":"#microsoft.graph.ipNamedLocation"}`},
		},
		"policies are refused by number": {
			{do: "POST " + policies, body: with(policy, `{"state":"off"}`), status: 400, want: refused("BadRequest", "1007: Invalid value specified for property 'state': requested value 'off' was not found in enumeration 'microsoft.graph.conditionalAccessPolicyState'.")},
			{do: "POST " + policies, body: with(policy, `{"conditions":null}`), status: 400},
			{do: "POST " + policies, body: with(policy, `{"grantControls":"-"}`), status: 400},
			{do: "POST " + policies, body: with(policy, `{"conditions":{"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]},"locations":{"includeLocations":["{absent}"]}}}`), status: 400, want: refused("BadRequest", "1040: NamedLocation with id {absent} does not exist in the directory.")},
		},
		"a change of the password needs a second factor, of either kind": {
			{do: "POST " + policies, body: risky(`{"operator":"AND","builtInControls":["mfa","passwordChange"]}`), status: 201},
			{do: "POST " + policies, body: risky(`{"operator":"AND","builtInControls":["passwordChange"],"authenticationStrength":{"id":"00000000-0000-0000-0000-000000000004"}}`), status: 201},
			{do: "POST " + policies, body: risky(`{"operator":"AND","builtInControls":["passwordChange"]}`), status: 400},
			{do: "POST " + policies, body: risky(`{"operator":"OR","builtInControls":["mfa","passwordChange"]}`), status: 400},
			{do: "POST " + policies, body: with(policy, `{"grantControls":{"operator":"AND","builtInControls":["mfa","passwordChange"]}}`), status: 400},
		},
		"locations that policies name stay": {
			{do: "POST " + locations, body: with(ip, `{"isTrusted":false}`), status: 201, save: "l"},
			{do: "POST " + policies, body: with(policy, `{"conditions":{"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]},"locations":{"includeLocations":["{l}"]}}}`), status: 201, save: "p"},
			{do: "DELETE " + locations + "/{l}", status: 400},
			{do: "DELETE " + policies + "/{p}", status: 204},
			{do: "DELETE " + locations + "/{l}", status: 204},
		},
		"strengths are written as an id and read whole": {
			{do: "POST " + policies, body: with(policy, `{"grantControls":{"operator":"OR","authenticationStrength":{"id":"00000000-0000-0000-0000-000000000004"}}}`), status: 201, want: `{"grantControls":{"authenticationStrength":{"displayName":"Phishing-resistant MFA"}}}`},
			{do: "POST " + policies, body: with(policy, `{"grantControls":{"operator":"OR","authenticationStrength":{"id":"{absent}"}}}`), status: 400},
			{do: "POST /policies/authenticationStrengthPolicies", body: `{"displayName":"S","allowedCombinations":["fido2"]}`, status: 201, save: "s", want: `{"policyType":"custom"}`},
			{do: "GET /identity/conditionalAccess/authenticationStrength/policies/{s}", status: 200, want: `{"displayName":"S"}`},
			{do: "PATCH /policies/authenticationStrengthPolicies/{s}", body: `{"allowedCombinations":["fido2"]}`, status: 400},
			{do: "POST /policies/authenticationStrengthPolicies/{s}/updateAllowedCombinations", body: `{"allowedCombinations":["password,sms"]}`, status: 200, want: `{"previousCombinations":["fido2"],"currentCombinations":["password,sms"]}`},
			{do: "DELETE /policies/authenticationStrengthPolicies/{s}", status: 204},
			{do: "DELETE /policies/authenticationStrengthPolicies/00000000-0000-0000-0000-000000000004", status: 400},
		},
		"contexts have ids of their own and are made by PATCH too": {
			{do: "PATCH /identity/conditionalAccess/authenticationContextClassReferences/c1", body: `{"displayName":"One","isAvailable":true}`, status: 201, want: `{"id":"c1"}`},
			{do: "PATCH /identity/conditionalAccess/authenticationContextClassReferences/c1", body: `{"description":"d"}`, status: 204},
			{do: "POST /identity/conditionalAccess/authenticationContextClassReferences", body: `{"id":"x1","displayName":"X"}`, status: 400},
			{do: "DELETE /identity/conditionalAccess/authenticationContextClassReferences/c1", status: 400},
			{do: "PATCH /identity/conditionalAccess/authenticationContextClassReferences/c1", body: `{"isAvailable":false}`, status: 204},
			{do: "DELETE /identity/conditionalAccess/authenticationContextClassReferences/c1", status: 204},
		},
	})
}

// risky is a policy for users at risk, with what it demands of them.
func risky(grant string) string {
	return `{"displayName":"R","state":"disabled","grantControls":` + grant + `,"conditions":{"clientAppTypes":["all"],"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]},"userRiskLevels":["high"]}}`
}

// TestStrengthsOfATenant: there may be fifteen, of different names, beside Microsoft's.
func TestStrengthsOfATenant(t *testing.T) {
	t.Parallel()
	const path = "/policies/authenticationStrengthPolicies"
	strength := func(name string) string { return `{"displayName":"` + name + `","allowedCombinations":["fido2"]}` }
	steps := []step{
		{do: "POST " + path, body: `{"displayName":"S","allowedCombinations":[]}`, status: 400},
		{do: "POST " + path, body: strength("Phishing-resistant MFA"), status: 400, want: `{"error":{"details":[{"code":"ObjectConflict","target":"displayName"},{}]}}`},
	}
	for i := range 15 {
		steps = append(steps, step{do: "POST " + path, body: strength(fmt.Sprintf("S%d", i)), status: 201, save: "s"})
	}
	converse(t, append(
		steps,
		step{do: "POST " + path, body: strength("S15"), status: 400, want: refused("Request_BadRequest", "There are 15 custom authentication strengths already.")},
		step{do: "PATCH " + path + "/{s}", body: `{"displayName":"S1"}`, status: 400, want: `{"error":{"details":[{"code":"ObjectConflict"},{}]}}`},
		step{do: "PATCH " + path + "/{s}", body: `{"description":"d"}`, status: 204},
		step{do: "PATCH " + path + "/00000000-0000-0000-0000-000000000004", body: `{"description":"d"}`, status: 400},
		step{do: "DELETE " + path + "/{s}", status: 204},
		step{do: "POST " + path, body: strength("S15"), status: 201},
	))
}

func TestIntune(t *testing.T) {
	t.Parallel()
	compliance := `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","displayName":"C","scheduledActionsForRule":[{"ruleName":"PasswordRequired","scheduledActionConfigurations":[{"actionType":"block","gracePeriodHours":0}]}]}`
	target := `{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"{g}"}}`
	filters := "/beta/deviceManagement/assignmentFilters"
	conversations(t, map[string][]step{
		"compliance policies contain their actions": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST /deviceManagement/deviceCompliancePolicies", body: compliance, status: 201, save: "c", want: `{"passwordRequired":false,"version":1,"scheduledActionsForRule":"-"}`},
			{
				do: "GET /deviceManagement/deviceCompliancePolicies/{c}?$expand=assignments,scheduledActionsForRule($expand=scheduledActionConfigurations)", status: 200,
				want: `{"assignments":[],"scheduledActionsForRule":[{"ruleName":null,"scheduledActionConfigurations":[{"actionType":"block"}]}]}`,
			},
			{do: "PATCH /deviceManagement/deviceCompliancePolicies/{c}", body: `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","passwordRequired":true,"createdDateTime":"2020-01-01T00:00:00Z"}`, status: 200, want: `{"passwordRequired":true,"createdDateTime":"2026-08-04T10:17:05Z"}`},
			{do: "PATCH /deviceManagement/deviceCompliancePolicies/{c}", body: `{"scheduledActionsForRule":[]}`, status: 400},
			{do: "POST /deviceManagement/deviceCompliancePolicies/{c}/assign", body: `{"assignments":[` + target + `]}`, status: 200, want: `{"value":[{"id":"{c}_{g}"}]}`},
			{do: "POST /deviceManagement/deviceCompliancePolicies/{c}/assign", body: `{"assignments":[{"target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}]}`, status: 200},
			{do: "GET /deviceManagement/deviceCompliancePolicies/{c}/assignments", status: 200, want: `{"value":[{"target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}]}`},
			{do: "POST /deviceManagement/deviceCompliancePolicies/{c}/assign", body: `{"assignments":[]}`, status: 200, want: `{"value":[]}`},
			{do: "POST /deviceManagement/deviceCompliancePolicies/{c}/assign", body: `{}`, status: 400},
			{do: "POST /deviceManagement/deviceCompliancePolicies", body: with(compliance, `{"@odata.type":"-"}`), status: 400, want: `{"error":{"code":"BadRequest"}}`},
			{do: "POST /deviceManagement/deviceCompliancePolicies", body: with(compliance, `{"scheduledActionsForRule":[]}`), status: 400},
			{do: "DELETE /deviceManagement/deviceCompliancePolicies/{c}", status: 204},
			{do: "GET /deviceManagement/deviceCompliancePolicies/{c}", status: 404, want: `{"error":{"code":"ResourceNotFound"}}`},
		},
		"compliance actions are exchanged by an action": {
			{do: "POST /deviceManagement/deviceCompliancePolicies", body: compliance, status: 201, save: "c"},
			{
				do: "POST /deviceManagement/deviceCompliancePolicies/{c}/scheduleActionsForRules", status: 204,
				body: `{"deviceComplianceScheduledActionForRules":[{"ruleName":"New","scheduledActionConfigurations":[{"actionType":"block"},{"actionType":"retire"}]}]}`,
			},
			{
				do: "GET /deviceManagement/deviceCompliancePolicies/{c}?$expand=scheduledActionsForRule($expand=scheduledActionConfigurations)", status: 200,
				want: `{"scheduledActionsForRule":[{"ruleName":null,"scheduledActionConfigurations":[{},{"actionType":"retire"}]}]}`,
			},
		},
		"filters have a platform from the start": {
			{do: "POST " + filters, body: `{"displayName":"F","platform":"windows10AndLater","rule":"(device.model -eq \"x\")"}`, status: 201, save: "f", want: `{"assignmentFilterManagementType":"devices","roleScopeTags":["0"]}`},
			{do: "PATCH " + filters + "/{f}", body: `{"platform":"iOS"}`, status: 400},
			{do: "PATCH " + filters + "/{f}", body: `{"displayName":"G"}`, status: 200, want: `{"displayName":"G","platform":"windows10AndLater"}`},
		},
		"settings of the catalogue are contained, and put whole": {
			{
				do: "POST /beta/deviceManagement/configurationPolicies", status: 201, save: "p",
				body: `{"name":"P","platforms":"windows10","technologies":"mdm","settings":[{"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"x"}}]}`,
			},
			{do: "GET /beta/deviceManagement/configurationPolicies/{p}/settings", status: 200, want: `{"value":[{"settingInstance":{"settingDefinitionId":"x"}}]}`},
			{do: "PUT /beta/deviceManagement/configurationPolicies/{p}", body: `{"name":"P","settings":[]}`, status: 204},
			{do: "GET /beta/deviceManagement/configurationPolicies/{p}/settings", status: 200, want: `{"value":[]}`},
		},
	})
}

func TestEntitlementManagement(t *testing.T) {
	t.Parallel()
	base := "/identityGovernance/entitlementManagement"
	conversations(t, map[string][]step{
		"packages are in a catalogue": {
			{do: "POST " + base + "/catalogs", body: `{"displayName":"C"}`, status: 201, save: "c", want: `{"catalogType":"userManaged","state":"published","isExternallyVisible":false}`},
			{do: "POST " + base + "/accessPackages", body: `{"displayName":"P"}`, status: 400},
			{do: "POST " + base + "/accessPackages", body: `{"displayName":"P","catalog":{"id":"{absent}"}}`, status: 404},
			{do: "POST " + base + "/accessPackages", body: `{"displayName":"P","catalog":{"id":"{c}"}}`, status: 201, save: "p", want: `{"isHidden":false,"catalog":"-"}`},
			{do: "GET " + base + "/accessPackages/{p}?$expand=catalog", status: 200, want: `{"catalog":{"id":"{c}"}}`},
			{do: "PATCH " + base + "/accessPackages/{p}", body: `{"description":"d"}`, status: 204},
			{do: "DELETE " + base + "/catalogs/{c}", status: 400},
			{do: "DELETE " + base + "/accessPackages/{p}", status: 204},
			{do: "DELETE " + base + "/catalogs/{c}", status: 204},
		},
	})
}
