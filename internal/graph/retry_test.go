// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/iotest"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

func TestRetryRepeatsUntilSuccess(t *testing.T) {
	t.Parallel()
	ok := answer{status: 200, body: `{"id":"1"}`}
	patch := graph.Request{Method: http.MethodPatch, Version: "v1.0", Path: "/groups/1", Body: map[string]any{"a": 1}}
	tests := map[string]struct {
		request graph.Request
		answers []answer
		// waits are what Graph asked for; 0 is a back-off of at least a second.
		waits []time.Duration
	}{
		"throttled as long as Graph asks":  {post(1), []answer{fault(429, "TooManyRequests").with("Retry-After: 7"), fault(429, "").with("Retry-After: 315"), ok}, []time.Duration{7 * time.Second, 315 * time.Second}},
		"a second":                         {post(1), []answer{fault(429, "").with("Retry-After: 1"), ok}, []time.Duration{time.Second}},
		"zero":                             {post(1), []answer{fault(429, "").with("Retry-After: 0"), ok}, []time.Duration{0}},
		"throttled without a time":         {post(1), []answer{fault(429, ""), ok}, []time.Duration{0}},
		"until a date":                     {post(1), []answer{fault(429, "").with("Date: Tue, 04 Aug 2026 10:00:00 GMT\nRetry-After: Tue, 04 Aug 2026 10:02:00 GMT"), ok}, []time.Duration{2 * time.Minute}},
		"unavailable":                      {post(1), []answer{fault(503, "serviceNotAvailable"), ok}, []time.Duration{0}},
		"concurrent change":                {post(1), []answer{fault(409, "Directory_ConcurrencyViolation"), ok}, []time.Duration{0}},
		"a lost connection":                {patch, []answer{{lost: true}, ok}, []time.Duration{0}},
		"pages of gateways":                {patch, []answer{{status: 502, body: "<html>"}, {status: 504}, {status: 500}, {status: 408}, ok}, []time.Duration{0, 0, 0, 0}},
		"a reply that breaks off":          {get("/groups/1"), []answer{{status: 200, header: "Content-Length: 100", body: "{"}, ok}, []time.Duration{0}},
		"a failure whose reply breaks off": {patch, []answer{{status: 503, header: "Content-Length: 100", body: "{"}, ok}, []time.Duration{0}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, tt.answers...))
			ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
			defer cancel()
			reply, err := s.Do(ctx, tt.request)
			if err != nil || reply.Body["id"] != "1" {
				t.Fatalf("got %v, %v; want success", reply, err)
			}
			checkWaits(t, tt.waits, s.clock.sleeps())
			sent := s.requests()
			if len(sent) != len(tt.answers) {
				t.Fatalf("sent %d times, want %d", len(sent), len(tt.answers))
			}
			for _, r := range sent {
				if r.Body != sent[0].Body || r.Header.Get("client-request-id") != sent[0].Header.Get("client-request-id") {
					t.Errorf("an attempt has another body or id: %v", r)
				}
			}
		})
	}
}

func checkWaits(t *testing.T, want, got []time.Duration) {
	t.Helper()
	same := slices.EqualFunc(want, got, func(want, got time.Duration) bool {
		return want == got || want == 0 && got >= time.Second && got <= time.Minute
	})
	if !same {
		t.Errorf("waited %s, want %s (0s: a back-off)", got, want)
	}
}

func TestRetryLeavesAnAmbiguousWriteAlone(t *testing.T) {
	t.Parallel()
	binds := graph.Request{Method: http.MethodPatch, Version: "v1.0", Path: "/groups/1", Body: map[string]any{"members@odata.bind": []string{"x"}}}
	tests := map[string]struct {
		request   graph.Request
		answer    answer
		ambiguous bool
	}{
		"POST, connection lost after it was read": {post(1), answer{lost: true}, true},
		"POST, time-out of a gateway":             {post(1), fault(504, "GatewayTimeout"), true},
		"POST, page of a gateway":                 {post(1), answer{status: 503, body: "<html>"}, true},
		"POST, server error":                      {post(1), fault(500, "InternalServerError"), true},
		"POST, reply breaks off":                  {post(1), answer{status: 201, header: "Content-Length: 100", body: "{"}, true},
		"PATCH that binds, connection lost":       {binds, answer{lost: true}, true},
		"POST, refused":                           {post(1), fault(400, "Request_BadRequest"), false},
		"POST, locked":                            {post(1), fault(423, "resourceLocked"), false},
		"PATCH that binds, refused":               {binds, fault(404, "Request_ResourceNotFound"), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, tt.answer))
			_, err := s.Do(t.Context(), tt.request)
			if err == nil {
				t.Fatal("no error")
			}
			var ambiguous *graph.AmbiguousError
			if got := errors.As(err, &ambiguous); got != tt.ambiguous {
				t.Errorf("ambiguous is %t, want %t: %v", got, tt.ambiguous, err)
			}
			var answered *graph.Error
			if got := errors.As(err, &answered); got != (tt.answer.status >= 300) {
				t.Errorf("the error does not wrap Graph's answer: %v", err)
			}
		})
	}
}

