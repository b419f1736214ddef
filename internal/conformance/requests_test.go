// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// recorded notes the requests of a provider, with a star for each id.
type recorded struct {
	http.RoundTripper

	mu   sync.Mutex
	sent []string
}

var ids = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)

func (r *recorded) RoundTrip(request *http.Request) (*http.Response, error) {
	line := request.Method + " " + strings.NewReplacer("/v1.0/", "", "/beta/", "").Replace(request.URL.Path)
	r.mu.Lock()
	r.sent = append(r.sent, ids.ReplaceAllString(line, "*"))
	r.mu.Unlock()
	return r.RoundTripper.RoundTrip(request)
}

// take is what was sent since the last time.
func (r *recorded) take() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	sent := r.sent
	r.sent = nil
	return sent
}

// watched is a world whose requests are noted.
type watched struct {
	*testing.T
	*terraform.World
	recorded *recorded
	run      *terraform.Run
}

func watch(t *testing.T, options ...func(*tenant.Options)) *watched {
	t.Helper()
	w := &watched{T: t, World: terraform.NewWorld(t, options...)}
	w.recorded = &recorded{RoundTripper: w.Transport}
	w.begin()
	return w
}

// begin starts another run, which knows nothing of the one before.
func (w *watched) begin() {
	w.Helper()
	var err error
	if w.run, err = w.Start(w.Context(), w.recorded); err != nil {
		w.Fatal(err)
	}
	w.recorded.take()
}

// apply makes a resource what its configuration says, and tells what that has sent.
func (w *watched) apply(r *terraform.Resource) []string {
	w.Helper()
	if diags, _ := w.run.Apply(w.Context(), r); diags.HasError() {
		w.Fatal(diags)
	}
	return w.recorded.take()
}

// change makes another apply, and tells what that has sent after its plan.
func (w *watched) change(r *terraform.Resource) []string {
	w.Helper()
	w.refreshAll(r)
	plan, diags := w.run.Plan(w.Context(), r)
	if diags.HasError() {
		w.Fatal(diags)
	}
	w.recorded.take()
	if diags, _ := w.run.ApplyPlan(w.Context(), r, plan); diags.HasError() {
		w.Fatal(diags)
	}
	return w.recorded.take()
}

// refreshAll refreshes resources in a run of their own, one after another, and tells what
// that has sent.
func (w *watched) refreshAll(all ...*terraform.Resource) []string {
	w.Helper()
	w.begin()
	for _, r := range all {
		if diags := w.run.Refresh(w.Context(), r); len(diags) > 0 || r.Gone() {
			w.Fatalf("%s is gone: %v; %v", r.Type, r.Gone(), diags)
		}
	}
	return w.recorded.take()
}

// made is a resource that is there, for others to refer to.
func (w *watched) made(kind string, config map[string]any) *terraform.Resource {
	w.Helper()
	r := &terraform.Resource{Type: kind, Config: config}
	w.apply(r)
	return r
}

func (w *watched) user(name string) *terraform.Resource {
	w.Helper()
	return w.made("user", map[string]any{
		"user_principal_name": name + "@" + tenant.DefaultDomain, "display_name": name, "password_profile": map[string]any{"password": "Local-tenant-1!"},
	})
}

// TestRequestsOfEachShape: nothing is read after a write whose answer says all, and
// nothing before one, but for what a creation asks once in a run for all objects of a
// collection, or of a parent: what an apply that was interrupted has left there.
func TestRequestsOfEachShape(t *testing.T) {
	t.Parallel()
	for name, shape := range shapes() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := watch(t)
			r := &terraform.Resource{Type: shape.kind, Config: shape.config(w)}
			w.begin()
			same(t, "creation", shape.create, w.apply(r))
			same(t, "refresh", shape.refresh, w.refreshAll(r))
			if shape.change != nil {
				shape.change(r.Config)
				same(t, "update", shape.update, w.change(r))
			}
			w.begin()
			if diags, _ := w.run.Destroy(w.Context(), r); diags.HasError() {
				t.Fatal(diags)
			}
			same(t, "destruction", shape.destroy, w.recorded.take())
		})
	}
}

// shape is a resource of one of the places that there are, with the requests that its
// life takes.
type shape struct {
	kind   string
	config func(w *watched) map[string]any
	change func(config map[string]any)
	costs
}

type costs struct{ create, refresh, update, destroy []string }

