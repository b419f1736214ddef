// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"crypto/sha1" //nolint:gosec // Service Fabric names its certificate by SHA-1.
	"crypto/tls"
	"encoding/hex"
	"errors"
	"net/http"
	"strings"
)

const thumbprintVariable = "IDENTITY_SERVER_THUMBPRINT"

var errOtherThumbprint = errors.New("the server's certificate is not the one that " + thumbprintVariable + " names")

// pinned makes a transport that talks to the one server whose certificate the
// environment names. No authority has issued it: Service Fabric makes its own.
func (s setup) pinned(address string) (*http.Transport, error) {
	base, ok := s.Identity.(*http.Transport)
	if !ok {
		return nil, errors.New("the certificate of Service Fabric can be pinned in an *http.Transport only")
	}
	if !strings.HasPrefix(strings.ToLower(address), "https://") {
		return nil, s.fabricFault("IDENTITY_ENDPOINT must begin with https://.")
	}
	want, err := hex.DecodeString(strings.NewReplacer(":", "", " ", "").Replace(s.Environ(thumbprintVariable)))
	if err != nil || len(want) != sha1.Size {
		return nil, s.fabricFault(thumbprintVariable + " must be a SHA-1 thumbprint, 40 hexadecimal digits.")
	}
	transport := base.Clone()
	transport.TLSNextProto = nil // It would share connections with base, which pins nothing.
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	config.InsecureSkipVerify = true
	config.VerifyConnection = func(c tls.ConnectionState) error {
		if got := sha1.Sum(c.PeerCertificates[0].Raw); string(got[:]) != string(want) { //nolint:gosec // As above.
			return errOtherThumbprint
		}
		return nil
	}
	transport.TLSClientConfig = config
	return transport, nil
}

func (s setup) fabricFault(text string) *SettingError {
	return &SettingError{
		Summary: "Cannot use the Service Fabric identity endpoint",
		Detail:  text + " IDENTITY_ENDPOINT and " + thumbprintVariable + " must be those that Service Fabric gave to this process. If they are left over from elsewhere, unset them.",
	}
}
