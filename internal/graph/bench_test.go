// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"net/http"
	"strings"
	"testing"
)

func BenchmarkDo(b *testing.B) {
	s := serve(b, func(w http.ResponseWriter, _ *http.Request) {
		answer{status: 200, body: `{"id":"1","displayName":"Sales","securityEnabled":true}`}.give(w)
	})
	r := get("/groups/1")
	b.ReportAllocs()
	for b.Loop() {
		if _, err := s.Do(b.Context(), r); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkList reads 7,000 members in pages of 999.
func BenchmarkList(b *testing.B) {
	member := `{"@odata.type":"#microsoft.graph.user","id":"00000000-0000-0000-0000-000000000000"}`
	page := strings.TrimSuffix(strings.Repeat(member+",", 999), ",")
	var s *service
	s = serve(b, func(w http.ResponseWriter, r *http.Request) {
		next := ""
		if n := len(r.URL.Query().Get("p")); n < 6 {
			next = `,"@odata.nextLink":"` + s.Endpoint() + "/v1.0/groups/1/members?p=" + strings.Repeat("x", n+1) + `"`
		}
		answer{status: 200, body: `{"value":[` + page + `]` + next + `}`}.give(w)
	})
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range s.List(b.Context(), get("/groups/1/members")) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 7*999 {
			b.Fatalf("read %d members", n)
		}
	}
}
