// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"os"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
)

// patience is how long a client may take to send a body.
const patience = 30 * time.Second

// receivedBody is a body that has come in whole.
type receivedBody struct {
	io.Reader
	content []byte
}

// Close does nothing: the body has been read.
func (*receivedBody) Close() error { return nil }

// received reads the body of a request before anything else happens, so that a
// client that stalls while it sends keeps nobody waiting. Of a body that is larger
// than Graph takes the rest stays for the handler to refuse.
func received(next http.Handler, patience time.Duration) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Body == nil || r.Body == http.NoBody {
			next.ServeHTTP(w, r)
			return
		}
		connection := http.NewResponseController(w)
		_ = connection.SetReadDeadline(time.Now().Add(patience)) // it may be no connection
		head, err := io.ReadAll(io.LimitReader(r.Body, maxReceived+1))
		switch {
		case errors.Is(err, os.ErrDeadlineExceeded):
			w.Header().Set("Connection", "close")
			refuse(w, r, fault.Fault{Status: http.StatusRequestTimeout, Code: "RequestTimeout", Message: "The request body did not come in time."})
			return
		case err != nil:
			panic(http.ErrAbortHandler) // the client has gone
		case len(head) > maxReceived:
			r.Body = struct {
				io.Reader
				io.Closer
			}{io.MultiReader(bytes.NewReader(head), r.Body), r.Body}
		default:
			_ = connection.SetReadDeadline(time.Time{}) // as above
			r.Body = &receivedBody{bytes.NewReader(head), head}
		}
		next.ServeHTTP(w, r)
	})
}
