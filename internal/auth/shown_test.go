// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestValuesOfTheRightFormAreShown(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	tests := map[string][]string{
		"client_id":                    {appID},
		"tenant_id":                    {tenantID, "contoso.onmicrosoft.com"},
		"additionally_allowed_tenants": {"*", tenantID + ";contoso.com"},
		"managed_identity_id":          {otherID, "/subscriptions/s/resourcegroups/g/providers/Microsoft.ManagedIdentity/userAssignedIdentities/tf"},
		"auth_method":                  {"managed_identity", "managed-identity"},
		"cloud":                        {"AzureUSGovernmentCloud", "mars"},
		"federation_wait":              {"5m", "90s", "forever", "-5s"},
		"skip_permission_check":        {"maybe", "1"},
		"require_permissions":          {"maybe", "1"},
		"oidc_token_tag":               {"AZURE_2"},
		"token_exchange_audience":      {"api://AzureADTokenExchange"},
		"client_secret_file_path":      {folder, filepath.Join(folder, "later"), "secret.txt", "nowhere/cert.pfx"},
		"graph_endpoint":               {"https://graph.microsoft.com", "http://127.0.0.1:1/v1.0"},
	}
	for setting, values := range tests {
		for _, value := range values {
			if got := Shown(setting, value); got != value {
				t.Errorf("%s = %q is shown as %q", setting, value, got)
			}
		}
	}
	if got := Shown("oidc_request_url", "https://me:pw@idp.example/token?key=x#y"); got != "https://idp.example/token" {
		t.Errorf("an address is shown as %q, want it without user and query", got)
	}
}

// The file is one that somebody has named by mistake.
func TestTheContentOfAWrongFileIsNotShown(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(secretValue+"\nroot:x:0:0\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w := newWorld(t, "client_certificate")
	w.settings.ClientIDFilePath, w.settings.ClientCertificatePath = file, file
	_, err := New(w.settings, w.options)
	var fault *SettingError
	if !errors.As(err, &fault) {
		t.Fatalf("got %v, want a fault", err)
	}
	w.noSecrets(err.Error())
	for _, piece := range []string{"(30 characters, not shown)", "The value came from the file " + file} {
		if !strings.Contains(err.Error(), piece) || strings.Contains(err.Error(), "root") {
			t.Errorf("the fault lacks %q, or shows the file:\n%v", piece, err)
		}
	}
}

// A path that is none may be the secret itself.
func TestASecretInThePlaceOfItsFileIsNotShown(t *testing.T) {
	t.Parallel()
	tests := map[string]func(*Settings, string){
		"client_id_file_path":     func(s *Settings, v string) { s.Method, s.ClientSecret, s.ClientIDFilePath = "client_secret", "x", v },
		"client_secret_file_path": func(s *Settings, v string) { s.Method, s.ClientID, s.ClientSecretFilePath = "client_secret", appID, v },
		"client_certificate_path": func(s *Settings, v string) {
			s.Method, s.ClientID, s.ClientCertificatePath = "client_certificate", appID, v
		},
		"oidc_token_file_path": func(s *Settings, v string) { s.Method, s.ClientID, s.OIDCTokenFilePath = "oidc", appID, v },
		"federated_token_file_path": func(s *Settings, v string) {
			s.Method, s.ClientID, s.FederatedTokenFilePath = "workload_identity", appID, v
		},
	}
	for setting, put := range tests {
		for _, secret := range []string{secretValue, "/" + secretValue, secretValue + "/x"} {
			w := newWorld(t, "")
			put(&w.settings, secret)
			c, err := New(w.settings, w.options)
			if err == nil {
				_, err = c.SignIn(t.Context())
			}
			if err == nil || !strings.Contains(err.Error(), "not shown") || !strings.Contains(err.Error(), "no such file") {
				t.Errorf("%s: got %v, want a fault that hides the value", setting, err)
				continue
			}
			w.noSecrets(err.Error())
		}
	}
}

func TestSwappedIdAndSecretAreRecognised(t *testing.T) {
	t.Parallel()
	s := Settings{Method: "client_secret", TenantID: tenantID, ClientID: secretValue, ClientSecret: appID, Origin: func(string) string { return "ARM_CLIENT_ID" }}
	faults := Validate(s, func(string) string { return "" })
	if len(faults) != 1 {
		t.Fatalf("faults %v, want one", faults)
	}
	for _, piece := range []string{"(19 characters, not shown)", "the two seem to be swapped", "came from ARM_CLIENT_ID"} {
		if !strings.Contains(faults[0].Detail, piece) || strings.Contains(faults[0].Detail, "canary") {
			t.Errorf("the fault lacks %q, or shows the secret:\n%s", piece, faults[0].Detail)
		}
	}
}

// Variables of hosts can be mixed up as well.
func TestASecretInThePlaceOfAnEndpointIsNotShown(t *testing.T) {
	t.Parallel()
	for _, variable := range []string{"IDENTITY_ENDPOINT", "MSI_ENDPOINT", authorityHostVariable} {
		w := newWorld(t, "managed_identity")
		w.environ["IDENTITY_HEADER"] = "x"
		w.environ[variable] = secretValue
		_, err := New(w.settings, w.options)
		if err == nil || !strings.Contains(err.Error(), "not shown") {
			t.Errorf("%s: got %v, want a fault that hides the value", variable, err)
			continue
		}
		w.noSecrets(err.Error())
	}
}
