// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"testing"
	"time"
)

func TestWorkloadOf(t *testing.T) {
	t.Parallel()
	tests := map[string]string{
		"/v1.0/users":                                       "directory",
		"/beta/Users/1/memberOf":                            "directory",
		"/v1.0/groups/1/members/$ref":                       "directory",
		"/v1.0/groups":                                      "directory",
		"/v1.0/groups/1/team":                               "Teams",
		"/v1.0/groups/1/team/channels":                      "Teams",
		"/v1.0/groups/1/teams":                              "directory",
		"/v1.0/teams/1/channels":                            "Teams",
		"/v1.0/identity/conditionalAccess/namedLocations/1": "conditional access",
		"/v1.0/identity/userFlows":                          "other services",
		"/beta/deviceManagement/configurationPolicies('1')": "Intune",
		"/beta/deviceAppManagement/mobileApps":              "Intune",
		"/v1.0/usersAndMore":                                "other services",
		"/v1.0/$batch":                                      "other services",
		"/v1.0":                                             "other services",
		"/":                                                 "other services",
		"":                                                  "other services",
	}
	limits := NewLimits()
	for path, want := range tests {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			if got := limits.workloadOf(path).name; got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

// clockAt makes a time of seconds.
func clockAt(seconds float64) time.Time {
	return time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).Add(time.Duration(seconds * float64(time.Second)))
}

// sendAt sends requests within a second.
func sendAt(w *workload, second float64, requests int) {
	for i := range requests {
		now := clockAt(second + float64(i)/float64(requests))
		w.turn(now, false, 1)
		w.answered(now, 1, usedLimit{})
	}
}

func TestAPaceFallsWithRefusalsAndGrowsWithout(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		after    func(w *workload)
		at       float64
		from, to float64 // the rate lies between; 0 is no bound
	}{
		"nothing was refused":                    {func(*workload) {}, 1, 0, 0},
		"one refusal":                            {refusals(1), 2, 66, 67},
		"several that were under way":            {refusals(1, 1.1), 2, 66, 67},
		"another after the pause":                {refusals(1, 2.1), 3.1, 53, 54},
		"two close to each other":                {refusals(1, 2.1, 2.5), 3.1, 53, 54},
		"another that slowing down did not help": {refusals(1, 2.1, 2.7), 3.7, 54, 55},
		"another a second later":                 {refusals(1, 2.1, 3.1), 4.1, 42, 43},
		"three seconds without another":          {refusals(1), 5, 81, 82},
		"ten seconds without another":            {refusals(1), 12, 186, 187},
		"half a minute without another":          {refusals(1), 32, 0, 0},
		"a long wait for the next":               {func(w *workload) { w.refuse(clockAt(1), 9*time.Second) }, 12, 11, 12},
		"no wait for the next":                   {func(w *workload) { w.refuse(clockAt(1), 0) }, 1.1, 80, 82},
		"a part of a batch":                      {func(w *workload) { w.refuseParts(clockAt(1), 1, time.Second) }, 2, 66, 67},
		"most parts of a batch":                  {func(w *workload) { w.answered(clockAt(1), 20, usedLimit{}); w.refuseParts(clockAt(1), 15, time.Second) }, 2, 69.9, 70.1},
		"the service says that it is near":       {func(w *workload) { refusals(1)(w); w.answered(clockAt(12), 1, usedLimit{share: 0.95}) }, 13, 69, 70},
		"the service says that it is over":       {func(w *workload) { w.answered(clockAt(1), 1, usedLimit{share: 1.1}) }, 1, 79, 82},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &workload{}
			sendAt(w, 0, 100)
			tt.after(w)
			w.turn(clockAt(tt.at), false, 1)
			if rate := w.pace.rate; rate < tt.from || rate > tt.to {
				t.Errorf("the pace is %.1f requests a second, want from %v to %v", rate, tt.from, tt.to)
			}
		})
	}
}

