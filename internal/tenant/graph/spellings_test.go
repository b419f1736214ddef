// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"fmt"
	"testing"
)

// TestGraphTakesInAnyCase what is an id, a name in a path, or the host of an address.
func TestGraphTakesInAnyCase(t *testing.T) {
	t.Parallel()
	const small, capital = "fe930be7-5e62-47db-91af-98c3a49a38b1", "FE930BE7-5E62-47DB-91AF-98C3A49A38B1"
	assigner := []string{"Authorization: Bearer app User.Read.All CustomSecAttributeAssignment.ReadWrite.All"}
	group := step{do: "POST /groups", body: groupNamed("g"), status: 201, save: "g"}
	user := step{do: "POST /users", body: bodyOfUser, status: 201, save: "u"}
	application := step{do: "POST /applications", body: `{"displayName":"A"}`, status: 201, save: "app"}
	needs := func(apis ...string) string {
		return fmt.Sprintf(`{"requiredResourceAccess":[{"resourceAppId":%q,"resourceAccess":[]},{"resourceAppId":%q,"resourceAccess":[]}]}`, apis[0], apis[1])
	}
	conversations(t, map[string][]step{
		"in references": {
			group, user,
			{do: "POST /Groups/{G}/Members/$ref", body: `{"@odata.id":"https://Graph.Microsoft.com/beta/Users/{U}"}`, status: 204},
			{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{u}"}`, status: 400},
			{do: "PATCH /groups/{g}", body: `{"members@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/{U}"]}`, status: 400},
			{do: "PATCH /groups/{g}", body: `{"owners@odata.bind":["https://graph.microsoft.com/v1.0/directoryObjects/{u}","https://graph.microsoft.com/v1.0/users/{U}"]}`, status: 400},
			{do: "GET /groups/{G}/members", status: 200, want: `{"value":[{"id":"{u}"}]}`},
			{do: "GET /users/{U}/memberOf/{G}", status: 200, want: `{"id":"{g}"}`},
			{do: "DELETE /groups/{G}/members/{U}/$ref", status: 204},
			{do: "GET /groups/{g}/members", status: 200, want: `{"value":[]}`},
		},
		"in questions": {
			group, user,
			{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{u}"}`, status: 204},
			{do: "GET /groups?$filter=id in ('{G}')", status: 200, want: `{"value":[{"id":"{g}"}]}`},
			{do: "GET /groups?$filter=id eq '{G}'", status: 200, want: `{"value":[{"id":"{g}"}]}`},
			{do: "GET /users/{u}/memberOf?$filter=id eq '{G}'", status: 200, want: `{"value":[{"id":"{g}"}]}`},
			{do: "POST /users/{U}/checkMemberGroups", body: `{"groupIds":["{G}"]}`, status: 200, want: `{"value":["{G}"]}`},
			{do: "POST /directoryObjects/getByIds", body: `{"ids":["{G}","{U}"],"types":["Group"]}`, status: 200, want: `{"value":[{"id":"{g}"}]}`},
		},
		"of what is deleted": {
			group,
			{do: "DELETE /groups/{G}", status: 204},
			{do: "GET /directory/deletedItems/{G}", status: 200, want: `{"id":"{g}"}`},
			{do: "POST /directory/deletedItems/{G}/restore", status: 200, want: `{"id":"{g}"}`},
			{do: "DELETE /groups/{G}", status: 204},
			{do: "DELETE /directory/deletedItems/{G}", status: 204},
		},
		"of credentials": {
			application,
			{do: "POST /applications/{app}/addPassword", body: `{"passwordCredential":{"displayName":"x"}}`, status: 200, save: "key"},
			{do: "PATCH /applications/{app}", body: `{"passwordCredentials":[{"keyId":"{KEY}"}]}`, status: 204},
			{do: "POST /applications/{app}/removePassword", body: `{"keyId":"{KEY}"}`, status: 204},
			{do: "GET /applications/{app}", status: 200, want: `{"passwordCredentials":[]}`},
		},
		"of roles": {
			{do: "POST /roleManagement/directory/roleAssignments", body: `{"principalId":"{admin}","roleDefinitionId":"` + capital + `","directoryScopeId":"/"}`, status: 201, save: "a"},
			{do: "GET /roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq '" + small + "' and principalId eq '{admin}'", status: 200, want: `{"value":[{"id":"{a}"}]}`},
			{do: "DELETE /directoryRoles/roleTemplateId='" + capital + "'/members/{admin}/$ref", status: 204},
			{do: "GET /roleManagement/directory/roleAssignments?$filter=principalId eq '{admin}'", status: 200, want: `{"value":[]}`},
		},
		"of an API that an application needs": {
			application,
			{do: "PATCH /applications/{app}", body: needs("0000000a-0000-0000-c000-000000000000", "0000000A-0000-0000-C000-000000000000"), status: 400},
			{do: "PATCH /applications/{app}", body: needs("0000000a-0000-0000-c000-000000000000", "0000000b-0000-0000-c000-000000000000"), status: 204},
		},
		"of security attributes": {
			{do: "POST /directory/attributeSets", body: `{"id":"Engineering"}`, status: 201},
			{do: "POST /directory/customSecurityAttributeDefinitions", body: `{"attributeSet":"engineering","name":"Project","type":"String","status":"Available"}`, status: 201, want: `{"attributeSet":"Engineering","id":"Engineering_Project"}`},
			{do: "PATCH /users/{admin}", body: `{"customSecurityAttributes":{"Engineering":{"@odata.type":"#microsoft.graph.customSecurityAttributeValue","Project":"P"}}}`, headers: assigner, status: 204},
			{do: "PATCH /users/{admin}", body: `{"customSecurityAttributes":{"engineering":{"@odata.type":"#microsoft.graph.customSecurityAttributeValue","project@odata.type":"#String","project":"Q"}}}`, headers: assigner, status: 204},
			{do: "GET /users/{admin}?$select=customSecurityAttributes", headers: assigner, status: 200, want: `{"customSecurityAttributes":{"Engineering":{"Project":"Q","Project@odata.type":"#String","project":"-"},"engineering":"-"}}`},
		},
		"but not an id that is no GUID": {
			{do: "POST /oauth2PermissionGrants", body: `{"clientId":"{caller}","consentType":"AllPrincipals","resourceId":"{graph}","scope":"User.Read"}`, status: 201, save: "a"},
			{do: "GET /oauth2PermissionGrants/{A}", status: 404},
			{do: "DELETE /oauth2PermissionGrants/{A}", status: 404},
			{do: "DELETE /oauth2PermissionGrants/{a}", status: 204},
		},
		"and a type with its # or without": {
			{
				do: "POST /identity/conditionalAccess/namedLocations", status: 201,
				body: `{"@odata.type":"microsoft.graph.ipNamedLocation","displayName":"HQ","ipRanges":[{"@odata.type":"microsoft.graph.iPv4CidrRange","cidrAddress":"203.0.113.0/24"}]}`,
				want: `{"@odata.type":"#microsoft.graph.ipNamedLocation","ipRanges":[{"@odata.type":"#microsoft.graph.iPv4CidrRange"}]}`,
			},
		},
	})
}

// TestALicenceIsKnownInAnyCase, and shown as the tenant has it.
func TestALicenceIsKnownInAnyCase(t *testing.T) {
	t.Parallel()
	const small, capital = "6000000a-0000-4000-8000-000000000001", "6000000A-0000-4000-8000-000000000001"
	s := newServer(t)
	subscribe(t, s, small, "60000000-0000-4000-8000-000000000002", "PLAN")
	const user = "/users/" + adminID
	s.converse(t, []step{
		{do: "PATCH " + user, body: `{"usageLocation":"GB"}`, status: 204},
		{do: "POST " + user + "/assignLicense", body: `{"addLicenses":[{"skuId":"` + capital + `"}],"removeLicenses":[]}`, status: 200},
		{do: "POST " + user + "/assignLicense", body: `{"addLicenses":[{"skuId":"` + small + `"}],"removeLicenses":[]}`, status: 200},
		{do: "GET " + user + "?$select=assignedLicenses", status: 200, want: `{"assignedLicenses":[{"skuId":"` + small + `"}]}`},
		{do: "POST " + user + "/assignLicense", body: `{"addLicenses":[],"removeLicenses":["` + capital + `"]}`, status: 200},
		{do: "GET " + user + "?$select=assignedLicenses", status: 200, want: `{"assignedLicenses":[]}`},
	})
}
