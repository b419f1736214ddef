// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestUsers(t *testing.T) {
	t.Parallel()
	badPassword := `{"passwordProfile":{"password":"abc"}}`
	conversations(t, map[string][]step{
		"are created with defaults, found by id and name, changed and deleted": {
			{
				do: "POST /users", body: bodyOfUser, status: 201, save: "ada",
				want: `{"displayName":"Ada","userType":"-","businessPhones":[],"passwordProfile":"-","@odata.context":"https://graph.example/v1.0/$metadata#users/$entity"}`,
			},
			{
				do: "GET /users/{ada}", status: 200,
				want: `{"id":"{ada}","userPrincipalName":"Ada@contoso.example","businessPhones":[],"jobTitle":null,"mail":null,"accountEnabled":"-","userType":"-","passwordProfile":"-"}`,
			},
			{do: "GET /users/ADA@contoso.example?$select=id,userType,accountEnabled", status: 200, want: `{"id":"{ada}","userType":"Member","accountEnabled":true,"displayName":"-"}`},
			{do: "GET /users(userPrincipalName='ada@contoso.example')", status: 200, want: `{"id":"{ada}"}`},
			{do: "GET /beta/users/{ada}", status: 200, want: `{"id":"{ada}","accountEnabled":true,"passwordProfile":"-"}`},
			{do: "PATCH /users/{ada}", body: `{"jobTitle":"Engineer","otherMails":["a@x.example"]}`, status: 204},
			{do: "PATCH /users/{ada}", body: `{"jobTitle":null,"otherMails":[]}`, status: 204},
			{do: "GET /users/{ada}?$select=jobTitle,otherMails,displayName", status: 200, want: `{"jobTitle":null,"otherMails":[],"displayName":"Ada"}`},
			{do: "PATCH /users/{ada}", body: `{"department":"A"}`, headers: []string{"Prefer: return=representation"}, status: 200, want: `{"id":"{ada}"}`},
			{do: "DELETE /users/{ada}", status: 204},
			{do: "GET /users/{ada}", status: 404, want: refused("Request_ResourceNotFound", "Resource '{ada}' does not exist or one of its queried reference-property objects are not present.")},
			{do: "DELETE /users/{ada}", status: 404},
			{do: "PATCH /users/{ada}", body: `{"jobTitle":"x"}`, status: 404},
		},
		"have one user principal name in any case": {
			{do: "POST /users", body: bodyOfUser, status: 201, save: "ada"},
			{
				do: "POST /users", body: with(bodyOfUser, `{"userPrincipalName":"ADA@CONTOSO.example"}`), status: 400,
				want: `{"error":{"code":"Request_BadRequest","message":"Another object with the same value for property userPrincipalName already exists.",
				"details":[{"code":"ObjectConflict","target":"userPrincipalName"},{"code":"ConflictingObjects","target":"{ada}","message":"Conflicting objects: User_{ada}"}]}}`,
			},
			{do: "POST /users", body: userNamed("Bob"), status: 201, save: "bob"},
			{do: "PATCH /users/{bob}", body: `{"userPrincipalName":"ada@contoso.example"}`, status: 400, want: `{"error":{"details":[{"code":"ObjectConflict"},{"target":"{ada}"}]}}`},
			{do: "PATCH /users/{ada}", body: `{"userPrincipalName":"ada@contoso.example"}`, status: 204},
			{do: "DELETE /users/{ada}", status: 204},
			{do: "POST /users", body: bodyOfUser, status: 201},
		},
		"keep members of a merged complex value that are not sent": {
			{do: "POST /users", body: with(bodyOfUser, `{"employeeOrgData":{"division":"D","costCenter":"C"}}`), status: 201, save: "ada"},
			{do: "PATCH /users/{ada}", body: `{"employeeOrgData":{"division":"E"}}`, status: 204},
			{do: "GET /users/{ada}?$select=employeeOrgData", status: 200, want: `{"employeeOrgData":{"division":"E","costCenter":"C"}}`},
			{do: "GET /users/{ada}/employeeOrgData/division", status: 200, want: `{"value":"E"}`},
			{do: "GET /users/{ada}/displayName", status: 200, want: `{"value":"Ada"}`},
			{do: "PATCH /users/{ada}/displayName", body: `{}`, status: 405},
		},
		"have a mail address of their own": {
			{do: "POST /users", body: with(bodyOfUser, `{"mail":"a@contoso.example"}`), status: 201, save: "ada"},
			{do: "GET /users/{ada}?$select=proxyAddresses", status: 200, want: `{"proxyAddresses":["SMTP:a@contoso.example"]}`},
			{do: "POST /users", body: userNamed("Bob"), status: 201, save: "bob"},
			{do: "PATCH /users/{bob}", body: `{"mail":"A@contoso.example"}`, status: 400, want: refused("Request_BadRequest", "Another object with the same value for property proxyAddresses already exists.")},
			{do: "PATCH /users/{bob}", body: `{"mail":"b@contoso.example"}`, status: 204},
			{do: "GET /users?$filter=proxyAddresses/any(p:p eq 'smtp:b@contoso.example')&$select=id", status: 200, want: `{"value":[{"id":"{bob}"}]}`},
		},
		"obey the password rule when they are changed": {
			{do: "POST /users", body: bodyOfUser, status: 201, save: "ada"},
			{do: "PATCH /users/{ada}", body: badPassword, status: 400},
			{do: "PATCH /users/{ada}", body: `{"passwordProfile":{"password":"Other-12345"}}`, status: 204},
		},
		"have a manager": {
			{do: "POST /users", body: bodyOfUser, status: 201, save: "ada"},
			{do: "GET /users/{ada}/manager", status: 404},
			{do: "PUT /users/{ada}/manager/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`, status: 204},
			{do: "GET /users/{ada}/manager", status: 200, want: `{"id":"{admin}","@odata.type":"#microsoft.graph.user"}`},
			{do: "GET /users/{ada}?$expand=manager($select=id)", status: 200, want: `{"id":"{ada}","manager":{"id":"{admin}","displayName":"-"}}`},
			{do: "GET /users/{admin}/directReports", status: 200, want: `{"value":[{"id":"{ada}"}]}`},
			{do: "DELETE /users/{ada}/manager/$ref", status: 204},
			{do: "GET /users/{ada}?$expand=manager", status: 200, want: `{"manager":null}`},
		},
	})
}

func TestUsersAreRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ members, message string }{
		"without a required property":         {`{"mailNickname":"-"}`, "A value is required for property 'mailNickname' of resource 'User'."},
		"without a password":                  {`{"passwordProfile":{}}`, "A value is required for property 'passwordProfile' of resource 'User'."},
		"with a weak password":                {`{"passwordProfile":{"password":"abcdefgh"}}`, "The specified password does not comply with password complexity requirements. Please provide a different password."},
		"with a domain of others":             {`{"userPrincipalName":"a@fabrikam.example"}`, "The domain portion of the userPrincipalName property is invalid. You must use one of the verified domain names in your organization: contoso.example."},
		"with a name that is no address":      {`{"userPrincipalName":"ada"}`, "Invalid value specified for property 'userPrincipalName' of resource 'User'."},
		"with two business telephones":        {`{"businessPhones":["1","2"]}`, "Invalid value specified for property 'businessPhones' of resource 'User'."},
		"with an empty text":                  {`{"jobTitle":""}`, "Invalid value specified for property 'jobTitle' of resource 'User'."},
		"with a blank in the nickname":        {`{"mailNickname":"a b"}`, "Invalid value specified for property 'mailNickname' of resource 'User'."},
		"with a read-only property":           {`{"createdDateTime":"2026-01-01T00:00:00Z"}`, "Property 'createdDateTime' is read-only and cannot be set."},
		"with an id":                          {`{"id":"x"}`, "Property 'id' is read-only and cannot be set."},
		"with a text for a boolean":           {`{"accountEnabled":"true"}`, "Cannot convert a value to target type 'Edm.Boolean' for property 'accountEnabled': a string was found."},
		"with a number for a text":            {`{"jobTitle":1}`, "Cannot convert a value to target type 'Edm.String' for property 'jobTitle': a number was found."},
		"with a text for a collection":        {`{"businessPhones":"1"}`, "Cannot convert a value to target type 'Edm.String' for property 'businessPhones': a string was found."},
		"with null for a collection":          {`{"businessPhones":null}`, "A null value was found for the property named 'businessPhones', which has the expected type 'Collection(Edm.String)[Nullable=False]'."},
		"with a text for a complex value":     {`{"employeeOrgData":"x"}`, "Cannot convert a value to target type 'microsoft.graph.employeeOrgData' for property 'employeeOrgData': a string was found."},
		"with a date that is none":            {`{"employeeHireDate":"tomorrow"}`, "Cannot convert a value to target type 'Edm.DateTimeOffset' for property 'employeeHireDate': a string was found."},
		"with an unknown property":            {`{"nickname":"x"}`, "One or more property values specified are invalid. The property 'nickname' does not exist on type 'microsoft.graph.user'."},
		"with an unknown property inside":     {`{"employeeOrgData":{"team":"x"}}`, "One or more property values specified are invalid. The property 'team' does not exist on type 'microsoft.graph.employeeOrgData'."},
		"with a property in another spelling": {`{"DisplayName":"x"}`, "One or more property values specified are invalid. The property 'DisplayName' does not exist on type 'microsoft.graph.user'."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			converse(t, []step{{do: "POST /users", body: with(bodyOfUser, tt.members), status: 400, want: refused("Request_BadRequest", tt.message)}})
		})
	}
}

