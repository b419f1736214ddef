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
		return append(faults, s.missingToken(environ))
	}
	if s.OIDCRequestURL != "" {
		faults = append(faults, s.required("oidc_request_token", s.OIDCRequestToken, "It is the bearer token for oidc_request_url.")...)
	}
	return faults
}

// missingToken tells where the platform at hand would have one.
func (s Settings) missingToken(environ func(string) string) *SettingError {
	detail := `auth_method = "oidc" needs a token that the app registration trusts: oidc_request_url with oidc_request_token, oidc_token_file_path, or oidc_token.`
	switch {
	case environ("SYSTEM_OIDCREQUESTURI") != "" || environ("TF_BUILD") != "":
		return s.fault("auth_method", "Missing oidc_token", detail+` This is a job of Azure Pipelines, which has a protocol of its own: auth_method = "oidc_azure_devops".`)
	case environ("GITHUB_ACTIONS") != "":
		return s.fault("auth_method", "Missing oidc_token", detail+` This is a job of GitHub Actions: auth_method = "oidc_github". `+gitHubPermission)
	case environ("AZURE_FEDERATED_TOKEN_FILE") != "":
		return s.fault("auth_method", "Missing oidc_token", detail+` This is a pod with a token in AZURE_FEDERATED_TOKEN_FILE: auth_method = "workload_identity".`)
	case s.OIDCTokenTag != "":
		return s.fault("oidc_token_tag", "Missing oidc_token", detail+" oidc_token_tag names a token of HCP Terraform that this run does not have. A workspace has TFC_WORKLOAD_IDENTITY_TOKEN_TAG by its variable TFC_WORKLOAD_IDENTITY_AUDIENCE_TAG.")
	case environ("TFC_RUN_ID") != "":
		detail += " HCP Terraform gives a run its token in TFC_WORKLOAD_IDENTITY_TOKEN where the workspace has the variable TFC_WORKLOAD_IDENTITY_AUDIENCE, such as api://AzureADTokenExchange."
	}
	return s.fault("oidc_token", "Missing oidc_token", detail)
}

// openOIDC prefers what gives a fresh token for each exchange, since an apply
// may outlast a single one.
func openOIDC(s setup) (login, error) {
	switch {
	case s.origin("oidc_request_url") == gitHubURL:
		return openOIDCGitHub(s)
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
