// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package terraform

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/engine"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// World is a local tenant and what runs of the provider in it share: a clock that
// goes on when one waits, and an application that is signed in.
type World struct {
	Tenant *tenant.Tenant
	// Transport reaches the tenant, and nothing else.
	Transport http.RoundTripper
	// Patience is how long an operation looks again for an object of its own.
	Patience time.Duration
	// ReadAlone is the setting read_ahead = false.
	ReadAlone bool
	// Client is who the provider is signed in as, by the names of the data source
	// microsoft365_client_config.
	Client map[string]any

	token  string
	mu     sync.Mutex
	waited []time.Duration
}

// NewWorld starts a tenant for a test.
func NewWorld(tb testing.TB, options ...func(*tenant.Options)) *World {
	tb.Helper()
	w := &World{Patience: 20 * time.Millisecond}
	w.Tenant = tenanttest.Start(tb, append(options, func(o *tenant.Options) { o.Now = w.Now })...)
	w.Transport = tenanttest.Transport(tb, w.Tenant)
	if err := w.SignIn(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	return w
}

// SignIn gets a new token: the old one has expired if one has waited for long.
func (w *World) SignIn(ctx context.Context) error {
	form := url.Values{
		"grant_type": {"client_credentials"}, "scope": {w.Tenant.URL() + "/.default"},
		"client_id": {tenant.SecretAppID}, "client_secret": {tenant.SecretAppSecret},
	}
	answer, err := w.entra(ctx, "token", form)
	if err != nil {
		return err
	}
	w.token, _ = answer["access_token"].(string)
	principal, err := w.Graph(ctx, http.MethodGet, "/v1.0/servicePrincipals(appId='"+tenant.SecretAppID+"')?$select=id", "")
	w.Client = map[string]any{"tenant_id": w.Tenant.TenantID(), "client_id": tenant.SecretAppID, "object_id": principal["id"]}
	return err
}

// SignInAsPerson makes the tenant's administrator who is signed in, for what Graph lets no
// application do.
func (w *World) SignInAsPerson(ctx context.Context) error {
	form := url.Values{"scope": {w.Tenant.URL() + "/.default"}, "client_id": {tenant.PublicAppID}}
	answer, err := w.entra(ctx, "devicecode", form)
	if err != nil {
		return err
	}
	code, _ := answer["device_code"].(string)
	form.Set("grant_type", "urn:ietf:params:oauth:grant-type:device_code")
	form.Set("device_code", code)
	if answer, err = w.entra(ctx, "token", form); err != nil {
		return err
	}
	w.token, _ = answer["access_token"].(string)
	me, err := w.Graph(ctx, http.MethodGet, "/v1.0/me?$select=id", "")
	w.Client = map[string]any{"tenant_id": w.Tenant.TenantID(), "client_id": tenant.PublicAppID, "object_id": me["id"]}
	return err
}

// entra posts a form to an endpoint of the token service.
func (w *World) entra(ctx context.Context, endpoint string, form url.Values) (map[string]any, error) {
	return w.send(ctx, http.MethodPost, w.Tenant.URL()+"/"+w.Tenant.TenantID()+"/oauth2/v2.0/"+endpoint, "application/x-www-form-urlencoded", form.Encode())
}

// Now is the time in the world: that of the machine and what was waited.
func (w *World) Now() time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	now := time.Now()
	for _, d := range w.waited {
		now = now.Add(d)
	}
	return now
}

// Waited are the times that the provider waited before it repeated a request.
func (w *World) Waited() []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]time.Duration{}, w.waited...)
}

func (w *World) sleep(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.waited = append(w.waited, d)
	return ctx.Err()
}

// Start starts the provider. Requests go through the transport, if it is not nil.
func (w *World) Start(ctx context.Context, transport http.RoundTripper) (*Run, error) {
	return w.StartInTenant(ctx, w.Tenant.TenantID(), transport)
}

// StartInTenant is [World.Start] of a provider that is signed in to the tenant that is named.
func (w *World) StartInTenant(ctx context.Context, tenantID string, transport http.RoundTripper) (*Run, error) {
	if transport == nil {
		transport = w.Transport
	}
	client, err := graph.New(graph.Options{Endpoint: w.Tenant.URL(), Credential: StaticToken(w.token), Transport: transport, Now: w.Now, Sleep: w.sleep})
	if err != nil {
		return nil, err
	}
	return Start(ctx, &engine.Session{Client: client, TenantID: tenantID, ReadAlone: w.ReadAlone, Lag: collection.Lag{
		Recent: time.Hour, Missing: w.Patience, Stale: w.Patience, Pause: time.Millisecond,
	}})
}

// Graph acts in the tenant behind the provider's back. An answer that is no
// success is an error, with its status.
func (w *World) Graph(ctx context.Context, method, path, body string) (map[string]any, error) {
	return w.send(ctx, method, w.Tenant.URL()+path, "application/json", body)
}

func (w *World) send(ctx context.Context, method, address, contentType, body string) (map[string]any, error) {
	request, err := http.NewRequestWithContext(ctx, method, address, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", contentType)
	request.Header.Set("Authorization", "Bearer "+w.token)
	response, err := (&http.Client{Transport: w.Transport}).Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	data, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		return nil, fmt.Errorf("%s %s: %s\n%s", method, address, response.Status, data)
	}
	var answer map[string]any
	if len(data) > 0 {
		err = json.Unmarshal(data, &answer)
	}
	return answer, err
}

// StaticToken is a credential that has its token already.
type StaticToken string

// GetToken returns the token.
func (t StaticToken) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: string(t), ExpiresOn: time.Now().Add(time.Hour)}, nil
}
