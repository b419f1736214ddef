// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/ed25519"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"software.sslmate.com/src/go-pkcs12"
)

func clientCertificateFaults(s Settings, environ func(string) string) []*SettingError {
	faults := s.applicationFaults(environ)
	if s.ClientCertificatePath != "" {
		return faults
	}
	return append(faults, s.required("client_certificate", s.ClientCertificate,
		"It is a certificate of the app registration with its private key, as base64 of a PFX or PEM file; or set client_certificate_path to the file.")...)
}

func openClientCertificate(s setup) (login, error) {
	chain, key, err := s.certificate()
	if err != nil {
		return login{}, err
	}
	sdk, err := azidentity.NewClientCertificateCredential(s.TenantID, s.ClientID, chain, key, &azidentity.ClientCertificateCredentialOptions{
		ClientOptions:              s.entraOptions(),
		AdditionallyAllowedTenants: s.AdditionallyAllowedTenants,
		DisableInstanceDiscovery:   !usesInstanceDiscovery(s.Settings),
		SendCertificateChain:       s.SendCertificateChain,
	})
	if err != nil {
		return login{}, s.certificateFault("Its key cannot be used: " + err.Error() + ".")
	}
	return login{credential: entraCredential{setup: s, sdk: sdk}, keepsTokens: true}, nil
}

// clockTolerance is how far a clock may be behind that Entra still goes along with.
const clockTolerance = 5 * time.Minute

// certificate reads the certificate, those that vouch for it, and its key.
func (s setup) certificate() ([]*x509.Certificate, crypto.PrivateKey, error) {
	content, fault := s.certificateContent()
	if fault != nil {
		return nil, nil, fault
	}
	read := s.readPFX
	if block, _ := pem.Decode(content); block != nil {
		read = s.readPEM
	}
	chain, key, err := read(content)
	if err != nil {
		return nil, nil, err
	}
	if start := chain[0].NotBefore; s.Now().Add(clockTolerance).Before(start) {
		return nil, nil, s.certificateFault(fmt.Sprintf("It is valid from %s on, and this machine's clock says %s. Compare it:\n  timedatectl status", start.UTC().Format(time.RFC3339), s.Now().UTC().Format(time.RFC3339)))
	}
	if end := chain[0].NotAfter; s.Now().After(end) {
		return nil, nil, s.certificateFault(fmt.Sprintf("It expired on %s. A new one:\n  az ad app credential reset --id %s --create-cert --append", end.Format("2006-01-02"), s.ClientID))
	}
	return chain, key, nil
}

// certificateContent is the file that is named or, in base64 or as PEM, given.
// Other providers take a path in client_certificate.
func (s setup) certificateContent() ([]byte, *SettingError) {
	given, path := s.ClientCertificate, s.ClientCertificatePath
	if given == "" || isFile(given) {
		if given != "" {
			path = given
		}
		content, err := readBounded(path)
		if err != nil {
			return nil, s.certificateFault(unreadable(path, err) + ".")
		}
		return content, nil
	}
	if strings.HasPrefix(strings.TrimSpace(given), "-----BEGIN ") {
		return []byte(given), nil
	}
	content, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(given), ""))
	if err != nil {
		return nil, s.certificateFault("The value is neither base64 nor PEM nor the path of a file. To make it:\n  base64 -w0 cert.pfx")
	}
	return content, nil
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

func (s setup) readPEM(content []byte) ([]*x509.Certificate, crypto.PrivateKey, error) {
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "ENCRYPTED PRIVATE KEY" || block.Headers["DEK-Info"] != "" {
			return nil, nil, s.certificateFault("The private key in it is encrypted, which is supported in PFX files only. To make one:\n  openssl pkcs12 -export -in cert.pem -out cert.pfx")
		}
	}
	if kind := otherKey(content); kind != "" {
		return nil, nil, s.certificateFault("The private key in it is " + kind + ". " + rsaOnly)
	}
	chain, key, err := azidentity.ParseCertificates(content, nil)
	if err != nil {
		return nil, nil, s.certificateFault("It cannot be read: " + err.Error() + ".")
	}
	return leafFirst(chain, key), key, nil
}

// rsaOnly is what azidentity signs assertions with.
const rsaOnly = "Sign-ins to Entra are signed with RSA only. Make a certificate with an RSA key of 2048 bits or more, and upload it to the app registration:\n  openssl req -x509 -newkey rsa:3072 -nodes -days 365 -subj /CN=terraform -keyout key.pem -out cert.pem\n  cat key.pem cert.pem > both.pem"

// otherKey names the kind of a private key in PEM that is not RSA's.
func otherKey(content []byte) string {
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		switch block.Type {
		case "EC PRIVATE KEY":
			return "an elliptic curve's (EC)"
		case "DSA PRIVATE KEY", "OPENSSH PRIVATE KEY":
			return "in the form " + strings.TrimSuffix(block.Type, " PRIVATE KEY")
		case "PRIVATE KEY":
			key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
			if err == nil {
				return kindOfKey(key)
			}
		}
	}
	return ""
}

// kindOfKey names a private key that is not RSA's.
func kindOfKey(key crypto.PrivateKey) string {
	switch key.(type) {
	case *rsa.PrivateKey:
		return ""
	case *ecdsa.PrivateKey:
		return "an elliptic curve's (EC)"
	case ed25519.PrivateKey:
		return "one of Ed25519"
	}
	return "of a kind that is not known here"
}

// leafFirst puts the certificate of the key before those that vouch for it.
func leafFirst(chain []*x509.Certificate, key crypto.PrivateKey) []*x509.Certificate {
	signer, _ := key.(crypto.Signer)
	i := slices.IndexFunc(chain, func(c *x509.Certificate) bool {
		public, ok := c.PublicKey.(interface{ Equal(crypto.PublicKey) bool })
		return ok && signer != nil && public.Equal(signer.Public())
	})
	if i > 0 {
		chain[0], chain[i] = chain[i], chain[0]
	}
	return chain
}

// readPFX reads what azidentity's parser does not: files whose integrity is
// protected by SHA-256, as OpenSSL and Windows now make them.
func (s setup) readPFX(content []byte) ([]*x509.Certificate, crypto.PrivateKey, error) {
	key, leaf, authorities, err := pkcs12.DecodeChain(content, s.ClientCertificatePassword)
	switch {
	case errors.Is(err, pkcs12.ErrIncorrectPassword):
		return nil, nil, s.fault("client_certificate_password", "Wrong client_certificate_password", "The password does not open the certificate's file.")
	case err != nil:
		return nil, nil, s.certificateFault("It is neither PEM nor a PFX file with one certificate and its private key: " + err.Error() + ".")
	}
	if kind := kindOfKey(key); kind != "" {
		return nil, nil, s.certificateFault("The private key in it is " + kind + ". " + rsaOnly)
	}
	return append([]*x509.Certificate{leaf}, authorities...), key, nil
}

// certificateFault blames the argument that the certificate comes from.
func (s setup) certificateFault(detail string) *SettingError {
	setting := "client_certificate"
	if s.ClientCertificate == "" {
		setting = "client_certificate_path"
	}
	return s.fault(setting, "Cannot use the client certificate", detail)
}
