// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// signedInAz is an az that gives a token with the claims.
func signedInAz(t *testing.T, changed jwt.MapClaims) (dir string) {
	t.Helper()
	return fakeAz(t, fmt.Sprintf(`echo '{"accessToken":"%s","expires_on":%d}'`, mint(changed), time.Now().Add(time.Hour).Unix()))
}

func TestFallbackWhereThereIsNoEndpoint(t *testing.T) {
	person := jwt.MapClaims{"idtyp": "user", "roles": nil, "scp": "User.Read", "upn": "a@contoso.com"}
	tests := map[string]struct {
		clientID string
		claims   jwt.MapClaims
		who      string
	}{
		"a person, direct":    {"", person, "user a@contoso.com"},
		"a person, federated": {appID, person, "user a@contoso.com"},
		"an application":      {"", jwt.MapClaims{"appid": otherID}, "application " + otherID},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, "managed_identity")
			w.environ[authorityHostVariable] = "http://127.0.0.1:1"
			w.settings.ManagedIdentityFallback, w.settings.ClientID = "azure_cli", tt.clientID
			t.Setenv("PATH", signedInAz(t, tt.claims))
			c := w.open()
			found, err := c.SignIn(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if found.Method != "azure_cli" || found.Mode != "" || found.Source != "" {
				t.Errorf("signed in by %q %q %q, want azure_cli", found.Method, found.Mode, found.Source)
			}
			if len(found.Warnings) != 1 || found.Warnings[0].Setting != "managed_identity_fallback" ||
				!strings.Contains(found.Warnings[0].Detail, tt.who+" of tenant "+tenantID) {
				t.Errorf("warnings are %+v, want one that names %s", found.Warnings, tt.who)
			}
			pauses := len(w.sleeps)
			c.Forget(currentToken(t, c))
			currentToken(t, c)
			if len(w.sleeps) != pauses {
				t.Error("the endpoint was looked for again")
			}
		})
	}
}

func TestNoFallbackAfterAnErrorOfAnEndpoint(t *testing.T) {
	tests := map[string]func(*world){
		"an identity that is not assigned": func(w *world) {
			w.identity.reply = func(rw http.ResponseWriter, _ *http.Request) {
				reply(rw, http.StatusBadRequest, map[string]any{"error": "invalid_request", "error_description": "Identity not found"})
			}
		},
		"an endpoint that is named and dead": func(w *world) { w.environ["MSI_ENDPOINT"] = "http://127.0.0.1:1/token" },
		"an exchange that Entra refuses": func(w *world) {
			w.settings.ClientID = appID
			w.entra.reply = refuse(http.StatusBadRequest, 700016, "Application not found.")
		},
		"a token of another tenant": func(w *world) {
			w.identity.token = func(string) string { return mint(jwt.MapClaims{"tid": otherID}) }
		},
		"no permission": func(w *world) { w.identity.token = func(string) string { return mint(jwt.MapClaims{"roles": nil}) } },
		"it is not asked for": func(w *world) {
			w.environ[authorityHostVariable] = "http://127.0.0.1:1"
			w.settings.ManagedIdentityFallback = "none"
		},
	}
	for name, change := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, "managed_identity")
			w.settings.ManagedIdentityFallback = "azure_cli"
			az := signedInAz(t, nil)
			t.Setenv("PATH", az)
			change(w)
			_ = w.refused()
			if _, err := os.Stat(filepath.Join(az, "arguments")); !errors.Is(err, os.ErrNotExist) {
				t.Error("az was asked for a token")
			}
		})
	}
}

func TestNoFallbackWhenTheTimeIsUp(t *testing.T) {
	w := newWorld(t, "managed_identity")
	w.environ[authorityHostVariable] = silentPort(t)
	w.settings.ManagedIdentityFallback = "azure_cli"
	w.options.Timing.Budget = 5 * time.Millisecond
	az := signedInAz(t, nil)
	t.Setenv("PATH", az)
	_, err := w.open().SignIn(t.Context())
	if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, ErrNoEndpoint) {
		t.Errorf("got %v, want the end of the time only", err)
	}
	if _, err := os.Stat(filepath.Join(az, "arguments")); !errors.Is(err, os.ErrNotExist) {
		t.Error("az was asked for a token")
	}
}

func TestAFallbackThatFailsTellsOfBoth(t *testing.T) {
	w := newWorld(t, "managed_identity")
	w.environ[authorityHostVariable] = "http://127.0.0.1:1"
	w.settings.ManagedIdentityFallback = "azure_cli"
	t.Setenv("PATH", fakeAz(t, `echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`))
	e := w.refused()
	for _, piece := range []string{"Azure CLI is not signed in", "no managed identity endpoint", "managed_identity_fallback took effect", "az login --tenant " + tenantID} {
		if !strings.Contains(e.Error(), piece) {
			t.Errorf("the error lacks %q:\n%s", piece, e)
		}
	}
}

func TestAMissingEndpointIsOfItsKind(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.environ[authorityHostVariable] = "http://127.0.0.1:1"
	if err := w.open().FindEndpoint(t.Context()); !errors.Is(err, ErrNoEndpoint) {
		t.Errorf("got %v, want ErrNoEndpoint", err)
	}
}
