// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package fault_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

func TestParse(t *testing.T) {
	t.Parallel()
	tests := map[string]fault.Fault{
		"POST /v1.0/groups status=503 times=2 retry-after=1": {Pattern: "POST /v1.0/groups", Status: 503, Times: 2, RetryAfter: 1},
		"/ latency=2s":                                          {Pattern: "/", Latency: 2 * time.Second},
		"GET /v1.0/users/{id} lag=3":                            {Pattern: "GET /v1.0/users/{id}", Lag: 3},
		"/v1.0/ limit=10 window=1s chance=0.5 skip=1":           {Pattern: "/v1.0/", Limit: 10, Window: time.Second, Chance: 0.5, Skip: 1},
		"POST /v1.0/groups drop=after":                          {Pattern: "POST /v1.0/groups", Drop: fault.After},
		"/metadata/ hang":                                       {Pattern: "/metadata/", Hang: true},
		"POST / status=401 code=invalid_client message=A b = c": {Pattern: "POST /", Status: 401, Code: "invalid_client", Message: "A b = c"},
		"/v1.0/ status=401 challenge":                           {Pattern: "/v1.0/", Status: 401, Challenge: true},
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got, err := fault.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("fault mismatch (-want +got):\n%s", diff)
			}
			again, err := fault.Parse(want.String())
			if diff := cmp.Diff(want, again); diff != "" || err != nil {
				t.Errorf("%q is another fault, %v (-want +got):\n%s", want, err, diff)
			}
		})
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"":                                  "pattern is missing",
		"status=503":                        "pattern is missing",
		"/ ":                                "nothing would happen",
		"/ status=200":                      "no failure",
		"/ status=503 drop=after":           "only one of",
		"/ drop=never":                      "drop must be",
		"/ limit=3":                         "window",
		"/ chance=2 status=500":             "at most 1",
		"/ times=-1 status=500":             "negative",
		"/ skip=-1 status=500":              "negative",
		"/ limit=-1 window=1s":              "negative",
		"/ lag=-1":                          "negative",
		"/ latency=-1s":                     "negative",
		"/ retry-after=-1 status=500":       "negative",
		"/ chance=-0.1 status=500":          "negative",
		"/ limit=1 window=-1s":              "window",
		"/ status=399":                      "no failure",
		"/ status=600":                      "no failure",
		"/ status=many":                     "status=many",
		"/ latency=long":                    "latency=long",
		"GET /v1.0/{ status=500":            "pattern is none",
		"POST /v1.0/groups status=500 what": "no word",
		"POST status=500 /v1.0/groups":      "no word",
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			if _, err := fault.Parse(text); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("the error is %v, want it to mention %q", err, want)
			}
		})
	}
}

// TestOfEffectsThereIsOne: whichever two are put together are refused, with the names of all.
func TestOfEffectsThereIsOne(t *testing.T) {
	t.Parallel()
	values := map[string]string{"status": "status=503", "drop": "drop=after", "hang": "hang", "limit": "limit=1 window=1s", "lag": "lag=1"}
	effects := fault.Effects()
	if want := []string{"status", "drop", "hang", "limit", "lag"}; !cmp.Equal(want, effects) {
		t.Fatalf("the effects are %q, want %q", effects, want)
	}
	for n, first := range effects {
		if _, err := fault.Parse("/ " + values[first]); err != nil {
			t.Errorf("%s alone: %v", first, err)
		}
		for _, second := range effects[n+1:] {
			_, err := fault.Parse("/ " + values[first] + " " + values[second])
			if err == nil || !strings.Contains(err.Error(), "only one of status, drop, hang, limit, lag can be set") {
				t.Errorf("%s and %s: %v", first, second, err)
			}
		}
	}
}

// TestWhatHappens: a fault answers, delays or breaks off, each in its own way.
func TestWhatHappens(t *testing.T) {
	t.Parallel()
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	const broken = -1
	for name, tt := range map[string]struct {
		fault      fault.Fault
		ctx        context.Context
		status     int
		passed     bool
		challenged bool
	}{
		"a refusal":                  {fault: fault.Fault{Status: 503}, status: 503},
		"a refusal with a challenge": {fault: fault.Fault{Status: 401, Challenge: true}, status: 401, challenged: true},
		"a refusal for a while":      {fault: fault.Fault{Status: 503, RetryAfter: 7}, status: 503},
		"one of all":                 {fault: fault.Fault{Status: 503, Chance: 1}, status: 503},
		"nearly none":                {fault: fault.Fault{Status: 503, Chance: 1e-12}, status: 200, passed: true},
		"a delay":                    {fault: fault.Fault{Latency: time.Nanosecond}, status: 200, passed: true},
		"a delay of who is gone":     {fault: fault.Fault{Latency: time.Hour}, ctx: gone, status: broken},
		"a request that is lost":     {fault: fault.Fault{Drop: fault.Before}, status: broken},
		"an answer that is lost":     {fault: fault.Fault{Drop: fault.After}, status: broken, passed: true},
		"a hang until who asked is gone": {
			fault: fault.Fault{Hang: true}, ctx: gone, status: broken,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			i := fault.New(fault.Options{Refuse: func(w http.ResponseWriter, _ *http.Request, f fault.Fault) { w.WriteHeader(f.Status) }})
			tt.fault.Pattern = "/"
			if err := i.Add(tt.fault); err != nil {
				t.Fatal(err)
			}
			passed := false
			handler := i.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { passed = true }))
			request := httptest.NewRequest(http.MethodGet, "/v1.0/users", nil)
			if tt.ctx != nil {
				request = request.WithContext(tt.ctx)
			}
			w := httptest.NewRecorder()
			status := func() (status int) {
				defer func() {
					if err, panicked := recover().(error); panicked && errors.Is(err, http.ErrAbortHandler) {
						status = broken
					}
				}()
				handler.ServeHTTP(w, request)
				return w.Code
			}()
			if wait := w.Header().Get("Retry-After"); wait != strings.Repeat("7", min(tt.fault.RetryAfter, 1)) {
				t.Errorf("Retry-After is %q", wait)
			}
			if challenged := w.Header().Get("WWW-Authenticate") != ""; status != tt.status || passed != tt.passed || challenged != tt.challenged {
				t.Errorf("status %d, passed on: %t, challenged: %t; want %d, %t, %t", status, passed, challenged, tt.status, tt.passed, tt.challenged)
			}
		})
	}
}