// refusals are at some seconds, and each wants the next request a second later.
func refusals(seconds ...float64) func(w *workload) {
	return func(w *workload) {
		for _, s := range seconds {
			w.refuse(clockAt(s), time.Second)
		}
	}
}

func TestAPauseHoldsAllBack(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		before func(w *workload)
		want   time.Duration
	}{
		"until the service wants to be asked":           {func(w *workload) { w.refuse(clockAt(0), 90*time.Second) }, 90 * time.Second},
		"for a moment at a known pace":                  {func(w *workload) { w.pace.rate = 10; refusals(0)(w) }, 125 * time.Millisecond},
		"where slowing down did not help":               {func(w *workload) { w.pace.rate = 10; refusals(-0.6, 0)(w) }, time.Second},
		"for a part of a batch":                         {func(w *workload) { w.pace.rate = 10; w.refuseParts(clockAt(0), 1, time.Second) }, time.Second},
		"for more than the least wait, soon after that": {func(w *workload) { w.pace.rate = 10; refusals(-0.1)(w); w.refuse(clockAt(0), 2*time.Second) }, 2 * time.Second},
		"for more than the least wait":                  {func(w *workload) { w.pace.rate = 10; w.refuse(clockAt(0), 2*time.Second) }, 2 * time.Second},
		"until the window of a limit ends":              {func(w *workload) { w.answered(clockAt(0), 1, usedLimit{reset: 7 * time.Second}) }, 7 * time.Second},
		"for all parts of a batch": {func(w *workload) {
			w.pace = pace{rate: 10, refused: 10, grown: clockAt(0), patience: time.Second}
			w.turn(clockAt(0), false, 20)
		}, 2 * time.Second},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := &workload{}
			tt.before(w)
			if got := w.turn(clockAt(0), false, 1); got != tt.want {
				t.Errorf("the next request waits %s, want %s", got, tt.want)
			}
		})
	}
}

func TestWhatAnswersSayOfALimit(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		header map[string]string
		want   usedLimit
	}{
		"nothing":                  {nil, usedLimit{}},
		"a share":                  {map[string]string{"x-ms-throttle-limit-percentage": "1.2"}, usedLimit{share: 1.2}},
		"some are left":            {map[string]string{"RateLimit-Remaining": "3", "RateLimit-Reset": "10"}, usedLimit{}},
		"none is left":             {map[string]string{"RateLimit-Remaining": "0", "RateLimit-Reset": "10"}, usedLimit{reset: 10 * time.Second}},
		"none is left for a month": {map[string]string{"RateLimit-Remaining": "0", "RateLimit-Reset": "2592000"}, usedLimit{reset: maxReset * time.Second}},
		"nonsense":                 {map[string]string{"x-ms-throttle-limit-percentage": "much", "RateLimit-Remaining": "few"}, usedLimit{}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			header := http.Header{}
			for name, v := range tt.header {
				header.Set(name, v)
			}
			if got := usage(header); got != tt.want {
				t.Errorf("got %+v, want %+v", got, tt.want)
			}
		})
	}
}

func TestWaitingIsToldOnceAndCountsOnce(t *testing.T) {
	t.Parallel()
	limits := NewLimits()
	w := limits.workloadOf("/v1.0/groups")
	now := clockAt(0)
	clock := func() time.Time { return now }
	first := w.wait(clock)
	now = clockAt(1)
	second := w.wait(clock)
	if told := limits.throttled(clockAt(9)); told != nil {
		t.Errorf("after 9 s it tells %v", told)
	}
	now = clockAt(11)
	first()
	now = clockAt(12)
	second()
	if told := limits.throttled(clockAt(30)); !slices.Equal(told, []string{"directory: 12s"}) {
		t.Errorf("after 12 s of waiting it tells %v", told)
	}
	if told := limits.throttled(clockAt(40)); told != nil {
		t.Errorf("it tells %v again", told)
	}
}
