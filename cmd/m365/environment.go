// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/settings"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// inside makes the environment of a command out of this program's own: what
// leads elsewhere is left out, unless it is kept by name, and the tenant's
// variables are added.
func inside(own, tenants, keep []string, proxy bool) ([]string, error) {
	if slices.Contains(keep, confinement) {
		return nil, fmt.Errorf("--keep-env %s: this variable keeps the provider inside of the tenant", confinement)
	}
	var env []string
	for _, variable := range own {
		name, value, _ := strings.Cut(variable, "=")
		if slices.Contains(keep, name) || !leadsElsewhere(name, value, proxy) {
			env = append(env, variable)
		}
	}
	for _, variable := range tenants {
		if name, _, _ := strings.Cut(variable, "="); !slices.Contains(keep, name) {
			env = append(env, variable)
		}
	}
	return env, nil
}

// ofTenant are the variables of a tenant beside those that find it: they keep the
// provider inside, and have it wait for no replica where none is behind.
func ofTenant(t *tenant.Tenant) []string {
	variables := []string{t.Confinement()}
	if consistent := t.Consistency(); consistent != "" {
		variables = append(variables, consistent)
	}
	return variables
}

// confinement is set by the tenant, and always is.
const confinement = "M365_LOCAL_TENANT"

// leadsElsewhere tells whether a variable would outweigh the tenant's, or is a
// credential for something else. The secret that every tenant has is not.
func leadsElsewhere(name, value string, proxy bool) bool {
	switch {
	case slices.Contains(hostVariables, name), proxy && slices.Contains(proxyVariables, name):
		return true
	case value == tenant.SecretAppSecret:
		return false
	case slices.Contains(credentialVariables, name), slices.ContainsFunc(credentialPrefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) }):
		return true
	}
	return slices.ContainsFunc(settings.Table(), func(s settings.Setting) bool {
		if !s.Sensitive && !slices.Contains(credentialSettings, s.Name) {
			return false
		}
		return slices.Contains(s.Env, name) ||
			slices.ContainsFunc(s.More, func(more settings.Variables) bool { return slices.Contains(more.Env, name) })
	})
}

// credentialSettings are arguments of the provider that are no secrets and lead
// to one.
var credentialSettings = []string{
	"client_secret_file_path", "client_certificate_path", "oidc_token_file_path", "oidc_request_url", "federated_token_file_path",
}

// hostVariables are those by which clients recognise kinds of Azure hosts, and
// those that would outweigh what the tenant says of itself.
var hostVariables = []string{
	confinement, "M365_REPLICATION_LAG", "M365_CA_CERTIFICATE", "IDENTITY_ENDPOINT", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT", "IDENTITY_API_VERSION",
	"IMDS_ENDPOINT", "MSI_ENDPOINT", "MSI_SECRET", "ARM_MSI_ENDPOINT", "DEFAULT_IDENTITY_CLIENT_ID",
	"AZURE_KUBERNETES_TOKEN_PROXY", "AZURE_KUBERNETES_SNI_NAME", "AZURE_KUBERNETES_CA_FILE", "AZURE_KUBERNETES_CA_DATA",
}

// credentialVariables are credentials that this project's provider does not read
// and other programs for Azure do.
var credentialVariables = []string{
	"ARM_ACCESS_KEY", "ARM_SAS_TOKEN", "AZURE_USERNAME", "AZURE_PASSWORD", "AZURE_ACCESS_TOKEN",
	"AZURE_STORAGE_KEY", "AZURE_STORAGE_SAS_TOKEN", "AZURE_STORAGE_CONNECTION_STRING", "AZURE_DEVOPS_EXT_PAT",
	"AZURE_CREDENTIALS", "ACTIONS_RUNTIME_TOKEN",
}

