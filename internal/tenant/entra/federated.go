// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"crypto"
	"slices"
	"strings"
)

// checkFederated checks a token of another issuer against the application's
// federated credentials.
func (s *Service) checkFederated(app Application, a assertion) error {
	if len(app.FederatedCredentials) == 0 {
		return refuse(70025, "The client '%s' has no configured federated identity credentials.", app.AppID)
	}
	if err := matchFederated(app.FederatedCredentials, a); err != nil {
		return err
	}
	_, tenantID, ofEntra := entraIssuer(a.issuer)
	if ofEntra && tenantID != app.HomeTenantID {
		return refuse(700222, "AAD-issued tokens may not be used for federated identity flows for this application or tenant: the token is of tenant '%s', the application of tenant '%s'.", tenantID, app.HomeTenantID)
	}
	keys := s.options.IssuerKeys[a.issuer]
	if ofEntra {
		keys = []crypto.PublicKey{s.key().private.Public()}
	}
	if len(keys) == 0 {
		return refuse(90061, "Request to External OIDC endpoint failed: the keys of issuer '%s' cannot be read.", a.issuer)
	}
	if err := s.verifyAssertion(a, keys, ""); err != nil {
		return err
	}
	if ofEntra && a.claims["idtyp"] != "app" {
		return refuse(700229, "Only app-only tokens can be used as Federated Identity Credentials for AAD issuer.")
	}
	return nil
}

// matchFederated looks for the credential that fits an assertion. The three
// parts have to be equal to the letter; the first that no credential has is named.
func matchFederated(credentials []FederatedCredential, a assertion) error {
	audience := a.federatedAudience()
	parts := []struct {
		code      int
		name      string
		presented string
		of        func(FederatedCredential) []string
	}{
		{700211, "issuer", a.issuer, func(c FederatedCredential) []string { return []string{c.Issuer} }},
		{700213, "subject", a.subject, func(c FederatedCredential) []string { return []string{c.Subject} }},
		{700212, "audience", audience, func(c FederatedCredential) []string { return c.Audiences }},
	}
	for _, part := range parts {
		var exact []FederatedCredential
		nearly := false
		for _, c := range credentials {
			if slices.Contains(part.of(c), part.presented) {
				exact = append(exact, c)
			}
			nearly = nearly || slices.ContainsFunc(part.of(c), func(v string) bool { return strings.EqualFold(v, part.presented) })
		}
		switch {
		case len(exact) == 0 && nearly:
			return refuse(7002138, "No matching federated identity record found for presented assertion %s '%s'. The %s matches with case-insensitive comparison, but not with case-sensitive comparison.", part.name, part.presented, part.name)
		case len(exact) == 0:
			return refuse(part.code, "No matching federated identity record found for presented assertion %s '%s'. Check the issuer, subject and audience of the federated credential.", part.name, part.presented)
		}
		credentials = exact
	}
	return nil
}

// federatedAudience is the audience as a credential names it. In Entra's own
// tokens it is an application id, which stands for the name that the issuer's
// cloud has for it.
func (a assertion) federatedAudience() string {
	if len(a.audience) == 0 {
		return ""
	}
	if c, _, ok := entraIssuer(a.issuer); ok && a.audience[0] == TokenExchangeAppID {
		return c.exchange
	}
	return a.audience[0]
}
