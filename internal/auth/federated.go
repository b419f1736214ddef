// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// assertionSource gets a token that another issuer, or Entra itself for a
// managed identity, has made for the exchange. Its errors are of type [*Error]
// or [*SettingError].
type assertionSource func(context.Context) (string, error)

// federatedCredential exchanges an assertion for the application's token.
type federatedCredential struct {
	setup
	assertion assertionSource
	exchange  *azidentity.ClientAssertionCredential
	// presented is what the last assertion said about itself.
	presented atomic.Pointer[claims]
}

// federate completes a login that exchanges what the source gives.
func (s setup) federate(l login, source assertionSource) (login, error) {
	exchange, err := azidentity.NewClientAssertionCredential(s.TenantID, s.ClientID, assertionOf, &azidentity.ClientAssertionCredentialOptions{
		ClientOptions:              s.entraOptions(),
		AdditionallyAllowedTenants: s.AdditionallyAllowedTenants,
		DisableInstanceDiscovery:   !usesInstanceDiscovery(s.Settings),
	})
	if err != nil {
		return login{}, s.entraError(err, claims{})
	}
	l.federated = &federatedCredential{setup: s, assertion: source, exchange: exchange}
	l.credential, l.keepsTokens = l.federated, true
	return l, nil
}

type assertionKey struct{}

// assertionOf hands the SDK the assertion that GetToken has put into the context.
func assertionOf(ctx context.Context) (string, error) {
	assertion, ok := ctx.Value(assertionKey{}).(string)
	if !ok {
		return "", errors.New("the context carries no assertion")
	}
	return assertion, nil
}

// present gets an assertion, by itself and first, so that an error of its source
// keeps its type and Entra is not asked in vain.
func (f *federatedCredential) present(ctx context.Context) (claims, error) {
	assertion, err := f.assertion(ctx)
	if err != nil {
		return claims{}, err
	}
	presented, _ := f.readClaims(ctx, assertion)
	presented.raw = assertion
	f.presented.Store(&presented)
	return presented, nil
}

func (f *federatedCredential) GetToken(ctx context.Context, tro policy.TokenRequestOptions) (azcore.AccessToken, error) {
	presented, err := f.present(ctx)
	if err != nil {
		return azcore.AccessToken{}, err
	}
	waits := f.federationWaits()
	for try := 0; ; try++ {
		token, err := f.exchange.GetToken(context.WithValue(ctx, assertionKey{}, presented.raw), tro)
		if err == nil {
			return token, nil
		}
		failure := f.entraError(err, presented)
		if !failure.propagating() || try == len(waits) || f.Sleep(ctx, waits[try]) != nil {
			return azcore.AccessToken{}, failure
		}
		f.Log(ctx, slog.LevelInfo, "Entra does not accept the assertion yet, trying again", map[string]any{"codes": failure.Codes})
		if presented.expired(f.Now()) {
			if presented, err = f.present(ctx); err != nil {
				return azcore.AccessToken{}, err
			}
		}
	}
}

// federationWaits lists the wait after each try but the last: 2 s, 4 s, 8 s, …
// up to half a minute, as many as fit into FederationWait.
func (s Settings) federationWaits() []time.Duration {
	var waits []time.Duration
	left := orDuration(s.FederationWait, 6*time.Second)
	for wait := 2 * time.Second; wait <= left; wait = min(2*wait, 30*time.Second) {
		waits = append(waits, wait)
		left -= wait
	}
	return waits
}
