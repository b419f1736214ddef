// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
)

// method is one value of auth_method. A further one is a row of methods and a
// file with its two functions.
type method struct {
	name string
	// tenantOptional: the tool that holds the sign-in knows its tenant.
	tenantOptional bool
	// faults checks the settings that only this method reads.
	faults func(s Settings, environ func(string) string) []*SettingError
	// open makes the login; it sends nothing.
	open func(setup) (login, error)
}

// login is what a method makes of the settings.
type login struct {
	// credential gets tokens. Its errors are of type *Error or *SettingError.
	credential azcore.TokenCredential
	method     string
	// mode and detection are set for a managed identity, and find looks for its
	// endpoint.
	mode      Mode
	detection Detection
	find      func(context.Context) error
	// federated is the credential, if it presents an assertion.
	federated *federatedCredential
	// homeTenantOnly: the tenant cannot be asked for, so the token's must be compared.
	homeTenantOnly bool
	// ignoresClaims: the endpoint has no way to answer a claims challenge.
	ignoresClaims bool
	// keepsTokens: the SDK keeps tokens too, and gets a new one for claims only.
	keepsTokens bool
	// interactive: a person has to act, which takes time.
	interactive bool
	// fallback takes over where there is no identity endpoint; standsIn marks it.
	fallback *login
	standsIn bool
	warnings []Warning
}

// methods lists every method but the password of a user, which Entra refuses
// wherever more than a password is asked for, and azidentity has given up.
var methods = []method{
	{name: "azure_cli", tenantOptional: true, faults: noFaults, open: openAzureCLI},
	{name: "azure_developer_cli", tenantOptional: true, faults: noFaults, open: openAzureDeveloperCLI},
	{name: "azure_powershell", tenantOptional: true, faults: noFaults, open: openAzurePowerShell},
	{name: "client_certificate", faults: clientCertificateFaults, open: openClientCertificate},
	{name: "client_secret", faults: clientSecretFaults, open: openClientSecret},
	{name: "device_code", faults: deviceCodeFaults, open: openDeviceCode},
	{name: "interactive_browser", faults: interactiveBrowserFaults, open: openInteractiveBrowser},
	{name: "managed_identity", faults: managedIdentityFaults, open: openManagedIdentity},
	{name: "oidc", faults: oidcFaults, open: openOIDC},
	{name: "oidc_azure_devops", faults: oidcAzureDevOpsFaults, open: openOIDCAzureDevOps},
	{name: "oidc_github", faults: oidcGitHubFaults, open: openOIDCGitHub},
	{name: "workload_identity", faults: workloadIdentityFaults, open: openWorkloadIdentity},
}

// noFaults is for tools that hold all that a sign-in needs.
func noFaults(Settings, func(string) string) []*SettingError { return nil }

// Methods returns the valid values of Settings.Method, sorted.
func Methods() []string {
	var names []string
	for _, m := range methods {
		names = append(names, m.name)
	}
	slices.Sort(names)
	return names
}

func methodNamed(name string) (method, bool) {
	i := slices.IndexFunc(methods, func(m method) bool { return m.name == name })
	if i < 0 {
		return method{}, false
	}
	return methods[i], true
}

// unknownMethod lists the methods and, when none was chosen, those that the
// environment speaks for. None is ever chosen silently.
func (s Settings) unknownMethod(environ func(string) string) *SettingError {
	valid := "Valid values: " + quotedList(Methods()) + "."
	if s.TenantID == "" {
		valid += " All but those of a tool (azure_cli, azure_developer_cli, azure_powershell) need tenant_id or M365_TENANT_ID, which is missing too."
	}
	if s.Method != "" {
		return s.fault("auth_method", "Unknown auth_method", described("auth_method", s.Method)+" is not a way to sign in. "+didYouMean(cmp.Or(meant(s.Method), s.Method), Methods())+valid)
	}
	detail := "Set auth_method or M365_AUTH_METHOD. " + valid
	if hints := methodHints(environ); len(hints) > 0 {
		detail += " Seen in the environment: " + strings.Join(hints, "; ") + "."
	}
	return s.fault("auth_method", "Missing auth_method", detail)
}

// methodHints names the methods that the environment offers, and the variable that
// shows it. Switches of other providers count where they are on.
func methodHints(environ func(string) string) []string {
	signs := []struct{ variable, method string }{
		{"IDENTITY_ENDPOINT", "managed_identity"},
		{"MSI_ENDPOINT", "managed_identity"},
		{"M365_MANAGED_IDENTITY_ID", "managed_identity"},
		{"AZURE_FEDERATED_TOKEN_FILE", "workload_identity"},
		{"ACTIONS_ID_TOKEN_REQUEST_URL", "oidc_github"},
		{"SYSTEM_OIDCREQUESTURI", "oidc_azure_devops"},
		{"ARM_OIDC_TOKEN", "oidc"},
		{"ARM_OIDC_TOKEN_FILE_PATH", "oidc"},
		{"TFC_WORKLOAD_IDENTITY_TOKEN", "oidc"},
		{"M365_CLIENT_SECRET", "client_secret"},
		{"ARM_CLIENT_SECRET", "client_secret"},
		{"AZURE_CLIENT_SECRET", "client_secret"},
		{"M365_CLIENT_CERTIFICATE_FILE_PATH", "client_certificate"},
		{"ARM_CLIENT_CERTIFICATE_PATH", "client_certificate"},
		{"AZURE_CLIENT_CERTIFICATE_PATH", "client_certificate"},
		{"ARM_USE_MSI", "managed_identity"},
		{"ARM_USE_OIDC", oidcHere(environ)},
		{"ARM_USE_AKS_WORKLOAD_IDENTITY", "workload_identity"},
		{"ARM_USE_CLI", "azure_cli"},
		{"ARM_USE_POWERSHELL", "azure_powershell"},
	}
	var hints []string
	for _, sign := range signs {
		value := environ(sign.variable)
		if on, err := strconv.ParseBool(value); strings.HasPrefix(sign.variable, "ARM_USE_") && (err != nil || !on) {
			continue
		}
		if value != "" {
			hints = append(hints, fmt.Sprintf("%s speaks for %q", sign.variable, sign.method))
		}
	}
	return hints
}

// oidcHere is the method for the token of the job that runs here.
func oidcHere(environ func(string) string) string {
	switch {
	case environ("ACTIONS_ID_TOKEN_REQUEST_URL") != "":
		return "oidc_github"
	case environ("SYSTEM_OIDCREQUESTURI") != "":
		return "oidc_azure_devops"
	}
	return "oidc"
}

// meant is the method that another tool's word for it stands for, or "".
func meant(word string) string {
	word = strings.ToLower(strings.NewReplacer("-", "_", " ", "_").Replace(word))
	word = strings.TrimPrefix(word, "use_")
	if _, known := methodNamed(word); known {
		return word
	}
	return map[string]string{
		"msi": "managed_identity", "managedidentity": "managed_identity", "user_assigned_identity": "managed_identity", "system_assigned_identity": "managed_identity",
		"cli": "azure_cli", "az": "azure_cli", "azurecli": "azure_cli", "dev_cli": "azure_developer_cli", "azd": "azure_developer_cli", "powershell": "azure_powershell",
		"aks_workload_identity": "workload_identity", "aks": "workload_identity", "github": "oidc_github", "ado": "oidc_azure_devops", "azure_devops": "oidc_azure_devops",
		"secret": "client_secret", "certificate": "client_certificate", "browser": "interactive_browser", "federated": "oidc",
	}[word]
}
