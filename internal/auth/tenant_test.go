// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// site is a process beside a local tenant: its settings, its environment and
// what else surrounds a sign-in.
type site struct {
	t        *testing.T
	tn       *tenant.Tenant
	settings auth.Settings
	options  auth.Options
	environ  map[string]string
}

func newSite(t *testing.T, method string, changes ...func(*tenant.Options)) *site {
	t.Helper()
	arc := t.TempDir()
	changes = append([]func(*tenant.Options){func(o *tenant.Options) { o.ArcFolder = arc }}, changes...)
	s := &site{t: t, tn: tenanttest.Start(t, changes...), environ: map[string]string{}}
	for _, variable := range s.tn.Env() {
		name, value, _ := strings.Cut(variable, "=")
		s.environ[name] = value
	}
	s.settings = auth.Settings{Method: method, TenantID: s.tn.TenantID(), Cloud: "custom", AuthorityHost: s.tn.URL(), GraphEndpoint: s.tn.URL()}
	s.options = auth.Options{
		Entra:    tenanttest.Transport(s.t, s.tn),
		Identity: tenanttest.Transport(s.t, s.tn),
		Environ:  func(name string) string { return s.environ[name] },
		Arc:      auth.ArcAgent{Program: filepath.Join(arc, "himds"), Tokens: arc},
		Sleep:    func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		Timing:   auth.Timing{RetryDelay: time.Microsecond},
	}
	return s
}

func (s *site) open() *auth.Credential {
	s.t.Helper()
	c, err := auth.New(s.settings, s.options)
	if err != nil {
		s.t.Fatal(err)
	}
	return c
}

func (s *site) signIn() auth.Identity {
	s.t.Helper()
	found, err := s.open().SignIn(s.t.Context())
	if err != nil {
		s.t.Fatal(err)
	}
	return found
}

// fails returns the error of a sign-in that must fail.
func (s *site) fails() error {
	s.t.Helper()
	c, err := auth.New(s.settings, s.options)
	if err == nil {
		_, err = c.SignIn(s.t.Context())
	}
	if err == nil {
		s.t.Fatal("the sign-in succeeded, and should not have")
	}
	return err
}

// wantError checks which setting an error blames, and pieces of its text.
func wantError(t *testing.T, err error, setting string, pieces ...string) {
	t.Helper()
	var failure *auth.Error
	var fault *auth.SettingError
	blamed := "nothing, being of another type"
	switch {
	case errors.As(err, &failure):
		blamed = failure.Setting
	case errors.As(err, &fault):
		blamed = fault.Setting
	}
	if blamed != setting {
		t.Errorf("the error blames %q, want %q:\n%s", blamed, setting, err)
	}
	for _, piece := range pieces {
		if !strings.Contains(err.Error(), piece) {
			t.Errorf("the error lacks %q:\n%s", piece, err)
		}
	}
}

// tokenRequests is how many tokens Entra was asked for.
func (s *site) tokenRequests() int {
	return len(s.tn.Requests("POST /{tenant}/oauth2/v2.0/token"))
}

// graph changes the tenant, as the application with a secret.
func (s *site) graph(method, path string, body any) map[string]any {
	s.t.Helper()
	admin, err := auth.New(auth.Settings{
		Method: "client_secret", TenantID: s.tn.TenantID(), ClientID: tenant.SecretAppID, ClientSecret: tenant.SecretAppSecret,
		Cloud: "custom", AuthorityHost: s.tn.URL(), GraphEndpoint: s.tn.URL(),
	}, s.options)
	if err != nil {
		s.t.Fatal(err)
	}
	token, err := admin.GetToken(s.t.Context(), policy.TokenRequestOptions{})
	if err != nil {
		s.t.Fatal(err)
	}
	text, err := json.Marshal(body)
	if err != nil {
		s.t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.tn.URL()+"/v1.0"+path, bytes.NewReader(text))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token.Token)
	r.Header.Set("Content-Type", "application/json")
	resp, err := (&http.Client{Transport: tenanttest.Transport(s.t, s.tn)}).Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	answer, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode >= 300 {
		s.t.Fatalf("%s %s: %s %s %v", method, path, resp.Status, answer, err)
	}
	object := map[string]any{}
	if err := json.Unmarshal(answer, &object); err != nil && len(answer) > 0 {
		s.t.Fatal(err)
	}
	return object
}

// register makes an application with a role in Graph, and returns its object id
// and its client id.
func (s *site) register(properties map[string]any) (id, appID string) {
	s.t.Helper()
	properties["displayName"] = "New"
	app := s.graph("POST", "/applications", properties)
	sp := s.graph("POST", "/servicePrincipals", map[string]any{"appId": app["appId"]})
	graph := s.graph("GET", "/servicePrincipals(appId='00000003-0000-0000-c000-000000000000')?$select=id", nil)
	s.graph("POST", fmt.Sprintf("/servicePrincipals/%s/appRoleAssignedTo", graph["id"]), map[string]any{
		"principalId": sp["id"], "resourceId": graph["id"], "appRoleId": "df021288-bdef-4463-88db-98f22de89214", // User.Read.All
	})
	return app["id"].(string), app["appId"].(string)
}