func shapes() map[string]shape {
	rename := func(config map[string]any) { config["display_name"] = "changed" }
	const synchronization = "policies/crossTenantAccessPolicy/partners/*/identitySynchronization"
	ofApplication := func(w *watched) map[string]any {
		return map[string]any{"application_id": w.made("application", map[string]any{"display_name": "a"}).ID(), "display_name": "p"}
	}
	return map[string]shape{
		"an object": {
			"group", func(*watched) map[string]any { return map[string]any{"display_name": "g"} }, rename,
			costs{create: []string{"GET groups", "POST groups"}, refresh: []string{"GET groups/*"}, update: []string{"PATCH groups/*"}, destroy: []string{"DELETE groups/*"}},
		},
		"an object whose creation is not answered in full": {
			"user", func(*watched) map[string]any {
				return map[string]any{"user_principal_name": "a@" + tenant.DefaultDomain, "display_name": "a", "password_profile": map[string]any{"password": "Local-tenant-1!"}}
			}, rename,
			costs{create: []string{"POST users", "GET users/*"}, refresh: []string{"GET users/*"}, update: []string{"PATCH users/*"}, destroy: []string{"DELETE users/*"}},
		},
		"an object by a unique name": {
			"group", func(*watched) map[string]any { return map[string]any{"display_name": "g", "unique_name": "g"} }, rename,
			costs{create: []string{"GET groups(uniqueName='g')", "PATCH groups(uniqueName='g')"}, refresh: []string{"GET groups/*"}, update: []string{"PATCH groups/*"}, destroy: []string{"DELETE groups/*"}},
		},
		"an object that is there": {
			"service_principal", func(w *watched) map[string]any {
				app := w.made("application", map[string]any{"display_name": "a"}).Attributes()["app_id"]
				w.made("service_principal", map[string]any{"app_id": app})
				return map[string]any{"app_id": app, "use_existing": true, "notes": "n"}
			}, func(config map[string]any) { config["notes"] = "changed" },
			costs{create: []string{"GET servicePrincipals", "PATCH servicePrincipals/*"}, refresh: []string{"GET servicePrincipals/*"}, update: []string{"PATCH servicePrincipals/*"}}, // whoever made it keeps it
		},
		"an object from the bin": {
			"group", func(w *watched) map[string]any {
				old := w.made("group", map[string]any{"display_name": "g"})
				if diags, _ := w.run.Destroy(w.Context(), old); diags.HasError() {
					w.Fatal(diags)
				}
				return map[string]any{"display_name": "g", "restore_deleted": true}
			}, rename,
			costs{create: []string{"GET directory/deletedItems/microsoft.graph.group", "POST directory/deletedItems/*/restore", "GET groups/*"}, refresh: []string{"GET groups/*"}, update: []string{"PATCH groups/*"}, destroy: []string{"DELETE groups/*"}},
		},
		"the only one of a tenant": {
			"authorization_policy", func(*watched) map[string]any { return map[string]any{"allow_invites_from": "none"} }, func(config map[string]any) { config["allow_invites_from"] = "everyone" },
			costs{create: []string{"GET policies/authorizationPolicy", "PATCH policies/authorizationPolicy", "GET policies/authorizationPolicy"}, refresh: []string{"GET policies/authorizationPolicy"}, update: []string{"PATCH policies/authorizationPolicy"}},
		},
		"an object with links": {
			"group", func(w *watched) map[string]any {
				return map[string]any{"display_name": "g", "members": []any{w.user("a").ID(), w.user("b").ID()}}
			}, rename,
			costs{create: []string{"GET groups", "POST groups", "GET groups/*/members", "PATCH groups/*"}, refresh: []string{"GET groups/*", "GET groups/*/members"}, update: []string{"PATCH groups/*"}, destroy: []string{"DELETE groups/*"}},
		},
		"a link": {
			"group_member", func(w *watched) map[string]any {
				return map[string]any{"group_id": w.made("group", map[string]any{"display_name": "g"}).ID(), "member_id": w.user("a").ID()}
			}, nil,
			costs{create: []string{"POST groups/*/members/$ref"}, refresh: []string{"GET groups/*/members"}, destroy: []string{"DELETE groups/*/members/*/$ref"}},
		},
		"a child": {
			"application_federated_identity_credential", func(w *watched) map[string]any {
				return map[string]any{"application_id": ofApplication(w)["application_id"], "name": "main", "issuer": "https://issuer.example", "subject": "s"}
			}, func(config map[string]any) { config["subject"] = "changed" },
			costs{create: []string{"POST applications/*/federatedIdentityCredentials"}, refresh: []string{"GET applications/*/federatedIdentityCredentials/*"}, update: []string{"PATCH applications/*/federatedIdentityCredentials/*"}, destroy: []string{"DELETE applications/*/federatedIdentityCredentials/*"}},
		},
		"the only child of an object": {
			"cross_tenant_identity_sync", func(w *watched) map[string]any {
				partner := w.made("cross_tenant_access_partner", map[string]any{"tenant_id": "9c5d131d-b1c3-4fc4-9e3f-c6557947d551"}).ID()
				return map[string]any{"tenant_id": partner, "user_sync_inbound": map[string]any{"is_sync_allowed": true}}
			}, func(config map[string]any) { config["user_sync_inbound"] = map[string]any{"is_sync_allowed": false} },
			costs{create: []string{"GET " + synchronization, "PUT " + synchronization, "GET " + synchronization}, refresh: []string{"GET " + synchronization}, update: []string{"PATCH " + synchronization}, destroy: []string{"DELETE " + synchronization}},
		},
		"an element with actions": {
			"application_password", ofApplication, nil,
			costs{create: []string{"GET applications/*", "POST applications/*/addPassword"}, refresh: []string{"GET applications/*"}, destroy: []string{"POST applications/*/removePassword"}},
		},
		"a part": {
			"application_redirect_uris", func(w *watched) map[string]any {
				return map[string]any{"application_id": ofApplication(w)["application_id"], "platform": "web", "redirect_uris": []any{"https://a.example"}}
			}, func(config map[string]any) { config["redirect_uris"] = []any{"https://b.example"} },
			costs{create: []string{"GET applications/*", "PATCH applications/*"}, refresh: []string{"GET applications/*"}, update: []string{"PATCH applications/*"}, destroy: []string{"PATCH applications/*"}},
		},
		"an object with an action": {
			"windows_platform_script", func(*watched) map[string]any {
				return map[string]any{"display_name": "s", "file_name": "s.ps1", "script_content": "ZXhpdCAw", "assignments": []any{map[string]any{"target": map[string]any{"all_devices": map[string]any{}}}}}
			}, rename,
			costs{create: []string{"GET deviceManagement/deviceManagementScripts", "POST deviceManagement/deviceManagementScripts", "POST deviceManagement/deviceManagementScripts/*/assign"}, refresh: []string{"GET deviceManagement/deviceManagementScripts/*"}, update: []string{"PATCH deviceManagement/deviceManagementScripts/*"}, destroy: []string{"DELETE deviceManagement/deviceManagementScripts/*"}},
		},
	}
}

