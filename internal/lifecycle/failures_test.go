// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// refusal is what Graph says to somebody who may not do something.
func refusal(pattern string) fault.Fault {
	return fault.Fault{Pattern: pattern, Status: http.StatusForbidden, Code: "Authorization_RequestDenied", Message: "Insufficient privileges to complete the operation."}
}

// missing is what a replica says that does not know an object, at a certain
// request.
func missing(pattern string, after int) fault.Fault {
	return fault.Fault{Pattern: pattern, Skip: after, Times: 1, Status: http.StatusNotFound, Code: "Request_ResourceNotFound", Message: "Resource 'x' does not exist or one of its queried reference-property objects are not present."}
}

// TestMissingOnce: one replica that does not know an object, after another that
// does, takes nothing out of the state.
func TestMissingOnce(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("group")
	w.apply(r, `{"display_name":"a","description":"one"}`)
	w.configure(r, `{"display_name":"a","description":"two"}`)
	if diags, _ := w.start().Apply(t.Context(), r); len(diags) > 0 {
		t.Fatal(diags)
	}
	w.graph(http.MethodPatch, "/v1.0/groups/"+r.ID(), `{"description":"three"}`)
	w.fault(missing("GET /v1.0/groups/{id}", 1))
	if plan := w.plan(r); plan.Replaces || plan.Empty() {
		t.Error("the plan does not set the description again")
	}
}

// TestMissingRelation: that a replica does not list the members does not say that
// the group is gone.
func TestMissingRelation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ada := w.graph(http.MethodPost, "/v1.0/users", `{"userPrincipalName":"ada@contoso.onmicrosoft.com","displayName":"Ada","mailNickname":"ada","accountEnabled":true,"passwordProfile":{"password":"First-Pass-1"}}`)["id"].(string)
	r := w.resource("group")
	w.apply(r, `{"display_name":"a","members":[%q]}`, ada)
	w.fault(missing("GET /beta/groups/{id}/members", 0))
	w.settled(r)
}

// TestMissingAtItsRemoval: an object that is seconds old is removed, whatever a
// replica says.
func TestMissingAtItsRemoval(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("group")
	w.configure(r, `{"display_name":"orphan"}`)
	if diags, _ := w.start().Apply(t.Context(), r); len(diags) > 0 {
		t.Fatal(diags)
	}
	id := r.ID()
	w.fault(missing("DELETE /v1.0/groups/{id}", 0))
	w.destroy(r)
	for _, g := range w.graph(http.MethodGet, "/v1.0/groups?$select=id", "")["value"].([]any) {
		if g.(map[string]any)["id"] == id {
			t.Error("the group is reported destroyed and is there")
		}
	}
}

// TestRefusedRemovalChangesNothing: a location that a policy uses stays trusted.
func TestRefusedRemovalChangesNothing(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("named_location")
	w.apply(r, `{"display_name":"HQ","ip":{"ip_ranges":["203.0.113.0/24"],"is_trusted":true}}`)
	w.graph(http.MethodPost, "/v1.0/identity/conditionalAccess/policies", `{"displayName":"pol","state":"disabled","grantControls":{"operator":"OR","builtInControls":["mfa"]},
		"conditions":{"applications":{"includeApplications":["All"]},"users":{"includeUsers":["All"]},"clientAppTypes":["all"],"locations":{"includeLocations":["All"],"excludeLocations":["`+r.ID()+`"]}}}`)
	diags, _ := w.start().Destroy(t.Context(), r)
	w.says(diags, "HQ", `It is still used by the conditional access policy "pol" (`)
	w.holds("/v1.0/identity/conditionalAccess/namedLocations/"+r.ID(), `{"isTrusted":true}`)
	w.settled(r)
}

