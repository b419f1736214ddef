// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"runtime"
	"strings"
	"unicode/utf8"
)

// withFiles takes client_id and client_secret from their files.
func (s setup) withFiles() (Settings, []*SettingError) {
	var faults []*SettingError
	files := map[string]string{}
	read := func(setting, path string, into *string) {
		if path == "" {
			return
		}
		content, err := s.readFile(setting+"_file_path", path)
		switch {
		case err != nil:
			faults = append(faults, err)
		case *into != "" && *into != content:
			faults = append(faults, s.fault(setting+"_file_path", "Two values for "+setting,
				fmt.Sprintf("%s and the file %s differ. Remove one of them.", setting, path)))
		default:
			*into, files[setting] = content, "the file "+path
		}
	}
	filled := s.Settings
	read("client_id", s.ClientIDFilePath, &filled.ClientID)
	if s.Method == "client_secret" {
		read("client_secret", s.ClientSecretFilePath, &filled.ClientSecret)
	}
	origin := s.origin
	filled.Origin = func(setting string) string {
		if file := files[setting]; file != "" {
			return file
		}
		return origin(setting)
	}
	return filled, faults
}

// readFile reads a file that a setting names, without the blanks around its content.
func (s setup) readFile(setting, path string) (string, *SettingError) {
	content, err := readBounded(path)
	if err != nil {
		return "", s.fault(setting, "Cannot read "+setting, unreadable(path, err)+".")
	}
	text := strings.TrimSpace(string(content))
	switch {
	case text == "":
		return "", s.fault(setting, "Cannot read "+setting, fmt.Sprintf("The file %s is empty.", path))
	case !utf8.ValidString(text) || strings.ContainsRune(text, 0):
		return "", s.fault(setting, "Cannot read "+setting, fmt.Sprintf("The file %s is no text in UTF-8. PowerShell writes that by Set-Content -Encoding utf8.", path))
	}
	return text, nil
}

// byteOrderMark is what editors of Windows put before a text.
var byteOrderMark = []byte("\ufeff")

// readBounded reads a file without its byte order mark. One that is longer than
// any secret is an error.
func readBounded(path string) ([]byte, error) {
	file, err := os.Open(path) //nolint:gosec // The user names the file.
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	content, err := io.ReadAll(io.LimitReader(file, maxBody+1))
	if err == nil && len(content) > maxBody {
		err = fmt.Errorf("%s is longer than %d bytes", path, maxBody)
	}
	return bytes.TrimPrefix(content, byteOrderMark), err
}

// secretFile is the file that the method takes its secret from, if any. That of
// Kubernetes' token is none of them: it is open to all by design.
func (s setup) secretFile() string {
	switch {
	case s.Method == "client_secret":
		return s.ClientSecretFilePath
	case s.Method == "client_certificate" && s.ClientCertificate != "":
		return s.ClientCertificate // perhaps
	case s.Method == "client_certificate":
		return s.ClientCertificatePath
	case s.Method == "oidc" && s.OIDCRequestURL == "":
		return s.OIDCTokenFilePath
	}
	return ""
}

// warnOfReaders logs that a file with a secret is open to every user of the machine.
func (s setup) warnOfReaders(ctx context.Context) {
	path := s.secretFile()
	info, err := os.Stat(path)
	if runtime.GOOS != "windows" && err == nil && info.Mode()&0o004 != 0 {
		s.Log(ctx, slog.LevelWarn, "Every user of this machine can read a file with a secret", map[string]any{"path": path})
	}
}
