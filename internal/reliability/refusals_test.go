// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package reliability

import (
	"fmt"
	"io"
	"maps"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestRefusals refuses each request of every operation in turn, for good: look-ups,
// reads, writes, links, actions and what comes before a deletion. The operation says
// so and never passes for done, the state knows what there is, and the next one, to
// which nothing is refused, arrives.
func TestRefusals(t *testing.T) {
	t.Parallel()
	operations := map[string]func(*world, subject, *refuser){"create": refuseCreate, "update": refuseUpdate, "destroy": refuseDestroy}
	for n, s := range subjects(newWorld(t)) {
		for name, operate := range operations {
			if name == "update" && s.change == nil {
				continue
			}
			for _, status := range []int{http.StatusForbidden, http.StatusInternalServerError} {
				t.Run(fmt.Sprintf("%s_%d/%s/%d", s.kind, n, name, status), func(t *testing.T) {
					t.Parallel()
					w := newWorld(t)
					for at := int64(1); ; at++ {
						w.reset()
						r := &refuser{next: w.Transport, at: at, status: status}
						operate(w, subjects(w)[n], r)
						if r.refused == "" {
							if at == 1 {
								t.Error("there was no request to be refused")
							}
							break // there are no more requests
						}
						if t.Failed() {
							t.Fatalf("when request %d, %s, was refused", at, r.refused)
						}
					}
				})
			}
		}
	}
}

// refuser refuses one request of an operation, however often it is repeated.
type refuser struct {
	next    http.RoundTripper
	at      int64
	status  int
	armed   atomic.Bool
	seen    atomic.Int64
	refused string
}

// RoundTrip carries all other requests.
func (r *refuser) RoundTrip(request *http.Request) (*http.Response, error) {
	if !r.armed.Load() {
		return r.next.RoundTrip(request)
	}
	title := request.Method + " " + request.URL.Path
	if r.seen.Add(1) == r.at {
		r.refused = title
	}
	if title != r.refused {
		return r.next.RoundTrip(request)
	}
	code := map[int]string{http.StatusForbidden: "Authorization_RequestDenied", http.StatusInternalServerError: "InternalServerError"}[r.status]
	return &http.Response{
		StatusCode: r.status, Status: http.StatusText(r.status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: request,
		Header: http.Header{"Content-Type": {"application/json"}},
		Body:   io.NopCloser(strings.NewReader(fmt.Sprintf(`{"error":{"code":%q,"message":"Refused by the test."}}`, code))),
	}, nil
}

// startRefused begins a run to which a request is refused.
func (w *world) startRefused(r *refuser) *run {
	w.Helper()
	started := w.start(r)
	started.provider.Changing = func() { r.armed.Store(true) }
	return started
}

func refuseCreate(w *world, s subject, r *refuser) {
	w.Helper()
	i := &terraform.Resource{Type: s.kind, Config: s.config}
	diags, _ := w.startRefused(r).apply(i)
	if r.refused == "" {
		return
	}
	w.saidSo(s, i, r, diags, 1)
	if n := w.count(s); n > 0 && i.Gone() {
		w.Errorf("there is an object that the state does not know: %s", diags)
	}
	nextApply(w, s, i)
}

// nextApply is an apply that nothing refuses, and which ends what was begun.
func nextApply(w *world, s subject, i *terraform.Resource) {
	w.Helper()
	w.renew()
	if diags, _ := w.start(nil).apply(i); diags.HasError() {
		w.Errorf("the next apply: %s", diags)
		return
	}
	w.done(s, i, nil, 1)
}

func refuseUpdate(w *world, s subject, r *refuser) {
	w.Helper()
	i := w.created(s)
	i.Config = maps.Clone(s.config)
	maps.Copy(i.Config, s.change)
	diags, _ := w.startRefused(r).apply(i)
	if r.refused == "" {
		return
	}
	w.saidSo(s, i, r, diags, 1)
	nextApply(w, s, i)
}

func refuseDestroy(w *world, s subject, r *refuser) {
	w.Helper()
	i := w.created(s)
	diags, _ := w.startRefused(r).destroy(i)
	if r.refused == "" {
		return
	}
	w.saidSo(s, i, r, diags, 0)
	if n := w.count(s); n > 0 && i.Gone() {
		w.Errorf("there is an object that the state does not know: %s", diags)
	}
	w.renew()
	next := w.start(nil)
	if diags := next.refresh(i); diags.HasError() {
		w.Errorf("the next refresh: %s", diags)
	}
	diags, _ = next.destroy(i)
	if diags.HasError() {
		w.Errorf("the next destroy: %s", diags)
	}
	w.done(s, i, nil, 0)
}

// renew signs in again: to repeat what is refused has taken long.
func (w *world) renew() {
	w.Helper()
	if err := w.SignIn(w.Context()); err != nil {
		w.Fatal(err)
	}
}

// saidSo checks that an operation does not pass for done when a request of it was
// refused, unless it was done all the same: it has not needed what it looked up, or
// has found another way.
func (w *world) saidSo(s subject, i *terraform.Resource, r *refuser, diags terraform.Diagnostics, want int) {
	w.Helper()
	if said := diags.String(); diags.HasError() && !strings.Contains(said, fmt.Sprint(r.status)) {
		w.Errorf("the message does not tell what Graph answered: %s", said)
	}
	if !diags.HasError() {
		w.renew()
		w.done(s, i, nil, want)
	}
}
