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

// place is a source of values; those before it are asked before it.
type place int

const (
	block place = iota
	m365
	arm
	platform
)

// from gives a setting a value in a place, or tells that the setting cannot have one there.
func (p place) from(s settings.Setting, method, value string, given, env map[string]string) bool {
	if p == block {
		given[s.Name] = value
		return true
	}
	for _, name := range s.Variables(method) {
		of := platform
		if strings.HasPrefix(name, "M365_") {
			of = m365
		} else if strings.HasPrefix(name, "ARM_") {
			of = arm
		}
		if of == p {
			env[name] = value
			return true
		}
	}
	return false
}

// The order of sources holds between all settings that say the same, whichever
// comes first in the table: what comes from a later source is not there at all.
func TestPrecedenceBetweenSettingsThatSayTheSame(t *testing.T) {
	t.Parallel()
	const oneValue = "gcchigh" // a name of a cloud, and good for all others
	pairs := 0
	for _, a := range settings.Table() {
		for _, b := range settings.Table() {
			if a.Name == b.Name || a.Says == "" || a.Says != b.Says || b.Name == "cloud" {
				continue
			}
			if a.Name != "cloud" && isAddress(a.Name) {
				continue // Addresses say different things; only a cloud says them all.
			}
			for _, earlier := range []place{block, m365, arm, platform} {
				for _, later := range []place{block, m365, arm, platform} {
					given, env := map[string]string{"auth_method": "oidc"}, map[string]string{}
					if !earlier.from(a, "oidc", oneValue, given, env) || !later.from(b, "oidc", oneValue, given, env) {
						continue
					}
					pairs++
					got := names(settings.Find(given, func(name string) string { return env[name] }))
					wantA, wantB := earlier <= later || isAddress(b.Name), later <= earlier
					if slices.Contains(got, a.Name) != wantA || slices.Contains(got, b.Name) != wantB {
						t.Errorf("given %v and variables %v: found %v, want %s: %v, %s: %v", given, env, got, a.Name, wantA, b.Name, wantB)
					}
				}
			}
		}
	}
	if pairs < 100 {
		t.Errorf("only %d pairs were tried", pairs)
	}
}

func isAddress(name string) bool {
	return slices.Contains([]string{"authority_host", "graph_endpoint", "token_exchange_audience"}, name)
}

func names(all []settings.Found) []string {
	var names []string
	for _, found := range all {
		names = append(names, found.Name)
	}
	return names
}

// A cloud of one's own says nothing itself.
func TestTheCustomCloudLeavesTheAddresses(t *testing.T) {
	t.Parallel()
	env := map[string]string{"AZURE_AUTHORITY_HOST": "https://login.example", "ARM_MSGRAPH_ENDPOINT": "https://graph.example"}
	got, _ := settings.Collect(map[string]string{"cloud": "Custom"}, func(name string) string { return env[name] })
	if got.AuthorityHost != "https://login.example" || got.GraphEndpoint != "https://graph.example" {
		t.Errorf("the addresses are %q and %q, want those of the variables", got.AuthorityHost, got.GraphEndpoint)
	}
}

// Variables of other tools are left from azurerm or the Azure SDKs more often than
// they mean the identity.
func TestVariablesOfOtherToolsNameTheIdentityWhereThatIsCertain(t *testing.T) {
	t.Parallel()
	with := func(pairs ...string) map[string]string {
		env := map[string]string{"ARM_CLIENT_ID": first, "AZURE_CLIENT_ID": second}
		for i := 0; i < len(pairs); i += 2 {
			env[pairs[i]] = pairs[i+1]
		}
		return env
	}
	host := []string{"IDENTITY_ENDPOINT", "http://localhost:42356/msi/token", "IDENTITY_HEADER", "x", "ARM_CLIENT_ID", ""}
	tests := map[string]struct {
		env  map[string]string
		want string
	}{
		"left from other tools":                        {with(), ""},
		"azurerm would use an identity":                {with("ARM_USE_MSI", "true"), first},
		"azurerm would not":                            {with("ARM_USE_MSI", "false"), ""},
		"azurerm's switch is garbage":                  {with("ARM_USE_MSI", "yes please"), ""},
		"our own comes first":                          {with("ARM_USE_MSI", "1", "M365_MANAGED_IDENTITY_ID", second), second},
		"a container app":                              {with(host...), second},
		"a container app with an application's secret": {with(append(host, "AZURE_CLIENT_SECRET", "x")...), ""},
		"a container app with a certificate":           {with(append(host, "AZURE_CLIENT_CERTIFICATE_PATH", "x")...), ""},
		"a pod with the webhook's variables":           {with(append(host, "AZURE_FEDERATED_TOKEN_FILE", "x")...), ""},
		"a header without its endpoint":                {with("IDENTITY_HEADER", "x", "ARM_CLIENT_ID", ""), ""},
		"an endpoint without its header":               {with("IDENTITY_ENDPOINT", "http://localhost", "ARM_CLIENT_ID", ""), ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, faults := settings.Collect(map[string]string{"auth_method": "managed_identity"}, func(name string) string { return tt.env[name] })
			if got.ManagedIdentityID != tt.want || got.ClientID != "" || len(faults) > 0 {
				t.Errorf("managed_identity_id is %q and client_id %q with faults %v, want %q and none", got.ManagedIdentityID, got.ClientID, faults, tt.want)
			}
		})
	}
}

