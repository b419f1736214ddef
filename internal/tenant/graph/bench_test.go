// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// fullGroup is a group as Graph stores it after a create.
func fullGroup(i int) store.Object {
	id := fmt.Sprintf("50000000-0000-4000-8000-%012d", i)
	return store.Object{
		"id": id, "displayName": fmt.Sprintf("Group %d", i), "description": "A group", "groupTypes": []any{}, "visibility": nil,
		"mailEnabled": false, "mailNickname": fmt.Sprintf("group%d", i), "securityEnabled": true, "membershipRule": nil,
		"membershipRuleProcessingState": nil, "isAssignableToRole": nil, "classification": nil, "preferredLanguage": nil,
		"preferredDataLocation": nil, "theme": nil, "expirationDateTime": nil, "onPremisesSyncEnabled": nil, "proxyAddresses": []any{},
		"resourceBehaviorOptions": []any{}, "resourceProvisioningOptions": []any{}, "mail": nil, "uniqueName": nil,
		"onPremisesProvisioningErrors": []any{}, "serviceProvisioningErrors": []any{}, "createdDateTime": "2026-08-04T10:17:05Z",
		"renewedDateTime": "2026-08-04T10:17:05Z", "securityIdentifier": fmt.Sprintf("S-1-12-1-1342177280-1073758208-128-%d", i),
	}
}

func withGroups(b *testing.B, n int) *server {
	b.Helper()
	s := newServer(b)
	for i := range n {
		insert(b, s.store, "/groups", fullGroup(i))
	}
	return s
}

// serve sends a request again and again.
func serve(b *testing.B, s *server, target string) {
	b.Helper()
	r := httptest.NewRequestWithContext(b.Context(), http.MethodGet, target, nil)
	r.Header.Set("Authorization", "Bearer app "+allRoles)
	b.ReportAllocs()
	for b.Loop() {
		w := httptest.NewRecorder()
		s.handler.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			b.Fatalf("status %d: %s", w.Code, w.Body)
		}
	}
}

func BenchmarkGetByID(b *testing.B) {
	serve(b, withGroups(b, 1000), "/v1.0/groups/50000000-0000-4000-8000-000000000500")
}

func BenchmarkListOf999(b *testing.B) {
	serve(b, withGroups(b, 100_000), "/v1.0/groups?$top=999")
}

func BenchmarkListOf999Selected(b *testing.B) {
	serve(b, withGroups(b, 100_000), "/v1.0/groups?$top=999&$select=id,displayName")
}

// BenchmarkFilterOf100000 finds one group in many without an index.
func BenchmarkFilterOf100000(b *testing.B) {
	serve(b, withGroups(b, 100_000), "/v1.0/groups?$filter=displayName%20eq%20'Group%2099999'")
}

// BenchmarkMemoryOf100000Groups reports the bytes that the groups take.
func BenchmarkMemoryOf100000Groups(b *testing.B) {
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		s := withGroups(b, 100_000)
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc), "bytes")
		runtime.KeepAlive(s)
	}
}
