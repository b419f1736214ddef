// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "net/http"

// cloudShell is the endpoint of Azure Cloud Shell.
type cloudShell struct {
	host *Host
	mux  *http.ServeMux
}

// CloudShell is the endpoint of Azure Cloud Shell. Real ones hand out tokens of
// the user at the shell; this one has those of its default identity.
func (h *Host) CloudShell() Endpoint {
	e := &cloudShell{host: h, mux: http.NewServeMux()}
	e.mux.HandleFunc("POST /oauth2/token", e.token)
	return e
}

// Env gives the endpoint's address.
func (e *cloudShell) Env(address string) []string {
	return []string{"MSI_ENDPOINT=" + address + "/oauth2/token"}
}

func (e *cloudShell) ServeHTTP(w http.ResponseWriter, r *http.Request) { e.mux.ServeHTTP(w, r) }

func (e *cloudShell) token(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 64<<10)
	resource := r.PostFormValue("resource")
	switch {
	case !hasMetadataHeader(r):
		refuseWithCode(w, http.StatusBadRequest, "MetadataHeaderMissing", "Required metadata header not specified")
		return
	case resource == "":
		refuseWithCode(w, http.StatusBadRequest, "AudienceMissing", "The form field 'resource' is missing.")
		return
	}
	id, err := e.host.chooseOrOnly(selector{})
	if err != nil {
		refuseWithCode(w, http.StatusBadRequest, "IdentityNotFound", "Nobody is signed in to the shell.")
		return
	}
	t, err := e.host.token(id, resource)
	if err != nil {
		refuseWithCode(w, http.StatusBadRequest, "AudienceNotSupported", err.Error())
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{
		"access_token":  t.AccessToken,
		"expires_in":    e.host.secondsLeft(t),
		"expires_on":    epoch(t.ExpiresOn),
		"not_before":    epoch(t.NotBefore),
		"refresh_token": "",
		"resource":      resource,
		"token_type":    "Bearer",
	})
}
