// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package reliability

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestLostAnswers loses the answer to each request of a creation and of an
// update in turn. The object is found again, and there is never a second one.
func TestLostAnswers(t *testing.T) {
	t.Parallel()
	for n, s := range subjects(newWorld(t)) {
		t.Run(fmt.Sprintf("%s_%d", s.kind, n), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for at := int64(1); ; at++ {
				w.reset()
				s := subjects(w)[n]
				lossy := &loser{next: w.Transport, at: at}
				i := &terraform.Resource{Type: s.kind, Config: s.config}
				diags, _ := w.start(lossy).apply(i)
				if s.kind == "application_password" && diags.HasError() {
					w.secretIsLost(s, i, diags.String())
					continue
				}
				if s.change != nil && len(diags) == 0 {
					i.Config = maps.Clone(s.config)
					maps.Copy(i.Config, s.change)
					diags, _ = w.start(lossy).apply(i)
				}
				if len(diags) > 0 {
					t.Fatalf("without an answer to request %d: %s", at, diags.String())
				}
				if n := w.count(s); n != 1 {
					t.Fatalf("without an answer to request %d there are %d objects, want one", at, n)
				}
				w.settled(i)
				if lossy.seen.Load() < at {
					break
				}
			}
		})
	}
}

// secretIsLost: nobody but Graph knows a secret whose answer was lost. The next
// apply makes another, and says which one is of no use.
func (w *world) secretIsLost(s subject, i *terraform.Resource, said string) {
	w.Helper()
	if !strings.Contains(said, "may have taken effect") {
		w.Errorf("the message does not say that there may be a secret:\n%s", said)
	}
	lost := fmt.Sprint(w.found(s)[0]["keyId"])
	if diags, _ := w.start(nil).apply(i); diags.HasError() || !strings.Contains(diags.String(), lost) {
		w.Errorf("nothing is said about the secret %s:\n%s", lost, diags.String())
	}
}

// loser loses the answer to one request.
type loser struct {
	next http.RoundTripper
	at   int64
	seen atomic.Int64
}

// RoundTrip lets every request take effect.
func (l *loser) RoundTrip(r *http.Request) (*http.Response, error) {
	response, err := l.next.RoundTrip(r)
	if l.seen.Add(1) != l.at || err != nil {
		return response, err
	}
	return nil, errors.Join(errors.New("connection reset by peer"), response.Body.Close())
}

// TestReplicasLag creates and changes objects while replicas of Graph do not
// know about it yet, and plans right afterwards.
func TestReplicasLag(t *testing.T) {
	t.Parallel()
	for n, s := range subjects(newWorld(t)) {
		t.Run(fmt.Sprintf("%s_%d", s.kind, n), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			w.Patience = time.Minute
			s := subjects(w)[n]
			for _, method := range []string{"POST", "PATCH", "PUT"} {
				for _, version := range []string{"v1.0", "beta"} {
					if err := w.Tenant.Inject(fault.Fault{Pattern: method + " /" + version + "/", Lag: 2}); err != nil {
						t.Fatal(err)
					}
				}
			}
			i := w.created(s)
			w.settled(i)
			if s.change != nil {
				i.Config = maps.Clone(s.config)
				maps.Copy(i.Config, s.change)
				if diags, _ := w.start(nil).apply(i); len(diags) > 0 {
					t.Fatal(diags.String())
				}
				w.settled(i)
			}
			w.Tenant.ClearFaults()
			if n := w.count(s); n != 1 {
				t.Errorf("there are %d objects, want one", n)
			}
			w.settled(i)
		})
	}
}

