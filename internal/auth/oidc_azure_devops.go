// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"fmt"
	"net/http"
	"strings"
)

const pipelineToken = `Azure Pipelines gives its token to those steps only that ask for it:
  env:
    SYSTEM_ACCESSTOKEN: $(System.AccessToken)`

func oidcAzureDevOpsFaults(s Settings, environ func(string) string) []*SettingError {
	faults := append(s.applicationFaults(environ), s.requestURLFaults()...)
	faults = append(faults, s.required("oidc_request_url", s.OIDCRequestURL, "Azure Pipelines sets SYSTEM_OIDCREQUESTURI; elsewhere there is no such token.")...)
	if strings.HasPrefix(s.OIDCRequestToken, "$(") {
		s.OIDCRequestToken = "" // The name of a variable that the pipeline does not have.
	}
	faults = append(faults, s.required("oidc_request_token", s.OIDCRequestToken, pipelineToken)...)
	const where = "Azure DevOps shows it in the address of the connection's page, as resourceId."
	if id := s.ADOServiceConnectionID; id != "" && !isGUID(id) {
		return append(faults, s.fault("ado_service_connection_id", "Invalid ado_service_connection_id",
			fmt.Sprintf("%s is not a GUID. The connection's id is wanted, not its name. %s", described("ado_service_connection_id", id), where)))
	}
	return append(faults, s.required("ado_service_connection_id", s.ADOServiceConnectionID, where)...)
}

// openOIDCAzureDevOps asks for a new assertion at each exchange: those of Azure
// DevOps live for ten minutes.
func openOIDCAzureDevOps(s setup) (login, error) {
	l := login{warnings: s.strangerWarnings("Azure DevOps", ".dev.azure.com", ".visualstudio.com")}
	return s.federate(l, s.askForAssertion(assertionRequest{
		method: http.MethodPost, address: s.OIDCRequestURL, field: "oidcToken",
		query: map[string]string{"api-version": "7.1", "serviceConnectionId": s.ADOServiceConnectionID},
		// Without it a refused token is answered by a redirect to a page to sign in.
		header: map[string]string{"X-TFS-FedAuthRedirect": "Suppress"},
	}))
}