func TestRetryAfterTheConnectionWasLostBeforeTheRequestWasRead(t *testing.T) {
	t.Parallel()
	s := serve(t, func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) })
	r := post(bytes.Repeat([]byte("x"), 1<<20))
	r.Header = http.Header{"X-Leave-Body": {"1"}}
	_, err := s.Do(t.Context(), r)
	var ambiguous *graph.AmbiguousError
	if !errors.As(err, &ambiguous) {
		t.Errorf("got %v, want an AmbiguousError: nobody knows how much arrived", err)
	}
}

// closing is a listener that hangs up on the first callers.
type closing struct {
	net.Listener
	left atomic.Int32
}

func (l *closing) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil || l.left.Add(-1) < 0 {
			return conn, err
		}
		_ = conn.Close()
	}
}

func TestRetryRepeatsAPostThatGotNoConnection(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(answers(t, answer{status: 201, body: `{"id":"1"}`}))
	listener := &closing{Listener: server.Listener}
	listener.left.Store(3)
	server.Listener = listener
	s := serveOn(t, server)
	if _, err := s.Do(t.Context(), post(1)); err != nil {
		t.Fatal(err)
	}
	checkWaits(t, make([]time.Duration, 3), s.clock.sleeps())
}

func TestRetryEndsWithoutAService(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.NotFoundHandler())
	server.Close()
	c := &clock{now: time.Now()}
	client, err := graph.New(graph.Options{Endpoint: server.URL, Credential: &credential{}, Transport: server.Client().Transport, Now: c.Now, Sleep: c.Sleep})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Do(t.Context(), post(1))
	var ambiguous *graph.AmbiguousError
	var dial *net.OpError
	if errors.As(err, &ambiguous) || !errors.As(err, &dial) {
		t.Errorf("got %v, want a plain error of dialling", err)
	}
	if !strings.HasPrefix(err.Error(), "POST /v1.0/groups: ") || strings.Count(err.Error(), "refused") != 1 {
		t.Errorf("the error is not plain: %v", err)
	}
	checkWaits(t, make([]time.Duration, 8), c.sleeps())
}

func TestRetryDoesNotRepeatWithAnUntrustedCertificate(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(answers(t))
	s := serveOn(t, server)
	c := &clock{now: time.Now()}
	client, err := graph.New(graph.Options{Endpoint: s.Endpoint(), Credential: &credential{}, Transport: &http.Transport{}, Now: c.Now, Sleep: c.Sleep})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Do(t.Context(), post(1))
	var ambiguous *graph.AmbiguousError
	if err == nil || errors.As(err, &ambiguous) || len(c.sleeps()) > 0 {
		t.Errorf("got %v after waiting %s, want a plain error at once", err, c.sleeps())
	}
}

func TestRetryEnds(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answers []answer
		status  int
	}{
		"after eight repetitions that Graph did not ask for": {repeat(9, fault(503, "serviceNotAvailable")), 503},
		"after three repetitions of a server error":          {repeat(4, fault(500, "InternalServerError")), 500},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, tt.answers...))
			_, err := s.Do(t.Context(), get("/users"))
			var answered *graph.Error
			if !errors.As(err, &answered) || answered.Status != tt.status || answered.Attempts != len(tt.answers) {
				t.Errorf("got %v, want status %d after %d attempts", err, tt.status, len(tt.answers))
			}
			if n := len(s.requests()); n != len(tt.answers) {
				t.Errorf("sent %d times, want %d", n, len(tt.answers))
			}
		})
	}
}

func TestRetryDoesNotBeginAWaitBeyondTheDeadline(t *testing.T) {
	t.Parallel()
	tests := map[string]func(context.Context) (context.Context, context.CancelFunc){
		"with a deadline": func(ctx context.Context) (context.Context, context.CancelFunc) {
			return context.WithTimeout(ctx, 5*time.Minute)
		},
		"without one, ten minutes": context.WithCancel,
	}
	for name, limit := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, fault(429, "TooManyRequests").with("Retry-After: 630")))
			ctx, cancel := limit(t.Context())
			defer cancel()
			_, err := s.Do(ctx, get("/users"))
			var answered *graph.Error
			if !errors.As(err, &answered) || answered.Status != 429 || answered.RetryAfter != 630*time.Second {
				t.Fatalf("got %v, want Graph's answer with its wish", err)
			}
			if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "10m30s") || !strings.Contains(answered.Detail(), "10m30s") {
				t.Errorf("the error does not say how long Graph wants to wait: %v", err)
			}
			if _, left, _ := strings.Cut(err.Error(), "but only "); left == "" || strings.HasPrefix(left, "0s") {
				t.Errorf("the error does not say how long there was: %v", err)
			}
			if len(s.clock.sleeps()) > 0 {
				t.Errorf("waited %s", s.clock.sleeps())
			}
		})
	}
}

