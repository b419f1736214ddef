// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// kinds are the objects of a tenant as there are many, with how many of each: what
// Conditional Access takes is one write a second.
func kinds() []struct {
	name, arguments string
	count           int
} {
	type kind = struct {
		name, arguments string
		count           int
	}
	return []kind{
		{"group", `display_name = "g${count.index}"`, 100},
		{"user", fmt.Sprintf(`user_principal_name = "m${count.index}@%s"
  display_name = "m${count.index}"
  password_profile = { password = "Local-tenant-1!" }`, tenant.DefaultDomain), 100},
		{"application", `display_name = "a${count.index}"`, 100},
		{"service_principal", `app_id = microsoft365_application.this[count.index].app_id`, 100},
		{"application_federated_identity_credential", `application_id = microsoft365_application.this[count.index].id
  name = "fic"
  issuer = "https://token.actions.githubusercontent.com"
  subject = "repo:a/b:ref:refs/heads/${count.index}"`, 50},
		{"application_password", `application_id = microsoft365_application.this[count.index].id
  display_name = "p"`, 50},
		{"delegated_permission_grant", `client_id = microsoft365_service_principal.this[count.index].id
  resource_id = data.microsoft365_service_principal.graph.id
  scope = ["openid"]`, 50},
		{"app_role_assignment", `resource_id = data.microsoft365_service_principal.graph.id
  principal_id = microsoft365_service_principal.this[count.index].id
  app_role_id = data.microsoft365_service_principal.graph.app_roles["Group.Read.All"].id`, 50},
		{"administrative_unit", `display_name = "au${count.index}"`, 50},
		{"administrative_unit_member", `administrative_unit_id = microsoft365_administrative_unit.this[0].id
  member_id = microsoft365_group.this[count.index].id`, 50},
		{"group_member", `group_id = microsoft365_group.this[0].id
  member_id = microsoft365_user.this[count.index].id`, 60},
		{"group_owner", `group_id = microsoft365_group.this[count.index].id
  owner_id = microsoft365_user.this[count.index].id`, 20},
		{"directory_role_definition", `display_name = "r${count.index}"
  role_permissions = [{ allowed_resource_actions = ["microsoft.directory/applications/standard/read"] }]`, 50},
		{"directory_role_assignment", `principal_id = microsoft365_user.this[count.index].id
  role_definition_id = "fdd7a751-b60b-444a-984c-02652fe8fa1c"`, 50},
		{"named_location", `display_name = "n${count.index}"
  country = { countries_and_regions = ["FR"] }`, 10},
		{"authentication_strength_policy", `display_name = "s${count.index}"
  allowed_combinations = ["fido2"]`, 10},
		{"assignment_filter", `display_name = "af${count.index}"
  platform = "windows10AndLater"
  rule = "(device.manufacturer -eq \"Microsoft Corporation\")"`, 40},
		{"terms_and_conditions", `display_name = "t${count.index}"
  title = "t"
  body_text = "b"
  acceptance_statement = "a"`, 30},
		{"windows_compliance_policy", `display_name = "c${count.index}"
  scheduled_actions_for_rule = [{ scheduled_action_configurations = [{ action_type = "block", grace_period_hours = 24 }] }]`, 20},
		{"windows_platform_script", `display_name = "w${count.index}"
  file_name = "w.ps1"
  script_content = base64encode("exit 0")`, 10},
	}
}

// mixed is a configuration of all of them.
func mixed() string {
	var b strings.Builder
	b.WriteString(providers + "data \"microsoft365_service_principal\" \"graph\" {\n  app_id = \"00000003-0000-0000-c000-000000000000\"\n}\n\n")
	for _, k := range kinds() {
		fmt.Fprintf(&b, "resource \"microsoft365_%s\" \"this\" {\n  count = %d\n  %s\n}\n\n", k.name, k.count, k.arguments)
	}
	return b.String()
}
