// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// canary looks like a token. It must not appear in any error or log.
const canary = "eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.Y2FuYXJ5LWNhbmFyeS1jYW5hcnk.c2lnbmF0dXJl"

// service is a Graph on loopback and a client on it, whose clock moves only
// when somebody sleeps.
type service struct {
	*graph.Client
	clock      *clock
	credential *credential
	log        *logBook

	mu       sync.Mutex
	received []request
}

// request is what arrived at the service.
type request struct {
	Method, URI, Body string
	Header            http.Header
}

// serve starts a service on a random port and stops it with the test.
func serve(t testing.TB, handler http.HandlerFunc) *service {
	t.Helper()
	return serveOn(t, httptest.NewUnstartedServer(handler))
}

func serveOn(t testing.TB, server *httptest.Server) *service {
	t.Helper()
	s := &service{clock: &clock{now: time.Now()}, credential: &credential{}, log: &logBook{}}
	handler := server.Config.Handler
	server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.note(r)
		handler.ServeHTTP(w, r)
	})
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	t.Cleanup(server.Close)
	var err error
	s.Client, err = graph.New(graph.Options{
		Endpoint: server.URL, Credential: s.credential, UserAgent: "graph-test/1", Transport: server.Client().Transport,
		Log: s.log.write, Now: s.clock.Now, Sleep: s.clock.Sleep,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *service) note(r *http.Request) {
	if r.Header.Get("X-Leave-Body") != "" {
		return
	}
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.received = append(s.received, request{Method: r.Method, URI: r.RequestURI, Body: string(body), Header: r.Header.Clone()})
}

func (s *service) requests() []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.received
}

// answer is one reply of the service.
type answer struct {
	status int
	header string // "Name: value", several on lines of their own
	body   string
	// lost: the connection is closed instead.
	lost bool
}

// answers gives one answer after the other; a request beyond the last fails the test.
func answers(t testing.TB, list ...answer) http.HandlerFunc {
	var mu sync.Mutex
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		if len(list) == 0 {
			t.Errorf("unexpected %s %s", r.Method, r.RequestURI)
			return
		}
		a := list[0]
		list = list[1:]
		a.give(w)
	}
}

func (a answer) give(w http.ResponseWriter) {
	if a.lost {
		panic(http.ErrAbortHandler)
	}
	for line := range strings.Lines(a.header) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		w.Header().Add(name, value)
	}
	w.WriteHeader(a.status)
	_, _ = io.WriteString(w, a.body)
}

// fault is Graph's error with a code.
func fault(status int, code string) answer {
	return answer{status: status, header: "request-id: 11111111-2222-3333-4444-555555555555", body: fmt.Sprintf(`{"error":{"code":%q,"message":"It failed."}}`, code)}
}

func (a answer) with(header string) answer {
	a.header += "\n" + header
	a.header = strings.TrimSpace(a.header)
	return a
}

func repeat(n int, a answer) []answer {
	list := make([]answer, n)
	for i := range list {
		list[i] = a
	}
	return list
}

// clock moves when somebody sleeps.
type clock struct {
	mu    sync.Mutex
	now   time.Time
	slept []time.Duration
	// beforeSleep, when not nil, is called before each sleep.
	beforeSleep func()
}

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) Sleep(ctx context.Context, d time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.beforeSleep != nil {
		c.beforeSleep()
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	c.now = c.now.Add(d)
	c.slept = append(c.slept, d)
	return nil
}

func (c *clock) sleeps() []time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.slept
}

// credential is a credential of Graph that notes what it is asked for.
type credential struct {
	mu    sync.Mutex
	asked []policy.TokenRequestOptions
	// fail is what a call with claims ends with.
	fail error
	kept string
}

// GetToken keeps its token until it is forgotten or claims demand another.
func (c *credential) GetToken(_ context.Context, o policy.TokenRequestOptions) (azcore.AccessToken, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.asked = append(c.asked, o)
	if o.Claims != "" && c.fail != nil {
		return azcore.AccessToken{}, c.fail
	}
	if c.kept == "" || o.Claims != "" {
		c.kept = fmt.Sprintf("%s%d", canary, len(c.asked))
	}
	return azcore.AccessToken{Token: c.kept, ExpiresOn: time.Now().Add(time.Hour)}, nil
}

func (c *credential) Forget(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if token == c.kept {
		c.kept = ""
	}
}

// logBook keeps what is logged.
type logBook struct {
	mu    sync.Mutex
	lines []map[string]any
	text  strings.Builder
}

func (l *logBook) write(_ context.Context, level slog.Level, message string, fields map[string]any) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.lines = append(l.lines, fields)
	fmt.Fprintf(&l.text, "%s %s %v\n", level, message, fields)
}

func post(body any) graph.Request {
	return graph.Request{Method: http.MethodPost, Version: "v1.0", Path: "/groups", Body: body}
}

func get(path string) graph.Request {
	return graph.Request{Version: "v1.0", Path: path}
}