// TestRefusedChangeIsRepeated: a change in two steps, of which Graph refuses the
// second, is finished by the next apply.
func TestRefusedChangeIsRepeated(t *testing.T) {
	t.Parallel()
	const config = `{"display_name":"x","app_roles":{%q:{"display_name":"a","description":"a","allowed_member_types":["User"]}}}`
	w := newWorld(t)
	r := w.resource("application")
	w.apply(r, config, "r1")
	w.fault(fault.Fault{Pattern: "PATCH /v1.0/applications/{id}", Skip: 1, Times: 1, Status: http.StatusBadRequest, Code: "CannotDeleteOrUpdateEnabledEntitlement", Message: "Permission (scope or role) cannot be deleted or updated unless disabled first."})
	w.configure(r, config, "r2")
	diags, _ := w.start().Apply(t.Context(), r)
	w.says(diags, "CannotDeleteOrUpdateEnabledEntitlement")
	w.holds("/v1.0/applications/"+r.ID(), `{"appRoles":[{"value":"r1","isEnabled":true}]}`) // who has the role keeps it
	w.apply(r, config, "r2")
	w.holds("/v1.0/applications/"+r.ID(), `{"appRoles":[{"value":"r2","isEnabled":true}]}`)
}

// TestRefusedPurge: what waits in the bin is not reported as destroyed for good.
func TestRefusedPurge(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("group")
	w.apply(r, `{"display_name":"Team","group_types":["Unified"],"mail_enabled":true,"mail_nickname":"team","permanently_delete":true}`)
	const bin = "/v1.0/directory/deletedItems/"
	id, refused := r.ID(), refusal("DELETE "+bin+"{id}")
	refused.Times = 1
	w.fault(refused)
	diags, _ := w.start().Destroy(t.Context(), r)
	w.says(diags, "Team", "Insufficient privileges")
	w.holds(bin+id, `{"displayName":"Team"}`)
}

// TestRefusedSingleton: what Graph refuses is not in the state, and the next apply
// sends it.
func TestRefusedSingleton(t *testing.T) {
	t.Parallel()
	const config = `{"guest_user_role_id":"2af84b1e-32c8-42b7-82bc-daa82404023b"}`
	w := newWorld(t)
	r := w.resource("authorization_policy")
	w.configure(r, config)
	refused := refusal("PATCH /v1.0/policies/authorizationPolicy")
	refused.Times = 1
	w.fault(refused)
	diags, _ := w.start().Apply(t.Context(), r)
	w.says(diags, "Insufficient privileges")
	if !r.Gone() {
		t.Errorf("the state holds %v", r.Attributes())
	}
	w.apply(r, config)
	w.holds("/v1.0/policies/authorizationPolicy", `{"guestUserRoleId":"2af84b1e-32c8-42b7-82bc-daa82404023b"}`)
}

// TestMembersInAnotherOrder: in which order Graph lists members says nothing, also
// when a foreign one stands among them.
func TestMembersInAnotherOrder(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var ids []string
	for _, name := range []string{"ada", "bea", "eve"} {
		member := w.resource("group")
		w.apply(member, `{"display_name":%q}`, name)
		ids = append(ids, member.ID())
	}
	r := w.resource("group")
	const config = `{"display_name":"all","members":[%q,%q]}`
	w.apply(r, config, ids[1], ids[0])
	links := "/v1.0/groups/" + r.ID() + "/members/"
	add := func(id string) {
		w.graph(http.MethodPost, links+"$ref", `{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/`+id+`"}`)
	}
	w.graph(http.MethodDelete, links+ids[1]+"/$ref", "")
	add(ids[2])
	add(ids[1])
	if plan := w.plan(r); plan.Empty() || plan.Replaces {
		t.Errorf("a foreign member stays: %v", plan.Because)
	}
	w.graph(http.MethodDelete, links+ids[2]+"/$ref", "")
	w.settled(r)
	w.apply(r, config, ids[0], ids[1])
}

