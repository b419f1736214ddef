// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestValidate(t *testing.T) {
	t.Parallel()
	direct := func(s Settings) Settings {
		s.Method, s.TenantID = "managed_identity", tenantID
		return s
	}
	pipeline := func(change func(*Settings)) Settings {
		s := Settings{
			Method: "oidc_azure_devops", TenantID: tenantID, ClientID: appID, ADOServiceConnectionID: otherID,
			OIDCRequestURL: "https://vstoken.dev.azure.com/x", OIDCRequestToken: "t",
		}
		change(&s)
		return s
	}
	tests := map[string]struct {
		settings Settings
		environ  map[string]string
		setting  string // "" where nothing is wrong
		want     string
	}{
		"the plain block is right":              {settings: direct(Settings{})},
		"a domain is a tenant":                  {settings: Settings{Method: "managed_identity", TenantID: "contoso.onmicrosoft.com"}},
		"no method lists the methods":           {settings: Settings{TenantID: tenantID}, setting: "auth_method", want: `"client_secret", "device_code", "interactive_browser", "managed_identity", "oidc"`},
		"azurerm's switch for an identity":      {settings: Settings{}, environ: map[string]string{"ARM_USE_MSI": "true"}, setting: "auth_method", want: `ARM_USE_MSI speaks for "managed_identity"`},
		"azurerm's switch for a token":          {settings: Settings{}, environ: map[string]string{"ARM_USE_OIDC": "true"}, setting: "auth_method", want: `ARM_USE_OIDC speaks for "oidc".`},
		"the same in a job of GitHub":           {settings: Settings{}, environ: map[string]string{"ARM_USE_OIDC": "true", "ACTIONS_ID_TOKEN_REQUEST_URL": "x"}, setting: "auth_method", want: `ARM_USE_OIDC speaks for "oidc_github"`},
		"the same in a pipeline of Azure":       {settings: Settings{}, environ: map[string]string{"ARM_USE_OIDC": "1", "SYSTEM_OIDCREQUESTURI": "x"}, setting: "auth_method", want: `ARM_USE_OIDC speaks for "oidc_azure_devops"`},
		"azurerm's switch for a pod":            {settings: Settings{}, environ: map[string]string{"ARM_USE_AKS_WORKLOAD_IDENTITY": "true"}, setting: "auth_method", want: `ARM_USE_AKS_WORKLOAD_IDENTITY speaks for "workload_identity"`},
		"msgraph's switch":                      {settings: Settings{}, environ: map[string]string{"ARM_USE_POWERSHELL": "true"}, setting: "auth_method", want: `ARM_USE_POWERSHELL speaks for "azure_powershell"`},
		"a run of HCP Terraform":                {settings: Settings{}, environ: map[string]string{"TFC_WORKLOAD_IDENTITY_TOKEN": "x"}, setting: "auth_method", want: `TFC_WORKLOAD_IDENTITY_TOKEN speaks for "oidc"`},
		"another provider's word":               {settings: Settings{Method: "use_msi"}, setting: "auth_method", want: `Did you mean "managed_identity"?`},
		"a letter too many in a method":         {settings: Settings{Method: "managed_identitiy"}, setting: "auth_method", want: `Did you mean "managed_identity"? Valid values: "azure_cli"`},
		"a word of the cloud that is misspelt":  {settings: direct(Settings{Cloud: "gcc-hihg"}), setting: "cloud", want: `Did you mean "gcchigh"?`},
		"a mode that is misspelt":               {settings: direct(Settings{ManagedIdentityMode: "fedrated"}), setting: "managed_identity_mode", want: `Did you mean "federated"?`},
		"a host that is misspelt":               {settings: direct(Settings{ManagedIdentitySource: "AppService"}), setting: "managed_identity_source", want: `Did you mean "app_service"?`},
		"a fallback that is misspelt":           {settings: direct(Settings{ManagedIdentityFallback: "azure-cli"}), setting: "managed_identity_fallback", want: `Did you mean "azure_cli"?`},
		"a kind of id that is misspelt":         {settings: direct(Settings{ManagedIdentityIDType: "objectid"}), setting: "managed_identity_id_type", want: `Did you mean "object_id"?`},
		"another spelling":                      {settings: Settings{Method: "Managed-Identity"}, setting: "auth_method", want: `Did you mean "managed_identity"?`},
		"azurerm's word for a pod":              {settings: Settings{Method: "use_aks_workload_identity"}, setting: "auth_method", want: `Did you mean "workload_identity"?`},
		"no method hints at what is there":      {settings: Settings{}, environ: map[string]string{"IDENTITY_ENDPOINT": "http://x"}, setting: "auth_method", want: `IDENTITY_ENDPOINT speaks for "managed_identity"`},
		"no method and no tenant":               {settings: Settings{}, setting: "auth_method", want: "tenant_id or M365_TENANT_ID, which is missing too"},
		"a wrong method lists the methods":      {settings: Settings{Method: "msi"}, setting: "auth_method", want: `"msi" is not a way to sign in. Did you mean "managed_identity"? Valid values: "azure_cli"`},
		"no tenant":                             {settings: Settings{Method: "managed_identity"}, setting: "tenant_id", want: "M365_TENANT_ID"},
		"a tenant that is neither":              {settings: Settings{Method: "managed_identity", TenantID: "contoso"}, setting: "tenant_id", want: `The value (7 characters, not shown) is neither a GUID nor a domain`},
		"a tenant that would leave the path":    {settings: Settings{Method: "managed_identity", TenantID: "a.b/../c"}, setting: "tenant_id", want: "neither a GUID"},
		"a GUID with a digit too few":           {settings: Settings{Method: "managed_identity", TenantID: tenantID[1:]}, setting: "tenant_id", want: "neither a GUID"},
		"the tenant of all is none":             {settings: Settings{Method: "client_secret", TenantID: "common", ClientID: appID, ClientSecret: "s"}, setting: "tenant_id", want: "neither a GUID"},
		"Azure CLI knows its tenant":            {settings: Settings{Method: "azure_cli"}},
		"Azure CLI's tenant is looked at too":   {settings: Settings{Method: "azure_cli", TenantID: "x"}, setting: "tenant_id", want: "neither"},
		"a client id that is no GUID":           {settings: direct(Settings{ClientID: "terraform"}), setting: "client_id", want: "az ad app list"},
		"an identity that is neither":           {settings: direct(Settings{ManagedIdentityID: "tf"}), setting: "managed_identity_id", want: "az identity show"},
		"a resource id of something else":       {settings: direct(Settings{ManagedIdentityID: "/subscriptions/s/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm"}), setting: "managed_identity_id", want: "userAssignedIdentities"},
		"an object id must be a GUID":           {settings: direct(Settings{ManagedIdentityID: "/subscriptions/s", ManagedIdentityIDType: "object_id"}), setting: "managed_identity_id", want: "neither a GUID"},
		"a GUID is no resource id":              {settings: direct(Settings{ManagedIdentityID: otherID, ManagedIdentityIDType: "resource_id"}), setting: "managed_identity_id", want: "not the resource id"},
		"an unknown kind of id":                 {settings: direct(Settings{ManagedIdentityIDType: "name"}), setting: "managed_identity_id_type", want: `"object_id"`},
		"a secret without its application":      {settings: Settings{Method: "client_secret", TenantID: tenantID, ClientSecret: "s"}, setting: "client_id", want: "M365_CLIENT_ID"},
		"a pipeline of Azure that is right":     {settings: pipeline(func(*Settings) {})},
		"a pipeline without its token":          {settings: pipeline(func(s *Settings) { s.OIDCRequestToken = "" }), setting: "oidc_request_token", want: "SYSTEM_ACCESSTOKEN: $(System.AccessToken)"},
		"a pipeline without the variable":       {settings: pipeline(func(s *Settings) { s.OIDCRequestToken = "$(System.AccessToken)" }), setting: "oidc_request_token", want: "SYSTEM_ACCESSTOKEN"},
		"a pipeline without its address":        {settings: pipeline(func(s *Settings) { s.OIDCRequestURL = "" }), setting: "oidc_request_url", want: "SYSTEM_OIDCREQUESTURI"},
		"a pipeline without its connection":     {settings: pipeline(func(s *Settings) { s.ADOServiceConnectionID = "" }), setting: "ado_service_connection_id", want: "Missing ado_service_connection_id"},
		"a connection by its name":              {settings: pipeline(func(s *Settings) { s.ADOServiceConnectionID = "prod" }), setting: "ado_service_connection_id", want: "is not a GUID"},
		"an application without its secret":     {settings: Settings{Method: "client_secret", TenantID: tenantID, ClientID: appID}, setting: "client_secret", want: "M365_CLIENT_SECRET"},
		"a region for a secret":                 {settings: Settings{Method: "client_secret", TenantID: tenantID, ClientID: appID, ClientSecret: "s"}, environ: map[string]string{"AZURE_REGIONAL_AUTHORITY_NAME": "x"}, setting: "", want: "unset AZURE_REGIONAL_AUTHORITY_NAME"},
		"a region does not matter in direct":    {settings: direct(Settings{}), environ: map[string]string{"AZURE_REGIONAL_AUTHORITY_NAME": "x"}},
		"the cloud is looked at as well":        {settings: direct(Settings{Cloud: "mars"}), setting: "cloud", want: `"gcchigh"`},
		"the fault tells where a value is from": {settings: Settings{Method: "azure_cli", TenantID: "x", Origin: func(name string) string { return strings.ToUpper("arm_" + name) }}, setting: "tenant_id", want: "The value came from ARM_TENANT_ID."},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			faults := Validate(tt.settings, func(name string) string { return tt.environ[name] })
			if tt.want == "" {
				if len(faults) != 0 {
					t.Fatalf("faults %v, want none", faults)
				}
				return
			}
			if len(faults) != 1 {
				t.Fatalf("%d faults, want 1: %v", len(faults), faults)
			}
			if f := faults[0]; f.Setting != tt.setting || !strings.Contains(f.Error(), tt.want) {
				t.Errorf("fault on %q, want %q with %q:\n%s", f.Setting, tt.setting, tt.want, f)
			}
		})
	}
}

func TestNewReportsAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		settings Settings
		want     []string
	}{
		"of a method":              {Settings{Method: "client_secret", TenantID: "x", Cloud: "mars"}, []string{"cloud", "tenant_id", "client_id", "client_secret"}},
		"of a method that is none": {Settings{Method: "secret", TenantID: "x", ClientID: "y", Cloud: "mars"}, []string{"auth_method", "cloud", "client_id", "tenant_id"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := New(tt.settings, Options{})
			var joint interface{ Unwrap() []error }
			if !errors.As(err, &joint) {
				t.Fatalf("got %v, want joined errors", err)
			}
			var names []string
			for _, e := range joint.Unwrap() {
				var f *SettingError
				if errors.As(e, &f) {
					names = append(names, f.Setting)
				}
			}
			if diff := cmp.Diff(tt.want, names); diff != "" {
				t.Errorf("settings mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// A switch that is off speaks for nothing.
func TestSwitchesThatAreOffAreNoHint(t *testing.T) {
	t.Parallel()
	for _, value := range []string{"false", "0", "", "perhaps"} {
		hints := methodHints(func(name string) string {
			if strings.HasPrefix(name, "ARM_USE_") {
				return value
			}
			return ""
		})
		if len(hints) > 0 {
			t.Errorf("ARM_USE_… = %q: %v, want no hint", value, hints)
		}
	}
}

// Where a platform has tokens, the general method says how to get at them.
func TestAMissingTokenNamesThePlatform(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		environ       map[string]string
		tag           string
		setting, want string
	}{
		"anywhere":                 {nil, "", "oidc_token", "oidc_token_file_path"},
		"a pipeline of Azure":      {map[string]string{"SYSTEM_OIDCREQUESTURI": "x"}, "", "auth_method", `"oidc_azure_devops"`},
		"one without the address":  {map[string]string{"TF_BUILD": "True"}, "", "auth_method", `"oidc_azure_devops"`},
		"a job without permission": {map[string]string{"GITHUB_ACTIONS": "true"}, "", "auth_method", "id-token: write"},
		"a pod":                    {map[string]string{"AZURE_FEDERATED_TOKEN_FILE": "/x"}, "", "auth_method", `"workload_identity"`},
		"a run of HCP Terraform":   {map[string]string{"TFC_RUN_ID": "run-1"}, "", "oidc_token", "TFC_WORKLOAD_IDENTITY_AUDIENCE"},
		"a tag without a token":    {nil, "AZURE", "oidc_token_tag", "TFC_WORKLOAD_IDENTITY_AUDIENCE_TAG"},
	}
	for name, tt := range tests {
		faults := oidcFaults(Settings{Method: "oidc", TenantID: tenantID, ClientID: appID, OIDCTokenTag: tt.tag}, func(name string) string { return tt.environ[name] })
		if len(faults) != 1 || faults[0].Setting != tt.setting || !strings.Contains(faults[0].Detail, tt.want) {
			t.Errorf("%s: faults %v, want one on %s with %q", name, faults, tt.setting, tt.want)
		}
	}
}
