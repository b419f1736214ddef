// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"os"
	"testing"
)

// Start starts a tenant for a test, which it fails if that does not work, and
// closes the tenant when the test ends. Each change alters the options first.
func Start(t testing.TB, changes ...func(*Options)) *Tenant {
	t.Helper()
	var options Options
	for _, change := range changes {
		change(&options)
	}
	tenant, err := New(options)
	if err != nil {
		t.Fatalf("start a local tenant: %v", err)
	}
	t.Cleanup(func() {
		if err := tenant.Close(); err != nil {
			t.Errorf("stop the local tenant: %v", err)
		}
	})
	return tenant
}

// Transport trusts the tenant, for clients of a test. It reaches loopback only: a
// request that would leave this machine fails, and so does the test.
func (t *Tenant) Transport(tb testing.TB) *http.Transport {
	tb.Helper()
	bundle, err := os.ReadFile(t.CertificateFile())
	if err != nil {
		tb.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(bundle)
	transport := &http.Transport{
		TLSClientConfig: &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12},
		DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			if target, err := netip.ParseAddrPort(address); err != nil || !target.Addr().IsLoopback() {
				tb.Errorf("a request would have left this machine for %s", address)
				return nil, errors.New("not loopback")
			}
			return (&net.Dialer{}).DialContext(ctx, network, address)
		},
	}
	tb.Cleanup(transport.CloseIdleConnections)
	return transport
}
