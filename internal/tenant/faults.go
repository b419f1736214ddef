// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// Inject adds a fault to a running tenant. One whose pattern no request can match is
// refused.
func (t *Tenant) Inject(f fault.Fault) error {
	if err := possible(f.Pattern); err != nil {
		return err
	}
	return t.faults.Add(f)
}

// ClearFaults ends all faults.
func (t *Tenant) ClearFaults() { t.faults.Clear() }

// UnusedFaults are the faults that have hit no request so far.
func (t *Tenant) UnusedFaults() []fault.Fault { return t.faults.Unused() }

// newFaults makes the injector, with the faults of the options.
func (t *Tenant) newFaults() error {
	t.faults = fault.New(fault.Options{Seed: t.options.FaultSeed, Now: t.options.Now, Refuse: refuse, Snapshot: t.snapshot})
	for _, f := range t.options.Faults {
		if err := t.Inject(f); err != nil {
			return err
		}
	}
	return nil
}

// snapshot is Graph as it is now.
func (t *Tenant) snapshot() http.Handler { return t.graphOver(t.store.Clone()) }

// refuse answers as the service that the request was for.
func refuse(w http.ResponseWriter, r *http.Request, f fault.Fault) {
	var body any
	if isGraph(r.URL.Path) {
		code, message := graphWords(f)
		id := uuid.NewString()
		w.Header().Set("request-id", id)
		body = map[string]any{"error": map[string]any{"code": code, "message": message, "innerError": map[string]any{
			"date": time.Now().UTC().Format("2006-01-02T15:04:05"), "request-id": id, "client-request-id": r.Header.Get("client-request-id"),
		}}}
	} else {
		body = oauthError(f)
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(f.Status)
	_ = json.NewEncoder(w).Encode(body) // the client may be gone
}

// graphWords are Graph's code and message for a status, where the fault has none.
func graphWords(f fault.Fault) (code, message string) {
	words := map[int][2]string{
		http.StatusUnauthorized:        {"InvalidAuthenticationToken", "Access token has expired or is not yet valid."},
		http.StatusForbidden:           {"Authorization_RequestDenied", "Insufficient privileges to complete the operation."},
		http.StatusNotFound:            {"Request_ResourceNotFound", "Resource does not exist or one of its queried reference-property objects are not present."},
		http.StatusConflict:            {"Conflict", "The object is being changed by another request."},
		http.StatusTooManyRequests:     {"TooManyRequests", "Too many requests."},
		http.StatusInternalServerError: {"InternalServerError", "An internal server error occurred."},
		http.StatusBadGateway:          {"BadGateway", "The service received an invalid answer."},
		http.StatusServiceUnavailable:  {"ServiceUnavailable", "The service is temporarily unavailable."},
		http.StatusGatewayTimeout:      {"GatewayTimeout", "The service did not answer in time."},
	}[f.Status]
	code, message = "UnknownError", ""
	if words[0] != "" {
		code, message = words[0], words[1]
	}
	if f.Code != "" {
		code = f.Code
	}
	if f.Message != "" {
		message = f.Message
	}
	return code, message
}

var entraCode = regexp.MustCompile(`AADSTS(\d+)`)

// oauthError is the envelope of Entra and of identity endpoints.
func oauthError(f fault.Fault) map[string]any {
	code, message := f.Code, f.Message
	if code == "" {
		code = "temporarily_unavailable"
	}
	if message == "" {
		message = http.StatusText(f.Status)
	}
	codes := []int{}
	for _, match := range entraCode.FindAllStringSubmatch(message, -1) {
		if n, err := strconv.Atoi(match[1]); err == nil {
			codes = append(codes, n)
		}
	}
	return map[string]any{"error": code, "error_description": message, "error_codes": codes, "trace_id": uuid.NewString(), "correlation_id": uuid.NewString()}
}