func TestTimeoutShowsTheLastFailure(t *testing.T) {
	t.Parallel()
	tests := map[string]graph.Request{"GET": get("/users"), "PUT": {Method: http.MethodPut, Version: "v1.0", Path: "/users", Body: 1}}
	for name, r := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			ctx, cancel := context.WithCancel(t.Context())
			var n atomic.Int32
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				if n.Add(1) == 1 {
					fault(503, "serviceNotAvailable").give(w)
					return
				}
				cancel()
				<-r.Context().Done()
			})
			_, err := s.Do(ctx, r)
			var answered *graph.Error
			if !errors.Is(err, context.Canceled) || !errors.As(err, &answered) || answered.Status != 503 {
				t.Errorf("got %v, want both the end of the context and Graph's 503", err)
			}
			var ambiguous *graph.AmbiguousError
			if got, want := errors.As(err, &ambiguous), r.Method == http.MethodPut; got != want {
				t.Errorf("ambiguous is %t, want %t: %v", got, want, err)
			}
		})
	}
}

func TestCancelEndsTheWaitForTheNextAttempt(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		fault(429, "TooManyRequests").with("Retry-After: 5").give(w)
	})
	s.clock.beforeSleep = cancel
	_, err := s.Do(ctx, post(1))
	var answered *graph.Error
	if !errors.Is(err, context.Canceled) || !errors.As(err, &answered) || answered.Status != 429 {
		t.Errorf("got %v, want both the end of the context and Graph's 429", err)
	}
	if !strings.Contains(err.Error(), "gave up waiting for the next attempt") || len(s.requests()) != 1 {
		t.Errorf("after %d requests it says %v", len(s.requests()), err)
	}
	var ambiguous *graph.AmbiguousError
	if errors.As(err, &ambiguous) {
		t.Errorf("throttling is taken for ambiguous: %v", err)
	}
}

func TestNothingIsSentAfterTheEndOfTheContext(t *testing.T) {
	t.Parallel()
	s := serve(t, answers(t))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Do(ctx, post(1))
	var ambiguous *graph.AmbiguousError
	if !errors.Is(err, context.Canceled) || errors.As(err, &ambiguous) {
		t.Errorf("got %v, want a plain error of the context", err)
	}
}

// lateToken is a credential that gives its token as the request's time ends.
type lateToken struct{ end context.CancelFunc }

