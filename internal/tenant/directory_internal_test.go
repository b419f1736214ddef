// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// newDirectory is the directory of a tenant that is not started.
func newDirectory(t *testing.T, options Options) directory {
	t.Helper()
	options, err := options.withDefaults()
	if err != nil {
		t.Fatal(err)
	}
	objects, err := newStore(options)
	if err != nil {
		t.Fatal(err)
	}
	return directory{options.TenantID, objects}
}

// What is built in is put where requests look for it, without asking the metadata.
func TestWhatIsBuiltInIsWhereGraphLooksForIt(t *testing.T) {
	t.Parallel()
	seeded := newDirectory(t, Options{}).store
	for location, count := range seeded.Read().Collections() {
		if at := graph.Locate(string(location)); at != location {
			t.Errorf("%d objects are at %s, where Graph looks for them at %s", count, location, at)
		}
	}
}

func TestDirectoryResolvesTenants(t *testing.T) {
	t.Parallel()
	d := newDirectory(t, Options{Domain: "fabrikam.onmicrosoft.com"})
	if err := d.store.Insert("/domains", store.Object{"id": "new.example", "isVerified": false}); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		DefaultTenantID:            true,
		"fabrikam.onmicrosoft.com": true,
		"new.example":              false,
		"contoso.onmicrosoft.com":  false,
		"":                         false,
	} {
		if _, got := d.TenantID(name); got != want {
			t.Errorf("tenant %q is known: %t, want %t", name, got, want)
		}
	}
}

func TestDirectoryReadsCredentials(t *testing.T) {
	t.Parallel()
	d := newDirectory(t, Options{})
	if err := d.store.Insert("/applications", store.Object{
		"id": "app", "appId": "app-id", "displayName": "App", "signInAudience": "AzureADMultipleOrgs", "isFallbackPublicClient": true,
		"publicClient":        store.Object{"redirectUris": []any{"http://localhost"}},
		"passwordCredentials": []any{store.Object{"secretText": "s", "startDateTime": "2026-01-01T00:00:00Z", "endDateTime": "2027-01-01T00:00:00.5Z"}},
		"keyCredentials": []any{
			store.Object{"key": "AQI=", "usage": "Verify", "endDateTime": "2027-01-01T00:00:00Z"},
			store.Object{"key": "AQI=", "usage": "Sign"},
			store.Object{"key": "not base64", "usage": "Verify"},
		},
	}); err != nil {
		t.Fatal(err)
	}
	if err := d.store.Insert("/applications('app')/federatedIdentityCredentials", store.Object{
		"id": "fic", "name": "n", "issuer": "i", "subject": "s", "audiences": []any{"a"},
	}); err != nil {
		t.Fatal(err)
	}
	year := time.Date(2027, 1, 1, 0, 0, 0, 0, time.UTC)
	want := entra.Application{
		AppID: "app-id", DisplayName: "App", HomeTenantID: DefaultTenantID, SignInAudience: "AzureADMultipleOrgs", PublicClient: true,
		RedirectURIs:         []string{"http://localhost"},
		Secrets:              []entra.Secret{{Value: "s", Start: year.AddDate(-1, 0, 0), End: year.Add(500 * time.Millisecond)}},
		Certificates:         []entra.Certificate{{DER: []byte{1, 2}, End: year}},
		FederatedCredentials: []entra.FederatedCredential{{Name: "n", Issuer: "i", Subject: "s", Audiences: []string{"a"}}},
	}
	got, ok := d.Application("app-id")
	if diff := cmp.Diff(want, got); diff != "" || !ok {
		t.Errorf("application mismatch (-want +got):\n%s", diff)
	}
	if _, ok := d.Application("absent"); ok {
		t.Error("an absent application is found")
	}
}

func TestDirectoryReadsGrants(t *testing.T) {
	t.Parallel()
	d := newDirectory(t, Options{
		Roles:      []string{"User.Read.All", "Group.ReadWrite.All"},
		Identities: []identity.Identity{{Kind: identity.UserAssigned, ClientID: "extra", ObjectID: "extra-object", ResourceID: "/x/extra"}},
	})
	for _, appID := range []string{UserIdentityClientID, SystemIdentityClientID, "extra", FederatedAppID, SecretAppID} {
		got, ok := d.ServicePrincipal(DefaultTenantID, appID)
		want := map[string][]string{entra.GraphAppID: {"Group.ReadWrite.All", "User.Read.All"}}
		if diff := cmp.Diff(want, got.Roles); diff != "" || !ok || !got.Enabled {
			t.Errorf("%s: enabled %t, roles mismatch (-want +got):\n%s", appID, got.Enabled, diff)
		}
	}
	people, _ := d.ServicePrincipal(DefaultTenantID, PublicAppID)
	if diff := cmp.Diff(map[string][]string{entra.GraphAppID: {"User.Read", "Group.ReadWrite.All", "User.Read.All"}}, people.Scopes); diff != "" {
		t.Errorf("scopes mismatch (-want +got):\n%s", diff)
	}
	if _, ok := d.ServicePrincipal("another tenant", UserIdentityClientID); ok {
		t.Error("the identity is found in another tenant")
	}
}

func TestDirectoryReadsUsers(t *testing.T) {
	t.Parallel()
	d := newDirectory(t, Options{})
	user, ok := d.User(DefaultTenantID, "Admin@contoso.onmicrosoft.com")
	if !ok || !user.Enabled || user.UserPrincipalName != "admin@contoso.onmicrosoft.com" {
		t.Errorf("got %v, want the built-in user", user)
	}
	if _, ok := d.User("another tenant", "admin@contoso.onmicrosoft.com"); ok {
		t.Error("the user is found in another tenant")
	}
}

func TestPermissionsHaveIDs(t *testing.T) {
	t.Parallel()
	for _, kind := range []string{"Role", "Scope"} {
		seen := map[string]bool{}
		for _, p := range permissionsOf(kind) {
			if id, err := uuid.Parse(p.id); err != nil || id.String() != p.id || seen[p.name] {
				t.Errorf("%s %s has the id %q, want a GUID in small letters, once", kind, p.name, p.id)
			}
			seen[p.name] = true
		}
	}
}

// The organization and the initial domain have what those of real tenants were seen with.
func TestTheOrganizationHasWhatTenantsShow(t *testing.T) {
	t.Parallel()
	present := newDirectory(t, Options{}).store.Read()
	organization, _ := present.Get("/organization", DefaultTenantID)
	quota, _ := organization["directorySizeQuota"].(store.Object)
	if quota["total"] == nil || quota["used"] == nil {
		t.Errorf("the quota is %v", quota)
	}
	for _, name := range []string{"businessPhones", "marketingNotificationEmails", "onPremisesSyncStatus", "provisionedPlans", "technicalNotificationMails"} {
		if _, isList := organization[name].([]any); !isList {
			t.Errorf("%s is %v, want a list", name, organization[name])
		}
	}
	domain, _ := present.Get("/domains", DefaultDomain)
	want := store.Object{
		"id": DefaultDomain, "authenticationType": "Managed", "availabilityStatus": nil, "isAdminManaged": true, "isDefault": true, "isInitial": true, "isRoot": true, "isVerified": true,
		"passwordNotificationWindowInDays": json.Number("14"), "passwordValidityPeriodInDays": json.Number("2147483647"), "state": nil,
		"supportedServices": []any{"Email", "OfficeCommunicationsOnline"},
	}
	if diff := cmp.Diff(want, domain); diff != "" {
		t.Errorf("the initial domain (-want +got):\n%s", diff)
	}
}
