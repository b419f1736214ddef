// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"maps"
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// change puts something into an object that is read-only from outside.
func (s service) change(in store.Location, id, property string, value any) {
	s.Helper()
	err := s.store.Update(func(tx *store.Tx) error {
		return tx.Replace(in, id, func(old store.Object) (store.Object, error) {
			changed := maps.Clone(old)
			changed[property] = value
			return changed, nil
		})
	})
	if err != nil {
		s.Fatal(err)
	}
}

// TestSyncedObjectsAreMasteredElsewhere: what comes from an Active Directory can be
// read and not be changed.
func TestSyncedObjectsAreMasteredElsewhere(t *testing.T) {
	t.Parallel()
	s := newService(t)
	user, group := s.user("ada"), s.group("staff")
	s.change("/users", user, "onPremisesSyncEnabled", true)
	s.change("/groups", group, "onPremisesSyncEnabled", true)
	for line, body := range map[string]string{
		"PATCH /v1.0/users/" + user:                    `{"department":"HR"}`,
		"PATCH /v1.0/groups/" + group:                  `{"description":"D"}`,
		"POST /v1.0/groups/" + group + "/members/$ref": ref(user),
		"PATCH /v1.0/groups/" + group + "?x=":          `{"members@odata.bind":["https://graph.microsoft.com/v1.0/users/` + user + `"]}`,
	} {
		if got := s.expect(400, "Request_BadRequest", line, body); !strings.Contains(got.message(), "on-premises mastered") {
			t.Errorf("%s: %s", line, got.message())
		}
	}
	s.must(204, "PATCH /v1.0/users/"+user, `{"usageLocation":"GB","displayName":"ada"}`)
	s.must(204, "POST /v1.0/groups/"+group+"/owners/$ref", ref(user))
	if got := s.must(200, "GET /v1.0/users/"+user+"?$select=onPremisesSyncEnabled", ""); got.body["onPremisesSyncEnabled"] != true {
		t.Errorf("the user: %s", got.raw)
	}
	for _, property := range []string{`"onPremisesSyncEnabled":false`, `"onPremisesSamAccountName":"x"`, `"onPremisesLastSyncDateTime":"2026-01-01T00:00:00Z"`} {
		s.expect(400, "Request_BadRequest", "PATCH /v1.0/users/"+user, "{"+property+"}")
		s.expect(400, "Request_BadRequest", "POST /v1.0/users", userBody("other", ","+property))
	}
}

// TestDeltaTellsMembers: who came since, and who is no member any more.
func TestDeltaTellsMembers(t *testing.T) {
	t.Parallel()
	s := newService(t)
	ada, bob, group := s.user("ada"), s.user("bob"), s.group("staff")
	members := "/v1.0/groups/" + group + "/members"
	s.must(204, "POST "+members+"/$ref", ref(ada))
	s.group("other")
	got := s.must(200, "GET /v1.0/groups/delta?$select=displayName,members", "")
	changes := func(a answer) string {
		text := ""
		for _, each := range a.body["value"].([]any) {
			object := each.(map[string]any)
			list, _ := object["members@delta"].([]any)
			for _, element := range list {
				member := element.(map[string]any)
				sign := "+"
				if removed, ok := member["@removed"].(map[string]any); ok {
					sign = "-" + removed["reason"].(string) + " "
				}
				if object["id"] == group && member["@odata.type"] == "#microsoft.graph.user" {
					text += sign + strings.NewReplacer(ada, "ada", bob, "bob").Replace(member["id"].(string)) + ";"
				}
			}
		}
		return text
	}
	next := func(a answer) answer {
		link := a.text("@odata.deltaLink")
		return s.must(200, "GET "+strings.TrimPrefix(link, base), "")
	}
	if text := changes(got); text != "+ada;" {
		t.Errorf("the first round: %q of %s", text, got.raw)
	}
	s.must(204, "POST "+members+"/$ref", ref(bob))
	s.must(204, "DELETE "+members+"/"+ada+"/$ref", "")
	got = next(got)
	if text := changes(got); text != "+bob;-deleted ada;" || strings.Contains(got.raw, `"other"`) {
		t.Errorf("the second round: %q of %s", text, got.raw)
	}
	s.must(204, "POST "+members+"/$ref", ref(ada))
	got = next(got)
	if text := changes(got); text != "+ada;" {
		t.Errorf("the third round: %q", text)
	}
	if got = next(got); len(got.body["value"].([]any)) != 0 {
		t.Errorf("nothing has changed: %s", got.raw)
	}
	if got = s.must(200, "GET /v1.0/groups/delta", ""); !strings.Contains(got.raw, "members@delta") {
		t.Errorf("who selects nothing is told of members too: %s", got.raw)
	}
	if got = s.must(200, "GET /v1.0/groups/delta?$select=displayName", ""); strings.Contains(got.raw, "members@delta") {
		t.Errorf("nobody asked for members: %s", got.raw)
	}
}

