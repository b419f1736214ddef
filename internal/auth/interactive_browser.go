// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"fmt"
	"net/url"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

func interactiveBrowserFaults(s Settings, environ func(string) string) []*SettingError {
	faults := s.applicationFaults(environ)
	u, err := url.Parse(s.RedirectURL)
	if s.RedirectURL != "" && (err != nil || u.Scheme != "http" || !isLoopback(u.Hostname())) {
		faults = append(faults, s.fault("redirect_url", "Invalid redirect_url",
			fmt.Sprintf("%s must be http://localhost, with a port or without, as the app registration lists it under \"Mobile and desktop applications\".", described("redirect_url", s.RedirectURL))))
	}
	return faults
}

func openInteractiveBrowser(s setup) (login, error) {
	if fault := s.unattended(); fault != nil {
		return login{}, fault
	}
	kept, err := s.persistence()
	if err != nil {
		return login{}, err
	}
	sdk, err := azidentity.NewInteractiveBrowserCredential(&azidentity.InteractiveBrowserCredentialOptions{
		ClientOptions:              s.entraOptions(),
		AdditionallyAllowedTenants: s.AdditionallyAllowedTenants,
		DisableInstanceDiscovery:   !usesInstanceDiscovery(s.Settings),
		Cache:                      kept.tokens, AuthenticationRecord: kept.record, DisableAutomaticAuthentication: kept.file != "",
		TenantID:    s.TenantID,
		ClientID:    s.ClientID,
		RedirectURL: s.RedirectURL,
	})
	if err != nil {
		return login{}, s.entraError(err, claims{})
	}
	return login{credential: entraCredential{setup: s, sdk: kept.outlasting(s, sdk)}, keepsTokens: true, interactive: true}, nil
}
