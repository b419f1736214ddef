// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import "testing"

func TestCatalogResources(t *testing.T) {
	t.Parallel()
	const v1, beta = "/identityGovernance/entitlementManagement", "/beta/identityGovernance/entitlementManagement"
	conversations(t, map[string][]step{
		"appear by a request, with their roles, and can be granted": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST " + v1 + "/catalogs", body: `{"displayName":"C","catalogType":"userManaged"}`, status: 201, save: "c"},
			{do: "PATCH " + v1 + "/catalogs/{c}", body: `{"displayName":"D","catalogType":"userManaged"}`, status: 204},
			{do: "PATCH " + v1 + "/catalogs/{c}", body: `{"catalogType":"serviceDefault"}`, status: 400},
			{do: "POST " + v1 + "/resourceRequests", body: `{"requestType":"adminAdd","catalog":{"id":"{c}"},"resource":{"originId":"{absent}","originSystem":"AadGroup"}}`, status: 404},
			{do: "POST " + v1 + "/resourceRequests", body: `{"requestType":"adminAdd","catalog":{"id":"{absent}"},"resource":{"originId":"{g}","originSystem":"AadGroup"}}`, status: 404},
			{do: "POST " + v1 + "/resourceRequests", body: `{"requestType":"adminAdd","catalog":{"id":"{c}"},"resource":{"originId":"{g}","originSystem":"AadGroup"}}`, status: 201, want: `{"state":"delivered"}`},
			{do: "GET " + v1 + "/catalogs/{c}/resources?$filter=originId eq '{g}'&$expand=roles,scopes", status: 200, want: `{"value":[{"displayName":"Sales","roles":[{"displayName":"Member"},{"displayName":"Owner"}],"scopes":[{"isRootScope":true}]}]}`},
			{do: "GET " + v1 + "/catalogs/{c}/resourceRoles?$filter=resource/originId eq '{g}'&$expand=resource", status: 200, want: `{"value":[{"originId":"Member_{g}","resource":{"originId":"{g}"}},{"originId":"Owner_{g}"}]}`},
			{do: "GET " + v1 + "/catalogs/{c}/resourceRoles?$filter=resource/originId eq '{absent}'", status: 200, want: `{"value":[]}`},
			{do: "POST " + v1 + "/accessPackages", body: `{"displayName":"P","catalog":{"id":"{c}"}}`, status: 201, save: "p"},
			{do: "GET " + v1 + "/catalogs/{c}/accessPackages", status: 200, want: `{"value":[{"id":"{p}"}]}`},
			{do: "GET " + v1 + "/accessPackages?$filter=catalog/id eq '{absent}'", status: 200, want: `{"value":[]}`},
			{do: "POST " + v1 + "/accessPackages/{p}/resourceRoleScopes", body: `{"role":{"originId":"Member_{g}","originSystem":"AadGroup"},"scope":{"originId":"{g}","originSystem":"AadGroup"}}`, status: 201, save: "s"},
			{do: "GET " + v1 + "/accessPackages/{p}?$expand=resourceRoleScopes($expand=role,scope)", status: 200, want: `{"resourceRoleScopes":[{"id":"{s}","role":{"displayName":"Member"},"scope":{"displayName":"Root"}}]}`},
			{do: "DELETE " + v1 + "/accessPackages/{p}/resourceRoleScopes/{s}", status: 204},
			{do: "GET " + v1 + "/catalogs/{c}/resourceRoles", status: 200, want: `{"value":[{},{}]}`},
		},
		"are the same in both versions": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST " + v1 + "/catalogs", body: `{"displayName":"C","state":"published"}`, status: 201, save: "c", want: `{"catalogType":"userManaged","catalogStatus":"-"}`},
			{do: "PATCH " + beta + "/accessPackageCatalogs/{c}", body: `{"catalogStatus":"Unpublished"}`, status: 204},
			{do: "GET " + beta + "/accessPackageCatalogs/{c}", status: 200, want: `{"catalogType":"UserManaged","catalogStatus":"Unpublished","state":"-"}`},
			{do: "GET " + v1 + "/catalogs/{c}", status: 200, want: `{"state":"unpublished","catalogStatus":"-"}`},
			{do: "POST " + v1 + "/accessPackages", body: `{"displayName":"P","catalog":{"id":"{c}"}}`, status: 201, save: "p", want: `{"catalogId":"-"}`},
			{do: "GET " + beta + "/accessPackages/{p}?$expand=accessPackageCatalog", status: 200, want: `{"catalogId":"{c}","accessPackageCatalog":{"catalogStatus":"Unpublished"}}`},
			{do: "POST " + beta + "/accessPackages", body: `{"displayName":"P"}`, status: 400},
			{do: "POST " + beta + "/accessPackageResourceRequests", body: `{"requestType":"AdminAdd","catalogId":"{c}","accessPackageResource":{"originId":"{g}","originSystem":"AadGroup"}}`, status: 201},
			{do: "GET " + v1 + "/catalogs/{c}/resources?$expand=roles", status: 200, want: `{"value":[{"originId":"{g}","roles":[{},{}]}]}`},
			{do: "POST " + beta + "/accessPackages/{p}/accessPackageResourceRoleScopes", body: `{"accessPackageResourceRole":{"originId":"Member_{g}","originSystem":"AadGroup"},"accessPackageResourceScope":{"originId":"{g}","originSystem":"AadGroup"}}`, status: 201, save: "s"},
			{do: "GET " + v1 + "/accessPackages/{p}/resourceRoleScopes/{s}?$expand=role", status: 200, want: `{"role":{"displayName":"Member"}}`},
		},
		"of beta leave by their id": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST " + beta + "/accessPackageCatalogs", body: `{"displayName":"C"}`, status: 201, save: "c"},
			{do: "POST " + beta + "/accessPackageResourceRequests", body: `{"requestType":"AdminAdd","catalogId":"{c}","executeImmediately":true,"accessPackageResource":{"originId":"{g}","originSystem":"AadGroup"}}`, status: 201, want: `{"catalogId":"{c}","requestState":"Delivered"}`},
			{do: "GET " + beta + "/accessPackageCatalogs/{c}/accessPackageResources?$filter=startswith(originId,'{g}')", status: 200, want: `{"value":[{"resourceType":"Security Group"}]}`},
			{do: "POST " + beta + "/accessPackages", body: `{"displayName":"P","catalogId":"{c}","accessPackageCatalog":{"id":"{c}"}}`, status: 201, save: "p"},
			{do: "PATCH " + beta + "/accessPackages/{p}", body: `{"displayName":"Q","catalogId":"{c}","accessPackageCatalog":{"id":"{c}","displayName":"C"}}`, status: 204},
			{do: "GET " + beta + "/accessPackageCatalogs/{c}/accessPackages", status: 200, want: `{"value":[{"displayName":"Q"}]}`},
			{do: "POST " + beta + "/accessPackageResourceRequests", body: `{"requestType":"AdminRemove","catalogId":"{c}","accessPackageResource":{"originId":"{g}"}}`, status: 201},
			{do: "GET " + beta + "/accessPackageCatalogs/{c}/accessPackageResources", status: 200, want: `{"value":[]}`},
			{do: "GET " + beta + "/accessPackageCatalogs/{c}/accessPackageResourceRoles", status: 200, want: `{"value":[]}`},
		},
	})
}

