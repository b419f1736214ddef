// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
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
	faults := append(s.identityFaults(), s.identityModeFaults()...)
	if source := s.ManagedIdentitySource; source != "" && source != "auto" && !slices.Contains(Sources(), source) {
		faults = append(faults, s.unknownSource())
	}
	if fallback := s.ManagedIdentityFallback; fallback != "" && fallback != "none" && fallback != "azure_cli" {
		faults = append(faults, s.fault("managed_identity_fallback", "Unknown managed_identity_fallback",
			described("managed_identity_fallback", fallback)+" is no fallback. "+oneOf(fallback, []string{"none", "azure_cli"})))
	}
	if mode, _ := s.identityMode(); mode == Federated {
		faults = append(faults, regionFaults(environ)...)
	}
	return faults
}

func (s Settings) identityModeFaults() []*SettingError {
	switch s.ManagedIdentityMode {
	case "", "auto", string(Direct):
		return nil
	case string(Federated):
	default:
		return []*SettingError{s.fault("managed_identity_mode", "Unknown managed_identity_mode",
			described("managed_identity_mode", s.ManagedIdentityMode)+" is no way to use an identity. "+oneOf(s.ManagedIdentityMode, []string{"auto", string(Direct), string(Federated)}))}
	}
	if s.isItself() {
		return []*SettingError{s.fault("client_id", "client_id is the managed identity's own id",
			"In federated mode client_id names an app registration that trusts the identity. To see those:"+findApp)}
	}
	if s.ClientIDFilePath != "" {
		return nil
	}
	return s.required("client_id", s.ClientID, "In federated mode it is the application (client) id of an app registration that trusts the identity; set client_id or M365_CLIENT_ID.")
}

// isItself tells whether client_id names the identity. Under other providers it
// does. Only an id that is meant for this provider can tell: one that other tools
// have left may be the application's.
func (s Settings) isItself() bool {
	origin := s.origin("managed_identity_id")
	return s.ClientID != "" && s.identityKind() == kindClientID && strings.EqualFold(s.ClientID, s.ManagedIdentityID) &&
		(origin == "" || strings.HasPrefix(origin, "M365_"))
}

// identityMode is, unless it is chosen, federated when client_id names an app
// registration.
func (s Settings) identityMode() (Mode, []Warning) {
	switch {
	case s.ManagedIdentityMode == string(Direct), s.ManagedIdentityMode == string(Federated):
		return Mode(s.ManagedIdentityMode), nil
	case s.ClientID == "" && s.ClientIDFilePath == "":
		return Direct, nil
	case s.isItself():
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
	h, found, err := s.detect()
	if err != nil {
		return login{}, err
	}
	identity, err := s.newIdentityCredential(h, found)
	if err != nil {
		return login{}, err
	}
	mode, warnings := s.identityMode()
	l := login{mode: mode, detection: found, find: identity.find, warnings: append(warnings, found.endpointWarnings()...)}
	if mode == Direct {
		l.credential, l.homeTenantOnly, l.ignoresClaims = identity, true, true
	} else if l, err = s.federate(l, identity.assertion); err != nil {
		return login{}, err
	}
	if s.ManagedIdentityFallback == "azure_cli" {
		l.fallback, err = s.openFallback()
	}
	return l, err
}

// assertion gets the identity's token for the exchange.
func (i *identityCredential) assertion(ctx context.Context) (string, error) {
	token, err := i.GetToken(ctx, policy.TokenRequestOptions{Scopes: []string{i.cloud.ExchangeAudience + "/.default"}})
	return token.Token, err
}

// openFallback is the sign-in for machines without any identity endpoint.
func (s setup) openFallback() (*login, error) {
	l, err := openAzureCLI(s)
	l.method, l.standsIn = "azure_cli", true
	return &l, err
}

// explainStandIn tells how the tool came into play that has failed.
func (l *login) explainStandIn(err error) error {
	var e *Error
	if l.standsIn && errors.As(err, &e) {
		e.Answer = "This machine has no managed identity endpoint, so that managed_identity_fallback took effect, and that failed too. " + e.Answer
	}
	return err
}

// standInWarning names who signed in where an identity was asked for.
func (i Identity) standInWarning() Warning {
	who := "application " + i.ClientID
	if i.UserName != "" {
		who = "user " + i.UserName
	}
	return Warning{
		Setting: "managed_identity_fallback",
		Summary: "Signed in with Azure CLI instead of a managed identity",
		Detail: fmt.Sprintf("This machine has no managed identity endpoint, so that managed_identity_fallback took effect: everything is done as %s of tenant %s, with the permissions of that account and not those of the identity.",
			who, i.TenantID),
	}
}

// fallsBack tells whether an error lets the fallback take over: never one of an
// identity endpoint, whose cause would be hidden, and never the end of the time.
func fallsBack(ctx context.Context, err error) bool {
	return ctx.Err() == nil && errors.Is(err, ErrNoEndpoint)
}
