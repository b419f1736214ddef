// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra_test

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
)

const (
	tenantID  = "a0000000-0000-4000-8000-000000000000"
	domain    = "contoso.onmicrosoft.com"
	appID     = "b0000000-0000-4000-8000-000000000000"
	identity  = "c0000000-0000-4000-8000-000000000000"
	publicApp = "d0000000-0000-4000-8000-000000000000"
	spOf      = "0bject00-" // prefix of object ids
	adele     = "adele@contoso.onmicrosoft.com"
	jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
	graph     = "https://graph.microsoft.com/.default"
	v2Issuer  = "https://login.microsoftonline.com/" + tenantID + "/v2.0"
	external  = "https://token.actions.githubusercontent.com"
)

var (
	now = time.Date(2026, 8, 4, 10, 50, 7, 0, time.UTC)

	// One key of each kind for all tests, since making them is slow.
	signingKey  = sync.OnceValue(newRSA)
	appKey      = sync.OnceValue(newRSA)
	externalKey = sync.OnceValue(func() *ecdsa.PrivateKey {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			panic(err)
		}
		return key
	})
	appCertificate = sync.OnceValue(func() []byte {
		template := &x509.Certificate{SerialNumber: big.NewInt(7), NotAfter: now.AddDate(1, 0, 0)}
		der, err := x509.CreateCertificate(rand.Reader, template, template, appKey().Public(), appKey())
		if err != nil {
			panic(err)
		}
		return der
	})
)

func newRSA() *rsa.PrivateKey {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return key
}

// directory is a tenant as the service sees it.
type directory struct {
	apps  map[string]entra.Application
	sps   map[string]entra.ServicePrincipal // in tenantID
	users map[string]entra.User
}

func (d *directory) TenantID(name string) (string, bool) {
	return tenantID, name == tenantID || name == domain
}

func (d *directory) Application(id string) (entra.Application, bool) {
	app, ok := d.apps[id]
	return app, ok
}

func (d *directory) ServicePrincipal(_, id string) (entra.ServicePrincipal, bool) {
	sp, ok := d.sps[id]
	return sp, ok
}

func (d *directory) User(_, name string) (entra.User, bool) {
	user, ok := d.users[name]
	return user, ok
}

// newDirectory has an application with every kind of credential, a managed
// identity that it trusts, a public client and a user.
func newDirectory() *directory {
	return &directory{
		apps: map[string]entra.Application{
			appID: {
				AppID: appID, DisplayName: "Deploy", HomeTenantID: tenantID, SignInAudience: "AzureADMyOrg",
				Secrets: []entra.Secret{
					{Value: "right", End: now.AddDate(1, 0, 0)},
					{Value: "old", End: now.AddDate(-1, 0, 0)},
					{Value: "new", Start: now.AddDate(0, 0, 1), End: now.AddDate(1, 0, 0)},
				},
				Certificates: []entra.Certificate{{DER: appCertificate(), End: now.AddDate(1, 0, 0)}},
				FederatedCredentials: []entra.FederatedCredential{
					{Name: "identity", Issuer: v2Issuer, Subject: spOf + identity, Audiences: []string{"api://AzureADTokenExchange"}},
					{Name: "github", Issuer: external, Subject: "repo:contoso/infra:ref:refs/heads/main", Audiences: []string{"api://AzureADTokenExchange"}},
				},
			},
			publicApp: {
				AppID: publicApp, DisplayName: "Console", HomeTenantID: tenantID, SignInAudience: "AzureADMyOrg",
				PublicClient: true, RedirectURIs: []string{"http://localhost", "http://localhost/back"},
			},
		},
		sps: map[string]entra.ServicePrincipal{
			appID:     {ObjectID: spOf + appID, DisplayName: "Deploy", Enabled: true, Roles: map[string][]string{entra.GraphAppID: {"User.ReadWrite.All", "Group.ReadWrite.All"}}},
			identity:  {ObjectID: spOf + identity, DisplayName: "terraform", Enabled: true},
			publicApp: {ObjectID: spOf + publicApp, DisplayName: "Console", Enabled: true, Scopes: map[string][]string{entra.GraphAppID: {"User.Read", "Group.Read.All"}}},
		},
		users: map[string]entra.User{adele: {ObjectID: spOf + "adele", UserPrincipalName: adele, DisplayName: "Adele Vance", Enabled: true}},
	}
}

// newService is the service under test; change alters its options first.
func newService(d *directory, change func(*entra.Options)) *entra.Service {
	options := entra.Options{
		Directory:    d,
		Key:          signingKey(),
		Now:          func() time.Time { return now },
		IssuerKeys:   map[string][]crypto.PublicKey{external: {externalKey().Public()}},
		SignedInUser: adele,
	}
	if change != nil {
		change(&options)
	}
	return entra.New(options)
}

// form makes a form from name=value pairs on top of another.
func form(base url.Values, pairs ...string) url.Values {
	out := url.Values{}
	for name, values := range base {
		out[name] = values
	}
	for _, pair := range pairs {
		name, value, set := strings.Cut(pair, "=")
		if out.Del(name); set {
			out.Set(name, value)
		}
	}
	return out
}

// bySecret is a request that succeeds.
func bySecret(pairs ...string) url.Values {
	return form(nil, append([]string{"grant_type=client_credentials", "client_id=" + appID, "client_secret=right", "scope=" + graph}, pairs...)...)
}

// byAssertion is a request that succeeds with the right assertion.
func byAssertion(assertion string) url.Values {
	return form(bySecret("client_secret"), "client_assertion_type="+jwtBearer, "client_assertion="+assertion)
}

