// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// FuzzRequest sends any request. Whatever it is, Graph answers with a status of
// its own and never fails.
func FuzzRequest(f *testing.F) {
	for _, seed := range []struct{ method, target, body string }{
		{"GET", "/v1.0/users?$select=id&$top=5", ""},
		{"GET", "/v1.0/groups/" + absentID + "/members/$ref", ""},
		{"POST", "/v1.0/users", bodyOfUser},
		{"POST", "/v1.0/groups", with(bodyOfGroup, `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/x"]}`)},
		{"PATCH", "/v1.0/users/" + adminID, `{"employeeOrgData":{"division":null},"manager":{"id":"x"}}`},
		{"PATCH", "/v1.0/groups(uniqueName='x')", `{"displayName":1}`},
		{"PUT", "/v1.0/users/" + adminID + "/manager/$ref", `{"@odata.id":"::"}`},
		{"POST", "/v1.0/$batch", `{"requests":[{"id":"1","method":"GET","url":"/users"}]}`},
		{"POST", "/v1.0/applications", `{"displayName":"x","keyCredentials":[null,1],"appRoles":[{"id":"x"}]}`},
		{"POST", "/v1.0/identity/conditionalAccess/policies", `{"displayName":"x","state":"disabled","conditions":{"users":null}}`},
		{"POST", "/beta/deviceManagement/configurationPolicies", `{"settings":[{"settingInstance":null}]}`},
		{"POST", "/v1.0/directoryObjects/getByIds", `{"ids":[1,null]}`},
		{"GET", "/v1.0/me/memberOf/$count", ""},
		{"DELETE", "/v1.0/policies/authorizationPolicy", ""},
		{"GET", "/v1.0/users/%zz", ""},
	} {
		f.Add(seed.method, seed.target, seed.body)
	}
	f.Fuzz(func(t *testing.T, method, target, body string) {
		r, err := http.NewRequestWithContext(t.Context(), method, "https://graph.example"+target, strings.NewReader(body))
		if err != nil || !strings.HasPrefix(target, "/") {
			t.Skip()
		}
		r.Header.Set("Authorization", "Bearer app "+allRoles)
		r.Header.Set("Prefer", "create-if-missing")
		w := httptest.NewRecorder()
		newServer(t).handler.ServeHTTP(w, r)
		if w.Code < 200 || w.Code == http.StatusInternalServerError {
			t.Errorf("%s %q: status %d, %s", method, target, w.Code, w.Body)
		}
		if strings.Contains(w.Header().Get("Content-Type"), "json") && !json.Valid(w.Body.Bytes()) {
			t.Errorf("%s %q: the answer is no JSON: %s", method, target, w.Body)
		}
	})
}
