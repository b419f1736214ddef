// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settings_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
)

const (
	first  = "11111111-1111-4111-8111-111111111111"
	second = "22222222-2222-4222-8222-222222222222"
)

func TestPrecedence(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	tests := map[string]struct {
		config map[string]string
		env    map[string]string
		want   auth.Settings
	}{
		"configuration wins over every variable": {
			map[string]string{"tenant_id": first},
			map[string]string{"M365_TENANT_ID": second, "ARM_TENANT_ID": second},
			auth.Settings{TenantID: first},
		},
		"configuration wins even with the default's value": {
			map[string]string{"cloud": "public"},
			map[string]string{"M365_CLOUD": "china"},
			auth.Settings{Cloud: "public"},
		},
		"M365 wins over ARM and ARM over AZURE": {
			nil,
			map[string]string{"M365_TENANT_ID": first, "ARM_TENANT_ID": second, "AZURE_TENANT_ID": "c", "ARM_CLIENT_SECRET": "arm", "AZURE_CLIENT_SECRET": "azure"},
			auth.Settings{TenantID: first, ClientSecret: "arm"},
		},
		"empty counts as not set": {
			map[string]string{"tenant_id": ""},
			map[string]string{"M365_TENANT_ID": "", "ARM_TENANT_ID": first},
			auth.Settings{TenantID: first},
		},
		"a managed identity's variables name the identity, not an application": {
			map[string]string{"auth_method": "managed_identity"},
			map[string]string{"ARM_CLIENT_ID": first, "AZURE_CLIENT_ID": second},
			auth.Settings{Method: "managed_identity", ManagedIdentityID: first},
		},
		"M365_CLIENT_ID is the application for a managed identity too": {
			map[string]string{"auth_method": "managed_identity"},
			map[string]string{"M365_CLIENT_ID": first, "M365_MANAGED_IDENTITY_ID": second},
			auth.Settings{Method: "managed_identity", ClientID: first, ManagedIdentityID: second},
		},
		"for other methods they name the application": {
			nil,
			map[string]string{"M365_AUTH_METHOD": "client_secret", "AZURE_CLIENT_ID": first},
			auth.Settings{Method: "client_secret", ClientID: first},
		},
		"booleans come from both": {
			map[string]string{"skip_permission_check": "true", "disable_instance_discovery": "false"},
			map[string]string{"M365_DISABLE_INSTANCE_DISCOVERY": "1"},
			auth.Settings{SkipPermissionCheck: true, DisableInstanceDiscovery: &no},
		},
		"a boolean variable has Go's spellings": {
			nil,
			map[string]string{"ARM_DISABLE_INSTANCE_DISCOVERY": "1"},
			auth.Settings{DisableInstanceDiscovery: &yes},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, faults := settings.Collect(tt.config, func(name string) string { return tt.env[name] })
			if len(faults) > 0 {
				t.Fatalf("unexpected faults: %v", faults)
			}
			if diff := cmp.Diff(tt.want, got, cmpopts.IgnoreFields(auth.Settings{}, "Origin")); diff != "" {
				t.Errorf("settings mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// Whatever its name, a setting is taken from the first of its sources that is
// not empty.
func TestEverySettingHasTheSamePrecedence(t *testing.T) {
	t.Parallel()
	values := map[settings.Kind][]string{settings.Text: {"1s", "2s", "3s"}, settings.List: {"1s", "2s", "3s"}, settings.Boolean: {"true", "1", "T"}}
	for _, s := range settings.Table() {
		t.Run(s.Name, func(t *testing.T) {
			t.Parallel()
			names := s.Env
			for _, more := range s.More {
				if more.Except {
					names = slices.Concat(names, more.Env)
				}
			}
			good := values[s.Kind]
			for i, name := range names {
				env := map[string]string{}
				for _, before := range names[:i] {
					if env[before] = " "; s.Verbatim {
						env[before] = ""
					}
				}
				for _, from := range names[i:] {
					env[from] = good[1] + "\n"
				}
				got, faults := settings.Collect(nil, func(name string) string { return env[name] })
				if len(faults) > 0 || got.Origin(s.Name) != name {
					t.Errorf("the value came from %q with faults %v, want %s", got.Origin(s.Name), faults, name)
				}
				got, faults = settings.Collect(map[string]string{s.Name: good[0]}, func(name string) string { return env[name] })
				if len(faults) > 0 || got.Origin(s.Name) != "" {
					t.Errorf("the value came from %q with faults %v, want the configuration", got.Origin(s.Name), faults)
				}
			}
		})
	}
}

func TestBlanksAroundAValueAreNoPartOfIt(t *testing.T) {
	t.Parallel()
	env := map[string]string{"M365_TENANT_ID": first + "\r\n", "M365_CLIENT_SECRET": " secret\n", "M365_CLIENT_CERTIFICATE_PASSWORD": " pass word "}
	got, faults := settings.Collect(map[string]string{"client_id": "\t" + second + " ", "cloud": "  "}, func(name string) string { return env[name] })
	want := auth.Settings{TenantID: first, ClientID: second, ClientSecret: "secret", ClientCertificatePassword: " pass word "}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(auth.Settings{}, "Origin")); diff != "" || len(faults) > 0 {
		t.Errorf("faults %v, settings mismatch (-want +got):\n%s", faults, diff)
	}
}

// A secret can be given in several ways. The one in the configuration counts,
// whatever the environment has of the others.
func TestConfigurationWinsOverVariablesOfTheOtherWays(t *testing.T) {
	t.Parallel()
	env := map[string]string{
		"M365_CLIENT_ID": first, "M365_CLIENT_ID_FILE_PATH": "/env", "ARM_CLIENT_ID_FILE_PATH": "/env",
		"M365_CLIENT_SECRET": "env", "M365_CLIENT_SECRET_FILE_PATH": "/env",
		"M365_CLIENT_CERTIFICATE": "env", "ARM_CLIENT_CERTIFICATE_PATH": "/env",
		"ARM_OIDC_TOKEN": "env", "ARM_OIDC_TOKEN_FILE_PATH": "/env", "ARM_OIDC_REQUEST_URL": "https://env", "ARM_OIDC_REQUEST_TOKEN": "env",
	}
	tests := map[string]struct {
		given map[string]string
		want  auth.Settings
	}{
		"client_id":               {map[string]string{"client_id": second}, auth.Settings{ClientID: second}},
		"client_id_file_path":     {map[string]string{"client_id_file_path": "/here"}, auth.Settings{ClientIDFilePath: "/here"}},
		"client_secret":           {map[string]string{"client_secret": "here"}, auth.Settings{ClientSecret: "here"}},
		"client_secret_file_path": {map[string]string{"client_secret_file_path": "/here"}, auth.Settings{ClientSecretFilePath: "/here"}},
		"client_certificate":      {map[string]string{"client_certificate": "here"}, auth.Settings{ClientCertificate: "here"}},
		"client_certificate_path": {map[string]string{"client_certificate_path": "/here"}, auth.Settings{ClientCertificatePath: "/here"}},
		"oidc_token":              {map[string]string{"oidc_token": "here"}, auth.Settings{OIDCToken: "here"}},
		"oidc_token_file_path":    {map[string]string{"oidc_token_file_path": "/here"}, auth.Settings{OIDCTokenFilePath: "/here"}},
		"oidc_request_url":        {map[string]string{"oidc_request_url": "https://here"}, auth.Settings{OIDCRequestURL: "https://here", OIDCRequestToken: "env"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, _ := settings.Collect(tt.given, func(name string) string { return env[name] })
			group, _, _ := strings.Cut(strings.ReplaceAll(name, "client_", ""), "_")
			got = onlyGroup(got, group)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("settings mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// onlyGroup keeps the settings that say one thing in several ways.
func onlyGroup(s auth.Settings, group string) auth.Settings {
	switch group {
	case "id":
		return auth.Settings{ClientID: s.ClientID, ClientIDFilePath: s.ClientIDFilePath}
	case "secret":
		return auth.Settings{ClientSecret: s.ClientSecret, ClientSecretFilePath: s.ClientSecretFilePath}
	case "certificate":
		return auth.Settings{ClientCertificate: s.ClientCertificate, ClientCertificatePath: s.ClientCertificatePath}
	}
	kept := auth.Settings{OIDCToken: s.OIDCToken, OIDCTokenFilePath: s.OIDCTokenFilePath, OIDCRequestURL: s.OIDCRequestURL}
	if s.OIDCRequestURL != "" {
		kept.OIDCRequestToken = s.OIDCRequestToken
	}
	return kept
}

func TestAMethodsPlatformComesBesideOtherWays(t *testing.T) {
	t.Parallel()
	env := map[string]string{"ACTIONS_ID_TOKEN_REQUEST_URL": "https://github", "ARM_OIDC_REQUEST_URL": "https://env"}
	got, _ := settings.Collect(map[string]string{"auth_method": "oidc_github", "oidc_token_file_path": "/here"}, func(name string) string { return env[name] })
	if got.OIDCRequestURL != "https://github" {
		t.Errorf("oidc_request_url is %q, want the job's own", got.OIDCRequestURL)
	}
}

func TestAFileOfOtherToolsDoesNotMakeAnIdentityFederated(t *testing.T) {
	t.Parallel()
	env := map[string]string{"ARM_CLIENT_ID_FILE_PATH": "/arm"}
	got, _ := settings.Collect(map[string]string{"auth_method": "managed_identity"}, func(name string) string { return env[name] })
	if got.ClientIDFilePath != "" {
		t.Errorf("client_id_file_path is %q, want none", got.ClientIDFilePath)
	}
}

func TestVariablesOfAPlatformServeItsOwnMethodOnly(t *testing.T) {
	t.Parallel()
	env := map[string]string{
		"ACTIONS_ID_TOKEN_REQUEST_URL": "https://github", "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "github",
		"SYSTEM_OIDCREQUESTURI": "https://azure", "SYSTEM_ACCESSTOKEN": "azure",
		"AZURESUBSCRIPTION_CLIENT_ID": first, "AZURESUBSCRIPTION_TENANT_ID": second, "AZURESUBSCRIPTION_SERVICE_CONNECTION_ID": "connection",
	}
	tests := map[string]auth.Settings{
		"oidc":        {Method: "oidc"},
		"oidc_github": {Method: "oidc_github", OIDCRequestURL: "https://github", OIDCRequestToken: "github"},
		"oidc_azure_devops": {
			Method: "oidc_azure_devops", OIDCRequestURL: "https://azure", OIDCRequestToken: "azure",
			ClientID: first, TenantID: second, ADOServiceConnectionID: "connection",
		},
		"managed_identity": {Method: "managed_identity"},
	}
	for method, want := range tests {
		t.Run(method, func(t *testing.T) {
			t.Parallel()
			got, faults := settings.Collect(map[string]string{"auth_method": method}, func(name string) string { return env[name] })
			if len(faults) > 0 {
				t.Fatalf("unexpected faults: %v", faults)
			}
			if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(auth.Settings{}, "Origin")); diff != "" {
				t.Errorf("settings mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestOriginNamesTheVariable(t *testing.T) {
	t.Parallel()
	env := map[string]string{"ARM_TENANT_ID": first, "M365_CLIENT_ID": first}
	got, _ := settings.Collect(map[string]string{"client_id": second}, func(name string) string { return env[name] })
	if origin := got.Origin("tenant_id"); origin != "ARM_TENANT_ID" {
		t.Errorf("the origin of tenant_id is %q, want ARM_TENANT_ID", origin)
	}
	if origin := got.Origin("client_id"); origin != "" {
		t.Errorf("the origin of client_id is %q, want none: it was given", origin)
	}
}

func TestFederationWait(t *testing.T) {
	t.Parallel()
	tests := map[string]time.Duration{"5m": 5 * time.Minute, "90s": 90 * time.Second, "0s": -1}
	for value, want := range tests {
		got, faults := settings.Collect(map[string]string{"federation_wait": value}, func(string) string { return "" })
		if len(faults) > 0 || got.FederationWait != want {
			t.Errorf("federation_wait = %q is %v with faults %v, want %v", value, got.FederationWait, faults, want)
		}
	}
}

func TestBadValuesNameTheirSource(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ setting, variable, value, want string }{
		"a boolean":       {"skip_permission_check", "M365_SKIP_PERMISSION_CHECK", "maybe", "true or false"},
		"no length":       {"federation_wait", "M365_FEDERATION_WAIT", "5", "a length of time"},
		"a negative wait": {"federation_wait", "M365_FEDERATION_WAIT", "-5s", "a length of time"},
		"a long wait":     {"federation_wait", "M365_FEDERATION_WAIT", "2h", "a length of time"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, faults := settings.Collect(nil, func(name string) string {
				if name == tt.variable {
					return tt.value
				}
				return ""
			})
			if len(faults) != 1 || faults[0].Setting != tt.setting {
				t.Fatalf("faults %v, want one on %s", faults, tt.setting)
			}
			for _, part := range []string{tt.variable, tt.value, tt.want} {
				if !strings.Contains(faults[0].Detail, part) {
					t.Errorf("the fault %q does not mention %q", faults[0].Detail, part)
				}
			}
		})
	}
}

// Names that people know from other tools must not be lost.
func TestEverySettingIsDocumentedWithItsVariables(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, s := range settings.Table() {
		if seen[s.Name] {
			t.Errorf("%s is there twice", s.Name)
		}
		seen[s.Name] = true
		if len(s.Env) == 0 || !strings.HasPrefix(s.Env[0], "M365_") {
			t.Errorf("%s has no variable of its own that begins with M365_", s.Name)
		}
		for _, name := range s.Env {
			if !strings.Contains(s.Documentation(), "`"+name+"`") {
				t.Errorf("the documentation of %s lacks %s", s.Name, name)
			}
		}
	}
}

// Ids are no secrets: hidden, they could not be read in plans and errors.
func TestSecretsAreSensitiveAndNothingElse(t *testing.T) {
	t.Parallel()
	var sensitive []string
	for _, s := range settings.Table() {
		if s.Sensitive {
			sensitive = append(sensitive, s.Name)
		}
	}
	want := []string{"client_secret", "client_certificate", "client_certificate_password", "oidc_token", "oidc_request_token"}
	if diff := cmp.Diff(want, sensitive); diff != "" {
		t.Errorf("sensitive settings mismatch (-want +got):\n%s", diff)
	}
}
