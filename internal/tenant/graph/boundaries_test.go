// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"time"
)

// each are steps that send bodies to the same place, one after the other.
func each(do string, bodies ...string) []step {
	var steps []step
	for _, body := range bodies {
		steps = append(steps, step{do: do, body: body})
	}
	return steps
}

// sentWith gives headers to steps.
func sentWith(headers []string, steps []step) []step {
	for i := range steps {
		steps[i].headers = headers
	}
	return steps
}

// variants are a body with one member more, or another one, each.
func variants(body string, members ...string) []string {
	var all []string
	for _, member := range members {
		all = append(all, with(body, member))
	}
	return all
}

// told is a member that is a text of so many characters.
func told(name string, length int) string {
	return `{"` + name + `":"` + strings.Repeat("x", length) + `"}`
}

// readings are so many requests of a batch.
func readings(count int) string {
	requests := make([]string, count)
	for i := range requests {
		requests[i] = fmt.Sprintf(`{"id":"%d","method":"GET","url":"/users?$select=id"}`, i)
	}
	return strings.Join(requests, ",")
}

// TestRefusals are about the last value that is taken and the first that is not, as the
// record tells which.
func TestRefusals(t *testing.T) {
	t.Parallel()
	unified := with(bodyOfGroup, `{"groupTypes":["Unified"],"mailEnabled":true,"securityEnabled":false}`)
	const credential = `{"name":"Credential","issuer":"https://issuer.example","subject":"s","audiences":["a"]}`
	const contexts = "/identity/conditionalAccess/authenticationContextClassReferences"
	const policy = `{"displayName":"P","state":"disabled","conditions":{"clientAppTypes":["all"],"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]}},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}`
	conversations(t, map[string][]step{
		"of users": append(each("POST /users", variants(bodyOfUser,
			`{"userPrincipalName":"none"}`, `{"userPrincipalName":"a b@contoso.example"}`, `{"userPrincipalName":"a@other.example"}`, `{"userPrincipalName":"a@contoso"}`,
			`{"mailNickname":"a b"}`, `{"mailNickname":""}`, with(told("mailNickname", 64), `{"userPrincipalName":"n@contoso.example"}`), told("mailNickname", 65), `{"mailNickname":"ä"}`, `{"userPrincipalName":"o@contoso.example","mailNickname":"a\u007f"}`,
			`{"usageLocation":"D"}`, `{"usageLocation":"DEU"}`, `{"businessPhones":["1","2"]}`, `{"ageGroup":"Old"}`, `{"passwordPolicies":"None, DisableStrongPassword","passwordProfile":{"password":"x"},"userPrincipalName":"w@contoso.example"}`,
			`{"passwordPolicies":"Never"}`, `{"passwordProfile":{}}`, `{"passwordProfile":{"password":"Aa34567"}}`, `{"passwordProfile":{"password":"aaaaaaa1"}}`, `{"passwordProfile":{"password":"zzzzzzzZ"}}`,
			`{"userPrincipalName":"p1@contoso.example","passwordProfile":{"password":"aaaaaaZ0"}}`, `{"userPrincipalName":"p2@contoso.example","passwordProfile":{"password":"aaaaaaZ9"}}`,
			`{"userPrincipalName":"p3@contoso.example","passwordProfile":{"password":"aaaaaa9/"}}`, `{"passwordProfile":{"password":"azazazZA"}}`, `{"passwordProfile":{"password":"`+strings.Repeat("aA1", 86)+`"}}`,
			`{"userPrincipalName":"m@contoso.example","mail":"m@mail.example"}`,
		)...), []step{
			{do: "POST /users", body: bodyOfUser, save: "u"},
			{do: "POST /users", body: bodyOfUser},
			{do: "PATCH /users/{u}", body: `{"mail":"first@mail.example","usageLocation":"DE"}`},
			{do: "PATCH /users/{u}", body: `{"mail":"second@mail.example"}`},
			{do: "GET /users/{u}?$select=proxyAddresses,identities,mail"},
			{do: "PATCH /users/{u}", body: `{"mail":null}`},
			{do: "PATCH /users/{u}", body: `{"usageLocation":null}`},
			{do: "PATCH /users/{u}", body: `{"userPrincipalName":"b b@contoso.example"}`},
			{do: "PATCH /users/{u}", body: `{"userPrincipalName":"other@contoso.example"}`},
			{do: "PATCH /users/{u}", body: `{"displayName":"Same","userPrincipalName":"other@contoso.example"}`},
			{do: "GET /users/{u}?$select=identities"},
			{do: "PATCH /users/{u}", body: `{"passwordProfile":{"password":"weak"}}`},
		}...),
		"of groups": append(each("POST /groups", variants(bodyOfGroup,
			`{"visibility":"HiddenMembership"}`, `{"visibility":"Private"}`, `{"mailEnabled":true}`, `{"securityEnabled":false}`, `{"groupTypes":["DynamicMembership"]}`, `{"groupTypes":["Other"]}`, `{"membershipRule":"x"}`,
			`{"mailNickname":"a b"}`, told("mailNickname", 64), told("mailNickname", 65), "{\"mailNickname\":\"a\\u007f\"}", "{\"mailNickname\":\"a\\u0080\"}", `{"isAssignableToRole":true}`, `{"isAssignableToRole":true,"visibility":"Public","mailNickname":"p"}`, `{"theme":"Black"}`,
			`{"groupTypes":["DynamicMembership"],"membershipRule":"user.displayName -eq \"A\"","isAssignableToRole":true}`, told("displayName", 256), told("displayName", 257), told("description", 1024), told("description", 1025),
			`{"members@odata.bind":["https://graph.microsoft.com/v1.0/groups/{absent}"]}`, `{"transitiveMembers@odata.bind":["https://graph.microsoft.com/v1.0/users/{admin}"]}`, `{"memberOf@odata.bind":["https://graph.microsoft.com/v1.0/users/{admin}"]}`,
			`{"allowExternalSenders":true}`, `{"owners@odata.bind":["https://graph.microsoft.com/v1.0/groups/{absent}"]}`, `{"uniqueName":""}`,
		)...), []step{
			{do: "POST /groups", body: with(unified, `{"visibility":"HiddenMembership"}`), save: "u"},
			{do: "POST /groups", body: unified},
			{do: "PATCH /groups/{u}", body: `{"visibility":"Public"}`},
			{do: "PATCH /groups/{u}", body: `{"groupTypes":[]}`},
			{do: "PATCH /groups/{u}", body: `{"allowExternalSenders":true}`},
			{do: "POST /groups", body: with(bodyOfGroup, `{"isAssignableToRole":true}`), headers: []string{"Authorization: Bearer app Group.ReadWrite.All"}},
			{do: "POST /groups", body: with(bodyOfGroup, `{"isAssignableToRole":true}`), headers: []string{"Authorization: Bearer user"}, save: "r"},
			{do: "PATCH /groups/{r}", body: `{"description":"D"}`, headers: []string{"Authorization: Bearer app Group.ReadWrite.All"}},
			{do: "GET /groups/{r}/owners"},
			{do: "POST /groups/{r}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/groups/{u}"}`},
			{do: "DELETE /groups/{u}"},
			{do: "POST /groups", body: unified},
		}...),
		"of authentication contexts": {
			{do: "PATCH " + contexts + "/c", body: `{"displayName":"C"}`},
			{do: "PATCH " + contexts + "/c0", body: `{"displayName":"C"}`},
			{do: "PATCH " + contexts + "/c1", body: `{"displayName":"C"}`},
			{do: "PATCH " + contexts + "/c99", body: `{"displayName":"C"}`},
			{do: "PATCH " + contexts + "/c100", body: `{"displayName":"C"}`},
			{do: "PATCH " + contexts + "/x1", body: `{"displayName":"C"}`},
			{do: "PATCH " + contexts + "/c1x", body: `{"displayName":"C"}`},
			{do: "PATCH " + contexts + "/c1", body: `{"isAvailable":true}`},
			{do: "DELETE " + contexts + "/c1"},
		},
		"of mail addresses": {
			{do: "POST /groups", body: unified, save: "g"},
			{do: "DELETE /groups/{g}"},
			{do: "POST /groups", body: unified},
			{do: "POST /groups", body: with(unified, `{"mailNickname":"other"}`), save: "o"},
			{do: "PATCH /groups/{o}", body: `{"mailNickname":"sales"}`},
			{do: "POST /directory/deletedItems/{g}/restore"},
			{do: "POST /directory/deletedItems/{o}/restore"},
		},
		"of administrative units": each("POST /directory/administrativeUnits", variants(`{"displayName":"U"}`,
			`{"visibility":"Private"}`, `{"visibility":"HiddenMembership"}`, `{"membershipRuleProcessingState":"Off"}`, `{"membershipType":"Some"}`, `{"membershipType":"assigned"}`, `{"membershipType":"dynamic"}`,
			`{"membershipType":"Dynamic","membershipRule":"user.displayName -eq"}`, `{"membershipType":"Dynamic","membershipRule":"user.displayName -eq \"A\"","membershipRuleProcessingState":"Paused"}`,
		)...),
		"of federated credentials": append([]step{{do: "POST /applications", body: `{"displayName":"A"}`, save: "a"}}, each("POST /applications/{a}/federatedIdentityCredentials", variants(credential,
			`{"name":"a b"}`, with(told("name", 120), `{"subject":"n"}`), told("name", 121), with(told("name", 3), `{"subject":"t"}`), told("name", 2), `{"issuer":"issuer"}`, `{"issuer":"https://`+strings.Repeat("x", 592)+`","name":"Issuer"}`, `{"issuer":"https://`+strings.Repeat("x", 593)+`"}`,
			`{"name":"Subject","subject":"`+strings.Repeat("x", 600)+`"}`, told("subject", 601), `{"subject":""}`, `{"subject":"-"}`, `{"audiences":[]}`, `{"audiences":["a","b"]}`, `{}`, `{"name":"Other"}`, `{"subject":"other"}`,
		)...)...),
		"of applications": append(each("POST /applications", variants(`{"displayName":"A"}`,
			`{"web":{"redirectUris":["http://a.example"]}}`, `{"web":{"redirectUris":["http://localhost/a"]}}`, `{"web":{"redirectUris":["http://127.0.0.2/a"]}}`, `{"web":{"redirectUris":["https://a.example/#b"]}}`, `{"web":{"redirectUris":["a.example"]}}`,
			`{"web":{"redirectUris":["https://a.example/`+strings.Repeat("x", 238)+`"]}}`, `{"web":{"redirectUris":["https://a.example/`+strings.Repeat("x", 239)+`"]}}`, `{"web":{"redirectUris":["https://a b.example/%zz"]}}`,
			`{"publicClient":{"redirectUris":["app://a","http://a.example"]}}`, `{"spa":{"redirectUris":["app://a"]}}`, `{"web":{"redirectUris":["https://a.example","https://a.example"]}}`,
			`{"web":{"redirectUriSettings":[{"uri":"https://a.example","index":2},{"uri":"https://b.example","index":null}]}}`, `{"web":{"redirectUriSettings":[{"uri":"https://a.example","index":0},{"uri":"https://b.example"}]}}`,
			told("displayName", 256), told("displayName", 257), `{"signInAudience":"Nobody"}`, `{"identifierUris":["api://x","api://x"]}`, `{"api":{"requestedAccessTokenVersion":3}}`,
			`{"appRoles":[{"id":"{role}","allowedMemberTypes":["User"],"displayName":"R","description":"R","value":"r","isEnabled":true}],"api":{"oauth2PermissionScopes":[{"id":"{role}","type":"User","adminConsentDisplayName":"S","adminConsentDescription":"S","value":"r","isEnabled":true}]}}`, `{"appRoles":[{"id":"{role}","allowedMemberTypes":["User"],"displayName":"R","description":"R","value":"r","isEnabled":true}],"api":{"oauth2PermissionScopes":[{"id":"{role}","type":"User","adminConsentDisplayName":"S","adminConsentDescription":"S","value":"s","isEnabled":true}]}}`, `{"appRoles":[{"id":"{role}","allowedMemberTypes":["User"],"displayName":"R","description":"R","value":"r","isEnabled":true}],"api":{"oauth2PermissionScopes":[{"id":"{absent}","type":"User","adminConsentDisplayName":"S","adminConsentDescription":"S","value":"r","isEnabled":true}]}}`, `{"appRoles":[{"id":"{role}","allowedMemberTypes":["User"],"displayName":"R","description":"R","value":"r","isEnabled":true}],"api":{"oauth2PermissionScopes":[{"id":"{absent}","type":"User","adminConsentDisplayName":"S","adminConsentDescription":"S","value":"s","isEnabled":true}]}}`, `{"appRoles":[{"id":"{role}","allowedMemberTypes":["User"],"displayName":"R","description":"R","value":"r","isEnabled":true}],"api":{"oauth2PermissionScopes":[{"id":"{role}","type":"User","adminConsentDisplayName":"S","adminConsentDescription":"S","value":"","isEnabled":true}]}}`,
		)...), step{do: "GET /applications"}),
		"of conditional access": append(append(each("POST /identity/conditionalAccess/policies", variants(policy,
			`{"conditions":{"users":{"includeUsers":["All"]}}}`, `{"conditions":{"applications":{"includeApplications":["All"]}}}`, `{"grantControls":null}`, `{"grantControls":null,"sessionControls":{"signInFrequency":{"isEnabled":true,"type":"hours","value":4}}}`, `{"conditions":"-"}`,
			`{"conditions":{"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]},"locations":{"includeLocations":["{absent}"]}}}`,
			`{"conditions":{"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]},"locations":{"includeLocations":["All"],"excludeLocations":["{absent}"]}}}`,
		)...), step{do: "POST /identity/conditionalAccess/policies", body: policy, save: "p"}), each("PATCH /identity/conditionalAccess/policies/{p}",
			`{"conditions":{"applications":null}}`, `{"conditions":{"users":null}}`, `{"grantControls":null}`, `{"conditions":{"platforms":{"includePlatforms":null}}}`, `{"conditions":{"users":{"excludeUsers":null,"excludeGuestsOrExternalUsers":{"guestOrExternalUserTypes":"internalGuest"}},"userRiskLevels":null}}`, `{"sessionControls":{"signInFrequency":{"isEnabled":true,"type":"hours","value":4}}}`, `{"displayName":"Q"}`)...),
	})
}

