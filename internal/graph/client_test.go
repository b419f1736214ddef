// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

func TestDoSendsWhatIsAsked(t *testing.T) {
	t.Parallel()
	s := serve(t, answers(t, answer{status: 201, header: "Location: /x", body: `{"id":"1","size":12345678901234567890}`}))
	reply, err := s.Do(t.Context(), graph.Request{
		Method: http.MethodPost, Version: "beta", Path: "/users/" + url.PathEscape("a b/c#EXT#@x.example") + "/manager/$ref",
		Query:  url.Values{"$select": {"id,name"}, "$filter": {"name eq 'a+b'"}},
		Header: http.Header{"ConsistencyLevel": {"eventual"}},
		Body:   map[string]any{"n": json.Number("12345678901234567890")},
	})
	if err != nil {
		t.Fatal(err)
	}
	want := &graph.Reply{Status: 201, Header: reply.Header, Body: map[string]any{"id": "1", "size": json.Number("12345678901234567890")}}
	if diff := cmp.Diff(want, reply); diff != "" {
		t.Errorf("reply mismatch (-want +got):\n%s", diff)
	}
	if reply.Header.Get("Location") != "/x" {
		t.Errorf("the reply lacks its headers: %v", reply.Header)
	}
	sent := s.requests()[0]
	if want := "/beta/users/a%20b%2Fc%23EXT%23@x.example/manager/$ref?$filter=name%20eq%20%27a%2Bb%27&$select=id%2Cname"; sent.URI != want {
		t.Errorf("URI is\n%s, want\n%s", sent.URI, want)
	}
	if want := `{"n":12345678901234567890}`; sent.Body != want {
		t.Errorf("body is %s, want %s", sent.Body, want)
	}
	for name, want := range map[string]string{
		"Authorization": "Bearer " + canary + "1", "Content-Type": "application/json", "Content-Encoding": "",
		"ConsistencyLevel": "eventual", "User-Agent": "graph-test/1", "Accept-Encoding": "gzip",
	} {
		if got := sent.Header.Get(name); got != want {
			t.Errorf("header %s is %q, want %q", name, got, want)
		}
	}
	if len(sent.Header.Get("client-request-id")) != 36 {
		t.Errorf("client-request-id is %q, want a UUID", sent.Header.Get("client-request-id"))
	}
	asked := s.credential.asked[0]
	if diff := cmp.Diff([]string{s.Endpoint() + "/.default"}, asked.Scopes); diff != "" || !asked.EnableCAE {
		t.Errorf("the token was asked for wrongly: %+v", asked)
	}
}

// TestAClientWithoutANameSaysWhatItIs all the same.
func TestAClientWithoutANameSaysWhatItIs(t *testing.T) {
	t.Parallel()
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.UserAgent() == "" {
			t.Error("the request has no User-Agent")
		}
		w.WriteHeader(http.StatusNoContent)
	}))
	t.Cleanup(server.Close)
	client, err := graph.New(graph.Options{Endpoint: server.URL, Credential: &credential{}, Transport: server.Client().Transport})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Do(t.Context(), get("/groups/1")); err != nil {
		t.Error(err)
	}
}

