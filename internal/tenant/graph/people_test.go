// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// subscribe gives the tenant one licence of a product with one service plan.
func subscribe(t *testing.T, s *server, sku, plan, name string) {
	t.Helper()
	insert(t, s.store, "/subscribedSkus", store.Object{
		"id": "x_" + sku, "skuId": sku, "skuPartNumber": "PACK", "prepaidUnits": store.Object{"enabled": json.Number("1")}, "consumedUnits": json.Number("0"),
		"servicePlans": []any{store.Object{"servicePlanId": plan, "servicePlanName": name, "provisioningStatus": "Success", "appliesTo": "User"}},
	})
}

func TestLicenses(t *testing.T) {
	t.Parallel()
	const sku, plan = "60000000-0000-4000-8000-000000000001", "60000000-0000-4000-8000-000000000002"
	s := newServer(t)
	subscribe(t, s, sku, plan, "PLAN")
	send := func(status int, request, body, want string) {
		t.Helper()
		w := s.send(t, request, body)
		if w.Code != status {
			t.Fatalf("%s %s: status %d, want %d\n%s", request, body, w.Code, status, w.Body)
		}
		checkAnswer(t, request, w.Body.Bytes(), want)
	}
	const user = "/v1.0/users/" + adminID
	const add, remove = `{"addLicenses":[{"skuId":"` + sku + `"}],"removeLicenses":[]}`, `{"addLicenses":[],"removeLicenses":["` + sku + `"]}`
	send(400, "POST "+user+"/assignLicense", add, refused("Request_BadRequest", "License assignment cannot be done for user with invalid usage location."))
	send(204, "PATCH "+user, `{"usageLocation":"GB"}`, "")
	send(400, "POST "+user+"/assignLicense", `{"addLicenses":[{"skuId":"`+absentID+`"}]}`, refused("Request_BadRequest", "License "+absentID+" does not correspond to a valid company License."))
	send(400, "POST "+user+"/assignLicense", remove, refused("Request_BadRequest", "User does not have a corresponding license."))
	send(200, "POST "+user+"/assignLicense", add, `{"id":"`+adminID+`"}`)
	send(200, "GET "+user+"?$select=assignedLicenses,assignedPlans,licenseAssignmentStates", "",
		`{"assignedLicenses":[{"skuId":"`+sku+`","disabledPlans":[]}],"assignedPlans":[{"servicePlanId":"`+plan+`"}],"licenseAssignmentStates":[{"state":"Active"}]}`)
	send(200, "GET "+user+"/licenseDetails", "", `{"value":[{"skuPartNumber":"PACK"}]}`)
	send(200, "GET /v1.0/subscribedSkus", "", `{"value":[{"consumedUnits":1}]}`)
	w := s.send(t, "POST /v1.0/users", with(bodyOfUser, `{"usageLocation":"GB"}`))
	other, _ := decoded(t, w.Body.Bytes())["id"].(string)
	send(400, "POST /v1.0/users/"+other+"/assignLicense", add, refused("Request_BadRequest", "Subscription with SKU "+sku+" does not have any available licenses."))
	send(200, "POST "+user+"/assignLicense", remove, "")
	send(200, "GET "+user+"/licenseDetails", "", `{"value":[]}`)
	send(200, "POST /v1.0/users/"+other+"/assignLicense", add, "")
}

