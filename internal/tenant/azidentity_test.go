// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/golang-jwt/jwt/v5"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

const (
	graphScope    = "https://graph.microsoft.com/.default"
	exchangeScope = "api://AzureADTokenExchange/.default"
)

// loopbackTransport speaks HTTP/2 too, as azidentity's own transport does.
func loopbackTransport(t testing.TB, tn *tenant.Tenant) *http.Transport {
	t.Helper()
	transport := tenanttest.Transport(t, tn)
	transport.ForceAttemptHTTP2 = true
	return transport
}

// clientOptions make azidentity ask the tenant in place of Microsoft's cloud.
func clientOptions(t *testing.T, tn *tenant.Tenant) azcore.ClientOptions {
	t.Helper()
	return azcore.ClientOptions{
		Cloud:     cloud.Configuration{ActiveDirectoryAuthorityHost: tn.URL()},
		Transport: &http.Client{Transport: loopbackTransport(t, tn)},
	}
}

// metadataRedirect sends what is meant for the metadata service to the tenant.
type metadataRedirect struct {
	address string
	next    http.RoundTripper
}

func (m metadataRedirect) RoundTrip(r *http.Request) (*http.Response, error) {
	moved := r.Clone(r.Context())
	if moved.URL.Host == "169.254.169.254" {
		moved.URL.Host = strings.TrimPrefix(m.address, "http://")
	}
	return m.next.RoundTrip(moved)
}

func managedIdentity(t *testing.T, tn *tenant.Tenant, id azidentity.ManagedIDKind) azcore.TokenCredential {
	t.Helper()
	transport := &http.Client{Transport: metadataRedirect{tn.IdentityURL(), loopbackTransport(t, tn)}}
	credential, err := azidentity.NewManagedIdentityCredential(&azidentity.ManagedIdentityCredentialOptions{
		ID: id, ClientOptions: azcore.ClientOptions{Transport: transport},
	})
	if err != nil {
		t.Fatal(err)
	}
	return credential
}

// getToken asks for a token and reads its claims.
func getToken(t *testing.T, credential azcore.TokenCredential, scope string) (jwt.MapClaims, error) {
	t.Helper()
	token, err := credential.GetToken(t.Context(), policy.TokenRequestOptions{Scopes: []string{scope}, EnableCAE: true})
	if err != nil {
		return nil, err
	}
	claims := jwt.MapClaims{}
	if _, _, err := jwt.NewParser().ParseUnverified(token.Token, claims); err != nil {
		t.Fatal(err)
	}
	return claims, nil
}

// mustGetToken fails the test without a token.
func mustGetToken(t *testing.T, credential azcore.TokenCredential, scope string) jwt.MapClaims {
	t.Helper()
	claims, err := getToken(t, credential, scope)
	if err != nil {
		t.Fatal(err)
	}
	return claims
}

func wantClaim(t *testing.T, claims jwt.MapClaims, name string, want any) {
	t.Helper()
	if claims[name] != want {
		t.Errorf("%s is %v, want %v", name, claims[name], want)
	}
}

// failureCode is the AADSTS number of a refusal.
func failureCode(t *testing.T, err error) int {
	t.Helper()
	var failed *azidentity.AuthenticationFailedError
	if !errors.As(err, &failed) || failed.RawResponse == nil {
		t.Fatalf("got %v, want Entra's refusal", err)
	}
	var body struct {
		Codes []int `json:"error_codes"`
	}
	if err := json.NewDecoder(failed.RawResponse.Body).Decode(&body); err != nil || len(body.Codes) != 1 {
		t.Fatalf("got codes %v, %v; want one", body.Codes, err)
	}
	return body.Codes[0]
}

func withSecret(t *testing.T, tn *tenant.Tenant, secret string) azcore.TokenCredential {
	t.Helper()
	credential, err := azidentity.NewClientSecretCredential(tn.TenantID(), tenant.SecretAppID, secret,
		&azidentity.ClientSecretCredentialOptions{ClientOptions: clientOptions(t, tn), DisableInstanceDiscovery: true})
	if err != nil {
		t.Fatal(err)
	}
	return credential
}

