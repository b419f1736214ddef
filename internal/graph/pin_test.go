// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

func TestRedirectsAreNotFollowed(t *testing.T) {
	t.Parallel()
	foreign := httptest.NewTLSServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		t.Errorf("the foreign host got %s %s", r.Method, r.RequestURI)
	}))
	t.Cleanup(foreign.Close)
	tests := map[string]struct {
		method, location string
		status           int
	}{
		"a read within the host":                       {"GET", "/v1.0/there?secret", 302},
		"a read to another port":                       {"GET", foreign.URL + "/sas?secret", 302},
		"a read without TLS":                           {"GET", "http://127.0.0.1:1/sas?secret", 307},
		"a read to nowhere":                            {"GET", "https://[secret", 302},
		"a write that would become a read":             {"POST", "/v1.0/there?secret", 303},
		"a write to another host, with body and token": {"PUT", foreign.URL + "/sas?secret", 308},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, answer{status: tt.status, header: "Location: " + tt.location}))
			_, err := s.Do(t.Context(), graph.Request{Method: tt.method, Version: "v1.0", Path: "/here", Body: 1})
			var answered *graph.Error
			if !errors.As(err, &answered) || answered.Status != tt.status || !strings.Contains(answered.Message, "not followed") {
				t.Fatalf("got %v, want an error that speaks of the redirect", err)
			}
			if strings.Contains(err.Error(), "secret") {
				t.Errorf("the query shows: %v", err)
			}
		})
	}
}
