// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"encoding/base64"
	"encoding/pem"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A network that opens TLS shows certificates of an authority of its own.
func TestAuthoritiesOfTheSettingsAreTrusted(t *testing.T) {
	t.Parallel()
	tests := map[string]func(s *Settings, text []byte){
		"a file": func(s *Settings, text []byte) {
			s.CACertificatePath = filepath.Join(t.TempDir(), "ca.pem")
			if err := os.WriteFile(s.CACertificatePath, text, 0o600); err != nil {
				t.Fatal(err)
			}
		},
		"PEM":              func(s *Settings, text []byte) { s.CACertificate = string(text) },
		"base64 of PEM":    func(s *Settings, text []byte) { s.CACertificate = base64.StdEncoding.EncodeToString(text) },
		"PEM after others": func(s *Settings, text []byte) { s.CACertificate = "# the proxy's\n" + string(text) },
	}
	for name, put := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := secretWorld(t)
			w.options.Entra = nil // the default, which trusts the system's only
			if e := w.refused(); !strings.Contains(e.Remedy, "M365_CA_CERTIFICATE_PATH") {
				t.Errorf("without it the remedy is:\n%s", e.Remedy)
			}
			put(&w.settings, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: w.entra.server.Certificate().Raw}))
			w.signIn()
		})
	}
}

func TestAuthoritiesThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	empty := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(empty, []byte(secretValue), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		settings      Settings
		setting, want string
	}{
		"a file that is not there": {Settings{CACertificatePath: "/nowhere/ca.pem"}, "ca_certificate_path", "no such file"},
		"a file of something else": {Settings{CACertificatePath: empty}, "ca_certificate_path", "openssl x509 -inform der"},
		"text of something else":   {Settings{CACertificate: secretValue}, "ca_certificate", "no certificate in PEM"},
		"a secret for a path":      {Settings{CACertificatePath: secretValue}, "ca_certificate_path", "not shown"},
	}
	for name, tt := range tests {
		w := secretWorld(t)
		w.settings.CACertificate, w.settings.CACertificatePath = tt.settings.CACertificate, tt.settings.CACertificatePath
		_, err := New(w.settings, w.options)
		var fault *SettingError
		if !errors.As(err, &fault) || fault.Setting != tt.setting || !strings.Contains(fault.Detail, tt.want) {
			t.Errorf("%s: got %v, want one on %s with %q", name, err, tt.setting, tt.want)
			continue
		}
		w.noSecrets(err.Error())
	}
}

// The sign-in names who asks, in whole words.
func TestUserAgent(t *testing.T) {
	t.Parallel()
	for _, method := range []string{"client_secret", "managed_identity"} {
		w := newWorld(t, method)
		w.settings.ClientID, w.settings.ClientSecret = appID, secretValue
		w.options.UserAgent = "terraform-provider-microsoft365/1.2.3 Terraform/1.13.4"
		agents := record(t, w)
		w.signIn()
		for _, agent := range agents() {
			if !strings.HasPrefix(agent, w.options.UserAgent+" azsdk-go") && agent != w.options.UserAgent {
				t.Errorf("%s: a request came from %q", method, agent)
			}
		}
		if len(agents()) == 0 {
			t.Errorf("%s: no request was seen", method)
		}
	}
}

// record notes the User-Agent of every request of a sign-in.
func record(t *testing.T, w *world) (agents func() []string) {
	t.Helper()
	var mu sync.Mutex
	var seen []string
	noting := func(next http.RoundTripper) http.RoundTripper {
		return roundTrip(func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			seen = append(seen, r.Header.Get("User-Agent"))
			mu.Unlock()
			return next.RoundTrip(r)
		})
	}
	w.options.Entra, w.options.Identity = noting(w.options.Entra), noting(w.options.Identity)
	return func() []string {
		mu.Lock()
		defer mu.Unlock()
		return slices.Clone(seen)
	}
}
