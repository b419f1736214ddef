// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// TestReadsOfABatchGoAtOnce, and what writes or waits for another goes alone. Every part
// takes a minute.
func TestReadsOfABatchGoAtOnce(t *testing.T) {
	t.Parallel()
	const read, write, waiting = `{"id":"%","method":"GET","url":"/users"}`, `{"id":"%","method":"DELETE","url":"/users/u"}`, `{"id":"%","method":"GET","url":"/users","dependsOn":["0"]}`
	for name, tt := range map[string]struct {
		parts []string
		want  time.Duration
	}{
		"one":                {[]string{read}, time.Minute},
		"reads":              {[]string{read, read, read}, time.Minute},
		"writes":             {[]string{write, write}, 2 * time.Minute},
		"a write in between": {[]string{read, read, write, read, read}, 3 * time.Minute},
		"those that wait":    {[]string{read, waiting, waiting}, 3 * time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				for i, p := range tt.parts {
					tt.parts[i] = strings.Replace(p, "%", string(rune('0'+i)), 1)
				}
				c := &call{Server: &Server{}, version: "v1.0", request: httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1.0/$batch", strings.NewReader(`{"requests":[`+strings.Join(tt.parts, ",")+`]}`))}
				c.request.Header.Set("Content-Type", "application/json")
				c.inner = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					time.Sleep(time.Minute)
					_ = json.NewEncoder(w).Encode(r.Method)
				})
				began := time.Now()
				answer, err := c.batch()
				if took := time.Since(began); err != nil || took != tt.want {
					t.Errorf("it took %s, want %s: %v", took, tt.want, err)
				}
				body, _ := answer.body.(store.Object)
				responses, _ := body["responses"].([]any)
				if len(responses) != len(tt.parts) {
					t.Errorf("got %d answers", len(responses))
				}
				for i, response := range responses {
					if one, _ := response.(store.Object); one["id"] != string(rune('0'+i)) {
						t.Errorf("answer %d is that of %v", i, one["id"])
					}
				}
			})
		})
	}
}

// TestADroppedConnectionOfAPart drops that of the batch.
func TestADroppedConnectionOfAPart(t *testing.T) {
	t.Parallel()
	c := &call{Server: &Server{}, version: "v1.0", request: httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1.0/$batch", nil)}
	c.inner = http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	defer func() {
		if reason := recover(); reason != http.ErrAbortHandler { //nolint:errorlint // as net/http compares it
			t.Errorf("the batch ends with %v", reason)
		}
	}()
	c.answerParts([]part{{ID: "1", Method: http.MethodGet, URL: "/users"}, {ID: "2", Method: http.MethodGet, URL: "/users"}}, nil)
}