func TestAccessPackageAssignments(t *testing.T) {
	t.Parallel()
	const base = "/identityGovernance/entitlementManagement"
	ask := `{"requestType":"adminAdd","assignment":{"targetId":"{admin}","assignmentPolicyId":"{y}","accessPackageId":"{p}"}}`
	conversations(t, map[string][]step{
		"are delivered, hold their package, and are removed": {
			{do: "POST " + base + "/catalogs", body: `{"displayName":"C"}`, status: 201, save: "c"},
			{do: "POST " + base + "/accessPackages", body: `{"displayName":"P","catalog":{"id":"{c}"}}`, status: 201, save: "p"},
			{do: "POST " + base + "/assignmentPolicies", body: `{"displayName":"Y","accessPackage":{"id":"{p}"}}`, status: 201, save: "y", want: `{"allowedTargetScope":"notSpecified"}`},
			{do: "GET " + base + "/assignmentPolicies/{y}?$expand=accessPackage,catalog", status: 200, want: `{"accessPackage":{"id":"{p}"},"catalog":{"id":"{c}"}}`},
			{do: "GET " + base + "/accessPackages/{p}/assignmentPolicies", status: 200, want: `{"value":[{"id":"{y}"}]}`},
			{do: "PATCH " + base + "/assignmentPolicies/{y}", body: `{"displayName":"Z"}`, status: 405},
			{do: "PUT " + base + "/assignmentPolicies/{y}", body: `{"displayName":"Z","accessPackage":{"id":"{p}"}}`, status: 200, want: `{"displayName":"Z"}`},
			{do: "POST " + base + "/assignmentRequests", body: ask, status: 201, save: "r"},
			{do: "POST " + base + "/assignmentRequests", body: ask, status: 400},
			{do: "GET " + base + "/assignmentRequests/{r}?$expand=assignment,requestor", status: 200, want: `{"state":"delivered","assignment":{"state":"delivered"},"requestor":{"objectId":"{admin}"}}`},
			{do: "GET " + base + "/assignments?$filter=accessPackage/id eq '{p}'&$expand=target", status: 200, want: `{"value":[{"target":{"principalName":"admin@contoso.example"}}]}`},
			{do: "DELETE " + base + "/accessPackages/{p}", status: 400},
			{do: "DELETE " + base + "/assignmentPolicies/{y}", status: 400},
			{do: "POST " + base + "/assignmentRequests/{r}/cancel", status: 200},
			{do: "GET " + base + "/assignmentRequests/{r}?$expand=assignment", status: 200, want: `{"state":"canceled","assignment":{"state":"expired"}}`},
			{do: "POST " + base + "/assignmentRequests", body: ask, status: 201, save: "q"},
			{do: "GET " + base + "/assignmentRequests/{q}/assignment", status: 200, save: "a"},
			{do: "POST " + base + "/assignmentRequests", body: `{"requestType":"adminRemove","assignment":{"id":"{a}"}}`, status: 201},
			{do: "GET " + base + "/assignments/{a}", status: 200, want: `{"state":"expired"}`},
			{do: "DELETE " + base + "/accessPackages/{p}", status: 204},
			{do: "GET " + base + "/assignmentPolicies/{y}", status: 404},
		},
		"have other names and states in beta": {
			{do: "POST " + base + "/catalogs", body: `{"displayName":"C"}`, status: 201, save: "c"},
			{do: "POST " + base + "/accessPackages", body: `{"displayName":"P","catalog":{"id":"{c}"}}`, status: 201, save: "p"},
			{do: "POST " + base + "/assignmentPolicies", body: `{"displayName":"Y","accessPackage":{"id":"{p}"}}`, status: 201, save: "y"},
			{
				do: "POST /beta" + base + "/accessPackageAssignmentRequests", status: 201, save: "r",
				body: `{"requestType":"AdminAdd","accessPackageAssignment":{"targetId":"{admin}","assignmentPolicyId":"{y}","accessPackageId":"{p}"}}`,
				want: `{"requestState":"Delivered","requestStatus":"Delivered","state":"-","status":"-"}`,
			},
			{do: "GET /beta" + base + "/accessPackageAssignments?$filter=accessPackageId eq '{p}'", status: 200, want: `{"value":[{"assignmentState":"Delivered","targetId":"{admin}"}]}`},
			{do: "GET /beta" + base + "/accessPackageAssignmentRequests?$filter=requestState eq 'Delivered'", status: 200, want: `{"value":[{"requestType":"AdminAdd"}]}`},
			{do: "POST /beta" + base + "/accessPackageAssignmentRequests/{r}/cancel", status: 200},
			{do: "GET /beta" + base + "/accessPackageAssignmentRequests/{r}", status: 200, want: `{"requestState":"Canceled"}`},
		},
		"need a package that is there": {
			{do: "POST " + base + "/assignmentRequests", body: `{"requestType":"adminAdd","assignment":{"targetId":"{admin}","accessPackageId":"{absent}"}}`, status: 404},
			{do: "POST " + base + "/assignmentRequests", body: `{"requestType":"adminRemove","assignment":{"id":"{absent}"}}`, status: 404},
		},
		"of other organizations have sponsors": {
			{do: "POST " + base + "/connectedOrganizations", body: `{"displayName":"O","identitySources":[{"@odata.type":"#microsoft.graph.domainIdentitySource","domainName":"o.example"}]}`, status: 201, save: "o", want: `{"state":"configured"}`},
			{do: "POST " + base + "/connectedOrganizations/{o}/internalSponsors/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`, status: 204},
			{do: "PATCH " + base + "/connectedOrganizations/{o}", body: `{"description":"D","state":"proposed"}`, status: 202, want: `{"id":"{o}","displayName":"O","description":"D","state":"proposed"}`},
			{do: "GET " + base + "/connectedOrganizations/{o}?$expand=internalSponsors", status: 200, want: `{"internalSponsors":[{"id":"{admin}"}]}`},
			{do: "DELETE " + base + "/connectedOrganizations/{o}/internalSponsors/{admin}/$ref", status: 204},
		},
	})
}

func TestLifecycleWorkflows(t *testing.T) {
	t.Parallel()
	const base = "/identityGovernance/lifecycleWorkflows"
	tasks := `[{"isEnabled":true,"category":"joiner","taskDefinitionId":"6fc52c9d-398b-4305-9763-15f42c1676fc","displayName":"Enable","arguments":[]}]`
	workflow := `{"category":"joiner","displayName":"W","isEnabled":true,"isSchedulingEnabled":false,"executionConditions":{"@odata.type":"#microsoft.graph.identityGovernance.onDemandExecutionOnly"},"tasks":` + tasks + `}`
	conversations(t, map[string][]step{
		"get versions, and wait in a bin of their own": {
			{do: "POST " + base + "/workflows", body: workflow, status: 201, save: "w", want: `{"version":1}`},
			{do: "GET " + base + "/workflows/{w}", status: 200, want: `{"tasks":[{"displayName":"Enable"}]}`},
			{do: "PATCH " + base + "/workflows/{w}", body: `{"isEnabled":false}`, status: 204},
			{do: "PATCH " + base + "/workflows/{w}", body: `{"tasks":[]}`, status: 400},
			{do: "POST " + base + "/workflows/{w}/createNewVersion", body: `{"workflow":` + with(workflow, `{"displayName":"V"}`) + `}`, status: 200, want: `{"id":"{w}","version":2,"displayName":"V"}`},
			{do: "GET " + base + "/workflows/{w}/versions", status: 200, want: `{"value":[{"versionNumber":1,"displayName":"W"}]}`},
			{do: "DELETE " + base + "/workflows/{w}", status: 204},
			{do: "POST " + base + "/deletedItems/workflows/{w}/restore", status: 200, want: `{"id":"{w}"}`},
			{do: "GET " + base + "/workflows/{w}", status: 200},
		},
		"know Microsoft's tasks only": {
			{do: "POST " + base + "/workflows", body: with(workflow, `{"tasks":[{"taskDefinitionId":"{absent}","displayName":"x"}]}`), status: 400},
			{do: "POST " + base + "/workflows", body: with(workflow, `{"tasks":"-"}`), status: 400},
		},
	})
}

func TestAccessReviews(t *testing.T) {
	t.Parallel()
	const base = "/identityGovernance/accessReviews/definitions"
	review := `{"displayName":"R","scope":{"@odata.type":"#microsoft.graph.accessReviewQueryScope","query":"/groups/{absent}/members","queryType":"MicrosoftGraph"},"settings":{"recurrence":{"pattern":{"type":"weekly","interval":1},"range":{"type":"noEnd","startDate":"2026-09-08T12:02:30.667Z"}}}}`
	conversations(t, map[string][]step{
		"are put whole and stopped": {
			{do: "POST " + base, body: review, status: 201, save: "r", want: `{"status":"InProgress"}`},
			{do: "PUT " + base + "/{r}", body: with(review, `{"displayName":"S"}`), status: 204},
			{do: "POST " + base + "/{r}/stop", status: 204},
			{do: "GET " + base + "/{r}", status: 200, want: `{"displayName":"S"}`},
		},
	})
}

func TestPrivilegedAccess(t *testing.T) {
	t.Parallel()
	const groups = "/identityGovernance/privilegedAccess/group"
	const roles = "/roleManagement/directory"
	inGroup := `{"accessId":"owner","action":"adminAssign","principalId":"{admin}","groupId":"{g}","scheduleInfo":{"expiration":{"type":"noExpiration"}}}`
	ofRole := `{"action":"adminAssign","principalId":"{admin}","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/","scheduleInfo":{"expiration":{"type":"afterDuration","duration":"PT3H"}}}`
	conversations(t, map[string][]step{
		"in groups is known by the group, and a second request takes the place of the first": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST " + groups + "/assignmentScheduleRequests", body: inGroup, status: 201, save: "r", want: `{"status":"Provisioned","scheduleInfo":{"startDateTime":"2026-08-04T10:17:05.0000000Z"},"ticketInfo":{"ticketNumber":null}}`},
			{do: "GET /groups/{g}/owners", status: 200, want: `{"value":[{"id":"{admin}"}]}`},
			{do: "GET " + groups + "/assignmentSchedules/{g}_owner_{r}", status: 200, want: `{"accessId":"owner","memberType":"Direct","createdDateTime":"2026-08-04T10:17:05Z"}`},
			{do: "POST " + groups + "/assignmentScheduleRequests", body: with(inGroup, `{"justification":"again"}`), status: 201, want: `{"targetScheduleId":"{g}_owner_{r}"}`},
			{do: "GET " + groups + "/assignmentSchedules?$filter=groupId eq '{g}'", status: 200, want: `{"value":[{"id":"{g}_owner_{r}"}]}`},
			{do: "POST " + groups + "/assignmentScheduleRequests", body: with(inGroup, `{"action":"adminRemove"}`), status: 201, want: `{"status":"Revoked"}`},
			{do: "GET " + groups + "/assignmentSchedules/{g}_owner_{r}", status: 404},
			{do: "GET /groups/{g}/owners", status: 200, want: `{"value":[]}`},
		},
		"keeps the ticket that a request names, and shows an empty one else": {
			{do: "POST " + roles + "/roleEligibilityScheduleRequests", body: with(ofRole, `{"ticketInfo":{"ticketNumber":"7","ticketSystem":"T"}}`), status: 201, save: "r", want: `{"ticketInfo":{"ticketNumber":"7","ticketSystem":"T"}}`},
			{do: "GET " + roles + "/roleEligibilityScheduleRequests/{r}", status: 200, want: `{"ticketInfo":{"ticketNumber":"7","ticketSystem":"T"}}`},
			{do: "POST " + roles + "/roleAssignmentScheduleRequests", body: ofRole, status: 201, want: `{"ticketInfo":{"ticketNumber":null,"ticketSystem":null}}`},
		},
		"needs to know who gets which role": {
			{do: "POST " + roles + "/roleAssignments", body: `{"principalId":"{admin}","directoryScopeId":"/"}`, status: 400, want: refused("Request_BadRequest", "A value is required for property 'roleDefinitionId' of resource 'UnifiedRoleAssignment'.")},
			{do: "POST " + roles + "/roleAssignments", body: `{"roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}`, status: 400, want: refused("Request_BadRequest", "A value is required for property 'principalId' of resource 'UnifiedRoleAssignment'.")},
		},
		"holds for one object of the directory, in a unit, and nowhere else": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST " + roles + "/roleAssignments", body: `{"principalId":"{admin}","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/{g}"}`, status: 201, want: `{"directoryScopeId":"/{g}"}`},
			{do: "POST " + roles + "/roleAssignments", body: `{"principalId":"{admin}","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/{g}/x"}`, status: 400},
			{do: "POST " + roles + "/roleAssignments", body: `{"principalId":"{admin}","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"{g}"}`, status: 400},
			{do: "POST " + roles + "/roleAssignments", body: `{"principalId":"{admin}","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/{admin}0"}`, status: 404},
		},
		"in groups is listed for a group or a principal only": {
			{do: "GET " + groups + "/assignmentSchedules", status: 400, want: refused("Request_BadRequest", "The $filter query option is required, and must compare groupId or principalId with eq.")},
			{do: "GET " + groups + "/eligibilitySchedules?$filter=accessId eq 'owner'", status: 400},
			{do: "GET " + groups + "/assignmentScheduleInstances?$filter=groupId ne '{admin}'", status: 400},
			{do: "GET " + groups + "/eligibilityScheduleRequests?$filter=not (groupId eq '{admin}')", status: 400},
			{do: "GET " + groups + "/eligibilityScheduleRequests?$filter=GroupId eq '{admin}' and accessId eq 'owner'", status: 200, want: `{"value":[]}`},
			{do: "GET " + groups + "/eligibilityScheduleInstances?$filter=principalId eq '{admin}'", status: 200, want: `{"value":[]}`},
			{do: "GET " + roles + "/roleAssignmentSchedules", status: 200, want: `{"value":[]}`},
		},
		"that is active is an assignment, and the other way round": {
			{do: "POST " + roles + "/roleAssignmentScheduleRequests", body: ofRole, status: 201, save: "r"},
			{do: "GET " + roles + "/roleAssignments?$filter=principalId eq '{admin}'&$expand=roleDefinition", status: 200, want: `{"value":[{"roleDefinition":{"displayName":"Global Reader","isBuiltIn":true}}]}`},
			{do: "POST " + roles + "/roleAssignmentScheduleRequests", body: ofRole, status: 400, want: refused("RoleAssignmentExists", "The Role assignment already exists.")},
			{do: "POST " + roles + "/roleAssignmentScheduleRequests/{r}/cancel", status: 204},
			{do: "GET " + roles + "/roleAssignments?$filter=principalId eq '{admin}'", status: 200, want: `{"value":[]}`},
			{do: "POST " + roles + "/roleAssignments", body: `{"principalId":"{admin}","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}`, status: 201, save: "a"},
			{do: "GET " + roles + "/roleAssignmentScheduleInstances", status: 200, want: `{"value":[{"assignmentType":"Assigned","memberType":"Direct"}]}`},
			{do: "DELETE " + roles + "/roleAssignments/{a}", status: 204},
			{do: "GET " + roles + "/roleAssignmentScheduleInstances", status: 200, want: `{"value":[]}`},
		},
		"has policies that are listed for a scope and its type only": {
			{do: "GET /policies/roleManagementPolicies", status: 400, want: refused("Request_BadRequest", "The $filter query option is required, and must compare scopeId with eq.")},
			{do: "GET /policies/roleManagementPolicyAssignments?$filter=scopeId eq '/'", status: 400, want: refused("Request_BadRequest", "The $filter query option is required, and must compare scopeType with eq.")},
		},
		"has policies whose rules are changed one by one": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "GET /policies/roleManagementPolicyAssignments?$filter=scopeType eq 'Group' and scopeId eq '{g}' and roleDefinitionId eq 'member'&$expand=policy($expand=rules)", status: 200, want: `{"value":[{"roleDefinitionId":"member","policy":{"scopeId":"{g}"}}]}`},
		},
	})
}