func (c lateToken) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	c.end()
	return azcore.AccessToken{Token: canary, ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func TestNothingIsSentIfTheContextEndsBefore(t *testing.T) {
	t.Parallel()
	s := serve(t, answers(t))
	ctx, cancel := context.WithCancel(t.Context())
	client, err := graph.New(graph.Options{Endpoint: s.Endpoint(), Credential: lateToken{cancel}, Transport: http.DefaultTransport})
	if err != nil {
		t.Fatal(err)
	}
	_, err = client.Do(ctx, post(1))
	var ambiguous *graph.AmbiguousError
	if !errors.Is(err, context.Canceled) || errors.As(err, &ambiguous) {
		t.Errorf("got %v, want a plain error of the context", err)
	}
}

func TestDeleteThatFindsNothing(t *testing.T) {
	t.Parallel()
	gone := fault(404, "Request_ResourceNotFound")
	tests := map[string]struct {
		answers []answer
		status  int
	}{
		"after a lost reply is success":           {[]answer{{lost: true}, gone}, 404},
		"after a time-out of a gateway and more":  {[]answer{{status: 504}, fault(429, ""), gone}, 404},
		"at first is an error":                    {[]answer{gone}, 0},
		"after throttling is an error":            {[]answer{fault(429, ""), gone}, 0},
		"after a conflict of changes is an error": {[]answer{fault(409, "Directory_ConcurrencyViolation"), gone}, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, tt.answers...))
			reply, err := s.Do(t.Context(), graph.Request{Method: http.MethodDelete, Version: "v1.0", Path: "/groups/1"})
			if tt.status == 0 {
				if !graph.IsNotFound(err) {
					t.Errorf("got %v, %v; want Graph's 404", reply, err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(&graph.Reply{Status: tt.status, Header: reply.Header}, reply); diff != "" {
				t.Errorf("reply mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestChangesThatFindNothing have failed, also after one whose answer is lost: only of
// a deletion that is what was wanted.
func TestChangesThatFindNothing(t *testing.T) {
	t.Parallel()
	for _, method := range []string{http.MethodPatch, http.MethodPut} {
		for name, first := range map[string]answer{"a lost reply": {lost: true}, "a time-out of a gateway": {status: 504}} {
			t.Run(method+" after "+name, func(t *testing.T) {
				t.Parallel()
				s := serve(t, answers(t, first, fault(404, "Request_ResourceNotFound")))
				reply, err := s.Do(t.Context(), graph.Request{Method: method, Version: "v1.0", Path: "/groups/1", Body: map[string]any{"a": 1}})
				var ambiguous *graph.AmbiguousError
				if !graph.IsNotFound(err) || !errors.As(err, &ambiguous) {
					t.Errorf("got %v, %v; want Graph's 404, and that it may have been changed before", reply, err)
				}
				if n := len(s.requests()); n != 2 {
					t.Errorf("%d requests, want 2", n)
				}
			})
		}
	}
}

func TestLastFailureAfterAnAmbiguousOneStaysAmbiguous(t *testing.T) {
	t.Parallel()
	s := serve(t, answers(t, answer{status: 504}, fault(403, "Authorization_RequestDenied")))
	_, err := s.Do(t.Context(), graph.Request{Method: http.MethodPatch, Version: "v1.0", Path: "/groups/1", Body: 1})
	var ambiguous *graph.AmbiguousError
	var answered *graph.Error
	if !errors.As(err, &ambiguous) || !errors.As(err, &answered) || answered.Status != 403 {
		t.Errorf("got %v, want an ambiguous 403", err)
	}
}

func TestEachAttemptSendsTheWholeBody(t *testing.T) {
	t.Parallel()
	body := strings.Repeat("x", 3<<20)
	var n, read atomic.Int64
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if n.Add(1) <= 3 {
			fault(429, "TooManyRequests").give(w) // answered before the body is read
			return
		}
		length, _ := io.Copy(io.Discard, r.Body)
		read.Store(length)
		w.WriteHeader(http.StatusNoContent)
	})
	_, err := s.Do(t.Context(), graph.Request{
		Method: http.MethodPut, Version: "v1.0", Path: "/groups/1", Body: body, Header: http.Header{"X-Leave-Body": {"1"}},
	})
	if err != nil || read.Load() != int64(len(body)+2) {
		t.Errorf("the last attempt sent %d bytes, want %d: %v", read.Load(), len(body)+2, err)
	}
}

// lastMoment is a transport that ends the context while the answer arrives.
type lastMoment struct {
	cancel context.CancelFunc
	body   io.Reader
}

func (l lastMoment) RoundTrip(r *http.Request) (*http.Response, error) {
	l.cancel()
	return &http.Response{StatusCode: http.StatusCreated, Header: http.Header{}, Body: io.NopCloser(l.body), Request: r}, nil
}

func TestAnswerInTheLastMoment(t *testing.T) {
	t.Parallel()
	do := func(body io.Reader) (*graph.Reply, error) {
		ctx, cancel := context.WithCancel(t.Context())
		client, err := graph.New(graph.Options{Endpoint: "https://graph.example", Credential: &credential{}, Transport: lastMoment{cancel, body}})
		if err != nil {
			t.Fatal(err)
		}
		return client.Do(ctx, post(1))
	}
	t.Run("counts if it came whole", func(t *testing.T) {
		t.Parallel()
		reply, err := do(strings.NewReader(`{"id":"1"}`))
		if err != nil || reply.Body["id"] != "1" {
			t.Errorf("got %v, %v; want the answer", reply, err)
		}
	})
	t.Run("leaves the outcome open if it broke off", func(t *testing.T) {
		t.Parallel()
		_, err := do(iotest.ErrReader(io.ErrUnexpectedEOF))
		var ambiguous *graph.AmbiguousError
		if !errors.As(err, &ambiguous) || !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want an AmbiguousError with the end of the context", err)
		}
	})
}

func TestLostConnectionOverHTTP2(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		if r.ProtoMajor != 2 {
			t.Errorf("the request came over %s", r.Proto)
		}
		panic(http.ErrAbortHandler)
	}))
	server.EnableHTTP2 = true
	s := serveOn(t, server)
	_, err := s.Do(t.Context(), post(1))
	var ambiguous *graph.AmbiguousError
	if n := len(s.requests()); !errors.As(err, &ambiguous) || n != 1 {
		t.Errorf("got %v after %d requests, want an AmbiguousError after one", err, n)
	}
}
