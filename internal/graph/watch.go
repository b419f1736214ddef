// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"net/http/httptrace"
	"sync/atomic"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// watchPolicy finds out whether a request that got no answer may have reached
// Graph.
type watchPolicy struct{}

// connectionError says that no answer came.
type connectionError struct {
	cause error
	// sent: some of the request may have reached Graph.
	sent bool
}

func (e *connectionError) Error() string { return e.cause.Error() }
func (e *connectionError) Unwrap() error { return e.cause }

func (p *watchPolicy) Do(req *policy.Request) (*http.Response, error) {
	ctx := req.Raw().Context()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	var sought, got atomic.Bool
	watched := req.WithContext(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { sought.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { got.Store(true) },
	}))
	resp, err := watched.Next()
	if resp != nil && ctx.Err() != nil {
		// azcore puts the context's error beside an answer that came in the
		// last moment; if it came whole, it is worth more.
		if _, cut := runtime.Payload(resp); cut == nil {
			err = nil
		}
	}
	if err != nil {
		// A transport that looked for a connection and got none sent nothing.
		return nil, &connectionError{cause: err, sent: got.Load() || !sought.Load()}
	}
	return resp, nil
}
