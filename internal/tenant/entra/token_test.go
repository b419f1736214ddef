// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra_test

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
)

func TestTokenOfAnApplication(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	reply := granted(t, requestToken(s, bySecret()))
	token := reply["access_token"]
	delete(reply, "access_token")
	if diff := cmp.Diff(map[string]any{"token_type": "Bearer", "expires_in": 3599.0, "ext_expires_in": 3599.0}, reply); diff != "" {
		t.Errorf("reply mismatch (-want +got):\n%s", diff)
	}
	want := map[string]any{
		"aud": "https://graph.microsoft.com", "iss": "https://sts.windows.net/" + tenantID + "/", "idp": "https://sts.windows.net/" + tenantID + "/",
		"oid": spOf + appID, "sub": spOf + appID, "tid": tenantID, "appid": appID, "appidacr": "1", "app_displayname": "Deploy",
		"roles": []any{"Group.ReadWrite.All", "User.ReadWrite.All"}, "wids": []any{"0997a1d0-0d1d-4acb-b408-d5ca73121e90"},
		"idtyp": "app", "ver": "1.0", "tenant_region_scope": "EU",
		"iat": float64(now.Add(-5 * time.Minute).Unix()), "nbf": float64(now.Add(-5 * time.Minute).Unix()), "exp": float64(now.Add(time.Hour).Unix()),
	}
	if diff := cmp.Diff(want, withoutOpaque(claims(t, token))); diff != "" {
		t.Errorf("claims mismatch (-want +got):\n%s", diff)
	}
}

func TestTokenOfAManagedIdentity(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	resourceID := "/subscriptions/0/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/terraform"
	token, err := s.IdentityToken(entra.ManagedIdentity{TenantID: tenantID, ClientID: identity, ResourceID: resourceID}, "api://AzureADTokenExchange")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := token.ExpiresOn, now.Add(24*time.Hour); !got.Equal(want) {
		t.Errorf("the token expires on %v, want %v", got, want)
	}
	want := map[string]any{
		"aud": entra.TokenExchangeAppID, "iss": v2Issuer, "oid": spOf + identity, "sub": spOf + identity, "tid": tenantID,
		"azp": identity, "azpacr": "2", "idtyp": "app", "ver": "2.0", "xms_mirid": resourceID,
		"iat": float64(now.Add(-5 * time.Minute).Unix()), "nbf": float64(now.Add(-5 * time.Minute).Unix()), "exp": float64(now.Add(24 * time.Hour).Unix()),
	}
	if diff := cmp.Diff(want, withoutOpaque(claims(t, token.AccessToken))); diff != "" {
		t.Errorf("claims mismatch (-want +got):\n%s", diff)
	}
}

func TestManagedIdentityIsRefused(t *testing.T) {
	t.Parallel()
	d := newDirectory()
	d.sps["off"] = entra.ServicePrincipal{ObjectID: "off"}
	s := newService(d, nil)
	tests := map[string]struct {
		clientID, resource string
		want               int
	}{
		"for an unknown resource":           {identity, "https://graph.example.com", 500011},
		"without a service principal":       {"absent", "https://graph.microsoft.com", 700016},
		"with a disabled one":               {"off", "https://graph.microsoft.com", 7000112},
		"for a resource with its /.default": {identity, "https://graph.microsoft.com/.default", 500011},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := s.IdentityToken(entra.ManagedIdentity{TenantID: tenantID, ClientID: tt.clientID}, tt.resource)
			var refusal *entra.Error
			if !errors.As(err, &refusal) || refusal.Code != tt.want {
				t.Errorf("got %v, want AADSTS%d", err, tt.want)
			}
		})
	}
}

