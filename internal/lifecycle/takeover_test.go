// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"net/http"
	"strings"
	"testing"
)

// TestExistingServicePrincipal: what the configuration does not say stays.
func TestExistingServicePrincipal(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	app := w.graph(http.MethodPost, "/v1.0/applications", `{"displayName":"gallery"}`)["appId"].(string)
	const theirs = `"tags":["HideApp","WindowsAzureActiveDirectoryIntegratedApp"],"appRoleAssignmentRequired":true,"accountEnabled":false,"notes":"owner: x"`
	id := w.graph(http.MethodPost, "/v1.0/servicePrincipals", `{"appId":"`+app+`",`+theirs+`}`)["id"].(string)
	r := w.resource("service_principal")
	w.apply(r, `{"app_id":%q,"use_existing":true}`, app)
	if r.ID() != id {
		t.Errorf("the id is %s, want that of the one that was there, %s", r.ID(), id)
	}
	w.holds("/v1.0/servicePrincipals/"+id, `{`+theirs+`}`)
	w.apply(r, `{"app_id":%q,"use_existing":true,"notes":"ours"}`, app)
	w.holds("/v1.0/servicePrincipals/"+id, `{"tags":["HideApp","WindowsAzureActiveDirectoryIntegratedApp"],"accountEnabled":false,"notes":"ours"}`)
	w.apply(r, `{"app_id":%q,"use_existing":true}`, app)
	w.holds("/v1.0/servicePrincipals/"+id, `{"accountEnabled":false,"notes":null}`)
}

// TestUniqueNameThatIsTaken takes the object over. Values that were invented are
// for new objects, and what is fixed at creation is refused before anything is
// changed.
func TestUniqueNameThatIsTaken(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	existing := func(name, assignable string) string {
		return w.graph(http.MethodPost, "/v1.0/groups", `{"uniqueName":"`+name+`","displayName":"Eng","mailNickname":"eng-nick","mailEnabled":false,"securityEnabled":true,"isAssignableToRole":`+assignable+`,"description":"keep","classification":"secret"}`)["id"].(string)
	}
	plain, roles := existing("plain", "false"), existing("roles", "true")

	r := w.resource("group")
	w.configure(r, `{"display_name":"Engineering","unique_name":"plain"}`)
	diags, _ := w.start().Apply(t.Context(), r)
	if told := diags.String(); diags.HasError() || !strings.Contains(told, `The group "Engineering" was there before`) || !strings.Contains(told, plain+" and was taken over") {
		t.Errorf("the take-over is not warned of:\n%s", told)
	}
	w.settled(r)
	if r.ID() != plain {
		t.Errorf("the id is %s, want %s", r.ID(), plain)
	}
	w.holds("/v1.0/groups/"+plain, `{"displayName":"Engineering","mailNickname":"eng-nick","description":"keep","classification":"secret"}`)

	fixed := w.resource("group")
	w.configure(fixed, `{"display_name":"Other","unique_name":"roles"}`)
	diags, _ = w.start().Apply(t.Context(), fixed)
	w.says(diags, "is_assignable_to_role")
	w.holds("/v1.0/groups/"+roles, `{"displayName":"Eng","isAssignableToRole":true,"mailNickname":"eng-nick"}`)
}

// TestRolesOfATakenOverApplication keep their ids, which others refer to.
func TestRolesOfATakenOverApplication(t *testing.T) {
	t.Parallel()
	const config = `{"display_name":"x","unique_name":"x-app","app_roles":{"r1":{"display_name":"a","description":"a","allowed_member_types":["User"]}},
		"api":{"oauth2_permission_scopes":{"s.r":{"admin_consent_display_name":"a","admin_consent_description":"b"}}}}`
	w := newWorld(t)
	r := w.resource("application")
	w.apply(r, config)
	forgotten := w.resource("application")
	w.apply(forgotten, config)
	if r.ID() != forgotten.ID() {
		t.Errorf("there is a second one, %s", forgotten.ID())
	}
	roleID := func(attributes map[string]any) any {
		return attributes["app_roles"].(map[string]any)["r1"].(map[string]any)["id"]
	}
	if before, after := roleID(r.Attributes()), roleID(forgotten.Attributes()); before != after {
		t.Errorf("the role had the id %v and has %v", before, after)
	}
}

// TestRestoredUser: an object comes back with what it had.
func TestRestoredUser(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	boss := w.graph(http.MethodPost, "/v1.0/users", `{"userPrincipalName":"boss@contoso.onmicrosoft.com","displayName":"Boss","mailNickname":"boss","accountEnabled":true,"passwordProfile":{"password":"First-Pass-1"}}`)["id"].(string)
	r := w.resource("user")
	w.apply(r, `{"user_principal_name":"ada@contoso.onmicrosoft.com","display_name":"Ada","mail_nickname":"lovelace","job_title":"Boss","department":"Sales","manager":%q,"password_profile":{"password":"Choose-1-yourself"}}`, boss)
	old := r.ID()
	w.destroy(r)
	w.apply(r, `{"user_principal_name":"ada@contoso.onmicrosoft.com","display_name":"Ada K.","restore_deleted":true,"password_profile":{"password":"Choose-2-yourself"},"password_profile_version":1}`)
	if r.ID() != old {
		t.Errorf("the id is %s, want the old one, %s", r.ID(), old)
	}
	w.holds("/v1.0/users/"+old, `{"displayName":"Ada K."}`)
}

// TestRestoredGroup has its old id, also when the apply that restored it failed
// half way.
func TestRestoredGroup(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("group")
	w.apply(r, `{"display_name":"Eng","description":"old","mail_nickname":"eng-nick"}`)
	old := r.ID()
	w.destroy(r)
	w.fault(refusal("PATCH /v1.0/groups/{id}"))
	w.configure(r, `{"display_name":"Eng","description":"new","restore_deleted":true}`)
	diags, _ := w.start().Apply(t.Context(), r)
	w.says(diags, "Authorization_RequestDenied")
	if r.Gone() || r.ID() != old {
		t.Fatal("the group is live again and out of state")
	}
	w.Tenant.ClearFaults()
	r.Tainted = false // as `terraform untaint` does
	w.apply(r, `{"display_name":"Eng","description":"new","restore_deleted":true}`)
	w.apply(r, `{"display_name":"Eng","description":"new"}`)
	w.holds("/v1.0/groups/"+old, `{"description":"new","mailNickname":"eng-nick"}`)
}

// TestRestoredApplication: roles and permissions keep their ids.
func TestRestoredApplication(t *testing.T) {
	t.Parallel()
	const config = `{"display_name":"x","restore_deleted":true,"app_roles":{"r1":{"display_name":"a","description":"a","allowed_member_types":["User"]}},
		"api":{"oauth2_permission_scopes":{"s.r":{"admin_consent_display_name":"a","admin_consent_description":"b"}}}}`
	w := newWorld(t)
	r := w.resource("application")
	w.apply(r, config)
	old := r.ID()
	w.destroy(r)
	w.apply(r, config)
	if r.ID() != old {
		t.Errorf("the id is %s, want the old one, %s", r.ID(), old)
	}
}
