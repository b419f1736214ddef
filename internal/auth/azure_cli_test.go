// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package auth

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

func fakeAz(t *testing.T, script string) (dir string) {
	t.Helper()
	return fakeTool(t, "az", script)
}

// fakeTool makes a folder with a script of a name. It writes its arguments, a
// line a run, into the file "arguments" beside it.
func fakeTool(t *testing.T, name, script string) (dir string) {
	t.Helper()
	dir = t.TempDir()
	content := fmt.Sprintf("#!/bin/sh\necho \"$@\" >>'%s/arguments'\n%s\n", dir, script)
	if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o700); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAzureCLITokenIsAskedForOnce(t *testing.T) {
	w := newWorld(t, "azure_cli")
	user := mint(jwt.MapClaims{"idtyp": "user", "roles": nil, "scp": "User.Read", "upn": "a@contoso.com"})
	az := fakeAz(t, fmt.Sprintf(`echo '{"accessToken":"%s","expires_on":%d,"tokenType":"Bearer"}'`, user, time.Now().Add(time.Hour).Unix()))
	t.Setenv("PATH", az)
	c := w.open()
	var callers sync.WaitGroup
	for range 10 {
		callers.Go(func() {
			if err := getToken(c); err != nil {
				t.Error(err)
			}
		})
	}
	callers.Wait()
	got, err := os.ReadFile(filepath.Join(az, "arguments"))
	if err != nil {
		t.Fatal(err)
	}
	want := "account get-access-token -o json --resource " + w.settings.GraphEndpoint + " --tenant " + tenantID + "\n"
	if string(got) != want {
		t.Errorf("az ran with:\n%swant once:\n%s", got, want)
	}
}

func TestAzureCLIErrors(t *testing.T) {
	tests := map[string]struct {
		script string
		want   []string
	}{
		"nobody is signed in":       {`echo "ERROR: Please run 'az login' to setup account." >&2; exit 1`, []string{"Azure CLI is not signed in", "az login --tenant " + tenantID}},
		"the program is missing":    {`exit 127`, []string{"Azure CLI is not installed", "https://aka.ms/azure-cli"}},
		"the sign-in has expired":   {`echo "AADSTS700082: The refresh token has expired. Trace ID: 11-22 Correlation ID: 33-44 Timestamp: 2026-08-04 10:50:07Z" >&2; exit 1`, []string{"The sign-in of Azure CLI has expired", "Trace id: 11-22", "Correlation id: 33-44", "Time: 2026-08-04 10:50:07Z"}},
		"a code of Entra":           {`echo "AADSTS50076: you must use multi-factor authentication" >&2; exit 1`, []string{"must confirm the sign-in"}},
		"an error of its own":       {`echo "ERROR: the disk is full" >&2; exit 1`, []string{"the disk is full", "az account get-access-token"}},
		"output that is not JSON":   {`echo "Update available!"`, []string{"Azure CLI gave no token"}},
		"a token of another tenant": {fmt.Sprintf(`echo '{"accessToken":"%s","expires_on":%d}'`, mint(jwt.MapClaims{"tid": otherID}), time.Now().Add(time.Hour).Unix()), []string{"The token is for another tenant", otherID, "az login --tenant " + tenantID}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, "azure_cli")
			t.Setenv("PATH", fakeAz(t, tt.script))
			e := w.refused()
			for _, piece := range tt.want {
				if !strings.Contains(e.Error(), piece) {
					t.Errorf("the error lacks %q:\n%s", piece, e)
				}
			}
		})
	}
}

// A program that is left in the background keeps the output open, as a machine
// does that is too busy to read it.
func TestAToolWhoseOutputComesTooLateIsRunAgain(t *testing.T) {
	w := newWorld(t, "azure_cli")
	az := fakeAz(t, fmt.Sprintf(`[ "$(wc -l <"$(dirname "$0")/arguments")" -gt 1 ] || { sleep 600 & echo $! >"$(dirname "$0")/left"; exit 0; }
echo '{"accessToken":"%s","expires_on":%d}'`, mint(nil), time.Now().Add(time.Hour).Unix()))
	t.Setenv("PATH", az+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Cleanup(func() { end(t, filepath.Join(az, "left")) })
	w.signIn()
	if got, err := os.ReadFile(filepath.Join(az, "arguments")); err != nil || strings.Count(string(got), "\n") < 2 {
		t.Errorf("az ran with %q, %v, want two runs", got, err)
	}
}

// end ends the program whose number is in a file.
func end(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	number, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	program, err := os.FindProcess(number)
	if err == nil {
		err = program.Kill()
	}
	if err != nil {
		t.Error(err)
	}
}