func TestAzidentityWithASecret(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	claims := mustGetToken(t, withSecret(t, tn, tenant.SecretAppSecret), graphScope)
	wantClaim(t, claims, "appid", tenant.SecretAppID)
	wantClaim(t, claims, "tid", tn.TenantID())
	if roles, _ := claims["roles"].([]any); len(roles) < 20 {
		t.Errorf("roles is %v, want those of managing a tenant", claims["roles"])
	}

	_, err := getToken(t, withSecret(t, tn, "wrong"), graphScope)
	if code := failureCode(t, err); code != 7000215 {
		t.Errorf("a wrong secret gives AADSTS%d, want 7000215", code)
	}
}

func TestAzidentityCachesTheToken(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	credential := withSecret(t, tn, tenant.SecretAppSecret)
	mustGetToken(t, credential, graphScope)
	mustGetToken(t, credential, graphScope)
	if got := tn.Requests("POST /{tenant}/oauth2/v2.0/token"); len(got) != 1 {
		t.Errorf("%d token requests for two calls, want 1", len(got))
	}
}

func TestAzidentityFederated(t *testing.T) {
	t.Parallel()
	federated := func(t *testing.T, tn *tenant.Tenant, id azidentity.ManagedIDKind) (jwt.MapClaims, error) {
		// Made by hand, because azidentity caches tokens of managed identities for
		// the whole process.
		assertion := func(ctx context.Context) (string, error) {
			return fetchIdentityToken(ctx, tn, id)
		}
		credential, err := azidentity.NewClientAssertionCredential(tn.TenantID(), tenant.FederatedAppID, assertion,
			&azidentity.ClientAssertionCredentialOptions{ClientOptions: clientOptions(t, tn), DisableInstanceDiscovery: true})
		if err != nil {
			t.Fatal(err)
		}
		return getToken(t, credential, graphScope)
	}
	user := azidentity.ClientID(tenant.UserIdentityClientID)
	tests := map[string]struct {
		change   func(*tenant.Options)
		id       azidentity.ManagedIDKind
		wantCode int
	}{
		"the identity that the application trusts": {func(*tenant.Options) {}, user, 0},
		"another identity":                         {func(*tenant.Options) {}, nil, 700213},
		"no federated credential":                  {func(o *tenant.Options) { o.WithoutFederatedCredential = true }, user, 70025},
		"another tenant id":                        {func(o *tenant.Options) { o.TenantID = "0f0f0f0f-0000-4000-8000-000000000000" }, user, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := tenanttest.Start(t, tt.change)
			claims, err := federated(t, tn, tt.id)
			if tt.wantCode != 0 {
				if code := failureCode(t, err); code != tt.wantCode {
					t.Errorf("got AADSTS%d, want %d", code, tt.wantCode)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			wantClaim(t, claims, "appid", tenant.FederatedAppID)
			wantClaim(t, claims, "appidacr", "2")
			wantClaim(t, claims, "tid", tn.TenantID())
		})
	}
}

// fetchIdentityToken asks the metadata service as programs without a library do.
func fetchIdentityToken(ctx context.Context, tn *tenant.Tenant, id azidentity.ManagedIDKind) (string, error) {
	q := url.Values{"api-version": {"2018-02-01"}, "resource": {"api://AzureADTokenExchange"}}
	if id != nil {
		q.Set("client_id", id.String())
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, tn.IdentityURL()+"/metadata/identity/oauth2/token?"+q.Encode(), nil)
	if err != nil {
		return "", err
	}
	r.Header.Set("Metadata", "true")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		return "", err
	}
	defer func() { _ = resp.Body.Close() }()
	var body struct {
		AccessToken string `json:"access_token"`
	}
	return body.AccessToken, errors.Join(json.NewDecoder(resp.Body).Decode(&body), err)
}

