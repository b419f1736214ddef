// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package settings_test

import (
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
