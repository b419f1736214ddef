// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// screen is a terminal that a test reads.
type screen struct{ bytes.Buffer }

func (*screen) Close() error { return nil }

func TestDeviceCodeIsShownOnTheTerminal(t *testing.T) {
	t.Parallel()
	var terminal screen
	s := newSite(t, "device_code")
	s.settings.ClientID = tenant.PublicAppID
	s.options.Terminal = func() (io.WriteCloser, error) { return &terminal, nil }
	c := s.open()
	if terminal.Len() != 0 {
		t.Errorf("%q was shown before anything was asked for", terminal.String())
	}
	found, err := c.SignIn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if found.UserName != "admin@"+s.tn.Domain() || found.ClientID != tenant.PublicAppID || found.Scopes == "" {
		t.Errorf("signed in as %+v, want the user", found)
	}
	if !strings.Contains(terminal.String(), "enter the code") {
		t.Errorf("the terminal shows %q", terminal.String())
	}

	terminal.Reset()
	first := token(t, c)
	c.Forget(first)
	if token(t, c) == first {
		t.Error("the refused token was handed out again")
	}
	if terminal.Len() != 0 {
		t.Errorf("a new token took a new sign-in: %q", terminal.String())
	}
}

func TestSignInsThatNeedAPerson(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		method string
		change func(*site)
		want   string
	}{
		"a code without a terminal": {"device_code", func(s *site) {
			s.options.Terminal = func() (io.WriteCloser, error) { return nil, errors.New("none here") }
		}, "none here"},
		"a code in a pipeline":           {"device_code", func(s *site) { s.environ["TF_IN_AUTOMATION"] = "1" }, "TF_IN_AUTOMATION"},
		"a browser in a pipeline":        {"interactive_browser", func(s *site) { s.environ["TF_IN_AUTOMATION"] = "1" }, "TF_IN_AUTOMATION"},
		"an application without consent": {"device_code", func(s *site) { s.settings.ClientID = tenant.SecretAppID }, "invalid_grant: AADSTS65001"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, tt.method)
			s.settings.ClientID = tenant.PublicAppID
			s.options.Terminal = func() (io.WriteCloser, error) { return &screen{}, nil }
			tt.change(s)
			setting := "auth_method"
			if s.settings.ClientID == tenant.SecretAppID {
				setting = "client_id"
			}
			wantError(t, s.fails(), setting, tt.want)
		})
	}
}

func TestTheCodeIsCleanedBeforeItIsShown(t *testing.T) {
	t.Parallel()
	var terminal screen
	s := newSite(t, "device_code")
	s.settings.ClientID = tenant.PublicAppID
	s.options.Terminal = func() (io.WriteCloser, error) { return &terminal, nil }
	s.options.Entra = spoiled{s.options.Entra}
	s.signIn()
	if strings.ContainsAny(terminal.String(), "\x1b\a") || !strings.Contains(terminal.String(), "enter the code") {
		t.Errorf("the terminal shows %q", terminal.String())
	}
}

// spoiled puts what steers a terminal into every message of Entra.
type spoiled struct{ next http.RoundTripper }

func (s spoiled) RoundTrip(r *http.Request) (*http.Response, error) {
	resp, err := s.next.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	resp.Body = io.NopCloser(bytes.NewReader(bytes.Replace(body, []byte(`"message":"`), []byte(`"message":"\u001b[2J\u0007`), 1)))
	resp.ContentLength = -1
	return resp, err
}

func TestTheBrowserSignsIn(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the stand-in for the browser is one for Linux")
	}
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	script := fmt.Sprintf("#!/bin/sh\nAUTH_TEST_SIGN_IN_ADDRESS=\"$1\" exec '%s'\n", program)
	if err := os.WriteFile(filepath.Join(folder, "xdg-open"), []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", folder)
	s := newSite(t, "interactive_browser")
	s.settings.ClientID = tenant.PublicAppID
	if found := s.signIn(); found.UserName != "admin@"+s.tn.Domain() || found.Method != "interactive_browser" {
		t.Errorf("signed in as %+v, want the user", found)
	}

	refusing := newSite(t, "interactive_browser", func(o *tenant.Options) { o.SignedInUser = "-" })
	refusing.settings.ClientID = tenant.PublicAppID
	wantError(t, refusing.fails(), "client_id", "AADSTS65004")
}

func TestWhereTheBrowserComesBackTo(t *testing.T) {
	t.Parallel()
	for address, good := range map[string]bool{
		"": true, "http://localhost": true, "http://localhost:8400": true, "http://127.0.0.1:8400": true,
		"https://localhost": false, "http://contoso.com": false, "localhost:8400": false,
	} {
		faults := auth.Validate(auth.Settings{
			Method: "interactive_browser", TenantID: tenant.DefaultTenantID, ClientID: tenant.PublicAppID, RedirectURL: address,
		}, func(string) string { return "" })
		if (len(faults) == 0) != good {
			t.Errorf("%q: faults %v, want good: %v", address, faults, good)
		}
	}
}
