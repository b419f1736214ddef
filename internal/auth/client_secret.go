// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

func clientSecretFaults(s Settings, environ func(string) string) []*SettingError {
	faults := s.applicationFaults(environ)
	if s.ClientSecretFilePath == "" {
		faults = append(faults, s.required("client_secret", s.ClientSecret, "Set M365_CLIENT_SECRET to the value of a secret of the app registration, not to the secret's id.")...)
	}
	return faults
}

func openClientSecret(s setup) (login, error) {
	sdk, err := azidentity.NewClientSecretCredential(s.TenantID, s.ClientID, s.ClientSecret, &azidentity.ClientSecretCredentialOptions{
		ClientOptions:              s.entraOptions(),
		AdditionallyAllowedTenants: s.AdditionallyAllowedTenants,
		DisableInstanceDiscovery:   !usesInstanceDiscovery(s.Settings),
	})
	if err != nil {
		return login{}, s.entraError(err, claims{})
	}
	return login{credential: entraCredential{setup: s, sdk: sdk}, keepsTokens: true}, nil
}

// entraCredential explains the errors of a credential that talks to Entra only.
type entraCredential struct {
	setup
	sdk azcore.TokenCredential
}

func (e entraCredential) GetToken(ctx context.Context, tro policy.TokenRequestOptions) (azcore.AccessToken, error) {
	token, err := e.sdk.GetToken(ctx, tro)
	if err != nil {
		return azcore.AccessToken{}, e.entraError(err, claims{})
	}
	return token, nil
}
