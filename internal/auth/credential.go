// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package auth signs in to Microsoft Entra and gets tokens for Microsoft Graph.
//
// [New] makes a [Credential] of [Settings] without sending anything; its faults
// are of type [*SettingError]. [Credential.SignIn] authenticates and says who
// answered. Failures of a sign-in are of type [*Error]: they hold what the
// server said, its trace and correlation ids, and the command that mends it,
// and never a token, an assertion or a secret.
//
// A Credential asks once however many callers wait, keeps its token until
// shortly before it expires, and hands out no token of another tenant than the
// configured one, and no application token without any permission. Its methods
// may be called concurrently.
//
// For diagnosis the way to a token can be walked step by step: [Detect] says
// which identity endpoint a process has, [Credential.FindEndpoint] looks for it,
// [Credential.Assertion] shows what is presented to Entra, and
// [Credential.SignIn] does the rest.
//
// All that Entra serves is left to azidentity. The protocols of identity
// endpoints are a table of this package's own: azidentity takes the host from the
// environment only, cannot talk to Windows containers, and keeps tokens for all
// of a process, whatever Graph says of them. A probe tells a machine without a
// managed identity within seconds; identity endpoints are reached past any proxy,
// and redirects are not followed.
package auth

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/pause"
)

// Options is what surrounds a sign-in. The zero value is the production set-up.
type Options struct {
	// Entra carries the requests to Entra. Default: a transport that obeys the
	// proxy variables and trusts the authorities of the settings.
	Entra http.RoundTripper
	// Identity carries the requests to managed identity endpoints. Default: a
	// transport without proxy. Service Fabric takes an *http.Transport only.
	Identity http.RoundTripper
	// Environ reads an environment variable; default os.Getenv.
	Environ func(name string) string
	// Arc is the agent of Azure Arc; default the one that is installed.
	Arc ArcAgent
	// Terminal opens what a person reads; default the terminal of the process.
	Terminal func() (io.WriteCloser, error)
	// KeyStore opens the tokens that outlast the process; default the key store of
	// the system.
	KeyStore func() (azidentity.Cache, error)
	// Log, when not nil, receives log lines. Their fields hold no secrets.
	Log func(ctx context.Context, level slog.Level, message string, fields map[string]any)
	// Now is the clock that tokens expire by; default time.Now.
	Now func() time.Time
	// Sleep waits between repetitions and ends early, with its error, with the
	// context. Default: a timer.
	Sleep func(ctx context.Context, d time.Duration) error
	// UserAgent begins the User-Agent of every request; the SDK's own follows.
	UserAgent string
	// Timing shortens waits, for tests.
	Timing Timing
}

// Timing holds the waits of a sign-in; a zero stands for the default.
type Timing struct {
	// ProbeTimeout is how long the first attempt to find the metadata service
	// may take; the second has twice as long and the third three times. Default
	// 900 ms, which makes six seconds with the pauses.
	ProbeTimeout time.Duration
	// ProbePause is the wait between those attempts. Default 250 ms.
	ProbePause time.Duration
	// RetryDelay is the first pause before a failed request is repeated.
	// Default: the one that the SDK has for the endpoint.
	RetryDelay time.Duration
	// Budget ends one sign-in, repetitions included, but for what
	// Settings.FederationWait adds. Default 2 min, or 15 min for methods by
	// which a person signs in.
	Budget time.Duration
}

