// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
)

// TestOneActionBlocks: that a policy has one and only one action that blocks is
// known at plan time.
func TestOneActionBlocks(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("windows_compliance_policy")
	for _, actions := range []string{
		`{"action_type":"notification","grace_period_hours":24}`,
		`{"action_type":"block"},{"action_type":"block","grace_period_hours":24}`,
	} {
		w.refused(r, `{"display_name":"p","scheduled_actions_for_rule":[{"scheduled_action_configurations":[`+actions+`]}]}`,
			`must have exactly one element with action_type "block"`)
	}
	w.apply(r, `{"display_name":"p","scheduled_actions_for_rule":[{"scheduled_action_configurations":[{"action_type":"block"},{"action_type":"notification"}]}]}`)
}

// TestFiltersSayWhatTheyAreFor: the id of a filter and whether it includes or
// excludes go together.
func TestFiltersSayWhatTheyAreFor(t *testing.T) {
	t.Parallel()
	const script = `{"display_name":"s","file_name":"s.ps1","script_content":"eA==","assignments":[{"target":{%s}}]}`
	w := newWorld(t)
	f := w.resource("assignment_filter")
	w.apply(f, `{"display_name":"f","platform":"windows10AndLater","rule":"(device.model -eq \"X\")"}`)
	r := w.resource("windows_platform_script")
	tests := []struct{ target, says string }{
		{`"all_devices":{"device_and_app_management_assignment_filter_id":"` + f.ID() + `"}`, "device_and_app_management_assignment_filter_type must be \"include\""},
		{`"all_users":{"device_and_app_management_assignment_filter_type":"include"}`, "device_and_app_management_assignment_filter_id must be set"},
		{`"group":{"group_id":"` + f.ID() + `","device_and_app_management_assignment_filter_type":"exclude"}`, "device_and_app_management_assignment_filter_id must be set"},
	}
	for _, tt := range tests {
		w.refused(r, fmt.Sprintf(script, tt.target), tt.says)
	}
	w.apply(r, script, `"all_devices":{"device_and_app_management_assignment_filter_id":"`+f.ID()+`","device_and_app_management_assignment_filter_type":"exclude"}`)
}

// TestZeroIDIsNone: Intune writes the id of noughts for none, and people copy it.
func TestZeroIDIsNone(t *testing.T) {
	t.Parallel()
	const zero = "00000000-0000-0000-0000-000000000000"
	w := newWorld(t)
	s := w.resource("windows_platform_script")
	w.apply(s, `{"display_name":"s","file_name":"s.ps1","script_content":"eA==","assignments":[{"target":{"all_devices":{"device_and_app_management_assignment_filter_id":%q}}}]}`, zero)
	w.apply(s, `{"display_name":"s","file_name":"s.ps1","script_content":"eA==","assignments":[{"target":{"all_devices":{}}}]}`)
	p := w.resource("windows_compliance_policy")
	w.apply(p, `{"display_name":"p","scheduled_actions_for_rule":[{"scheduled_action_configurations":[{"action_type":"block","notification_template_id":%q}]}]}`, zero)
	w.apply(p, `{"display_name":"p","scheduled_actions_for_rule":[{"scheduled_action_configurations":[{"action_type":"block"}]}]}`)
	w.refused(p, `{"display_name":"p","scheduled_actions_for_rule":[{"scheduled_action_configurations":[{"action_type":"block","notification_template_id":"`+zero+`"},{"action_type":"block"}]}]}`, "exactly one element")
}

// TestDefaultScopeTagStays: the tag that every tenant has can be managed, and a
// destroy leaves it.
func TestDefaultScopeTagStays(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.imported("role_scope_tag", "0", `{"display_name":"Default","description":"Default"}`)
	w.destroy(r)
	w.holds("/beta/deviceManagement/roleScopeTags/0", `{"displayName":"Default"}`)
}

// TestRoleWithoutPermissionsIsImported: tenants have built-in roles that allow
// nothing of their own.
func TestRoleWithoutPermissionsIsImported(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	const id = "db506228-d27e-4b7d-95e5-295956d6615f"
	role := w.graph(http.MethodGet, "/v1.0/roleManagement/directory/roleDefinitions/"+id, "")
	r := w.imported("directory_role_definition", id, fmt.Sprintf(`{"display_name":%q,"description":%q,"is_enabled":true,"role_permissions":[],"template_id":%q,"version":"1"}`, role["displayName"], role["description"], id))
	w.destroy(r)
}

// TestForeignTargets: a target that somebody else has set is shown, also one whose
// type nobody knows here.
func TestForeignTargets(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("settings_catalog_policy_json")
	w.apply(r, `{"name":"p","platforms":["windows10"],"technologies":["mdm"],"settings":%s}`, quotedSettings())
	assign := func(target string) {
		w.graph(http.MethodPost, "/beta/deviceManagement/configurationPolicies/"+r.ID()+"/assign", `{"assignments":[{"target":`+target+`}]}`)
	}
	assign(`{"@odata.type":"#microsoft.graph.configurationManagerCollectionAssignmentTarget","collectionId":"SMS1"}`)
	w.apply(r, `{"name":"p","platforms":["windows10"],"technologies":["mdm"],"settings":%s,"assignments":[{"target":{"configuration_manager_collection":{"collection_id":"SMS1"}}}]}`, quotedSettings())

	group := w.resource("group")
	w.apply(group, `{"display_name":"Devices"}`)
	assign(`{"@odata.type":"#microsoft.graph.androidFotaDeploymentAssignmentTarget","groupId":"` + group.ID() + `"}`)
	diags := w.start().Refresh(w.Context(), r)
	if !strings.Contains(diags.String(), "microsoft.graph.androidFotaDeploymentAssignmentTarget") {
		t.Errorf("nothing tells of the target: %s", diags)
	}
	w.apply(r, `{"name":"p","platforms":["windows10"],"technologies":["mdm"],"settings":%s}`, quotedSettings())
	w.holds("/beta/deviceManagement/configurationPolicies/"+r.ID()+"?$expand=assignments", `{"assignments":[]}`)
}
