// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"cmp"
	"context"
	"net/http"
)

func oidcFaults(s Settings, environ func(string) string) []*SettingError {
	faults := append(s.applicationFaults(environ), s.requestURLFaults()...)
	if cmp.Or(s.OIDCRequestURL, s.OIDCTokenFilePath, s.OIDCToken) == "" {
		return append(faults, s.fault("oidc_token", "Missing oidc_token",
			`auth_method = "oidc" needs a token that the app registration trusts: oidc_request_url with oidc_request_token, oidc_token_file_path, or oidc_token.`))
	}
	if s.OIDCRequestURL != "" {
		faults = append(faults, s.required("oidc_request_token", s.OIDCRequestToken, "It is the bearer token for oidc_request_url.")...)
	}
	return faults
}

// openOIDC prefers what gives a fresh token for each exchange, since an apply
// may outlast a single one.
func openOIDC(s setup) (login, error) {
	switch {
	case s.OIDCRequestURL != "":
		return s.federate(login{}, s.askForAssertion(s.jobTokenRequest()))
	case s.OIDCTokenFilePath != "":
		return s.federate(login{}, s.assertionFile("oidc_token_file_path", s.OIDCTokenFilePath))
	default:
		return s.federate(login{}, func(context.Context) (string, error) { return s.OIDCToken, nil })
	}
}

// jobTokenRequest is the protocol of GitHub Actions, which others have taken over.
func (s setup) jobTokenRequest() assertionRequest {
	return assertionRequest{
		method: http.MethodGet, address: s.OIDCRequestURL, field: "value",
		query: map[string]string{"audience": cmp.Or(s.OIDCAudience, s.cloud.ExchangeAudience)},
	}
}
