// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"

	"github.com/google/uuid"
)

func BenchmarkContractGetByID(b *testing.B) {
	s := newService(b)
	id := s.group("one")
	s.serve(b, "/v1.0/groups/"+id)
}

func BenchmarkContractListOf999(b *testing.B) {
	s := newService(b)
	for n := range 2000 {
		s.group(fmt.Sprintf("g%d", n))
	}
	s.serve(b, "/v1.0/groups?$top=999")
}

func BenchmarkContractListOf999Users(b *testing.B) {
	s := newService(b)
	for n := range 1000 {
		s.user(fmt.Sprintf("u%d", n))
	}
	s.serve(b, "/v1.0/users?$top=999&$select=id,displayName,userPrincipalName")
}

func BenchmarkContractFilterByNameAmong5000(b *testing.B) {
	s := newService(b)
	for n := range 5000 {
		s.group(fmt.Sprintf("g%d", n))
	}
	s.serve(b, "/v1.0/groups?$filter=displayName%20eq%20'g4999'")
}

// serve measures requests for a path without reading the answers.
func (s service) serve(b *testing.B, path string) {
	request := httptest.NewRequest(http.MethodGet, base+path, nil)
	request.Header.Set("Authorization", "Bearer admin")
	b.ReportAllocs()
	for b.Loop() {
		recorder := httptest.NewRecorder()
		s.handler.ServeHTTP(recorder, request)
		if recorder.Code != http.StatusOK {
			b.Fatal(recorder.Body)
		}
	}
}

func BenchmarkContractManyGroups(b *testing.B) {
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		s := newService(b)
		for n := range 100_000 {
			s.group(fmt.Sprintf("g%d-%s", n, uuid.NewString()))
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/(1<<20), "MB")
		runtime.KeepAlive(s)
	}
}
