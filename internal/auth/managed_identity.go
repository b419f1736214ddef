// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// Mode says how a managed identity is used.
type Mode string

const (
	// Direct means that the identity itself holds the permissions in Graph.
	Direct Mode = "direct"
	// Federated means that the identity's token proves an app registration, which
	// holds the permissions.
	Federated Mode = "federated"
)

func managedIdentityFaults(s Settings, environ func(string) string) []*SettingError {
	faults := s.identityFaults()
	if mode, _ := s.identityMode(); mode == Federated {
		faults = append(faults, regionFaults(environ)...)
	}
	return faults
}

// identityMode is federated when client_id names an app registration. Under
// other providers client_id may be the identity itself; that is understood
// when both ids are the same.
func (s Settings) identityMode() (Mode, []Warning) {
	switch {
	case s.ClientID == "":
		return Direct, nil
	case s.identityKind() == kindClientID && strings.EqualFold(s.ClientID, s.ManagedIdentityID):
		return Direct, []Warning{{
			Setting: "client_id",
			Summary: "client_id is the managed identity's own id",
			Detail:  "client_id names an app registration that trusts the identity. It has the same value as managed_identity_id, so the identity is used directly. Remove client_id.",
		}}
	default:
		return Federated, nil
	}
}

func openManagedIdentity(s setup) (login, error) {
	source, err := detectSource()
	if err != nil {
		return login{}, s.identityError(err, source)
	}
	identity, err := s.newIdentityCredential(source)
	if err != nil {
		return login{}, err
	}
	mode, warnings := s.identityMode()
	l := login{mode: mode, source: source, warnings: append(warnings, s.endpointWarnings(source)...)}
	if mode == Direct {
		l.credential, l.homeTenantOnly, l.ignoresClaims = identity, true, true
		return l, nil
	}
	l.credential, err = s.newFederatedCredential(identity)
	return l, err
}

// identityCredential gets the tokens of the managed identity itself.
type identityCredential struct {
	setup
	source Source
	probe  *probe // nil where the environment has named an endpoint
	sdk    *azidentity.ManagedIdentityCredential
}

func (s setup) newIdentityCredential(source Source) (*identityCredential, error) {
	c, err := s.identityClient(source)
	if err != nil {
		return nil, err
	}
	sdk, err := azidentity.NewManagedIdentityCredential(&azidentity.ManagedIdentityCredentialOptions{
		ClientOptions: s.clientOptions(c),
		ID:            s.identitySelector(),
	})
	if err != nil {
		return nil, s.identityError(err, source)
	}
	identity := &identityCredential{setup: s, source: source, sdk: sdk}
	if source == IMDS {
		identity.probe = &probe{setup: s, client: c}
	}
	return identity, nil
}

// identitySelector is nil for the identity that the host chooses: its
// system-assigned one, or the only user-assigned one.
func (s Settings) identitySelector() azidentity.ManagedIDKind {
	if s.ManagedIdentityID == "" {
		return nil
	}
	switch s.identityKind() {
	case kindObjectID:
		return azidentity.ObjectID(s.ManagedIdentityID)
	case kindResourceID:
		return azidentity.ResourceID(s.ManagedIdentityID)
	default:
		return azidentity.ClientID(s.ManagedIdentityID)
	}
}

func (i *identityCredential) GetToken(ctx context.Context, tro policy.TokenRequestOptions) (azcore.AccessToken, error) {
	if i.probe != nil {
		if err := i.probe.find(ctx); err != nil {
			return azcore.AccessToken{}, i.noEndpoint(err)
		}
	}
	token, err := i.sdk.GetToken(ctx, policy.TokenRequestOptions{Scopes: tro.Scopes})
	if err != nil {
		return azcore.AccessToken{}, i.identityError(err, i.source)
	}
	return token, nil
}

// federatedCredential exchanges the identity's token for the application's.
type federatedCredential struct {
	setup
	identity azcore.TokenCredential
	exchange *azidentity.ClientAssertionCredential
}

func (s setup) newFederatedCredential(identity azcore.TokenCredential) (*federatedCredential, error) {
	exchange, err := azidentity.NewClientAssertionCredential(s.TenantID, s.ClientID, assertionOf, &azidentity.ClientAssertionCredentialOptions{
		ClientOptions:            s.entraOptions(),
		DisableInstanceDiscovery: !usesInstanceDiscovery(s.Settings),
	})
	if err != nil {
		return nil, s.entraError(err, claims{})
	}
	return &federatedCredential{setup: s, identity: identity, exchange: exchange}, nil
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

// GetToken asks for the assertion first and by itself, so that an error of the
// identity endpoint keeps its type and Entra is not asked in vain.
func (f *federatedCredential) GetToken(ctx context.Context, tro policy.TokenRequestOptions) (azcore.AccessToken, error) {
	assertion, err := f.identity.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{f.cloud.ExchangeAudience + "/.default"}})
	if err != nil {
		return azcore.AccessToken{}, err
	}
	presented, _ := f.readClaims(ctx, assertion.Token)
	ctx = context.WithValue(ctx, assertionKey{}, assertion.Token)
	waits := f.federationWaits()
	for try := 0; ; try++ {
		token, err := f.exchange.GetToken(ctx, tro)
		if err == nil {
			return token, nil
		}
		failure := f.entraError(err, presented)
		if !failure.propagating() || try == len(waits) || f.Sleep(ctx, waits[try]) != nil {
			return azcore.AccessToken{}, failure
		}
		f.Log(ctx, slog.LevelInfo, "Entra knows no matching federated credential, trying again", map[string]any{"codes": failure.Codes})
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
