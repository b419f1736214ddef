// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

// sent is what matters of a request for a token.
type sent struct {
	Method, Path, Body string
	Query              url.Values
	Header             map[string]string
}

// Microsoft's own library is the measure of the protocols here: both send the
// same, to a host that answers both alike.
func TestRequestsAreThoseOfAzidentity(t *testing.T) {
	guid := uuid.NewString()
	resource := "/subscriptions/" + guid + "/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/tf"
	all := []azidentity.ManagedIDKind{nil, azidentity.ClientID(guid), azidentity.ObjectID(guid), azidentity.ResourceID(resource)}
	tests := map[string]struct {
		environ map[string]string // {} is the address of the host
		ids     []azidentity.ManagedIDKind
	}{
		"the metadata service": {nil, all},
		"App Service":          {map[string]string{"IDENTITY_ENDPOINT": "{}/msi/token", "IDENTITY_HEADER": "header-1"}, all},
		"Azure Arc":            {map[string]string{"IDENTITY_ENDPOINT": "{}/token", "IMDS_ENDPOINT": "{}"}, all[:1]}, // The folder of its keys is fixed in the library.
		"Azure ML":             {map[string]string{"MSI_ENDPOINT": "{}/token", "MSI_SECRET": "secret-1"}, all[:2]},
		"Azure ML by default":  {map[string]string{"MSI_ENDPOINT": "{}/token", "MSI_SECRET": "secret-1", "DEFAULT_IDENTITY_CLIENT_ID": guid}, all[:2]},
		"Cloud Shell":          {map[string]string{"MSI_ENDPOINT": "{}/oauth2/token"}, all[:1]},
	}
	for name, tt := range tests {
		for _, id := range tt.ids {
			t.Run(name, func(t *testing.T) {
				host, requests := recorder(t, name == "Azure Arc")
				environ := map[string]string{authorityHostVariable: host}
				for variable, value := range tt.environ {
					environ[variable] = strings.ReplaceAll(value, "{}", host)
					t.Setenv(variable, environ[variable])
				}
				scope := "https://" + uuid.NewString() + "/.default" // The library keeps tokens for the whole process.
				theirs := askAzidentity(t, host, scope, id, requests)
				if diff := cmp.Diff(theirs, askHere(t, environ, scope, id, requests)); diff != "" {
					t.Errorf("requests mismatch (-azidentity +here):\n%s", diff)
				}
				if len(theirs) != 1 {
					t.Errorf("azidentity has sent %d requests, want 1", len(theirs))
				}
			})
		}
	}
}

// recorder is a host that answers every request for a token, or with a challenge.
func recorder(t *testing.T, challenges bool) (address string, requests func() []sent) {
	t.Helper()
	var all []sent
	folder := t.TempDir()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		one := sent{Method: r.Method, Path: r.URL.Path, Body: string(body), Query: r.URL.Query(), Header: map[string]string{}}
		for _, name := range []string{"Metadata", "Secret", "X-Identity-Header", "Content-Type", "Authorization"} {
			if value := r.Header.Get(name); value != "" {
				one.Header[name] = value
			}
		}
		if one.Query.Get("clientid") == "" {
			one.Query.Del("clientid") // The library sends it empty.
		}
		all = append(all, one)
		if challenges {
			w.Header().Set("WWW-Authenticate", "Basic realm="+filepath.Join(folder, "1.key"))
			w.WriteHeader(http.StatusUnauthorized)
			return
		}
		reply(w, http.StatusOK, map[string]any{"access_token": mint(nil), "expires_in": "3600"})
	}))
	t.Cleanup(server.Close)
	return server.URL, func() []sent {
		taken := all
		all = nil
		return taken
	}
}

func askAzidentity(t *testing.T, host, scope string, id azidentity.ManagedIDKind, requests func() []sent) []sent {
	t.Helper()
	// The probe of this package is no part of the comparison, and azidentity does
	// not know of another address for the metadata service.
	transport := roundTrip(func(r *http.Request) (*http.Response, error) {
		r = r.Clone(r.Context())
		r.URL.Host = strings.TrimPrefix(host, "http://")
		return guarded(t, nil).RoundTrip(r)
	})
	sdk, err := azidentity.NewManagedIdentityCredential(&azidentity.ManagedIdentityCredentialOptions{
		ID: id, ClientOptions: azcore.ClientOptions{Transport: &http.Client{Transport: transport}},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, _ = sdk.GetToken(context.Background(), policy.TokenRequestOptions{Scopes: []string{scope}})
	return requests()
}

func askHere(t *testing.T, environ map[string]string, scope string, id azidentity.ManagedIDKind, requests func() []sent) []sent {
	t.Helper()
	s := Settings{Method: "managed_identity", TenantID: tenantID}
	if id != nil {
		s.ManagedIdentityID = id.String()
	}
	if _, byObject := id.(azidentity.ObjectID); byObject {
		s.ManagedIdentityIDType = string(kindObjectID)
	}
	c, err := New(s, Options{
		Identity: guarded(t, nil),
		Environ:  func(name string) string { return environ[name] },
		Arc:      ArcAgent{Program: filepath.Join(t.TempDir(), "himds"), Tokens: os.TempDir()},
	})
	if err != nil {
		t.Fatal(err)
	}
	if i, ok := c.login.Load().credential.(*identityCredential); ok && i.probe != nil {
		i.probe.present.Store(true)
	}
	_, _ = c.GetToken(t.Context(), policy.TokenRequestOptions{Scopes: []string{scope}})
	return requests()
}
