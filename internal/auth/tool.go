// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import "strings"

// tool is a program of Microsoft's that a developer has signed in to.
type tool struct {
	name string
	// program is looked for on PATH.
	program string
	// install says where the tool comes from, signIn how to sign in to it, and
	// byHand how to get a token without Terraform.
	install, signIn, byHand string
	// signInElsewhere is signIn in another cloud than the public one.
	signInElsewhere string
	// unsigned are pieces of what it says when nobody is signed in, in lower case.
	unsigned []string
}

var (
	azureCLI = tool{
		name: "Azure CLI", program: "az", install: "https://aka.ms/azure-cli",
		signIn: "az login --tenant {tenant_id}", signInElsewhere: "az cloud set --name {tool_cloud}\n  az login --tenant {tenant_id}",
		byHand:   "Try the same by hand:\n  az account get-access-token --resource {graph} --query expiresOn",
		unsigned: []string{"az login"},
	}
	azureDeveloperCLI = tool{
		name: "Azure Developer CLI", program: "azd", install: "https://aka.ms/azd",
		signIn: "azd auth login --tenant-id {tenant_id}", signInElsewhere: "azd config set cloud.name {tool_cloud}\n  azd auth login --tenant-id {tenant_id}",
		byHand:   "See who is signed in:\n  azd auth login --check-status",
		unsigned: []string{"azd auth login", "not logged in"},
	}
	azurePowerShell = tool{
		name: "Azure PowerShell", program: "pwsh", install: "https://aka.ms/installazureps",
		signIn: "Connect-AzAccount -Tenant {tenant_id}", signInElsewhere: "Connect-AzAccount -Environment {tool_cloud} -Tenant {tenant_id}",
		byHand:   "Try the same by hand:\n  (Get-AzAccessToken -ResourceUrl {graph}).ExpiresOn",
		unsigned: []string{"connect-azaccount"},
	}
)

// in is the tool as it is used in a cloud: all but the public one have to be chosen
// before the sign-in.
func (t tool) in(c Cloud) tool {
	if c.toolName != "" {
		t.signIn = strings.ReplaceAll(t.signInElsewhere, "{tool_cloud}", c.toolName)
	}
	return t
}

// remedies explain what the tool answers. They come before those of Entra, whose
// errors it passes on.
func (t tool) remedies() []remedy {
	return []remedy{
		{
			texts:   []string{"tenant shouldn't be specified for managed identity", "tenant shouldn't be specified for msi"},
			setting: "auth_method",
			summary: t.name + " is signed in with a managed identity",
			advice:  `Use that identity without the tool: auth_method = "managed_identity" or M365_AUTH_METHOD=managed_identity.`,
		},
		{
			texts:   []string{"tenant shouldn't be specified for cloud shell"},
			setting: "tenant_id",
			summary: t.name + " of Cloud Shell takes no tenant",
			advice:  "Leave tenant_id and its variables out: Cloud Shell is signed in to one tenant.",
		},
		{
			codes: []int{500011, 50001, 650057, 90002, 90038, 900382, 900432}, when: inAnotherCloud,
			setting: "auth_method",
			summary: t.name + " is signed in to another cloud",
			advice:  "cloud is \"{cloud}\", and the tool asks the cloud that it was set to. Set it, and sign in there:\n  " + t.signIn,
		},
		{
			texts:   []string{"executable not found", "az.accounts module not found"},
			setting: "auth_method",
			summary: t.name + " is not installed",
			advice:  "No " + t.program + " was found on PATH, or no module Az.Accounts in it. Install it (" + t.install + "), then:\n  " + t.signIn,
		},
		{
			texts:   []string{"additional claims"},
			setting: "auth_method",
			summary: "Graph asks for a new sign-in with " + t.name,
			advice:  "Run the command above, then Terraform again.",
		},
		{
			codes: []int{700082, 700084, 50078, 50173}, setting: "auth_method",
			summary: "The sign-in of " + t.name + " has expired",
			advice:  "Sign in again:\n  " + t.signIn,
		},
		{
			texts: t.unsigned, when: nothingAnswered,
			setting: "auth_method",
			summary: t.name + " is not signed in",
			advice:  "Sign in:\n  " + t.signIn,
		},
		{
			texts:   []string{"deadline exceeded", "signal: killed"},
			summary: t.name + " did not answer in time",
			advice:  t.byHand,
		},
		{
			when:   nothingAnswered,
			advice: t.byHand + "\nTo sign in anew:\n  " + t.signIn,
		},
	}
}

func inAnotherCloud(s situation) bool { return s.cloud.toolName != "" }
