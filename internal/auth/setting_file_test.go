// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth_test

import (
	"encoding/binary"
	"testing"
	"unicode/utf16"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

func TestASecretIsReadFromFilesOfEveryEditor(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"plain":               tenant.SecretAppSecret,
		"with a line break":   tenant.SecretAppSecret + "\r\n",
		"of Windows' Notepad": "\ufeff" + tenant.SecretAppSecret,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, "client_secret")
			s.settings.ClientID, s.settings.ClientSecretFilePath = tenant.SecretAppID, file(t, []byte(content))
			s.signIn()
		})
	}
}

func TestFilesThatHoldNoSecret(t *testing.T) {
	t.Parallel()
	wide := []byte{0xff, 0xfe}
	for _, unit := range utf16.Encode([]rune("canary~value")) {
		wide = binary.LittleEndian.AppendUint16(wide, unit)
	}
	tests := map[string]struct {
		content []byte
		want    string
	}{
		"nothing":                         {nil, "is empty"},
		"blanks":                          {[]byte("\ufeff \n"), "is empty"},
		"what PowerShell writes by >":     {wide, "Set-Content -Encoding utf8"},
		"that, without a byte order mark": {wide[2:], "Set-Content -Encoding utf8"},
		"more than any secret is":         {make([]byte, 2<<20), "is longer than"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, "client_secret")
			s.settings.ClientID, s.settings.ClientSecretFilePath = tenant.SecretAppID, file(t, tt.content)
			err := s.fails()
			wantError(t, err, "client_secret_file_path", tt.want)
			noSecrets(t, err.Error(), "canary~value")
		})
	}
}
