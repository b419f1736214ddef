// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package auth_test

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"software.sslmate.com/src/go-pkcs12"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// leaky is one way to sign in, with all that must never be shown.
type leaky struct {
	site    *site
	secrets []string
	// tool is the program whose output holds the token.
	tool string
}

// leakyWays has every method, and a managed identity on each host that gives its
// processes a secret, directly and federated.
func leakyWays(t *testing.T) map[string]func() leaky {
	t.Helper()
	ways := map[string]func() leaky{
		"client_secret": func() leaky {
			s := newSite(t, "client_secret")
			s.settings.ClientID, s.settings.ClientSecret = tenant.SecretAppID, tenant.SecretAppSecret
			return leaky{site: s, secrets: []string{tenant.SecretAppSecret}}
		},
		"client_certificate": func() leaky {
			s, pair := newSite(t, "client_certificate"), newKeyPair(t, time.Now().Add(time.Hour))
			_, appID := s.register(map[string]any{"keyCredentials": []any{map[string]any{
				"type": "AsymmetricX509Cert", "usage": "Verify", "key": base64.StdEncoding.EncodeToString(pair.certificate.Raw),
			}}})
			pfx := base64.StdEncoding.EncodeToString(pair.pfx(t, pkcs12.Modern2023, filePassword))
			s.settings.ClientID, s.settings.ClientCertificate, s.settings.ClientCertificatePassword = appID, pfx, filePassword
			return leaky{site: s, secrets: []string{filePassword, pfx[200:260]}}
		},
		"device_code": func() leaky {
			s := newSite(t, "device_code")
			s.settings.ClientID = tenant.PublicAppID
			s.options.Terminal = func() (io.WriteCloser, error) { return &screen{}, nil }
			return leaky{site: s}
		},
		"interactive_browser": func() leaky {
			s := newSite(t, "interactive_browser")
			s.settings.ClientID = tenant.PublicAppID
			return leaky{site: s}
		},
	}
	for _, method := range []string{"oidc", "oidc_github", "oidc_azure_devops", "workload_identity"} {
		ways[method] = func() leaky {
			s, p := newFederatedSite(t, method, false)
			token := p.token(publicAudience)
			s.settings.FederatedTokenFilePath = file(t, []byte(token))
			s.settings.ADOServiceConnectionID = connectionID
			s.settings.OIDCRequestURL, s.settings.OIDCRequestToken = p.server.URL+"/token", requestToken
			if method == "oidc" {
				s.settings.OIDCRequestURL, s.settings.OIDCToken = "", token
			}
			return leaky{site: s, secrets: []string{requestToken, token}}
		}
	}
	for method, program := range map[string]string{"azure_cli": "az", "azure_developer_cli": "azd", "azure_powershell": "pwsh"} {
		ways[method] = func() leaky { return leaky{site: newSite(t, method), tool: program} }
	}
	for _, host := range []tenant.HostKind{tenant.VirtualMachine, tenant.AppService, tenant.AzureML, tenant.ServiceFabric, tenant.AzureArc, tenant.CloudShell} {
		for _, appID := range []string{"", tenant.FederatedAppID} {
			if appID != "" && host == tenant.CloudShell || appID != "" && host == tenant.ServiceFabric {
				continue // has no user-assigned identity to choose
			}
			ways[strings.TrimSuffix("managed_identity/"+string(host)+"/"+appID, "/")] = func() leaky {
				s := newSite(t, "managed_identity", func(o *tenant.Options) { o.Host = host })
				if s.settings.ClientID = appID; appID != "" {
					s.settings.ManagedIdentityID = user
				}
				return leaky{site: s, secrets: []string{s.environ["IDENTITY_HEADER"], s.environ["MSI_SECRET"]}}
			}
		}
	}
	return ways
}

