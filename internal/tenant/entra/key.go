// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // thumbprints of certificates are SHA-1 in JOSE's x5t
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"math/big"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// signingKey signs tokens and is published for their verification.
type signingKey struct {
	private     *rsa.PrivateKey
	certificate []byte // DER
	id          string // the key id is the certificate's thumbprint, as in Entra
}

// newSigningKey wraps a key, which it makes if there is none.
func newSigningKey(private *rsa.PrivateKey) *signingKey {
	if private == nil {
		var err error
		if private, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
			panic(err) // Go's reader of random numbers never fails
		}
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1),
		Subject:      pkix.Name{CommonName: "accounts.accesscontrol.windows.net"},
		NotBefore:    time.Unix(0, 0),
		NotAfter:     time.Date(9999, 12, 31, 23, 59, 59, 0, time.UTC),
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, private.Public(), private)
	if err != nil {
		panic(err) // the template is constant and the key is RSA
	}
	thumbprint := sha1.Sum(certificate) //nolint:gosec // see the import
	return &signingKey{private, certificate, base64.RawURLEncoding.EncodeToString(thumbprint[:])}
}

func (k *signingKey) sign(claims jwt.MapClaims) (string, error) {
	token := jwt.NewWithClaims(jwt.SigningMethodRS256, claims)
	token.Header["kid"], token.Header["x5t"] = k.id, k.id
	return token.SignedString(k.private)
}

// jwk is the public half as a JSON Web Key.
func (k *signingKey) jwk(issuer string) any {
	exponent := big.NewInt(int64(k.private.E)).Bytes()
	return map[string]any{
		"kty": "RSA", "use": "sig", "kid": k.id, "x5t": k.id,
		"n":      base64.RawURLEncoding.EncodeToString(k.private.N.Bytes()),
		"e":      base64.RawURLEncoding.EncodeToString(exponent),
		"x5c":    []string{base64.StdEncoding.EncodeToString(k.certificate)},
		"issuer": issuer,
	}
}
