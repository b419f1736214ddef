// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/streaming"
)

// maxRequestBytes is the largest request body that Graph takes.
const maxRequestBytes = 4 << 20

// Request is what to ask of Graph.
type Request struct {
	// Method is the HTTP method; default GET.
	Method string
	// Version is "v1.0" or "beta".
	Version string
	// Path begins with a slash and follows the version. Values in it must be
	// escaped with [url.PathEscape]. Empty segments, "." and ".." are refused.
	Path string
	// Query holds OData's options, such as "$select".
	Query url.Values
	// Header holds further headers, such as ConsistencyLevel. [Client.List]
	// repeats them for every page.
	Header http.Header
	// Body is sent as JSON, at most 4 MiB; nil sends no body.
	Body any
	// Together lets a GET travel in one batch with others that are asked for at the
	// same time. It is sent at once if there are none.
	Together bool
}

// operation is what the policies know about a request beyond its HTTP form.
type operation struct {
	payload []byte
	// once: sending it twice could do harm.
	once bool
	// attempt counts the attempts, from 1.
	attempt int
	// method is the HTTP method.
	method string
	// onlyReads: it changes nothing, whatever its method is.
	onlyReads bool
	// parts is for how many requests Graph counts it; limitedAs is the path, with the
	// version, that says whose.
	parts     int
	limitedAs string
}

// writes tells whether the request changes something.
func (o *operation) writes() bool { return !o.onlyReads && isWrite(o.method) }

// effective is the method by whose rules the request is repeated.
func (o *operation) effective() string {
	if o.onlyReads {
		return http.MethodGet
	}
	return o.method
}

func (r Request) method() string {
	if r.Method == "" {
		return http.MethodGet
	}
	return r.Method
}

// address is the URL of the request. It never leaves the root of the version.
func (r Request) address(endpoint *url.URL) (string, error) {
	refused := func(why string) (string, error) {
		return "", fmt.Errorf("%s %s: refused to send: %s", r.method(), clean("/"+r.Version+r.Path), why)
	}
	if r.Version != "v1.0" && r.Version != "beta" {
		return refused(`the version must be "v1.0" or "beta"`)
	}
	if !strings.HasPrefix(r.Path, "/") {
		return refused("the path must begin with a slash")
	}
	for segment := range strings.SplitSeq(r.Path[1:], "/") {
		if err := checkSegment(segment); err != nil {
			return refused(err.Error())
		}
	}
	u := *endpoint
	u.RawPath = "/" + r.Version + r.Path
	u.Path, _ = url.PathUnescape(u.RawPath) // checked with the segments
	if u.EscapedPath() != u.RawPath {
		return refused("the path is not escaped properly")
	}
	u.RawQuery = encodeQuery(r.Query)
	return u.String(), nil
}

// checkSegment refuses what a server could take for a step to another folder,
// even if it unescapes a second slash.
func checkSegment(segment string) error {
	name, err := url.PathUnescape(segment)
	if err != nil {
		return errors.New("the path is not escaped properly")
	}
	parts := strings.FieldsFunc(name, func(c rune) bool { return c == '/' || c == '\\' })
	if len(parts) == 0 {
		return errors.New("a segment of the path is empty")
	}
	if slices.Contains(parts, ".") || slices.Contains(parts, "..") {
		return errors.New("the path leaves its root")
	}
	return nil
}

// encodeQuery escapes a space as %20, which OData services read more reliably
// than a plus sign, and leaves the dollar signs of OData's options readable.
func encodeQuery(query url.Values) string {
	return strings.NewReplacer("+", "%20", "%24", "$").Replace(query.Encode())
}

// newRequest makes the request that goes through the pipeline.
func newRequest(ctx context.Context, r Request, address string) (*policy.Request, error) {
	req, err := runtime.NewRequest(ctx, r.method(), address)
	if err != nil {
		return nil, fmt.Errorf("refused to send a %s request: %w", clean(r.method()), bare(err))
	}
	for name, values := range r.Header {
		req.Raw().Header[http.CanonicalHeaderKey(name)] = values
	}
	req.Raw().Header.Set("Accept", "application/json")
	op := &operation{once: !isIdempotent(r.method()), method: r.method(), parts: 1, limitedAs: req.Raw().URL.Path}
	if r.Body != nil {
		if op.payload, err = json.Marshal(r.Body); err != nil {
			return nil, fmt.Errorf("%s: the body is not JSON: %w", title(req), err)
		}
		if len(op.payload) > maxRequestBytes {
			return nil, fmt.Errorf("%s: the body has %d bytes, Graph takes at most %d", title(req), len(op.payload), maxRequestBytes)
		}
		op.once = op.once || r.Method == http.MethodPatch && bytes.Contains(op.payload, []byte(`@odata.bind"`))
	}
	req.SetOperationValue(op)
	return req, nil
}

// operationOf returns what newRequest noted.
func operationOf(req *policy.Request) *operation {
	op := &operation{}
	req.OperationValue(&op)
	return op
}

// afresh returns a copy with a body of its own: the transport may still read
// the body of an attempt that has been answered early.
func afresh(req *policy.Request) (*policy.Request, error) {
	again := req.Clone(req.Raw().Context())
	payload := operationOf(req).payload
	if payload == nil {
		return again, nil
	}
	return again, again.SetBody(streaming.NopCloser(bytes.NewReader(payload)), "application/json")
}

// title names a request without its query.
func title(req *policy.Request) string {
	return req.Raw().Method + " " + clean(req.Raw().URL.EscapedPath())
}

// isWrite tells whether a method changes something.
func isWrite(method string) bool {
	return method != http.MethodGet && method != http.MethodHead
}

// isIdempotent tells whether sending a request twice has the effect of once.
func isIdempotent(method string) bool {
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPut, http.MethodPatch, http.MethodDelete:
		return true
	default:
		return false
	}
}

// bare strips the URL from an error of net/http: its query may hold secrets.
func bare(err error) error {
	var with *url.Error
	if errors.As(err, &with) {
		return with.Err
	}
	return err
}
