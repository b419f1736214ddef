// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// confine keeps a site inside of its tenant, as the companion program does.
func (s *site) confine() {
	name, value, _ := strings.Cut(s.tn.Confinement(), "=")
	s.environ[name] = value
}

// stranger is a service on this machine that is not the tenant's.
func stranger(t *testing.T) (address string, reached *atomic.Int32) {
	t.Helper()
	reached = &atomic.Int32{}
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached.Add(1) }))
	t.Cleanup(server.Close)
	return server.URL, reached
}

func TestInsideATenantNothingElseIsReached(t *testing.T) {
	t.Parallel()
	elsewhere, reached := stranger(t)
	secure := strings.Replace(elsewhere, "http://", "https://", 1)
	no := false
	tests := map[string]struct {
		method string
		change func(*site)
		blamed string
	}{
		"the authority": {"client_secret", func(s *site) { s.settings.AuthorityHost = secure }, "authority_host"},
		"Graph":         {"client_secret", func(s *site) { s.settings.GraphEndpoint = secure }, "graph_endpoint"},
		"another cloud": {"client_secret", func(s *site) {
			s.settings.Cloud, s.settings.AuthorityHost, s.settings.GraphEndpoint = "gcchigh", "", ""
		}, "cloud"},
		"the tenant's name with another port": {"client_secret", func(s *site) { s.settings.GraphEndpoint = "https://127.0.0.1" }, "graph_endpoint"},
		"the public cloud without a proxy": {"client_secret", func(s *site) {
			s.environ["M365_LOCAL_TENANT"] += ",https://login.microsoftonline.com"
			s.settings.AuthorityHost = "https://login.microsoftonline.com"
		}, "authority_host"},
		"the public cloud by another proxy": {"client_secret", func(s *site) {
			s.environ["M365_LOCAL_TENANT"] += ",https://login.microsoftonline.com"
			s.environ["HTTPS_PROXY"] = elsewhere
			s.settings.AuthorityHost = "https://login.microsoftonline.com"
		}, "authority_host"},
		"an address of tokens": {"oidc", func(s *site) {
			s.settings.OIDCRequestURL, s.settings.OIDCRequestToken = secure+"/token", "bearer"
		}, "oidc_request_url"},
		"the token proxy of a cluster": {"workload_identity", func(s *site) {
			s.settings.FederatedTokenFilePath = "testdata/none"
			s.environ["AZURE_KUBERNETES_TOKEN_PROXY"] = secure
		}, ""},
		"an identity endpoint": {"managed_identity", func(s *site) {
			s.environ["IDENTITY_ENDPOINT"], s.environ["IDENTITY_HEADER"] = elsewhere, "x"
		}, ""},
		"the metadata service":           {"managed_identity", func(s *site) { s.environ["AZURE_POD_IDENTITY_AUTHORITY_HOST"] = "" }, ""},
		"what Microsoft is asked itself": {"client_secret", func(s *site) { s.settings.DisableInstanceDiscovery = &no }, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, tt.method)
			s.confine()
			if tt.method != "managed_identity" {
				s.settings.ClientID = tenant.SecretAppID
			}
			if tt.method == "client_secret" {
				s.settings.ClientSecret = tenant.SecretAppSecret
			}
			tt.change(s)
			wantError(t, s.fails(), tt.blamed, "inside of a local tenant", s.tn.URL(), `run the command without "m365 tenant exec"`)
			if n := len(s.tn.Requests("/")); n > 0 {
				t.Errorf("%d requests were sent to the tenant, want none", n)
			}
		})
	}
	t.Cleanup(func() {
		if n := reached.Load(); n > 0 {
			t.Errorf("%d requests were sent elsewhere, want none", n)
		}
	})
}

// What leads out of the tenant may be no address at all, or hold a secret.
func TestTheRefusalOfAnAddressShowsNoSecret(t *testing.T) {
	t.Parallel()
	const canary = "canary~not.to-be_shown"
	for _, address := range []string{canary, "https://me:" + canary + "@host.example", "https://host.example/token?key=" + canary, "https://" + canary} {
		s := newSite(t, "oidc")
		s.confine()
		s.settings.ClientID, s.settings.OIDCRequestURL, s.settings.OIDCRequestToken = tenant.SecretAppID, address, "x"
		refused := false
		for _, fault := range auth.Validate(s.settings, s.options.Environ) {
			refused = refused || strings.Contains(fault.Detail, "inside of a local tenant")
			if strings.Contains(fault.Error(), canary) {
				t.Errorf("the fault shows the secret: %v", fault)
			}
		}
		if !refused {
			t.Errorf("%s is not refused", address)
		}
	}
}

func TestInsideATenantItsOwnAddressesAreReached(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*site){
		"a secret": func(s *site) {
			s.settings.ClientID, s.settings.ClientSecret = tenant.SecretAppID, tenant.SecretAppSecret
		},
		"a managed identity": func(s *site) { s.settings.Method = "managed_identity" },
		"in other letters": func(s *site) {
			s.settings.Method, s.settings.AuthorityHost = "managed_identity", strings.ToUpper(s.settings.AuthorityHost)
			s.settings.AuthorityHost = strings.Replace(s.settings.AuthorityHost, "HTTPS", "https", 1)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, "client_secret")
			s.confine()
			change(s)
			s.signIn()
		})
	}
}

func TestMicrosoftsAddressesAreReachedByTheTenantsProxyOnly(t *testing.T) {
	t.Parallel()
	s := newSite(t, "client_secret")
	if err := s.tn.StartProxy(nil, nil); err != nil {
		t.Fatal(err)
	}
	s.confine()
	for _, variable := range s.tn.ProxyEnv() {
		if name, value, _ := strings.Cut(variable, "="); strings.HasSuffix(name, "_PROXY") {
			s.environ[name] = value
		}
	}
	given := auth.Settings{Method: "client_secret", TenantID: s.tn.TenantID(), ClientID: tenant.SecretAppID, ClientSecret: tenant.SecretAppSecret}
	for _, cloud := range []string{"public", "gcchigh", "dod", "china"} {
		given.Cloud = cloud
		if faults := auth.Validate(given, s.options.Environ); len(faults) > 0 {
			t.Errorf("%s by the proxy: %v", cloud, faults)
		}
	}
	s.environ["NO_PROXY"] = "login.microsoftonline.us"
	given.Cloud = "gcchigh"
	if faults := auth.Validate(given, s.options.Environ); len(faults) != 1 || faults[0].Setting != "cloud" {
		t.Errorf("past the proxy: the faults are %v, want one of the cloud", faults)
	}
}
