// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import "github.com/Azure/azure-sdk-for-go/sdk/azidentity"

func openAzurePowerShell(s setup) (login, error) {
	sdk, err := azidentity.NewAzurePowerShellCredential(&azidentity.AzurePowerShellCredentialOptions{
		TenantID: s.TenantID, AdditionallyAllowedTenants: s.AdditionallyAllowedTenants,
	})
	if err != nil {
		return login{}, s.toolError(err, azurePowerShell)
	}
	return login{credential: toolCredential{setup: s, tool: azurePowerShell, sdk: sdk}}, nil
}