// Every method, at the lowest level of logging: when it succeeds, when Entra or
// the endpoint repeats all that it was sent, and when nobody answers.
func TestNoMethodShowsASecret(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the stand-ins for tools are those of Linux")
	}
	ways := leakyWays(t)
	for _, method := range auth.Methods() {
		if !slices.ContainsFunc(slices.Collect(maps.Keys(ways)), func(way string) bool { return strings.HasPrefix(way, method) }) {
			t.Errorf("%s is not watched", method)
		}
	}
	outcomes := map[string]struct {
		entra, identity func(http.RoundTripper) http.RoundTripper
		script          string // of a tool
	}{
		"succeeds":       {same, same, "echo '%[1]s'"},
		"is repeated":    {echoed, echoed, "echo 'ERROR: cannot store %[1]s' >&2; exit 1"},
		"reaches nobody": {lost, lost, "echo '%[1]s' | tr a-z n-za-m"},
	}
	for way, open := range ways {
		l := open()
		for outcome, o := range outcomes {
			t.Run(way+" "+outcome, func(t *testing.T) {
				var shown record
				options := l.site.options
				options.Log, options.Entra, options.Identity = shown.line, o.entra(options.Entra), o.identity(options.Identity)
				t.Setenv("PATH", toolFolder(t, l.tool, o.script))
				c, err := auth.New(l.site.settings, options)
				if err == nil {
					_, err = c.SignIn(t.Context())
				}
				if (err == nil) != (outcome == "succeeds") {
					t.Fatalf("ended with %v", err)
				}
				var failure *auth.Error
				_ = errors.As(err, &failure)
				noSecrets(t, fmt.Sprintf("%s\n%v\n%+v\n%#v\n%v %+v %#v", shown.text(), err, err, failure, c, c, errors.Unwrap(err)),
					slices.DeleteFunc(l.secrets, func(secret string) bool { return secret == "" })...)
			})
		}
	}
}

func same(next http.RoundTripper) http.RoundTripper   { return next }
func echoed(next http.RoundTripper) http.RoundTripper { return echoing{next} }
func lost(http.RoundTripper) http.RoundTripper        { return dead{} }

// record is all that a sign-in logs.
type record struct {
	mu    sync.Mutex
	lines strings.Builder
}

func (r *record) line(_ context.Context, level slog.Level, message string, fields map[string]any) {
	r.mu.Lock()
	defer r.mu.Unlock()
	fmt.Fprintln(&r.lines, level, message, fields)
}

func (r *record) text() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.lines.String()
}

// echoing answers every request for a token with all that it holds.
type echoing struct{ next http.RoundTripper }

func (e echoing) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasSuffix(r.URL.Path, "/openid-configuration") || strings.HasSuffix(r.URL.Path, "/devicecode") {
		return e.next.RoundTrip(r)
	}
	var body []byte
	if r.Body != nil {
		body, _ = io.ReadAll(r.Body)
	}
	form, _ := url.QueryUnescape(string(body))
	answer := fmt.Sprintf(`{"error":"invalid_client","error_description":%q}`, fmt.Sprint(r.Header, r.URL, string(body), form))
	return &http.Response{
		StatusCode: http.StatusBadRequest, Status: "400 Bad Request", Proto: "HTTP/1.1", Request: r,
		Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(bytes.NewReader([]byte(answer))),
	}, nil
}

// dead reaches nobody.
type dead struct{}

func (dead) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("no route to host")
}

// toolFolder holds a browser and, if one is named, a tool that runs a script with
// its output in the place of the verb.
func toolFolder(t *testing.T, tool, script string) string {
	t.Helper()
	folder := t.TempDir()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	token, err := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims{"tid": tenant.DefaultTenantID, "roles": []string{"User.Read.All"}}).SignedString([]byte("any"))
	if err != nil {
		t.Fatal(err)
	}
	expiry := time.Now().Add(time.Hour).UTC()
	output := map[string]string{
		"az":   fmt.Sprintf(`{"accessToken":%q,"expires_on":%d}`, token, expiry.Unix()),
		"azd":  fmt.Sprintf(`{"token":%q,"expiresOn":%q}`, token, expiry.Format(time.RFC3339)),
		"pwsh": fmt.Sprintf(`{"Token":%q,"ExpiresOn":%d}`, token, expiry.Unix()),
	}[tool]
	programs := map[string]string{"xdg-open": "AUTH_TEST_SIGN_IN_ADDRESS=\"$1\" exec '" + program + "'"}
	if tool != "" {
		programs[tool] = fmt.Sprintf(script, output)
	}
	for name, text := range programs {
		if err := os.WriteFile(filepath.Join(folder, name), []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return folder + string(os.PathListSeparator) + os.Getenv("PATH")
}
