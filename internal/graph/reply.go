// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// Reply is a successful answer.
type Reply struct {
	// Status is the HTTP status: 2xx, or 404 for a DELETE that an earlier
	// attempt of unknown outcome had carried out.
	Status int
	// Header holds the headers, such as Location.
	Header http.Header
	// Body is the decoded JSON object, its numbers as [json.Number]; nil if the
	// answer has none.
	Body map[string]any
}

// newReply decodes an answer. A write whose answer cannot be read has happened
// nevertheless.
func newReply(req *policy.Request, resp *http.Response) (*Reply, error) {
	reply := &Reply{Status: resp.StatusCode, Header: resp.Header}
	if resp.StatusCode >= http.StatusMultipleChoices {
		return reply, nil
	}
	body, err := runtime.Payload(resp)
	if err == nil {
		reply.Body, err = decodeObject(body)
	}
	if err == nil {
		return reply, nil
	}
	err = fmt.Errorf("%s: Graph answered %d with a body that is not a JSON object: %w", title(req), resp.StatusCode, err)
	if operationOf(req).writes() {
		return nil, &AmbiguousError{cause: err}
	}
	return nil, err
}

// decodeObject decodes one JSON object; nothing at all is nil.
func decodeObject(data []byte) (map[string]any, error) {
	if len(bytes.TrimSpace(data)) == 0 {
		return nil, nil
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		return nil, err
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return nil, errors.New("data after its end")
	}
	return object, nil
}