func TestGroups(t *testing.T) {
	t.Parallel()
	unified := `{"displayName":"Team","mailEnabled":true,"mailNickname":"team","securityEnabled":false,"groupTypes":["Unified"]}`
	dynamic := with(bodyOfGroup, `{"groupTypes":["DynamicMembership"],"membershipRule":"user.department -eq \"x\"","membershipRuleProcessingState":"On"}`)
	conversations(t, map[string][]step{
		"are created with defaults, changed and deleted": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g", want: `{"displayName":"Sales","groupTypes":[],"visibility":null,"mail":null,"deletedDateTime":null}`},
			{do: "GET /groups/{g}", status: 200, want: `{"description":null,"securityEnabled":true,"proxyAddresses":[],"assignedLicenses":"-"}`},
			{do: "GET /groups/{g}?$select=id,assignedLabels,hideFromOutlookClients", status: 200, want: `{"id":"{g}","assignedLabels":[],"hideFromOutlookClients":null,"displayName":"-"}`},
			{do: "PATCH /groups/{g}", body: `{"description":"All of sales"}`, status: 204},
			{do: "PATCH /groups/{g}", body: `{"description":null}`, status: 204},
			{do: "PATCH /groups/{g}", body: `{"description":""}`, status: 400},
			{do: "PATCH /groups/{g}", body: `{"displayName":null}`, status: 400, want: refused("Request_BadRequest", "Invalid value specified for property 'displayName' of resource 'Group'.")},
			{do: "PATCH /groups/{g}", body: `{"isAssignableToRole":true}`, status: 400, want: refused("Request_BadRequest", "Property 'isAssignableToRole' is read-only and cannot be set.")},
			{do: "PATCH /groups/{g}", body: `{"securityEnabled":false}`, status: 400},
			{do: "PATCH /groups/{g}", body: `{"mailNickname":"a b"}`, status: 400},
			{do: "GET /groups/{g}", status: 200, want: `{"displayName":"Sales","securityEnabled":true,"mailNickname":"sales"}`},
			{do: "DELETE /groups/{g}", status: 204},
			{do: "GET /groups/{g}", status: 404},
		},
		"of Microsoft 365 have an address of their own": {
			{do: "POST /groups", body: unified, status: 201, save: "g", want: `{"mail":"team@contoso.example","proxyAddresses":["SMTP:team@contoso.example"],"visibility":"Public"}`},
			{do: "POST /groups", body: with(unified, `{"mailNickname":"TEAM"}`), status: 400},
			{do: "DELETE /groups/{g}", status: 204},
			{do: "POST /groups", body: unified, status: 400},
			{do: "DELETE /directory/deletedItems/{g}", status: 204},
			{do: "POST /groups", body: unified, status: 201},
		},
		"may have the same name and nickname if they have no mail": {
			{do: "POST /groups", body: bodyOfGroup, status: 201},
			{do: "POST /groups", body: bodyOfGroup, status: 201},
		},
		"that are dynamic refuse members": {
			{do: "POST /groups", body: dynamic, status: 201, save: "g"},
			{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{admin}"}`, status: 400},
			{do: "PATCH /groups/{g}", body: `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{admin}"]}`, status: 400},
		},
		"refuse names of ids that are none": {
			{do: "GET /groups/foo", status: 400, want: refused("Request_BadRequest", "Invalid object identifier 'foo'.")},
			{do: "GET /groups/{absent}", status: 404},
		},
		"belong to the person who makes them": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g", headers: []string{"Authorization: Bearer user"}},
			{do: "GET /groups/{g}/owners", status: 200, want: `{"value":[{"id":"{admin}"}]}`},
			{do: "GET /me/ownedObjects", status: 200, want: `{"value":[{"id":"{g}"}]}`, headers: []string{"Authorization: Bearer user"}},
		},
		"are made or changed by their unique name": {
			{do: "PATCH /groups(uniqueName='x')", body: bodyOfGroup, status: 404},
			{do: "PATCH /groups(uniqueName='x')", body: bodyOfGroup, headers: []string{"Prefer: create-if-missing"}, status: 201, save: "g", want: `{"uniqueName":"x"}`},
			{do: "PATCH /groups(uniqueName='X')", body: `{"description":"d"}`, headers: []string{"Prefer: create-if-missing"}, status: 204},
			{do: "GET /groups(uniqueName='x')", status: 200, want: `{"id":"{g}","description":"d"}`},
			{do: "GET /groups(uniqueName='y')", status: 404},
		},
	})
}

