// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
)

// maxBody is the largest body that Graph takes.
const maxBody = 4 << 20

// readBody decodes the JSON object of a request that has one.
func (c *call) readBody() error {
	if c.isMedia() {
		return nil // it is no JSON
	}
	data, err := io.ReadAll(http.MaxBytesReader(nil, c.request.Body, maxBody))
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return fail(http.StatusRequestEntityTooLarge, "RequestEntityTooLarge", "The request body is larger than 4 MB.")
	}
	if err != nil {
		return fail(http.StatusBadRequest, "BadRequest", "Unable to read the request body.")
	}
	if c.request.Method == http.MethodGet || c.request.Method == http.MethodDelete || len(bytes.TrimSpace(data)) == 0 {
		return nil
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	if err := decoder.Decode(&c.body); err != nil || c.body == nil {
		return malformed()
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return malformed()
	}
	return nil
}

func malformed() *failure {
	return fail(http.StatusBadRequest, "BadRequest", "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.")
}
