// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package assignmentfilter_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/assignmentfilter"
)

func TestRulesThatIntuneReads(t *testing.T) {
	t.Parallel()
	for kind, rules := range map[assignmentfilter.Kind][]string{
		assignmentfilter.Devices: {
			`(device.manufacturer -eq "Microsoft Corporation")`,
			`(device.manufacturer -eq "Microsoft") and (device.model -startsWith "Surface")`,
			`(device.Model -in ["Surface Pro", "Surface Go"]) or not (device.deviceOwnership -eq "Personal")`,
			`((device.osVersion -startsWith "10.0.1") and (device.isRooted -eq "False")) or (device.deviceName -notContains 'x')`,
			`device.operatingSystemVersion -ge 10.0.22000.1000`,
			`(device.enrollmentProfileName -eq $null) or (device.model -ne Null)`,
			`(device.model -eq "` + strings.Repeat("x", assignmentfilter.MaxLength-len(`(device.model -eq "")`)) + `")`,
		},
		assignmentfilter.Apps: {`(app.deviceManagementType -eq "Unmanaged") and (app.osVersion -notIn ["14"])`},
	} {
		for _, rule := range rules {
			if err := assignmentfilter.Check(kind, rule); err != nil {
				t.Errorf("%s: %v", rule, err)
			}
		}
	}
}

func TestRulesThatIntuneRefuses(t *testing.T) {
	t.Parallel()
	for rule, want := range map[string]string{
		``:                          "empty",
		`(device.model -eq "x"`:     "cannot be read",
		`(device.model "x")`:        "cannot be read",
		`(device.model -eq x)`:      "cannot be read",
		`(device.colour -eq "red")`: "no property",
		`not (device.hue -eq "x")`:  "no property",
		`(app.osVersion -eq "1")`:   "no property of a filter for devices",
		`(device.model -like "x")`:  "operator",
		`(device.model -in "x")`:    "list in brackets",
		`(device.model -eq ["x"])`:  "list in brackets",
		strings.Repeat("(", 1600) + strings.Repeat(")", 1600): "longer than",
	} {
		if err := assignmentfilter.Check(assignmentfilter.Devices, rule); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.40s: %v, want an error about %q", rule, err, want)
		}
	}
}
