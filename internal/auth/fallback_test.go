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

// Other clouds, proxies and appliances answer at the same address. None of them is
// asked for a token, and the fallback takes over.
func TestOnlyAzuresMetadataServiceCounts(t *testing.T) {
	const refusal = `{"error":"bad_request_102","error_description":"Required metadata header not specified"}`
	tests := map[string]struct {
		status              int
		header, value, body string
		azure               bool
	}{
		"Azure":                            {400, "Server", "IMDS/150.870.65.1854", refusal, true},
		"Azure behind something":           {400, "", "", refusal, true},
		"Azure that is being updated":      {410, "Server", "IMDS/150.870.65.1854", "", true},
		"a 404":                            {404, "", "", "", false},
		"a 404 of Google Cloud":            {404, "Metadata-Flavor", "Google", "", false},
		"a 401":                            {401, "", "", "", false},
		"a 401 of Amazon EC2":              {401, "Server", "EC2ws", "", false},
		"a 405":                            {405, "Allow", "PUT", "", false},
		"a 403 of Docker Desktop":          {403, "", "", "connecting to 169.254.169.254:80: network is unreachable", false},
		"a 400 of nginx":                   {400, "Server", "nginx", "<html>metadata</html>", false},
		"a 400 in JSON of something else":  {400, "", "", `{"error":"bad request"}`, false},
		"a page":                           {200, "Content-Type", "text/html", "<html>Sign in</html>", false},
		"a token for whoever asks":         {200, "", "", `{"access_token":"x","expires_in":"1"}`, false},
		"a redirect":                       {302, "Location", "http://203.0.113.1/", "", false},
		"a server that fails":              {500, "", "", "", false},
		"a server that refuses for a time": {503, "Retry-After", "3600", "", false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, "managed_identity")
			w.settings.ManagedIdentityFallback = "azure_cli"
			t.Setenv("PATH", signedInAz(t, nil))
			w.environ[authorityHostVariable] = answering(t, tt.status, tt.header, tt.value, tt.body)
			c := w.open()
			err := c.FindEndpoint(t.Context())
			if (err == nil) != tt.azure || err != nil && !errors.Is(err, ErrNoEndpoint) {
				t.Errorf("got %v, want Azure's: %v", err, tt.azure)
			}
			if tt.azure {
				return
			}
			if found, err := w.open().SignIn(t.Context()); err != nil || found.Method != "azure_cli" {
				t.Errorf("signed in by %q, %v; want the fallback", found.Method, err)
			}
			if len(w.sleeps) > 2*(probeAttempts-1) {
				t.Errorf("%d pauses, want those of two probes", len(w.sleeps))
			}
		})
	}
}
