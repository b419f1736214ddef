// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "net/http"

// WindowsContainerPort is the port of the endpoint of Windows container groups, by
// which clients tell them from other hosts with the same variables.
const WindowsContainerPort = "2377"

// windowsContainer is the endpoint of a Windows container group of Container
// Instances, which has no metadata service. Microsoft documents how to ask for a
// token; the bodies of refusals are a guess, those of the metadata service.
type windowsContainer struct {
	host *Host
	mux  *http.ServeMux
}

// WindowsContainer is the endpoint of a Windows container group. It is to be served
// on [WindowsContainerPort].
func (h *Host) WindowsContainer() Endpoint {
	e := &windowsContainer{host: h, mux: http.NewServeMux()}
	e.mux.HandleFunc("GET /metadata/identity/oauth2/token", e.token)
	return e
}

// Env gives the endpoint's address, which holds the version, and the header's value.
func (e *windowsContainer) Env(address string) []string {
	return []string{"IDENTITY_ENDPOINT=" + address + "/metadata/identity/oauth2/token?api-version=1.0", "IDENTITY_HEADER=" + e.host.secret}
}

func (e *windowsContainer) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.mux.ServeHTTP(w, r) }

func (e *windowsContainer) token(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	switch {
	case !e.host.hasSecret(r, "secret"):
		writeJSON(w, http.StatusUnauthorized, imdsError{"unauthorized", "The secret header is missing or wrong."})
		return
	case q.Get("api-version") != "1.0":
		writeJSON(w, http.StatusBadRequest, imdsError{"invalid_request", "The query variable 'api-version' is not a supported version"})
		return
	case q.Get("resource") == "":
		writeJSON(w, http.StatusBadRequest, imdsError{"invalid_request", "Required query variable 'resource' is missing"})
		return
	}
	// A user-assigned identity is named by its principal id, and only so.
	id, err := e.host.choose(selector{objectID: q.Get("principalId")})
	var t Token
	if err == nil {
		t, err = e.host.token(id, q.Get("resource"))
	}
	if err != nil {
		status, body := imdsRefusal(err)
		writeJSON(w, status, body)
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{
		"access_token": t.AccessToken,
		"expires_on":   epoch(t.ExpiresOn),
		"resource":     q.Get("resource"),
		"token_type":   "Bearer",
	})
}
