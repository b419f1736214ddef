// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/google/uuid"
)

// clientRequestID is the header with our id of a request.
const clientRequestID = "client-request-id"

// identifyPolicy names the program and the request. It stands before the retry
// policy: all attempts of one request have the same client-request-id, so that
// Microsoft's support finds them together; Graph's request-id tells them apart.
type identifyPolicy struct {
	userAgent string
}

func (p *identifyPolicy) Do(req *policy.Request) (*http.Response, error) {
	req.Raw().Header.Set(clientRequestID, uuid.NewString())
	if p.userAgent != "" {
		req.Raw().Header.Set("User-Agent", p.userAgent)
	}
	return req.Next()
}
