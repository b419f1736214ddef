// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package contract_test

import (
	"strings"
	"testing"
)

// TestWhatObjectsOfIntuneName: groups, filters and scope tags must be there.
func TestWhatObjectsOfIntuneName(t *testing.T) {
	t.Parallel()
	s := newService(t)
	const absent = "99999999-0000-4000-8000-000000000000"
	const filters = "/beta/deviceManagement/assignmentFilters"
	filter := s.must(201, "POST "+filters, `{"displayName":"F","platform":"windows10AndLater","rule":"(device.model -eq \"x\")"}`).text("id")
	group := s.group("g")
	policy := "/beta/deviceManagement/deviceConfigurations/" + s.must(201, "POST /beta/deviceManagement/deviceConfigurations",
		`{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","displayName":"C","roleScopeTagIds":["0"]}`).text("id")
	assignment := func(group, filter string) string {
		return `{"assignments":[{"target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget","groupId":"` + group +
			`","deviceAndAppManagementAssignmentFilterId":"` + filter + `","deviceAndAppManagementAssignmentFilterType":"include"}}]}`
	}
	s.must(200, "POST "+policy+"/assign", assignment(group, filter))
	s.expect(400, "BadRequest", "POST "+policy+"/assign", assignment(absent, filter))
	s.expect(400, "BadRequest", "POST "+policy+"/assign", assignment(group, absent))
	if got := s.must(200, "GET "+policy+"/assignments", ""); !strings.Contains(got.raw, group) || !strings.Contains(got.raw, filter) {
		t.Errorf("a refused request has changed the assignments: %s", got.raw)
	}
	tag := s.must(201, "POST /beta/deviceManagement/roleScopeTags", `{"displayName":"Emea"}`).text("id")
	const typed = `{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","roleScopeTagIds":["%"]}`
	s.must(200, "PATCH "+policy, strings.Replace(typed, "%", tag, 1))
	for _, id := range []string{"Emea", "7", group} {
		s.expect(400, "BadRequest", "PATCH "+policy, strings.Replace(typed, "%", id, 1))
	}
}

// TestRulesOfFilters are read when they are stored and when somebody asks.
func TestRulesOfFilters(t *testing.T) {
	t.Parallel()
	s := newService(t)
	const filters = "/beta/deviceManagement/assignmentFilters"
	body := func(platform, rule string) string {
		return `{"displayName":"F","platform":"` + platform + `","rule":"` + strings.ReplaceAll(rule, `"`, `\"`) + `"}`
	}
	for rule, valid := range map[string]bool{
		`(device.model -eq "x") and not (device.deviceOwnership -in ["Personal"])`: true,
		`(device.model -eq "x"`: false, `(device.colour -eq "x")`: false, `device`: false, `(app.osVersion -eq "1")`: false,
	} {
		status := map[bool]int{true: 201, false: 400}[valid]
		s.must(status, "POST "+filters, body("windows10AndLater", rule))
		got := s.must(200, "POST "+filters+"/validateFilter", `{"deviceAndAppManagementAssignmentFilter":`+body("windows10AndLater", rule)+`}`)
		if got.body["isValidRule"] != valid {
			t.Errorf("%s: %s", rule, got.raw)
		}
	}
	s.must(201, "POST "+filters, body("iOSMobileApplicationManagement", `(app.osVersion -startsWith "17")`))
}

// TestSettingsAreInstances: a setting of the catalog is an instance of a definition.
func TestSettingsAreInstances(t *testing.T) {
	t.Parallel()
	s := newService(t)
	const policies = "/beta/deviceManagement/configurationPolicies"
	policy := func(settings string) string {
		return `{"name":"P","platforms":"windows10","technologies":"mdm","settings":` + settings + `}`
	}
	const instance = `{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"d"}`
	s.must(201, "POST "+policies, policy(`[{"settingInstance":`+instance+`}]`))
	for _, settings := range []string{`{}`, `[{}]`, `[{"settingInstance":null}]`, `[{"settingInstance":{"settingDefinitionId":"d"}}]`, `["d"]`, `[` + instance + `]`} {
		if got := s.send("POST "+policies, policy(settings)); got.status != 400 {
			t.Errorf("%s: %d %s", settings, got.status, got.raw)
		}
	}
}
