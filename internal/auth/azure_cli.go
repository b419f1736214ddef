// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// azTimeout ends one run of az, which takes seconds on a slow machine.
const azTimeout = 30 * time.Second

// azureCLIFaults finds none: the CLI holds all that it needs.
func azureCLIFaults(Settings, func(string) string) []*SettingError { return nil }

func openAzureCLI(s setup) (login, error) {
	sdk, err := azidentity.NewAzureCLICredential(&azidentity.AzureCLICredentialOptions{TenantID: s.TenantID})
	if err != nil {
		return login{}, s.cliError(err)
	}
	return login{credential: cliCredential{setup: s, sdk: sdk}}, nil
}

// cliCredential asks az for tokens.
type cliCredential struct {
	setup
	sdk azcore.TokenCredential
}

func (c cliCredential) GetToken(ctx context.Context, tro policy.TokenRequestOptions) (azcore.AccessToken, error) {
	ctx, cancel := context.WithTimeout(ctx, azTimeout)
	defer cancel()
	token, err := c.sdk.GetToken(ctx, tro)
	if err != nil {
		return azcore.AccessToken{}, c.cliError(err)
	}
	return token, nil
}
