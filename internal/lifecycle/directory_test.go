// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"net/http"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// TestKindsOfAUnit: a unit becomes dynamic and assigned again where it is.
func TestKindsOfAUnit(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("administrative_unit")
	w.apply(r, `{"display_name":"Lyon"}`)
	id := r.ID()
	for _, config := range []string{
		`{"display_name":"Lyon","membership_type":"Assigned"}`,
		`{"display_name":"Lyon","membership_type":"Dynamic","membership_rule":"(user.country -eq \"France\")","membership_rule_processing_state":"On"}`,
		`{"display_name":"Lyon","membership_type":"Dynamic","membership_rule":"(user.country -eq \"Suisse\")","membership_rule_processing_state":"Paused"}`,
		`{"display_name":"Lyon","membership_type":"Assigned"}`,
	} {
		if w.apply(r, config); r.ID() != id {
			t.Errorf("%s replaces the unit", config)
		}
	}
}

// TestCaseOfARoleScope: an id in capitals is the same scope.
func TestCaseOfARoleScope(t *testing.T) {
	t.Parallel()
	const config = `{"principal_id":%q,"role_definition_id":%q,"directory_scope_id":"/administrativeUnits/%s"}`
	const role = "fdd7a751-b60b-444a-984c-02652fe8fa1c"
	w := newWorld(t)
	unit, group, r := w.resource("administrative_unit"), w.resource("group"), w.resource("directory_role_assignment")
	w.apply(unit, `{"display_name":"Lyon"}`)
	w.apply(group, `{"display_name":"Ops","is_assignable_to_role":true}`)
	w.apply(r, config, group.ID(), role, unit.ID())
	w.configure(r, config, group.ID(), strings.ToUpper(role), strings.ToUpper(unit.ID()))
	w.settled(r)
	again := w.resource("directory_role_assignment")
	w.apply(again, `{"principal_id":%q,"role_definition_id":%q,"directory_scope_id":"/"}`, group.ID(), role)
	if again.ID() == r.ID() {
		t.Error("another scope is the same assignment")
	}
}

// TestNamesOfUsers: what Graph takes in a name is found by that name.
func TestNamesOfUsers(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	for _, name := range []string{"o'brien", "x#y", "a!b^c~d", "Mixed.CASE"} {
		upn := name + "@contoso.onmicrosoft.com"
		r := w.resource("user")
		w.apply(r, `{"user_principal_name":%q,"mail_nickname":"a","display_name":"A","password_profile":{"password":"First-Pass-1"}}`, upn)
		found := w.imported("user", "name="+strings.ToLower(upn), `{"user_principal_name":"`+upn+`","mail_nickname":"a","display_name":"A"}`)
		if found.ID() != r.ID() {
			t.Errorf("%s is imported as %s; want %s", upn, found.ID(), r.ID())
		}
	}
}

// TestWhatComesFromElsewhere: a synchronized user is imported, and what the local directory
// decides about is refused in Graph's words, and stays.
func TestWhatComesFromElsewhere(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(o *tenant.Options) {
		o.Seed = []byte(`{"users":[{"accountEnabled":true,"displayName":"Synced","mailNickname":"synced","userPrincipalName":"synced@contoso.onmicrosoft.com",
			"passwordProfile":{"password":"First-Pass-1"},"onPremisesSyncEnabled":true,"department":"HR","onPremisesImmutableId":"abc"}]}`)
	})
	r := w.imported("user", "name=synced@contoso.onmicrosoft.com", `{"user_principal_name":"synced@contoso.onmicrosoft.com","display_name":"Synced","mail_nickname":"synced","department":"HR","on_premises_immutable_id":"abc"}`)
	w.configure(r, `{"user_principal_name":"synced@contoso.onmicrosoft.com","display_name":"Synced","mail_nickname":"synced","department":"Sales","on_premises_immutable_id":"abc"}`)
	diags, _ := w.start().Apply(t.Context(), r)
	w.says(diags, `user "synced@contoso.onmicrosoft.com"`, "on-premises mastered")
	w.holds("/v1.0/users/"+r.ID()+"?$select=department", `{"department":"HR"}`)
}

// TestLocationOfAnotherKind: Graph keeps a location that a policy refers to, so that a
// replacement, which destroys first, names the policy and what helps.
func TestLocationOfAnotherKind(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	location, policy := w.resource("named_location"), w.resource("conditional_access_policy")
	w.apply(location, `{"display_name":"Office","ip":{"ip_ranges":["198.51.100.0/24"]}}`)
	w.apply(policy, `{"display_name":"Gate","state":"disabled","grant_controls":{"operator":"OR","built_in_controls":["mfa"]},
		"conditions":{"applications":{"include_applications":["All"]},"users":{"include_users":["All"]},"locations":{"include_locations":["All"],"exclude_locations":[%q]}}}`, location.ID())
	w.configure(location, `{"display_name":"Office","country":{"countries_and_regions":["CH"]}}`)
	if plan := w.plan(location); !plan.Replaces {
		t.Fatalf("another kind does not replace the location: %v", plan.Differences())
	}
	old := location.ID()
	diags, _ := w.start().Apply(t.Context(), location)
	w.says(diags, `conditional access policy "Gate"`, "create_before_destroy")
	w.graph(http.MethodGet, "/v1.0/identity/conditionalAccess/namedLocations/"+old, "")
}

// TestNamesOfSecurityAttributesInAnyCase: Graph takes them so, and shows them as they were
// defined.
func TestNamesOfSecurityAttributesInAnyCase(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	w.graph("POST", "/v1.0/directory/attributeSets", `{"id":"Engineering"}`)
	definition, value := w.resource("custom_security_attribute_definition"), w.resource("custom_security_attribute_allowed_value")
	w.apply(definition, `{"attribute_set":"engineering","name":"Project","type":"String","is_collection":false,"is_searchable":true,"use_pre_defined_values_only":false}`)
	w.apply(value, `{"definition_id":"engineering_project","value":"Apollo"}`)
	const user = `{"user_id":%q,"attributes":{"engineering":{"project":%q}}}`
	id := w.graph("GET", "/v1.0/users?$top=1", "")["value"].([]any)[0].(map[string]any)["id"]
	values := w.resource("user_custom_security_attributes")
	w.apply(values, user, id, "Apollo")
	w.apply(values, user, id, "Gemini")
	w.holds("/v1.0/users/"+id.(string)+"?$select=customSecurityAttributes", `{"customSecurityAttributes":{"Engineering":{"Project":"Gemini"}}}`)
	w.imported("attribute_set", "ENGINEERING", `{"id":"engineering"}`)
	w.imported("custom_security_attribute_definition", "ENGINEERING_PROJECT", `{"attribute_set":"engineering","name":"project","type":"String","is_collection":false,"is_searchable":true,"use_pre_defined_values_only":false}`)
	w.imported("custom_security_attribute_allowed_value", "ENGINEERING_PROJECT/Apollo", `{"definition_id":"Engineering_Project","value":"Apollo"}`)
}
