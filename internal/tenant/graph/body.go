// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
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
	if err := checkContentType(c.request.Header.Get("Content-Type")); err != nil {
		return err
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

// checkContentType refuses a body that does not say that it is JSON. Graph's users
// report both answers, from POST /groups and from sendMail.
func checkContentType(header string) error {
	if header == "" {
		return fail(http.StatusBadRequest, "BadRequest", "Write requests (excluding DELETE) must contain the Content-Type header declaration.")
	}
	if mediaType, _, err := mime.ParseMediaType(header); err != nil || mediaType != "application/json" {
		return fail(http.StatusUnsupportedMediaType, "RequestBodyRead",
			"A supported MIME type could not be found that matches the content type of the response. None of the supported type(s) 'application/json' matches the content type '%s'.", header)
	}
	return nil
}

func malformed() *failure {
	return fail(http.StatusBadRequest, "BadRequest", "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.")
}
