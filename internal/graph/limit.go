// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// limitPolicy keeps within what Graph's services take: each has limits of its
// own, so each family of paths has a budget of its own.
type limitPolicy struct {
	families []*family
	now      func() time.Time
	sleep    func(context.Context, time.Duration) error
}

// family is a group of paths that one service answers.
type family struct {
	name string
	// paths are beginnings of paths after the version; "*" is any one segment.
	paths []string
	// writeSpacing is the least time from one write to the next.
	writeSpacing time.Duration
	// slots has room for as many requests as may be under way at once.
	slots chan struct{}

	mu          sync.Mutex
	pausedUntil time.Time
	nextWrite   time.Time
	// spacing is the least time from one request to the next since the service has
	// refused some for their number, and next when one may be sent again. Calm is
	// since when none was refused.
	spacing time.Duration
	next    time.Time
	calm    time.Time
}

// How much slower a family gets with every refusal, and after which time without one
// it gets faster again: who sends at the old pace after a pause is refused again.
const (
	leastSpacing = 50 * time.Millisecond
	mostSpacing  = 2 * time.Second
	calmFor      = 10 * time.Second
)

// families lists the services; the first whose path fits counts, else the last. Conditional
// access takes one request a second for the whole tenant.
func families() []*family {
	at := func(requests int) chan struct{} { return make(chan struct{}, requests) }
	return []*family{
		{
			name: "conditional access", slots: at(1), writeSpacing: time.Second,
			paths: []string{"/identity/conditionalAccess", "/identityProtection"},
		},
		{name: "Intune", slots: at(8), paths: []string{"/deviceManagement", "/deviceAppManagement"}},
		{name: "Teams", slots: at(4), paths: []string{"/teams", "/teamwork", "/chats", "/groups/*/team"}},
		{name: "directory", slots: at(16), paths: []string{
			"/administrativeUnits", "/applications", "/contacts", "/contracts", "/devices", "/directory", "/directoryObjects",
			"/directoryRoles", "/directoryRoleTemplates", "/domains", "/groups", "/groupSettings", "/oauth2PermissionGrants",
			"/organization", "/policies", "/roleManagement", "/servicePrincipals", "/subscribedSkus", "/users",
		}},
		{name: "other services", slots: at(8)},
	}
}

func (p *limitPolicy) Do(req *policy.Request) (*http.Response, error) {
	ctx, f := req.Raw().Context(), p.familyOf(req.Raw().URL.Path)
	select {
	case f.slots <- struct{}{}:
		defer func() { <-f.slots }()
	case <-ctx.Done():
		return nil, fmt.Errorf("not sent: %w", context.Cause(ctx))
	}
	if err := p.await(ctx, f, isWrite(req.Raw().Method)); err != nil {
		return nil, err
	}
	resp, err := req.Next()
	if err == nil && (resp.StatusCode == http.StatusTooManyRequests || resp.StatusCode == http.StatusServiceUnavailable) {
		now := p.now()
		f.pause(now, now.Add(retryAfter(resp.Header, now)))
	}
	return resp, err
}

// familyOf finds the family of a path, which begins with the version.
func (p *limitPolicy) familyOf(path string) *family {
	_, path, _ = strings.Cut(strings.TrimPrefix(path, "/"), "/")
	last := len(p.families) - 1
	for _, f := range p.families[:last] {
		for _, beginning := range f.paths {
			if begins("/"+path, beginning) {
				return f
			}
		}
	}
	return p.families[last]
}

func begins(path, beginning string) bool {
	for want := range strings.SplitSeq(beginning[1:], "/") {
		var segment string
		segment, path, _ = strings.Cut(path[1:], "/")
		path = "/" + path
		if want != "*" && !strings.EqualFold(segment, want) {
			return false
		}
	}
	return true
}

// await waits until the family may send. A pause that outlasts the request is
// not begun.
func (p *limitPolicy) await(ctx context.Context, f *family, write bool) error {
	for {
		wait := f.turn(p.now(), write)
		if wait <= 0 {
			return nil
		}
		if left, enough := timeLeft(ctx, p.now(), wait); !enough {
			return fmt.Errorf("not sent: requests to %s have to wait %s, but only %s is left: %w", f.name, wait.Round(time.Second), left, context.DeadlineExceeded)
		}
		if err := p.sleep(ctx, wait); err != nil {
			return fmt.Errorf("not sent: requests to %s have to wait: %w", f.name, err)
		}
	}
}

// turn is how long a request still has to wait. At 0 it may be sent at once,
// and counts as sent.
func (f *family) turn(now time.Time, write bool) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	next := f.pausedUntil
	if write && f.nextWrite.After(next) {
		next = f.nextWrite
	}
	if f.next.After(next) {
		next = f.next
	}
	if wait := next.Sub(now); wait > 0 {
		return wait
	}
	f.quicken(now)
	f.next = now.Add(f.spacing)
	if write {
		f.nextWrite = now.Add(f.writeSpacing)
	}
	return 0
}

// quicken halves the spacing after a while without a refusal.
func (f *family) quicken(now time.Time) {
	for f.spacing > 0 && now.Sub(f.calm) >= calmFor {
		f.calm = f.calm.Add(calmFor)
		if f.spacing /= 2; f.spacing < leastSpacing {
			f.spacing = 0
		}
	}
}

// pause is called when the service has refused a request for their number. The
// requests under way are refused with it, and count as one.
func (f *family) pause(now, until time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if now.After(f.pausedUntil) || f.spacing == 0 {
		f.spacing = min(max(2*f.spacing, leastSpacing), mostSpacing)
	}
	if until.After(f.calm) {
		f.calm = until
	}
	if until.After(f.pausedUntil) {
		f.pausedUntil = until
	}
}
