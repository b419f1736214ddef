// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package fault_test

import (
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
		"/ status=many":                     "status=many",
		"/ latency=long":                    "latency=long",
		"GET /v1.0/{ status=500":            "pattern is none",
		"POST /v1.0/groups status=500 what": "no word",
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
