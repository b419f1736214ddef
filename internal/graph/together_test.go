// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

// batched is a service that holds its first request back until others wait behind it,
// and answers batches as a function says.
func batched(t *testing.T, part func(url string) map[string]any) (s *service, release chan struct{}) {
	t.Helper()
	release = make(chan struct{})
	s = serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/first") {
			<-release
		}
		if !strings.HasSuffix(r.URL.Path, "/$batch") {
			_, _ = fmt.Fprintf(w, `{"alone":%q}`, r.URL.Path)
			return
		}
		var batch struct {
			Requests []struct{ ID, URL, Method string }
		}
		if err := json.NewDecoder(r.Body).Decode(&batch); err != nil {
			t.Error(err)
		}
		var answers []map[string]any
		for _, p := range batch.Requests {
			if answer := part(p.URL); answer != nil {
				answer["id"] = p.ID
				answers = append([]map[string]any{answer}, answers...) // in another order
			}
		}
		// What no part has asked for means nothing.
		for _, id := range []string{"x", "-1", "99", ""} {
			answers = append(answers, map[string]any{"id": id})
		}
		if len(batch.Requests) > 20 {
			t.Errorf("a batch has %d requests", len(batch.Requests))
		}
		_ = json.NewEncoder(w).Encode(map[string]any{"responses": answers})
	})
	return s, release
}

// together reads a first object, and the others while that is under way.
func together(t *testing.T, s *service, release chan struct{}, paths ...string) map[string]any {
	t.Helper()
	var mu sync.Mutex
	results := map[string]any{}
	var all sync.WaitGroup
	read := func(path string) {
		reply, err := s.Do(t.Context(), graph.Request{Version: "v1.0", Path: path, Together: true})
		mu.Lock()
		defer mu.Unlock()
		if results[path] = any(err); err == nil {
			results[path] = reply.Body
		}
	}
	all.Go(func() { read("/groups/first") })
	for len(s.requests()) == 0 { // until it is under way
		runtime.Gosched()
	}
	for _, path := range paths {
		all.Go(func() { read(path) })
	}
	graph.AwaitQueue(s.Client, "v1.0", "/groups", len(paths)%20)
	close(release)
	all.Wait()
	return results
}

func paths(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("/groups/%d", i))
	}
	return all
}

func answered(url string) map[string]any {
	return map[string]any{"status": 200, "headers": map[string]any{"content-type": "application/json"}, "body": map[string]any{"batched": url}}
}

func TestReadsThatComeTogetherTravelTogether(t *testing.T) {
	t.Parallel()
	for _, n := range []int{2, 9, 19, 45} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			s, release := batched(t, answered)
			results := together(t, s, release, paths(n)...)
			for _, path := range paths(n) {
				body, _ := results[path].(map[string]any)
				if body["batched"] != path {
					t.Errorf("%s was answered %v", path, results[path])
				}
			}
			if got := len(s.requests()); n < 20 && got != 2 {
				t.Errorf("%d requests were sent, want 2", got)
			}
		})
	}
}

// TestBatchesKeepHeaders: those of each part go with it, and where there are none, none
// are written.
func TestBatchesKeepHeaders(t *testing.T) {
	t.Parallel()
	s, release := batched(t, answered)
	var all sync.WaitGroup
	read := func(path string, header http.Header) {
		all.Go(func() {
			reply, err := s.Do(t.Context(), graph.Request{Version: "v1.0", Path: path, Header: header, Together: true})
			if err != nil {
				t.Error(err)
				return
			}
			if got := reply.Header.Get("Content-Type"); path != "/groups/first" && got != "application/json" {
				t.Errorf("the answer to %s is %q", path, got)
			}
		})
	}
	read("/groups/first", nil)
	for len(s.requests()) == 0 { // until it is under way
		runtime.Gosched()
	}
	read("/groups/plain", nil)
	read("/groups/counted", http.Header{"Consistencylevel": {"eventual"}, "Prefer": {"a", "b"}})
	graph.AwaitQueue(s.Client, "v1.0", "/groups", 2)
	close(release)
	all.Wait()
	sent := s.requests()[1]
	if sent.Method != http.MethodPost || sent.URI != "/v1.0/$batch" {
		t.Fatalf("%s %s was sent", sent.Method, sent.URI)
	}
	var batch struct {
		Requests []map[string]any `json:"requests"`
	}
	if err := json.Unmarshal([]byte(sent.Body), &batch); err != nil {
		t.Fatal(err)
	}
	headers := map[string]any{}
	for _, part := range batch.Requests {
		url, _ := part["url"].(string)
		headers[url] = part["headers"]
	}
	want := map[string]any{"/groups/plain": nil, "/groups/counted": map[string]any{"Consistencylevel": "eventual", "Prefer": "a,b"}}
	if diff := cmp.Diff(want, headers); diff != "" {
		t.Errorf("headers mismatch (-want +got):\n%s", diff)
	}
}