// TestLicensesOfSeveralKinds: each is in force beside the other, and of one that is there
// twice the plans are on that any of the two leaves on.
func TestLicensesOfSeveralKinds(t *testing.T) {
	t.Parallel()
	const one, two, plan = "60000000-0000-4000-8000-000000000001", "60000000-0000-4000-8000-000000000003", "60000000-0000-4000-8000-000000000002"
	s := newServer(t)
	subscribe(t, s, one, plan, "PLAN")
	subscribe(t, s, two, "60000000-0000-4000-8000-000000000004", "OTHER")
	const user = "/v1.0/users/" + adminID
	group, _ := decoded(t, s.send(t, "POST /v1.0/groups", bodyOfGroup).Body.Bytes())["id"].(string)
	for _, request := range []struct{ line, body string }{
		{"PATCH " + user, `{"usageLocation":"GB"}`},
		{"POST /v1.0/groups/" + group + "/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/` + adminID + `"}`},
		{"POST /v1.0/groups/" + group + "/assignLicense", `{"addLicenses":[{"skuId":"` + one + `","disabledPlans":["` + plan + `"]}],"removeLicenses":[]}`},
		{"POST " + user + "/assignLicense", `{"addLicenses":[{"skuId":"` + two + `"}],"removeLicenses":[]}`},
	} {
		if w := s.send(t, request.line, request.body); w.Code >= 300 {
			t.Fatalf("%s: %d %s", request.line, w.Code, w.Body)
		}
	}
	licences := func() map[string]any {
		off := map[string]any{}
		for _, license := range decoded(t, s.send(t, "GET "+user+"?$select=assignedLicenses", "").Body.Bytes())["assignedLicenses"].([]any) {
			off[license.(map[string]any)["skuId"].(string)] = license.(map[string]any)["disabledPlans"]
		}
		return off
	}
	if diff := cmp.Diff(map[string]any{one: []any{plan}, two: []any{}}, licences()); diff != "" {
		t.Errorf("the plans that are off, by licence (-want +got):\n%s", diff)
	}
	s.send(t, "POST "+user+"/assignLicense", `{"addLicenses":[{"skuId":"`+one+`"}],"removeLicenses":[]}`)
	if diff := cmp.Diff(map[string]any{one: []any{}, two: []any{}}, licences()); diff != "" {
		t.Errorf("the plans that are off when one licence is there twice (-want +got):\n%s", diff)
	}
}

func TestUsersHaveValuesThatAreDocumented(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"and no others": {
			{do: "POST /users", body: with(bodyOfUser, `{"userType":"Visitor"}`), status: 400},
			{do: "POST /users", body: with(bodyOfUser, `{"ageGroup":"Old"}`), status: 400},
			{do: "POST /users", body: with(bodyOfUser, `{"usageLocation":"England"}`), status: 400},
			{do: "POST /users", body: with(bodyOfUser, `{"passwordPolicies":"None at all"}`), status: 400},
			{do: "POST /users", body: with(bodyOfUser, `{"passwordPolicies":"DisableStrongPassword, DisablePasswordExpiration","passwordProfile":{"password":"abcdefgh"}}`), status: 201, save: "u"},
			{do: "GET /users/{u}?$select=userType,onPremisesExtensionAttributes", status: 200, want: `{"userType":"Member","onPremisesExtensionAttributes":{"extensionAttribute1":null,"extensionAttribute15":null}}`},
			{do: "PATCH /users/{u}", body: `{"onPremisesExtensionAttributes":{"extensionAttribute3":"x"}}`, status: 204},
			{do: "GET /users/{u}?$select=onPremisesExtensionAttributes", status: 200, want: `{"onPremisesExtensionAttributes":{"extensionAttribute2":null,"extensionAttribute3":"x"}}`},
			{do: "POST /users/{u}/revokeSignInSessions", status: 200, want: `{"value":true}`},
		},
		"and pictures": {
			{do: "GET /users/{admin}/photo", status: 404, want: `{"error":{"code":"ImageNotFound"}}`},
			{do: "PUT /users/{admin}/photo/$value", body: "image", headers: []string{"Content-Type: image/png"}, status: 200},
			{do: "GET /users/{admin}/photo", status: 200, want: `{"@odata.mediaContentType":"image/png"}`},
			{do: "GET /users/{admin}/photo/$value", status: 200},
		},
	})
}

func TestInvitations(t *testing.T) {
	t.Parallel()
	body := `{"invitedUserEmailAddress":"eve@fabrikam.example","inviteRedirectUrl":"https://a.example"}`
	conversations(t, map[string][]step{
		"make one guest of one person": {
			{do: "POST /invitations", body: body, status: 201, save: "guest", want: `{"status":"PendingAcceptance","invitedUserType":"Guest"}`},
			{do: "POST /invitations", body: body, status: 201, want: `{"invitedUser":{"id":"{guest}"}}`},
			{do: "GET /users?$filter=userType eq 'Guest'&$select=id,mail", status: 200, want: `{"value":[{"id":"{guest}","mail":"eve@fabrikam.example"}]}`},
			{do: "POST /invitations", body: with(body, `{"invitedUserEmailAddress":"eve"}`), status: 400},
			{do: "POST /invitations", body: with(body, `{"invitedUserType":"Friend"}`), status: 400},
		},
	})
}

func TestKindsOfGroups(t *testing.T) {
	t.Parallel()
	unified := `{"displayName":"Team","mailEnabled":true,"mailNickname":"team","securityEnabled":false,"groupTypes":["Unified"]}`
	const settings = "allowExternalSenders,hideFromAddressLists"
	person := []string{"Authorization: Bearer user"}
	withoutRoles := []string{"Authorization: Bearer app Group.ReadWrite.All Directory.ReadWrite.All"}
	member := `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/{admin}"}`
	conversations(t, map[string][]step{
		"have settings in Exchange, which people change by themselves": {
			{do: "POST /groups", body: unified, status: 201, save: "g"},
			{do: "GET /groups/{g}?$select=" + settings, status: 200, want: `{"allowExternalSenders":false,"hideFromAddressLists":false}`},
			{do: "PATCH /groups/{g}", body: `{"allowExternalSenders":true}`, status: 403},
			{headers: person, do: "PATCH /groups/{g}", body: `{"allowExternalSenders":true}`, status: 204},
			{do: "GET /groups/{g}?$select=" + settings, status: 200, want: `{"allowExternalSenders":true,"hideFromAddressLists":false}`},
			{headers: person, do: "PATCH /groups/{g}", body: `{"allowExternalSenders":true,"description":"x"}`, status: 400},
			{do: "PATCH /groups/{g}", body: `{"theme":"Beige"}`, status: 400},
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "s"},
			{headers: person, do: "PATCH /groups/{s}", body: `{"allowExternalSenders":true}`, status: 400},
		},
		"that may hold roles are guarded by the permission for roles": {
			{do: "POST /groups", body: with(bodyOfGroup, `{"isAssignableToRole":true}`), status: 201, save: "g", want: `{"visibility":"Private"}`},
			{do: "POST /groups/{g}/members/$ref", body: member, headers: withoutRoles, status: 403},
			{do: "POST /groups/{g}/members/$ref", body: member, status: 204},
			{do: "DELETE /groups/{g}/members/{admin}/$ref", headers: withoutRoles, status: 403},
			{do: "PATCH /groups/{g}", body: `{"description":"x"}`, headers: withoutRoles, status: 403},
			{do: "DELETE /groups/{g}", headers: withoutRoles, status: 403},
			{do: "GET /groups/{g}/members", headers: withoutRoles, status: 200},
			{do: "DELETE /groups/{g}", status: 204},
		},
		"are renewed": {
			{do: "POST /groups", body: unified, status: 201, save: "g"},
			{do: "POST /groups/{g}/renew", status: 204},
		},
	})
}