func TestDoRefusesWhatLeavesTheVersionRoot(t *testing.T) {
	t.Parallel()
	tests := map[string]graph.Request{
		"no version":                     {Path: "/users"},
		"another version":                {Version: "v2.0", Path: "/users"},
		"a version with a path":          {Version: "v1.0/..", Path: "/users"},
		"no path":                        {Version: "v1.0"},
		"no slash":                       {Version: "v1.0", Path: "users"},
		"another host":                   {Version: "v1.0", Path: "@evil.example/users"},
		"dots":                           {Version: "v1.0", Path: "/users/../../beta"},
		"escaped dots":                   {Version: "v1.0", Path: "/users/%2e%2E/x"},
		"dots behind an escaped slash":   {Version: "v1.0", Path: "/users/a%2f..%2f.."},
		"dots behind a backslash":        {Version: "v1.0", Path: "/users/a%5c..%5cx"},
		"a single dot":                   {Version: "v1.0", Path: "/users/./x"},
		"an empty id":                    {Version: "v1.0", Path: "/groups//members"},
		"an empty id at the end":         {Version: "v1.0", Path: "/groups/"},
		"an escaped slash alone":         {Version: "v1.0", Path: "/groups/%2F"},
		"a query in the path":            {Version: "v1.0", Path: "/users?$top=1"},
		"a fragment in the path":         {Version: "v1.0", Path: "/users/a#b"},
		"an unescaped space":             {Version: "v1.0", Path: "/users/a b"},
		"an incomplete escape":           {Version: "v1.0", Path: "/users/a%2"},
		"a line break":                   {Version: "v1.0", Path: "/users/a\r\nHost: evil.example"},
		"a method that is no method":     {Version: "v1.0", Path: "/users", Method: "GET /evil"},
		"a body that is no JSON":         {Version: "v1.0", Path: "/users", Method: "POST", Body: func() {}},
		"a number that is no number":     {Version: "v1.0", Path: "/users", Method: "POST", Body: json.Number("1e")},
		"a body of more than four MiB":   {Version: "v1.0", Path: "/users", Method: "POST", Body: strings.Repeat("x", 4<<20)},
		"a placeholder that was not set": {Version: "v1.0", Path: "/users/{id}"},
	}
	s := serve(t, answers(t))
	for name, r := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			reply, err := s.Do(t.Context(), r)
			var ambiguous *graph.AmbiguousError
			if err == nil || errors.As(err, &ambiguous) {
				t.Errorf("got %v, %v; want an error that says that nothing was sent", reply, err)
			}
			if strings.Contains(name, "version") && (err == nil || !strings.Contains(err.Error(), `refused to send: the version must be "v1.0" or "beta"`)) {
				t.Errorf("the error %v does not say what is wrong", err)
			}
			if err != nil && strings.ContainsAny(err.Error(), "\r\n") {
				t.Errorf("the error has more than one line: %q", err)
			}
		})
	}
}

