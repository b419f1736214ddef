// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra_test

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"testing"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
)

func get(s http.Handler, path string) *httptest.ResponseRecorder {
	return serve(s, httptest.NewRequest(http.MethodGet, "https://127.0.0.1:8443"+path, nil))
}

func TestOpenIDConfiguration(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	root := "https://127.0.0.1:8443/" + tenantID
	tests := map[string]struct{ path, issuer, tokens, keys string }{
		"version 2": {"/" + tenantID + "/v2.0", root + "/v2.0", root + "/oauth2/v2.0/token", root + "/discovery/v2.0/keys"},
		"version 1": {"/" + tenantID, root, root + "/oauth2/token", root + "/discovery/keys"},
		"a domain":  {"/" + domain + "/v2.0", root + "/v2.0", root + "/oauth2/v2.0/token", root + "/discovery/v2.0/keys"},
		"people's own accounts": {
			"/Consumers/v2.0", "https://127.0.0.1:8443/{tenantid}/v2.0",
			"https://127.0.0.1:8443/consumers/oauth2/v2.0/token", "https://127.0.0.1:8443/consumers/discovery/v2.0/keys",
		},
		"no tenant in particular": {
			"/common/v2.0", "https://127.0.0.1:8443/{tenantid}/v2.0",
			"https://127.0.0.1:8443/common/oauth2/v2.0/token", "https://127.0.0.1:8443/common/discovery/v2.0/keys",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := granted(t, get(s, tt.path+"/.well-known/openid-configuration"))
			for field, want := range map[string]string{"issuer": tt.issuer, "token_endpoint": tt.tokens, "jwks_uri": tt.keys} {
				if got[field] != want {
					t.Errorf("%s is %v, want %s", field, got[field], want)
				}
			}
		})
	}
}

func TestOpenIDConfigurationOfUnknownTenant(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	for path, code := range map[string]int{"/fabrikam.com": 90002, "/e0000000-0000-4000-8000-000000000000": 90002, "/contoso": 900023} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			got := refused(t, get(s, path+"/v2.0/.well-known/openid-configuration"))
			if diff := cmp.Diff(refusal{http.StatusBadRequest, "invalid_tenant", code}, got); diff != "" {
				t.Errorf("refusal mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestInstanceDiscovery(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	ask := func(host string) *httptest.ResponseRecorder {
		endpoint := "https://" + host + "/" + tenantID + "/oauth2/v2.0/authorize"
		return get(s, "/common/discovery/instance?api-version=1.1&authorization_endpoint="+url.QueryEscape(endpoint))
	}
	got := granted(t, ask("127.0.0.1:8443"))
	if want := "https://127.0.0.1:8443/" + tenantID + "/v2.0/.well-known/openid-configuration"; got["tenant_discovery_endpoint"] != want {
		t.Errorf("tenant_discovery_endpoint is %v, want %s", got["tenant_discovery_endpoint"], want)
	}
	listed := false
	for _, instance := range got["metadata"].([]any) {
		listed = listed || instance.(map[string]any)["preferred_cache"] == "127.0.0.1:8443"
	}
	if !listed {
		t.Errorf("metadata %v lacks the host that was asked", got["metadata"])
	}
	granted(t, ask("login.microsoftonline.com"))

	for _, host := range []string{"login.example.com", "127.0.0.1:port"} {
		if diff := cmp.Diff(refusal{http.StatusBadRequest, "invalid_instance", 50049}, refused(t, ask(host))); diff != "" {
			t.Errorf("refusal of %s mismatch (-want +got):\n%s", host, diff)
		}
	}
}

// TestEveryCloudIsListed once, with all names of its hosts, and so is the host that was
// asked where it is none of them.
func TestEveryCloudIsListed(t *testing.T) {
	t.Parallel()
	instance := func(network, cache string, aliases ...any) any {
		return map[string]any{"preferred_network": network, "preferred_cache": cache, "aliases": append([]any{network}, aliases...)}
	}
	clouds := []any{
		instance("login.microsoftonline.com", "login.windows.net", "login.windows.net", "login.microsoft.com", "sts.windows.net", "device.login.microsoftonline.com"),
		instance("login.microsoftonline.us", "login.microsoftonline.us", "login.usgovcloudapi.net", "login-us.microsoftonline.com"),
		instance("login.partner.microsoftonline.cn", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn", "sts.chinacloudapi.cn"),
	}
	endpoint := url.QueryEscape("https://login.microsoftonline.com/common/oauth2/v2.0/authorize")
	for host, want := range map[string][]any{
		"login.microsoftonline.us": clouds,
		"127.0.0.1:8443":           append(slices.Clip(clouds), instance("127.0.0.1:8443", "127.0.0.1:8443")),
	} {
		s := newService(newDirectory(), func(o *entra.Options) { o.Address = "https://" + host })
		got := granted(t, serve(s, httptest.NewRequest(http.MethodGet, "https://"+host+"/common/discovery/instance?authorization_endpoint="+endpoint, nil)))
		if diff := cmp.Diff(want, got["metadata"].([]any)); diff != "" {
			t.Errorf("%s: metadata mismatch (-want +got):\n%s", host, diff)
		}
	}
}

func TestKeysOfAnUnknownTenant(t *testing.T) {
	t.Parallel()
	got := refused(t, get(newService(newDirectory(), nil), "/fabrikam.com/discovery/v2.0/keys"))
	if diff := cmp.Diff(refusal{http.StatusBadRequest, "invalid_tenant", 90002}, got); diff != "" {
		t.Errorf("refusal mismatch (-want +got):\n%s", diff)
	}
}

// TestAKeyIsMade where none is given, with a certificate that names Entra.
func TestAKeyIsMade(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), func(o *entra.Options) { o.Key = nil })
	if _, err := s.Verify(granted(t, requestToken(s, bySecret()))["access_token"].(string)); err != nil {
		t.Error(err)
	}
	resp := get(s, "/common/discovery/v2.0/keys")
	key := granted(t, resp)["keys"].([]any)[0].(map[string]any)
	der, err := base64.StdEncoding.DecodeString(key["x5c"].([]any)[0].(string))
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil || certificate.Subject.CommonName != "accounts.accesscontrol.windows.net" {
		t.Errorf("the certificate %v is not Entra's: %v", certificate, err)
	}
	if got := resp.Header().Get("Content-Type"); got != "application/json; charset=utf-8" {
		t.Errorf("Content-Type is %q", got)
	}
}

func TestPublishedKeysVerifyTokens(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	token := granted(t, requestToken(s, bySecret()))["access_token"].(string)
	for _, path := range []string{"/" + tenantID + "/discovery/v2.0/keys", "/" + tenantID + "/discovery/keys", "/common/discovery/v2.0/keys"} {
		keys := granted(t, get(s, path))["keys"].([]any)
		_, err := jwt.Parse(token, func(token *jwt.Token) (any, error) {
			for _, key := range keys {
				if key := key.(map[string]any); key["kid"] == token.Header["kid"] {
					return publicKey(t, key), nil
				}
			}
			return nil, jwt.ErrTokenUnverifiable
		}, jwt.WithoutClaimsValidation())
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

func publicKey(t *testing.T, jwk map[string]any) *rsa.PublicKey {
	t.Helper()
	number := func(name string) *big.Int {
		raw, err := base64.RawURLEncoding.DecodeString(jwk[name].(string))
		if err != nil {
			t.Fatal(err)
		}
		return new(big.Int).SetBytes(raw)
	}
	return &rsa.PublicKey{N: number("n"), E: int(number("e").Int64())}
}
