// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
)

func TestLimitOfConcurrentRequests(t *testing.T) {
	t.Parallel()
	tests := map[string]int{
		"/users":                                 16,
		"/groups/1/members":                      16,
		"/groups/1/team":                         4,
		"/deviceManagement/deviceConfigurations": 8,
		"/identity/conditionalAccess/policies":   1,
		"/planner/plans":                         8,
	}
	for path, limit := range tests {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			var mu sync.Mutex
			now, most := 0, 0
			full := make(chan struct{}) // closed once as many requests are under way as may be
			s := serve(t, func(w http.ResponseWriter, r *http.Request) {
				mu.Lock()
				now++
				if now > most {
					most = now
				}
				if now == limit && most == limit {
					select {
					case <-full:
					default:
						close(full)
					}
				}
				mu.Unlock()
				select {
				case <-full:
				case <-r.Context().Done():
				}
				mu.Lock()
				now--
				mu.Unlock()
				w.WriteHeader(http.StatusNoContent)
			})
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			var all sync.WaitGroup
			for range 3*limit + 1 {
				all.Go(func() {
					if _, err := s.Do(ctx, get(path)); err != nil {
						t.Error(err)
					}
				})
			}
			all.Wait()
			if most != limit {
				t.Errorf("%d requests were under way at once, want %d", most, limit)
			}
		})
	}
}

func TestThrottlingSlowsItsFamilyDown(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/throttled") {
			fault(429, "TooManyRequests").with("Retry-After: 90").give(w)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if _, err := s.Do(ctx, get("/users/throttled")); err == nil {
		t.Fatal("no error")
	}
	if _, err := s.Do(t.Context(), get("/planner/plans")); err != nil || len(s.clock.sleeps()) > 0 {
		t.Errorf("another family waited %s: %v", s.clock.sleeps(), err)
	}
	if _, err := s.Do(ctx, get("/groups/1")); !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "1m30s") {
		t.Errorf("got %v, want an error that says how long to wait", err)
	}
	for range 2 {
		if _, err := s.Do(t.Context(), get("/groups/1")); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]time.Duration{90 * time.Second, 5 * time.Second}, s.clock.sleeps()); diff != "" {
		t.Errorf("waits mismatch (-want +got):\n%s", diff)
	}
}

// TestAServiceThatHasNothingLeft is asked again when it has.
func TestAServiceThatHasNothingLeft(t *testing.T) {
	t.Parallel()
	ok := answer{status: 200, body: `{}`}
	for name, tt := range map[string]struct {
		first answer
		want  []time.Duration
	}{
		"nothing left":          {ok.with("RateLimit-Remaining: 0\nRateLimit-Reset: 7"), []time.Duration{7 * time.Second}},
		"something left":        {ok.with("RateLimit-Remaining: 1\nRateLimit-Reset: 7"), nil},
		"it does not say so":    {ok.with("RateLimit-Reset: 7"), nil},
		"it says nothing of it": {ok, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, tt.first, ok))
			for range 2 {
				if _, err := s.Do(t.Context(), get("/groups/1")); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(tt.want, s.clock.sleeps()); diff != "" {
				t.Errorf("waits mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestWaitsForThrottlingAreTold once of each service, when they come to more than ten
// seconds; other waits are not.
func TestWaitsForThrottlingAreTold(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		first answer
		want  []string
	}{
		"throttled":            {fault(429, "TooManyRequests").with("Retry-After: 12"), []string{"directory: 12s"}},
		"throttled for a bit":  {fault(429, "TooManyRequests").with("Retry-After: 9"), nil},
		"overloaded":           {fault(503, "ServiceUnavailable").with("Retry-After: 11"), []string{"directory: 11s"}},
		"a fault":              {fault(500, "InternalServerError").with("Retry-After: 30"), nil},
		"a gateway's fault":    {fault(504, "GatewayTimeout").with("Retry-After: 30"), nil},
		"exactly ten seconds":  {fault(429, "TooManyRequests").with("Retry-After: 10"), nil},
		"eleven seconds later": {fault(429, "TooManyRequests").with("Retry-After: 11"), []string{"directory: 11s"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := serve(t, answers(t, tt.first, answer{status: 200, body: `{}`}))
			if _, err := s.Do(t.Context(), get("/groups/1")); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, s.Throttled()); diff != "" {
				t.Errorf("told is (-want +got):\n%s", diff)
			}
			if again := s.Throttled(); len(again) > 0 {
				t.Errorf("told again is %v", again)
			}
		})
	}
}

// TestWaitsForRoomAreTold like those for throttling: nothing was left of the limit.
func TestWaitsForRoomAreTold(t *testing.T) {
	t.Parallel()
	s := serve(t, answers(t, answer{status: 200, header: "RateLimit-Remaining: 0\nRateLimit-Reset: 30", body: `{}`}, answer{status: 200, body: `{}`}))
	for range 2 {
		if _, err := s.Do(t.Context(), get("/groups/1")); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"directory: 30s"}, s.Throttled()); diff != "" {
		t.Errorf("told is (-want +got):\n%s", diff)
	}
}

func TestWaitForTheFamilyEndsWithTheContext(t *testing.T) {
	t.Parallel()
	arrived := make(chan struct{})
	s := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
	})
	const path = "/identity/conditionalAccess/policies"
	first, free := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = s.Do(first, get(path))
	}()
	<-arrived
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := s.Do(ctx, graph.Request{Method: http.MethodPost, Version: "v1.0", Path: path})
	var ambiguous *graph.AmbiguousError
	if !errors.Is(err, context.Canceled) || errors.As(err, &ambiguous) {
		t.Errorf("got %v, want a plain error of the context", err)
	}
	free()
	<-done
}

func TestWritesOfConditionalAccessAreASecondApart(t *testing.T) {
	t.Parallel()
	s := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	const path = "/identity/conditionalAccess/policies"
	for _, method := range []string{"GET", "POST", "GET", "POST", "PATCH", "GET"} {
		if _, err := s.Do(t.Context(), graph.Request{Method: method, Version: "beta", Path: path}); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]time.Duration{time.Second, time.Second}, s.clock.sleeps()); diff != "" {
		t.Errorf("waits mismatch (-want +got):\n%s", diff)
	}
}
