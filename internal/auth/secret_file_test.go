// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build !windows

package auth_test

import (
	"context"
	"log/slog"
	"os"
	"sync/atomic"
	"testing"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
)

func TestAFileThatEverybodyCanReadIsWarnedOf(t *testing.T) {
	t.Parallel()
	pair := newKeyPair(t, time.Now().Add(time.Hour))
	tests := map[string]struct {
		content string
		use     func(s *auth.Settings, path string)
	}{
		"client_secret":      {tenant.SecretAppSecret, func(s *auth.Settings, path string) { s.ClientSecretFilePath = path }},
		"client_certificate": {string(pair.pem(t, "PRIVATE KEY")), func(s *auth.Settings, path string) { s.ClientCertificatePath = path }},
		"oidc":               {"token", func(s *auth.Settings, path string) { s.OIDCTokenFilePath = path }},
	}
	for method, tt := range tests {
		for mode, wants := range map[os.FileMode]bool{0o600: false, 0o640: false, 0o644: true} {
			var warned atomic.Bool
			settings := auth.Settings{
				Method: method, TenantID: tenant.DefaultTenantID, ClientID: tenant.SecretAppID,
				Cloud: "custom", AuthorityHost: "https://127.0.0.1:1", GraphEndpoint: "https://127.0.0.1:1",
			}
			path := file(t, []byte(tt.content))
			if err := os.Chmod(path, mode); err != nil {
				t.Fatal(err)
			}
			tt.use(&settings, path)
			c, err := auth.New(settings, auth.Options{
				Timing:  auth.Timing{RetryDelay: time.Microsecond},
				Environ: func(string) string { return "" },
				Log: func(_ context.Context, level slog.Level, _ string, fields map[string]any) {
					warned.CompareAndSwap(false, level == slog.LevelWarn && fields["path"] == path)
				},
			})
			if err != nil {
				t.Fatal(err)
			}
			_, _ = c.SignIn(t.Context()) // there is nobody to sign in to
			if warned.Load() != wants {
				t.Errorf("%s from a file of mode %o: warned %t, want %t", method, mode, warned.Load(), wants)
			}
		}
	}
}