func TestTokenIsGranted(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	identityToken := func(t *testing.T, resource string) string {
		token, err := s.IdentityToken(entra.ManagedIdentity{TenantID: tenantID, ClientID: identity}, resource)
		if err != nil {
			t.Fatal(err)
		}
		return token.AccessToken
	}
	tests := map[string]struct {
		fields  func(*testing.T) url.Values
		path    string
		wantACR string
	}{
		"for a secret":                   {fields: func(*testing.T) url.Values { return bySecret() }, wantACR: "1"},
		"at an endpoint named by domain": {fields: func(*testing.T) url.Values { return bySecret() }, path: "/" + domain + "/oauth2/v2.0/token", wantACR: "1"},
		"with MSAL's further scopes and fields": {fields: func(*testing.T) url.Values {
			return bySecret("scope="+graph+" openid offline_access profile", "client_info=1", `claims={"access_token":{"xms_cc":{"values":["CP1"]}}}`)
		}, wantACR: "1"},
		"for a certificate, PS256 and x5t#S256": {fields: func(t *testing.T) url.Values { return byAssertion(assertion(t, nil, nil)) }, wantACR: "2"},
		"for a certificate, x5t#S256 in MSAL's alphabet": {fields: func(t *testing.T) url.Values {
			sum := sha256.Sum256(appCertificate())
			return byAssertion(assertion(t, map[string]any{"x5t#S256": base64.StdEncoding.EncodeToString(sum[:])}, nil))
		}, wantACR: "2"},
		"for a certificate, RS256 and x5t": {fields: func(t *testing.T) url.Values {
			return byAssertion(assertion(t, map[string]any{"alg": "RS256"}, nil))
		}, wantACR: "2"},
		"for a certificate and the issuer as audience": {fields: func(t *testing.T) url.Values {
			return byAssertion(assertion(t, nil, map[string]any{"aud": v2Issuer}))
		}, wantACR: "2"},
		"for an assertion four minutes late": {fields: func(t *testing.T) url.Values {
			return byAssertion(assertion(t, nil, map[string]any{"exp": now.Add(-4 * time.Minute).Unix()}))
		}, wantACR: "2"},
		"for a managed identity's token": {fields: func(t *testing.T) url.Values {
			return byAssertion(identityToken(t, "api://AzureADTokenExchange"))
		}, wantACR: "2"},
		"for another issuer's token": {fields: func(t *testing.T) url.Values { return byAssertion(githubToken(t, nil)) }, wantACR: "2"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := tt.path
			if path == "" {
				path = "/" + tenantID + "/oauth2/v2.0/token"
			}
			got := claims(t, granted(t, post(s, path, tt.fields(t)))["access_token"])
			if got["appid"] != appID || got["appidacr"] != tt.wantACR {
				t.Errorf("appid %v and appidacr %v, want %v and %v", got["appid"], got["appidacr"], appID, tt.wantACR)
			}
		})
	}
}

