// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import "testing"

// TestDomainsInAnyCase: real tenants have domains with capitals, which mean the same.
func TestDomainsInAnyCase(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	r := w.resource("domain")
	w.apply(r, `{"id":"Fabrikam.com"}`)
	w.settled(r)
	w.configure(r, `{"id":"fabrikam.com"}`)
	w.settled(r)
	w.settled(w.imported("domain", r.ID(), `{"id":"FABRIKAM.com"}`))
	w.destroy(r)
}
