// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import "testing"

// Start starts a tenant for a test, which it fails if that does not work, and
// closes the tenant when the test ends. Each change alters the options first.
func Start(t testing.TB, changes ...func(*Options)) *Tenant {
	t.Helper()
	var options Options
	for _, change := range changes {
		change(&options)
	}
	tenant, err := New(options)
	if err != nil {
		t.Fatalf("start a local tenant: %v", err)
	}
	t.Cleanup(func() {
		if err := tenant.Close(); err != nil {
			t.Errorf("stop the local tenant: %v", err)
		}
	})
	return tenant
}
