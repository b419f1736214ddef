// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"slices"
	"strings"
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

func TestConfigurationReachesTheSettings(t *testing.T) {
	t.Parallel()
	no := false
	var diags diag.Diagnostics
	p := withEnv(map[string]string{"M365_DISABLE_INSTANCE_DISCOVERY": "1", "M365_CLIENT_ID": second})
	got := p.collect(configuration(t, p, map[string]tftypes.Value{
		"tenant_id":                    text(first),
		"skip_permission_check":        tftypes.NewValue(tftypes.Bool, true),
		"require_permissions":          tftypes.NewValue(tftypes.Bool, true),
		"disable_instance_discovery":   tftypes.NewValue(tftypes.Bool, false),
		"additionally_allowed_tenants": tftypes.NewValue(tftypes.List{ElementType: tftypes.String}, []tftypes.Value{text(first), text(second)}),
	}), &diags)
	if diags.HasError() {
		t.Fatalf("unexpected diagnostics: %v", diags)
	}
	want := auth.Settings{
		TenantID: first, ClientID: second, SkipPermissionCheck: true, RequirePermissions: true, DisableInstanceDiscovery: &no,
		AdditionallyAllowedTenants: []string{first, second},
	}
	if diff := cmp.Diff(want, got.settings, cmpopts.IgnoreFields(auth.Settings{}, "Origin")); diff != "" {
		t.Errorf("settings mismatch (-want +got):\n%s", diff)
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

// The variable does not count once the configuration has the last word.
func TestGarbageBesideAnUnknownSettingIsNoError(t *testing.T) {
	t.Parallel()
	var diags diag.Diagnostics
	p := withEnv(map[string]string{"M365_SKIP_PERMISSION_CHECK": "maybe"})
	p.collect(configuration(t, p, map[string]tftypes.Value{"skip_permission_check": tftypes.NewValue(tftypes.Bool, tftypes.UnknownValue)}), &diags)
	if diags.HasError() {
		t.Errorf("diagnostics %v, want none", diags)
	}
}

// TestMisspeltVariablesAreNamed beside the error that they cause, and not where the
// setting has its value, or will have one.
func TestMisspeltVariablesAreNamed(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		tenant tftypes.Value
		want   bool
	}{
		"nothing else says it":  {tftypes.NewValue(tftypes.String, nil), true},
		"the block says it":     {text("contoso.com"), false},
		"the block will say it": {tftypes.NewValue(tftypes.String, tftypes.UnknownValue), false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := withEnv(nil)
			p.variables = []string{"M365_TENNANT_ID=contoso.com"}
			var resp provider.ConfigureResponse
			p.Configure(t.Context(), provider.ConfigureRequest{Config: configuration(t, p, map[string]tftypes.Value{
				"auth_method": text("client_secret"), "tenant_id": tt.tenant,
			})}, &resp)
			warned := slices.ContainsFunc(resp.Diagnostics.Warnings(), func(d diag.Diagnostic) bool {
				return strings.HasSuffix(d.Detail(), "Did you mean M365_TENANT_ID?")
			})
			if warned != tt.want {
				t.Errorf("warned: %v, want %v: %v", warned, tt.want, resp.Diagnostics)
			}
		})
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
