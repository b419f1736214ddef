// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package reliability

import (
	"fmt"
	"maps"
	"net/http"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// subject is an object that is created, changed and destroyed.
type subject struct {
	kind string
	// config and change are the configuration, and what an update changes of it.
	config, change map[string]any
	// path is where objects of the kind are listed; property is set if they are
	// elements of one. Only what has all values of match is counted.
	path, property string
	match          map[string]any
}

// subjects are one of each way to write: one request, several, links, elements,
// actions, derived types, something to do before the deletion, an unique name.
func subjects(w *world) []subject {
	ada, grace := w.user("ada"), w.user("grace")
	group := fmt.Sprint(w.graph(http.MethodPost, "/v1.0/groups", `{"displayName":"Old","mailNickname":"old","mailEnabled":false,"securityEnabled":true}`)["id"])
	application := fmt.Sprint(w.graph(http.MethodPost, "/v1.0/applications", `{"displayName":"Old"}`)["id"])
	return []subject{
		{
			kind: "group", path: "/v1.0/groups", match: map[string]any{"displayName": "G"},
			config: map[string]any{"display_name": "G", "owners": []any{ada}, "members": []any{ada, grace}},
			change: map[string]any{"description": "Changed", "owners": []any{grace}, "members": []any{group}},
		},
		{
			kind: "group", path: "/v1.0/groups", match: map[string]any{"uniqueName": "g"},
			config: map[string]any{"display_name": "G", "unique_name": "g", "members": []any{ada}},
			change: map[string]any{"description": "Changed"},
		},
		{
			kind: "application", path: "/v1.0/applications", match: map[string]any{"displayName": "A"},
			config: map[string]any{"display_name": "A", "owners": []any{ada}, "app_roles": map[string]any{"Old": role("Old"), "Same": role("Same")}},
			change: map[string]any{"notes": "Changed", "app_roles": map[string]any{"Same": role("Other"), "New": role("New")}},
		},
		{
			kind: "application_password", path: "/v1.0/applications/" + application, property: "passwordCredentials", match: map[string]any{"displayName": "P"},
			config: map[string]any{"application_id": application, "display_name": "P"},
		},
		{
			kind: "user", path: "/v1.0/users", match: map[string]any{"displayName": "U"},
			config: map[string]any{"display_name": "U", "user_principal_name": "u@contoso.onmicrosoft.com", "password_profile": map[string]any{"password": "First-Pass-1"}},
			change: map[string]any{"job_title": "Changed"},
		},
		{
			kind: "group_member", path: "/v1.0/groups/" + group + "/members", match: map[string]any{"id": ada},
			config: map[string]any{"group_id": group, "member_id": ada},
		},
		{
			kind: "named_location", path: "/v1.0/identity/conditionalAccess/namedLocations", match: map[string]any{"displayName": "L"},
			config: map[string]any{"display_name": "L", "ip": map[string]any{"ip_ranges": []any{"203.0.113.0/24"}, "is_trusted": true}},
			change: map[string]any{"ip": map[string]any{"ip_ranges": []any{"198.51.100.0/24"}, "is_trusted": true}},
		},
		{
			kind: "windows_compliance_policy", path: "/beta/deviceManagement/deviceCompliancePolicies", match: map[string]any{"displayName": "C"},
			config: map[string]any{"display_name": "C", "scheduled_actions_for_rule": actions(0), "assignments": []any{map[string]any{"target": map[string]any{"all_users": map[string]any{}}}}},
			change: map[string]any{"bit_locker_enabled": true, "scheduled_actions_for_rule": actions(24), "assignments": []any{}},
		},
		{
			kind: "settings_catalog_policy_json", path: "/beta/deviceManagement/configurationPolicies", match: map[string]any{"name": "S"},
			config: map[string]any{"name": "S", "platforms": []any{"windows10"}, "technologies": []any{"mdm"}, "settings": settings(5), "assignments": []any{map[string]any{"target": map[string]any{"all_devices": map[string]any{}}}}},
			change: map[string]any{"settings": settings(7), "assignments": []any{}},
		},
		{
			kind: "authentication_strength_policy", path: "/v1.0/policies/authenticationStrengthPolicies", match: map[string]any{"displayName": "M"},
			config: map[string]any{"display_name": "M", "allowed_combinations": []any{"fido2"}},
			change: map[string]any{"description": "Changed", "allowed_combinations": []any{"windowsHelloForBusiness"}},
		},
		{
			kind: "directory_role_assignment", path: "/v1.0/roleManagement/directory/roleAssignments", match: map[string]any{"principalId": ada},
			config: map[string]any{"principal_id": ada, "role_definition_id": "fdd7a751-b60b-444a-984c-02652fe8fa1c"},
		},
	}
}

func role(name string) map[string]any {
	return map[string]any{"display_name": name, "description": name, "allowed_member_types": []any{"User"}}
}

func actions(hours int) []any {
	return []any{map[string]any{"scheduled_action_configurations": []any{map[string]any{"action_type": "block", "grace_period_hours": hours}}}}
}

func settings(minutes int) string {
	return fmt.Sprintf(`[{"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"device_vendor_msft_policy_config_devicelock_maxinactivitytimedevicelock","simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue","value":%d}}}]`, minutes)
}

// TestKillAtEveryRequest ends the provider before and after each request of
// every operation, where Terraform keeps the state from before. The next apply
// arrives where the killed one was going, and nothing is left behind unseen.
func TestKillAtEveryRequest(t *testing.T) {
	t.Parallel()
	for n, s := range subjects(newWorld(t)) {
		for name, operate := range map[string]func(*world, subject, *killer) bool{"create": killCreate, "update": killUpdate, "destroy": killDestroy} {
			if name == "update" && s.change == nil {
				continue
			}
			for _, after := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s_%d/%s/after=%t", s.kind, n, name, after), func(t *testing.T) {
					t.Parallel()
					w := newWorld(t)
					for at := int64(1); ; at++ {
						w.reset()
						k := &killer{next: w.Transport, at: at, after: after}
						if !operate(w, subjects(w)[n], k) {
							if at == 1 {
								t.Error("there was no request to be killed at")
							}
							break // there are no more requests
						}
						if t.Failed() {
							t.Fatalf("when killed at request %d, %s", at, k.last)
						}
					}
				})
			}
		}
	}
}

