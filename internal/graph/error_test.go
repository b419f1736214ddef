// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
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

// ignoreVolatile leaves out what differs from run to run.
var ignoreVolatile = cmp.Options{
	cmpopts.IgnoreFields(graph.Error{}, "ClientRequestID", "Time"), cmpopts.IgnoreUnexported(graph.Error{}),
}

func TestErrorsAreReadFromAnyBody(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answer answer
		want   graph.Error
	}{
		"Graph's envelope": {
			answer{status: 403, header: "request-id: r1", body: `{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation.","target":"t","innerError":{"date":"2026-08-04T10:17:05","request-id":"r2","client-request-id":"c"}}}`},
			graph.Error{Status: 403, Code: "Authorization_RequestDenied", Message: "Insufficient privileges to complete the operation.", Target: "t", RequestID: "r1"},
		},
		"the request id from the body": {
			answer{status: 400, body: `{"error":{"code":"a","message":"b","innererror":{"request-id":"r2","code":"c","innerError":{"code":"d"}}}}`},
			graph.Error{Status: 400, Code: "a", Message: "b", RequestID: "r2", InnerCode: "d"},
		},
		"no body, and no place that it leads to": {
			answer{status: 304}, graph.Error{Status: 304},
		},
		"details": {
			answer{status: 400, body: `{"error":{"code":"a","message":"b","details":[{"code":"ObjectConflict","target":"userPrincipalName","message":"c"},7]}}`},
			graph.Error{Status: 400, Code: "a", Message: "b", Details: []graph.ErrorDetail{{Code: "ObjectConflict", Target: "userPrincipalName", Message: "c"}}},
		},
		"a single detail": {
			answer{status: 400, body: `{"error":{"code":"a","message":"b","details":{"code":"c","message":{"value":"d"}}}}`},
			graph.Error{Status: 400, Code: "a", Message: "b", Details: []graph.ErrorDetail{{Code: "c", Message: "d"}}},
		},
		"the older directory API": {
			answer{status: 404, body: `{"odata.error":{"code":"Request_ResourceNotFound","message":{"lang":"en","value":"Gone."}}}`},
			graph.Error{Status: 404, Code: "Request_ResourceNotFound", Message: "Gone."},
		},
		"an empty code and message": {
			answer{status: 400, body: `{"error":{"code":"","message":""}}`},
			graph.Error{Status: 400},
		},
		"Intune's message in a message": {
			answer{status: 400, body: `{"error":{"code":"BadRequest","message":"{\r\n  \"_version\": 3,\r\n  \"Message\": \"The displayName must not be empty - Operation ID (for customer support): 00000000-0000-0000-0000-000000000000 - Activity ID: 8d2b0000-0000-0000-0000-000000000001 - Url: https://fef.example/x\",\r\n  \"RetryAfter\": null\r\n}"}}`},
			graph.Error{Status: 400, Code: "BadRequest", Message: "The displayName must not be empty", ActivityID: "8d2b0000-0000-0000-0000-000000000001"},
		},
		"Intune's message without an activity": {
			answer{status: 400, body: `{"error":{"code":"BadRequest","message":"{\"Message\":\"No - Operation ID (for customer support): 0\"}"}}`},
			graph.Error{Status: 400, Code: "BadRequest", Message: "No"},
		},
		"a message that only looks like Intune's": {
			answer{status: 400, body: `{"error":{"code":"BadRequest","message":"{\"other\":1}"}}`},
			graph.Error{Status: 400, Code: "BadRequest", Message: `{"other":1}`},
		},
		"a page of a gateway": {
			answer{status: 501, body: "<html><head><title>\n501 Not\nImplemented</title></head><body>x</body></html>"},
			graph.Error{Status: 501, Message: "501 Not Implemented"},
		},
		"a page without a title": {
			answer{status: 501, body: "<html>x</html>"},
			graph.Error{Status: 501, Message: "a page that is not Graph's"},
		},
		"a text":       {answer{status: 400, body: "Bad\nRequest\x1b[31m!\x00"}, graph.Error{Status: 400, Message: "Bad Request!"}},
		"nothing":      {answer{status: 413}, graph.Error{Status: 413}},
		"another JSON": {answer{status: 400, body: `{"error":"invalid_request"}`}, graph.Error{Status: 400, Message: `{"error":"invalid_request"}`}},
		"control characters": {
			answer{status: 400, body: `{"error":{"code":"a\u001b[2J","message":"b\r\nc\u202ed\u0007"}}`},
			graph.Error{Status: 400, Code: "a", Message: "b cd"},
		},
		"values of other types": {
			answer{status: 400, body: `{"error":{"code":7,"message":[],"target":{},"details":"x","innerError":"y"}}`},
			graph.Error{Status: 400},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, tt.answer))
			_, err := s.Do(t.Context(), post(1))
			var got *graph.Error
			if !errors.As(err, &got) {
				t.Fatalf("got %v, want an *Error", err)
			}
			tt.want.Method, tt.want.Path, tt.want.Attempts = http.MethodPost, "/v1.0/groups", 1
			if diff := cmp.Diff(&tt.want, got, ignoreVolatile); diff != "" {
				t.Errorf("error mismatch (-want +got):\n%s", diff)
			}
			if sent := s.requests()[0].Header.Get("client-request-id"); got.ClientRequestID != sent {
				t.Errorf("client-request-id is %q, want %q", got.ClientRequestID, sent)
			}
		})
	}
}