func TestTokensOfHCPTerraform(t *testing.T) {
	t.Parallel()
	env := map[string]string{"TFC_WORKLOAD_IDENTITY_TOKEN": "plain", "TFC_WORKLOAD_IDENTITY_TOKEN_AZURE": "tagged", "M365_OIDC_TOKEN_TAG": "AZURE"}
	tests := map[string]struct {
		given map[string]string
		want  string
	}{
		"the tagged one":                  {map[string]string{"auth_method": "oidc"}, "tagged"},
		"a tag without a token":           {map[string]string{"auth_method": "oidc", "oidc_token_tag": "OTHER"}, ""},
		"our own comes first":             {map[string]string{"auth_method": "oidc", "oidc_token": "own"}, "own"},
		"a file that is named is another": {map[string]string{"auth_method": "oidc", "oidc_token_file_path": "/here"}, ""},
		"other methods have others":       {map[string]string{"auth_method": "oidc_github"}, ""},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, _ := settings.Collect(tt.given, func(name string) string { return env[name] })
			if got.OIDCToken != tt.want {
				t.Errorf("oidc_token is %q, want %q", got.OIDCToken, tt.want)
			}
		})
	}
	plain := map[string]string{"TFC_WORKLOAD_IDENTITY_TOKEN": "plain"}
	if got, _ := settings.Collect(map[string]string{"auth_method": "oidc"}, func(name string) string { return plain[name] }); got.OIDCToken != "plain" {
		t.Errorf("without a tag oidc_token is %q, want the plain one", got.OIDCToken)
	}
}

