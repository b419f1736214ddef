// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth_test

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

const (
	issuer         = "https://issuer.example"
	subject        = "repo:contoso/infra:ref:refs/heads/main"
	connectionID   = "44444444-4444-4444-8444-444444444444"
	requestToken   = "canary-of-the-job"
	publicAudience = "api://AzureADTokenExchange"
)

// identityProvider is another issuer of tokens, which an application trusts.
type identityProvider struct {
	t      *testing.T
	key    *ecdsa.PrivateKey
	server *httptest.Server
	// status, when set, answers every request for a token.
	status int

	mu       sync.Mutex
	requests []*http.Request
}

func startIdentityProvider(t *testing.T) *identityProvider {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p := &identityProvider{t: t, key: key}
	p.server = httptest.NewServer(http.HandlerFunc(p.serve))
	t.Cleanup(p.server.Close)
	return p
}

// serve speaks the protocols of GitHub Actions (GET) and of Azure Pipelines (POST).
func (p *identityProvider) serve(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	p.requests = append(p.requests, r)
	p.mu.Unlock()
	q := r.URL.Query()
	switch {
	case p.status != 0:
		w.Header().Set("Location", "http://203.0.113.1/")
		answer(p.status, map[string]any{"message": "no, " + r.Header.Get("Authorization")})(w)
	case r.Header.Get("Authorization") != "Bearer "+requestToken:
		answer(http.StatusUnauthorized, map[string]any{"message": "no"})(w)
	case r.Method == http.MethodGet:
		answer(http.StatusOK, map[string]any{"value": p.token(q.Get("audience"))})(w)
	case q.Get("api-version") == "7.1" && q.Get("serviceConnectionId") == connectionID && r.Header.Get("X-TFS-FedAuthRedirect") == "Suppress":
		answer(http.StatusOK, map[string]any{"oidcToken": p.token(publicAudience)})(w)
	default:
		answer(http.StatusNotFound, map[string]any{"message": "no such connection"})(w)
	}
}

func (p *identityProvider) token(audience string) string {
	token, err := jwt.NewWithClaims(jwt.SigningMethodES256, jwt.MapClaims{
		"iss": issuer, "sub": subject, "aud": audience, "iat": time.Now().Unix(), "exp": time.Now().Add(5 * time.Minute).Unix(),
	}).SignedString(p.key)
	if err != nil {
		p.t.Error(err)
	}
	return token
}

func (p *identityProvider) seen() []*http.Request {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.requests)
}

// newFederatedSite is a site with an identity provider that a new application
// trusts, unless distrusted.
func newFederatedSite(t *testing.T, method string, distrusted bool) (*site, *identityProvider) {
	t.Helper()
	p := startIdentityProvider(t)
	s := newSite(t, method, func(o *tenant.Options) { o.IssuerKeys = map[string][]crypto.PublicKey{issuer: {p.key.Public()}} })
	id, appID := s.register(map[string]any{})
	s.settings.ClientID = appID
	if !distrusted {
		s.graph("POST", "/applications/"+id+"/federatedIdentityCredentials", map[string]any{
			"name": "terraform", "issuer": issuer, "subject": subject, "audiences": []string{publicAudience},
		})
	}
	return s, p
}

