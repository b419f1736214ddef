// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import "testing"

func TestRoleMembersAreAssignments(t *testing.T) {
	t.Parallel()
	const users = "fe930be7-5e62-47db-91af-98c3a49a38b1"
	member := `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{admin}"}`
	ofAdmin := "GET /roleManagement/directory/roleAssignments?$filter=principalId eq '{admin}'"
	conversations(t, map[string][]step{
		"whose assignment comes and goes with the membership": {
			{do: "POST /directoryRoles", body: `{"roleTemplateId":"` + users + `"}`, status: 201, save: "r"},
			{do: "POST /directoryRoles/{r}/members/$ref", body: member, status: 204},
			{do: ofAdmin, status: 200, want: `{"value":[{"roleDefinitionId":"` + users + `","directoryScopeId":"/"}]}`},
			{do: "DELETE /directoryRoles/roleTemplateId='" + users + "'/members/{admin}/$ref", status: 204},
			{do: ofAdmin, status: 200, want: `{"value":[]}`},
		},
		"and whose membership comes and goes with the assignment": {
			{do: "GET /directoryRoles(roleTemplateId='" + users + "')", status: 404},
			{do: "POST /roleManagement/directory/roleAssignments", body: `{"principalId":"{admin}","roleDefinitionId":"` + users + `","directoryScopeId":"/"}`, status: 201, save: "a"},
			{do: "GET /directoryRoles(roleTemplateId='" + users + "')/members", status: 200, want: `{"value":[{"id":"{admin}"}]}`},
			{do: "DELETE /roleManagement/directory/roleAssignments/{a}", status: 204},
			{do: "GET /directoryRoles(roleTemplateId='" + users + "')/members", status: 200, want: `{"value":[]}`},
		},
		"but not in a part of the directory": {
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"U"}`, status: 201, save: "u"},
			{do: "POST /roleManagement/directory/roleAssignments", body: `{"principalId":"{admin}","roleDefinitionId":"` + users + `","directoryScopeId":"/administrativeUnits/{u}"}`, status: 201},
			{do: "GET /directoryRoles(roleTemplateId='" + users + "')", status: 404},
		},
	})
}

func TestRelationsThatFollowFromOthers(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"tell what is granted to whom": {
			{do: "POST /oauth2PermissionGrants", body: `{"clientId":"{caller}","consentType":"Principal","principalId":"{admin}","resourceId":"{graph}","scope":"User.Read"}`, status: 201, save: "grant"},
			{do: "GET /servicePrincipals/{caller}/oauth2PermissionGrants", status: 200, want: `{"value":[{"id":"{grant}"}]}`},
			{do: "GET /users/{admin}/oauth2PermissionGrants", status: 200, want: `{"value":[{"id":"{grant}"}]}`},
			{do: "GET /servicePrincipals/{graph}/oauth2PermissionGrants", status: 200, want: `{"value":[]}`},
		},
		"tell what a policy applies to": {
			{do: "POST /policies/claimsMappingPolicies", body: `{"displayName":"P","definition":["{}"]}`, status: 201, save: "p"},
			{do: "POST /servicePrincipals/{caller}/claimsMappingPolicies/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/policies/claimsMappingPolicies/{p}"}`, status: 204},
			{do: "GET /policies/claimsMappingPolicies/{p}/appliesTo", status: 200, want: `{"value":[{"id":"{caller}","@odata.type":"#microsoft.graph.servicePrincipal"}]}`},
			{do: "DELETE /servicePrincipals/{caller}/claimsMappingPolicies/{p}/$ref", status: 204},
			{do: "GET /policies/claimsMappingPolicies/{p}/appliesTo", status: 200, want: `{"value":[]}`},
		},
		"tell who is named in a domain": {
			{do: "GET /domains/contoso.example/domainNameReferences", status: 200, want: `{"value":[{"id":"{admin}"}]}`},
		},
		"tell which role somebody has in an administrative unit": {
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"U"}`, status: 201, save: "u"},
			{do: "POST /directoryRoles", body: `{"roleTemplateId":"fe930be7-5e62-47db-91af-98c3a49a38b1"}`, status: 201, save: "r"},
			{do: "POST /directory/administrativeUnits/{u}/scopedRoleMembers", body: `{"roleId":"{r}","roleMemberInfo":{"id":"{admin}"}}`, status: 201, save: "m"},
			{do: "GET /users/{admin}/scopedRoleMemberOf", status: 200, want: `{"value":[{"id":"{m}","administrativeUnitId":"{u}"}]}`},
			{do: "DELETE /directory/administrativeUnits/{u}/scopedRoleMembers/{m}", status: 204},
			{do: "GET /users/{admin}/scopedRoleMemberOf", status: 200, want: `{"value":[]}`},
		},
	})
}