// TestRequestsOfManyObjects: the children of one parent are read with it, a large
// relation in pages of the largest size, and links are made many at once.
func TestRequestsOfManyObjects(t *testing.T) {
	t.Parallel()
	t.Run("groups", func(t *testing.T) {
		t.Parallel()
		w := watch(t)
		var all []*terraform.Resource
		var sent []string
		for i := range 5 {
			r := &terraform.Resource{Type: "group", Config: map[string]any{"display_name": fmt.Sprint("g", i)}}
			sent = append(sent, w.apply(r)...)
			all = append(all, r)
		}
		same(t, "creation", append([]string{"GET groups"}, slices.Repeat([]string{"POST groups"}, len(all))...), sent)
		same(t, "refresh", []string{"GET groups/*", "GET groups"}, w.refreshAll(all...))
	})
	t.Run("passwords of one application", func(t *testing.T) {
		t.Parallel()
		w := watch(t)
		application := w.made("application", map[string]any{"display_name": "a"})
		var all []*terraform.Resource
		for i := range 20 {
			all = append(all, w.made("application_password", map[string]any{"application_id": application.ID(), "display_name": fmt.Sprint("p", i)}))
		}
		same(t, "refresh", []string{"GET applications/*"}, w.refreshAll(all...))
	})
	t.Run("memberships of one group", func(t *testing.T) {
		t.Parallel()
		w := watch(t)
		group := w.made("group", map[string]any{"display_name": "g"})
		var all []*terraform.Resource
		for i := range 20 {
			all = append(all, w.made("group_member", map[string]any{"group_id": group.ID(), "member_id": w.user(fmt.Sprint("u", i)).ID()}))
		}
		same(t, "refresh", []string{"GET groups/*/members"}, w.refreshAll(all...))
	})
	t.Run("a group with more members than fit on a page", func(t *testing.T) {
		t.Parallel()
		w := watch(t, crowd(1100))
		r := &terraform.Resource{Type: "group", Config: map[string]any{"display_name": "g", "members": w.crowd()}}
		w.begin()
		made := append([]string{"GET groups", "POST groups", "GET groups/*/members"}, slices.Repeat([]string{"PATCH groups/*"}, 1100/20)...)
		same(t, "create", made, w.apply(r))
		same(t, "refresh", []string{"GET groups/*", "GET groups/*/members", "GET groups/*/members"}, w.refreshAll(r))
	})
}

// crowd are the ids of the users who were seeded.
func (w *watched) crowd() (ids []any) {
	w.Helper()
	for path := "/v1.0/users?$top=999&$filter=startswith(displayName,'crowd-')&$select=id"; path != ""; {
		page, err := w.Graph(w.Context(), http.MethodGet, path, "")
		if err != nil {
			w.Fatal(err)
		}
		users, _ := page["value"].([]any)
		for _, user := range users {
			members, _ := user.(map[string]any)
			ids = append(ids, members["id"])
		}
		next, _ := page["@odata.nextLink"].(string)
		path = strings.TrimPrefix(next, w.Tenant.URL())
	}
	return ids
}

// crowd seeds so many users.
func crowd(size int) func(*tenant.Options) {
	users := make([]any, size)
	for i := range size {
		name := fmt.Sprint("crowd-", i)
		users[i] = map[string]any{
			"accountEnabled": true, "displayName": name, "mailNickname": name, "userPrincipalName": name + "@" + tenant.DefaultDomain,
			"passwordProfile": map[string]any{"password": "Local-tenant-1!"},
		}
	}
	seed, _ := json.Marshal(map[string]any{"users": users})
	return func(o *tenant.Options) { o.Seed = seed }
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("requests of the %s (-want +got):\n%s", what, diff)
	}
}