func TestAzidentityDeviceCode(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	prompted := ""
	credential, err := azidentity.NewDeviceCodeCredential(&azidentity.DeviceCodeCredentialOptions{
		ClientOptions: clientOptions(t, tn), DisableInstanceDiscovery: true,
		TenantID: tn.TenantID(), ClientID: tenant.PublicAppID,
		UserPrompt: func(_ context.Context, m azidentity.DeviceCodeMessage) error { prompted = m.UserCode; return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	claims := mustGetToken(t, credential, graphScope)
	wantClaim(t, claims, "upn", "admin@"+tn.Domain())
	wantClaim(t, claims, "appid", tenant.PublicAppID)
	if prompted == "" {
		t.Error("no code was shown")
	}
}

func TestAzidentityWithInstanceDiscovery(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	// MSAL asks login.microsoftonline.com about hosts that it does not know.
	transport := loopbackTransport(t, tn)
	options := clientOptions(t, tn)
	options.Transport = &http.Client{Transport: publicHosts{strings.TrimPrefix(tn.URL(), "https://"), transport}}
	credential, err := azidentity.NewClientSecretCredential(tn.TenantID(), tenant.SecretAppID, tenant.SecretAppSecret,
		&azidentity.ClientSecretCredentialOptions{ClientOptions: options})
	if err != nil {
		t.Fatal(err)
	}
	mustGetToken(t, credential, graphScope)
	mustGetToken(t, credential, graphScope)
	if len(tn.Requests("GET /common/discovery/instance")) == 0 {
		t.Error("the tenant was not asked about itself")
	}
	if got := tn.Requests("POST /{tenant}/oauth2/v2.0/token"); len(got) != 1 {
		t.Errorf("%d token requests for two calls, want 1", len(got))
	}
}

// publicHosts sends what is meant for the public cloud to the tenant. The Host
// header tells the tenant which host it is.
type publicHosts struct {
	address string
	next    http.RoundTripper
}

func (p publicHosts) RoundTrip(r *http.Request) (*http.Response, error) {
	moved := r.Clone(r.Context())
	moved.URL.Host = p.address
	return p.next.RoundTrip(moved)
}

func TestAzidentityOnAVirtualMachine(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		id   azidentity.ManagedIDKind
		want string
	}{
		"system-assigned":               {nil, tenant.SystemIdentityClientID},
		"user-assigned by client id":    {azidentity.ClientID(tenant.UserIdentityClientID), tenant.UserIdentityClientID},
		"user-assigned by object id":    {azidentity.ObjectID(tenant.UserIdentityObjectID), tenant.UserIdentityClientID},
		"user-assigned by resource id":  {azidentity.ResourceID(tenant.UserIdentityResourceID), tenant.UserIdentityClientID},
		"user-assigned as az prints it": {azidentity.ResourceID(strings.ToLower(tenant.UserIdentityResourceID)), tenant.UserIdentityClientID},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := tenanttest.Start(t)
			// The tenant's own address as resource keeps azidentity's cache, which
			// all tests share, from answering.
			claims := mustGetToken(t, managedIdentity(t, tn, tt.id), tn.URL()+"/.default")
			wantClaim(t, claims, "appid", tt.want)
			if roles, _ := claims["roles"].([]any); len(roles) < 20 {
				t.Errorf("roles is %v, want those of managing a tenant", claims["roles"])
			}
		})
	}
}

