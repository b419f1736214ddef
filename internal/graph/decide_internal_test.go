// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"math"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestDecide(t *testing.T) {
	t.Parallel()
	const get, post, put, patch, del = "GET", "POST", "PUT", "PATCH", "DELETE"
	graphs := func(status int, code string, after time.Duration) *Error {
		return &Error{Status: status, Code: code, RetryAfter: after, enveloped: true}
	}
	gateways := func(status int) *Error { return &Error{Status: status} }
	sent := &connectionError{cause: errors.New("EOF"), sent: true}
	unsent := &connectionError{cause: errors.New("connection refused")}
	// The random number is 0.75, the first back-off at most 2 s.
	const first = 1500 * time.Millisecond
	yes := verdict{repeat: true, wait: first}
	maybe := verdict{repeat: true, wait: first, ambiguous: true}
	lost := verdict{ambiguous: true}
	no := verdict{}

	tests := map[string]struct {
		method  string
		once    bool
		attempt int
		answer  *Error
		cause   error
		ended   bool
		want    verdict
	}{
		"throttled GET":                             {method: get, answer: graphs(429, "TooManyRequests", 0), want: yes},
		"throttled POST: Graph did nothing":         {method: post, once: true, answer: graphs(429, "TooManyRequests", 0), want: yes},
		"throttled by an old service, without code": {method: post, once: true, answer: gateways(429), want: yes},
		"throttled waits as long as Graph asks":     {method: get, answer: graphs(429, "", 315*time.Second), want: verdict{repeat: true, wait: 315 * time.Second}},
		"throttled again and again goes on":         {method: get, attempt: 1000, answer: graphs(429, "", time.Second), want: verdict{repeat: true, wait: time.Second}},
		"unavailable GET":                           {method: get, answer: graphs(503, "serviceNotAvailable", 0), want: yes},
		"unavailable POST, Graph says so":           {method: post, once: true, answer: graphs(503, "serviceNotAvailable", 0), want: yes},
		"unavailable POST, a gateway says so":       {method: post, once: true, answer: gateways(503), want: lost},
		"unavailable PUT, a gateway says so":        {method: put, answer: gateways(503), want: maybe},
		"unavailable eight times goes on":           {method: get, attempt: 8, answer: graphs(503, "", 0), want: verdict{repeat: true, wait: 45 * time.Second}},
		"unavailable nine times ends":               {method: get, attempt: 9, answer: graphs(503, "", 0), want: no},
		"unavailable with Retry-After goes on":      {method: get, attempt: 9, answer: graphs(503, "", time.Minute), want: verdict{repeat: true, wait: time.Minute}},
		"time-out of the server, GET":               {method: get, answer: gateways(408), want: yes},
		"time-out of the server, POST":              {method: post, once: true, answer: gateways(408), want: lost},
		"bad gateway, PATCH":                        {method: patch, answer: gateways(502), want: maybe},
		"bad gateway, PATCH that binds references":  {method: patch, once: true, answer: gateways(502), want: lost},
		"bad gateway, POST":                         {method: post, once: true, answer: gateways(502), want: lost},
		"gateway time-out, GET":                     {method: get, answer: graphs(504, "GatewayTimeout", 0), want: yes},
		"gateway time-out, DELETE":                  {method: del, answer: graphs(504, "GatewayTimeout", 0), want: maybe},
		"gateway time-out, POST":                    {method: post, once: true, answer: graphs(504, "GatewayTimeout", 0), want: lost},
		"gateway time-out, POST, Retry-After":       {method: post, once: true, answer: graphs(504, "GatewayTimeout", time.Second), want: lost},
		"server error, GET":                         {method: get, answer: graphs(500, "InternalServerError", 0), want: yes},
		"server error, POST":                        {method: post, once: true, answer: graphs(500, "InternalServerError", 0), want: lost},
		"server error three times goes on":          {method: get, attempt: 3, answer: graphs(500, "", 0), want: verdict{repeat: true, wait: 6 * time.Second}},
		"server error four times ends":              {method: get, attempt: 4, answer: graphs(500, "", 0), want: no},
		"server error four times ends, Retry-After": {method: get, attempt: 4, answer: graphs(500, "", time.Second), want: no},
		"not implemented":                           {method: get, answer: graphs(501, "notSupported", 0), want: no},
		"storage full":                              {method: post, once: true, answer: graphs(507, "quotaLimitReached", 0), want: no},
		"concurrent change, PATCH":                  {method: patch, answer: graphs(409, concurrencyViolation, 0), want: yes},
		"concurrent change, POST":                   {method: post, once: true, answer: graphs(409, concurrencyViolation, 0), want: yes},
		"concurrent change, code among the details": {method: post, once: true, answer: &Error{Status: 409, Details: []ErrorDetail{{Code: concurrencyViolation}}}, want: yes},
		"concurrent change, inner code":             {method: post, once: true, answer: &Error{Status: 409, InnerCode: concurrencyViolation}, want: yes},
		"another conflict":                          {method: patch, answer: graphs(409, "Conflict", 0), want: no},
		"locked, PATCH":                             {method: patch, answer: graphs(423, "resourceLocked", 0), want: yes},
		"locked, POST":                              {method: post, once: true, answer: graphs(423, "resourceLocked", 0), want: no},
		"bad request":                               {method: get, answer: graphs(400, "Request_BadRequest", 0), want: no},
		"bad request with Retry-After":              {method: get, answer: graphs(400, "", time.Second), want: no},
		"unauthorized: the authorize policy's":      {method: get, answer: graphs(401, "InvalidAuthenticationToken", 0), want: no},
		"forbidden":                                 {method: get, answer: graphs(403, "Authorization_RequestDenied", 0), want: no},
		"not found":                                 {method: get, answer: graphs(404, "Request_ResourceNotFound", 0), want: no},
		"failed precondition":                       {method: put, answer: graphs(412, "PreconditionFailed", 0), want: no},
		"redirect":                                  {method: get, answer: gateways(302), want: no},
		"lost connection, GET":                      {method: get, cause: sent, want: yes},
		"lost connection, DELETE":                   {method: del, cause: sent, want: maybe},
		"lost connection, POST":                     {method: post, once: true, cause: sent, want: lost},
		"lost connection, PATCH that binds":         {method: patch, once: true, cause: sent, want: lost},
		"lost connection for the ninth time":        {method: get, attempt: 9, cause: sent, want: no},
		"lost connection, GET, context over":        {method: get, cause: sent, ended: true, want: no},
		"lost connection, PUT, context over":        {method: put, cause: sent, ended: true, want: lost},
		"no connection, POST":                       {method: post, once: true, cause: unsent, want: yes},
		"no connection, POST, context over":         {method: post, once: true, cause: unsent, ended: true, want: no},
		"no connection for the ninth time":          {method: post, once: true, attempt: 9, cause: unsent, want: no},
		"untrusted certificate":                     {method: get, cause: &connectionError{cause: &tls.CertificateVerificationError{Err: errors.New("x")}}, want: no},
		"answer too large, GET":                     {method: get, cause: &connectionError{cause: errTooLarge, sent: true}, want: no},
		"answer too large, POST":                    {method: post, once: true, cause: &connectionError{cause: errTooLarge, sent: true}, want: lost},
		"refused before it was sent":                {method: post, once: true, cause: errors.New("refused"), want: no},
		"no token in time":                          {method: put, cause: fmt.Errorf("not sent: %w", context.DeadlineExceeded), want: no},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := decide(outcome{
				attempt: max(1, tt.attempt), method: tt.method, once: tt.once, ended: tt.ended,
				answer: tt.answer, cause: tt.cause, random: 0.75,
			})
			if diff := cmp.Diff(tt.want, got, cmp.AllowUnexported(verdict{})); diff != "" {
				t.Errorf("verdict mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestBackoffStaysBetweenASecondAndAMinute(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		attempt int
		random  float64
		want    time.Duration
	}{
		"a second is the least":        {1, 0, time.Second},
		"the first is at most two":     {1, 0.999, 1998 * time.Millisecond},
		"it doubles":                   {2, 0.999, 3996 * time.Millisecond},
		"a minute is the most":         {8, 0.5, 30 * time.Second},
		"it never overflows":           {math.MaxInt, 0.5, 30 * time.Second},
		"jitter goes down to a second": {1000, 0, time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := backoff(tt.attempt, tt.random); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 8, 4, 10, 0, 0, 0, time.UTC)
	const in90s, behind = "Tue, 04 Aug 2026 10:01:30 GMT", "Tue, 04 Aug 2026 10:01:00 GMT"
	tests := map[string]struct {
		value, date string
		want        time.Duration
	}{
		"absent":                              {"", "", 0},
		"seconds":                             {"10", "", 10 * time.Second},
		"more than a minute":                  {"315", "", 315 * time.Second},
		"zero is no wish":                     {"0", "", 0},
		"negative is no wish":                 {"-5", "", 0},
		"nonsense is no wish":                 {"soon", "", 0},
		"a number beyond all sense is none":   {"99999999999999999999", "", 0},
		"a date":                              {in90s, "", 90 * time.Second},
		"a date by the clock of the server":   {in90s, behind, 30 * time.Second},
		"a date in the past is no wish":       {"Tue, 04 Aug 2026 09:00:00 GMT", "", 0},
		"a server whose own date is nonsense": {in90s, "today", 90 * time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			header := http.Header{"Retry-After": {tt.value}, "Date": {tt.date}}
			if got := retryAfter(header, now); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
