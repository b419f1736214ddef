// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "net/http"

// appService is the endpoint of App Service, Functions and Container Apps.
type appService struct {
	host *Host
	mux  *http.ServeMux
}

// AppService is the endpoint of App Service, Functions and Container Apps.
func (h *Host) AppService() Endpoint {
	e := &appService{host: h, mux: http.NewServeMux()}
	e.mux.HandleFunc("GET /msi/token", e.token)
	return e
}

// Env gives the endpoint's address and the header's value.
func (e *appService) Env(address string) []string {
	return []string{"IDENTITY_ENDPOINT=" + address + "/msi/token", "IDENTITY_HEADER=" + e.host.secret}
}

func (e *appService) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.mux.ServeHTTP(w, r) }

// appServiceError is the body of a refusal.
type appServiceError struct {
	StatusCode int    `json:"statusCode"`
	Message    string `json:"message"`
}

func (e *appService) token(w http.ResponseWriter, r *http.Request) {
	refuse := func(status int, message string) { writeJSON(w, status, appServiceError{status, message}) }
	q := r.URL.Query()
	s := selector{clientID: q.Get("client_id"), objectID: q.Get("object_id"), resourceID: q.Get("mi_res_id")}
	if s.objectID == "" {
		s.objectID = q.Get("principal_id")
	}
	switch {
	case !e.host.hasSecret(r, "X-IDENTITY-HEADER"):
		refuse(http.StatusUnauthorized, "The X-IDENTITY-HEADER header is missing or wrong.")
		return
	case q.Get("api-version") != "2019-08-01":
		refuse(http.StatusBadRequest, "UnsupportedApiVersion: use api-version 2019-08-01.")
		return
	case q.Get("resource") == "":
		refuse(http.StatusBadRequest, "The query parameter 'resource' is missing.")
		return
	}
	// Without a selector only the system-assigned identity is meant, even if
	// there is none and a single user-assigned one.
	id, err := e.host.choose(s)
	if err != nil {
		refuse(http.StatusBadRequest, "No managed identity found for the specified client id, principal id or resource id.")
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
		"not_before":   epoch(t.NotBefore),
		"resource":     q.Get("resource"),
		"token_type":   "Bearer",
	})
}