func TestDoReadsReplies(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		answer answer
		want   map[string]any
		fails  string
	}{
		"an object":                     {answer{status: 200, body: `{"a":1.50}`}, map[string]any{"a": json.Number("1.50")}, ""},
		"nothing":                       {answer{status: 204}, nil, ""},
		"accepted":                      {answer{status: 202}, nil, ""},
		"a list is refused":             {answer{status: 200, body: `[1]`}, nil, "not a JSON object"},
		"a sign-in page is refused":     {answer{status: 200, body: `<html>Sign in</html>`}, nil, "not a JSON object"},
		"half an object is refused":     {answer{status: 200, body: `{"a":`}, nil, "not a JSON object"},
		"data after the end is refused": {answer{status: 200, body: `{} {}`}, nil, "not a JSON object"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, tt.answer))
			reply, err := s.Do(t.Context(), get("/users"))
			if tt.fails != "" {
				if err == nil || !strings.Contains(err.Error(), tt.fails) {
					t.Fatalf("got %v, want an error with %q", err, tt.fails)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, reply.Body); diff != "" {
				t.Errorf("body mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnreadableReplyOfAWriteIsAmbiguous(t *testing.T) {
	t.Parallel()
	s := serve(t, answers(t, answer{status: 201, body: `<html>`}))
	_, err := s.Do(t.Context(), post(map[string]any{}))
	var ambiguous *graph.AmbiguousError
	if !errors.As(err, &ambiguous) || !strings.Contains(err.Error(), "Graph answered 201 with a body that is not a JSON object") {
		t.Errorf("got %v, want an AmbiguousError: Graph answered 201", err)
	}
}

// TestNewNeedsNoTransport: it has one of its own.
func TestNewNeedsNoTransport(t *testing.T) {
	t.Parallel()
	client, err := graph.New(graph.Options{Endpoint: "https://127.0.0.1:1", Credential: &credential{}, Sleep: func(context.Context, time.Duration) error { return nil }})
	if err != nil {
		t.Fatal(err)
	}
	if _, err = client.Do(t.Context(), get("/groups/1")); err == nil || !strings.Contains(err.Error(), "GET /v1.0/groups/1: ") {
		t.Errorf("got %v, want a connection that is refused", err)
	}
}

// TestWritesAreCounted before they are sent and when they are answered; reads are not.
func TestWritesAreCounted(t *testing.T) {
	t.Parallel()
	var during uint64
	var s *service
	s = serve(t, func(w http.ResponseWriter, _ *http.Request) {
		during = s.Writes()
		w.WriteHeader(http.StatusNoContent)
	})
	for _, tt := range []struct {
		request       graph.Request
		during, after uint64
	}{
		{get("/groups/1"), 0, 0},
		{graph.Request{Method: http.MethodHead, Version: "v1.0", Path: "/groups/1"}, 0, 0},
		{post(map[string]any{"a": "b"}), 1, 2},
		{graph.Request{Method: http.MethodDelete, Version: "v1.0", Path: "/groups/1"}, 3, 4},
		{get("/groups/1"), 4, 4},
	} {
		if _, err := s.Do(t.Context(), tt.request); err != nil || during != tt.during || s.Writes() != tt.after {
			t.Errorf("%s: %d writes meanwhile and %d afterwards, want %d and %d: %v", tt.request.Method, during, s.Writes(), tt.during, tt.after, err)
		}
	}
}

func TestCompressedRepliesAreRead(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(compressed(t, []byte(`{"id":"1"}`)))
	})
	reply, err := s.Do(t.Context(), get("/users/1"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(map[string]any{"id": "1"}, reply.Body); diff != "" {
		t.Errorf("body mismatch (-want +got):\n%s", diff)
	}
}

func TestRepliesOfMoreThan64MiBAreRefusedAtOnce(t *testing.T) {
	t.Parallel()
	bomb := compressed(t, bytes.Repeat([]byte(" "), 65<<20))
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb)
	})
	_, err := s.Do(t.Context(), get("/users"))
	if err == nil || !strings.Contains(err.Error(), "larger than 64 MiB") {
		t.Errorf("got %v, want an error about the size", err)
	}
	if n := len(s.requests()); n != 1 {
		t.Errorf("sent %d times, want once", n)
	}
}

func compressed(t *testing.T, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestNewChecksTheEndpoint(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ endpoint, want string }{
		"a root":                {"https://graph.example", "https://graph.example"},
		"a root with a slash":   {"https://graph.example/", "https://graph.example"},
		"a root with a port":    {"https://graph.example:8443", "https://graph.example:8443"},
		"nothing":               {"", ""},
		"no https":              {"http://graph.example", ""},
		"no scheme":             {"graph.example", ""},
		"no host":               {"https://", ""},
		"only a port":           {"https://:443", ""},
		"a version":             {"https://graph.example/v1.0", ""},
		"a query":               {"https://graph.example?a=b", ""},
		"an empty query":        {"https://graph.example?", ""},
		"a fragment":            {"https://graph.example#a", ""},
		"a user":                {"https://me:secret@graph.example", ""},
		"a text that is no URL": {"https://graph.example:secret", ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, err := graph.New(graph.Options{Endpoint: tt.endpoint, Credential: &credential{}})
			if tt.want == "" {
				if err == nil {
					t.Fatalf("%q is taken", tt.endpoint)
				}
				return
			}
			if err != nil || client.Endpoint() != tt.want {
				t.Errorf("got %v, %v; want %s", client, err, tt.want)
			}
		})
	}
	if _, err := graph.New(graph.Options{Endpoint: "https://graph.example"}); err == nil {
		t.Error("no credential is taken")
	}
}
