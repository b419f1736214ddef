// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import "github.com/Azure/azure-sdk-for-go/sdk/azidentity"

func openAzureDeveloperCLI(s setup) (login, error) {
	sdk, err := azidentity.NewAzureDeveloperCLICredential(&azidentity.AzureDeveloperCLICredentialOptions{
		TenantID: s.TenantID, AdditionallyAllowedTenants: s.AdditionallyAllowedTenants,
	})
	if err != nil {
		return login{}, s.toolError(err, azureDeveloperCLI)
	}
	return login{credential: toolCredential{setup: s, tool: azureDeveloperCLI, sdk: sdk}}, nil
}
