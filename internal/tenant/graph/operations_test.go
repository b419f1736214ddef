// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import "testing"

func TestOperationsBelongToTheirTypes(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"an event is not cancelled as a request of Privileged Identity Management": {
			{do: "POST /users/{admin}/events", body: `{"subject":"S"}`, status: 201, save: "e"},
			{do: "POST /users/{admin}/events/{e}/cancel", body: `{}`, status: 501, want: refused("notSupported", "The local tenant does not know the operation 'cancel' of 'microsoft.graph.event'.")},
			{do: "GET /users/{admin}/events/{e}", status: 200, want: `{"subject":"S","status":"-"}`},
		},
		"a derived type has those of its base": {
			{do: "POST /users/{admin}/getMemberGroups", body: `{"securityEnabledOnly":false}`, status: 200, want: `{"value":[]}`},
			{do: "POST /groups/getByIds", body: `{"ids":["{admin}"]}`, status: 200, want: `{"value":[{"id":"{admin}"}]}`},
		},
	})
}

func TestParametersAreThoseOfTheOperation(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"unknown ones are refused": {
			{
				do: "POST /users/{admin}/getMemberGroups", body: `{"securityEnabledOnly":false,"colour":"red"}`, status: 400,
				want: refused("BadRequest", "The parameter 'colour' in the request payload is not a valid parameter for the operation 'getMemberGroups'."),
			},
			{do: "POST /users/{admin}/revokeSignInSessions", body: `{"now":true}`, status: 400},
		},
		"their types are checked": {
			{do: "POST /users/{admin}/getMemberGroups", body: `{"securityEnabledOnly":"no"}`, status: 400},
			{do: "POST /directoryObjects/getByIds", body: `{"ids":"{admin}"}`, status: 400},
			{do: "POST /users/{admin}/assignLicense", body: `{"addLicenses":[{"skuId":"x"}],"removeLicenses":[]}`, status: 400},
			{do: "POST /applications", body: `{"displayName":"A"}`, status: 201, save: "a"},
			{do: "POST /applications/{a}/addPassword", body: `{"passwordCredential":{"colour":"red"}}`, status: 400},
		},
	})
	s := newServer(t)
	s.must(t, "POST /v1.0/deviceManagement/importedWindowsAutopilotDeviceIdentities", `{"serialNumber":"1","hardwareIdentifier":"aGFyZHdhcmU="}`)
	device := s.store.Read().List("/deviceManagement/windowsAutopilotDeviceIdentities")[0]["id"].(string)
	if w := s.send(t, "POST /v1.0/deviceManagement/windowsAutopilotDeviceIdentities/"+device+"/updateDeviceProperties", `{"id":"other","groupTag":"T"}`); w.Code != 400 {
		t.Errorf("status %d: %s", w.Code, w.Body)
	}
	s.must(t, "POST /v1.0/deviceManagement/windowsAutopilotDeviceIdentities/"+device+"/updateDeviceProperties", `{"groupTag":"T"}`)
	checkAnswer(t, "the device", s.restarted(t).send(t, "GET /v1.0/deviceManagement/windowsAutopilotDeviceIdentities/"+device, "").Body.Bytes(), `{"id":"`+device+`","groupTag":"T"}`)
}

func TestArgumentsOfFunctionsAreOfTheirTypes(t *testing.T) {
	t.Parallel()
	const schedules = "GET /roleManagement/directory/roleAssignmentSchedules/filterByCurrentUser"
	conversations(t, map[string][]step{
		"members of an enumeration": {
			{do: schedules + "(on='principal')", status: 200},
			{do: schedules + "(on='nobody')", status: 400, want: refused("Request_BadRequest", "Invalid value specified for property 'on': requested value 'nobody' was not found in enumeration 'microsoft.graph.roleAssignmentScheduleFilterByCurrentUserOptions'.")},
		},
		"unknown and missing ones": {
			{do: schedules + "(on='principal',colour='red')", status: 400},
			{do: schedules + "(colour='red')", status: 400},
			{do: schedules, status: 400, want: refused("BadRequest", "The parameter 'on' of the function 'filterByCurrentUser' is missing.")},
		},
		"those that stand in the query": {
			{do: schedules + "(on=@who)?@who='principal'", status: 200},
			{do: schedules + "(on=@who)?@who='nobody'", status: 400},
			{do: schedules + "(on=@who)", status: 400},
			{do: schedules + "?on='principal'", status: 200},
			{do: schedules + "?on='nobody'", status: 400},
		},
	})
}

func TestReferencesAreOfTheTypeOfTheRelation(t *testing.T) {
	t.Parallel()
	const root = `{"@odata.id":"https://graph.microsoft.com/v1.0`
	conversations(t, map[string][]step{
		"a user is no policy": {
			{do: "POST /applications", body: `{"displayName":"A"}`, status: 201, save: "a"},
			{do: "POST /applications/{a}/tokenLifetimePolicies/$ref", body: root + `/directoryObjects/{admin}"}`, status: 400},
			{do: "POST /policies/tokenLifetimePolicies", body: `{"displayName":"P","definition":["{}"]}`, status: 201, save: "p"},
			{do: "POST /applications/{a}/tokenLifetimePolicies/$ref", body: root + `/policies/tokenLifetimePolicies/{p}"}`, status: 204},
			{do: "POST /policies/claimsMappingPolicies", body: `{"displayName":"C","definition":["{}"]}`, status: 201, save: "c"},
			{do: "POST /applications/{a}/tokenLifetimePolicies/$ref", body: root + `/policies/claimsMappingPolicies/{c}"}`, status: 400},
		},
		"a policy is no member": {
			{do: "POST /groups", body: bodyOfGroup, status: 201, save: "g"},
			{do: "POST /policies/claimsMappingPolicies", body: `{"displayName":"C","definition":["{}"]}`, status: 201, save: "c"},
			{do: "POST /groups/{g}/members/$ref", body: root + `/policies/claimsMappingPolicies/{c}"}`, status: 400},
			{do: "PATCH /groups/{g}", body: `{"members@odata.bind":["https://graph.microsoft.com/v1.0/policies/claimsMappingPolicies/{c}"]}`, status: 400},
			{do: "PATCH /groups/{g}", body: `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/{admin}"]}`, status: 204},
		},
	})
}
