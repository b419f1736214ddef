// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settings_test

import (
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
)

func TestMisspelt(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		variable, has string
		want          string // the variable that is meant
	}{
		"a letter too many":                 {variable: "M365_TENNANT_ID=secret", want: "M365_TENANT_ID"},
		"an end that is missing":            {variable: "M365_TENANT=secret", want: "M365_TENANT_ID"},
		"another case":                      {variable: "M365_client_secret=secret", want: "M365_CLIENT_SECRET"},
		"the right name":                    {variable: "M365_TENANT_ID=secret"},
		"a setting that has its value":      {variable: "M365_TENNANT_ID=secret", has: "tenant_id"},
		"a variable of the project's tests": {variable: "M365_E2E=secret"},
		"one of the local tenant":           {variable: "M365_LOCAL_TENANT=secret"},
		"one that turns waiting off":        {variable: "M365_REPLICATION_LAG=secret"},
		"one of another tool":               {variable: "ARM_TENNANT_ID=secret"},
		"one without a name":                {variable: "M365_=secret"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			warnings := settings.Misspelt([]string{"PATH=/bin", tt.variable}, func(setting string) bool { return setting == tt.has })
			if tt.want == "" {
				if len(warnings) > 0 {
					t.Errorf("warned %v", warnings)
				}
				return
			}
			if len(warnings) != 1 || !strings.HasSuffix(warnings[0].Detail, "Did you mean "+tt.want+"?") {
				t.Fatalf("warned %v, want %s named", warnings, tt.want)
			}
			if strings.Contains(warnings[0].Summary+warnings[0].Detail, "=secret") {
				t.Errorf("the value is told: %v", warnings)
			}
		})
	}
}
