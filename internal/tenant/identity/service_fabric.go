// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "net/http"

// serviceFabric is the endpoint of a Service Fabric application.
type serviceFabric struct {
	host       *Host
	mux        *http.ServeMux
	thumbprint string
}

// ServiceFabric is the endpoint of a Service Fabric application. It is to be
// served over TLS with the certificate whose SHA-1 thumbprint, in hexadecimal,
// is given: clients pin it.
func (h *Host) ServiceFabric(thumbprint string) Endpoint {
	e := &serviceFabric{host: h, mux: http.NewServeMux(), thumbprint: thumbprint}
	e.mux.HandleFunc("GET /metadata/identity/oauth2/token", e.token)
	return e
}

// Env gives address, header value and certificate thumbprint.
func (e *serviceFabric) Env(address string) []string {
	return []string{
		"IDENTITY_ENDPOINT=" + address + "/metadata/identity/oauth2/token",
		"IDENTITY_HEADER=" + e.host.secret,
		"IDENTITY_SERVER_THUMBPRINT=" + e.thumbprint,
		"IDENTITY_API_VERSION=2019-07-01-preview",
	}
}

func (e *serviceFabric) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.mux.ServeHTTP(w, r) }

func (e *serviceFabric) token(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	switch {
	case !e.host.hasSecret(r, "Secret"):
		refuseWithCode(w, http.StatusBadRequest, "SecretHeaderNotFound", "The Secret header is missing or wrong.")
		return
	case q.Get("api-version") != "2019-07-01-preview":
		refuseWithCode(w, http.StatusBadRequest, "InvalidApiVersion", "The api-version is missing or not supported.")
		return
	case q.Get("resource") == "":
		refuseWithCode(w, http.StatusBadRequest, "ArgumentNullOrEmpty", "The parameter 'resource' is missing.")
		return
	}
	// An application has one identity; requests cannot choose.
	id, err := e.host.chooseOrOnly(selector{})
	if err != nil {
		refuseWithCode(w, http.StatusNotFound, "ManagedIdentityNotFound", "No managed identity is assigned to the application.")
		return
	}
	t, err := e.host.token(id, q.Get("resource"))
	if err != nil {
		refuseWithCode(w, http.StatusBadRequest, "AuthenticationError", err.Error())
		return
	}
	writeJSON(w, http.StatusOK, map[string]any{
		"access_token": t.AccessToken,
		"expires_on":   t.ExpiresOn.Unix(),
		"resource":     q.Get("resource"),
		"token_type":   "Bearer",
	})
}

// refuseWithCode answers in the shape that Service Fabric and Cloud Shell share.
func refuseWithCode(w http.ResponseWriter, status int, code, message string) {
	writeJSON(w, status, map[string]any{"error": map[string]string{"code": code, "message": message}})
}
