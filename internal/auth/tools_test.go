// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package auth

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOtherToolsGiveTokens(t *testing.T) {
	expiry := time.Now().Add(time.Hour).UTC().Truncate(time.Second)
	tests := map[string]struct{ program, output, wantArguments string }{
		"azure_developer_cli": {"azd", fmt.Sprintf(`{"token":"%s","expiresOn":"%s"}`, mint(nil), expiry.Format(time.RFC3339)), "auth token -o json --no-prompt --scope https://graph.test/.default --tenant-id " + tenantID + "\n"},
		"azure_powershell":    {"pwsh", fmt.Sprintf(`{"Token":"%s","ExpiresOn":%d}`, mint(nil), expiry.Unix()), "-NoProfile -NonInteractive"},
	}
	for method, tt := range tests {
		t.Run(method, func(t *testing.T) {
			w := newWorld(t, method)
			dir := fakeTool(t, tt.program, "echo '"+tt.output+"'")
			t.Setenv("PATH", dir)
			if found := w.signIn(); found.ObjectID != "oid-1" || !found.Expires.Equal(expiry) {
				t.Errorf("signed in as %+v", found)
			}
			arguments, err := os.ReadFile(filepath.Join(dir, "arguments"))
			if err != nil || !strings.HasPrefix(string(arguments), tt.wantArguments) {
				t.Errorf("%s ran with %q, %v", tt.program, arguments, err)
			}
		})
	}
}

func TestOtherToolsThatGiveNone(t *testing.T) {
	tests := map[string]struct{ method, program, script, want string }{
		"azd is missing":            {"azure_developer_cli", "azd", `exit 127`, "Azure Developer CLI is not installed"},
		"azd is not signed in":      {"azure_developer_cli", "azd", `echo '{"error":"not logged in, run ` + "`azd auth login`" + ` to login"}' >&2; exit 1`, "azd auth login --tenant-id " + tenantID},
		"azd fails":                 {"azure_developer_cli", "azd", `echo '{"error":"the disk is full"}' >&2; exit 1`, "azd auth login --check-status"},
		"PowerShell is missing":     {"azure_powershell", "pwsh", `exit 127`, "https://aka.ms/installazureps"},
		"it says something else":    {"azure_powershell", "pwsh", `echo '{}'`, "its output holds no token"},
		"its module is missing":     {"azure_powershell", "pwsh", `echo 'Write-Error: Az.Accounts module not found' >&2; exit 1`, "Azure PowerShell is not installed"},
		"nobody is signed in to it": {"azure_powershell", "pwsh", `echo 'Run Connect-AzAccount to login.' >&2; exit 1`, "Sign in:\n  Connect-AzAccount -Tenant " + tenantID},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, tt.method)
			t.Setenv("PATH", fakeTool(t, tt.program, tt.script))
			if e := w.refused(); !strings.Contains(e.Error(), tt.want) {
				t.Errorf("the error lacks %q:\n%s", tt.want, e)
			}
		})
	}
}

func TestAClaimsChallengeForAzureCLINamesItsCommand(t *testing.T) {
	w := newWorld(t, "azure_cli")
	t.Setenv("PATH", signedInAz(t, nil))
	c := w.open()
	request := tokenRequest(c)
	request.Claims = `{"access_token":{"nbf":{"essential":true}}}`
	_, err := c.GetToken(t.Context(), request)
	for _, piece := range []string{"Graph asks for a new sign-in with Azure CLI", "az login --tenant " + tenantID + " --claims-challenge"} {
		if err == nil || !strings.Contains(err.Error(), piece) {
			t.Errorf("got %v, want %q in it", err, piece)
		}
	}
}
