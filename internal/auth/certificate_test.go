// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"math/big"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"software.sslmate.com/src/go-pkcs12"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

const filePassword = "canary-of-the-file"

// keyPair is a certificate with its key.
type keyPair struct {
	certificate *x509.Certificate
	key         *rsa.PrivateKey
}

var newKey = sync.OnceValues(func() (*rsa.PrivateKey, error) { return rsa.GenerateKey(rand.Reader, 2048) })

func newKeyPair(t *testing.T, expires time.Time) keyPair {
	t.Helper()
	key, err := newKey()
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: expires.Add(-2 * time.Hour), NotAfter: expires}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return keyPair{certificate, key}
}

func (p keyPair) pem(t *testing.T, keyBlock string) []byte {
	t.Helper()
	key, err := x509.MarshalPKCS8PrivateKey(p.key)
	if err != nil {
		t.Fatal(err)
	}
	return append(
		pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: p.certificate.Raw}),
		pem.EncodeToMemory(&pem.Block{Type: keyBlock, Bytes: key})...,
	)
}

func (p keyPair) pfx(t *testing.T, encoder *pkcs12.Encoder, password string) []byte {
	t.Helper()
	pfx, err := encoder.Encode(p.key, p.certificate, nil, password)
	if err != nil {
		t.Fatal(err)
	}
	return pfx
}

// file writes a file for this test.
func file(t *testing.T, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEveryFormOfACertificateSignsIn(t *testing.T) {
	t.Parallel()
	pair := newKeyPair(t, time.Now().Add(time.Hour))
	text := func(b []byte) string { return base64.StdEncoding.EncodeToString(b) }
	wrapped := text(pair.pem(t, "PRIVATE KEY"))
	tests := map[string]auth.Settings{
		"base64 of PFX":                      {ClientCertificate: text(pair.pfx(t, pkcs12.Legacy, filePassword)), ClientCertificatePassword: filePassword},
		"base64 of PFX with SHA-256":         {ClientCertificate: text(pair.pfx(t, pkcs12.Modern2023, filePassword)), ClientCertificatePassword: filePassword},
		"base64 of PFX without a password":   {ClientCertificate: text(pair.pfx(t, pkcs12.Passwordless, ""))},
		"base64 of PEM":                      {ClientCertificate: text(pair.pem(t, "PRIVATE KEY"))},
		"base64 in lines":                    {ClientCertificate: wrapped[:76] + "\n" + wrapped[76:] + "\n"},
		"PEM as it is":                       {ClientCertificate: "\n" + string(pair.pem(t, "PRIVATE KEY"))},
		"the path of a PFX file":             {ClientCertificatePath: file(t, pair.pfx(t, pkcs12.Modern2023, filePassword)), ClientCertificatePassword: filePassword},
		"the path of a PEM file":             {ClientCertificatePath: file(t, pair.pem(t, "PRIVATE KEY"))},
		"the path of a PEM file of Windows":  {ClientCertificatePath: file(t, append([]byte("\ufeff"), pair.pem(t, "PRIVATE KEY")...))},
		"a path in place of the value":       {ClientCertificate: file(t, pair.pem(t, "PRIVATE KEY"))},
		"a password that a PEM file ignores": {ClientCertificatePath: file(t, pair.pem(t, "PRIVATE KEY")), ClientCertificatePassword: "any"},
		"the chain with each request":        {ClientCertificatePath: file(t, pair.pem(t, "PRIVATE KEY")), SendCertificateChain: true},
	}
	s := newSite(t, "client_certificate")
	_, appID := s.register(map[string]any{"keyCredentials": []any{map[string]any{
		"type": "AsymmetricX509Cert", "usage": "Verify", "key": text(pair.certificate.Raw),
	}}})
	for name, settings := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			settings.Method, settings.TenantID, settings.ClientID = "client_certificate", s.tn.TenantID(), appID
			settings.Cloud, settings.AuthorityHost, settings.GraphEndpoint = "custom", s.tn.URL(), s.tn.URL()
			c, err := auth.New(settings, s.options)
			if err != nil {
				t.Fatal(err)
			}
			if found, err := c.SignIn(t.Context()); err != nil || found.ClientID != appID {
				t.Errorf("signed in as %q, %v; want %s", found.ClientID, err, appID)
			}
		})
	}
}

func TestCertificatesThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	pair, old := newKeyPair(t, time.Now().Add(time.Hour)), newKeyPair(t, time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC))
	legacy := pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Headers: map[string]string{"Proc-Type": "4,ENCRYPTED", "DEK-Info": "AES-256-CBC,00"}, Bytes: []byte("x")})
	tests := map[string]struct {
		value, path, password string
		setting, want         string
	}{
		"the wrong password":        {path: file(t, pair.pfx(t, pkcs12.Modern2023, filePassword)), password: "guess", setting: "client_certificate_password", want: "does not open"},
		"no password":               {path: file(t, pair.pfx(t, pkcs12.Legacy, filePassword)), setting: "client_certificate_password", want: "does not open"},
		"a key in PEM with its own": {path: file(t, pair.pem(t, "ENCRYPTED PRIVATE KEY")), password: filePassword, setting: "client_certificate_path", want: "openssl pkcs12 -export"},
		"one of the old kind":       {path: file(t, legacy), setting: "client_certificate_path", want: "openssl pkcs12 -export"},
		"a key of a curve":          {path: file(t, ofCurve(t, "EC PRIVATE KEY")), setting: "client_certificate_path", want: "elliptic curve's (EC). Sign-ins to Entra are signed with RSA only"},
		"one in the newer form":     {path: file(t, ofCurve(t, "PRIVATE KEY")), setting: "client_certificate_path", want: "elliptic curve's (EC)"},
		"one in a PFX file":         {path: file(t, ofCurve(t, "")), setting: "client_certificate_path", want: "elliptic curve's (EC)"},
		"one for SSH":               {path: file(t, pem.EncodeToMemory(&pem.Block{Type: "OPENSSH PRIVATE KEY", Bytes: []byte("x")})), setting: "client_certificate_path", want: "in the form OPENSSH"},
		"a certificate alone":       {path: file(t, pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: pair.certificate.Raw})), setting: "client_certificate_path", want: "no private key"},
		"one that has expired":      {path: file(t, old.pem(t, "PRIVATE KEY")), setting: "client_certificate_path", want: "expired on 2020-01-02"},
		"one that is to come":       {path: file(t, newKeyPair(t, time.Now().Add(3*time.Hour)).pem(t, "PRIVATE KEY")), setting: "client_certificate_path", want: "timedatectl status"},
		"a file without an end":     {path: file(t, make([]byte, 2<<20)), setting: "client_certificate_path", want: "is longer than"},
		"a file that is none":       {path: file(t, []byte("hello")), setting: "client_certificate_path", want: "neither PEM nor a PFX file"},
		"a file that is not there":  {path: "/nowhere/cert.pfx", setting: "client_certificate_path", want: "no such file"},
		"a value that is neither":   {value: "canary~value", setting: "client_certificate", want: "neither base64 nor PEM"},
		"base64 of something else":  {value: "aGVsbG8=", setting: "client_certificate", want: "neither PEM nor a PFX file"},
		"none":                      {setting: "client_certificate", want: "client_certificate_path"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := auth.New(auth.Settings{
				Method: "client_certificate", TenantID: tenant.DefaultTenantID, ClientID: tenant.SecretAppID,
				ClientCertificate: tt.value, ClientCertificatePath: tt.path, ClientCertificatePassword: tt.password,
			}, auth.Options{})
			wantError(t, err, tt.setting, tt.want)
			noSecrets(t, err.Error(), filePassword, "canary~value", "guess")
		})
	}
}

func TestACertificateThatTheApplicationDoesNotKnow(t *testing.T) {
	t.Parallel()
	s := newSite(t, "client_certificate")
	s.settings.ClientID = tenant.SecretAppID
	s.settings.ClientCertificatePath = file(t, newKeyPair(t, time.Now().Add(time.Hour)).pem(t, "PRIVATE KEY"))
	wantError(t, s.fails(), "client_id", "AADSTS700027", "--cert @cert.pem --append")
}

// ofCurve is a certificate with a key of an elliptic curve, in PEM with the type,
// or without one as PFX.
func ofCurve(t *testing.T, blockType string) []byte {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour)}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	var encoded []byte
	switch blockType {
	case "":
		parsed, _ := x509.ParseCertificate(certificate)
		encoded, err = pkcs12.Modern2023.Encode(key, parsed, nil, "")
		if err != nil {
			t.Fatal(err)
		}
		return encoded
	case "EC PRIVATE KEY":
		encoded, err = x509.MarshalECPrivateKey(key)
	default:
		encoded, err = x509.MarshalPKCS8PrivateKey(key)
	}
	if err != nil {
		t.Fatal(err)
	}
	return append(pem.EncodeToMemory(&pem.Block{Type: blockType, Bytes: encoded}), pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})...)
}