// TestFreshReferences refers to objects that were made a moment ago, which
// replicas refuse as if they did not exist.
func TestFreshReferences(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		refusal fault.Fault
		first   terraform.Resource
		second  func(first string, members map[string]any) *terraform.Resource
	}{
		"the service principal of a new application": {
			fault.Fault{Pattern: "POST /v1.0/servicePrincipals", Times: 2, Status: 400, Code: "Request_BadRequest", Message: "The appId '1' of the service principal does not reference a valid application object."},
			terraform.Resource{Type: "application", Config: map[string]any{"display_name": "A"}},
			func(_ string, members map[string]any) *terraform.Resource {
				return &terraform.Resource{Type: "service_principal", Config: map[string]any{"app_id": members["app_id"]}}
			},
		},
		"a member of a new group": {
			fault.Fault{Pattern: "POST /v1.0/groups/{id}/members/$ref", Times: 2, Status: 400, Code: "Request_BadRequest", Message: "The source resource object or one of the objects being referenced do not exist."},
			terraform.Resource{Type: "group", Config: map[string]any{"display_name": "G"}},
			func(id string, members map[string]any) *terraform.Resource {
				return &terraform.Resource{Type: "group_member", Config: map[string]any{"group_id": id, "member_id": members["user"]}}
			},
		},
		"a policy for a new location": {
			fault.Fault{Pattern: "POST /beta/identity/conditionalAccess/policies", Times: 2, Status: 400, Code: "BadRequest", Message: "1040: NamedLocation with id 1 does not exist in the directory."},
			terraform.Resource{Type: "named_location", Config: map[string]any{"display_name": "L", "country": map[string]any{"countries_and_regions": []any{"IS"}}}},
			func(id string, _ map[string]any) *terraform.Resource {
				return &terraform.Resource{Type: "conditional_access_policy", Config: map[string]any{
					"display_name": "P", "state": "disabled",
					"conditions":     map[string]any{"applications": map[string]any{"include_applications": []any{"All"}}, "users": map[string]any{"include_users": []any{"All"}}, "locations": map[string]any{"include_locations": []any{id}}},
					"grant_controls": map[string]any{"operator": "OR", "built_in_controls": []any{"mfa"}},
				}}
			},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, tenanttest.WithFault(tt.refusal))
			w.Patience = time.Minute
			r := w.start(nil)
			if diags, _ := r.apply(&tt.first); diags.HasError() {
				t.Fatal(diags.String())
			}
			members := tt.first.Attributes()
			members["user"] = w.user("ada")
			second := tt.second(tt.first.ID(), members)
			if diags, _ := r.apply(second); len(diags) > 0 {
				t.Error(diags.String())
			}
		})
	}
}

// TestOldReferences: what is not new is refused at once, however long the
// patience with replicas.
func TestOldReferences(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.Patience = time.Minute
	i := &terraform.Resource{Type: "group_member", Config: map[string]any{"group_id": "77777777-7777-4777-8777-777777777777", "member_id": w.user("ada")}}
	diags, _ := w.start(nil).apply(i)
	if !strings.Contains(diags.String(), "does not exist") {
		t.Errorf("the message is %s", diags.String())
	}
	if n := len(w.Tenant.Requests("POST /v1.0/groups/{id}/members/$ref")); n != 1 {
		t.Errorf("sent %d times, want once", n)
	}
}

// TestLinksOfOneGroup makes many links of one group at once: one after the other,
// and without reading the group for each of them.
func TestLinksOfOneGroup(t *testing.T) {
	t.Parallel()
	const many = 60
	w := newWorld(t)
	group := &terraform.Resource{Type: "group", Config: map[string]any{"display_name": "G"}}
	counter := &counter{next: w.Transport, busy: map[string]int{}}
	r := w.start(counter)
	if diags, _ := r.apply(group); diags.HasError() {
		t.Fatal(diags.String())
	}
	id := group.ID()
	links := make([]*terraform.Resource, many)
	for n := range links {
		links[n] = &terraform.Resource{Type: "group_member", Config: map[string]any{"group_id": id, "member_id": w.user(fmt.Sprint("user", n))}}
	}
	each := func(do func(*terraform.Resource)) {
		var all sync.WaitGroup
		for _, link := range links {
			all.Go(func() { do(link) })
		}
		all.Wait()
	}
	each(func(link *terraform.Resource) {
		if diags, _ := r.apply(link); len(diags) > 0 {
			t.Error(diags.String())
		}
	})
	if counter.most > 1 {
		t.Errorf("%d changes of the group's members at once", counter.most)
	}
	before := len(w.Tenant.Requests("GET /beta/groups/{id}/members"))
	next := w.start(nil)
	each(func(link *terraform.Resource) { next.refresh(link) })
	if n := len(w.Tenant.Requests("GET /beta/groups/{id}/members")) - before; n > 2 {
		t.Errorf("a refresh of %d members listed the group %d times", many, n)
	}
	for _, link := range links {
		if link.Gone() {
			t.Fatal("a member was not found")
		}
	}
}

