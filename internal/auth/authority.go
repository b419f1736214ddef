// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"crypto/x509"
	"encoding/base64"
	"strings"
)

// Authorities are those whose certificates Entra and Graph may show: the system's
// and those of the settings, for networks that open TLS. It is nil, for the
// system's alone, where the settings name none. Identity endpoints are no concern
// of theirs: those are on this machine, or pinned.
func Authorities(s Settings) (*x509.CertPool, *SettingError) {
	setting, text := "ca_certificate", []byte(s.CACertificate)
	switch {
	case s.CACertificate != "":
	case s.CACertificatePath != "":
		setting = "ca_certificate_path"
		content, err := readBounded(s.CACertificatePath)
		if err != nil {
			return nil, s.fault(setting, "Cannot read "+setting, unreadable(s.CACertificatePath, err)+".")
		}
		text = content
	default:
		return nil, nil
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		pool = x509.NewCertPool() // A system without one has the given ones only.
	}
	if !pool.AppendCertsFromPEM(decoded(text)) {
		return nil, s.fault(setting, "Invalid "+setting, "It holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----. A file in DER becomes one by:\n  openssl x509 -inform der -in ca.cer -out ca.pem")
	}
	return pool, nil
}

// decoded is the text itself, or what it is the base64 of.
func decoded(text []byte) []byte {
	if raw, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(string(text)), "")); err == nil {
		return raw
	}
	return text
}