// killer ends the goroutine of one request before or after it has taken effect.
type killer struct {
	next  http.RoundTripper
	armed atomic.Bool
	at    int64
	after bool
	seen  atomic.Int64
	last  string
}

// RoundTrip carries a request that is not the one to die with.
func (k *killer) RoundTrip(r *http.Request) (*http.Response, error) {
	dies := k.armed.Load() && k.seen.Add(1) == k.at
	if dies {
		k.last = r.Method + " " + r.URL.Path
	}
	if dies && !k.after {
		runtime.Goexit()
	}
	response, err := k.next.RoundTrip(r)
	if dies {
		runtime.Goexit()
	}
	return response, err
}

// startKilled begins a run that ends in the middle of a change.
func (w *world) startKilled(k *killer) *run {
	w.Helper()
	r := w.start(k)
	r.provider.Changing = func() { k.armed.Store(true) }
	return r
}

// killCreate reports whether there was a request to be killed at.
func killCreate(w *world, s subject, k *killer) bool {
	w.Helper()
	i := &terraform.Resource{Type: s.kind, Config: s.config}
	diags, killed := w.startKilled(k).apply(i)
	if !killed {
		w.done(s, i, diags, 1)
		return false
	}
	diags, _ = w.start(nil).apply(i)
	said := diags.String()
	if diags.HasError() {
		w.importAsTold(s, i, said)
	}
	if n := w.count(s); n != 1 && !strings.Contains(said, "There is another") {
		w.Errorf("there are %d objects and nothing was said about it:\n%s", n, said)
	}
	w.settled(i)
	return true
}