// Every way in which another provider's token gets to the exchange.
func TestEveryFederatedMethodSignsIn(t *testing.T) {
	t.Parallel()
	request := func(s *site, p *identityProvider) {
		s.settings.OIDCRequestURL, s.settings.OIDCRequestToken = p.server.URL+"/token?job=1", requestToken
	}
	tests := map[string]struct {
		method  string
		prepare func(*site, *identityProvider)
		asked   int // requests to the provider
	}{
		"a token": {"oidc", func(s *site, p *identityProvider) { s.settings.OIDCToken = p.token(publicAudience) }, 0},
		"a file": {"oidc", func(s *site, p *identityProvider) {
			s.settings.OIDCTokenFilePath = file(s.t, []byte(p.token(publicAudience)+"\n"))
		}, 0},
		"a request": {"oidc", request, 1},
		"a request before a file and token": {"oidc", func(s *site, p *identityProvider) {
			request(s, p)
			s.settings.OIDCToken, s.settings.OIDCTokenFilePath = "stale", "/nowhere"
		}, 1},
		"a file before a token": {"oidc", func(s *site, p *identityProvider) {
			s.settings.OIDCToken, s.settings.OIDCTokenFilePath = "stale", file(s.t, []byte(p.token(publicAudience)))
		}, 0},
		"GitHub Actions":  {"oidc_github", request, 1},
		"Azure Pipelines": {"oidc_azure_devops", func(s *site, p *identityProvider) { request(s, p); s.settings.ADOServiceConnectionID = connectionID }, 1},
		"Kubernetes": {"workload_identity", func(s *site, p *identityProvider) {
			s.settings.FederatedTokenFilePath = file(s.t, []byte(p.token(publicAudience)))
		}, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := newFederatedSite(t, tt.method, false)
			tt.prepare(s, p)
			before := s.tokenRequests()
			found := s.signIn()
			if found.ClientID != s.settings.ClientID || found.Method != tt.method || len(found.Roles) != 1 {
				t.Errorf("signed in as %+v, want %s", found, s.settings.ClientID)
			}
			want := auth.Claims{Issuer: issuer, Subject: subject, Audience: []string{publicAudience}, IssuedAt: found.Presented.IssuedAt, Expires: found.Presented.Expires}
			if diff := cmp.Diff(want, found.Presented); diff != "" {
				t.Errorf("presented mismatch (-want +got):\n%s", diff)
			}
			if n := s.tokenRequests() - before; n != 1 || len(p.seen()) != tt.asked {
				t.Errorf("%d requests to Entra and %d to the provider, want 1 and %d", n, len(p.seen()), tt.asked)
			}
		})
	}
}

func TestTheAudienceOfARequestedToken(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ cloud, audience, want string }{
		"the public cloud's":     {"", "", publicAudience},
		"the one of its cloud":   {"gcchigh", "", "api://AzureADTokenExchangeUSGov"},
		"the one of China":       {"china", "", "api://AzureADTokenExchangeChina"},
		"the one that is wanted": {"gcchigh", "api://own", "api://own"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := newFederatedSite(t, "oidc_github", true)
			s.settings.Cloud, s.settings.OIDCAudience = tt.cloud, tt.audience
			s.settings.AuthorityHost, s.settings.GraphEndpoint = "", ""
			s.options.Entra = providerOnly{strings.TrimPrefix(p.server.URL, "http://")}
			s.settings.OIDCRequestURL, s.settings.OIDCRequestToken = p.server.URL+"/token?job=1&audience=other", requestToken
			_ = s.fails()
			want := url.Values{"job": {"1"}, "audience": {tt.want}}
			if diff := cmp.Diff(want, p.seen()[0].URL.Query()); diff != "" {
				t.Errorf("query mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAnUntrustedTokenNamesTheCommand(t *testing.T) {
	t.Parallel()
	s, p := newFederatedSite(t, "oidc_github", true)
	s.settings.OIDCRequestURL, s.settings.OIDCRequestToken = p.server.URL, requestToken
	err := s.fails()
	wantError(t, err, "client_id", "AADSTS70025",
		"az ad app federated-credential create --id "+s.settings.ClientID+` --parameters '{"name":"terraform","issuer":"`+issuer+`","subject":"`+subject+`","audiences":["`+publicAudience+`"]}'`)
	noSecrets(t, err.Error(), requestToken)
}

func TestProvidersThatGiveNoToken(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		method  string
		status  int
		change  func(*site)
		setting string
		want    string
	}{
		"a wrong token for GitHub":           {method: "oidc_github", change: func(s *site) { s.settings.OIDCRequestToken = "old" }, setting: "oidc_request_token", want: "id-token: write"},
		"a wrong token for Azure DevOps":     {method: "oidc_azure_devops", change: func(s *site) { s.settings.OIDCRequestToken = "old" }, setting: "oidc_request_token", want: "SYSTEM_ACCESSTOKEN"},
		"a connection that is unknown":       {method: "oidc_azure_devops", change: func(s *site) { s.settings.ADOServiceConnectionID = tenant.DefaultTenantID }, setting: "ado_service_connection_id", want: "no such connection"},
		"a redirect is not followed":         {method: "oidc", status: http.StatusFound, setting: "oidc_request_url", want: "not followed"},
		"a failing provider":                 {method: "oidc", status: http.StatusBadGateway, setting: "oidc_request_url", want: "has been repeated"},
		"a provider with another protocol":   {method: "oidc", status: http.StatusOK, setting: "oidc_request_url", want: `the answer holds no "value"`},
		"a provider that nobody can reach":   {method: "oidc", change: func(s *site) { s.settings.OIDCRequestURL = "http://127.0.0.1:1/?q=canary" }, setting: "oidc_request_url", want: "Cannot reach the identity provider"},
		"a page of a proxy":                  {method: "oidc", change: func(s *site) { s.settings.OIDCRequestURL = page(s.t) }, setting: "oidc_request_url", want: "no JSON object"},
		"a file that has gone":               {method: "workload_identity", change: func(s *site) { s.settings.FederatedTokenFilePath = "/nowhere/token" }, setting: "federated_token_file_path", want: "no such file"},
		"a file that is empty":               {method: "oidc", change: func(s *site) { s.settings.OIDCRequestURL, s.settings.OIDCTokenFilePath = "", file(s.t, []byte(" \n")) }, setting: "oidc_token_file_path", want: "is empty"},
		"what is no token at all, for Entra": {method: "oidc", change: func(s *site) { s.settings.OIDCRequestURL, s.settings.OIDCToken = "", "canary" }, setting: "", want: "AADSTS50027"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := newFederatedSite(t, tt.method, false)
			p.status = tt.status
			s.settings.OIDCRequestURL, s.settings.OIDCRequestToken = p.server.URL, requestToken
			s.settings.ADOServiceConnectionID = connectionID
			if tt.change != nil {
				tt.change(s)
			}
			err := s.fails()
			wantError(t, err, tt.setting, tt.want)
			noSecrets(t, err.Error(), requestToken, "canary")
		})
	}
}

// page is a server that answers with a page.
func page(t *testing.T) string {
	t.Helper()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("<html>")) }))
	t.Cleanup(server.Close)
	return server.URL
}