func TestErrorTime(t *testing.T) {
	t.Parallel()
	const inner = `{"error":{"code":"a","innerError":{"date":"2026-08-04T10:17:05"}}}`
	tests := map[string]struct{ date, want string }{
		"from the header":             {"Tue, 04 Aug 2026 10:20:00 GMT", "2026-08-04T10:20:00Z"},
		"from the body, which is UTC": {"-", "2026-08-04T10:17:05Z"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, answer{status: 400, header: "Date: " + tt.date, body: inner}))
			_, err := s.Do(t.Context(), post(1))
			var got *graph.Error
			if !errors.As(err, &got) || got.Time.Format(time.RFC3339) != tt.want {
				t.Errorf("got %s, want %s", got.Time, tt.want)
			}
		})
	}
}

func TestErrorTextsAreLimited(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ä", 100_000)
	for name, body := range map[string]string{"a message": `{"error":{"code":"` + long[:1000] + `","message":"` + long[:20_000] + `"}}`, "more than is read": long, "a page": "<title>" + long} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, answer{status: 400, body: body}))
			_, err := s.Do(t.Context(), post(1))
			if n := len(err.Error()); n > 6000 {
				t.Errorf("the error has %d bytes", n)
			}
			if text := strings.ToValidUTF8(err.Error(), "?"); text != err.Error() {
				t.Error("a character is cut")
			}
			if name != "a page" && !strings.Contains(err.Error(), "ää…") {
				t.Errorf("what is cut is not there: %s", err)
			}
		})
	}
}

func TestErrorText(t *testing.T) {
	t.Parallel()
	when := time.Date(2026, 8, 4, 12, 17, 5, 0, time.FixedZone("CEST", 7200))
	tests := map[string]struct {
		err          graph.Error
		line, detail string
	}{
		"with everything": {
			graph.Error{
				Method: "POST", Path: "/v1.0/users", Status: 400, Code: "Request_BadRequest", Message: "It exists already.", RequestID: "r",
				ActivityID: "a", Time: when, RetryAfter: 5 * time.Minute, Attempts: 3,
				Details: []graph.ErrorDetail{{Message: "It exists already."}, {Target: "mail", Message: "Taken."}, {Message: "More."}, {Code: "x"}},
			},
			"POST /v1.0/users: Graph answered 400 Request_BadRequest: It exists already, request id r, 3 attempts",
			"POST /v1.0/users\nGraph answered 400 Request_BadRequest: It exists already.\nmail: Taken.\nMore.\n" +
				"Graph asked to wait 5m0s.\nSent 3 times.\nRequest id: r\nActivity id: a\nTime: 2026-08-04T10:17:05Z",
		},
		"with one id for the service and the tenant": {
			graph.Error{Method: "GET", Path: "/v1.0/users", Status: 400, Code: "X", RequestID: "r", ActivityID: "r"},
			"GET /v1.0/users: Graph answered 400 X, request id r", "GET /v1.0/users\nGraph answered 400 X\nRequest id: r",
		},
		"with an id of the service alone": {
			graph.Error{Method: "GET", Path: "/v1.0/users", Status: 400, Code: "X", ActivityID: "a"},
			"GET /v1.0/users: Graph answered 400 X", "GET /v1.0/users\nGraph answered 400 X\nActivity id: a",
		},
		"with an id of the request alone": {
			graph.Error{Method: "GET", Path: "/v1.0/users", Status: 400, Code: "X", RequestID: "r"},
			"GET /v1.0/users: Graph answered 400 X, request id r", "GET /v1.0/users\nGraph answered 400 X\nRequest id: r",
		},
		"of a gateway": {
			graph.Error{Method: "GET", Path: "/v1.0/users", Status: 502, Attempts: 1},
			"GET /v1.0/users: Graph answered 502 Bad Gateway", "GET /v1.0/users\nGraph answered 502 Bad Gateway",
		},
		"of a status without a name": {
			graph.Error{Method: "GET", Path: "/v1.0/users", Status: 599, Message: "Odd"},
			"GET /v1.0/users: Graph answered 599: Odd", "GET /v1.0/users\nGraph answered 599: Odd",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff([]string{tt.line, tt.detail}, []string{tt.err.Error(), tt.err.Detail()}); diff != "" {
				t.Errorf("text mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestErrorNamesTheProperty(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err      graph.Error
		property string
		want     bool
	}{
		"as the target":              {graph.Error{Target: "mailNickname"}, "mailNickname", true},
		"as the top of the target":   {graph.Error{Target: "passwordProfile/password"}, "passwordProfile", true},
		"as the target of no detail": {graph.Error{Details: []graph.ErrorDetail{{Target: "mail", Message: "Taken."}}}, "userPrincipalName", false},
		"as the target of a detail":  {graph.Error{Details: []graph.ErrorDetail{{Target: "userPrincipalName"}}}, "userPrincipalName", true},
		"in quotes":                  {graph.Error{Message: "A value is required for property 'mailNickname' of resource 'Group'."}, "mailNickname", true},
		"without quotes":             {graph.Error{Message: "Another object with the same value for property userPrincipalName already exists."}, "userPrincipalName", true},
		"in a detail's message":      {graph.Error{Details: []graph.ErrorDetail{{Message: "Invalid value for property 'mail'"}}}, "mail", true},
		"not as a part of a name":    {graph.Error{Message: "A value is required for property 'mailNickname'."}, "mail", false},
		"not as a word by chance":    {graph.Error{Message: "The description of the group is too long."}, "description", false},
		"not in another case":        {graph.Error{Message: "for resource 'Group'"}, "group", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := tt.err.Names(tt.property); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}

func TestIsNotFound(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		err  error
		want bool
	}{
		"Graph's 404":     {fmt.Errorf("wrapped: %w", &graph.Error{Status: 404}), true},
		"another status":  {&graph.Error{Status: 400}, false},
		"another error":   {errors.New("x"), false},
		"no error at all": {nil, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := graph.IsNotFound(tt.err); got != tt.want {
				t.Errorf("got %t, want %t", got, tt.want)
			}
		})
	}
}
