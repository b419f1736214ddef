// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"fmt"
	"net/http"
	"time"
)

// Error is a refusal in Entra's terms.
type Error struct {
	// Code is the AADSTS number.
	Code int
	// OAuth is the error string of OAuth 2.0, such as "invalid_client".
	OAuth string
	// Status is the HTTP status that the refusal is sent with.
	Status int
	// Message says what is wrong.
	Message string
}

// Error gives the message as Entra's error_description begins.
func (e *Error) Error() string { return fmt.Sprintf("AADSTS%d: %s", e.Code, e.Message) }

// refusals lists the OAuth error string of each AADSTS number that the service uses.
var refusals = map[int]string{
	50011:   "invalid_request",
	50027:   "invalid_client",
	50049:   "invalid_instance",
	50034:   "invalid_grant",
	50057:   "invalid_grant",
	50059:   "invalid_request",
	50194:   "invalid_request",
	65001:   "invalid_grant",
	70000:   "invalid_grant",
	70003:   "unsupported_grant_type",
	70011:   "invalid_scope",
	70016:   "authorization_pending",
	70019:   "expired_token",
	70025:   "invalid_client",
	90002:   "invalid_request",
	90061:   "invalid_request",
	500011:  "invalid_resource",
	500112:  "invalid_grant",
	501481:  "invalid_grant",
	700016:  "unauthorized_client",
	700021:  "invalid_client",
	700023:  "invalid_client",
	700024:  "invalid_client",
	700025:  "invalid_client",
	700027:  "invalid_client",
	700082:  "invalid_grant",
	700211:  "invalid_client",
	700212:  "invalid_client",
	700213:  "invalid_client",
	700222:  "invalid_client",
	700229:  "invalid_client",
	900023:  "invalid_request",
	900144:  "invalid_request",
	900561:  "invalid_request",
	901002:  "invalid_request",
	1002012: "invalid_scope",
	7000112: "unauthorized_client",
	7000215: "invalid_client",
	7000218: "invalid_client",
	7000222: "invalid_client",
	7000229: "invalid_client",
	7002138: "invalid_client",
	9002313: "invalid_request",
}

// refuse makes the error for an AADSTS number of the table.
func refuse(code int, message string, args ...any) *Error {
	status := http.StatusBadRequest
	if refusals[code] == "invalid_client" {
		status = http.StatusUnauthorized
	}
	return &Error{Code: code, OAuth: refusals[code], Status: status, Message: fmt.Sprintf(message, args...)}
}

func missingParameter(name string) *Error {
	return refuse(900144, "The request body must contain the following parameter: '%s'.", name)
}

// errorReply is the body of a refusal.
type errorReply struct {
	Error         string `json:"error"`
	Description   string `json:"error_description"`
	Codes         []int  `json:"error_codes"`
	Timestamp     string `json:"timestamp"`
	TraceID       string `json:"trace_id"`
	CorrelationID string `json:"correlation_id"`
	URI           string `json:"error_uri"`
}

func (e *Error) reply(host, traceID, correlationID string, now time.Time) errorReply {
	timestamp := now.UTC().Format(time.DateTime) + "Z"
	return errorReply{
		Error:         e.OAuth,
		Description:   fmt.Sprintf("%v Trace ID: %s Correlation ID: %s Timestamp: %s", e, traceID, correlationID, timestamp),
		Codes:         []int{e.Code},
		Timestamp:     timestamp,
		TraceID:       traceID,
		CorrelationID: correlationID,
		URI:           fmt.Sprintf("https://%s/error?code=%d", host, e.Code),
	}
}
