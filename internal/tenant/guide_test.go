// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"os"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// TestTheGuideNamesAllHostsAndFaults: what the command line takes stands in the guide.
func TestTheGuideNamesAllHostsAndFaults(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../templates/guides/local_tenant.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range tenant.HostKinds() {
		if !strings.Contains(string(guide), "`"+string(kind)+"`") {
			t.Errorf("the guide does not name the host %q", kind)
		}
	}
	for _, form := range fault.Words() {
		word, _, valued := strings.Cut(form, "=")
		if valued {
			word += "="
		}
		if !strings.Contains(string(guide), "`"+word) && !strings.Contains(string(guide), " "+word) {
			t.Errorf("the guide does not name the word %q of a fault", form)
		}
	}
}