// TestConflictsNameTheOtherObject: by its own id, not by the name of the new one,
// and with what helps if that one has been deleted.
func TestConflictsNameTheOtherObject(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	one := w.resource("application")
	w.apply(one, `{"display_name":"one","identifier_uris":["api://contoso.onmicrosoft.com/shared"]}`)
	two := w.resource("application")
	w.configure(two, `{"display_name":"two","identifier_uris":["api://contoso.onmicrosoft.com/shared"]}`)
	_, diags := w.start().Plan(t.Context(), two)
	if diags.HasError() {
		t.Fatal(diags)
	}
	diags, _ = w.start().Apply(t.Context(), two)
	w.says(diags, "terraform import ADDRESS '"+one.ID()+"'", "restore_deleted = true")
}

// TestConflictsOfWhatHasNoName: Graph keeps one of each combination, and the message
// has the id of that one.
func TestConflictsOfWhatHasNoName(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	app := w.resource("application")
	w.apply(app, `{"display_name":"a"}`)
	principal := w.resource("service_principal")
	w.apply(principal, `{"app_id":%q}`, app.Attributes()["app_id"])
	const config = `{"client_id":%q,"resource_id":%q,"scope":[%q]}`
	one := w.resource("delegated_permission_grant")
	w.apply(one, config, principal.ID(), principal.ID(), "openid")
	two := w.resource("delegated_permission_grant")
	w.configure(two, config, principal.ID(), principal.ID(), "profile")
	diags, _ := w.start().Apply(t.Context(), two)
	w.says(diags, "one delegated permission grant for each combination of client_id, resource_id, consent_type, principal_id", "terraform import ADDRESS '"+one.ID()+"'")
}

// TestRotation: Terraform tells nothing of the object that a new one takes the place of,
// so that the warning of what a killed run has left says when there is nothing to do.
func TestRotation(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	app := w.resource("application")
	w.apply(app, `{"display_name":"a"}`)
	r := w.resource("application_password")
	w.apply(r, `{"application_id":%q,"display_name":"batch"}`, app.ID())
	old := r.ID()
	r.Replace, r.CreateBeforeDestroy = true, true
	diags, _ := w.start().Apply(t.Context(), r)
	if diags.HasError() || r.ID() == old || !strings.Contains(diags.String(), "with create_before_destroy, it is gone at the end of the apply") {
		t.Errorf("the password is %s: %s", r.ID(), diags)
	}
	r.Replace = false
	w.settled(r)
	again := w.resource("application_password")
	w.configure(again, `{"application_id":%q,"display_name":"batch"}`, app.ID())
	if diags, _ := w.start().Apply(t.Context(), again); !strings.Contains(diags.String(), "There is another application password") {
		t.Errorf("nothing is said of the one that was there: %s", diags)
	}
}

// TestRefusedRemovalNamesUsers: whatever form a reference has, the object that uses another one is named.
func TestRefusedRemovalNamesUsers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	strength := w.resource("authentication_strength_policy")
	w.apply(strength, `{"display_name":"Strong","allowed_combinations":["fido2"]}`)
	w.apply(w.resource("conditional_access_policy"), `{"display_name":"Gate","state":"disabled","grant_controls":{"operator":"OR","authentication_strength":%q},
		"conditions":{"client_app_types":["all"],"applications":{"include_applications":["All"]},"users":{"include_users":["All"]}}}`, strength.ID())
	filter := w.resource("assignment_filter")
	w.apply(filter, `{"display_name":"Rooms","platform":"windows10AndLater","rule":"(device.deviceName -startsWith \"mtr\")"}`)
	w.apply(w.resource("windows_compliance_policy"), `{"display_name":"Windows","assignments":[{"target":{"all_devices":
		{"device_and_app_management_assignment_filter_id":%q,"device_and_app_management_assignment_filter_type":"include"}}}],
		"scheduled_actions_for_rule":[{"scheduled_action_configurations":[{"action_type":"block","grace_period_hours":0}]}]}`, filter.ID())
	diags, _ := w.start().Destroy(t.Context(), strength)
	w.says(diags, `It is still used by the conditional access policy "Gate" (`, "create_before_destroy")
	diags, _ = w.start().Destroy(t.Context(), filter)
	w.says(diags, `It is still used by the windows compliance policy "Windows" (`, "create_before_destroy")
}