const (
	office   = "6fd2c87f-b296-42f0-b196-1e91e994b900"
	exchange = "efb87545-963c-4e0d-99df-69c6916d9eb0"
	teams    = "57ff2da0-773e-42df-b2af-ffb7a2317929"
)

// TestMembersInheritLicences: with the group named, the plans that any assignment
// leaves on, and an error when there are no licences left.
func TestMembersInheritLicences(t *testing.T) {
	t.Parallel()
	s := newService(t)
	sku := store.Object{
		"id": "s", "skuId": office, "skuPartNumber": "ENTERPRISEPACK", "consumedUnits": 0, "prepaidUnits": store.Object{"enabled": 2},
		"servicePlans": []any{store.Object{"servicePlanId": exchange, "servicePlanName": "EXCHANGE"}, store.Object{"servicePlanId": teams, "servicePlanName": "TEAMS1"}},
	}
	if err := s.store.Insert("/subscribedSkus", sku); err != nil {
		t.Fatal(err)
	}
	group, ada, bob, eve := s.group("licensed"), s.user("ada"), s.user("bob"), s.user("eve")
	for _, user := range []string{ada, bob} {
		s.must(204, "POST /v1.0/groups/"+group+"/members/$ref", ref(user))
	}
	s.must(204, "PATCH /v1.0/users/"+ada, `{"usageLocation":"GB"}`)
	assign := func(plans string) string {
		return `{"addLicenses":[{"skuId":"` + office + `","disabledPlans":[` + plans + `]}],"removeLicenses":[]}`
	}
	const remove = `{"addLicenses":[],"removeLicenses":["` + office + `"]}`
	s.must(200, "POST /v1.0/users/"+ada+"/assignLicense", assign(`"`+exchange+`"`))
	s.must(202, "POST /v1.0/groups/"+group+"/assignLicense", assign(`"`+exchange+`","`+teams+`"`))
	licences := func(user string) answer {
		return s.must(200, "GET /v1.0/users/"+user+"?$select=assignedLicenses,assignedPlans,licenseAssignmentStates", "")
	}
	want := func(what, raw string, parts ...string) {
		t.Helper()
		for _, part := range parts {
			if !strings.Contains(raw, part) {
				t.Errorf("%s lacks %s: %s", what, part, raw)
			}
		}
	}
	want("who has it twice", licences(ada).raw, `"assignedByGroup":null`, `"assignedByGroup":"`+group+`"`, `"assignedLicenses":[{"disabledPlans":["`+exchange+`"]`, `"servicePlanId":"`+teams+`"`)
	want("a member", licences(bob).raw, `"assignedByGroup":"`+group+`"`, `"error":"None"`, `"state":"Active"`)
	want("the group", s.must(200, "GET /v1.0/groups/"+group+"?$select=assignedLicenses,licenseProcessingState", "").raw, office, `"licenseProcessingState":{"state":"ProcessingComplete"}`)
	if got := s.expect(400, "", "POST /v1.0/users/"+bob+"/assignLicense", remove); !strings.Contains(got.message(), "inherited from a group") {
		t.Errorf("what is inherited cannot be removed directly: %s", got.message())
	}
	s.must(204, "POST /v1.0/groups/"+group+"/members/$ref", ref(eve))
	want("who came too late", licences(eve).raw, `"error":"CountViolation"`, `"state":"Error"`, `"assignedLicenses":[]`)
	want("those with errors", s.must(200, "GET /v1.0/groups/"+group+"/membersWithLicenseErrors", "").raw, eve)
	consumed := func() string { return s.must(200, "GET /v1.0/subscribedSkus", "").names("consumedUnits") }
	if got := consumed(); got != "2" {
		t.Errorf("%s licences are consumed", got)
	}
	s.must(204, "DELETE /v1.0/groups/"+group+"/members/"+bob+"/$ref", "")
	want("who left", licences(bob).raw, `"assignedLicenses":[]`, `"licenseAssignmentStates":[]`)
	s.expect(400, "", "DELETE /v1.0/groups/"+group, "")
	s.must(202, "POST /v1.0/groups/"+group+"/assignLicense", remove)
	want("who has it directly", licences(ada).raw, `"assignedByGroup":null`, `"disabledPlans":["`+exchange+`"]`)
	s.must(204, "DELETE /v1.0/users/"+ada, "")
	if got := consumed(); got != "0" {
		t.Errorf("%s licences are consumed by nobody", got)
	}
	s.must(204, "DELETE /v1.0/groups/"+group, "")
}

