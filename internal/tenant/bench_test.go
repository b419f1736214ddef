// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"net/http"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// BenchmarkStart is from nothing to the first answer of the identity endpoint,
// and a stop.
func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		tn, err := tenant.New(tenant.Options{})
		if err != nil {
			b.Fatal(err)
		}
		resp, err := http.Get(tn.IdentityURL())
		if err != nil {
			b.Fatal(err)
		}
		_ = resp.Body.Close()
		if err := tn.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
