// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"net/http"
	"net/url"
	"os"
)

// The variables by which AKS tells a pod of the proxy for its tokens. With identity
// bindings a pod does not reach Entra for the exchange, but this proxy, which has
// one federated credential for all of the cluster's pods.
const (
	tokenProxyVariable = "AZURE_KUBERNETES_TOKEN_PROXY" //nolint:gosec // it is a name, no credential
	tokenProxyName     = "AZURE_KUBERNETES_SNI_NAME"    //nolint:gosec // as above
	tokenProxyCAFile   = "AZURE_KUBERNETES_CA_FILE"     //nolint:gosec // as above
	tokenProxyCAData   = "AZURE_KUBERNETES_CA_DATA"     //nolint:gosec // as above
)

// tokenProxy carries what is meant for Entra to the proxy of AKS.
type tokenProxy struct {
	address *url.URL
	next    *http.Transport
}

// behindTokenProxy replaces the way to Entra where AKS has said so.
func (s setup) behindTokenProxy() (setup, error) {
	address := s.Environ(tokenProxyVariable)
	if address == "" {
		return s, nil
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return s, tokenProxyFault(describedAddress(address) + " must be an address such as \"https://host.example\", with a path or without.")
	}
	if b := boundaryOf(s.Environ); !b.holds(u, false) {
		return s, &SettingError{Summary: outsideTenant, Detail: b.refusal("The token proxy of AKS ("+tokenProxyVariable+") is", address)}
	}
	authorities, err := s.tokenProxyAuthorities()
	if err != nil {
		return s, err
	}
	transport := NewEntraTransport(authorities)
	transport.Proxy = nil // It is in the cluster.
	transport.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: authorities, ServerName: s.Environ(tokenProxyName)}
	s.Entra = tokenProxy{address: u, next: transport}
	return s, nil
}

// tokenProxyAuthorities are those that AKS names, or nil for the system's.
func (s setup) tokenProxyAuthorities() (*x509.CertPool, error) {
	file, data := s.Environ(tokenProxyCAFile), []byte(s.Environ(tokenProxyCAData))
	switch {
	case file != "" && len(data) > 0:
		return nil, tokenProxyFault("Only one of " + tokenProxyCAFile + " and " + tokenProxyCAData + " can name the authority.")
	case file != "":
		var err error
		if data, err = os.ReadFile(file); err != nil { //nolint:gosec // AKS names the file.
			return nil, tokenProxyFault(fmt.Sprintf("Cannot read the file in %s: %s.", tokenProxyCAFile, unreadable(file, err)))
		}
	case len(data) == 0:
		return nil, nil
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		return nil, tokenProxyFault("There is no certificate in what " + tokenProxyCAFile + " or " + tokenProxyCAData + " names.")
	}
	return pool, nil
}

func tokenProxyFault(text string) *SettingError {
	return &SettingError{Summary: "Cannot use the token proxy of AKS", Detail: text + " AKS sets these variables in pods with an identity binding. If they are left over from elsewhere, unset them:\n  unset " + tokenProxyVariable}
}

// RoundTrip sends a request to the proxy, with the path after the proxy's own.
func (p tokenProxy) RoundTrip(r *http.Request) (*http.Response, error) {
	moved := r.Clone(r.Context())
	moved.URL = p.address.JoinPath(r.URL.EscapedPath())
	moved.URL.RawQuery = r.URL.RawQuery
	moved.Host = ""
	return p.next.RoundTrip(moved)
}
