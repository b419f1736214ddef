// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package tenanttest starts local tenants for tests, and makes them fail on purpose.
package tenanttest

import (
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

// signingKey is made once for all tenants of a test binary: to make one takes longer
// than most tests.
var signingKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

// Key is the key by which the tenants of a test binary sign tokens.
func Key(t testing.TB) *rsa.PrivateKey {
	t.Helper()
	key, err := signingKey()
	if err != nil {
		t.Fatal(err)
	}
	return key
}

// Start starts a tenant for a test, which it fails if that does not work, and
// closes the tenant when the test ends. Each change alters the options first. What
// goes wrong in the tenant itself fails the test, and so does a fault that is still
// there in the end and has hit nothing: such a test would prove nothing.
func Start(t testing.TB, changes ...func(*tenant.Options)) *tenant.Tenant {
	t.Helper()
	options := tenant.Options{SigningKey: Key(t), Errors: failing{t}}
	for _, change := range changes {
		change(&options)
	}
	started, err := tenant.New(options)
	if err != nil {
		t.Fatalf("start a local tenant: %v", err)
	}
	t.Cleanup(func() {
		if err := started.Close(); err != nil {
			t.Errorf("stop the local tenant: %v", err)
		}
		for _, unused := range started.UnusedFaults() {
			t.Errorf("no request came that the fault %q could hit", unused.Pattern)
		}
	})
	return started
}

// failing fails a test with what is written to it.
type failing struct{ testing.TB }

// Write fails the test.
func (f failing) Write(line []byte) (int, error) {
	f.Error(strings.TrimSpace(string(line)))
	return len(line), nil
}

// Transport trusts a tenant, for clients of a test. It reaches loopback only: a
// request that would leave this machine fails, and so does the test.
func Transport(tb testing.TB, of *tenant.Tenant) *http.Transport {
	tb.Helper()
	bundle, err := os.ReadFile(of.CertificateFile())
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