// TestRulesGiveLicences: a change that makes somebody a member of a dynamic group
// gives them its licences.
func TestRulesGiveLicences(t *testing.T) {
	t.Parallel()
	s := newService(t)
	if err := s.store.Insert("/subscribedSkus", store.Object{"id": "s", "skuId": office, "consumedUnits": 0, "prepaidUnits": store.Object{"enabled": 2}}); err != nil {
		t.Fatal(err)
	}
	group := s.group("sales", `,"groupTypes":["DynamicMembership"],"membershipRule":"user.department -eq \"Sales\"","membershipRuleProcessingState":"On"`)
	s.must(202, "POST /v1.0/groups/"+group+"/assignLicense", `{"addLicenses":[{"skuId":"`+office+`"}],"removeLicenses":[]}`)
	user := s.user("ada")
	for department, licensed := range map[string]bool{"Sales": true, "HR": false} {
		s.must(204, "PATCH /v1.0/users/"+user, `{"department":"`+department+`"}`)
		if got := s.must(200, "GET /v1.0/users/"+user+"?$select=assignedLicenses", ""); strings.Contains(got.raw, office) != licensed {
			t.Errorf("in %s: %s", department, got.raw)
		}
	}
}

// TestWhatTakesADirectoryRole: changing a password and purging users and groups need
// one beside the permission.
func TestWhatTakesADirectoryRole(t *testing.T) {
	t.Parallel()
	s := newService(t)
	user, gone, group := s.user("ada"), s.user("gone"), s.group("gone")
	s.must(204, "DELETE /v1.0/users/"+gone, "")
	unified := s.must(201, "POST /v1.0/groups", `{"displayName":"m","mailNickname":"m","mailEnabled":true,"securityEnabled":false,"groupTypes":["Unified"]}`).text("id")
	s.must(204, "DELETE /v1.0/groups/"+unified, "")
	s.must(204, "DELETE /v1.0/groups/"+group, "")
	attempts := map[string]string{
		"PATCH /v1.0/users/" + user:                      `{"passwordProfile":{"password":"New-` + password + `"}}`,
		"DELETE /v1.0/directory/deletedItems/" + gone:    "",
		"DELETE /v1.0/directory/deletedItems/" + unified: "",
	}
	roles := s.must(200, "GET /v1.0/roleManagement/directory/roleAssignments?$filter=principalId eq '"+callerID+"'", "").names("id")
	for _, assignment := range strings.Fields(roles) {
		s.must(204, "DELETE /v1.0/roleManagement/directory/roleAssignments/"+assignment, "")
	}
	for line, body := range attempts {
		s.expect(http.StatusForbidden, "Authorization_RequestDenied", line, body)
	}
	grant := func(principal, role string) {
		s.must(201, "POST /v1.0/roleManagement/directory/roleAssignments", `{"principalId":"`+principal+`","roleDefinitionId":"`+role+`","directoryScopeId":"/"}`)
	}
	grant(callerID, userAdministrator)
	for line, body := range attempts {
		s.must(204, line, body)
	}
	// Who has a role is protected from those who have no higher one.
	grant(user, groupsAdministrator)
	s.expect(http.StatusForbidden, "Authorization_RequestDenied", "PATCH /v1.0/users/"+user, `{"passwordProfile":{"password":"Other-`+password+`"}}`)
	s.must(204, "PATCH /v1.0/users/"+user, `{"jobTitle":"J"}`)
}

// TestWhatIsMatched: If-Match counts where the reference demands it, and is overlooked
// elsewhere.
func TestWhatIsMatched(t *testing.T) {
	t.Parallel()
	s := newService(t)
	const tasks, partners = "Authorization: Bearer Tasks.ReadWrite.All", "Authorization: Bearer DelegatedAdminRelationship.ReadWrite.All"
	for path, tt := range map[string]struct{ body, change, roles string }{
		"/v1.0/planner/plans": {`{"title":"P","container":{"url":"https://graph.microsoft.com/v1.0/groups/x"}}`, `{"title":"Q"}`, tasks},
		"/v1.0/tenantRelationships/delegatedAdminRelationships": {`{"displayName":"R","duration":"P30D","accessDetails":{"unifiedRoles":[]}}`, `{"displayName":"S"}`, partners},
	} {
		made := s.must(201, "POST "+path, tt.body, tt.roles)
		one := path + "/" + made.text("id")
		first := s.must(200, "GET "+one, "", tt.roles).text("@odata.etag")
		s.expect(400, "", "PATCH "+one, tt.change, tt.roles)
		if got := s.send("PATCH "+one, tt.change, tt.roles, "If-Match: "+first); got.status >= 400 {
			t.Errorf("PATCH %s: %d %s", one, got.status, got.raw)
		}
		second := s.must(200, "GET "+one, "", tt.roles).text("@odata.etag")
		if first == second || first == "" {
			t.Errorf("%s has the tags %q and %q", one, first, second)
		}
		s.expect(412, "PreconditionFailed", "PATCH "+one, tt.change, tt.roles, "If-Match: "+first)
		s.expect(412, "PreconditionFailed", "DELETE "+one, "", tt.roles, "If-Match: "+first)
		s.must(204, "DELETE "+one, "", tt.roles, "If-Match: "+second)
	}
	group := s.group("g")
	s.must(204, "PATCH /v1.0/groups/"+group, `{"description":"D"}`, `If-Match: W/"none"`)
}
