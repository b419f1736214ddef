// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"
)

// Error is what Graph answered when it did not do what was asked. All texts are
// free of control characters and tokens, and limited in length.
type Error struct {
	// Method and Path are what was sent; Path has the version but no query.
	Method, Path string
	// Status is the HTTP status.
	Status int
	// Code is the outer code, such as "Request_BadRequest". It may be empty:
	// some services give none, and gateways answer with pages of their own.
	Code string
	// Message is Graph's text, or what could be made of a page of a gateway.
	Message string
	// Target is the property that Graph blames; mostly empty.
	Target string
	// Details are further faults of the same request.
	Details []ErrorDetail
	// InnerCode is the innermost code; mostly empty.
	InnerCode string
	// RequestID is Graph's id of the request, ClientRequestID ours.
	RequestID, ClientRequestID string
	// ActivityID is Intune's id of the request.
	ActivityID string
	// Time is when Graph answered; zero if it did not say.
	Time time.Time
	// RetryAfter is how long Graph asks to wait; zero if it does not ask.
	RetryAfter time.Duration
	// Attempts is how often the request was sent.
	Attempts int

	// enveloped: the body is Graph's error object, not a gateway's page.
	enveloped bool
}

// ErrorDetail is one of several faults.
type ErrorDetail struct {
	Code, Message, Target string
}

// Error is one line.
func (e *Error) Error() string {
	text := e.Method + " " + e.Path + ": " + strings.TrimSuffix(e.answer(), ".")
	if e.RequestID != "" {
		text += ", request id " + e.RequestID
	}
	if e.Attempts > 1 {
		text += fmt.Sprintf(", %d attempts", e.Attempts)
	}
	return text
}

// Detail is several lines for a diagnostic: what was sent, what Graph answered,
// and the ids that Microsoft's support asks for.
func (e *Error) Detail() string {
	lines := []string{e.Method + " " + e.Path, e.answer()}
	for _, d := range e.Details {
		if d.Message != "" && d.Message != e.Message {
			lines = append(lines, strings.TrimPrefix(d.Target+": ", ": ")+d.Message)
		}
	}
	if e.RetryAfter > 0 {
		lines = append(lines, fmt.Sprintf("Graph asked to wait %s.", e.RetryAfter))
	}
	if e.Attempts > 1 {
		lines = append(lines, fmt.Sprintf("Sent %d times.", e.Attempts))
	}
	if e.RequestID != "" {
		lines = append(lines, "Request id: "+e.RequestID)
	}
	if e.ActivityID != "" && e.ActivityID != e.RequestID {
		lines = append(lines, "Activity id: "+e.ActivityID)
	}
	if !e.Time.IsZero() {
		lines = append(lines, "Time: "+e.Time.UTC().Format(time.RFC3339))
	}
	return strings.Join(lines, "\n")
}

func (e *Error) answer() string {
	name := e.Code
	if name == "" {
		name = http.StatusText(e.Status)
	}
	text := strings.TrimSpace(fmt.Sprintf("Graph answered %d %s", e.Status, name))
	if e.Message != "" {
		text += ": " + e.Message
	}
	return text
}

// Names tells whether Graph blames the property, which is given by Graph's name.
func (e *Error) Names(property string) bool {
	if top(e.Target) == property || quotes(e.Message, property) {
		return true
	}
	return slices.ContainsFunc(e.Details, func(d ErrorDetail) bool {
		return top(d.Target) == property || quotes(d.Message, property)
	})
}

// top is the first property of a target such as "passwordProfile/password".
func top(target string) string {
	if i := strings.IndexAny(target, "./"); i >= 0 {
		return target[:i]
	}
	return target
}

// quotes tells whether a message names the property in one of Graph's two
// ways: "property 'mailNickname' of" and "property userPrincipalName already".
func quotes(message, property string) bool {
	return strings.Contains(message, "'"+property+"'") || strings.Contains(message+" ", "property "+property+" ")
}

// hasCode looks for a code where Graph's services put it: outside, in a detail
// or innermost.
func (e *Error) hasCode(code string) bool {
	return e.Code == code || e.InnerCode == code ||
		slices.ContainsFunc(e.Details, func(d ErrorDetail) bool { return d.Code == code })
}

// IsNotFound tells whether Graph answered that there is no such object.
func IsNotFound(err error) bool {
	var answer *Error
	return errors.As(err, &answer) && answer.Status == http.StatusNotFound
}

// AmbiguousError says that a write failed in a way that leaves open whether
// Graph carried it out: the answer was lost, late or a gateway's. Look for the
// effect before sending the request again. It wraps the failure.
type AmbiguousError struct {
	cause error
}

// Ambiguous is the error of who stops waiting for a write that is under way.
func Ambiguous(cause error) error { return &AmbiguousError{cause: cause} }

func (e *AmbiguousError) Error() string {
	return e.cause.Error() + "; the change may have taken effect nevertheless"
}

// Unwrap returns the failure.
func (e *AmbiguousError) Unwrap() error { return e.cause }