// importAsTold does what the message of a refused creation says.
func (w *world) importAsTold(s subject, i *terraform.Resource, said string) {
	w.Helper()
	d := definition(s.kind)
	var id string
	switch {
	case strings.Contains(said, "'name="):
		id = "name=" + fmt.Sprint(s.config["user_principal_name"])
		if s.match["displayName"] != nil && s.config["user_principal_name"] == nil {
			id = "name=" + fmt.Sprint(s.match["displayName"])
		}
	case d.Target() != "":
		id = fmt.Sprintf("%s/%s", s.config["group_id"], s.config["member_id"])
	case strings.Contains(said, "terraform import"):
		id = fmt.Sprint(w.found(s)[0]["id"])
	default:
		w.Fatalf("the creation was refused without a way out:\n%s", said)
	}
	r := w.start(nil)
	if diags := r.importAs(i, id); diags.HasError() {
		w.Fatalf("import of %s: %s", id, diags.String())
	}
	if diags, _ := r.apply(i); diags.HasError() {
		w.Fatal(diags.String())
	}
}

func killUpdate(w *world, s subject, k *killer) bool {
	w.Helper()
	i := w.created(s)
	i.Config = maps.Clone(s.config)
	maps.Copy(i.Config, s.change)
	if diags, killed := w.startKilled(k).apply(i); !killed {
		w.done(s, i, diags, 1)
		return false
	}
	if diags, _ := w.start(nil).apply(i); len(diags) > 0 {
		w.Error(diags.String())
	}
	if n := w.count(s); n != 1 {
		w.Errorf("there are %d objects, want one", n)
	}
	w.settled(i)
	return true
}

func killDestroy(w *world, s subject, k *killer) bool {
	w.Helper()
	i := w.created(s)
	if diags, killed := w.startKilled(k).destroy(i); !killed {
		w.done(s, i, diags, 0)
		return false
	}
	r := w.start(nil)
	if diags := r.refresh(i); len(diags) > 0 {
		w.Error(diags.String())
	}
	if diags, _ := r.destroy(i); diags.HasError() {
		w.Error(diags.String())
	}
	if n := w.count(s); n != 0 || !i.Gone() {
		w.Errorf("there are %d objects, want none", n)
	}
	return true
}

// done checks a run that nobody has killed: it has said nothing, and it has done what
// it should.
func (w *world) done(s subject, i *terraform.Resource, diags terraform.Diagnostics, want int) {
	w.Helper()
	if len(diags) > 0 {
		w.Errorf("nobody was killed, and yet: %s", diags)
	}
	if n := w.count(s); n != want {
		w.Errorf("there are %d objects, want %d", n, want)
	}
	if want == 0 && !i.Gone() {
		w.Error("the state still has what is removed")
	}
	if want > 0 {
		w.settled(i)
	}
}

func (w *world) created(s subject) *terraform.Resource {
	w.Helper()
	i := &terraform.Resource{Type: s.kind, Config: s.config}
	if diags, _ := w.start(nil).apply(i); len(diags) > 0 {
		w.Fatal(diags.String())
	}
	return i
}

// settled checks that another apply has nothing to do.
func (w *world) settled(i *terraform.Resource) {
	w.Helper()
	r := w.start(nil)
	if diags := r.refresh(i); len(diags) > 0 || i.Gone() {
		w.Fatalf("the object is not there: %s", diags.String())
	}
	plan, diags := r.provider.Plan(r.context, i)
	if diags.HasError() {
		w.Fatal(diags)
	}
	if !plan.Empty() {
		w.Errorf("the next plan is not empty: %v %v", plan.Differences(), plan.Because)
	}
}

func (w *world) count(s subject) int {
	w.Helper()
	return len(w.found(s))
}

// found are the objects of the subject's kind with the values that it is known by.
func (w *world) found(s subject) []map[string]any {
	w.Helper()
	property, query := s.property, ""
	if property == "" {
		property, query = "value", "?$top=999"
	}
	if s.match["uniqueName"] != nil {
		query += "&$select=id,uniqueName"
	}
	elements, _ := w.graph(http.MethodGet, s.path+query, "")[property].([]any)
	var all []map[string]any
	for _, element := range elements {
		candidate, _ := element.(map[string]any)
		matches := true
		for name, value := range s.match {
			matches = matches && candidate[name] == value
		}
		if matches {
			all = append(all, candidate)
		}
	}
	return all
}
