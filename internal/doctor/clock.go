// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package doctor

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"time"
)

const (
	// tolerance is how far Entra and Graph let clocks differ.
	tolerance = 5 * time.Minute
	// negligible is what an answer may take on its way.
	negligible = 10 * time.Second
)

// watch notes the time of Entra's answers. Others than Entra may be asked for
// assertions.
type watch struct {
	next http.RoundTripper
	walk *walk
}

func (t watch) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := t.next.RoundTrip(r)
	if err == nil && "https://"+r.URL.Host == t.walk.cloud.AuthorityHost {
		t.walk.answered("entra", resp.Header)
	}
	return resp, err
}

func (w *walk) answered(service string, header http.Header) {
	date, _ := http.ParseTime(header.Get("Date"))
	w.answeredAt(service, date)
}

// answeredAt compares the time of an answer, which has no parts of a second,
// with this machine's.
func (w *walk) answeredAt(service string, date time.Time) {
	if date.IsZero() {
		return
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.ahead[service] = w.Auth.Now().Sub(date).Truncate(time.Second)
}

// compareClocks compares this machine's clock with those of Entra and Graph.
func (w *walk) compareClocks(_ context.Context, s *Step) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.credential == nil:
		s.Status = NotReached
	case len(w.ahead) == 0:
		s.skip("neither Entra nor Graph has answered")
	}
	for _, service := range slices.Sorted(maps.Keys(w.ahead)) {
		s.fact(service, difference(w.ahead[service]))
		if w.ahead[service].Abs() > tolerance && len(s.Warnings) == 0 {
			s.Warnings = []string{"This machine's clock differs by more than five minutes: tokens and assertions may be refused as expired or not yet valid. Set it:\n  timedatectl set-ntp true"}
		}
	}
	return nil
}

func difference(ahead time.Duration) string {
	switch {
	case ahead.Abs() < negligible:
		return "as here"
	case ahead > 0:
		return ahead.String() + " behind this machine"
	default:
		return (-ahead).String() + " ahead of this machine"
	}
}