func post(s http.Handler, path string, fields url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest(http.MethodPost, "https://login.test"+path, strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return serve(s, r)
}

func serve(s http.Handler, r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w
}

// requestToken posts to the tenant's token endpoint of version 2.
func requestToken(s http.Handler, fields url.Values) *httptest.ResponseRecorder {
	return post(s, "/"+tenantID+"/oauth2/v2.0/token", fields)
}

func body(t *testing.T, resp *httptest.ResponseRecorder) map[string]any {
	t.Helper()
	out := map[string]any{}
	if err := json.Unmarshal(resp.Body.Bytes(), &out); err != nil {
		t.Fatalf("status %d with a body that is not JSON: %s", resp.Code, resp.Body)
	}
	return out
}

// granted is the body of an answer that has to be a success.
func granted(t *testing.T, resp *httptest.ResponseRecorder) map[string]any {
	t.Helper()
	out := body(t, resp)
	if resp.Code != http.StatusOK {
		t.Fatalf("status %d: %v", resp.Code, out["error_description"])
	}
	return out
}

// refusal is what a refusal comes down to.
type refusal struct {
	Status int
	Error  string
	Code   int
}

func refused(t *testing.T, resp *httptest.ResponseRecorder) refusal {
	t.Helper()
	out := body(t, resp)
	codes, _ := out["error_codes"].([]any)
	if len(codes) != 1 {
		t.Fatalf("status %d with error_codes %v, want one", resp.Code, out["error_codes"])
	}
	code, _ := codes[0].(float64)
	text, _ := out["error"].(string)
	return refusal{resp.Code, text, int(code)}
}

// claims reads a token without checking it.
func claims(t *testing.T, token any) jwt.MapClaims {
	t.Helper()
	out := jwt.MapClaims{}
	if _, _, err := jwt.NewParser().ParseUnverified(token.(string), out); err != nil {
		t.Fatal(err)
	}
	return out
}

// withoutOpaque drops the claims that nobody may read anything into.
func withoutOpaque(c jwt.MapClaims) map[string]any {
	for _, name := range []string{"aio", "rh", "uti"} {
		delete(c, name)
	}
	return c
}

// assertion is one that the application signs itself. A nil claim is left out.
func assertion(t *testing.T, header, change map[string]any) string {
	t.Helper()
	method, key := jwt.SigningMethod(jwt.SigningMethodPS256), any(appKey())
	token := jwt.NewWithClaims(method, merged(jwt.MapClaims{
		"aud": "https://login.test/" + tenantID + "/oauth2/v2.0/token",
		"iss": appID, "sub": appID, "jti": "1",
		"nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix(),
	}, change))
	sum := sha256.Sum256(appCertificate())
	token.Header["x5t#S256"] = base64.RawURLEncoding.EncodeToString(sum[:])
	if header["alg"] == "RS256" {
		old := sha1.Sum(appCertificate())
		token.Method = jwt.SigningMethodRS256
		delete(token.Header, "x5t#S256")
		token.Header["x5t"] = base64.RawURLEncoding.EncodeToString(old[:])
	}
	token.Header = merged(token.Header, header)
	return sign(t, token, key)
}

// githubToken is one of another issuer.
func githubToken(t *testing.T, change map[string]any) string {
	t.Helper()
	return sign(t, jwt.NewWithClaims(jwt.SigningMethodES256, merged(jwt.MapClaims{
		"iss": external, "sub": "repo:contoso/infra:ref:refs/heads/main", "aud": "api://AzureADTokenExchange",
		"nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix(),
	}, change)), externalKey())
}

// entraToken is one that the service itself could have signed.
func entraToken(t *testing.T, change map[string]any) string {
	t.Helper()
	return sign(t, jwt.NewWithClaims(jwt.SigningMethodRS256, merged(jwt.MapClaims{
		"iss": v2Issuer, "sub": spOf + identity, "aud": entra.TokenExchangeAppID, "idtyp": "app", "tid": tenantID,
		"nbf": now.Unix(), "exp": now.Add(10 * time.Minute).Unix(),
	}, change)), signingKey())
}

func merged[M ~map[string]any](base M, change map[string]any) M {
	for name, value := range change {
		base[name] = value
		if value == nil {
			delete(base, name)
		}
	}
	return base
}

func sign(t *testing.T, token *jwt.Token, key any) string {
	t.Helper()
	text, err := token.SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestErrorBody(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	r := httptest.NewRequest(http.MethodPost, "https://login.test/"+tenantID+"/oauth2/v2.0/token", strings.NewReader(bySecret("client_secret=wrong").Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("client-request-id", "5b0f2f3e-6a55-4c3b-9a77-0d8f4a0c1e11")
	resp := serve(s, r)
	got := body(t, resp)

	trace := resp.Header().Get("x-ms-request-id")
	want := map[string]any{
		"error": "invalid_client",
		"error_description": "AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '" + appID +
			"'. Trace ID: " + trace + " Correlation ID: 5b0f2f3e-6a55-4c3b-9a77-0d8f4a0c1e11 Timestamp: 2026-08-04 10:50:07Z",
		"error_codes":    []any{7000215.0},
		"timestamp":      "2026-08-04 10:50:07Z",
		"trace_id":       trace,
		"correlation_id": "5b0f2f3e-6a55-4c3b-9a77-0d8f4a0c1e11",
		"error_uri":      "https://login.test/error?code=7000215",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("error mismatch (-want +got):\n%s", diff)
	}
	if got := resp.Header().Get("client-request-id"); got != "5b0f2f3e-6a55-4c3b-9a77-0d8f4a0c1e11" {
		t.Errorf("client-request-id is %q, want the one that was sent", got)
	}
	if got := resp.Header().Get("Cache-Control"); got != "no-store, no-cache" {
		t.Errorf("Cache-Control is %q, want that nothing is kept", got)
	}
}