// counter counts changes that are under way at the same time below one path.
type counter struct {
	next http.RoundTripper
	mu   sync.Mutex
	busy map[string]int
	most int
}

// RoundTrip carries a request.
func (c *counter) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Method == http.MethodGet {
		return c.next.RoundTrip(r)
	}
	c.add(r.URL.Path, 1)
	defer c.add(r.URL.Path, -1)
	return c.next.RoundTrip(r)
}

func (c *counter) add(path string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy[path] += n
	c.most = max(c.most, c.busy[path])
}

// TestThrottling: a request is repeated as often as Graph says that it is too
// many, and not before the time that Graph asks for.
func TestThrottling(t *testing.T) {
	t.Parallel()
	tests := map[string]fault.Fault{
		"the first requests":       {Pattern: "POST /v1.0/groups", Times: 3, Status: http.StatusTooManyRequests, RetryAfter: 90},
		"more than two a minute":   {Pattern: "/v1.0/groups", Limit: 2, Window: time.Minute},
		"a service that is down":   {Pattern: "/v1.0/", Times: 2, Status: http.StatusServiceUnavailable, RetryAfter: 30},
		"changes at the same time": {Pattern: "POST /v1.0/groups", Times: 2, Status: http.StatusConflict, Code: "Directory_ConcurrencyViolation", Message: "Try again."},
	}
	for name, throttle := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			if err := w.Tenant.Inject(throttle); err != nil {
				t.Fatal(err)
			}
			r := w.start(nil)
			for n := range 4 {
				if diags, _ := r.apply(&terraform.Resource{Type: "group", Config: map[string]any{"display_name": fmt.Sprint("G", n)}}); diags.HasError() {
					t.Error(diags.String())
				}
			}
			if n := len(w.Tenant.Objects("groups")); n != 4 {
				t.Errorf("there are %d groups, want 4", n)
			}
			if len(w.Waited()) == 0 || throttle.RetryAfter > 0 && !slices.Contains(w.Waited(), time.Duration(throttle.RetryAfter)*time.Second) {
				t.Errorf("waited %v, want what Graph asked for", w.Waited())
			}
		})
	}
}

// TestInterrupt cancels each request of a creation and of an update while it is
// under way, as Ctrl-C does. It is carried through, and what was made is known.
func TestInterrupt(t *testing.T) {
	t.Parallel()
	for n, s := range subjects(newWorld(t)) {
		t.Run(fmt.Sprintf("%s_%d", s.kind, n), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t)
			for at := int64(1); ; at++ {
				w.reset()
				s := subjects(w)[n]
				ctx, interrupt := context.WithCancel(t.Context())
				signal := &interrupter{next: w.Transport, at: at, interrupt: interrupt}
				i := &terraform.Resource{Type: s.kind, Config: s.config}
				r := w.start(signal)
				r.context = ctx
				diags, _ := r.apply(i)
				if diags.HasError() && !strings.Contains(diags.String(), "was interrupted") {
					t.Errorf("interrupted at request %d: %s", at, diags.String())
				}
				if n := w.count(s); n > 0 && i.Gone() {
					t.Errorf("interrupted at request %d there is an object that the state does not know", at)
				}
				if diags, _ := w.start(nil).apply(i); diags.HasError() {
					t.Errorf("after the interruption at request %d: %s", at, diags.String())
				}
				if n := w.count(s); n != 1 {
					t.Errorf("interrupted at request %d there are %d objects in the end, want one", at, n)
				}
				w.settled(i)
				interrupt()
				if signal.seen.Load() < at {
					if at == 1 {
						t.Error("there was no request to be interrupted at")
					}
					break
				}
			}
		})
	}
}

// interrupter interrupts the operation with one of its requests.
type interrupter struct {
	next      http.RoundTripper
	at        int64
	seen      atomic.Int64
	interrupt func()
}

// RoundTrip carries every request.
func (i *interrupter) RoundTrip(r *http.Request) (*http.Response, error) {
	if i.seen.Add(1) == i.at {
		i.interrupt()
	}
	return i.next.RoundTrip(r)
}