func TestTokenIsRefused(t *testing.T) {
	t.Parallel()
	d := newDirectory()
	add := func(id string, app entra.Application) {
		app.AppID = id
		app.Secrets = []entra.Secret{{Value: "right"}}
		d.apps[id] = app
	}
	add("no-sp", entra.Application{HomeTenantID: tenantID})
	add("foreign", entra.Application{HomeTenantID: "other"})
	add("foreign-single", entra.Application{HomeTenantID: "other", SignInAudience: "AzureADMyOrg"})
	d.sps["foreign-single"] = entra.ServicePrincipal{Enabled: true}
	add("disabled", entra.Application{HomeTenantID: tenantID})
	d.sps["disabled"] = entra.ServicePrincipal{}
	s := newService(d, nil)

	tests := map[string]struct {
		path string // "" for the tenant's endpoint of version 2
		form url.Values
		want refusal
	}{
		"an unknown tenant":                 {"/e0000000-0000-4000-8000-000000000000/oauth2/v2.0/token", bySecret(), refusal{400, "invalid_request", 90002}},
		"an unknown domain":                 {"/fabrikam.com/oauth2/v2.0/token", bySecret(), refusal{400, "invalid_request", 90002}},
		"a tenant that is neither":          {"/contoso/oauth2/v2.0/token", bySecret(), refusal{400, "invalid_request", 900023}},
		"an application without tenant":     {"/common/oauth2/v2.0/token", bySecret(), refusal{400, "invalid_request", 50059}},
		"a user of an unknown application":  {"/common/oauth2/v2.0/token", form(nil, "grant_type=refresh_token", "client_id=absent", "refresh_token=x"), refusal{400, "unauthorized_client", 700016}},
		"no grant type":                     {"", bySecret("grant_type"), refusal{400, "invalid_request", 900144}},
		"an unknown grant type":             {"", bySecret("grant_type=magic"), refusal{400, "unsupported_grant_type", 70003}},
		"no client id":                      {"", bySecret("client_id"), refusal{400, "invalid_request", 900144}},
		"an unknown application":            {"", bySecret("client_id=absent"), refusal{400, "unauthorized_client", 700016}},
		"a managed identity as application": {"", bySecret("client_id=" + identity), refusal{400, "unauthorized_client", 700016}},
		"an application not in this tenant": {"", bySecret("client_id=foreign"), refusal{400, "unauthorized_client", 700016}},
		"another tenant's own application":  {"", bySecret("client_id=foreign-single"), refusal{400, "invalid_request", 50194}},
		"an application without principal":  {"", bySecret("client_id=no-sp"), refusal{401, "invalid_client", 7000229}},
		"a disabled principal":              {"", bySecret("client_id=disabled"), refusal{400, "unauthorized_client", 7000112}},
		"a wrong secret":                    {"", bySecret("client_secret=wrong"), refusal{401, "invalid_client", 7000215}},
		"an expired secret":                 {"", bySecret("client_secret=old"), refusal{401, "invalid_client", 7000222}},
		"a secret of tomorrow":              {"", bySecret("client_secret=new"), refusal{401, "invalid_client", 7000222}},
		"no credential":                     {"", bySecret("client_secret"), refusal{401, "invalid_client", 7000218}},
		"no scope":                          {"", bySecret("scope"), refusal{400, "invalid_request", 900144}},
		"a scope of OpenID Connect alone":   {"", bySecret("scope=openid"), refusal{400, "invalid_scope", 70011}},
		"two resources":                     {"", bySecret("scope=" + graph + " https://management.azure.com/.default"), refusal{400, "invalid_scope", 70011}},
		"a delegated scope":                 {"", bySecret("scope=https://graph.microsoft.com/User.Read"), refusal{400, "invalid_scope", 1002012}},
		"a scope without resource":          {"", bySecret("scope=/.default"), refusal{400, "invalid_scope", 1002012}},
		"an unknown resource":               {"", bySecret("scope=https://graph.example.com/.default"), refusal{400, "invalid_resource", 500011}},
		"resource at version 2":             {"", bySecret("resource=https://graph.microsoft.com"), refusal{400, "invalid_request", 901002}},
		"no resource at version 1":          {"/" + tenantID + "/oauth2/token", bySecret(), refusal{400, "invalid_request", 900144}},
		"an assertion without its type":     {"", form(byAssertion("x"), "client_assertion_type"), refusal{400, "invalid_request", 900144}},
		"an assertion of another type":      {"", form(byAssertion("x"), "client_assertion_type=saml"), refusal{400, "invalid_request", 9002313}},
		"an assertion that is no token":     {"", byAssertion("x"), refusal{401, "invalid_client", 50027}},
		"an assertion without issuer":       {"", byAssertion(assertion(t, nil, map[string]any{"iss": nil})), refusal{401, "invalid_client", 50027}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := tt.path
			if path == "" {
				path = "/" + tenantID + "/oauth2/v2.0/token"
			}
			if diff := cmp.Diff(tt.want, refused(t, post(s, path, tt.form))); diff != "" {
				t.Errorf("refusal mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUnreadableRequestIsRefused(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	tests := map[string]struct {
		method, contentType, encoding, body string
		want                                refusal
	}{
		"read with GET":            {method: http.MethodGet, want: refusal{400, "invalid_request", 900561}},
		"JSON instead of a form":   {method: http.MethodPost, contentType: "application/json", body: "{}", want: refusal{400, "invalid_request", 900144}},
		"a compressed form":        {method: http.MethodPost, contentType: "application/x-www-form-urlencoded", encoding: "gzip", body: bySecret().Encode(), want: refusal{400, "invalid_request", 900144}},
		"a form that is too large": {method: http.MethodPost, contentType: "application/x-www-form-urlencoded", body: bySecret("a=" + strings.Repeat("b", 2<<20)).Encode(), want: refusal{400, "invalid_request", 900144}},
		"a form with bad escapes":  {method: http.MethodPost, contentType: "application/x-www-form-urlencoded", body: "%zz", want: refusal{400, "invalid_request", 900144}},
		"a form with a bad end":    {method: http.MethodPost, contentType: "application/x-www-form-urlencoded", body: bySecret().Encode() + "&%zz", want: refusal{400, "invalid_request", 900144}},
		"an empty body":            {method: http.MethodPost, want: refusal{400, "invalid_request", 900144}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest(tt.method, "https://login.test/"+tenantID+"/oauth2/v2.0/token", strings.NewReader(tt.body))
			r.Header.Set("Content-Type", tt.contentType)
			if tt.encoding != "" {
				r.Header.Set("Content-Encoding", tt.encoding)
			}
			if diff := cmp.Diff(tt.want, refused(t, serve(s, r))); diff != "" {
				t.Errorf("refusal mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSecretInBasicAuthentication(t *testing.T) {
	t.Parallel()
	d := newDirectory()
	app := d.apps[appID]
	app.Secrets = []entra.Secret{{Value: "a+b&c="}}
	d.apps[appID] = app
	r := httptest.NewRequest(http.MethodPost, "https://login.test/"+tenantID+"/oauth2/v2.0/token", strings.NewReader(bySecret("client_id", "client_secret").Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.SetBasicAuth(appID, url.QueryEscape("a+b&c="))
	granted(t, serve(newService(d, nil), r))
}

func TestVersion1Answer(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	fields := bySecret("scope", "resource=https://management.core.windows.net/")
	reply := granted(t, post(s, "/"+tenantID+"/oauth2/token", fields))
	token := reply["access_token"]
	delete(reply, "access_token")
	want := map[string]any{
		"token_type": "Bearer", "expires_in": "3599", "ext_expires_in": "3599",
		"expires_on": "1785844207", "not_before": "1785840307", "resource": "https://management.core.windows.net/",
	}
	if diff := cmp.Diff(want, reply); diff != "" {
		t.Errorf("reply mismatch (-want +got):\n%s", diff)
	}
	if got := claims(t, token)["aud"]; got != "https://management.core.windows.net/" {
		t.Errorf("aud is %v, want the resource with its slash", got)
	}
}

func TestResources(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), func(o *entra.Options) { o.Address = "https://127.0.0.1:8443" })
	tests := map[string]struct{ scope, wantAudience, wantIssuer string }{
		"Graph":                       {graph, "https://graph.microsoft.com", "https://sts.windows.net/" + tenantID + "/"},
		"Graph of the US government":  {"https://graph.microsoft.us/.default", "https://graph.microsoft.us", "https://sts.windows.net/" + tenantID + "/"},
		"Graph of the DoD":            {"https://dod-graph.microsoft.us/.default", "https://dod-graph.microsoft.us", "https://sts.windows.net/" + tenantID + "/"},
		"Graph in China":              {"https://microsoftgraph.chinacloudapi.cn/.default", "https://microsoftgraph.chinacloudapi.cn", "https://sts.chinacloudapi.cn/" + tenantID + "/"},
		"Graph by application id":     {entra.GraphAppID + "/.default", entra.GraphAppID, "https://sts.windows.net/" + tenantID + "/"},
		"the tenant's own Graph":      {"https://127.0.0.1:8443/.default", "https://127.0.0.1:8443", "https://sts.windows.net/" + tenantID + "/"},
		"Resource Manager":            {"https://management.azure.com/.default", "https://management.azure.com", "https://sts.windows.net/" + tenantID + "/"},
		"Resource Manager's old name": {"https://management.core.windows.net//.default", "https://management.core.windows.net/", "https://sts.windows.net/" + tenantID + "/"},
		"Resource Manager's Azure":    {"https://management.core.windows.net/.default", "https://management.core.windows.net", "https://sts.windows.net/" + tenantID + "/"},
		"of the US government":        {"https://management.usgovcloudapi.net/.default", "https://management.usgovcloudapi.net", "https://sts.windows.net/" + tenantID + "/"},
		"by its old name":             {"https://management.core.usgovcloudapi.net/.default", "https://management.core.usgovcloudapi.net", "https://sts.windows.net/" + tenantID + "/"},
		"in China":                    {"https://management.chinacloudapi.cn/.default", "https://management.chinacloudapi.cn", "https://sts.chinacloudapi.cn/" + tenantID + "/"},
		"in China by its old name":    {"https://management.core.chinacloudapi.cn/.default", "https://management.core.chinacloudapi.cn", "https://sts.chinacloudapi.cn/" + tenantID + "/"},
		"Resource Manager by id":      {entra.ManagementAppID + "/.default", entra.ManagementAppID, "https://sts.windows.net/" + tenantID + "/"},
		"the portal by id":            {entra.PortalAppID + "/.default", entra.PortalAppID, "https://sts.windows.net/" + tenantID + "/"},
		"token exchange":              {"api://AzureADTokenExchange/.default", entra.TokenExchangeAppID, v2Issuer},
		"token exchange by id":        {entra.TokenExchangeAppID + "/.default", entra.TokenExchangeAppID, v2Issuer},
		"token exchange in the US government": {
			"api://AzureADTokenExchangeUSGov/.default", entra.TokenExchangeAppID, "https://login.microsoftonline.us/" + tenantID + "/v2.0",
		},
		"token exchange in China": {
			"api://AzureADTokenExchangeChina/.default", entra.TokenExchangeAppID, "https://login.partner.microsoftonline.cn/" + tenantID + "/v2.0",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := claims(t, granted(t, requestToken(s, bySecret("scope="+tt.scope)))["access_token"])
			if got["aud"] != tt.wantAudience || got["iss"] != tt.wantIssuer {
				t.Errorf("aud %v and iss %v, want %v and %v", got["aud"], got["iss"], tt.wantAudience, tt.wantIssuer)
			}
		})
	}
}

func TestLongLivedTokenIsToBeRefreshedHalfway(t *testing.T) {
	t.Parallel()
	for lifetime, want := range map[time.Duration]any{24 * time.Hour: 43199.0, 7201 * time.Second: 3600.0, 7200 * time.Second: nil} {
		s := newService(newDirectory(), func(o *entra.Options) { o.TokenLifetime = lifetime })
		if got := granted(t, requestToken(s, bySecret()))["refresh_in"]; got != want {
			t.Errorf("%s: refresh_in is %v, want %v", lifetime, got, want)
		}
	}
}

func TestRolesOfAnotherResourceStayOut(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	got := claims(t, granted(t, requestToken(s, bySecret("scope=https://management.azure.com/.default")))["access_token"])
	if roles, present := got["roles"]; present {
		t.Errorf("roles is %v, want no such claim", roles)
	}
}

func TestCertificateAssertionIsRefused(t *testing.T) {
	t.Parallel()
	d := newDirectory()
	s := newService(d, nil)
	expired := newDirectory()
	app := expired.apps[appID]
	app.Certificates = []entra.Certificate{{DER: appCertificate(), End: now.AddDate(0, 0, -1)}}
	expired.apps[appID] = app

	sign := func(header, change map[string]any) string { return assertion(t, header, change) }
	good := sign(nil, nil)
	tests := map[string]struct {
		service   http.Handler
		assertion string
		want      int
	}{
		"without naming a key":                          {s, sign(map[string]any{"x5t#S256": nil}, nil), 700027},
		"with a key that the application does not have": {s, sign(map[string]any{"x5t#S256": "bm8"}, nil), 700027},
		"with an expired key":                           {newService(expired, nil), good, 700027},
		"with a changed signature":                      {s, good[:len(good)-8] + "AAAAAAAA", 700027},
		"after its time":                                {s, sign(nil, map[string]any{"nbf": now.Add(-time.Hour).Unix(), "exp": now.Add(-6 * time.Minute).Unix()}), 700024},
		"before its time":                               {s, sign(nil, map[string]any{"nbf": now.Add(6 * time.Minute).Unix()}), 700024},
		"without expiry":                                {s, sign(nil, map[string]any{"exp": nil}), 700024},
		"for another subject":                           {s, sign(nil, map[string]any{"sub": "other"}), 700021},
		"for another service":                           {s, sign(nil, map[string]any{"aud": "https://login.example.com/" + tenantID + "/oauth2/v2.0/token"}), 700023},
		"for another tenant":                            {s, sign(nil, map[string]any{"aud": "https://login.test/other/oauth2/v2.0/token"}), 700023},
		"for another endpoint":                          {s, sign(nil, map[string]any{"aud": "https://login.test/" + tenantID + "/v1.0/users"}), 700023},
		"for an address without a scheme":               {s, sign(nil, map[string]any{"aud": "login.test/" + tenantID + "/oauth2/v2.0/token"}), 700023},
		"for something that is no address":              {s, sign(nil, map[string]any{"aud": "token"}), 700023},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := refusal{http.StatusUnauthorized, "invalid_client", tt.want}
			if diff := cmp.Diff(want, refused(t, requestToken(tt.service, byAssertion(tt.assertion)))); diff != "" {
				t.Errorf("refusal mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestFederatedAssertionIsRefused(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	trusting := func(c ...entra.FederatedCredential) http.Handler {
		d := newDirectory()
		app := d.apps[appID]
		app.FederatedCredentials = c
		d.apps[appID] = app
		return newService(d, nil)
	}
	exchange := []string{"api://AzureADTokenExchange"}
	good := entraToken(t, nil)
	otherIssuer := "https://login.microsoftonline.com/f0000000-0000-4000-8000-000000000000/v2.0"
	stsOfAnother, unversioned := "https://sts.windows.net/f0000000-0000-4000-8000-000000000000/", strings.TrimSuffix(v2Issuer, "/v2.0")
	tests := map[string]struct {
		service   http.Handler
		assertion string
		want      refusal
	}{
		"without any credential":                                   {trusting(), good, refusal{401, "invalid_client", 70025}},
		"of another issuer":                                        {s, githubToken(t, map[string]any{"iss": "https://gitlab.com"}), refusal{401, "invalid_client", 700211}},
		"of version 1 of the same issuer":                          {s, entraToken(t, map[string]any{"iss": "https://sts.windows.net/" + tenantID + "/"}), refusal{401, "invalid_client", 700211}},
		"of another subject":                                       {s, entraToken(t, map[string]any{"sub": "somebody"}), refusal{401, "invalid_client", 700213}},
		"of a credential's subject that belongs to another issuer": {s, githubToken(t, map[string]any{"sub": spOf + identity}), refusal{401, "invalid_client", 700213}},
		"whose issuer differs by case":                             {s, githubToken(t, map[string]any{"iss": strings.ToUpper(external)}), refusal{401, "invalid_client", 7002138}},
		"whose subject differs by case":                            {s, entraToken(t, map[string]any{"sub": strings.ToUpper(spOf + identity)}), refusal{401, "invalid_client", 7002138}},
		"whose audience differs by case":                           {s, githubToken(t, map[string]any{"aud": "api://azureadtokenexchange"}), refusal{401, "invalid_client", 7002138}},
		"for another audience":                                     {s, githubToken(t, map[string]any{"aud": "https://github.com/contoso"}), refusal{401, "invalid_client", 700212}},
		"without audience":                                         {s, githubToken(t, map[string]any{"aud": nil}), refusal{401, "invalid_client", 700212}},
		"made for Graph":                                           {s, entraToken(t, map[string]any{"aud": "https://graph.microsoft.com"}), refusal{401, "invalid_client", 700212}},
		"for a credential with another cloud's audience": {
			trusting(entra.FederatedCredential{Issuer: v2Issuer, Subject: spOf + identity, Audiences: []string{"api://AzureADTokenExchangeUSGov"}}),
			good,
			refusal{401, "invalid_client", 700212},
		},
		"of another tenant": {
			trusting(entra.FederatedCredential{Issuer: otherIssuer, Subject: "s", Audiences: exchange}),
			entraToken(t, map[string]any{"iss": otherIssuer, "sub": "s"}),
			refusal{401, "invalid_client", 700222},
		},
		"of an issuer that cannot be reached": {
			trusting(entra.FederatedCredential{Issuer: "https://gitlab.com", Subject: "s", Audiences: exchange}),
			githubToken(t, map[string]any{"iss": "https://gitlab.com", "sub": "s"}),
			refusal{400, "invalid_request", 90061},
		},
		"of version 1 of another tenant": {
			trusting(entra.FederatedCredential{Issuer: stsOfAnother, Subject: "s", Audiences: exchange}),
			entraToken(t, map[string]any{"iss": stsOfAnother, "sub": "s"}),
			refusal{401, "invalid_client", 700222},
		},
		"of an address of Entra's that issues nothing": {
			trusting(entra.FederatedCredential{Issuer: unversioned, Subject: spOf + identity, Audiences: exchange}),
			entraToken(t, map[string]any{"iss": unversioned, "aud": exchange[0]}),
			refusal{400, "invalid_request", 90061},
		},
		"that Entra has not signed": {s, signedBy(t, appKey(), good), refusal{401, "invalid_client", 700027}},
		"with a changed signature":  {s, good[:len(good)-8] + "AAAAAAAA", refusal{401, "invalid_client", 700027}},
		"after its time":            {s, entraToken(t, map[string]any{"exp": now.Add(-6 * time.Minute).Unix()}), refusal{401, "invalid_client", 700024}},
		"before its time":           {s, githubToken(t, map[string]any{"nbf": now.Add(6 * time.Minute).Unix()}), refusal{401, "invalid_client", 700024}},
		"of a user":                 {s, entraToken(t, map[string]any{"idtyp": "user"}), refusal{401, "invalid_client", 700229}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, refused(t, requestToken(tt.service, byAssertion(tt.assertion)))); diff != "" {
				t.Errorf("refusal mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// signedBy signs the claims of a token with another key.
func signedBy(t *testing.T, key any, token string) string {
	t.Helper()
	return sign(t, jwt.NewWithClaims(jwt.SigningMethodRS256, claims(t, token)), key)
}

// TestFederationByVersion1: issuers of the older tokens are Entra's as well.
func TestFederationByVersion1(t *testing.T) {
	t.Parallel()
	for _, sts := range []string{"https://sts.windows.net/", "https://sts.chinacloudapi.cn/"} {
		d := newDirectory()
		app := d.apps[appID]
		app.FederatedCredentials = []entra.FederatedCredential{{Issuer: sts + tenantID + "/", Subject: spOf + identity, Audiences: []string{"api://exchange"}}}
		d.apps[appID] = app
		granted(t, requestToken(newService(d, nil), byAssertion(entraToken(t, map[string]any{"iss": sts + tenantID + "/", "aud": "api://exchange"}))))
	}
}

func TestFederationInEveryCloud(t *testing.T) {
	t.Parallel()
	for audience, authority := range map[string]string{
		"api://AzureADTokenExchange":      "https://login.microsoftonline.com/",
		"api://AzureADTokenExchangeUSGov": "https://login.microsoftonline.us/",
		"api://AzureADTokenExchangeChina": "https://login.partner.microsoftonline.cn/",
	} {
		t.Run(audience, func(t *testing.T) {
			t.Parallel()
			d := newDirectory()
			app := d.apps[appID]
			app.FederatedCredentials = []entra.FederatedCredential{{Issuer: authority + tenantID + "/v2.0", Subject: spOf + identity, Audiences: []string{audience}}}
			d.apps[appID] = app
			s := newService(d, nil)
			token, err := s.IdentityToken(entra.ManagedIdentity{TenantID: tenantID, ClientID: identity}, audience)
			if err != nil {
				t.Fatal(err)
			}
			granted(t, requestToken(s, byAssertion(token.AccessToken)))
		})
	}
}