func TestTemporaryAccessPasses(t *testing.T) {
	t.Parallel()
	roles := []string{"Authorization: Bearer app " + allRoles + " UserAuthMethod-TAP.ReadWrite.All"}
	passes := "/users/{admin}/authentication/temporaryAccessPassMethods"
	conversations(t, map[string][]step{
		"are shown once, and one at a time": {
			{headers: roles, do: "POST " + passes, body: `{"lifetimeInMinutes":30}`, status: 201, save: "p", want: `{"lifetimeInMinutes":30,"isUsable":true,"methodUsabilityReason":"EnabledByPolicy"}`},
			{headers: roles, do: "GET " + passes + "/{p}", status: 200, want: `{"temporaryAccessPass":null,"lifetimeInMinutes":30}`},
			{headers: roles, do: "POST " + passes, body: `{"startDateTime":"2999-01-01T00:00:00Z"}`, status: 201, save: "q", want: `{"lifetimeInMinutes":60,"isUsable":false,"methodUsabilityReason":"NotYetValid"}`},
			{headers: roles, do: "GET " + passes, status: 200, want: `{"value":[{"id":"{q}"}]}`},
			{headers: roles, do: "PATCH " + passes + "/{q}", body: `{"isUsableOnce":true}`, status: 405},
			{headers: roles, do: "DELETE " + passes + "/{q}", status: 204},
		},
		"live from ten minutes to thirty days": {
			{headers: roles, do: "POST " + passes, body: `{"lifetimeInMinutes":9}`, status: 400},
			{headers: roles, do: "POST " + passes, body: `{"lifetimeInMinutes":43201}`, status: 400},
		},
	})
}

func TestMailboxSettings(t *testing.T) {
	t.Parallel()
	const sku, plan = "5b1cd5ba-4c5c-4c6f-8f0e-7c6c7e0a2f11", "0c2fb5a4-6f0b-4f62-9d6c-1d6c0a1c9e22"
	s := newServer(t)
	subscribe(t, s, sku, plan, "EXCHANGE_S_STANDARD")
	const user = "/v1.0/users/" + adminID
	const mailbox = user + "/mailboxSettings"
	steps := []struct {
		status              int
		request, body, want string
	}{
		{404, "GET " + mailbox, "", `{"error":{"code":"MailboxNotEnabledForRESTAPI"}}`},
		{204, "PATCH " + user, `{"usageLocation":"GB"}`, ""},
		{200, "POST " + user + "/assignLicense", `{"addLicenses":[{"skuId":"` + sku + `"}],"removeLicenses":[]}`, ""},
		{200, "GET " + mailbox, "", `{"timeZone":"UTC","language":{"locale":"en-US"},"automaticRepliesSetting":{"status":"disabled"}}`},
		{200, "PATCH " + mailbox, `{"automaticRepliesSetting":{"status":"alwaysEnabled","internalReplyMessage":"Away"},"workingHours":{"endTime":"18:30:00"}}`, ""},
		{200, "GET " + mailbox, "", `{"automaticRepliesSetting":{"status":"AlwaysEnabled","internalReplyMessage":"<html>\n<body>\nAway\n</body>\n</html>\n"},"workingHours":{"startTime":"08:00:00.0000000","endTime":"18:30:00.0000000"}}`},
		{400, "PATCH " + mailbox, `{"workingHours":{"endTime":"07:30:00"}}`, `{"error":{"code":"ErrorInvalidTimeSettings"}}`},
		{400, "PATCH " + mailbox, `{"timeZone":null}`, ""},
		{400, "PATCH " + mailbox, `{"userPurpose":"room"}`, ""},
		{400, "PATCH " + mailbox, `{"automaticRepliesSetting":{"status":"sometimes"}}`, ""},
		{405, "DELETE " + mailbox, "", ""},
	}
	for _, step := range steps {
		w := s.send(t, step.request, step.body)
		if w.Code != step.status {
			t.Fatalf("%s %s: status %d, want %d\n%s", step.request, step.body, w.Code, step.status, w.Body)
		}
		checkAnswer(t, step.request, w.Body.Bytes(), step.want)
	}
}
