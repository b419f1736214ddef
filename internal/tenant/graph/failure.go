// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"errors"
	"fmt"
	"net/http"
)

// failure is a refusal in Graph's envelope.
type failure struct {
	status  int
	code    string
	message string
	details []detail
	// challenge is for the WWW-Authenticate header of a 401.
	challenge string
}

// detail is one of several faults of a request.
type detail struct {
	Code    string `json:"code"`
	Message string `json:"message"`
	Target  string `json:"target,omitempty"`
}

func (f *failure) Error() string { return fmt.Sprintf("%d %s: %s", f.status, f.code, f.message) }

func fail(status int, code, format string, args ...any) *failure {
	return &failure{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

// asFailure makes an internal error of whatever is not a refusal.
func asFailure(err error) *failure {
	var f *failure
	if errors.As(err, &f) {
		return f
	}
	return fail(http.StatusInternalServerError, "InternalServerError", "%s", err)
}

func badRequest(format string, args ...any) *failure {
	return fail(http.StatusBadRequest, "Request_BadRequest", format, args...)
}

func unsupportedQuery(format string, args ...any) *failure {
	return fail(http.StatusBadRequest, "Request_UnsupportedQuery", format, args...)
}

func missing(id string) *failure {
	return fail(http.StatusNotFound, "Request_ResourceNotFound",
		"Resource '%s' does not exist or one of its queried reference-property objects are not present.", id)
}

func methodNotAllowed() *failure {
	return fail(http.StatusMethodNotAllowed, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.")
}

// conflict is the directory's answer to a value that must be unique and is not.
func conflict(property, typeName, id string) *failure {
	f := badRequest("Another object with the same value for property %s already exists.", property)
	if property != "userPrincipalName" && property != "proxyAddresses" {
		f.message = "A conflicting object with one or more of the specified property values is present in the directory."
	}
	f.details = []detail{
		{Code: "ObjectConflict", Message: f.message, Target: property},
		{Code: "ConflictingObjects", Message: fmt.Sprintf("Conflicting objects: %s_%s", typeName, id), Target: id},
	}
	return f
}

func sameKey(format string, args ...any) *failure {
	return fail(http.StatusConflict, "Request_MultipleObjectsWithSameKeyValue", format, args...)
}

func invalidValue(property, resource string) *failure {
	f := badRequest("Invalid value specified for property '%s' of resource '%s'.", property, resource)
	f.details = []detail{{Code: "InvalidValue", Message: f.message, Target: property}}
	return f
}
