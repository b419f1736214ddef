// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
)

// TestTheDefaultTransportGivesUp where the other side says nothing: a request without a
// limit of its own ends.
func TestTheDefaultTransportGivesUp(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{"http://graph.example/": "timeout awaiting response headers", "https://graph.example/": "TLS handshake timeout"} {
		synctest.Test(t, func(t *testing.T) {
			transport := NewTransport(nil)
			transport.Proxy = nil
			near, far := net.Pipe()
			transport.DialContext = func(context.Context, string, string) (net.Conn, error) { return near, nil }
			go func() { _, _ = io.Copy(io.Discard, far) }()
			defer func() { _ = far.Close() }()
			req, err := http.NewRequestWithContext(context.WithoutCancel(t.Context()), http.MethodGet, address, nil)
			if err != nil {
				t.Fatal(err)
			}
			resp, err := transport.RoundTrip(req)
			if err == nil {
				_ = resp.Body.Close()
			}
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: got %v, want an error that says %q", address, err, want)
			}
		})
	}
}

func TestDefaultTransportSpeaksHTTP2(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Protocol", r.Proto)
	}))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	transport := NewTransport(nil)
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	transport.TLSClientConfig = &tls.Config{RootCAs: roots, MinVersion: tls.VersionTLS12}
	t.Cleanup(transport.CloseIdleConnections)

	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := transport.RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	if got := resp.Header.Get("X-Protocol"); got != "HTTP/2.0" {
		t.Errorf("the transport speaks %s, want HTTP/2.0 as Graph does", got)
	}
}