// TestABatchIsSentAgain when its answer is lost: it only reads.
func TestABatchIsSentAgain(t *testing.T) {
	t.Parallel()
	var lost atomic.Bool
	s, release := batched(t, func(url string) map[string]any {
		if lost.CompareAndSwap(false, true) {
			panic(http.ErrAbortHandler)
		}
		return answered(url)
	})
	for path, result := range together(t, s, release, "/groups/1", "/groups/2") {
		if body, _ := result.(map[string]any); path != "/groups/first" && body["batched"] != path {
			t.Errorf("%s was answered %v", path, result)
		}
	}
	if n := len(s.requests()); n != 3 {
		t.Errorf("%d requests were sent, want 3", n)
	}
}

// TestABatchWithABadPart is not sent: each is told by itself what is wrong with it.
func TestABatchWithABadPart(t *testing.T) {
	t.Parallel()
	s, release := batched(t, answered)
	results := together(t, s, release, "/groups/1", "/groups/a b")
	if body, _ := results["/groups/1"].(map[string]any); body["alone"] != "/v1.0/groups/1" {
		t.Errorf("the good one was answered %v", results["/groups/1"])
	}
	if err, _ := results["/groups/a b"].(error); err == nil || !strings.Contains(err.Error(), "refused to send") {
		t.Errorf("the bad one was answered %v", results["/groups/a b"])
	}
}

// echo answers every request at once.
type echo struct{}

func (echo) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Request: r, Body: io.NopCloser(strings.NewReader(`{}`))}, nil
}

// TestReadsAfterABreak wait for nobody.
func TestReadsAfterABreak(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		client, err := graph.New(graph.Options{Endpoint: "https://graph.example", Credential: &credential{}, Transport: echo{}})
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			begun := time.Now()
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			if _, err := client.Do(ctx, graph.Request{Version: "v1.0", Path: "/groups/1", Together: true}); err != nil {
				t.Error(err)
			}
			cancel()
			if took := time.Since(begun); took > 0 {
				t.Errorf("it took %s", took)
			}
			time.Sleep(time.Minute)
		}
	})
}

// inBatches answers batches after a while.
type inBatches struct {
	mu    sync.Mutex
	sizes []int // of the batches, 1 for a read by itself
}

func (b *inBatches) RoundTrip(r *http.Request) (*http.Response, error) {
	body := `{}`
	size := 1
	if r.Method == http.MethodPost {
		text, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		size = strings.Count(string(text), `"method"`)
		var parts []string
		for i := range size {
			parts = append(parts, fmt.Sprintf(`{"id":"%d","status":200,"body":{}}`, i))
		}
		body = `{"responses":[` + strings.Join(parts, ",") + `]}`
	}
	b.mu.Lock()
	b.sizes = append(b.sizes, size)
	b.mu.Unlock()
	time.Sleep(100 * time.Millisecond)
	return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Request: r, Body: io.NopCloser(strings.NewReader(body))}, nil
}

// TestReadsOfSeveralWaitForEachOther: who reads object after object comes late by
// something else each time, and nevertheless travels with the others.
func TestReadsOfSeveralWaitForEachOther(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		late  func(reader, round int) time.Duration
		sizes []int
	}{
		"all at once": {func(int, int) time.Duration { return time.Millisecond }, []int{1, 10, 10, 10, 10, 9}},
		"some are late": {func(reader, round int) time.Duration {
			return time.Duration(1+(reader+3*round)%10*3) * time.Millisecond
		}, []int{1, 9, 10, 10, 10, 10}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				service := &inBatches{}
				client, err := graph.New(graph.Options{Endpoint: "https://graph.example", Credential: &credential{}, Transport: service})
				if err != nil {
					t.Fatal(err)
				}
				var all sync.WaitGroup
				for reader := range 10 {
					all.Go(func() {
						for round := range 5 {
							if _, err := client.Do(t.Context(), graph.Request{Version: "v1.0", Path: "/groups/1", Together: true}); err != nil {
								t.Error(err)
							}
							time.Sleep(tt.late(reader, round))
						}
					})
				}
				all.Wait()
				time.Sleep(time.Second) // what is left behind ends
				if !slices.Equal(service.sizes, tt.sizes) {
					t.Errorf("so many reads travelled together: %v, want %v", service.sizes, tt.sizes)
				}
			})
		})
	}
}

// TestOnlyReadsTravelTogether: a change that asks for it goes alone.
func TestOnlyReadsTravelTogether(t *testing.T) {
	t.Parallel()
	s := serve(t, answers(t, answer{status: 204}, answer{status: 204}))
	var both sync.WaitGroup
	for range 2 {
		both.Go(func() {
			if _, err := s.Do(t.Context(), graph.Request{Method: http.MethodPatch, Version: "v1.0", Path: "/groups/1", Body: map[string]any{"a": "b"}, Together: true}); err != nil {
				t.Error(err)
			}
		})
	}
	both.Wait()
	for _, r := range s.requests() {
		if r.Method != http.MethodPatch || r.Body != `{"a":"b"}` {
			t.Errorf("%s %s was sent with %s", r.Method, r.URI, r.Body)
		}
	}
}