func TestARequestForATokenMustBeSafe(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		address string
		setting string
		warns   bool
	}{
		"GitHub's own":            {address: "https://pipelines.actions.githubusercontent.com/x?api-version=2.0"},
		"this machine":            {address: "http://localhost:1/x"},
		"a host of one's own":     {address: "https://github.contoso.com/_services/token", warns: true},
		"a host that looks alike": {address: "https://actions.githubusercontent.com.evil.example/", warns: true},
		"without TLS":             {address: "http://pipelines.actions.githubusercontent.com/x", setting: "oidc_request_url"},
		"with a password":         {address: "https://user:canary@localhost/", setting: "oidc_request_url"},
		"no address":              {address: "pipelines", setting: "oidc_request_url"},
		"no host":                 {address: "https:///canary", setting: "oidc_request_url"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s, p := newFederatedSite(t, "oidc_github", false)
			s.settings.OIDCRequestURL, s.settings.OIDCRequestToken = tt.address, requestToken
			s.options.Entra = providerBehind{p, s.options.Entra}
			if tt.setting != "" {
				err := s.fails()
				wantError(t, err, tt.setting)
				noSecrets(t, err.Error(), requestToken, "canary")
				return
			}
			if warnings := s.open().Warnings(); (len(warnings) > 0) != tt.warns {
				t.Errorf("warnings %v, want any: %v", warnings, tt.warns)
			}
			s.signIn()
		})
	}
}

// providerOnly reaches the identity provider and nobody else.
type providerOnly struct{ host string }

func (o providerOnly) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.URL.Host != o.host {
		return nil, errors.New("there is no other")
	}
	return http.DefaultTransport.RoundTrip(r)
}

// providerBehind sends what is not meant for the tenant to the identity provider.
type providerBehind struct {
	p    *identityProvider
	next http.RoundTripper
}

