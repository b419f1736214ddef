// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package lifecycle

import (
	"net/http"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestObjectOfAnotherTenant: scope tags have the same small numbers as ids in every
// tenant, and groups have ids that another tenant does not know. Neither is touched
// by a provider that is signed in elsewhere, whatever of its state tells the tenant.
func TestObjectOfAnotherTenant(t *testing.T) {
	t.Parallel()
	const otherTenant = "0f0f0f0f-0000-4000-8000-000000000000"
	const tag = "/beta/deviceManagement/roleScopeTags/"
	for kind, config := range map[string]string{
		"role_scope_tag": `{"display_name":"Oslo"}`,
		"group":          `{"display_name":"Oslo","mail_nickname":"oslo","security_enabled":true}`,
	} {
		for keeps, loses := range map[string]func(*terraform.Resource){
			"identity and private state": func(*terraform.Resource) {},
			"identity":                   func(r *terraform.Resource) { r.Private = nil },
			"private state":              func(r *terraform.Resource) { r.Identity = nil },
		} {
			t.Run(kind+" with "+keeps, func(t *testing.T) {
				t.Parallel()
				home := newWorld(t)
				abroad := newWorld(t, func(o *tenant.Options) { o.TenantID = otherTenant })
				r, theirs := home.resource(kind), abroad.resource("role_scope_tag")
				home.apply(r, config)
				abroad.apply(theirs, `{"display_name":"Rome"}`)
				loses(r)
				both := []string{tenant.DefaultTenantID, otherTenant, "terraform state rm"}
				abroad.says(abroad.start().Refresh(t.Context(), r), both...)
				if r.Gone() {
					t.Fatal("the object has left the state")
				}
				_, diags := abroad.start().Plan(t.Context(), r)
				abroad.says(diags, both...)
				diags, _ = abroad.start().Destroy(t.Context(), r)
				abroad.says(diags, both...)
				abroad.holds(tag+theirs.ID(), `{"displayName":"Rome"}`)
				home.settled(r)
			})
		}
	}
}

// TestStateWithoutATenant: a state from before anything noted the tenant is of the
// provider's, and says so from then on.
func TestStateWithoutATenant(t *testing.T) {
	t.Parallel()
	home := newWorld(t)
	abroad := newWorld(t, func(o *tenant.Options) { o.TenantID = "0f0f0f0f-0000-4000-8000-000000000000" })
	r := home.resource("role_scope_tag")
	home.apply(r, `{"display_name":"Oslo"}`)
	r.Private, r.Identity = nil, nil
	home.settled(r)
	abroad.says(abroad.start().Refresh(t.Context(), r), tenant.DefaultTenantID)
	home.destroy(r)
	if n := len(home.graph(http.MethodGet, "/beta/deviceManagement/roleScopeTags?$filter=displayName%20eq%20'Oslo'", "")["value"].([]any)); n != 0 {
		t.Errorf("%d tags are left, want none", n)
	}
}
