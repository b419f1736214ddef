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
		r.Header.Set("Content-Type", "application/json")
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

// FuzzBatch sends what may be a batch. Whatever it is, the answer is a refusal of
// all or has one answer for each request.
func FuzzBatch(f *testing.F) {
	for _, seed := range []string{
		`{"requests":[{"id":"1","method":"GET","url":"/users"},{"id":"2","method":"GET","url":"/groups","dependsOn":["1"]}]}`,
		`{"requests":[{"id":"1","method":"POST","url":"/groups","headers":{"Content-Type":"application/json"},"body":` + bodyOfGroup + `}]}`,
		`{"requests":[{"id":"1","method":"PUT","url":"/users/x/photo/$value","headers":{"content-type":"image/png"},"body":"AAAA"}]}`,
		`{"requests":[{"id":"1","method":"GET","url":"/$batch"}]}`,
		`{"requests":[{"id":1,"method":"GET","url":"users?$filter=%"},null]}`,
		`{"requests":[{"id":"A","method":" ","url":"//"},{"id":"a","method":"GET","url":"/users"}]}`,
		`{"requests":{}}`, `[]`, `{"requests":[{"id":"1","method":"GET","url":"/users","headers":{"\n":"\r\n"}}]}`,
	} {
		f.Add(seed)
	}
	handler := newServer(f).handler
	f.Fuzz(func(t *testing.T, body string) {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "https://graph.example/v1.0/$batch", strings.NewReader(body))
		r.Header.Set("Authorization", "Bearer app "+allRoles)
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		var answer struct {
			Responses []struct {
				ID     string
				Status int
			}
			Error *struct{ Code, Message string }
		}
		if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil {
			t.Fatalf("%q: the answer is no JSON: %v", body, err)
		}
		if w.Code != http.StatusOK {
			if w.Code >= http.StatusInternalServerError || answer.Error == nil || answer.Error.Code == "" {
				t.Errorf("%q: status %d, %s", body, w.Code, w.Body)
			}
			return
		}
		for _, response := range answer.Responses {
			if response.ID == "" || response.Status < 200 || response.Status == http.StatusInternalServerError {
				t.Errorf("%q: an answer without id or status: %+v", body, response)
			}
		}
	})
}