func (b providerBehind) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Header.Get("Authorization") != "" {
		r = r.Clone(r.Context())
		r.URL.Scheme, r.URL.Host = "http", strings.TrimPrefix(b.p.server.URL, "http://")
	}
	return b.next.RoundTrip(r)
}

func TestAFileIsReadForEachExchange(t *testing.T) {
	t.Parallel()
	s, p := newFederatedSite(t, "workload_identity", false)
	s.settings.FederatedTokenFilePath = file(t, []byte(p.token(publicAudience)))
	c := s.open()
	first := token(t, c)
	if err := os.WriteFile(s.settings.FederatedTokenFilePath, []byte("eyJ.stale.x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if token(t, c) != first {
		t.Error("a token that is still good was replaced")
	}
	c.Forget(first)
	_, err := c.GetToken(t.Context(), policy.TokenRequestOptions{})
	wantError(t, err, "", "AADSTS50027")
	if err := os.WriteFile(s.settings.FederatedTokenFilePath, []byte(p.token(publicAudience)), 0o600); err != nil {
		t.Fatal(err)
	}
	if token(t, c) == first {
		t.Error("the refused token was handed out again")
	}
}

func token(t *testing.T, c *auth.Credential) string {
	t.Helper()
	got, err := c.GetToken(t.Context(), policy.TokenRequestOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return got.Token
}

// clock is a clock that a test moves.
type clock struct {
	mu    sync.Mutex
	ahead time.Duration
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return time.Now().Add(c.ahead)
}

func (c *clock) move(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.ahead += d
}

// A long apply asks for a token again and again.
func TestTokensAreRenewedInALongApply(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		clientID   string
		step       time.Duration
		steps      int
		identities int // requests for the identity's token
		exchanges  int
	}{
		"the identity's once a day": {"", 4 * time.Hour, 10, 2, 0},
		// MSAL goes by its own clock, so that only one step can be taken here. It
		// keeps no token that lives for less than five minutes.
		"the application's when it ends": {tenant.FederatedAppID, 3 * time.Minute, 2, 2, 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var moving clock
			s := newSite(t, "managed_identity", func(o *tenant.Options) { o.Now, o.TokenLifetime = moving.now, 4*time.Minute })
			s.options.Now = moving.now
			s.settings.ClientID = tt.clientID
			s.settings.ManagedIdentityID = user
			c := s.open()
			for range tt.steps {
				for range 3 {
					token(t, c)
				}
				moving.move(tt.step)
			}
			identities := 0
			for _, r := range s.tn.Requests("GET /metadata/identity/oauth2/token") {
				if strings.Contains(r.Query, "resource=") {
					identities++
				}
			}
			if exchanges := s.tokenRequests(); identities != tt.identities || exchanges != tt.exchanges {
				t.Errorf("%d requests for the identity's token and %d for the application's, want %d and %d", identities, exchanges, tt.identities, tt.exchanges)
			}
		})
	}
}

func TestAFederatedCredentialThatIsMadeMeanwhile(t *testing.T) {
	t.Parallel()
	s := newSite(t, "managed_identity", func(o *tenant.Options) { o.WithoutFederatedCredential = true })
	s.settings.ClientID, s.settings.ManagedIdentityID, s.settings.FederationWait = tenant.FederatedAppID, user, 2*time.Minute
	app := s.graph("GET", "/applications(appId='"+tenant.FederatedAppID+"')?$select=id", nil)
	var waits []time.Duration
	s.options.Sleep = func(_ context.Context, d time.Duration) error {
		if waits = append(waits, d); len(waits) == 5 {
			s.graph("POST", "/applications/"+app["id"].(string)+"/federatedIdentityCredentials", map[string]any{
				"name": "late", "issuer": "https://login.microsoftonline.com/" + s.tn.TenantID() + "/v2.0",
				"subject": tenant.UserIdentityObjectID, "audiences": []string{publicAudience},
			})
		}
		return nil
	}
	found := s.signIn()
	if found.Mode != auth.Federated || found.ClientID != tenant.FederatedAppID || found.Presented.ObjectID != tenant.UserIdentityObjectID {
		t.Errorf("signed in as %+v, want the application by the identity", found)
	}
	const sec = time.Second
	if diff := cmp.Diff([]time.Duration{2 * sec, 4 * sec, 8 * sec, 16 * sec, 30 * sec}, waits); diff != "" {
		t.Errorf("waits mismatch (-want +got):\n%s", diff)
	}
}