// TestWhatFollows is about what the tenant does of itself, and how it is asked.
func TestWhatFollows(t *testing.T) {
	t.Parallel()
	const configurations, apps = "/beta/deviceManagement/deviceEnrollmentConfigurations", "/beta/deviceAppManagement/mobileApps"
	limit := `{"@odata.type":"#microsoft.graph.deviceEnrollmentLimitConfiguration","displayName":"L","limit":3}`
	completion := `{"@odata.type":"#microsoft.graph.windows10EnrollmentCompletionPageConfiguration","displayName":"C"}`
	advanced := []string{"ConsistencyLevel: eventual"}
	full, none := []string{"Accept: application/json;odata.metadata=full"}, []string{"Accept: application/json; odata.metadata=none"}
	const files, protections = apps + "/{a}/microsoft.graph.win32LobApp/contentVersions/1/files", "/beta/deviceAppManagement/iosManagedAppProtections"
	const app = `{"@odata.type":"#microsoft.graph.win32LobApp","displayName":"W","publisher":"P","fileName":"a.intunewin"}`
	const target = `{"mobileAppIdentifier":{"@odata.type":"#microsoft.graph.iosMobileAppIdentifier","bundleId":"com.x"}}`
	const workflows = "/identityGovernance/lifecycleWorkflows/workflows"
	const workflow = `{"category":"joiner","displayName":"W","isEnabled":true,"isSchedulingEnabled":false,"executionConditions":{"@odata.type":"#microsoft.graph.identityGovernance.onDemandExecutionOnly"},` +
		`"tasks":[{"isEnabled":true,"category":"joiner","taskDefinitionId":"6fc52c9d-398b-4305-9763-15f42c1676fc","displayName":"Enable","arguments":[]}]}`
	// An installer as Intune wants it, and what it was encrypted by.
	content, err := base64.StdEncoding.DecodeString("TO7ahwCJzvY1d/xi4nHNa30j6N+1bun5bBkJdDsaDIUDAwMDAwMDAwMDAwMDAwMD2IaotjVtkjqKIXfxlo3TYw==")
	if err != nil {
		t.Fatal(err)
	}
	const sealed = `{"fileEncryptionInfo":{"encryptionKey":"AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE=","macKey":"AgICAgICAgICAgICAgICAgICAgICAgICAgICAgICAgI=","initializationVector":"AwMDAwMDAwMDAwMDAwMDAw==",` +
		`"mac":"TO7ahwCJzvY1d/xi4nHNa30j6N+1bun5bBkJdDsaDIU=","fileDigest":"srOhHALxTjbypcFI2xtZJPqWFB2ksvv7JipGnfU/Z1A=","fileDigestAlgorithm":"SHA256","profileIdentifier":"ProfileVersion1"}}`
	conversations(t, map[string][]step{
		"enrollment configurations have their places by kind": {
			{do: "POST " + configurations, body: limit},
			{do: "POST " + configurations, body: completion},
			{do: "POST " + configurations, body: completion, save: "c"},
			{do: "POST " + configurations, body: limit},
			{do: "POST " + configurations + "/{c}/setPriority", body: `{}`},
			{do: "POST " + configurations + "/{c}/setPriority", body: `{"priority":1}`},
			{do: "GET " + configurations},
		},
		"apps are published with their content": {
			{do: "POST " + apps, body: `{"@odata.type":"#microsoft.graph.win32LobApp","displayName":"W","publisher":"P","fileName":"a.intunewin"}`, save: "a"},
			{do: "PATCH " + apps + "/{a}", body: `{"@odata.type":"#microsoft.graph.win32LobApp","committedContentVersion":"1"}`},
			{do: "PATCH " + apps + "/{a}", body: `{"@odata.type":"#microsoft.graph.win32LobApp","displayName":"X"}`},
			{do: "POST " + apps + "/{a}/assign", body: `{"mobileAppAssignments":[{"intent":"required","target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}]}`},
			{do: "POST " + apps + "/{a}/assignments", body: `{"intent":"required","target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}`},
		},
		"objects are asked for in many ways": {
			{do: "POST /users", body: bodyOfUser, save: "u"},
			{do: "POST /groups", body: with(bodyOfGroup, `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{u}","https://graph.microsoft.com/v1.0/servicePrincipals/{caller}"],"owners@odata.bind":["https://graph.microsoft.com/v1.0/users/{admin}"]}`), save: "g"},
			{do: "POST /groups", body: with(groupNamed("Above"), `{"members@odata.bind":["https://graph.microsoft.com/v1.0/groups/{g}"]}`), save: "h"},
			{do: "PUT /users/{u}/manager/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`},
			{do: "GET /groups/{g}?$expand=*"},
			{do: "GET /groups/{g}?$expand=members,owners"},
			{do: "GET /groups/{g}?$expand=members($select=id),owners($select=displayName)"},
			{do: "GET /users/{u}?$expand=manager($levels=max;$select=id,displayName)&$select=id"},
			{do: "GET /users/{u}?$expand=memberOf($levels=2)"},
			{do: "GET /groups/{g}/members?$filter=displayName eq 'Ada'"},
			{do: "GET /groups/{g}/members?$filter=displayName eq 'Ada'&$count=true", headers: advanced},
			{do: "GET /groups/{g}/members?$filter=displayName eq 'Ada'", headers: advanced},
			{do: "GET /groups/{g}/members?$filter=displayName eq 'Ada'&$count=true"},
			{do: "GET /groups/{g}/members?$filter=id eq '{u}'"},
			{do: "GET /groups/{g}/members/microsoft.graph.user?$select=id"},
			{do: "GET /groups/{g}/members/$ref"},
			{do: "GET /groups/{g}/members/$count", headers: advanced},
			{do: "GET /groups/{h}/transitiveMembers?$select=id"},
			{do: "GET /users/{u}/transitiveMemberOf?$select=id"},
			{do: "GET /groups?$orderby=displayName"},
			{do: "GET /groups?$orderby=description"},
			{do: "GET /groups?$orderby=description", headers: advanced},
			{do: "GET /groups?$orderby=description&$count=true"},
			{do: "GET /groups?$orderby=description desc&$count=true", headers: advanced},
			{do: "GET /groups?$top=0"},
			{do: "GET /groups?$top=1"},
			{do: "GET /groups?$top=999"},
			{do: "GET /groups?$top=1000"},
			{do: "GET /deviceManagement/deviceCategories?$top=0"},
			{do: "GET /deviceManagement/deviceCategories?$top=5000"},
			{do: "GET /groups?$filter=displayName/length eq 1"},
			{do: "GET /groups?$filter=nothing/id eq '1'"},
			{do: "POST /users/{u}/getMemberObjects", body: `{"securityEnabledOnly":true}`},
			{do: "POST /users/{u}/getMemberGroups", body: `{"securityEnabledOnly":false}`},
			{do: "POST /users/{u}/checkMemberGroups", body: `{"groupIds":["{g}","{h}","{absent}"]}`},
			{do: "POST /users/{u}/checkMemberObjects", body: `{"ids":["{g}","{h}","{admin}"]}`},
			{do: "GET /groups/delta?$select=displayName"},
			{do: "GET /groups/delta?$select=displayName,members"},
			{do: "GET /groups/delta"},
			{do: "GET /groups/{g}", headers: []string{"Accept: application/json;odata.metadata=full"}},
			{do: "GET /groups/{g}", headers: []string{"Accept: application/json;odata.metadata=none"}},
			{do: "GET /groups/{g}/displayName"},
			{do: "GET /users/{u}/photo/$value"},
		},
		"an app's file is uploaded and committed": {
			{do: "POST " + apps, body: app, save: "a"},
			{do: "POST " + apps + "/{a}/microsoft.graph.win32LobApp/contentVersions", body: `{}`, save: "v"},
			{do: "POST " + apps + "/{a}/microsoft.graph.win32LobApp/contentVersions", body: `{}`},
			{do: "POST " + files, body: `{"name":"a.intunewin","size":12,"sizeEncrypted":64}`, save: "f"},
			{do: "GET " + files + "/{f}", after: time.Second - time.Nanosecond},
			{do: "GET " + files + "/{f}", after: time.Nanosecond, save: "f"},
			{do: "PUT {f/azureStorageUri}", body: "x", headers: []string{"Authorization: ", "x-ms-blob-type: PageBlob"}},
			{do: "PUT {f/azureStorageUri}", body: string(content), headers: []string{"x-ms-blob-type: BlockBlob"}},
			{do: "GET {f/azureStorageUri}", headers: []string{"Authorization: "}},
			{do: "PUT {f/azureStorageUri}0", body: string(content), headers: []string{"Authorization: ", "x-ms-blob-type: BlockBlob"}},
			{do: "PUT {f/azureStorageUri}", body: "x", headers: []string{"Authorization: ", "x-ms-blob-type: BlockBlob"}},
			{do: "POST " + files + "/{f}/commit", body: `{}`},
			{do: "POST " + files + "/{f}/commit", body: sealed},
			{do: "GET " + files + "/{f}"},
			{do: "GET " + files + "/{f}", after: time.Second},
			{do: "PATCH " + apps + "/{a}", body: `{"@odata.type":"#microsoft.graph.win32LobApp","committedContentVersion":"1"}`},
			{do: "POST " + files + "/{f}/renewUpload"},
			{do: "GET " + files + "/{f}"},
			{do: "GET " + files + "/{f}", after: time.Second, save: "late"},
			{do: "PUT {late/azureStorageUri}", body: string(content), headers: []string{"Authorization: ", "x-ms-blob-type: BlockBlob"}, after: time.Hour},
			{do: "POST " + files + "/{f}/renewUpload"},
			{do: "GET " + files + "/{f}", after: time.Second, save: "new"},
			{do: "PUT {new/azureStorageUri}&comp=block&blockid=MDE=", body: string(content[:32]), headers: []string{"Authorization: "}},
			{do: "PUT {new/azureStorageUri}&comp=block&blockid=MDI=", body: string(content[32:]), headers: []string{"Authorization: "}},
			{do: "PUT {new/azureStorageUri}&comp=block&blockid=MTAw", body: "x", headers: []string{"Authorization: "}},
			{do: "PUT {new/azureStorageUri}&comp=block&blockid=-", body: "x", headers: []string{"Authorization: "}},
			{do: "PUT {new/azureStorageUri}&comp=blocklist", body: `<BlockList><Latest>MDE=</Latest><Latest>MDM=</Latest></BlockList>`, headers: []string{"Authorization: "}},
			{do: "PUT {new/azureStorageUri}&comp=blocklist", body: `<BlockList>`, headers: []string{"Authorization: "}},
			{do: "PUT {new/azureStorageUri}&comp=blocklist", body: `<BlockList><Latest>MDE=</Latest><Latest>MDI=</Latest></BlockList>`, headers: []string{"Authorization: "}},
			{do: "POST " + files + "/{f}/commit", body: sealed},
			{do: "PATCH " + apps + "/{a}", body: `{"@odata.type":"#microsoft.graph.win32LobApp","committedContentVersion":"1"}`},
			{do: "GET " + files + "/{f}", after: time.Second},
			{do: "PATCH " + apps + "/{a}", body: `{"@odata.type":"#microsoft.graph.win32LobApp","committedContentVersion":"2"}`},
			{do: "PATCH " + apps + "/{a}", body: `{"@odata.type":"#microsoft.graph.win32LobApp","committedContentVersion":"1"}`},
			{do: "POST " + apps + "/{a}/assignments", body: `{"intent":"required","target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}`},
			{do: "POST " + apps + "/{a}/assign", body: `{"mobileAppAssignments":[{"intent":"available","target":{"@odata.type":"#microsoft.graph.allLicensedUsersAssignmentTarget"}}]}`},
			{do: "PATCH " + apps + "/{a}", body: `{"@odata.type":"#microsoft.graph.win32LobApp","committedContentVersion":"1","displayName":"X"}`},
		},
		"policies target apps": {
			{do: "POST " + protections, body: `{"displayName":"I","apps":[` + target + `]}`, save: "i"},
			{do: "POST " + protections + "/{i}/targetApps", body: `{}`},
			{do: "POST " + protections + "/{i}/targetApps", body: `{"apps":[{"absent":1}]}`},
			{do: "GET " + protections + "/{i}?$expand=apps"},
			{do: "POST " + protections + "/{i}/targetApps", body: `{"apps":[],"appGroupType":"allApps"}`},
			{do: "GET " + protections + "/{i}?$expand=apps"},
			{do: "POST " + protections + "/{i}/targetApps", body: `{"apps":[` + target + `]}`},
			{do: "GET " + protections + "/{i}?$expand=apps"},
			{do: "POST " + protections + "/{absent}/targetApps", body: `{"apps":[` + target + `]}`},
		},
		"roles of Intune stay": {
			{do: "PATCH /deviceManagement/roleDefinitions/0bd113fe-6be5-400c-a28f-ae5553f9c0be", body: `{"displayName":"X"}`},
			{do: "DELETE /deviceManagement/roleDefinitions/0bd113fe-6be5-400c-a28f-ae5553f9c0be"},
			{do: "POST /deviceManagement/roleDefinitions", body: `{"@odata.type":"#microsoft.graph.deviceAndAppManagementRoleDefinition","displayName":"R","rolePermissions":[{"resourceActions":[{"allowedResourceActions":["Microsoft.Intune_Audit_Read"]}]}]}`, save: "r"},
			{do: "PATCH /deviceManagement/roleDefinitions/{r}", body: `{"displayName":"S"}`},
			{do: "GET /deviceManagement/roleDefinitions"},
			{do: "DELETE /deviceManagement/roleDefinitions/{r}"},
			{do: "DELETE /beta/deviceManagement/roleScopeTags/0"},
		},
		"addresses of a web site have numbers": {
			{do: "POST /applications", body: `{"displayName":"A","web":{"redirectUris":["https://a.example","https://b.example"],"redirectUriSettings":[{"uri":"https://b.example","index":1},{"uri":"https://c.example","index":2}],"homePageUrl":""},"info":{"termsOfServiceUrl":""}}`, save: "a"},
			{do: "PATCH /applications/{a}", body: `{"web":{"redirectUris":["https://b.example","https://c.example"]}}`},
			{do: "GET /applications/{a}"},
			{do: "PATCH /applications/{a}", body: `{"web":{"redirectUriSettings":[{"uri":"https://c.example","index":0},{"uri":"https://b.example","index":null}]}}`},
			{do: "GET /applications/{a}"},
			{do: "PATCH /applications/{a}", body: `{"web":{"redirectUris":[]},"spa":{"redirectUris":["https://a.example"]}}`},
			{do: "GET /applications/{a}"},
		},
		"answers tell as much of themselves as is asked": {
			{do: "POST /groups", body: with(bodyOfGroup, `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{admin}"]}`), save: "g", headers: full},
			{do: "GET /groups?$expand=members($select=id)&$count=true", headers: append(full, advanced...)},
			{do: "GET /groups?$expand=members($select=id)&$count=true", headers: append(none, advanced...)},
			{do: "GET /groups?$top=1", headers: none},
			{do: "GET /users?$top=1&$select=id", headers: none},
			{do: "GET /groups/delta?$select=displayName", headers: none},
			{do: "GET /groups/{g}/members", headers: full},
			{do: "GET /groups/{g}/members", headers: none},
			{do: "GET /groups/{g}/displayName", headers: none},
			{do: "GET /groups/{absent}", headers: none},
			{do: "POST /applications", body: `{"displayName":"A","identifierUris":["api://a"]}`, save: "a", headers: none},
			{do: "GET /applications/{a}", headers: full},
			{do: "POST /deviceManagement/deviceCategories", body: `{"displayName":"C"}`, headers: full},
			{do: "GET /deviceManagement/deviceCategories", headers: full},
			{do: "GET /policies/authorizationPolicy", headers: full},
			{do: "GET /identity/conditionalAccess/policies", headers: full},
			{do: "GET /subscribedSkus", headers: []string{"Accept: application/json;odata.metadata=minimal"}},
		},
		"values are read as texts": {
			{do: "POST /groups", body: bodyOfGroup, save: "g"},
			{do: "GET /groups/{g}/displayName/$value"},
			{do: "GET /groups/{g}/description/$value"},
			{do: "GET /groups/{g}/securityEnabled/$value"},
			{do: "GET /groups/{g}/absent/$value"},
			{do: "GET /groups/{g}/groupTypes/$value"},
			{do: "GET /groups/{absent}/displayName/$value"},
			{do: "DELETE /groups/{g}/displayName/$value"},
			{do: "GET /groups/{g}/displayName/$value", headers: none},
			{do: "GET /organization/10000000-0000-4000-8000-000000000000/displayName/$value"},
		},
		"members of several kinds are told apart": {
			{do: "POST /users", body: bodyOfUser, save: "u"},
			{do: "POST /groups", body: with(bodyOfGroup, `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{u}"]}`), save: "g"},
			{do: "POST /groups", body: with(groupNamed("Mail"), `{"groupTypes":["Unified"],"mailEnabled":true,"securityEnabled":false,"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{u}"]}`), save: "m"},
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"Unit"}`, save: "n"},
			{do: "POST /directory/administrativeUnits/{n}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{u}"}`},
			{do: "POST /directoryRoles", body: `{"roleTemplateId":"fe930be7-5e62-47db-91af-98c3a49a38b1"}`, save: "r"},
			{do: "POST /directoryRoles/{r}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{u}"}`},
			{do: "POST /users/{u}/getMemberObjects", body: `{"securityEnabledOnly":false}`},
			{do: "POST /users/{u}/getMemberObjects", body: `{"securityEnabledOnly":true}`},
			{do: "POST /users/{u}/getMemberGroups", body: `{"securityEnabledOnly":false}`},
			{do: "POST /users/{u}/getMemberGroups", body: `{"securityEnabledOnly":true}`},
			{do: "POST /users/{u}/checkMemberGroups", body: `{"groupIds":["{g}","{m}","{n}","{r}"]}`},
			{do: "POST /users/{u}/checkMemberObjects", body: `{"ids":["{g}","{m}","{n}","{r}"]}`},
			{do: "POST /users/{u}/checkMemberGroups", body: `{"groupIds":[]}`},
			{do: "GET /users/{u}/memberOf"},
		},
		"workflows are signed and dated": {
			{do: "POST " + workflows, body: workflow, save: "w"},
			{do: "GET " + workflows + "/{w}?$expand=createdBy,lastModifiedBy"},
			{do: "PATCH " + workflows + "/{w}", body: `{"isEnabled":false}`, headers: []string{"Authorization: Bearer user"}, after: time.Hour},
			{do: "GET " + workflows + "/{w}?$expand=createdBy,lastModifiedBy"},
			{do: "POST " + workflows + "/{w}/createNewVersion", body: `{}`},
			{do: "POST " + workflows + "/{w}/createNewVersion", body: `{"workflow":{"absent":1}}`},
			{do: "POST " + workflows + "/{w}/createNewVersion", body: `{"workflow":` + with(workflow, `{"tasks":[{"taskDefinitionId":"{absent}","displayName":"x"}]}`) + `}`},
			{do: "POST " + workflows + "/{absent}/createNewVersion", body: `{"workflow":` + workflow + `}`},
			{do: "POST " + workflows + "/{w}/createNewVersion", body: `{"workflow":` + with(workflow, `{"displayName":"V"}`) + `}`, after: time.Hour},
			{do: "POST " + workflows + "/{w}/createNewVersion", body: `{"workflow":` + with(workflow, `{"displayName":"X"}`) + `}`, after: time.Hour},
			{do: "GET " + workflows + "/{w}/versions"},
			{do: "GET " + workflows + "/{w}/versions/1"},
			{do: "DELETE /servicePrincipals/{caller}"},
			{do: "POST " + workflows, body: workflow, save: "n"},
			{do: "GET " + workflows + "/{n}?$expand=createdBy,lastModifiedBy"},
		},
		"parts of a batch have heads and bodies": {
			{do: "POST /$batch", body: `{"requests":[
				{"id":"A","method":"POST","url":"groups","headers":{"content-type":"application/json"},"body":` + bodyOfGroup + `},
				{"id":"b","method":"GET","url":"/groups?$count=true&$top=1","headers":{"consistencyLevel":"eventual","accept":"application/json;odata.metadata=none"},"dependsOn":["a"]},
				{"id":"c","method":"PUT","url":"/users/{admin}/photo/$value","headers":{"CONTENT-TYPE":"image/png"},"body":"AQID"},
				{"id":"d","method":"GET","url":"/users/{admin}/photo/$value","dependsOn":["C"]},
				{"id":"e","method":"POST","url":"/groups","headers":{"Content-Type":"text/plain"},"body":{}},
				{"id":"f","method":"GET","url":"/groups","headers":{"Authorization":"Bearer garbage"}},
				{"id":"g","method":"GET","url":"/groups","dependsOn":["E"]},
				{"id":"h","method":"GET","url":"/groups","dependsOn":["A","g"]}]}`},
			{do: "GET /users/{admin}/photo/$value"},
			{do: "POST /beta/$BATCH", body: `{"requests":[{"id":"1","method":"GET","url":"/users?$select=id"}]}`},
			{do: "POST /$batch", body: `{"requests":[{"id":"1","method":"POST","url":"$BATCH"}]}`},
			{do: "POST /$batch", body: `{"requests":[{"id":"1","method":"POST","url":"/groups","body":{},"headers":{"Accept":"application/json"}}]}`},
			{do: "POST /$batch", body: `{"requests":[` + readings(20) + `]}`},
			{do: "POST /$batch", body: `{"requests":[` + readings(21) + `]}`},
		},
		"collections come whole": append(append(each("POST /schemaExtensions", `{"id":"one","description":"D","targetTypes":["Group"],"properties":[{"name":"p","type":"String"}]}`, `{"id":"two","description":"D","targetTypes":["Group"],"properties":[{"name":"p","type":"String"}]}`),
			each("PATCH /identity/conditionalAccess/authenticationContextClassReferences/c1", `{"displayName":"C"}`)...), []step{
			{do: "PATCH /identity/conditionalAccess/authenticationContextClassReferences/c2", body: `{"displayName":"C"}`},
			{do: "POST /domains", body: `{"id":"second.example"}`},
			{do: "INSERT /subscribedSkus", body: `{"id":"1","skuId":"{role}"}`},
			{do: "INSERT /subscribedSkus", body: `{"id":"2","skuId":"{absent}"}`},
			{do: "GET /schemaExtensions?$top=1&$select=id"},
			{do: "GET /identity/conditionalAccess/authenticationContextClassReferences?$top=1&$select=id"},
			{do: "GET /domains?$top=1&$select=id"},
			{do: "GET /subscribedSkus?$top=1&$select=id"},
			{do: "GET /groupSettingTemplates?$top=1&$select=displayName"},
			{do: "GET /directoryRoleTemplates?$top=1&$select=displayName"},
		}...),
		"changes of members are told": {
			{do: "POST /groups", body: bodyOfGroup, save: "g"},
			{do: "GET /groups/delta?$select=displayName,members", save: "1"},
			{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`},
			{do: "GET {1/@odata.deltaLink}", save: "2"},
			{do: "POST /groups/{g}/owners/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`},
			{do: "GET {2/@odata.deltaLink}", save: "3"},
			{do: "DELETE /groups/{g}/members/{admin}/$ref"},
			{do: "GET {3/@odata.deltaLink}", save: "4"},
			{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`},
			{do: "GET {4/@odata.deltaLink}", save: "5"},
			{do: "GET {3/@odata.deltaLink}"},
			{do: "DELETE /groups/{g}"},
			{do: "GET {5/@odata.deltaLink}", save: "6"},
			{do: "GET {6/@odata.deltaLink}"},
		},
		"licences are people's own and of their groups": {
			{do: "INSERT /subscribedSkus", body: `{"id":"1","skuId":"{role}","skuPartNumber":"ONE","prepaidUnits":{"enabled":2},"consumedUnits":1,"servicePlans":[{"servicePlanId":"{graph}","servicePlanName":"PLAN"},{"servicePlanId":"{caller}","servicePlanName":"OTHER"}]}`},
			{do: "INSERT /subscribedSkus", body: `{"id":"2","skuId":"{absent}","skuPartNumber":"TWO","prepaidUnits":{"enabled":1},"consumedUnits":0,"servicePlans":[]}`},
			{do: "INSERT /users", body: `{"id":"50000000-0000-4000-8000-000000000001","displayName":"Old","userPrincipalName":"old@contoso.example","usageLocation":"GB","assignedLicenses":[{"skuId":"{role}","disabledPlans":["{graph}"]},{"skuId":"{admin}","disabledPlans":[]}]}`},
			{do: "POST /users/{old}/assignLicense", body: `{"addLicenses":[{"skuId":"{absent}"}],"removeLicenses":[]}`},
			{do: "GET /users/{old}?$select=assignedLicenses,assignedPlans,licenseAssignmentStates"},
			{do: "POST /groups", body: bodyOfGroup, save: "g"},
			{do: "POST /groups/{g}/assignLicense", body: `{"addLicenses":[{"skuId":"{role}","disabledPlans":["{caller}"]},{"skuId":"{absent}"}],"removeLicenses":[]}`},
			{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{old}"}`},
			{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`},
			{do: "GET /users/{old}?$select=assignedLicenses,licenseAssignmentStates"},
			{do: "GET /users/{admin}?$select=assignedLicenses,licenseAssignmentStates"},
			{do: "GET /groups/{g}/membersWithLicenseErrors?$select=displayName"},
			{do: "GET /subscribedSkus?$select=consumedUnits"},
			{do: "POST /users/{old}/assignLicense", body: `{"addLicenses":[],"removeLicenses":["{role}"]}`},
			{do: "POST /users/{old}/assignLicense", body: `{"addLicenses":[],"removeLicenses":["{role}"]}`},
			{do: "DELETE /groups/{g}"},
			{do: "DELETE /users/{old}"},
			{do: "GET /subscribedSkus?$select=consumedUnits"},
			{do: "POST /directory/deletedItems/{old}/restore"},
			{do: "GET /subscribedSkus?$select=consumedUnits"},
			{do: "DELETE /groups/{g}/members/{old}/$ref"},
			{do: "POST /groups/{g}/assignLicense", body: `{"addLicenses":[],"removeLicenses":["{role}","{absent}"]}`},
			{do: "GET /users/{admin}?$select=assignedLicenses,licenseAssignmentStates"},
			{do: "GET /subscribedSkus?$select=consumedUnits"},
			{do: "DELETE /groups/{g}"},
		},
		"service principals follow their applications": {
			{do: "POST /applications", body: `{"displayName":"A"}`, save: "a"},
			{do: "POST /servicePrincipals", body: `{"appId":"{a/appId}"}`, save: "s"},
			{do: "PATCH /servicePrincipals/{s}", body: `{"displayName":"Own","servicePrincipalNames":["{a/appId}","api://own"]}`},
			{do: "PATCH /applications/{a}", body: `{"displayName":"B","identifierUris":["api://{a/appId}"],"web":{"logoutUrl":"https://a.example/out","homePageUrl":"https://a.example"}}`},
			{do: "GET /servicePrincipals/{s}"},
			{do: "PATCH /applications/{a}", body: `{"displayName":"C"}`, headers: []string{"Authorization: Bearer app Application.ReadWrite.OwnedBy"}},
			{do: "PATCH /applications/{a}", body: `{"displayName":"D"}`, headers: []string{"Authorization: Bearer app Application.ReadWrite.OwnedBy Application.ReadWrite.All"}},
			{do: "POST /applications", body: `{"displayName":"O"}`, headers: []string{"Authorization: Bearer app Application.ReadWrite.OwnedBy"}, save: "o"},
			{do: "PATCH /applications/{o}", body: `{"displayName":"P"}`, headers: []string{"Authorization: Bearer app Application.ReadWrite.OwnedBy"}},
			{do: "DELETE /applications/{a}"},
			{do: "GET /servicePrincipals/{s}"},
		},
		"roles inherit those of readers": {
			{do: "GET /roleManagement/directory/roleDefinitions/fe930be7-5e62-47db-91af-98c3a49a38b1/inheritsPermissionsFrom"},
			{do: "GET /roleManagement/directory/roleDefinitions/88d8e3e3-8f55-4a1e-953a-9b9898b8876b/inheritsPermissionsFrom"},
			{do: "POST /roleManagement/directory/roleDefinitions", body: `{"displayName":"R","isEnabled":true,"rolePermissions":[{"allowedResourceActions":["microsoft.directory/applications/standard/read"]}]}`, save: "r"},
			{do: "GET /roleManagement/directory/roleDefinitions/{r}/inheritsPermissionsFrom"},
		},
		"lists come in pages": {
			{do: "POST /groups", body: with(groupNamed("A"), `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{admin}","https://graph.microsoft.com/v1.0/servicePrincipals/{caller}"]}`), save: "a"},
			{do: "POST /groups", body: with(groupNamed("B"), `{"description":"D"}`)},
			{do: "POST /groups", body: with(groupNamed("C"), `{"description":"D"}`)},
			{do: "GET /groups?$top=1&$count=true&$select=displayName", headers: advanced, save: "1"},
			{do: "GET {1/@odata.nextLink}", headers: advanced, save: "2"},
			{do: "GET {2/@odata.nextLink}", headers: advanced},
			{do: "GET /groups?$top=3&$select=displayName"},
			{do: "GET /groups?$top=2&$orderby=displayName desc&$select=displayName&$count=true", headers: advanced, save: "3"},
			{do: "GET {3/@odata.nextLink}", headers: advanced},
			{do: "GET /groups?$top=1&$filter=description eq 'D'&$select=displayName&$count=true", headers: advanced, save: "4"},
			{do: "GET {4/@odata.nextLink}", headers: advanced},
			{do: "GET /groups/{a}/members?$top=1&$select=id", save: "5"},
			{do: "GET {5/@odata.nextLink}"},
			{do: "GET /groups?$skiptoken=x"},
			{do: "GET /groups?$skip=1"},
			{do: "GET /groups/$count"},
			{do: "GET /groups/$count?$filter=description eq 'D'", headers: advanced},
			{do: "GET /groups/$count?$search=\"displayName:B\"", headers: advanced},
			{do: "POST /groups/$count", body: `{}`, headers: advanced},
			{do: "GET /groups/{a}/members/microsoft.graph.user/$count", headers: advanced},
			{do: "POST /deviceManagement/deviceCategories", body: `{"displayName":"A"}`},
			{do: "POST /deviceManagement/deviceCategories", body: `{"displayName":"B"}`},
			{do: "POST /deviceManagement/deviceCategories", body: `{"displayName":"C"}`},
			{do: "GET /deviceManagement/deviceCategories?$skip=1&$top=1&$select=displayName&$count=true", save: "6"},
			{do: "GET {6/@odata.nextLink}"},
			{do: "GET /deviceManagement/deviceCategories?$skip=9&$select=displayName"},
			{do: "GET /deviceManagement/deviceCategories/$count"},
			{do: "DELETE /groups/{a}"},
			{do: "DELETE /users/{admin}"},
			{do: "GET /directory/deletedItems/microsoft.graph.group/$count", headers: advanced},
			{do: "GET /directory/deletedItems/microsoft.graph.user?$count=true&$select=displayName", headers: advanced},
			{do: "POST " + protections, body: `{"displayName":"I"}`},
			{do: "POST /beta/deviceAppManagement/androidManagedAppProtections", body: `{"displayName":"A"}`},
			{do: "GET /beta/deviceAppManagement/managedAppPolicies?$top=1&$select=displayName&$count=true", save: "7"},
			{do: "GET {7/@odata.nextLink}"},
			{do: "GET /beta/deviceAppManagement/managedAppPolicies/$count"},
		},
		"teams take after their groups": {
			{do: "INSERT /groups", body: `{"id":"{old}","displayName":"G","description":"D","groupTypes":["Unified"],"mailEnabled":true,"mailNickname":"g","securityEnabled":false}`},
			{do: "PUT /groups/{old}/team", body: `{}`},
			{do: "GET /teams/{old}"},
			{do: "POST /groups", body: with(bodyOfGroup, `{"groupTypes":["Unified"],"mailEnabled":true,"securityEnabled":false,"visibility":"Private"}`), save: "p"},
			{do: "PUT /groups/{p}/team", body: `{}`},
			{do: "PUT /groups/{absent}/team", body: `{}`},
		},
		"passes live for a while": sentWith([]string{"Authorization: Bearer app UserAuthenticationMethod.ReadWrite.All"}, each("POST /users/{admin}/authentication/temporaryAccessPassMethods", `{"lifetimeInMinutes":9}`, `{"lifetimeInMinutes":10}`, `{"lifetimeInMinutes":43200}`, `{"lifetimeInMinutes":43201}`, `{"lifetimeInMinutes":1.5}`, `{"lifetimeInMinutes":"60"}`, `{}`)),
		"roles come by groups": {
			{do: "POST /users", body: bodyOfUser, save: "u"},
			{do: "POST /groups", body: with(bodyOfGroup, `{"isAssignableToRole":true,"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{u}"]}`), save: "g"},
			{do: "PATCH /users/{u}", body: `{"passwordProfile":{"password":"Xy12345679"}}`},
			{do: "POST /roleManagement/directory/roleAssignments", body: `{"principalId":"{g}","roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1","directoryScopeId":"/"}`},
			{do: "PATCH /users/{u}", body: `{"passwordProfile":{"password":"Xy12345670"}}`},
		},
		"guests are invited": {
			{do: "POST /invitations", body: `{"invitedUserEmailAddress":"g@other.example","inviteRedirectUrl":"https://x.example"}`},
			{do: "POST /invitations", body: `{"invitedUserEmailAddress":"h@other.example","inviteRedirectUrl":"https://x.example","invitedUserDisplayName":"H","sendInvitationMessage":true,"invitedUserType":"Member"}`},
			{do: "POST /invitations", body: `{"invitedUserEmailAddress":"g@other.example","inviteRedirectUrl":"https://x.example"}`},
			{do: "POST /invitations", body: `{"invitedUserEmailAddress":"other","inviteRedirectUrl":"https://x.example"}`},
			{do: "GET /users?$filter=userType eq 'Guest'"},
		},
		"features are rolled out": {
			{do: "POST /policies/featureRolloutPolicies", body: `{"displayName":"R","feature":"passwordHashSync","isEnabled":true}`, headers: everyRole, save: "r"},
			{do: "POST /groups", body: bodyOfGroup, save: "g"},
			{do: "POST /policies/featureRolloutPolicies/{r}/appliesTo/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/groups/{g}"}`, headers: everyRole},
			{do: "GET /policies/featureRolloutPolicies/{r}/appliesTo", headers: everyRole},
			{do: "DELETE /policies/featureRolloutPolicies/{r}/appliesTo/{g}/$ref", headers: everyRole},
			{do: "PATCH /policies/featureRolloutPolicies/{r}", body: `{"isEnabled":false}`, headers: everyRole},
		},
		"teams are somebody's": {
			{do: "POST /teams", body: `{"template@odata.bind":"https://graph.microsoft.com/v1.0/teamsTemplates('standard')","displayName":"U"}`, headers: []string{"Authorization: Bearer user"}, status: 202},
			{do: "POST /teams", body: `{"template@odata.bind":"https://graph.microsoft.com/v1.0/teamsTemplates('standard')","displayName":"V","members":[]}`},
			{do: "POST /teams", body: `{"template@odata.bind":"https://graph.microsoft.com/v1.0/teamsTemplates('standard')","displayName":"W","members":[{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":[],"user@odata.bind":"https://graph.microsoft.com/v1.0/users('{admin}')"}]}`},
			{do: "GET /groups"},
		},
		"passwords are changed by who may": {
			{do: "POST /users", body: bodyOfUser, save: "u"},
			{do: "PATCH /users/{u}", body: `{"passwordProfile":{"password":"Xy12345679"}}`},
			{do: "PATCH /users/{u}", body: `{"displayName":"B"}`, headers: []string{"Authorization: Bearer user"}},
			{do: "PATCH /users/{u}", body: `{"passwordProfile":{"password":"Xy12345670"}}`, headers: []string{"Authorization: Bearer user"}},
			{do: "POST /roleManagement/directory/roleAssignments", body: `{"principalId":"{u}","roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1","directoryScopeId":"/"}`},
			{do: "PATCH /users/{u}", body: `{"passwordProfile":{"password":"Xy12345671"}}`},
			{do: "PATCH /users/{u}", body: `{"displayName":"C"}`},
		},
		"credentials come and go": {
			{do: "POST /applications", body: `{"displayName":"A"}`, save: "a"},
			{do: "POST /applications/{a}/addPassword", body: `{"passwordCredential":{"displayName":"P"}}`, save: "p"},
			{do: "POST /applications/{a}/removePassword", body: `{"keyId":"{absent}"}`},
			{do: "POST /applications/{a}/removePassword", body: `{"keyId":"{p}"}`},
			{do: "POST /applications/{a}/removePassword", body: `{"keyId":"{p}"}`},
			{do: "POST /applications/{absent}/removePassword", body: `{"keyId":"{p}"}`},
			{do: "PATCH /applications/{a}", body: `{"keyCredentials":[{"type":"AsymmetricX509Cert","usage":"Verify","key":"SGk="}]}`},
			{do: "PATCH /applications/{a}", body: `{"keyCredentials":[{"type":"Symmetric","usage":"Verify","key":"SGk="}]}`},
			{do: "POST /applications/{a}/removeKey", body: `{"keyId":"{absent}","proof":"x"}`},
		},
		"members come and go by a rule": {
			{do: "POST /users", body: userNamed("Bob"), save: "b"},
			{do: "POST /groups", body: with(groupNamed("Dynamic"), `{"groupTypes":["DynamicMembership"],"membershipRule":"user.displayName -eq \"Bob\"","membershipRuleProcessingState":"On"}`), save: "g"},
			{do: "GET /groups/{g}/members?$select=displayName"},
			{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`},
			{do: "GET /groups/delta?$select=displayName,members"},
			{do: "PATCH /users/{b}", body: `{"displayName":"Rob"}`},
			{do: "GET /groups/{g}/members?$select=displayName"},
			{do: "PATCH /groups/{g}", body: `{"membershipRule":"user.displayName -eq \"Rob\""}`},
			{do: "GET /groups/{g}/members?$select=displayName"},
			{do: "PATCH /groups/{g}", body: `{"membershipRule":"user.displayName -eq"}`},
			{do: "PATCH /groups/{g}", body: `{"membershipRuleProcessingState":"Paused"}`},
			{do: "PATCH /users/{b}", body: `{"displayName":"Bob"}`},
			{do: "GET /groups/{g}/members?$select=displayName"},
			{do: "DELETE /users/{b}"},
			{do: "GET /groups/{g}/members?$select=displayName"},
		},
		"applications are resources of a catalog": {
			{do: "POST /applications", body: `{"displayName":"A","appRoles":[{"id":"{role}","allowedMemberTypes":["User"],"displayName":"R","description":"R","value":"r","isEnabled":true}]}`, save: "a"},
			{do: "POST /identityGovernance/entitlementManagement/catalogs", body: `{"displayName":"C"}`, save: "c"},
			{do: "POST /identityGovernance/entitlementManagement/resourceRequests", body: `{"requestType":"adminAdd","catalog":{"id":"{c}"},"resource":{"originId":"{graph}","originSystem":"AadApplication"}}`},
			{do: "POST /identityGovernance/entitlementManagement/resourceRequests", body: `{"requestType":"adminAdd","catalog":{"id":"{c}"},"resource":{"originId":"{caller}","originSystem":"AadApplication"}}`},
			{do: "GET /identityGovernance/entitlementManagement/catalogs/{c}/resources?$expand=roles,scopes"},
			{do: "GET /identityGovernance/entitlementManagement/catalogs/{c}/resourceRoles?$filter=originSystem eq 'AadApplication'"},
		},
		"attributes are of a kind": {
			{do: "POST /directory/customSecurityAttributeDefinitions", body: `{"attributeSet":"Engineering","name":"Project","type":"String","status":"Available"}`, headers: attributeRoles},
			{do: "POST /directory/attributeSets", body: `{"id":"Engineering"}`, headers: attributeRoles},
			{do: "POST /directory/customSecurityAttributeDefinitions", body: `{"attributeSet":"Engineering","name":"Project","type":"String","status":"Available"}`, headers: attributeRoles},
			{do: "PATCH /users/{admin}", body: `{"customSecurityAttributes":{"Engineering":{"@odata.type":"#microsoft.graph.customSecurityAttributeValue","Project":"P"}}}`, headers: attributeRoles},
			{do: "PATCH /users/{admin}", body: `{"customSecurityAttributes":{"Engineering":{"@odata.type":"#microsoft.graph.customSecurityAttributeValue","Project@odata.type":"#String","Project":"Q"}}}`, headers: attributeRoles},
			{do: "GET /users/{admin}?$select=customSecurityAttributes", headers: attributeRoles},
			{do: "PATCH /users/{admin}", body: `{"customSecurityAttributes":{"Engineering":{"@odata.type":"#microsoft.graph.customSecurityAttributeValue","Project":null}}}`, headers: attributeRoles},
			{do: "GET /users/{admin}?$select=customSecurityAttributes", headers: attributeRoles},
		},
		"domains tell of the tenant": {
			{do: "POST /domains", body: `{"id":"second.example"}`},
			{do: "POST /domains", body: `{"id":"second.example"}`},
			{do: "GET /tenantRelationships/findTenantInformationByDomainName(domainName='contoso.example')", headers: []string{"Authorization: Bearer user"}},
			{do: "GET /tenantRelationships/findTenantInformationByDomainName(domainName='second.example')", headers: []string{"Authorization: Bearer user"}},
			{do: "GET /tenantRelationships/findTenantInformationByTenantId(tenantId='{absent}')", headers: []string{"Authorization: Bearer user"}},
			{do: "POST /domains/second.example/verify"},
			{do: "PATCH /domains/second.example", body: `{"isDefault":true}`},
			{do: "GET /domains"},
			{do: "DELETE /domains/contoso.example"},
			{do: "DELETE /domains/second.example"},
		},
		"what is deleted comes back": {
			{do: "POST /users", body: bodyOfUser, save: "u"},
			{do: "POST /groups", body: with(bodyOfGroup, `{"groupTypes":["Unified"],"mailEnabled":true,"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{u}"]}`), save: "g"},
			{do: "POST /applications", body: `{"displayName":"A"}`, save: "a"},
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"Unit"}`, save: "n"},
			{do: "DELETE /users/{u}"},
			{do: "DELETE /groups/{g}"},
			{do: "DELETE /applications/{a}"},
			{do: "DELETE /directory/administrativeUnits/{n}"},
			{do: "GET /directory/deletedItems/{g}"},
			{do: "POST /directory/deletedItems/{u}/restore"},
			{do: "POST /directory/deletedItems/{g}/restore"},
			{do: "POST /directory/deletedItems/{a}/restore"},
			{do: "POST /directory/deletedItems/{n}/restore"},
			{do: "POST /directory/deletedItems/{n}/restore"},
			{do: "POST /users/{u}/restore"},
			{do: "GET /groups/{g}/members?$select=displayName"},
		},
		"roles are active for a while": {
			{do: "POST /directory/administrativeUnits", body: `{"displayName":"Unit"}`, save: "n"},
			{do: "POST /roleManagement/directory/roleAssignmentScheduleRequests", body: `{"action":"adminAssign","principalId":"{admin}","roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1","directoryScopeId":"/administrativeUnits/{n}","scheduleInfo":{"startDateTime":"2026-08-04T00:00:00Z","expiration":{"type":"afterDuration","duration":"PT5H"}}}`, save: "q"},
			{do: "POST /roleManagement/directory/roleAssignmentScheduleRequests", body: `{"action":"adminAssign","principalId":"{admin}","roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1","directoryScopeId":"/administrativeUnits/{n}","scheduleInfo":{"startDateTime":"2026-08-04T00:00:00Z","expiration":{"type":"noExpiration"}}}`},
			{do: "POST /roleManagement/directory/roleEligibilityScheduleRequests", body: `{"action":"adminAssign","principalId":"{admin}","roleDefinitionId":"fe930be7-5e62-47db-91af-98c3a49a38b1","directoryScopeId":"/","scheduleInfo":{"startDateTime":"2999-08-04T00:00:00Z","expiration":{"type":"afterDateTime","endDateTime":"2999-09-04T00:00:00Z"}}}`, save: "e"},
			{do: "GET /roleManagement/directory/roleAssignmentScheduleInstances"},
			{do: "GET /roleManagement/directory/roleAssignments?$filter=principalId eq '{admin}'"},
			{do: "POST /roleManagement/directory/roleEligibilityScheduleRequests/{e}/cancel"},
			{do: "POST /roleManagement/directory/roleEligibilityScheduleRequests/{e}/cancel"},
			{do: "POST /roleManagement/directory/roleAssignmentScheduleRequests/{q}/cancel"},
			{do: "GET /roleManagement/directory/roleAssignmentSchedules"},
		},
		"jobs begin and pause": {
			{do: "POST /servicePrincipals/{caller}/synchronization/jobs", body: `{"templateId":"scim"}`, headers: synchronizing, save: "j"},
			{do: "POST /servicePrincipals/{caller}/synchronization/jobs/{j}/start", headers: synchronizing},
			{do: "GET /servicePrincipals/{caller}/synchronization/jobs/{j}", headers: synchronizing},
			{do: "POST /servicePrincipals/{caller}/synchronization/jobs/{j}/pause", headers: synchronizing},
			{do: "GET /servicePrincipals/{caller}/synchronization/jobs/{j}", headers: synchronizing},
			{do: "POST /servicePrincipals/{caller}/synchronization/jobs/{j}/restart", body: `{"criteria":{"resetScope":"Full"}}`, headers: synchronizing},
			{do: "GET /servicePrincipals/{caller}/synchronization/jobs/{j}/schema", headers: synchronizing},
			{do: "DELETE /servicePrincipals/{caller}/synchronization/jobs/{j}", headers: synchronizing},
		},
		"settings have definitions": {
			{do: "GET /beta/deviceManagement/configurationSettings"},
			{do: "GET /beta/deviceManagement/configurationSettings?$filter=contains(id,'password')"},
		},
	})
}

// attributeRoles are those for security attributes, beside the others.
var attributeRoles = []string{"Authorization: Bearer app " + allRoles + " CustomSecAttributeAssignment.ReadWrite.All"}

// synchronizing are the roles for provisioning, beside the others.
var synchronizing = []string{"Authorization: Bearer app " + allRoles + " Synchronization.ReadWrite.All"}
