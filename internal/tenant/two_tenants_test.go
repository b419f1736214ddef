// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// TestTwoTenants: tenants in one process share nothing. Each refuses the other's tokens
// and knows none of its objects, and one can name the other as a partner and invite its
// people.
func TestTwoTenants(t *testing.T) {
	t.Parallel()
	const abroadID = "0f0f0f0f-0000-4000-8000-000000000000"
	home := as(t, tenanttest.Start(t))
	abroad := as(t, tenanttest.Start(t, func(o *tenant.Options) { o.TenantID, o.Domain = abroadID, "fabrikam.onmicrosoft.com" }))

	stranger := &user{T: t, tenant: abroad.tenant, client: abroad.client, token: home.token}
	if status, got := stranger.do(http.MethodGet, "/v1.0/groups", ""); status != http.StatusUnauthorized {
		t.Errorf("a token of another tenant: %d %v, want 401", status, got)
	}
	status, got := home.post(abroad.tenant.URL()+"/"+home.tenant.TenantID()+"/oauth2/v2.0/token", url.Values{
		"grant_type": {"client_credentials"}, "client_id": {tenant.SecretAppID}, "client_secret": {tenant.SecretAppSecret}, "scope": {graphScope},
	})
	if status == http.StatusOK {
		t.Errorf("a tenant signs in for another: %v", got)
	}

	group, _ := home.must(http.MethodPost, "/v1.0/groups", aGroup)["id"].(string)
	if status, _ := abroad.do(http.MethodGet, "/v1.0/groups/"+group, ""); status != http.StatusNotFound {
		t.Errorf("a group of another tenant: %d, want 404", status)
	}
	for u, want := range map[*user]string{home: tenant.DefaultTenantID, abroad: abroadID} {
		organizations, _ := u.must(http.MethodGet, "/v1.0/organization", "")["value"].([]any)
		if only, _ := organizations[0].(map[string]any); len(organizations) != 1 || only["id"] != want {
			t.Errorf("the organizations %v, want the tenant %s", organizations, want)
		}
	}

	home.must(http.MethodPost, "/v1.0/policies/crossTenantAccessPolicy/partners", `{"tenantId":"`+abroadID+`","inboundTrust":{"isMfaAccepted":true}}`)
	if partners, _ := abroad.must(http.MethodGet, "/v1.0/policies/crossTenantAccessPolicy/partners", "")["value"].([]any); len(partners) != 0 {
		t.Errorf("the partner has partners of its own: %v", partners)
	}
	invited := home.must(http.MethodPost, "/v1.0/invitations", `{"invitedUserEmailAddress":"admin@fabrikam.onmicrosoft.com","inviteRedirectUrl":"https://app.example"}`)
	guest, _ := invited["invitedUser"].(map[string]any)
	id, _ := guest["id"].(string)
	if shown := home.must(http.MethodGet, "/v1.0/users/"+id+"?$select=userType,userPrincipalName", ""); shown["userType"] != "Guest" || shown["userPrincipalName"] != "admin_fabrikam.onmicrosoft.com#EXT#@"+tenant.DefaultDomain {
		t.Errorf("the guest is %v", shown)
	}
}

// TestTheCallerIsFoundByName: the service principal and the application by which the
// caller signs in are in the directory, and found by name as people look for them.
func TestTheCallerIsFoundByName(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	self := u.must(http.MethodGet, "/v1.0/servicePrincipals(appId='"+tenant.SecretAppID+"')", "")
	name, _ := self["displayName"].(string)
	if name == "" {
		t.Fatalf("the caller has no name: %v", self)
	}
	for _, path := range []string{"/v1.0/servicePrincipals", "/beta/servicePrincipals", "/v1.0/applications"} {
		for _, filter := range []string{"displayName eq '" + name + "'", "startswith(displayName,'" + name + "')", "appId eq '" + tenant.SecretAppID + "'"} {
			found, _ := u.must(http.MethodGet, path+"?$filter="+url.QueryEscape(filter), "")["value"].([]any)
			if len(found) != 1 {
				t.Errorf("%s with %s: %d are found, want 1", path, filter, len(found))
				continue
			}
			if one, _ := found[0].(map[string]any); one["appId"] != tenant.SecretAppID {
				t.Errorf("%s with %s finds %v", path, filter, one["appId"])
			}
		}
	}
}