func TestModesOfAManagedIdentity(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		mode, clientID, identityID string
		want                       auth.Mode
		setting                    string // that is blamed
	}{
		"auto without an application is direct":      {"auto", "", "", auth.Direct, ""},
		"auto with an application is federated":      {"auto", tenant.FederatedAppID, user, auth.Federated, ""},
		"direct disregards an application":           {"direct", tenant.FederatedAppID, user, auth.Direct, ""},
		"federated with an application":              {"federated", tenant.FederatedAppID, user, auth.Federated, ""},
		"federated without one":                      {"federated", "", user, "", "client_id"},
		"federated with the identity as application": {"federated", user, strings.ToUpper(user), "", "client_id"},
		"federated with the machine's own identity":  {"federated", tenant.FederatedAppID, "", "", "managed_identity_id"},
		"a mode that does not exist":                 {"exchange", "", "", "", "managed_identity_mode"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, "managed_identity")
			s.settings.ManagedIdentityMode, s.settings.ClientID, s.settings.ManagedIdentityID = tt.mode, tt.clientID, tt.identityID
			if tt.setting != "" {
				wantError(t, s.fails(), tt.setting)
				return
			}
			if found := s.signIn(); found.Mode != tt.want || len(found.Warnings) != 0 {
				t.Errorf("signed in %s with warnings %v, want %s", found.Mode, found.Warnings, tt.want)
			}
		})
	}
}

// The way that a diagnosis walks, each step by itself.
func TestTheStepsOfASignIn(t *testing.T) {
	t.Parallel()
	s := newSite(t, "managed_identity")
	s.settings.ClientID, s.settings.ManagedIdentityID = tenant.FederatedAppID, user
	found, err := auth.Detect(s.settings, s.options)
	if err != nil || found.Address != s.tn.IdentityURL()+"/metadata/identity/oauth2/token" {
		t.Fatalf("detected %+v, %v", found, err)
	}
	c := s.open()
	if err := c.FindEndpoint(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := len(s.tn.Requests("/")); n != 1 {
		t.Errorf("%d requests to find the endpoint, want 1", n)
	}
	presented, ok, err := c.Assertion(t.Context())
	want := auth.Claims{
		Issuer: "https://login.microsoftonline.com/" + s.tn.TenantID() + "/v2.0", Subject: tenant.UserIdentityObjectID, Audience: presented.Audience,
		TenantID: s.tn.TenantID(), ClientID: user, ObjectID: tenant.UserIdentityObjectID, ResourceID: presented.ResourceID,
		IssuedAt: presented.IssuedAt, Expires: presented.Expires,
	}
	if diff := cmp.Diff(want, presented); diff != "" || !ok || err != nil {
		t.Errorf("ok %v, error %v, claims mismatch (-want +got):\n%s", ok, err, diff)
	}
	if s.tokenRequests() != 0 {
		t.Error("Entra was asked before the exchange")
	}
	if _, err := c.SignIn(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestStepsThatAMethodDoesNotHave(t *testing.T) {
	t.Parallel()
	s := newSite(t, "client_secret")
	s.settings.ClientID, s.settings.ClientSecret = tenant.SecretAppID, tenant.SecretAppSecret
	c := s.open()
	if err := c.FindEndpoint(t.Context()); err != nil {
		t.Error(err)
	}
	if presented, ok, err := c.Assertion(t.Context()); ok || err != nil {
		t.Errorf("a secret presents %+v, %v", presented, err)
	}
	if n := len(s.tn.Requests("/")); n != 0 {
		t.Errorf("%d requests, want none", n)
	}
}

// noSecrets fails the test when a text holds a token or one of the secrets.
func noSecrets(t *testing.T, text string, secrets ...string) {
	t.Helper()
	for _, secret := range append(secrets, "eyJ") {
		if strings.Contains(text, secret) {
			t.Errorf("%q is shown in:\n%s", secret, text)
		}
	}
}
