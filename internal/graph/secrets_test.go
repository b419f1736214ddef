// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// TestSecretsNeverShow goes through every kind of failure with a service that
// repeats the token in whatever it answers.
func TestSecretsNeverShow(t *testing.T) {
	t.Parallel()
	const password = "canary-password"
	echo := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
			w.Header().Set("request-id", token)
			w.WriteHeader(status)
			_, _ = fmt.Fprintf(w, strings.ReplaceAll(body, "TOKEN", "%[1]s"), token)
		}
	}
	tests := map[string]http.HandlerFunc{
		"success":                echo(201, `{"id":"1"}`),
		"a message":              echo(400, `{"error":{"code":"TOKEN","message":"IDX14100: 'TOKEN' is not well formed","target":"TOKEN","details":[{"message":"TOKEN","code":"TOKEN"}]}}`),
		"a cut token":            echo(400, `{"error":{"message":"%.60[1]s"}}`),
		"a message in a message": echo(400, `{"error":{"message":"{\"Message\":\"TOKEN\",\"ErrorCode\":\"TOKEN\"}"}}`),
		"a refusal":              echo(401, `{"error":{"message":"TOKEN"}}`),
		"a page":                 echo(502, `<title>TOKEN</title>`),
		"a text":                 echo(504, `Authorization: Bearer TOKEN`),
		"a broken reply":         echo(201, `TOKEN`),
		"throttling":             echo(429, `{"error":{"message":"TOKEN"}}`),
		"a lost connection":      func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) },
		"a redirect": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://x.example/?"+r.Header.Get("Authorization"), http.StatusTemporaryRedirect)
		},
	}
	for name, handler := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, handler)
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			_, err := s.Do(ctx, post(map[string]any{"password": password}))
			shown := s.log.text.String() + fmt.Sprintf("%v %+v", err, err)
			var answered *graph.Error
			if errors.As(err, &answered) {
				shown += answered.Detail() + fmt.Sprintf("%+v", *answered)
			}
			for _, secret := range []string{canary[:20], strings.Split(canary, ".")[1], strings.Split(canary, ".")[2], password} {
				if strings.Contains(shown, secret) {
					t.Errorf("%s shows in\n%s", secret, shown)
				}
			}
		})
	}
}

func TestLogHasALineForEachAttempt(t *testing.T) {
	t.Parallel()
	s := serve(t, answers(t, answer{lost: true}, fault(404, "Request_ResourceNotFound")))
	r := get("/users/1")
	r.Query = map[string][]string{"$select": {"id"}}
	_, err := s.Do(t.Context(), r)
	if !graph.IsNotFound(err) {
		t.Fatal(err)
	}
	line := func(attempt int, further map[string]any) map[string]any {
		further["method"], further["path"], further["attempt"] = "GET", "/v1.0/users/1?$select=id", attempt
		further["duration_ms"], further["client-request-id"] = int64(0), s.requests()[0].Header.Get("client-request-id")
		return further
	}
	want := []map[string]any{
		line(1, map[string]any{"error": "EOF"}),
		{"failure": "GET /v1.0/users/1: EOF"},
		line(2, map[string]any{"status": 404, "request-id": "11111111-2222-3333-4444-555555555555"}),
	}
	ignoreWait := cmpopts.IgnoreMapEntries(func(name string, _ any) bool { return name == "wait" })
	if diff := cmp.Diff(want, s.log.lines, ignoreWait); diff != "" {
		t.Errorf("log mismatch (-want +got):\n%s", diff)
	}
}
