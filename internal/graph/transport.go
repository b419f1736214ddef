// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"time"
)

const (
	maxReplyBytes = 64 << 20
	maxErrorBytes = 64 << 10
)

// errTooLarge says that an answer was too large to be read.
var errTooLarge = errors.New("the answer is larger than 64 MiB")

// transporter is the end of the pipeline. It follows no redirects, and bounds
// what is read.
type transporter struct {
	http.RoundTripper
}

func (t transporter) Do(req *http.Request) (*http.Response, error) {
	resp, err := t.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	if resp.StatusCode >= http.StatusMultipleChoices {
		resp.Body = body{io.LimitReader(resp.Body, maxErrorBytes), resp.Body}
	} else {
		resp.Body = body{&boundedReader{from: resp.Body, left: maxReplyBytes}, resp.Body}
	}
	return resp, nil
}

// body reads through one and closes another.
type body struct {
	io.Reader
	io.Closer
}

// boundedReader fails once more has been read than is allowed.
type boundedReader struct {
	from io.Reader
	left int
}

func (b *boundedReader) Read(p []byte) (int, error) {
	n, err := b.from.Read(p)
	if b.left -= n; b.left < 0 {
		return 0, errTooLarge
	}
	return n, err
}

// redirect is where an answer redirects to, without path and query; empty if it
// does not.
func redirect(resp *http.Response) string {
	if resp.StatusCode >= http.StatusBadRequest || resp.Header.Get("Location") == "" {
		return ""
	}
	target, err := resp.Location()
	if err != nil {
		return "an address that is not valid"
	}
	return origin(target)
}

// NewTransport is the default of [Options.Transport], with the authorities that it
// trusts, nil for those of the system. It notices dead connections: a request does
// not wait for an answer that cannot come.
func NewTransport(authorities *x509.CertPool) *http.Transport {
	dialer := &net.Dialer{Timeout: 15 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           dialer.DialContext,
		ForceAttemptHTTP2:     true,
		HTTP2:                 &http.HTTP2Config{SendPingTimeout: 15 * time.Second, PingTimeout: 15 * time.Second},
		TLSClientConfig:       &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: authorities},
		TLSHandshakeTimeout:   15 * time.Second,
		ResponseHeaderTimeout: 2 * time.Minute,
		IdleConnTimeout:       90 * time.Second,
		MaxIdleConnsPerHost:   32,
	}
}
