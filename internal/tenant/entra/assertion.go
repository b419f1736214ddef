// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"bytes"
	"crypto"
	"crypto/sha1" //nolint:gosec // thumbprints of certificates are SHA-1 in JOSE's x5t
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const jwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer" //nolint:gosec // it is a name, no credential

// assertionLeeway is the difference between clocks that Entra tolerates.
const assertionLeeway = 5 * time.Minute

// assertion is a JWT that stands for a client, its signature not yet checked.
type assertion struct {
	raw      string
	header   map[string]any
	claims   jwt.MapClaims
	issuer   string
	subject  string
	audience []string
}

// checkAssertion checks the assertion of a request: one that the application
// has signed itself with its certificate, or one of another issuer that a
// federated credential names.
func (s *Service) checkAssertion(app Application, t tokenRequest) error {
	switch t.form.Get("client_assertion_type") {
	case jwtBearer:
	case "":
		return missingParameter("client_assertion_type")
	default:
		return refuse(9002313, "Invalid request. Request is malformed or invalid: client_assertion_type must be '%s'.", jwtBearer)
	}
	a, err := readAssertion(t.form.Get("client_assertion"))
	if err != nil {
		return err
	}
	if a.issuer == app.AppID {
		return s.checkSigned(app, a, t)
	}
	return s.checkFederated(app, a)
}

func readAssertion(raw string) (assertion, error) {
	a := assertion{raw: raw, claims: jwt.MapClaims{}}
	token, _, err := jwt.NewParser().ParseUnverified(raw, a.claims)
	if err != nil {
		return assertion{}, refuse(50027, "JWT token is invalid or malformed.")
	}
	a.header = token.Header
	if a.issuer, err = a.claims.GetIssuer(); err != nil || a.issuer == "" {
		return assertion{}, refuse(50027, "JWT token is invalid or malformed: it has no issuer.")
	}
	a.subject, _ = a.claims.GetSubject()
	a.audience, _ = a.claims.GetAudience()
	return a, nil
}

// checkSigned checks an assertion that is signed with a certificate of the application.
func (s *Service) checkSigned(app Application, a assertion, t tokenRequest) error {
	certificate, thumbprint := a.certificate(app.Certificates)
	if certificate == nil {
		return badSignature("The key was not found", thumbprint)
	}
	if !within(s.options.Now(), certificate.Start, certificate.End) {
		return badSignature("The key used is expired", thumbprint)
	}
	parsed, err := x509.ParseCertificate(certificate.DER)
	if err != nil {
		return badSignature("The key was not found", thumbprint)
	}
	if err := s.verifyAssertion(a, []crypto.PublicKey{parsed.PublicKey}, thumbprint); err != nil {
		return err
	}
	if a.subject != app.AppID {
		return refuse(700021, "Client assertion application identifier doesn't match 'client_id' parameter.")
	}
	if !slices.ContainsFunc(a.audience, func(audience string) bool { return s.ownAudience(audience, t) }) {
		return refuse(700023, "Client assertion audience claim does not match Realm issuer.")
	}
	return nil
}

// certificate finds the certificate that an assertion's header names by its
// SHA-1 or SHA-256 thumbprint.
func (a assertion) certificate(among []Certificate) (found *Certificate, named string) {
	wanted := thumbprint(a.header["x5t#S256"])
	if len(wanted) == 0 {
		wanted = thumbprint(a.header["x5t"])
	}
	for i := range among {
		short, long := sha1.Sum(among[i].DER), sha256.Sum256(among[i].DER) //nolint:gosec // see the import
		if bytes.Equal(wanted, long[:]) || bytes.Equal(wanted, short[:]) {
			found = &among[i]
		}
	}
	return found, fmt.Sprintf("%X", wanted)
}

// thumbprint decodes a header field. JOSE has it in the alphabet for addresses;
// MSAL for Go sends the other one, which Entra takes as well.
func thumbprint(field any) []byte {
	text, _ := field.(string)
	text = strings.NewReplacer("+", "-", "/", "_", "=", "").Replace(text)
	raw, _ := base64.RawURLEncoding.DecodeString(text) // what is none is found nowhere
	return raw
}

// ownAudience tells whether an assertion is made for this service: for the token
// endpoint of either version, or for the issuer.
func (s *Service) ownAudience(audience string, t tokenRequest) bool {
	rest, ok := strings.CutPrefix(audience, "https://")
	if !ok {
		return false
	}
	host, path, _ := strings.Cut(rest, "/")
	if host != t.host && !IsAuthority(host) {
		return false
	}
	tenant, path, _ := strings.Cut(path, "/")
	id, ok := s.options.Directory.TenantID(strings.ToLower(tenant))
	return ok && id == t.tenantID && slices.Contains([]string{"", "v2.0", "oauth2/token", "oauth2/v2.0/token"}, path)
}

// verifyAssertion checks signature and time against keys of which one has to fit.
func (s *Service) verifyAssertion(a assertion, keys []crypto.PublicKey, thumbprint string) error {
	set := jwt.VerificationKeySet{}
	for _, key := range keys {
		set.Keys = append(set.Keys, key)
	}
	_, err := jwt.NewParser(
		jwt.WithValidMethods([]string{"RS256", "PS256", "ES256"}),
		jwt.WithExpirationRequired(),
		jwt.WithLeeway(assertionLeeway),
		jwt.WithTimeFunc(s.options.Now),
	).Parse(a.raw, func(*jwt.Token) (any, error) { return set, nil })
	switch {
	case err == nil:
		return nil
	case errors.Is(err, jwt.ErrTokenExpired), errors.Is(err, jwt.ErrTokenNotValidYet), errors.Is(err, jwt.ErrTokenRequiredClaimMissing):
		return s.outsideValidity(a)
	default:
		return badSignature("The provided signature value did not match the expected signature value", thumbprint)
	}
}

func badSignature(reason, thumbprint string) *Error {
	return refuse(700027, "Client assertion contains an invalid signature. [Reason - %s., Thumbprint of key used by client: '%s']", reason, thumbprint)
}

func (s *Service) outsideValidity(a assertion) *Error {
	instant := func(claim *jwt.NumericDate, _ error) string {
		if claim == nil {
			return "none"
		}
		return claim.UTC().Format(time.RFC3339)
	}
	return refuse(700024, "Client assertion is not within its valid time range. Current time: %s, assertion valid from %s, expiry time of assertion %s.",
		s.options.Now().UTC().Format(time.RFC3339), instant(a.claims.GetNotBefore()), instant(a.claims.GetExpirationTime()))
}
