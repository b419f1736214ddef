// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package graph sends requests to Microsoft Graph.
//
// [Client.Do] sends one request and repeats it where that is safe, waiting as
// long as Graph asks. [Client.List] walks through all pages of a collection.
// What cannot be mended comes back as an error: an [*Error] holds what Graph
// answered, with its code and request id; an [*AmbiguousError] around it, or
// around a lost connection, says that a write may have taken effect all the
// same. Errors wrap their causes and hold neither tokens nor request bodies.
//
// The token goes to the configured host over https and nowhere else: next links
// that lead to another host are errors, and so are redirects.
//
// All methods may be called concurrently. All waiting ends with the context; a
// request whose context has no deadline gives up after ten minutes.
package graph

import (
	"context"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
)

// patience is how long a request may take, with all its repetitions, when its
// context has no deadline.
const patience = 10 * time.Minute

// Options is what a [Client] is made of. Endpoint and Credential are required.
type Options struct {
	// Endpoint is the https root of Microsoft Graph, without a version, for
	// instance "https://graph.microsoft.com".
	Endpoint string
	// Credential gets the tokens, for the scope Endpoint + "/.default". It is
	// asked before every request, so it must keep its tokens.
	Credential azcore.TokenCredential
	// UserAgent names the calling program. Default: Go's own.
	UserAgent string
	// Transport carries the requests. Default: one that obeys the proxy variables.
	Transport http.RoundTripper
	// Log, when not nil, receives log lines. Their fields hold no secrets, no
	// headers and no bodies.
	Log func(ctx context.Context, level slog.Level, message string, fields map[string]any)
	// Limits are what clients share that are signed in to one tenant by one
	// application, for Graph counts their requests together. Default: none shared.
	Limits *Limits
	// Now is the clock; default time.Now.
	Now func() time.Time
	// Sleep waits, and ends early with the context's error. Default: a timer.
	Sleep func(ctx context.Context, d time.Duration) error
}

// Client sends requests to one Microsoft Graph.
type Client struct {
	endpoint  *url.URL
	pipeline  runtime.Pipeline
	storage   transporter
	limits    *limitPolicy
	locks     locks
	gatherers gatherers
}

// New makes a client without sending anything. It fails if Endpoint is not the
// https root of a host, or without a Credential.
func New(o Options) (*Client, error) {
	endpoint, err := parseEndpoint(o.Endpoint)
	if err != nil {
		return nil, err
	}
	if o.Credential == nil {
		return nil, errors.New("the Graph client needs a credential")
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = pause.For
	}
	if o.Log == nil {
		o.Log = func(context.Context, slog.Level, string, map[string]any) {}
	}
	if o.Transport == nil {
		o.Transport = NewTransport(nil)
	}
	if o.Limits == nil {
		o.Limits = NewLimits()
	}
	limits := &limitPolicy{Limits: o.Limits, now: o.Now, sleep: o.Sleep}
	return &Client{endpoint: endpoint, pipeline: newPipeline(endpoint, o, limits), storage: transporter{o.Transport}, limits: limits}, nil
}

// newPipeline puts the policies in order: each sees what the ones after it make
// of a request. They stand before azcore's retry policy, which is turned off.
func newPipeline(endpoint *url.URL, o Options, limits *limitPolicy) runtime.Pipeline {
	scope := endpoint.String() + "/.default"
	return runtime.NewPipeline("", "", runtime.PipelineOptions{PerCall: []policy.Policy{
		&identifyPolicy{userAgent: o.UserAgent},
		&retryPolicy{now: o.Now, sleep: o.Sleep, random: rand.Float64, log: o.Log, limits: limits},
		&pinPolicy{endpoint: endpoint},
		limits,
		&authorizePolicy{credential: o.Credential, scope: scope},
		&logPolicy{now: o.Now, log: o.Log},
		&watchPolicy{},
	}}, &policy.ClientOptions{
		Retry:     policy.RetryOptions{MaxRetries: -1},
		Telemetry: policy.TelemetryOptions{Disabled: true},
		Transport: transporter{o.Transport},
	})
}

// Writes goes up when a request that changes something is sent, and when it is
// answered, by any client that shares the limits: what was read before is not as
// good any more.
func (c *Client) Writes() uint64 { return c.limits.writes.Load() }

// Endpoint is the root of Microsoft Graph, without a slash at its end.
func (c *Client) Endpoint() string { return c.endpoint.String() }

// Do sends a request and returns what Graph answered with a status of success.
//
// GET, HEAD, PUT, PATCH and DELETE are repeated after throttling, faults of the
// server and lost connections. POST, and a PATCH that binds references, are
// repeated only when Graph certainly did not act. A DELETE that finds nothing
// after an attempt of unknown outcome succeeds, with status 404.
func (c *Client) Do(ctx context.Context, r Request) (*Reply, error) {
	if r.Together && r.method() == http.MethodGet {
		return c.gathererOf(r).do(ctx, r)
	}
	return c.alone(ctx, r)
}

// alone sends a request by itself.
func (c *Client) alone(ctx context.Context, r Request) (*Reply, error) {
	address, err := r.address(c.endpoint)
	if err != nil {
		return nil, err
	}
	return c.send(ctx, r, address)
}

func (c *Client) send(ctx context.Context, r Request, address string) (*Reply, error) {
	return c.sendAs(ctx, r, address, nil)
}

// sendAs sends a request, of which the policies are to know something else than
// they would see, if note is not nil.
func (c *Client) sendAs(ctx context.Context, r Request, address string, note func(*operation)) (*Reply, error) {
	if _, limited := ctx.Deadline(); !limited {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, patience)
		defer cancel()
	}
	req, err := newRequest(ctx, r, address)
	if err != nil {
		return nil, err
	}
	if note != nil {
		note(operationOf(req))
	}
	if operationOf(req).writes() {
		c.limits.writes.Add(1)
		defer c.limits.writes.Add(1)
	}
	resp, err := c.pipeline.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	return newReply(req, resp)
}

func parseEndpoint(endpoint string) (*url.URL, error) {
	u, err := url.Parse(strings.TrimSuffix(endpoint, "/"))
	if err != nil {
		return nil, errors.New("the endpoint of Microsoft Graph is not a URL: " + bare(err).Error())
	}
	if u.Scheme != "https" || u.Hostname() == "" || *u != (url.URL{Scheme: u.Scheme, Host: u.Host}) {
		return nil, errors.New(`the endpoint of Microsoft Graph must be "https://" and a host, without a path`)
	}
	return u, nil
}
