// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestAnEmptyKeyNamesNothing: it once named the first object of the collection.
func TestAnEmptyKeyNamesNothing(t *testing.T) {
	t.Parallel()
	s := newServer(t)
	application := decoded(t, s.send(t, "POST /v1.0/applications", `{"displayName":"App"}`).Body.Bytes())["id"].(string)
	s.send(t, "POST /v1.0/applications/"+application+"/federatedIdentityCredentials", `{"name":"main","issuer":"https://a.example","subject":"s","audiences":["a"]}`)
	group := decoded(t, s.send(t, "POST /v1.0/groups", bodyOfGroup).Body.Bytes())["id"].(string)
	s.send(t, "POST /v1.0/groups/"+group+"/members/$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/users/`+adminID+`"}`)
	before := s.document(t)
	for _, request := range []string{
		"GET /v1.0/users('')", "PATCH /v1.0/users('')", "DELETE /v1.0/users('')", "GET /v1.0/users('')/memberOf", "POST /v1.0/users('')/revokeSignInSessions",
		"GET /v1.0/users(id='')", "DELETE /v1.0/applications(appId='')", "PATCH /v1.0/groups(uniqueName='')",
		"GET /v1.0/applications/" + application + "/federatedIdentityCredentials('')", "DELETE /v1.0/applications/" + application + "/federatedIdentityCredentials('')",
		"DELETE /v1.0/groups/" + group + "/members('')/$ref", "GET /v1.0/groups/" + group + "/members('')", "GET /v1.0/directoryObjects('')",
		"GET /v1.0/identity/conditionalAccess/policies('')", "DELETE /v1.0/domains('')", "GET /v1.0/policies/crossTenantAccessPolicy/partners('')",
	} {
		w := s.send(t, request, `{"displayName":"x"}`, "Prefer: create-if-missing")
		if w.Code != http.StatusNotFound && w.Code != http.StatusBadRequest {
			t.Errorf("%s: status %d: %s", request, w.Code, w.Body)
		}
	}
	if diff := cmp.Diff(before, s.document(t)); diff != "" {
		t.Errorf("something has changed (-before +after):\n%s", diff)
	}
}

func TestIDsNeedNotBeGUIDs(t *testing.T) {
	t.Parallel()
	conversations(t, map[string][]step{
		"what is in a channel of Teams": {
			{do: "POST /groups", body: with(bodyOfGroup, `{"groupTypes":["Unified"],"mailEnabled":true,"owners@odata.bind":["https://graph.microsoft.com/v1.0/users/{admin}"]}`), status: 201, save: "g"},
			{do: "PUT /groups/{g}/team", body: "{}", status: 201},
			{do: "POST /teams/{g}/channels", body: `{"displayName":"C"}`, status: 201, save: "c"},
			{do: "POST /teams/{g}/channels/{c}/tabs", body: `{"displayName":"T"}`, status: 201, save: "t"},
			{do: "GET /teams/{g}/channels/{c}/tabs", status: 200, want: `{"value":[{"id":"{t}","displayName":"T"}]}`},
			{do: "DELETE /teams/{g}/channels/{c}", status: 204},
			{do: "GET /teams/{g}/channels/{c}/tabs/{t}", status: 404},
		},
		"the records of a domain": {
			{do: "POST /domains", body: `{"id":"new.example"}`, status: 201},
			{do: "GET /domains/new.example/verificationDnsRecords", status: 200, want: `{"@odata.context":"https://graph.example/v1.0/$metadata#domains('new.example')/verificationDnsRecords","value":[{"label":"new.example"},{"label":"new.example"}]}`},
		},
		"an id that is the name of a relation": {
			{do: "POST /policies/permissionGrantPolicies", body: `{"id":"includes","displayName":"P"}`, status: 201},
			{do: "POST /policies/permissionGrantPolicies/includes/includes", body: `{"permissionType":"delegated"}`, status: 201, want: `{"permissionClassification":"all"}`},
		},
	})
}
