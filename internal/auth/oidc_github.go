// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

const gitHubPermission = `GitHub sets ACTIONS_ID_TOKEN_REQUEST_URL and ACTIONS_ID_TOKEN_REQUEST_TOKEN for jobs with these lines in the workflow:
  permissions:
    id-token: write
    contents: read`

// gitHubURL is the variable by which a job of GitHub Actions knows the address of
// its tokens. The general method reads it too: the protocol is the same.
const gitHubURL = "ACTIONS_ID_TOKEN_REQUEST_URL"

func oidcGitHubFaults(s Settings, environ func(string) string) []*SettingError {
	faults := append(s.applicationFaults(environ), s.requestURLFaults()...)
	faults = append(faults, s.required("oidc_request_url", s.OIDCRequestURL, gitHubPermission)...)
	return append(faults, s.required("oidc_request_token", s.OIDCRequestToken, gitHubPermission)...)
}

func openOIDCGitHub(s setup) (login, error) {
	l := login{warnings: s.strangerWarnings("GitHub", ".actions.githubusercontent.com", ".ghe.com")}
	return s.federate(l, s.askForAssertion(s.jobTokenRequest()))
}
