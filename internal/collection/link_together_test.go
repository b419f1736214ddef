// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// inBulk is a membership of which Graph makes many with one request.
func inBulk() object.Definition {
	d := membership()
	place, _ := d.Place.(object.Relation)
	place.Bulk = true
	d.Place = place
	return d
}

// createMembers makes so many members while the group is held by another change, which
// ends when all wait. It returns which were made, and what the others failed with.
func (s *scripted) createMembers(ctx context.Context, n int, before func()) (done []string, failures []error) {
	s.t.Helper()
	done, failures, _ = s.createMembersBy(slices.Repeat([]context.Context{ctx}, n), before)
	return done, failures
}

// createMembersBy is createMembers with a context for each. It tells too how long each
// took.
func (s *scripted) createMembersBy(contexts []context.Context, before func()) (done []string, failures []error, took []time.Duration) {
	s.t.Helper()
	n := len(contexts)
	unlock, err := s.tenant.client.Lock(s.t.Context(), "/groups/g1")
	if err != nil {
		s.t.Fatal(err)
	}
	results, errs := make([]Result, n), make([]error, n)
	finished := make(chan struct{}, n)
	took = make([]time.Duration, n)
	for i, ctx := range contexts {
		begun := time.Now()
		go func() {
			plan := parse(s.t, fmt.Sprintf(`{"groupId":"g1","memberId":"m%02d"}`, i))
			results[i], errs[i] = s.Reconcile(ctx, nil, Wanted{Plan: plan, Config: plan})
			took[i] = time.Since(begun)
			finished <- struct{}{}
		}()
		synctest.Wait()
	}
	if before != nil {
		before()
		synctest.Wait()
	}
	unlock()
	for range n {
		<-finished
	}
	time.Sleep(time.Second) // of the bubble's time: nothing waits for others any more
	for i, err := range errs {
		switch {
		case err != nil:
			failures = append(failures, err)
		case results[i].Stage == Done:
			done = append(done, fmt.Sprint(results[i].State["id"]))
		}
	}
	return done, failures, took
}

func ids(n int) (all []string) {
	for i := range n {
		all = append(all, fmt.Sprintf("g1/m%02d", i))
	}
	return all
}

// TestLinksThatWaitAreMadeTogether with one request, and alone where that is refused or
// there is one only.
func TestLinksThatWaitAreMadeTogether(t *testing.T) {
	t.Parallel()
	const group, single, members = "PATCH /v1.0/groups/g1", "POST /v1.0/groups/g1/members/$ref", "GET /v1.0/groups/g1/members"
	made := answer{204, ""}
	tests := map[string]struct {
		wanted        int
		answers       script
		done          []string
		failure       string // of each of the others
		bulks, alones int
	}{
		"one":                         {1, script{single: {made}}, ids(1), "", 0, 1},
		"three":                       {3, script{group: {made}}, ids(3), "", 1, 0},
		"as many as Graph takes":      {20, script{group: {made}}, ids(20), "", 1, 0},
		"one more":                    {21, script{group: {made}, single: {made}}, ids(21), "", 1, 1},
		"more than twice as many":     {42, script{group: {made}}, ids(42), "", 3, 0},
		"all refused for one of them": {3, script{group: {{400, exists}}, single: {made, {400, exists}, made}}, nil, "already", 1, 3},
		"those that may link only":    {3, script{group: {{403, denied}}, single: {made}}, ids(3), "", 1, 3},
		"a lost answer":               {3, script{group: {{502, ""}}, members: {{200, `{"value":[{"id":"m00"},{"id":"m02"}]}`}}}, []string{"g1/m00", "g1/m02"}, "502", 1, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := followHere(t, inBulk(), tt.answers)
				done, failures := s.createMembers(t.Context(), tt.wanted, nil)
				if tt.done != nil && !slices.Equal(done, tt.done) {
					t.Errorf("made %v, want %v", done, tt.done)
				}
				if len(done)+len(failures) != tt.wanted || (tt.failure == "") != (failures == nil) {
					t.Errorf("%d are made, and these failed: %v", len(done), failures)
				}
				for _, err := range failures {
					if !strings.Contains(err.Error(), tt.failure) {
						t.Errorf("the error is %v, want one with %q", err, tt.failure)
					}
				}
				if got := []int{len(s.requests(group)), len(s.requests(single))}; !slices.Equal(got, []int{tt.bulks, tt.alones}) {
					t.Errorf("%v requests for many and for one, want %d and %d", got, tt.bulks, tt.alones)
				}
			})
		})
	}
}