func TestAMethodsPlatformComesBesideOtherWays(t *testing.T) {
	t.Parallel()
	env := map[string]string{"ACTIONS_ID_TOKEN_REQUEST_URL": "https://github", "M365_OIDC_TOKEN": "env"}
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
		"oidc":        {Method: "oidc", OIDCRequestURL: "https://github", OIDCRequestToken: "github"}, // the protocol is the same
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
			if len(faults) != 1 || faults[0].Setting != tt.setting || faults[0].Summary != "Invalid "+tt.setting {
				t.Fatalf("faults %v, want one on %s", faults, tt.setting)
			}
			for _, part := range []string{"The value of " + tt.variable, `is "` + tt.value + `", which is not`, tt.want} {
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

// What stands in the documentation besides is when a variable counts.
func TestTheDocumentationSaysWhenVariablesCount(t *testing.T) {
	t.Parallel()
	texts := map[string]string{}
	for _, s := range settings.Table() {
		texts[s.Name] = s.Documentation()
		if s.Doc == "" || !strings.HasPrefix(texts[s.Name], s.Doc+" Environment: `M365_") || !strings.HasSuffix(texts[s.Name], ".") {
			t.Errorf("the documentation of %s is %q", s.Name, texts[s.Name])
		}
	}
	for name, want := range map[string]string{
		"client_id":                 "Environment: `M365_CLIENT_ID`; except with `managed_identity` also `ARM_CLIENT_ID`, `AZURE_CLIENT_ID`; with `oidc_azure_devops` also `AZURESUBSCRIPTION_CLIENT_ID`.",
		"client_id_file_path":       "Environment: `M365_CLIENT_ID_FILE_PATH`; except with `managed_identity` also `ARM_CLIENT_ID_FILE_PATH`.",
		"ado_service_connection_id": "; with `oidc_azure_devops` also `AZURESUBSCRIPTION_SERVICE_CONNECTION_ID`.",
	} {
		if !strings.HasSuffix(texts[name], want) {
			t.Errorf("the documentation of %s is %q, want %q", name, texts[name], want)
		}
	}
}

// Variables that count on some condition only are not named to who asks which count.
func TestVariablesThatAlwaysCount(t *testing.T) {
	t.Parallel()
	found := map[string]settings.Setting{}
	for _, s := range settings.Table() {
		found[s.Name] = s
	}
	for _, tt := range []struct {
		setting, method string
		want            []string
	}{
		{"client_id", "client_secret", []string{"M365_CLIENT_ID", "ARM_CLIENT_ID", "AZURE_CLIENT_ID"}},
		{"client_id", "managed_identity", []string{"M365_CLIENT_ID"}},
		{"managed_identity_id", "managed_identity", []string{"M365_MANAGED_IDENTITY_ID"}},
	} {
		if diff := cmp.Diff(tt.want, found[tt.setting].Variables(tt.method)); diff != "" {
			t.Errorf("%s with %s (-want +got):\n%s", tt.setting, tt.method, diff)
		}
	}
}

// A value that is given is a value that counts, whichever setting it is of.
func TestEverySettingReachesTheSignIn(t *testing.T) {
	t.Parallel()
	none := func(string) string { return "" }
	empty, _ := settings.Collect(nil, none)
	for _, s := range settings.Table() {
		sample := map[settings.Kind]string{settings.Boolean: "true", settings.List: "a"}[s.Kind]
		switch {
		case s.Name == "read_ahead":
			sample = "false" // true is what it is without
		case sample == "":
			sample = "5m"
		}
		got, faults := settings.Collect(map[string]string{s.Name: sample}, none)
		if len(faults) > 0 || cmp.Equal(empty, got, cmpopts.IgnoreFields(auth.Settings{}, "Origin")) {
			t.Errorf("%s = %s comes to nothing: %v", s.Name, sample, faults)
		}
	}
}

func TestListsAreOfWhatIsNotBlank(t *testing.T) {
	t.Parallel()
	for value, want := range map[string][]string{"a": {"a"}, " a ;b;; c": {"a", "b", "c"}, ";": nil, settings.Join([]string{"a", "b"}): {"a", "b"}} {
		got, faults := settings.Collect(map[string]string{"additionally_allowed_tenants": value}, func(string) string { return "" })
		if diff := cmp.Diff(want, got.AdditionallyAllowedTenants); diff != "" || len(faults) > 0 {
			t.Errorf("%q with faults %v (-want +got):\n%s", value, faults, diff)
		}
	}
}

// Settings that say the same: of two, the one from the earlier source counts.
func TestWhichSettingsSayTheSame(t *testing.T) {
	t.Parallel()
	groups := map[string][]string{}
	for _, s := range settings.Table() {
		if s.Says != "" {
			groups[string(s.Says)] = append(groups[string(s.Says)], s.Name)
		}
	}
	var got []string
	for _, names := range groups {
		got = append(got, strings.Join(names, " "))
	}
	slices.Sort(got)
	want := []string{
		"ca_certificate_path ca_certificate",
		"client_certificate client_certificate_path",
		"client_id client_id_file_path",
		"client_secret client_secret_file_path",
		"cloud authority_host graph_endpoint token_exchange_audience",
		"oidc_token oidc_token_file_path oidc_request_url",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("they are (-want +got):\n%s", diff)
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

// Whatever setting a secret ends up in, it is not shown: neither by the faults nor
// by those who show settings.
func TestASecretInTheWrongSettingIsNotShown(t *testing.T) {
	t.Parallel()
	for _, secret := range []string{"qA~8Q~3xL.canary_9vK2-Zt0", "canary7correcthorse", "eyJh.canary7.x"} {
		for _, s := range settings.Table() {
			for _, method := range auth.Methods() {
				given := map[string]string{"auth_method": method, "tenant_id": first, "client_id": second, s.Name: secret}
				collected, faults := settings.Collect(given, func(string) string { return "" })
				faults = append(faults, auth.Validate(collected, func(string) string { return "" })...)
				for _, fault := range faults {
					if strings.Contains(fault.Error(), "canary") {
						t.Errorf("%s with %s: the fault shows the secret:\n%v", s.Name, method, fault)
					}
				}
			}
			if shown := auth.Shown(s.Name, secret); strings.Contains(shown, "canary") {
				t.Errorf("%s is shown as %q", s.Name, shown)
			}
		}
	}
}
