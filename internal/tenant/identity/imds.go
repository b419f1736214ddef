// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import (
	"errors"
	"net/http"
	"regexp"
	"strings"
)

// imds is the Instance Metadata Service of virtual machines, scale sets and
// Linux container groups. Real ones listen on 169.254.169.254.
type imds struct {
	host      *Host
	mux       *http.ServeMux
	container bool
}

// VirtualMachine is the metadata service of a virtual machine or scale set.
func (h *Host) VirtualMachine() Endpoint { return newIMDS(h, false) }

// ContainerInstance is the metadata service of a Linux container group.
func (h *Host) ContainerInstance() Endpoint { return newIMDS(h, true) }

func newIMDS(h *Host, container bool) *imds {
	e := &imds{host: h, mux: http.NewServeMux(), container: container}
	e.mux.HandleFunc("GET /metadata/identity/oauth2/token", e.token)
	e.mux.HandleFunc("GET /metadata/identity/oauth2/token/{$}", e.token) // as MSAL for JavaScript has it
	e.mux.HandleFunc("GET /metadata/instance", e.instance)
	e.mux.HandleFunc("GET /metadata/instance/compute", e.compute)
	return e
}

// Env is empty for virtual machines, since the service's address is the same on
// all of them. Linux container groups have variables that mislead programs which
// take them for signs of another host.
func (e *imds) Env(string) []string {
	if !e.container {
		return nil
	}
	return []string{"IDENTITY_HEADER=" + e.host.secret, "IDENTITY_SERVER_THUMBPRINT=" + strings.Repeat("0", 40), "IDENTITY_API_VERSION=2019-07-01-preview"}
}

func (e *imds) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Server", "IMDS/150.870.65.1854")
	e.mux.ServeHTTP(w, r)
}

// imdsError is the body of a refusal; every value is a string.
type imdsError struct {
	Error       string `json:"error"`
	Description string `json:"error_description"`
}

// token answers with a token whose numbers are strings too.
func (e *imds) token(w http.ResponseWriter, r *http.Request) {
	if refused := refusedByMetadataRules(r); refused != nil {
		writeJSON(w, http.StatusBadRequest, refused)
		return
	}
	q := r.URL.Query()
	resource := q.Get("resource")
	if resource == "" {
		writeJSON(w, http.StatusBadRequest, imdsError{"invalid_request", "Required query variable 'resource' is missing"})
		return
	}
	id, err := e.host.chooseOrOnly(metadataSelector(r))
	var t Token
	if err == nil {
		t, err = e.host.token(id, resource)
	}
	if err != nil {
		status, body := imdsRefusal(err)
		writeJSON(w, status, body)
		return
	}
	writeJSON(w, http.StatusOK, map[string]string{
		"access_token":   t.AccessToken,
		"client_id":      id.ClientID,
		"expires_in":     e.host.secondsLeft(t),
		"expires_on":     epoch(t.ExpiresOn),
		"ext_expires_in": e.host.secondsLeft(t),
		"not_before":     epoch(t.NotBefore),
		"resource":       resource,
		"token_type":     "Bearer",
	})
}

// metadataSelector reads the ways in which requests to the metadata service
// and to Azure Arc name an identity.
func metadataSelector(r *http.Request) selector {
	q := r.URL.Query()
	s := selector{clientID: q.Get("client_id"), objectID: q.Get("object_id"), resourceID: q.Get("msi_res_id")}
	if s.resourceID == "" {
		s.resourceID = q.Get("mi_res_id")
	}
	return s
}

func imdsRefusal(err error) (status int, body imdsError) {
	var refusal *Refusal
	switch {
	case errors.Is(err, errNotFound):
		return http.StatusBadRequest, imdsError{"invalid_request", "Identity not found"}
	case errors.Is(err, errSeveral):
		return http.StatusBadRequest, imdsError{"invalid_request", "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request"}
	case errors.As(err, &refusal):
		return http.StatusBadRequest, imdsError{refusal.Code, refusal.Description}
	default:
		return http.StatusInternalServerError, imdsError{"unknown", "Failed to retrieve token from the Active directory: " + err.Error()}
	}
}

// apiVersion is a date; the token endpoint began with 2018-02-01.
var apiVersion = regexp.MustCompile(`^20(1[89]|[2-9]\d)-\d\d-\d\d$`)

// refusedByMetadataRules applies the rules that keep forged and forwarded
// requests away from the metadata service.
func refusedByMetadataRules(r *http.Request) *imdsError {
	switch {
	case r.Header.Get("X-Forwarded-For") != "":
		return &imdsError{"bad_request_101", "Requests with an X-Forwarded-For header are not accepted"}
	case !hasMetadataHeader(r):
		return &imdsError{"bad_request_102", "Required metadata header not specified"}
	case r.URL.Query().Get("api-version") == "":
		return &imdsError{"invalid_request", "Required query variable 'api-version' is missing"}
	case !apiVersion.MatchString(r.URL.Query().Get("api-version")):
		return &imdsError{"invalid_request", "The query variable 'api-version' is not a supported version"}
	}
	return nil
}

// instance describes the machine.
func (e *imds) instance(w http.ResponseWriter, r *http.Request) {
	e.describe(w, r, func(compute any) any { return map[string]any{"compute": compute} })
}

func (e *imds) compute(w http.ResponseWriter, r *http.Request) {
	e.describe(w, r, func(compute any) any { return compute })
}

func (e *imds) describe(w http.ResponseWriter, r *http.Request, wrap func(any) any) {
	if refused := refusedByMetadataRules(r); refused != nil {
		writeJSON(w, http.StatusBadRequest, map[string]string{"error": "Bad request. " + refused.Description})
		return
	}
	writeJSON(w, http.StatusOK, wrap(map[string]any{
		"azEnvironment":     "AzurePublicCloud",
		"location":          e.host.options.Location,
		"name":              "terraform",
		"osType":            "Linux",
		"provider":          "Microsoft.Compute",
		"resourceGroupName": "local",
		"subscriptionId":    "00000000-0000-0000-0000-000000000000",
		"vmId":              "00000000-0000-4000-8000-000000000000",
	}))
}