// TestLinksOfOneObjectInSeveralSpellings are made together as well.
func TestLinksOfOneObjectInSeveralSpellings(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := followHere(t, inBulk(), script{"PATCH /v1.0/groups/g1": {{204, ""}}})
		unlock, err := s.tenant.client.Lock(t.Context(), "/groups/g1")
		if err != nil {
			t.Fatal(err)
		}
		for _, plan := range []string{`{"groupId":"g1","memberId":"m1"}`, `{"groupId":"G1","memberId":"m2"}`} {
			wanted := parse(t, plan)
			go func() {
				if _, err := s.Reconcile(t.Context(), nil, Wanted{Plan: wanted, Config: wanted}); err != nil {
					t.Error(err)
				}
			}()
			synctest.Wait()
		}
		unlock()
		time.Sleep(time.Second)
		if n := len(s.requests("PATCH /v1.0/groups/g1")); n != 1 {
			t.Errorf("%d requests %v, want one", n, s.requests(""))
		}
	})
}

// TestBodyOfLinksMadeTogether: each is named once, by its address.
func TestBodyOfLinksMadeTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := followHere(t, inBulk(), script{"PATCH /v1.0/groups/g1": {{204, ""}}})
		s.createMembers(t.Context(), 2, nil)
		const address = "https://graph.example/v1.0/directoryObjects/"
		want := []string{`PATCH /v1.0/groups/g1 {"members@odata.bind":["` + address + `m00","` + address + `m01"]}`}
		if diff := cmp.Diff(want, s.requests("")); diff != "" {
			t.Errorf("requests mismatch (-want +got):\n%s", diff)
		}
	})
}

// TestWhoMayNotLinkTogether is not tried again.
func TestWhoMayNotLinkTogether(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := followHere(t, inBulk(), script{"PATCH /v1.0/groups/g1": {{403, denied}}, "POST /v1.0/groups/g1/members/$ref": {{204, ""}}})
		for range 2 {
			if done, failures := s.createMembers(t.Context(), 2, nil); len(done) != 2 {
				t.Error(failures)
			}
		}
		if tries := len(s.requests("PATCH")); tries != 1 {
			t.Errorf("it was tried %d times", tries)
		}
	})
}

// TestLinksThatAreNotWantedAnyMore are not made.
func TestLinksThatAreNotWantedAnyMore(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := followHere(t, inBulk(), script{})
		stopped := errors.New("stopped")
		ctx, cancel := context.WithCancelCause(t.Context())
		_, failures := s.createMembers(ctx, 3, func() { cancel(stopped) })
		if len(failures) != 3 || !errors.Is(failures[0], stopped) || len(s.requests("")) > 0 {
			t.Errorf("failed with %v, and sent %v", failures, s.requests(""))
		}
	})
}

// slow is a Graph that takes its time to answer.
type slow struct {
	*scripted
	takes time.Duration
}

func (s slow) RoundTrip(r *http.Request) (*http.Response, error) {
	select {
	case <-time.After(s.takes):
		return s.scripted.RoundTrip(r)
	case <-r.Context().Done():
		return nil, r.Context().Err()
	}
}

// TestLinksMadeTogetherEndByTheirOwnTimeLimits, and not by those of others.
func TestLinksMadeTogetherEndByTheirOwnTimeLimits(t *testing.T) {
	t.Parallel()
	for name, limits := range map[string][]time.Duration{
		"the shortest first":  {10 * time.Second, time.Minute, 2 * time.Minute},
		"the longest first":   {2 * time.Minute, time.Minute, 10 * time.Second},
		"the longest between": {time.Minute, 2 * time.Minute, 10 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				s := followHere(t, inBulk(), script{"PATCH /v1.0/groups/g1": {{204, ""}}})
				s.ask(inBulk(), slow{s, 30 * time.Second})
				contexts := make([]context.Context, len(limits))
				for i, limit := range limits {
					var cancel context.CancelFunc
					contexts[i], cancel = context.WithTimeout(t.Context(), limit)
					defer cancel()
				}
				done, failures, took := s.createMembersBy(contexts, nil)
				if len(done) != 2 || len(failures) != 1 || !IsAmbiguous(failures[0]) || !errors.Is(failures[0], context.DeadlineExceeded) {
					t.Errorf("made %v, failed with %v", done, failures)
				}
				for i, limit := range limits {
					if took[i] > limit {
						t.Errorf("one with %s took %s", limit, took[i])
					}
				}
			})
		})
	}
}

// TestLinksThatComeSoonAfterOthers are waited for, and nobody waits for a link that
// comes by itself.
func TestLinksThatComeSoonAfterOthers(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		together, waiting int
		wait              bool
	}{
		"the first ones":      {0, 3, false},
		"as many as before":   {3, 3, false},
		"fewer than before":   {3, 2, true},
		"none any more":       {3, 0, true},
		"after a single one":  {1, 1, false},
		"more than it takes":  {30, 20, false},
		"one less than those": {30, 19, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				begun := time.Now()
				l := &linker{together: tt.together, queue: make([]*newLink, tt.waiting)}
				l.gather(t.Context())
				if waited := time.Since(begun); (waited > 0) != tt.wait || waited > linkGathering*linkGatherings {
					t.Errorf("it waited %s", waited)
				}
			})
		})
	}
}
