// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "net/http"

// azureML is the endpoint of Azure Machine Learning compute.
type azureML struct {
	host *Host
	mux  *http.ServeMux
}

// AzureML is the endpoint of Azure Machine Learning compute.
func (h *Host) AzureML() Endpoint {
	e := &azureML{host: h, mux: http.NewServeMux()}
	e.mux.HandleFunc("GET /MSI/token", e.token)
	return e
}

// Env gives address and secret and, if there is no system-assigned identity,
// the client id of the first user-assigned one: the compute's default.
func (e *azureML) Env(address string) []string {
	env := []string{"MSI_ENDPOINT=" + address + "/MSI/token", "MSI_SECRET=" + e.host.secret}
	if _, err := e.host.system(); err != nil && len(e.host.options.Identities) > 0 {
		env = append(env, "DEFAULT_IDENTITY_CLIENT_ID="+e.host.options.Identities[0].ClientID)
	}
	return env
}

func (e *azureML) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.mux.ServeHTTP(w, r) }

func (e *azureML) token(w http.ResponseWriter, r *http.Request) {
	refuse := func(status int, message string) { writeJSON(w, status, appServiceError{status, message}) }
	q := r.URL.Query()
	switch {
	case !e.host.hasSecret(r, "secret"):
		refuse(http.StatusUnauthorized, "The secret header is missing or wrong.")
		return
	case q.Get("api-version") != "2017-09-01":
		refuse(http.StatusBadRequest, "UnsupportedApiVersion: use api-version 2017-09-01.")
		return
	case q.Get("resource") == "":
		refuse(http.StatusBadRequest, "The query parameter 'resource' is missing.")
		return
	}
	id, err := e.host.choose(selector{clientID: q.Get("clientid")})
	if err != nil {
		refuse(http.StatusBadRequest, "No managed identity found for the specified client id.")
		return
	}
	t, err := e.host.token(id, q.Get("resource"))
	if err != nil {
		refuse(http.StatusBadRequest, err.Error())
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{
		"access_token": t.AccessToken,
		"client_id":    id.ClientID,
		"expires_on":   epoch(t.ExpiresOn),
		"resource":     q.Get("resource"),
		"token_type":   "Bearer",
	})
}
