// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// Limits are what Graph's services take of one application in one tenant, as far as
// their answers have told. Clients that share them share the pace of their requests.
// The methods may be called concurrently.
type Limits struct {
	workloads []*workload
	// writes counts the beginnings and ends of requests that change something.
	writes atomic.Uint64
}

// NewLimits are the limits before anything was sent.
func NewLimits() *Limits { return &Limits{workloads: workloads()} }

// workloads lists the services; the first whose path fits counts, else the last. Conditional
// access takes one request a second for the whole tenant.
func workloads() []*workload {
	at := func(requests int) chan struct{} { return make(chan struct{}, requests) }
	return []*workload{
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

// workloadOf finds the workload of a path, which begins with the version.
func (l *Limits) workloadOf(path string) *workload {
	_, path, _ = strings.Cut(strings.TrimPrefix(path, "/"), "/")
	last := len(l.workloads) - 1
	for _, w := range l.workloads[:last] {
		for _, beginning := range w.paths {
			if begins("/"+path, beginning) {
				return w
			}
		}
	}
	return l.workloads[last]
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

// Throttled says once of each service, as soon as requests have waited for it for
// more than ten seconds, how long that was. Now is the clock's time.
func (l *Limits) throttled(now time.Time) (told []string) {
	for _, w := range l.workloads {
		if waited := w.tell(now); waited > 0 {
			told = append(told, fmt.Sprintf("%s: %s", w.name, waited.Round(time.Second)))
		}
	}
	return told
}

// Throttled says which services have made requests wait for more than ten seconds
// since they last answered too many requests, and how long: "directory: 12s". It
// names each service once.
func (c *Client) Throttled() []string { return c.limits.throttled(c.limits.now()) }

// limitPolicy keeps within what Graph's services take: each has limits of its
// own, so each workload has a budget of its own.
type limitPolicy struct {
	*Limits
	now   func() time.Time
	sleep func(context.Context, time.Duration) error
}

func (p *limitPolicy) Do(req *policy.Request) (*http.Response, error) {
	ctx, op := req.Raw().Context(), operationOf(req)
	w := p.workloadOf(op.limitedAs)
	select {
	case w.slots <- struct{}{}:
		defer func() { <-w.slots }()
	case <-ctx.Done():
		return nil, fmt.Errorf("not sent: %w", context.Cause(ctx))
	}
	if err := p.await(ctx, w, op); err != nil {
		return nil, err
	}
	resp, err := req.Next()
	switch {
	case err != nil:
	case isThrottling(resp.StatusCode):
		now := p.now()
		w.refuse(now, retryAfter(resp.Header, now))
	default:
		w.answered(p.now(), op.parts, usage(resp.Header))
	}
	return resp, err
}

// isThrottling tells of the statuses by which services refuse requests for their number.
func isThrottling(status int) bool {
	return status == http.StatusTooManyRequests || status == http.StatusServiceUnavailable
}

// usage is the part of a limit that is used, as far as an answer tells: the directory
// does so from 0.8 on, some services count what remains until the next window.
func usage(header http.Header) (used usedLimit) {
	used.share, _ = strconv.ParseFloat(header.Get("x-ms-throttle-limit-percentage"), 64)
	if remaining, err := strconv.Atoi(header.Get("RateLimit-Remaining")); err == nil && remaining <= 0 {
		seconds, _ := strconv.Atoi(header.Get("RateLimit-Reset"))
		used.reset = time.Duration(min(max(seconds, 0), maxReset)) * time.Second
	}
	return used
}

// maxReset bounds, in seconds, what a header may make us wait that nobody needs to send.
const maxReset = 600

// await waits until the workload may send. A pause that outlasts the request is
// not begun.
func (p *limitPolicy) await(ctx context.Context, w *workload, op *operation) error {
	waiting := func() {}
	defer func() { waiting() }()
	for first := true; ; first = false {
		wait := w.turn(p.now(), op.writes(), op.parts)
		if wait <= 0 {
			return nil
		}
		if first {
			waiting = w.wait(p.now)
		}
		if left, enough := timeLeft(ctx, p.now(), wait); !enough {
			return fmt.Errorf("not sent: requests to %s have to wait %s, but only %s is left: %w", w.name, wait.Round(time.Second), left, context.DeadlineExceeded)
		}
		if err := p.sleep(ctx, wait); err != nil {
			return fmt.Errorf("not sent: requests to %s have to wait: %w", w.name, err)
		}
	}
}
