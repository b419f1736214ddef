// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"errors"
	"net/http"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
)

// management is Azure Resource Manager, as far as signing in with Azure's tools
// needs it: the tenant has no subscriptions.
func (t *Tenant) management() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /subscriptions", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, map[string]any{"value": []any{}, "count": map[string]any{"type": "Total", "value": 0}})
	})
	mux.HandleFunc("GET /tenants", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, map[string]any{"value": []any{map[string]any{
			"id": "/tenants/" + t.TenantID(), "tenantId": t.TenantID(), "displayName": "Contoso",
			"defaultDomain": t.Domain(), "tenantCategory": "Home", "domains": []any{t.Domain()},
		}}})
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		managementError(w, http.StatusNotFound, "NotFound", "The local tenant has no Azure resources: "+r.URL.Path+" is not there.")
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if code, message := t.managementRefusal(r.Header.Get("Authorization")); code != "" {
			w.Header().Set("WWW-Authenticate", `Bearer authorization_uri="https://login.microsoftonline.com/`+t.TenantID()+`", error="invalid_token"`)
			managementError(w, http.StatusUnauthorized, code, message)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// managementRefusal tells what is wrong with the authorization of a request, in
// the words of Azure Resource Manager.
func (t *Tenant) managementRefusal(authorization string) (code, message string) {
	bearer, ok := strings.CutPrefix(authorization, "Bearer ")
	if !ok {
		return "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing."
	}
	_, err := t.entra.VerifyFor(entra.ManagementAppID, bearer)
	switch {
	case err == nil:
		return "", ""
	case errors.Is(err, entra.ErrExpired):
		return "ExpiredAuthenticationToken", "The access token has expired or is not yet valid."
	case errors.Is(err, entra.ErrAudience):
		return "InvalidAuthenticationTokenAudience", "The access token has been obtained for wrong audience or resource. It should be for https://management.azure.com/."
	default:
		return "InvalidAuthenticationToken", "The access token is invalid."
	}
}

func managementError(w http.ResponseWriter, status int, code, message string) {
	writeJSON(w, status, map[string]any{"error": map[string]any{"code": code, "message": message}})
}
