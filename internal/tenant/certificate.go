// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"net"
	"os"
	"time"
)

// authority is a certificate authority of its own for every tenant.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// newAuthority makes an authority that is valid for ten years, so that tests
// may turn the tenant's clock.
func newAuthority() (*authority, error) {
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: "Local Microsoft 365 tenant"},
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign,
	}
	key, der, err := issue(template, nil)
	if err != nil {
		return nil, err
	}
	certificate, err := x509.ParseCertificate(der)
	if err != nil {
		return nil, fmt.Errorf("read the tenant's own certificate authority: %w", err)
	}
	return &authority{certificate, key}, nil
}

// leaf issues the certificate of a server on loopback.
func (a *authority) leaf() (tls.Certificate, error) {
	return a.certificateFor("localhost", net.IPv4(127, 0, 0, 1), net.IPv6loopback)
}

// certificateFor issues the certificate of a host, which may be an address, and
// of further addresses.
func (a *authority) certificateFor(name string, addresses ...net.IP) (tls.Certificate, error) {
	names := []string{name}
	if address := net.ParseIP(name); address != nil {
		names, addresses = nil, append(addresses, address)
	}
	template := &x509.Certificate{
		Subject:     pkix.Name{CommonName: name},
		DNSNames:    names,
		IPAddresses: addresses,
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
	key, der, err := issue(template, a)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{der, a.certificate.Raw}, PrivateKey: key}, nil
}

// issue signs a template with an authority, or with its own key if there is none.
func issue(template *x509.Certificate, by *authority) (*ecdsa.PrivateKey, []byte, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, fmt.Errorf("make a key for %s: %w", template.Subject.CommonName, err)
	}
	if template.SerialNumber, err = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 127)); err != nil {
		return nil, nil, fmt.Errorf("make a serial number: %w", err)
	}
	template.NotBefore, template.NotAfter = time.Now().Add(-time.Hour), time.Now().AddDate(10, 0, 0)
	parent, signer := template, key
	if by != nil {
		parent, signer = by.certificate, by.key
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, key.Public(), signer)
	if err != nil {
		return nil, nil, fmt.Errorf("issue a certificate for %s: %w", template.Subject.CommonName, err)
	}
	return key, der, nil
}

// writeBundle writes the authority to a file, after the system's own ones:
// programs that read the file can still reach package registries.
func (a *authority) writeBundle(file string) error {
	var bundle bytes.Buffer
	for _, roots := range append([]string{os.Getenv("SSL_CERT_FILE")}, systemRoots...) {
		if text, err := os.ReadFile(roots); err == nil { //nolint:gosec // the files are the system's
			bundle.Write(text)
			bundle.WriteByte('\n')
			break
		}
	}
	if err := pem.Encode(&bundle, &pem.Block{Type: "CERTIFICATE", Bytes: a.certificate.Raw}); err != nil {
		return fmt.Errorf("encode the tenant's certificate authority: %w", err)
	}
	if err := os.WriteFile(file, bundle.Bytes(), 0o600); err != nil {
		return fmt.Errorf("write the tenant's certificate authority: %w", err)
	}
	return nil
}

// systemRoots is where operating systems keep the certificates that they trust.
var systemRoots = []string{
	"/etc/ssl/certs/ca-certificates.crt",                // Debian, Ubuntu, Alpine
	"/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", // Fedora, RHEL
	"/etc/ssl/ca-bundle.pem",                            // openSUSE
	"/etc/ssl/cert.pem",                                 // macOS, BSD
}