func TestOneReadTravelsAlone(t *testing.T) {
	t.Parallel()
	s, release := batched(t, answered)
	close(release)
	for range 3 {
		if _, err := s.Do(t.Context(), graph.Request{Version: "v1.0", Path: "/groups/first", Together: true}); err != nil {
			t.Error(err)
		}
	}
	for _, r := range s.requests() {
		if r.Method != http.MethodGet {
			t.Errorf("%s %s was sent", r.Method, r.URI)
		}
	}
}

// TestWhatABatchCannotAnswer: a refusal of one object is that object's. Everything
// that is no answer is asked again, alone.
func TestWhatABatchCannotAnswer(t *testing.T) {
	t.Parallel()
	refusal := func(status int) map[string]any {
		return map[string]any{"status": status, "headers": map[string]any{"Retry-After": "7"}, "body": map[string]any{"error": map[string]any{"code": "c", "message": "m"}}}
	}
	tests := map[string]struct {
		part   map[string]any
		status int // of the error; 0 is an answer, which came alone
		waits  bool
	}{
		"it is not there":         {refusal(404), 404, false},
		"it may not be read":      {refusal(403), 403, false},
		"it is asked for wrongly": {refusal(400), 400, false},
		"too many were asked":     {refusal(429), 0, true},
		"the service is not here": {refusal(503), 0, true},
		"the service fails":       {refusal(500), 0, false},
		"the token has expired":   {refusal(401), 0, false},
		"an answer is missing":    {nil, 0, false},
		"an answer has no body":   {map[string]any{"status": 200}, 0, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, release := batched(t, func(url string) map[string]any {
				if strings.HasSuffix(url, "/1") {
					return tt.part
				}
				return answered(url)
			})
			results := together(t, s, release, paths(3)...)
			for _, path := range []string{"/groups/0", "/groups/2"} {
				if body, _ := results[path].(map[string]any); body["batched"] != path {
					t.Errorf("%s was answered %v", path, results[path])
				}
			}
			switch got := results["/groups/1"].(type) {
			case map[string]any:
				if tt.status != 0 || got["alone"] != "/v1.0/groups/1" {
					t.Errorf("it was answered %v", got)
				}
			case error:
				var answer *graph.Error
				if !errors.As(got, &answer) || answer.Status != tt.status || answer.Path != "/v1.0/groups/1" {
					t.Errorf("it failed: %v", got)
				}
			}
			waited := len(s.clock.sleeps()) > 0 && s.clock.sleeps()[0] == 7*time.Second
			if waited != tt.waits {
				t.Errorf("the waits are %v", s.clock.sleeps())
			}
		})
	}
}

func TestWhoGivesUpDoesNotTakeTheOthersAlong(t *testing.T) {
	t.Parallel()
	s, release := batched(t, answered)
	impatient, giveUp := context.WithCancel(t.Context())
	var all sync.WaitGroup
	read := func(ctx context.Context, path string) (*graph.Reply, error) {
		return s.Do(ctx, graph.Request{Version: "v1.0", Path: path, Together: true})
	}
	all.Go(func() { _, _ = read(t.Context(), "/groups/first") })
	for len(s.requests()) == 0 { // until it is under way
		runtime.Gosched()
	}
	all.Go(func() {
		if _, err := read(impatient, "/groups/0"); !errors.Is(err, context.Canceled) || !strings.HasPrefix(err.Error(), "GET /v1.0/groups/0: ") {
			t.Errorf("the impatient one got %v", err)
		}
	})
	for _, path := range []string{"/groups/1", "/groups/2"} {
		all.Go(func() {
			if reply, err := read(t.Context(), path); err != nil || reply.Body["batched"] != path {
				t.Errorf("%s: %v", path, err)
			}
		})
	}
	graph.AwaitQueue(s.Client, "v1.0", "/groups", 3)
	giveUp()
	close(release)
	all.Wait()
}

func TestABatchThatFailsIsAskedAlone(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasSuffix(r.URL.Path, "/first"):
			<-release
		case strings.HasSuffix(r.URL.Path, "/$batch"):
			fault(400, "BadRequest").give(w)
			return
		}
		_, _ = fmt.Fprintf(w, `{"alone":%q}`, r.URL.Path)
	})
	for path, result := range together(t, s, release, paths(3)...) {
		if body, _ := result.(map[string]any); body["alone"] != "/v1.0"+path {
			t.Errorf("%s was answered %v", path, result)
		}
	}
}
