// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"crypto/x509"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestAServerThatIsNotTrustedIsAskedOnce(t *testing.T) {
	t.Parallel()
	w := secretWorld(t)
	var sent atomic.Int32
	distrusting := guarded(t, nil)
	w.options.Entra = roundTrip(func(r *http.Request) (*http.Response, error) {
		sent.Add(1)
		return distrusting.RoundTrip(r)
	})
	if e := w.refused(); !strings.Contains(e.Error(), "SSL_CERT_FILE") || sent.Load() != 1 {
		t.Errorf("%d requests, want 1, and an error that names SSL_CERT_FILE:\n%s", sent.Load(), e)
	}
}

// TestEntraIsAskedByHTTP2, which Go gives up for a transport that dials by itself unless
// it is told to go on.
func TestEntraIsAskedByHTTP2(t *testing.T) {
	t.Parallel()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Proto) }))
	server.EnableHTTP2 = true
	server.StartTLS()
	t.Cleanup(server.Close)
	trusted := x509.NewCertPool()
	trusted.AddCert(server.Certificate())
	transport := NewEntraTransport(trusted)
	t.Cleanup(transport.CloseIdleConnections)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := transport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close() //nolint:errcheck // nothing was written
	if resp.ProtoMajor != 2 {
		t.Errorf("it is asked by %s", resp.Proto)
	}
}

// TestARequestThatNobodyAnswers ends with its time.
func TestARequestThatNobodyAnswers(t *testing.T) {
	t.Parallel()
	bounded := false
	c := client(roundTrip(func(r *http.Request) (*http.Response, error) {
		_, bounded = r.Context().Deadline()
		return nil, errors.New("no answer")
	}), time.Minute)
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1:1", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := c.Do(request)
	if err == nil {
		_ = resp.Body.Close()
	}
	if err == nil || !bounded {
		t.Errorf("the request has no end: %v", err)
	}
}
