// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package doctor

import (
	"context"
	"net/http"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
)

// proxyVariables are those that Go's transports obey for https.
var proxyVariables = []string{"HTTPS_PROXY", "https_proxy", "NO_PROXY", "no_proxy"}

// showProxies tells which proxy stands before Entra and Graph. Identity
// endpoints are reached past any.
func (w *walk) showProxies(ctx context.Context, s *Step) error {
	if w.cloud.Name == "" {
		s.Status = NotReached
		return nil
	}
	for _, to := range []struct{ name, address string }{
		{"entra", w.cloud.AuthorityHost}, {"graph", w.cloud.GraphEndpoint}, {"oidc_request_url", w.settings.OIDCRequestURL},
	} {
		if to.address == "" {
			continue
		}
		proxy, err := w.proxyFor(ctx, to.address)
		if err != nil {
			s.Warnings = append(s.Warnings, "The address of the proxy for "+to.name+" cannot be understood. It stands in HTTPS_PROXY or https_proxy.")
			continue
		}
		s.fact(to.name, proxy)
	}
	if w.usesIdentity() {
		s.fact("identity_endpoint", "none, whatever the variables say")
	}
	for _, name := range proxyVariables {
		if w.Auth.Environ(name) != "" {
			s.fact("variable", name)
		}
	}
	return nil
}

// proxyFor is the proxy's address without its password.
func (w *walk) proxyFor(ctx context.Context, target string) (string, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, target, nil)
	if err != nil {
		return "", err
	}
	proxy, err := w.Proxy(r)
	if err != nil || proxy == nil {
		return "none", err
	}
	return auth.AddressShown(proxy.String()), nil
}