func TestGroupsAreRefused(t *testing.T) {
	t.Parallel()
	for name, members := range map[string]string{
		"without a name":                          `{"displayName":"-"}`,
		"with an empty name":                      `{"displayName":""}`,
		"with mail and without Unified":           `{"mailEnabled":true}`,
		"Unified without mail":                    `{"groupTypes":["Unified"]}`,
		"with neither mail nor security":          `{"securityEnabled":false}`,
		"dynamic without a rule":                  `{"groupTypes":["DynamicMembership"]}`,
		"with a rule and not dynamic":             `{"membershipRule":"x"}`,
		"dynamic and assignable to roles":         `{"groupTypes":["DynamicMembership"],"membershipRule":"x","isAssignableToRole":true}`,
		"with a long nickname":                    `{"mailNickname":"` + strings.Repeat("a", 65) + `"}`,
		"with a bad character in the nickname":    `{"mailNickname":"a@b"}`,
		"with hidden members and without Unified": `{"visibility":"HiddenMembership"}`,
		"with a read-only property":               `{"mail":"a@contoso.example"}`,
		"with an unknown property":                `{"colour":"red"}`,
		"with the wrong type":                     `{"mailEnabled":"false"}`,
		"with an unknown enum member inside":      `{"assignedLabels":[{"labelId":1}]}`,
		"with a list for one value":               `{"displayName":["a"]}`,
		"with an unknown type":                    `{"@odata.type":"#microsoft.graph.user"}`,
		"with a member that does not exist":       `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/x@contoso.example"]}`,
		"with a member bound by another host":     `{"members@odata.bind":["https://evil.example/v1.0/users/` + adminID + `"]}`,
		"with the same owner twice":               `{"owners@odata.bind":["https://graph.microsoft.com/v1.0/users/` + adminID + `","https://graph.microsoft.com/v1.0/users/admin@contoso.example"]}`,
		"with a reference that is no text":        `{"owners@odata.bind":[1]}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newServer(t)
			w := s.send(t, "POST /v1.0/groups", with(bodyOfGroup, members))
			if w.Code != 400 && w.Code != 404 {
				t.Errorf("status %d: %s", w.Code, w.Body)
			}
			if n := s.store.Read().Len("/groups"); n != 0 {
				t.Errorf("%d groups were made", n)
			}
		})
	}
}

func TestReferences(t *testing.T) {
	t.Parallel()
	reference := `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{u}"}`
	many := func(from, to int) (steps []step, bind string) {
		var references []string
		for i := from; i < to; i++ {
			name := fmt.Sprintf("u%d", i)
			steps = append(steps, step{do: "POST /users", body: userNamed(name), status: 201, save: name})
			references = append(references, `"https://graph.microsoft.com/v1.0/users/{`+name+`}"`)
		}
		return steps, `{"members@odata.bind":[` + strings.Join(references, ",") + `]}`
	}
	twenty, bindTwenty := many(0, 20)
	rest, bindMore := many(20, 41)
	start := []step{
		{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
		{do: "POST /users", body: bodyOfUser, status: 201, save: "u"},
	}
	then := func(steps ...step) []step { return append(append([]step{}, start...), steps...) }
	conversations(t, map[string][]step{
		"are added and removed one by one": then(
			step{do: "POST /groups/{g}/members/$ref", body: reference, status: 204},
			step{do: "POST /groups/{g}/members/$ref", body: reference, status: 400, want: refused("Request_BadRequest", "One or more added object references already exist for the following modified properties: 'members'.")},
			step{do: "GET /groups/{g}/members", status: 200, want: `{"value":[{"@odata.type":"#microsoft.graph.user","id":"{u}","displayName":"Ada"}]}`},
			step{do: "GET /groups/{g}/members/$ref", status: 200, want: `{"value":[{"@odata.id":"https://graph.example/v2/10000000-0000-4000-8000-000000000000/directoryObjects/{u}/Microsoft.DirectoryServices.User"}]}`},
			step{do: "GET /groups/{g}/members/{u}", status: 200, want: `{"id":"{u}"}`},
			step{do: "GET /groups/{g}/members/{admin}", status: 404},
			step{do: "GET /users/{u}/memberOf", status: 200, want: `{"value":[{"@odata.type":"#microsoft.graph.group","id":"{g}"}]}`},
			step{do: "POST /users/{u}/memberOf/$ref", body: reference, status: 405},
			step{do: "DELETE /groups/{g}/members/{u}/$ref", status: 204},
			step{do: "DELETE /groups/{g}/members/{u}/$ref", status: 404},
			step{do: "GET /groups/{g}/members", status: 200, want: `{"value":[]}`},
			step{do: "GET /users/{u}", status: 200},
		),
		"need what they refer to": then(
			step{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{absent}"}`, status: 404},
			step{do: "POST /groups/{absent}/members/$ref", body: reference, status: 404},
			step{do: "POST /groups/{g}/members/$ref", body: `{}`, status: 400},
			step{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://example.com/v1.0/users/{u}"}`, status: 400},
			step{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.evil.example/v1.0/users/{u}"}`, status: 400},
			step{do: "PATCH /groups/{g}/members/$ref", body: reference, status: 405},
			step{do: "GET /groups/{absent}/members", status: 404},
			step{do: "GET /groups/{g}/$ref", status: 400},
		),
		"without $ref mean the object itself": then(
			step{do: "POST /groups/{g}/members/$ref", body: reference, status: 204},
			step{do: "DELETE /groups/{g}/members/{u}", status: 204},
			step{do: "GET /users/{u}", status: 404},
			step{do: "GET /groups/{g}/members", status: 200, want: `{"value":[]}`},
		),
		"come back with a restored object": then(
			step{do: "POST /groups/{g}/members/$ref", body: reference, status: 204},
			step{do: "DELETE /users/{u}", status: 204},
			step{do: "GET /groups/{g}/members/$ref", status: 200, want: `{"value":[]}`},
			step{do: "POST /directory/deletedItems/{u}/restore", status: 200, want: `{"id":"{u}","@odata.type":"#microsoft.graph.user"}`},
			step{do: "GET /groups/{g}/members", status: 200, want: `{"value":[{"id":"{u}"}]}`},
		),
		"keep the last user who owns a group": then(
			step{do: "POST /groups/{g}/owners/$ref", body: reference, status: 204},
			step{do: "POST /groups/{g}/owners/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/servicePrincipals/{caller}"}`, status: 204},
			step{do: "DELETE /groups/{g}/owners/{u}/$ref", status: 400},
			step{do: "DELETE /groups/{g}/owners/{caller}/$ref", status: 204},
			step{do: "POST /groups/{g}/owners/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{admin}"}`, status: 204},
			step{do: "DELETE /groups/{g}/owners/{u}/$ref", status: 204},
		),
		"are bound by twenty, all or none": append(append(then(), append(twenty, rest...)...),
			step{do: "PATCH /groups/{g}", body: bindMore, status: 400},
			step{do: "PATCH /groups/{g}", body: bindTwenty, status: 204},
			step{do: "PATCH /groups/{g}", body: `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{u20}","https://graph.microsoft.com/v1.0/users/{u0}"]}`, status: 400},
			step{do: "GET /groups/{g}/members/$count", headers: []string{"ConsistencyLevel: eventual"}, status: 200, want: `"20"`},
			step{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/users/{u20}"}`, status: 204},
			step{do: "GET /groups/{g}/members?$top=1", status: 200, want: `{"value":[{"id":"{u0}"}]}`},
			step{do: "GET /groups/{g}?$expand=members($select=id)&$select=id", status: 200, want: `{"id":"{g}","displayName":"-","members":[` + strings.TrimSuffix(strings.Repeat(`{},`, 20), ",") + `]}`},
		),
		"lead through groups in groups": then(
			step{do: "POST /groups", body: groupNamed("Outer"), status: 201, save: "outer"},
			step{do: "POST /groups/{g}/members/$ref", body: reference, status: 204},
			step{do: "POST /groups/{outer}/members/$ref", body: `{"@odata.id":"https://graph.example/v1.0/groups/{g}"}`, status: 204},
			step{do: "POST /groups/{g}/members/$ref", body: `{"@odata.id":"https://graph.example/v1.0/groups/{outer}"}`, status: 204},
			step{do: "GET /users/{u}/transitiveMemberOf", status: 200, want: `{"value":[{"id":"{g}"},{"id":"{outer}"}]}`},
			step{do: "GET /groups/{outer}/transitiveMembers/microsoft.graph.user", status: 200, want: `{"value":[{"id":"{u}"}]}`, headers: []string{"ConsistencyLevel: eventual"}},
			step{do: "POST /users/{u}/checkMemberGroups", body: `{"groupIds":["{outer}","{absent}"]}`, status: 200, want: `{"value":["{outer}"]}`},
			step{do: "POST /users/{u}/getMemberGroups", body: `{"securityEnabledOnly":true}`, status: 200, want: `{"value":["{g}","{outer}"]}`},
			step{do: "POST /users/{u}/checkMemberGroups", body: `{"groupIds":[` + strings.TrimSuffix(strings.Repeat(`"x",`, 21), ",") + `]}`, status: 400},
			step{do: "POST /users/{absent}/getMemberGroups", body: `{}`, status: 404},
			step{do: "GET /users/{u}/getMemberGroups", status: 405},
		),
	})
}

func TestDirectoryObjects(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"are of all kinds": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "GET /directoryObjects/{g}", status: 200, want: `{"id":"{g}"}`},
			{do: "GET /directoryObjects/{g}/microsoft.graph.group", status: 200, want: `{"id":"{g}"}`},
			{do: "GET /directoryObjects/{g}/microsoft.graph.user", status: 404},
			{do: "GET /directoryObjects/{absent}", status: 404},
			{
				do: "POST /directoryObjects/getByIds", body: `{"ids":["{g}","{admin}","{absent}"]}`, status: 200,
				want: `{"value":[{"@odata.type":"#microsoft.graph.group","id":"{g}"},{"@odata.type":"#microsoft.graph.user","id":"{admin}","accountEnabled":"-"}]}`,
			},
			{do: "POST /directoryObjects/getByIds", body: `{"ids":["{g}","{admin}"],"types":["user"]}`, status: 200, want: `{"value":[{"id":"{admin}"}]}`},
			{do: "POST /directoryObjects/getByIds", body: `{"ids":[]}`, status: 400},
			{do: "DELETE /directoryObjects/{g}", status: 204},
			{do: "GET /groups/{g}", status: 404},
			{do: "GET /directoryObjects/{g}", status: 404},
		},
		"wait deleted until they are restored or purged": {
			{do: "POST /users", body: bodyOfUser, status: 201, save: "u"},
			{do: "DELETE /users/{u}", status: 204},
			{do: "GET /directory/deletedItems/{u}", status: 200, want: `{"id":"{u}","displayName":"Ada","passwordProfile":"-"}`},
			{do: "GET /directory/deletedItems/{u}?$select=deletedDateTime", status: 200, want: `{"deletedDateTime":"2026-08-04T10:17:05Z"}`},
			{do: "GET /directory/deletedItems/microsoft.graph.user", status: 200, want: `{"value":[{"id":"{u}"}]}`},
			{do: "GET /directory/deletedItems/microsoft.graph.group", status: 200, want: `{"value":[]}`},
			{do: "GET /directory/deletedItems", status: 400},
			{do: "POST /directory/deletedItems/{u}/restore", status: 200, want: `{"id":"{u}","deletedDateTime":"-"}`},
			{do: "GET /users/{u}?$select=deletedDateTime,id", status: 200, want: `{"deletedDateTime":null}`},
			{do: "POST /directory/deletedItems/{u}/restore", status: 404},
			{do: "DELETE /users/{u}", status: 204},
			{do: "DELETE /directory/deletedItems/{u}", status: 204},
			{do: "DELETE /directory/deletedItems/{u}", status: 404},
			{do: "POST /directory/deletedItems/{u}/restore", status: 404},
		},
		"are not restored over another one of the same name": {
			{do: "POST /users", body: bodyOfUser, status: 201, save: "u"},
			{do: "DELETE /users/{u}", status: 204},
			{do: "POST /users", body: bodyOfUser, status: 201},
			{do: "POST /directory/deletedItems/{u}/restore", status: 400},
		},
	})
}

// TestForms are forms of requests that clients of others are known to send.
func TestForms(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"a path may begin with the caller's tenant": {
			{do: "POST /users", body: bodyOfUser, status: 201, save: "ada"},
			{do: "GET /" + tenantID + "/users/{ada}", status: 200, want: `{"id":"{ada}"}`},
			{do: "GET /contoso.example/users/{ada}", status: 200, want: `{"id":"{ada}"}`},
			{do: "GET /myorganization/users/{ada}", status: 200, want: `{"id":"{ada}"}`},
			{do: "GET /99999999-9999-4999-8999-999999999999/users/{ada}", status: 400},
		},
		"a change may repeat the id": {
			{do: "POST /users", body: bodyOfUser, status: 201, save: "ada"},
			{do: "PATCH /users/{ada}", body: `{"id":"{ada}","jobTitle":"Countess"}`, status: 204},
			{do: "PATCH /users/{ada}", body: `{"id":"99999999-9999-4999-8999-999999999999"}`, status: 400},
		},
		"one reference is asked for by the id of its target": {
			{do: "POST /users", body: bodyOfUser, status: 201, save: "ada"},
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "group"},
			{do: "GET /groups/{group}/members/{ada}/$ref", status: 404},
			{do: "POST /groups/{group}/members/$ref", body: `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{ada}/Microsoft.DirectoryServices.User"}`, status: 204},
			{do: "GET /groups/{group}/members/{ada}/$ref", status: 200, want: `{"id":"{ada}","value":"-"}`},
		},
	})
}
