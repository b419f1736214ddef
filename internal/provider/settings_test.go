// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
)

const (
	first  = "11111111-1111-4111-8111-111111111111"
	second = "22222222-2222-4222-8222-222222222222"
)

func TestPrecedenceOfSettings(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	tests := map[string]struct {
		config map[string]tftypes.Value
		env    map[string]string
		want   auth.Settings
	}{
		"configuration wins over every variable": {
			map[string]tftypes.Value{"tenant_id": text(first)},
			map[string]string{"M365_TENANT_ID": second, "ARM_TENANT_ID": second},
			auth.Settings{TenantID: first},
		},
		"configuration wins even with the default's value": {
			map[string]tftypes.Value{"cloud": text("public")},
			map[string]string{"M365_CLOUD": "china"},
			auth.Settings{Cloud: "public"},
		},
		"M365 wins over ARM and ARM over AZURE": {
			nil,
			map[string]string{"M365_TENANT_ID": first, "ARM_TENANT_ID": second, "AZURE_TENANT_ID": "c", "ARM_CLIENT_SECRET": "arm", "AZURE_CLIENT_SECRET": "azure"},
			auth.Settings{TenantID: first, ClientSecret: "arm"},
		},
		"empty counts as not set": {
			map[string]tftypes.Value{"tenant_id": text("")},
			map[string]string{"M365_TENANT_ID": "", "ARM_TENANT_ID": first},
			auth.Settings{TenantID: first},
		},
		"a managed identity's variables name the identity, not an application": {
			map[string]tftypes.Value{"auth_method": text("managed_identity")},
			map[string]string{"ARM_CLIENT_ID": first, "AZURE_CLIENT_ID": second},
			auth.Settings{Method: "managed_identity", ManagedIdentityID: first},
		},
		"M365_CLIENT_ID is the application for a managed identity too": {
			map[string]tftypes.Value{"auth_method": text("managed_identity")},
			map[string]string{"M365_CLIENT_ID": first, "M365_MANAGED_IDENTITY_ID": second},
			auth.Settings{Method: "managed_identity", ClientID: first, ManagedIdentityID: second},
		},
		"for other methods they name the application": {
			nil,
			map[string]string{"M365_AUTH_METHOD": "client_secret", "AZURE_CLIENT_ID": first},
			auth.Settings{Method: "client_secret", ClientID: first},
		},
		"booleans come from both": {
			map[string]tftypes.Value{"skip_permission_check": tftypes.NewValue(tftypes.Bool, true), "disable_instance_discovery": tftypes.NewValue(tftypes.Bool, false)},
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
			var diags diag.Diagnostics
			p := withEnv(tt.env)
			got := p.collect(configuration(t, p, tt.config), &diags)
			if diags.HasError() {
				t.Fatalf("unexpected diagnostics: %v", diags)
			}
			if diff := cmp.Diff(tt.want, got.settings, cmpopts.IgnoreFields(auth.Settings{}, "Origin")); diff != "" {
				t.Errorf("settings mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestGarbageInABooleanVariableIsAnError(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	p := withEnv(map[string]string{"M365_SKIP_PERMISSION_CHECK": "maybe"})
	p.collect(configuration(t, p, nil), &diags)
	if !diags.HasError() {
		t.Error("no error for M365_SKIP_PERMISSION_CHECK=maybe")
	}
}

func TestUnknownSettingsAreCollected(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	p := withEnv(map[string]string{"M365_TENANT_ID": first})
	got := p.collect(configuration(t, p, map[string]tftypes.Value{"tenant_id": tftypes.NewValue(tftypes.String, tftypes.UnknownValue)}), &diags)
	if diff := cmp.Diff([]string{"tenant_id"}, got.unknown); diff != "" {
		t.Errorf("unknown settings mismatch (-want +got):\n%s", diff)
	}
}

func withEnv(env map[string]string) *microsoft365 {
	return &microsoft365{version: "test", environ: func(name string) string { return env[name] }}
}

func text(s string) tftypes.Value { return tftypes.NewValue(tftypes.String, s) }

// configuration is a provider block with the given arguments and null for all others.
func configuration(t *testing.T, p *microsoft365, arguments map[string]tftypes.Value) tfsdk.Config {
	t.Helper()
	var resp provider.SchemaResponse
	p.Schema(t.Context(), provider.SchemaRequest{}, &resp)
	typ, ok := resp.Schema.Type().TerraformType(t.Context()).(tftypes.Object)
	if !ok {
		t.Fatal("the provider's schema is no object")
	}
	values := map[string]tftypes.Value{}
	for name, attributeType := range typ.AttributeTypes {
		values[name] = tftypes.NewValue(attributeType, nil)
	}
	for name, value := range arguments {
		values[name] = value
	}
	return tfsdk.Config{Schema: resp.Schema, Raw: tftypes.NewValue(typ, values)}
}
