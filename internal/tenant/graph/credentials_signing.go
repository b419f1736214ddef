// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha1" //nolint:gosec // a thumbprint names a certificate, it protects nothing
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math/big"
	"net/http"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// signingName is what a certificate is called that is given no name.
const signingName = "CN=Microsoft Azure Federated SSO Certificate"

// addTokenSigningCertificate makes a certificate for signing SAML tokens. The
// service principal gets two keys, one to sign and one to verify with, and the
// password of the first. The answer is about the second; the id in it is that of the
// first, as clients have found.
func (c *call) addTokenSigningCertificate() (reply, error) {
	name := cmp.Or(text(c.body["displayName"]), signingName)
	if !strings.HasPrefix(name, "CN=") {
		return reply{}, badRequest("The property 'displayName' must start with 'CN='.")
	}
	start := c.options.Now().UTC().Truncate(time.Second)
	end := start.AddDate(3, 0, 0)
	if asked, err := time.Parse(time.RFC3339, text(c.body["endDateTime"])); err == nil {
		if asked.After(end) {
			return reply{}, fail(http.StatusBadRequest, "KeyCredentialsInvalidEndDate", "Key credential end date is invalid.")
		}
		end = asked.UTC()
	}
	der, err := selfSigned(strings.TrimPrefix(name, "CN="), start, end)
	if err != nil {
		return reply{}, err
	}
	thumbprint := sha1.Sum(der) //nolint:gosec // a thumbprint is SHA-1
	key := store.Object{
		"customKeyIdentifier": base64.StdEncoding.EncodeToString(thumbprint[:]), "displayName": name, "keyId": uuid.NewString(),
		"startDateTime": start.Format(time.RFC3339), "endDateTime": end.Format(time.RFC3339),
		"type": "AsymmetricX509Cert", "usage": "Verify", "key": base64.StdEncoding.EncodeToString(der),
	}
	signing := replaced(replaced(replaced(key, "usage", "Sign"), "type", "X509CertAndPassword"), "keyId", uuid.NewString())
	password := c.newCredential("passwordCredentials", store.Object{
		"customKeyIdentifier": key["customKeyIdentifier"], "keyId": signing["keyId"], "displayName": name,
		"startDateTime": key["startDateTime"], "endDateTime": key["endDateTime"],
	})
	if err := c.changeCredentials("keyCredentials", func(old []any) []any { return append(old, signing, key) }); err != nil {
		return reply{}, err
	}
	if err := c.changeCredentials("passwordCredentials", func(old []any) []any { return append(old, password) }); err != nil {
		return reply{}, err
	}
	shown := replaced(replaced(key, "keyId", signing["keyId"]), "thumbprint", strings.ToUpper(hex.EncodeToString(thumbprint[:])))
	return reply{status: http.StatusOK, body: c.withContext(shown, "microsoft.graph.selfSignedCertificate")}, nil
}

// selfSigned is a certificate whose private key nobody keeps.
func selfSigned(name string, start, end time.Time) ([]byte, error) {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return nil, fmt.Errorf("make a signing key: %w", err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(start.UnixNano()), Subject: pkix.Name{CommonName: name}, NotBefore: start, NotAfter: end}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return nil, fmt.Errorf("make a signing certificate: %w", err)
	}
	return der, nil
}
