// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import "net/http"

// oidcRemedies explain what an identity provider answers when it is asked for a
// token of the job.
var oidcRemedies = []remedy{
	{
		when: ofAzureDevOps, statuses: []int{http.StatusUnauthorized, http.StatusForbidden, http.StatusFound},
		setting: "oidc_request_token",
		summary: "Azure DevOps does not accept the pipeline's token",
		advice:  "The token of another job does not count, nor does a personal one. " + pipelineToken,
	},
	{
		when: ofAzureDevOps, statuses: []int{http.StatusBadRequest, http.StatusNotFound},
		setting: "ado_service_connection_id",
		summary: "Azure DevOps does not know the service connection",
		advice:  "The connection must be in the project that the pipeline runs in, use workload identity federation, and allow this pipeline (its page, Security, or the approval that the run waits for).",
	},
	{
		when: ofGitHub, statuses: []int{http.StatusUnauthorized, http.StatusForbidden},
		setting: "oidc_request_token",
		summary: "GitHub does not accept the job's token",
		advice:  "The token is good while its job runs and for that job only. " + gitHubPermission,
	},
	{
		statuses: []int{http.StatusUnauthorized, http.StatusForbidden},
		setting:  "oidc_request_token",
		advice:   "The provider at oidc_request_url does not accept oidc_request_token. It is mostly good for one job and a short time.",
	},
	{
		statuses: []int{http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect},
		setting:  "oidc_request_url",
		advice:   "The provider redirects the request, which was not followed: the token would go where nobody sent it. Set oidc_request_url to the address itself.",
	},
	{
		when: serverFailure, setting: "oidc_request_url",
		advice: "The provider failed. The request has been repeated. " + rerun,
	},
	{
		texts: []string{"the answer"}, setting: "oidc_request_url",
		advice: "What answers at oidc_request_url does not speak the protocol. For GitHub Actions use auth_method = \"oidc_github\", for Azure DevOps \"oidc_azure_devops\".",
	},
	{
		when: nothingAnswered, setting: "oidc_request_url",
		summary: "Cannot reach the identity provider",
		advice:  "Check oidc_request_url, the network and the proxy (HTTPS_PROXY, NO_PROXY).",
	},
}

func ofGitHub(s situation) bool { return s.Method == "oidc_github" }

func ofAzureDevOps(s situation) bool { return s.Method == "oidc_azure_devops" }
