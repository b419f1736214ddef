// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"errors"
	"fmt"
	"net/http"
	"runtime/debug"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// recovered answers with status 500 where a handler panics, and reports the stack.
// Without it the client would see a lost connection and try again.
func (t *Tenant) recovered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := &begunWriter{ResponseWriter: w}
		defer func() {
			reason := recover()
			if reason == nil {
				return
			}
			if err, ok := reason.(error); ok && errors.Is(err, http.ErrAbortHandler) {
				panic(reason) // a connection that is to be dropped
			}
			t.report(fmt.Errorf("%s %s: panic: %v\n%s", r.Method, r.URL.Path, reason, debug.Stack()))
			if begun.begun {
				panic(http.ErrAbortHandler)
			}
			refuse(w, r, fault.Fault{Status: http.StatusInternalServerError, Message: fmt.Sprintf("The local tenant has a fault: %v. Its standard error has the stack.", reason)})
		}()
		next.ServeHTTP(begun, r)
	})
}

// begunWriter remembers whether an answer has begun.
type begunWriter struct {
	http.ResponseWriter
	begun bool
}

func (w *begunWriter) WriteHeader(status int) {
	w.begun = true
	w.ResponseWriter.WriteHeader(status)
}

func (w *begunWriter) Write(part []byte) (int, error) {
	w.begun = true
	return w.ResponseWriter.Write(part)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *begunWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
