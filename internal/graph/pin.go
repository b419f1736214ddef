// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

// pinPolicy refuses requests to any host but Graph's. Next links come from
// answers: one that led elsewhere would carry the token away.
type pinPolicy struct {
	endpoint *url.URL
}

func (p *pinPolicy) Do(req *policy.Request) (*http.Response, error) {
	if !sameHost(p.endpoint, req.Raw().URL) {
		return nil, fmt.Errorf("refused to send the token to %s: Graph is at %s", origin(req.Raw().URL), p.endpoint)
	}
	return req.Next()
}

// sameHost compares scheme, host and port.
func sameHost(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && b.User == nil && strings.EqualFold(a.Hostname(), b.Hostname()) &&
		cmp.Or(a.Port(), "443") == cmp.Or(b.Port(), "443")
}

// origin is the part of a URL that holds no secrets.
func origin(u *url.URL) string {
	return clean(u.Scheme + "://" + u.Host)
}
