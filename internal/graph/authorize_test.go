// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

func TestRefusedTokenIsReplacedOnce(t *testing.T) {
	t.Parallel()
	const plain = `WWW-Authenticate: Bearer realm="", authorization_uri="https://login.example/", client_id="x"`
	// The claims are {"access_token":{}}.
	const demand = plain + `, error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`
	const demanded = `{"access_token":{}}`
	refused := fault(401, "InvalidAuthenticationToken")
	ok := answer{status: 201, body: `{"id":"1"}`}
	tests := map[string]struct {
		answers []answer
		claims  []string // of each token asked for
		fails   bool
	}{
		"plain":                          {[]answer{refused, ok}, []string{"", ""}, false},
		"with a challenge":               {[]answer{refused.with(plain), ok}, []string{"", ""}, false},
		"with claims":                    {[]answer{refused.with(demand), ok}, []string{"", demanded}, false},
		"with a second challenge":        {[]answer{refused.with("WWW-Authenticate: PoP x=\"\"\n" + demand), ok}, []string{"", demanded}, false},
		"with claims for another reason": {[]answer{refused.with(strings.Replace(demand, "insufficient_claims", "invalid_token", 1)), ok}, []string{"", ""}, false},
		"with claims that are broken":    {[]answer{refused.with(strings.ReplaceAll(demand, "==", "*")), ok}, []string{"", ""}, false},
		"twice is reported":              {[]answer{refused, refused}, []string{"", ""}, true},
		"twice with claims":              {[]answer{refused.with(demand), refused.with(demand)}, []string{"", demanded}, true},
		"again in a later attempt":       {[]answer{refused, fault(429, ""), refused, ok}, []string{"", "", "", ""}, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, tt.answers...))
			_, err := s.Do(t.Context(), post(map[string]any{"a": "b"}))
			var answered *graph.Error
			if tt.fails && (!errors.As(err, &answered) || answered.Status != 401) || !tt.fails && err != nil {
				t.Errorf("got %v, want failure %t", err, tt.fails)
			}
			var claims []string
			for _, o := range s.credential.asked {
				claims = append(claims, o.Claims)
			}
			if diff := cmp.Diff(tt.claims, claims); diff != "" {
				t.Errorf("claims mismatch (-want +got):\n%s", diff)
			}
			for i, r := range s.requests() {
				if i > 0 && tt.answers[i-1].status == http.StatusUnauthorized && r.Header.Get("Authorization") == s.requests()[i-1].Header.Get("Authorization") {
					t.Errorf("request %d has the refused token", i+1)
				}
				if r.Body != `{"a":"b"}` {
					t.Errorf("request %d has the body %s", i+1, r.Body)
				}
			}
		})
	}
}

func TestMissingPermissionInIntuneIsReportedAfterOneNewToken(t *testing.T) {
	t.Parallel()
	// Intune's 401 for a missing permission packs its message twice.
	body := `{"error":{"code":"UnknownError","message":"{\"ErrorCode\":\"Forbidden\",\"Message\":\"{\\r\\n  \\\"_version\\\": 3,\\r\\n  \\\"Message\\\": \\\"An error has occurred - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: 8d2b0000-0000-0000-0000-000000000001 - Url: https://fef.example/x\\\"\\r\\n}\"}","innerError":{"request-id":"r"}}}`
	s := serve(t, answers(t, answer{status: 401, body: body}, answer{status: 401, body: body}))
	_, err := s.Do(t.Context(), get("/deviceManagement/deviceConfigurations"))
	var answered *graph.Error
	if !errors.As(err, &answered) {
		t.Fatal(err)
	}
	want := &graph.Error{
		Method: http.MethodGet, Path: "/v1.0/deviceManagement/deviceConfigurations", Status: 401,
		Code: "UnknownError", InnerCode: "Forbidden", Message: "An error has occurred",
		RequestID: "r", ActivityID: "8d2b0000-0000-0000-0000-000000000001", Attempts: 1,
	}
	if diff := cmp.Diff(want, answered, ignoreVolatile); diff != "" {
		t.Errorf("error mismatch (-want +got):\n%s", diff)
	}
}

func TestMissingTokenIsReported(t *testing.T) {
	t.Parallel()
	s := serve(t, answers(t, fault(401, "InvalidAuthenticationToken").
		with(`WWW-Authenticate: Bearer error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="`)))
	s.credential.fail = errors.New("a managed identity cannot answer this")
	_, err := s.Do(t.Context(), post(1))
	var ambiguous *graph.AmbiguousError
	if !errors.Is(err, s.credential.fail) || errors.As(err, &ambiguous) || !strings.HasPrefix(err.Error(), "POST /v1.0/groups: ") {
		t.Errorf("got %v, want a plain error with the credential's", err)
	}
	if !strings.Contains(err.Error(), "Graph revoked the token, and there is no new one") {
		t.Errorf("the error %v does not say that there was one", err)
	}
}

// TestNoTokenAtAll is told from one that Graph has revoked.
func TestNoTokenAtAll(t *testing.T) {
	t.Parallel()
	client, err := graph.New(graph.Options{Endpoint: "https://graph.example", Credential: noToken{}})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Do(t.Context(), get("/groups/1"))
	if !errors.Is(err, errNoToken) || !strings.Contains(err.Error(), "not sent: there is no token") {
		t.Errorf("got %v", err)
	}
}

var errNoToken = errors.New("nobody has signed in")

// noToken is a credential without one.
type noToken struct{}

func (noToken) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{}, errNoToken
}
