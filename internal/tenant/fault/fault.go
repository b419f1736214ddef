// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package fault makes a tenant misbehave as Microsoft's services do: slow,
// throttled, failing, with lost requests and lost replies, and with replicas that
// lag behind.
//
// A [Fault] says which requests it concerns and what happens to them; an
// [Injector] stands in front of a handler and applies faults. Which requests are
// hit is decided by counting and, where chance is asked for, by a seed, so that a
// run can be repeated.
package fault

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// Drop is when a connection is closed without an answer.
type Drop string

// The moments at which a connection can be lost.
const (
	Before Drop = "before" // the request takes no effect
	After  Drop = "after"  // the request has taken effect
)

// Fault is what happens to some requests. It has one effect, or none for Latency alone.
type Fault struct {
	// Pattern chooses requests as [http.ServeMux] does: "POST /v1.0/groups",
	// "/v1.0/users/{id}", "/" for all.
	Pattern string `json:"pattern"`
	// Skip is how many requests pass first.
	Skip int `json:"skip,omitempty"`
	// Times is how many requests are hit; 0 is no limit.
	Times int `json:"times,omitempty"`
	// Chance is the probability of a hit, 0 standing for 1.
	Chance float64 `json:"chance,omitempty"`
	// Latency delays the request, beside whatever else happens to it.
	Latency time.Duration `json:"latency,omitempty"`

	// Status, with Code and Message, is the answer in place of the real one.
	Status  int    `json:"status,omitempty"`
	Code    string `json:"code,omitempty"`
	Message string `json:"message,omitempty"`
	// RetryAfter is the header of the answer, in seconds; 0 is none.
	RetryAfter int `json:"retryAfter,omitempty"`
	// Challenge asks, with status 401, for a token with further claims.
	Challenge bool `json:"challenge,omitempty"`
	// Drop closes the connection.
	Drop Drop `json:"drop,omitempty"`
	// Hang leaves the request without an answer until the client gives up.
	Hang bool `json:"hang,omitempty"`
	// Limit answers 429 to more than so many requests in a Window.
	Limit  int           `json:"limit,omitempty"`
	Window time.Duration `json:"window,omitempty"`
	// Lag is how many requests about an object see the tenant as it was before
	// the object was written by a request of the pattern.
	Lag int `json:"lag,omitempty"`
}

// check refuses a fault that does not make sense.
func (f Fault) check() (err error) {
	defer func() {
		if reason := recover(); reason != nil { // ServeMux panics on a bad pattern
			err = fmt.Errorf("fault %q: the pattern is none: %v", f.Pattern, reason)
		}
	}()
	if f.Pattern == "" {
		return errors.New("fault: the pattern is missing; \"/\" is all requests")
	}
	http.NewServeMux().Handle(f.Pattern, http.NotFoundHandler())
	had := 0
	for _, e := range effects() {
		if e.of(f) {
			had++
		}
	}
	switch {
	case had > 1:
		return fmt.Errorf("fault %q: only one of %s can be set", f.Pattern, strings.Join(Effects(), ", "))
	case had == 0 && f.Latency == 0:
		return fmt.Errorf("fault %q: nothing would happen; set one of %s, latency", f.Pattern, strings.Join(Effects(), ", "))
	case f.Status != 0 && (f.Status < 400 || f.Status > 599):
		return fmt.Errorf("fault %q: the status %d is no failure; use 400 to 599", f.Pattern, f.Status)
	case f.Drop != "" && f.Drop != Before && f.Drop != After:
		return fmt.Errorf("fault %q: drop must be %q or %q", f.Pattern, Before, After)
	case f.Limit != 0 && f.Window <= 0:
		return fmt.Errorf("fault %q: a limit needs a window, such as window=10s", f.Pattern)
	case f.Skip < 0 || f.Times < 0 || f.Limit < 0 || f.Lag < 0 || f.Latency < 0 || f.RetryAfter < 0 || f.Chance < 0 || f.Chance > 1:
		return fmt.Errorf("fault %q: numbers must not be negative, and a chance is at most 1", f.Pattern)
	}
	return nil
}

// Parse reads a fault as it is written on a command line: a pattern, and [Words]
// such as status=503 times=2. The message comes last and goes on to the end.
func Parse(text string) (Fault, error) {
	rest, message, hasMessage := strings.Cut(text, " message=")
	var f Fault
	var pattern []string
	for _, word := range strings.Fields(rest) {
		name, value, _ := strings.Cut(word, "=")
		if f.Status == 0 && len(pattern) < 2 && !isWord(name) {
			pattern = append(pattern, word)
			continue
		}
		if err := f.set(name, value); err != nil {
			return Fault{}, fmt.Errorf("fault %q: %w", text, err)
		}
	}
	f.Pattern = strings.Join(pattern, " ")
	if hasMessage {
		f.Message = message
	}
	return f, f.check()
}
