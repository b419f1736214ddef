// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// TestWhatIsToldOfAToken: who it is for and how long it is good, as far as it tells.
func TestWhatIsToldOfAToken(t *testing.T) {
	t.Parallel()
	made := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	whole := claims{AppID: "a", Azp: "z", ObjectID: "o", TenantID: "t", ResourceID: "r"}
	whole.Issuer, whole.Subject, whole.Audience = "i", "s", jwt.ClaimStrings{"d"}
	whole.IssuedAt, whole.ExpiresAt = jwt.NewNumericDate(made), jwt.NewNumericDate(made.Add(time.Hour))
	got := whole.public()
	if got.ClientID != "a" || got.ObjectID != "o" || got.TenantID != "t" || got.ResourceID != "r" || got.Issuer != "i" || got.Subject != "s" || len(got.Audience) != 1 {
		t.Errorf("it tells %+v", got)
	}
	if !got.IssuedAt.Equal(made) || !got.Expires.Equal(made.Add(time.Hour)) {
		t.Errorf("it is good from %v to %v", got.IssuedAt, got.Expires)
	}
	if none := (claims{}).public(); !none.IssuedAt.IsZero() || !none.Expires.IsZero() {
		t.Errorf("a token without times is good from %v to %v", none.IssuedAt, none.Expires)
	}
}

// TestAddressesAsPeopleSeeThem: what is no address may be a secret.
func TestAddressesAsPeopleSeeThem(t *testing.T) {
	t.Parallel()
	for address, want := range map[string]string{
		"": "", "https://host.example/path?code=secret": "https://host.example/path", "hunter2-hunter2": hidden("hunter2-hunter2"), "ftp://host.example": hidden("ftp://host.example"),
	} {
		if got := AddressShown(address); got != want {
			t.Errorf("%q is shown as %q, want %q", address, got, want)
		}
	}
}

// TestWhatIsDenied: Intune says with 401 what others say with 403.
func TestWhatIsDenied(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		status int
		text   string
		want   bool
	}{{403, "", true}, {401, "Forbidden", true}, {401, "expired", false}, {400, "forbidden", false}, {500, "Forbidden", false}} {
		var s situation
		s.answer.status, s.answer.text = tt.status, tt.text
		if got := denied(s); got != tt.want {
			t.Errorf("%d %q is denied: %v", tt.status, tt.text, got)
		}
	}
}
