// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"testing"
	"time"
)

func TestSessionsAreDropped(t *testing.T) {
	t.Parallel()
	clock := time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)
	s := &Service{options: Options{Now: func() time.Time { return clock }}, sessions: map[string]session{}, sweepAt: 100}
	keep := func(count int, lifetime time.Duration) (last string) {
		for range count {
			last = s.keep(session{kind: refreshTokenSession, expires: clock.Add(lifetime)})
		}
		return last
	}
	keep(5000, time.Minute)
	clock = clock.Add(time.Minute + remembered + time.Second)
	live := keep(5000, time.Hour)
	if n := len(s.sessions); n < 5000 || n > 9000 {
		t.Errorf("%d sessions after 5,000 have expired and 5,000 have come, want those that have not", n)
	}
	if _, err := s.find(live, refreshTokenSession, ""); err != nil {
		t.Errorf("a session that has not expired is gone: %v", err)
	}
	newest := keep(5*maxSessions, 2*time.Hour)
	if n := len(s.sessions); n > maxSessions {
		t.Errorf("%d sessions, want at most %d", n, maxSessions)
	}
	if _, err := s.find(newest, refreshTokenSession, ""); err != nil {
		t.Errorf("the newest session is gone: %v", err)
	}
}
