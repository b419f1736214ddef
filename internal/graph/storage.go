// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
)

// StorageError is what Azure Storage answered to an upload.
type StorageError struct {
	// Status is the answer's, and Code Azure Storage's word for what is wrong.
	Status int
	Code   string
}

func (e *StorageError) Error() string {
	return fmt.Sprintf("Azure Storage answered %d %s", e.Status, e.Code)
}

// Store puts content at an address in Azure Storage that Graph has named. The address
// holds a signature: no token goes there, and no error tells it. It is sent once.
func (c *Client) Store(ctx context.Context, address *url.URL, header http.Header, content []byte) error {
	if address.Scheme != "https" || address.Host == "" {
		return fmt.Errorf("refused to upload to %s: only https is safe", origin(address))
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPut, address.String(), bytes.NewReader(content))
	if err != nil {
		return fmt.Errorf("upload to %s: the address is not valid", origin(address))
	}
	for name, values := range header {
		request.Header[name] = values
	}
	reply, err := c.storage.Do(request)
	if err != nil {
		return fmt.Errorf("upload to %s: %w", origin(address), withoutAddress(err))
	}
	defer reply.Body.Close()                                              //nolint:errcheck // nothing of it counts
	_, _ = io.Copy(io.Discard, io.LimitReader(reply.Body, maxErrorBytes)) // so that the connection can be used again
	if reply.StatusCode < http.StatusOK || reply.StatusCode >= http.StatusMultipleChoices {
		return &StorageError{Status: reply.StatusCode, Code: clean(reply.Header.Get("X-Ms-Error-Code"))}
	}
	return nil
}

// withoutAddress is the cause of a failure, without the address that failed.
func withoutAddress(err error) error {
	if failed, ok := err.(*url.Error); ok { //nolint:errorlint // it is the outermost
		return failed.Err
	}
	return err
}
