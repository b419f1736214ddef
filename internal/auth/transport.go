// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"
)

// entraTimeout ends one request to Entra; azcore then repeats it.
const entraTimeout = 30 * time.Second

// NewEntraTransport is the default of Options.Entra, for those who watch what it
// carries. It obeys the proxy variables and compresses nothing: proxies have made
// token requests unreadable that way. It trusts the authorities, nil for those of
// the system.
func NewEntraTransport(authorities *x509.CertPool) *http.Transport {
	return &http.Transport{
		Proxy:               http.ProxyFromEnvironment,
		DialContext:         (&net.Dialer{Timeout: 10 * time.Second}).DialContext,
		TLSHandshakeTimeout: 10 * time.Second,
		TLSClientConfig:     &tls.Config{MinVersion: tls.VersionTLS12, RootCAs: authorities},
		IdleConnTimeout:     90 * time.Second,
		ForceAttemptHTTP2:   true,
		DisableCompression:  true,
	}
}

// newIdentityTransport knows no proxy, whatever the environment says: Go exempts
// loopback only, and a proxy cannot reach this machine's metadata service.
func newIdentityTransport() *http.Transport {
	return &http.Transport{
		Proxy:              nil,
		DialContext:        (&net.Dialer{Timeout: 3 * time.Second}).DialContext,
		IdleConnTimeout:    90 * time.Second,
		DisableCompression: true,
	}
}

// client makes a client that follows no redirect: neither a secret nor the
// request for a token may go where the user did not send it.
func client(transport http.RoundTripper, timeout time.Duration) *http.Client {
	return &http.Client{
		Transport:     transport,
		Timeout:       timeout,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// entraClient is the client for all that Entra serves.
func (s setup) entraClient() *http.Client {
	return client(observer{next: confined{s.Entra, boundaryOf(s.Environ), true}, log: s.Log, userAgent: s.UserAgent}, entraTimeout)
}

// entraOptions is what every credential of azidentity gets that talks to Entra.
func (s setup) entraOptions() policy.ClientOptions {
	o := s.clientOptions(s.entraClient())
	o.Cloud = cloud.Configuration{ActiveDirectoryAuthorityHost: s.cloud.AuthorityHost + "/"}
	return o
}

// newPipeline repeats requests as the options say.
func newPipeline(o policy.ClientOptions) runtime.Pipeline {
	return runtime.NewPipeline("auth", "v1", runtime.PipelineOptions{}, &o)
}

func (s setup) clientOptions(c *http.Client) policy.ClientOptions {
	return policy.ClientOptions{
		Transport: c,
		Retry:     policy.RetryOptions{RetryDelay: s.Timing.RetryDelay},
	}
}

// observer bounds every answer and logs it, without its body and without query. It
// keeps the last one that was no success for the case that time runs out.
type observer struct {
	next http.RoundTripper
	log  func(ctx context.Context, level slog.Level, message string, fields map[string]any)
	// userAgent is put before the one that the request has.
	userAgent string
}

func (o observer) RoundTrip(r *http.Request) (*http.Response, error) {
	if o.userAgent != "" {
		r = r.Clone(r.Context())
		r.Header.Set("User-Agent", strings.TrimSpace(o.userAgent+" "+r.Header.Get("User-Agent")))
	}
	resp, err := o.next.RoundTrip(r)
	err = withTrust(err)
	target := r.Method + " " + r.URL.Host + r.URL.Path
	fields := map[string]any{"request": target}
	switch {
	case err != nil:
		fields["error"] = err.Error()
		if r.Context().Err() == nil {
			noteFailure(r.Context(), fmt.Sprintf("%s: %v", target, err))
		}
	default:
		resp.Body = &boundedBody{ReadCloser: resp.Body, left: maxBody}
		fields["status"] = resp.StatusCode
		if resp.StatusCode >= http.StatusBadRequest {
			noteFailure(r.Context(), fmt.Sprintf("%s answered %s", target, resp.Status))
		}
	}
	o.log(r.Context(), slog.LevelDebug, "Sign-in request", fields)
	return resp, err
}

// maxBody is how much of an answer is read, in bytes. Tokens have a few thousand.
const maxBody = 1 << 20

// boundedBody fails once more is read than any token service has to say.
type boundedBody struct {
	io.ReadCloser
	left int
}

func (b *boundedBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, fmt.Errorf("the answer is longer than %d bytes", maxBody)
	}
	n, err := b.ReadCloser.Read(p[:min(len(p), b.left)])
	b.left -= n
	return n, err
}

type lastFailureKey struct{}

// withLastFailure makes room in the context for the last failed request.
func withLastFailure(ctx context.Context) (context.Context, *atomic.Value) {
	last := &atomic.Value{}
	return context.WithValue(ctx, lastFailureKey{}, last), last
}

func noteFailure(ctx context.Context, text string) {
	if last, ok := ctx.Value(lastFailureKey{}).(*atomic.Value); ok {
		last.Store(text)
	}
}

// withTrust marks the error of a server that shows a wrong certificate: it will
// show the same again, so that the request is not repeated.
func withTrust(err error) error {
	var distrusted *tls.CertificateVerificationError
	if errors.As(err, &distrusted) || errors.Is(err, errOtherThumbprint) {
		return untrusted{err}
	}
	return err
}

type untrusted struct{ error }

func (u untrusted) Unwrap() error { return u.error }

// NonRetriable tells azcore's pipelines not to repeat the request.
func (untrusted) NonRetriable() {}