// TestFaultsAreForTheirPattern, and are taken away by their numbers.
func TestFaultsAreForTheirPattern(t *testing.T) {
	t.Parallel()
	i := fault.New(fault.Options{Refuse: func(w http.ResponseWriter, _ *http.Request, f fault.Fault) { w.WriteHeader(f.Status) }})
	for pattern, status := range map[string]int{"POST /v1.0/groups": 503, "/v1.0/users/": 504} {
		if err := i.Add(fault.Fault{Pattern: pattern, Status: status}); err != nil {
			t.Fatal(err)
		}
	}
	handler := i.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	check := func(want map[string]int) {
		t.Helper()
		for request, status := range want {
			method, path, _ := strings.Cut(request, " ")
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequest(method, path, nil))
			if w.Code != status {
				t.Errorf("%s: status %d, want %d", request, w.Code, status)
			}
		}
	}
	check(map[string]int{"POST /v1.0/groups": 503, "GET /v1.0/groups": 200, "POST /v1.0/groups/1": 200, "PATCH /v1.0/users/1": 504, "GET /beta/users/1": 200})
	for _, active := range i.Active() {
		if active.Hits != 1 || active.Number < 1 || active.Number > 2 {
			t.Errorf("number %d, of %s, has %d hits", active.Number, active.Pattern, active.Hits)
		}
		if active.Status == 503 {
			if !i.Remove(active.Number) || i.Remove(active.Number) {
				t.Error("a fault is not removed, or twice")
			}
		}
	}
	check(map[string]int{"POST /v1.0/groups": 200, "PATCH /v1.0/users/1": 504})
}

// TestChanceFollowsItsSeed: the same seed hits the same requests.
func TestChanceFollowsItsSeed(t *testing.T) {
	t.Parallel()
	hits := func(seed uint64) (pattern string) {
		i := fault.New(fault.Options{Seed: seed, Refuse: func(w http.ResponseWriter, _ *http.Request, f fault.Fault) { w.WriteHeader(f.Status) }})
		if err := i.Add(fault.Fault{Pattern: "/", Status: 503, Chance: 0.5}); err != nil {
			t.Fatal(err)
		}
		handler := i.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
		for range 64 {
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
			pattern += strconv.Itoa(w.Code / 100)
		}
		return pattern
	}
	if first := hits(1); first != hits(1) || first == hits(2) {
		t.Errorf("with the seed 1 the answers are %s and %s, with 2 %s", first, hits(1), hits(2))
	}
}

func TestALimitOutlivesAClockThatGoesBack(t *testing.T) {
	t.Parallel()
	clock := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	i := fault.New(fault.Options{Now: func() time.Time { return clock }, Refuse: func(w http.ResponseWriter, _ *http.Request, f fault.Fault) { w.WriteHeader(f.Status) }})
	if err := i.Add(fault.Fault{Pattern: "/", Limit: 1, Window: time.Minute}); err != nil {
		t.Fatal(err)
	}
	handler := i.Wrap(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
	send := func() *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/v1.0/users", nil))
		return w
	}
	send()
	if w := send(); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "60" {
		t.Errorf("over the limit the status is %d with Retry-After %q, want 429 and 60", w.Code, w.Header().Get("Retry-After"))
	}
	clock = clock.Add(time.Minute - 1)
	if w := send(); w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") != "1" {
		t.Errorf("before the window ends the status is %d with Retry-After %q, want 429 and 1", w.Code, w.Header().Get("Retry-After"))
	}
	clock = clock.Add(1)
	if w := send(); w.Code != http.StatusOK {
		t.Errorf("when the window has ended the status is %d, want 200", w.Code)
	}
	clock = clock.Add(-10 * time.Hour)
	if w := send(); w.Code != http.StatusOK {
		t.Errorf("after the clock has gone back the status is %d, want a new window", w.Code)
	}
	if w := send(); w.Header().Get("Retry-After") != "60" {
		t.Errorf("Retry-After is %q, want no more than the window", w.Header().Get("Retry-After"))
	}
}