func TestAzidentityWithoutIdentity(t *testing.T) {
	t.Parallel()
	user := azidentity.ClientID(tenant.UserIdentityClientID)
	tests := map[string]struct {
		identities []identity.Identity
		id         azidentity.ManagedIDKind
		want       string
	}{
		"a host without identities":        {[]identity.Identity{}, nil, "Identity not found"},
		"an identity that is not attached": {[]identity.Identity{tenant.SystemIdentity()}, user, "the requested identity isn't assigned to this resource"},
		"two identities and no choice": {
			[]identity.Identity{tenant.UserIdentity(), {Kind: identity.UserAssigned, ClientID: "x", ObjectID: "y", ResourceID: "/z"}},
			nil, "Multiple user assigned identities exist",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tn := tenanttest.Start(t, func(o *tenant.Options) { o.Identities = tt.identities })
			_, err := getToken(t, managedIdentity(t, tn, tt.id), tn.URL()+"/.default")
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestAzidentityOnOtherHosts(t *testing.T) {
	user := azidentity.ClientID(tenant.UserIdentityClientID)
	tests := map[string]struct {
		host tenant.HostKind
		id   azidentity.ManagedIDKind
		want string
	}{
		"system-assigned in a container instance": {tenant.ContainerInstance, nil, tenant.SystemIdentityClientID},
		"user-assigned in a container instance":   {tenant.ContainerInstance, user, tenant.UserIdentityClientID},
		"system-assigned in App Service":          {tenant.AppService, nil, tenant.SystemIdentityClientID},
		"user-assigned in App Service":            {tenant.AppService, azidentity.ObjectID(tenant.UserIdentityObjectID), tenant.UserIdentityClientID},
		"by resource id in App Service":           {tenant.AppService, azidentity.ResourceID(tenant.UserIdentityResourceID), tenant.UserIdentityClientID},
		"system-assigned in Azure ML":             {tenant.AzureML, nil, tenant.SystemIdentityClientID},
		"user-assigned in Azure ML":               {tenant.AzureML, user, tenant.UserIdentityClientID},
		"Service Fabric":                          {tenant.ServiceFabric, nil, tenant.SystemIdentityClientID},
		"Cloud Shell":                             {tenant.CloudShell, nil, tenant.SystemIdentityClientID},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			tn := tenanttest.Start(t, func(o *tenant.Options) { o.Host = tt.host })
			for _, variable := range tn.Env() {
				name, value, _ := strings.Cut(variable, "=")
				t.Setenv(name, value)
			}
			options := &azidentity.ManagedIdentityCredentialOptions{ID: tt.id}
			options.Transport = &http.Client{Transport: loopbackTransport(t, tn)}
			if tt.host == tenant.ContainerInstance {
				options.Transport = &http.Client{Transport: metadataRedirect{tn.IdentityURL(), loopbackTransport(t, tn)}}
			}
			credential, err := azidentity.NewManagedIdentityCredential(options)
			if err != nil {
				t.Fatal(err)
			}
			wantClaim(t, mustGetToken(t, credential, tn.URL()+"/.default"), "appid", tt.want)
		})
	}
}

func TestGraphRejectsTokens(t *testing.T) {
	t.Parallel()
	var later atomic.Int64 // by which the tenant's clock is ahead
	tn := tenanttest.Start(t, func(o *tenant.Options) {
		o.Now = func() time.Time { return time.Now().Add(time.Duration(later.Load())) }
		o.TokenLifetime = time.Hour
	})
	credential := withSecret(t, tn, tenant.SecretAppSecret)
	token := func(scope string) string {
		token, err := credential.GetToken(t.Context(), policy.TokenRequestOptions{Scopes: []string{scope}})
		if err != nil {
			t.Fatal(err)
		}
		return token.Token
	}
	good := token(graphScope)
	tests := []struct {
		name, bearer string
		later        time.Duration
		want         string
	}{
		{"a good one", good, 0, ""},
		{"none", "", 0, "Access token is empty."},
		{"what is no token", "opaque", 0, "IDX14100: JWT is not well formed."},
		{"one for Resource Manager", token("https://management.azure.com/.default"), 0, "Access token validation failure. Invalid audience."},
		{"one with a changed signature", good[:len(good)-8] + "AAAAAAAA", 0, "Access token validation failure."},
		{"one that was good an hour ago", good, time.Hour, "Access token has expired or is not yet valid."},
	}
	for _, tt := range tests {
		later.Store(int64(tt.later))
		if got := graphRefusal(t, tn, tt.bearer); got != tt.want {
			t.Errorf("%s: Graph says %q, want %q", tt.name, got, tt.want)
		}
	}
}

// graphRefusal is the message with which Graph refuses a token, or empty.
func graphRefusal(t *testing.T, tn *tenant.Tenant, bearer string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, tn.URL()+"/v1.0/users", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+bearer)
	resp, err := (&http.Client{Transport: loopbackTransport(t, tn)}).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var body struct {
		Error struct{ Message string }
	}
	if err := json.NewDecoder(resp.Body).Decode(&body); err != nil {
		t.Fatal(err)
	}
	if (body.Error.Message == "") != (resp.StatusCode == http.StatusOK) {
		t.Errorf("status %d with message %q", resp.StatusCode, body.Error.Message)
	}
	return body.Error.Message
}