// credentialPrefixes begin the variables by which pipelines hand out tokens.
var credentialPrefixes = []string{"ACTIONS_ID_TOKEN_", "SYSTEM_", "TFC_WORKLOAD_IDENTITY_TOKEN", "BITBUCKET_STEP_OIDC_TOKEN", "CIRCLE_OIDC_TOKEN", "SPACELIFT_OIDC_TOKEN", "CI_JOB_JWT"}

// proxyVariables lead away from Microsoft's own addresses, or from the
// application that the proxy signs the command in as.
var proxyVariables = []string{
	"M365_CLOUD", "M365_AUTHORITY_HOST", "M365_GRAPH_ENDPOINT", "M365_TOKEN_EXCHANGE_AUDIENCE", "M365_DISABLE_INSTANCE_DISCOVERY",
	"AZURE_AUTHORITY_HOST", "AZURE_TOKEN_CREDENTIALS",
	"ARM_CLIENT_ID_FILE_PATH", "ARM_USE_MSI", "ARM_USE_OIDC", "ARM_USE_CLI", "ARM_USE_AKS_WORKLOAD_IDENTITY",
	"ARM_METADATA_HOST", "ARM_METADATA_HOSTNAME", "ARM_MSGRAPH_ENDPOINT", "ALL_PROXY", "all_proxy",
}

// profiles makes empty profiles of Microsoft's tools in a new folder, and returns
// the variables that have the tools use them: nobody's own sign-ins are used or
// changed. Of those who keep HOME, Azure PowerShell has its usual profile.
func profiles(folder string, keep []string) ([]string, error) {
	env := []string{
		"AZURE_CONFIG_DIR=" + filepath.Join(folder, "azure"),
		"AZD_CONFIG_DIR=" + filepath.Join(folder, "azd"),
	}
	for _, variable := range env {
		if err := os.Mkdir(variable[strings.Index(variable, "=")+1:], 0o700); err != nil {
			return nil, fmt.Errorf("make a profile: %w", err)
		}
	}
	pwsh, _ := exec.LookPath("pwsh")
	if pwsh == "" || runtime.GOOS == "windows" || slices.Contains(keep, "HOME") {
		return env, nil
	}
	wrapper := filepath.Join(folder, "bin")
	if err := wrapPowerShell(wrapper, pwsh, filepath.Join(folder, "home")); err != nil {
		return nil, err
	}
	return append(env, "PATH="+wrapper+string(filepath.ListSeparator)+os.Getenv("PATH")), nil
}

// wrapPowerShell puts a program in front of PowerShell that gives it another home
// folder. Azure PowerShell keeps its sign-ins below that and can be told of no
// other place. Modules and settings are found where they are.
func wrapPowerShell(folder, pwsh, home string) error {
	script := fmt.Sprintf(`#!/bin/sh
export XDG_CONFIG_HOME="${XDG_CONFIG_HOME:-$HOME/.config}" XDG_DATA_HOME="${XDG_DATA_HOME:-$HOME/.local/share}" XDG_CACHE_HOME="${XDG_CACHE_HOME:-$HOME/.cache}"
if [ -z "$TF_CLI_CONFIG_FILE" ] && [ -e "$HOME/.terraformrc" ]; then export TF_CLI_CONFIG_FILE="$HOME/.terraformrc"; fi
HOME=%s exec %s "$@"
`, shellQuoted(home), shellQuoted(pwsh))
	for _, made := range []string{folder, home} {
		if err := os.Mkdir(made, 0o700); err != nil {
			return fmt.Errorf("make a profile of PowerShell: %w", err)
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "pwsh"), []byte(script), 0o700); err != nil { //nolint:gosec // it is to be run by its owner
		return fmt.Errorf("make a profile of PowerShell: %w", err)
	}
	return nil
}

// wrapped is the program that stands in front of a command, if one does.
func wrapped(folder, command string) string {
	wrapper := filepath.Join(folder, "bin", command)
	if info, err := os.Stat(wrapper); err == nil && info.Mode().IsRegular() && filepath.Base(command) == command {
		return wrapper
	}
	return command
}