func (o Options) withDefaults() Options {
	if o.Entra == nil {
		o.Entra = NewEntraTransport(nil)
	}
	if o.Identity == nil {
		o.Identity = newIdentityTransport()
	}
	if o.Environ == nil {
		o.Environ = os.Getenv
	}
	if o.Arc == (ArcAgent{}) {
		o.Arc = installedArcAgent(o.Environ)
	}
	if o.Terminal == nil {
		o.Terminal = openTerminal
	}
	if o.KeyStore == nil {
		o.KeyStore = openKeyStore
	}
	if o.Log == nil {
		o.Log = func(context.Context, slog.Level, string, map[string]any) {}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Sleep == nil {
		o.Sleep = pause.For
	}
	return o
}

// setup is what a method makes its login of.
type setup struct {
	Settings
	Options
	cloud Cloud
}

// Credential gets tokens for Microsoft Graph. It implements azcore.TokenCredential.
type Credential struct {
	setup setup
	// login is the one in use, which a fallback may replace.
	login atomic.Pointer[login]
	cache tokenCache
	home  tenantLookup
	// account is what the last token says about itself.
	account atomic.Pointer[claims]
}

var _ azcore.TokenCredential = (*Credential)(nil)

// String names the method only, so that a credential can be printed.
func (c *Credential) String() string { return "auth.Credential(" + c.setup.Method + ")" }

// GoString is String.
func (c *Credential) GoString() string { return c.String() }

// New makes a credential and sends nothing. Faults of the settings and of the
// files that they name come joined, each a [*SettingError]; what the host's
// identity endpoint cannot do at all is an [*Error].
func New(s Settings, o Options) (*Credential, error) {
	authorities, unusable := Authorities(s)
	if o.Entra == nil && unusable == nil {
		o.Entra = NewEntraTransport(authorities)
	}
	o = o.withDefaults()
	faults := Validate(s, o.Environ)
	if unusable != nil {
		faults = append(faults, unusable)
	}
	if len(faults) > 0 {
		return nil, joined(faults)
	}
	s, faults = setup{Settings: s, Options: o}.withFiles()
	if faults = append(faults, Validate(s, o.Environ)...); len(faults) > 0 {
		return nil, joined(faults)
	}
	cloud, _ := FindCloud(s)
	c := &Credential{setup: setup{Settings: s, Options: o, cloud: cloud}}
	m, _ := methodNamed(s.Method)
	l, err := m.open(c.setup)
	if err != nil {
		return nil, err
	}
	if l.method == "" {
		l.method = m.name
	}
	c.login.Store(&l)
	return c, nil
}

func joined(faults []*SettingError) error {
	errs := make([]error, len(faults))
	for i, f := range faults {
		errs[i] = f
	}
	return errors.Join(errs...)
}

// Cloud says where the credential signs in and what its tokens are for.
func (c *Credential) Cloud() Cloud { return c.setup.cloud }

// GetToken returns a token for the scopes, by default Graph's, from the cache
// where it can. All tokens can be revoked early, so the caller must answer a
// claims challenge by asking again with its claims. Errors are of type [*Error]
// or, for a file that can no longer be read, [*SettingError], or the context's.
func (c *Credential) GetToken(ctx context.Context, tro policy.TokenRequestOptions) (azcore.AccessToken, error) {
	if len(tro.Scopes) == 0 {
		tro.Scopes = []string{c.setup.cloud.Scope()}
	}
	// One value for all callers: with and without it MSAL keeps two clients.
	tro.EnableCAE = true
	if tro.Claims != "" && c.login.Load().ignoresClaims {
		return azcore.AccessToken{}, c.claimsUnanswerable()
	}
	return c.cache.get(ctx, tro, c.setup.Now, c.fetch)
}

// Forget drops a token that Graph has refused, so that the next one is got anew.
// A token that has been replaced already is left alone.
//
// With a managed identity that is used directly and with the tools of a
// developer the new token may be the old one: Azure keeps those of identities
// for up to a day, and the tools keep theirs until they expire.
func (c *Credential) Forget(token string) { c.cache.forget(token) }

// noClaims asks Entra for nothing, and has MSAL pass over the token that it keeps.
const noClaims = `{"access_token":{}}`

// fetch gets a new token and checks it, within the budget. The one before it, if
// renew is set, has been refused.
func (c *Credential) fetch(ctx context.Context, tro policy.TokenRequestOptions, renew bool) (azcore.AccessToken, error) {
	l := c.login.Load()
	ctx, cancel := context.WithTimeout(ctx, c.setup.budget(l))
	defer cancel()
	ctx, last := withLastFailure(ctx)
	if renew && tro.Claims == "" && l.keepsTokens {
		tro.Claims = noClaims
	}
	token, err := l.credential.GetToken(ctx, tro)
	if l.fallback != nil && fallsBack(ctx, err) {
		l = l.fallback
		token, err = l.credential.GetToken(ctx, tro)
	}
	if err != nil {
		return azcore.AccessToken{}, c.setup.timedOut(ctx, l.explainStandIn(err), last)
	}
	if l.standsIn {
		c.login.Store(l)
	}
	if err := c.check(ctx, token.Token); err != nil {
		return azcore.AccessToken{}, err
	}
	return token, nil
}

func (s setup) budget(l *login) time.Duration {
	budget := 2 * time.Minute
	if l.interactive {
		budget = 15 * time.Minute
	}
	return orDuration(s.Timing.Budget, budget) + max(s.FederationWait, 0)
}

// timedOut adds the last failed request to an error that tells of the time only.
func (s setup) timedOut(ctx context.Context, err error, last *atomic.Value) error {
	var e *Error
	if ctx.Err() == nil || !errors.As(err, &e) {
		return err
	}
	e.cause = ctx.Err()
	if text, ok := last.Load().(string); ok {
		e.Answer += "\nThe last request that failed: " + s.clean(text)
	}
	return e
}

func orDuration(d, fallback time.Duration) time.Duration {
	if d == 0 {
		return fallback
	}
	return d
}
