// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"errors"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync/atomic"
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

// TestWhatATokenSaysIsFitToBeShown: it ends in errors and states, and a server wrote it.
func TestWhatATokenSaysIsFitToBeShown(t *testing.T) {
	t.Parallel()
	s := setup{Options: Options{}.withDefaults()}
	got, ok := s.readClaims(t.Context(), mint(jwt.MapClaims{"appid": "a\x1b[31m", "roles": []string{"b\a"}, "wids": []string{"c\x00"}, "aud": []string{"d\r"}}))
	if !ok || got.AppID != "a" || got.Roles[0] != "b" || got.DirectoryRoles[0] != "c" || got.Audience[0] != "d" {
		t.Errorf("it says %+v, %v", got, ok)
	}
}

// TestWords: what holds anything but a few letters may be a secret.
func TestWords(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"maybe": true, "managed-identity": true, "0": true, "1": true, "2": false, "": false, "hunter2": false, "a b": false, strings.Repeat("a", 25): false} {
		if got := isWord(text); got != want {
			t.Errorf("%q is a word: %v", text, got)
		}
	}
}

// TestWhatIsTakenWithoutOptions: nothing is left out that a sign-in looks at.
func TestWhatIsTakenWithoutOptions(t *testing.T) {
	t.Parallel()
	o := Options{}.withDefaults()
	if o.Arc != installedArcAgent(os.Getenv) || o.Entra == nil || o.Identity == nil || o.Environ == nil || o.Terminal == nil || o.KeyStore == nil || o.Log == nil {
		t.Errorf("it is %+v", o)
	}
	chosen := ArcAgent{Program: "/elsewhere/himds"}
	if got := (Options{Arc: chosen}).withDefaults().Arc; got != chosen {
		t.Errorf("the agent is looked for at %+v", got)
	}
}

// TestCodesOfAnswers: each once, and none that is no number of Microsoft's.
func TestCodesOfAnswers(t *testing.T) {
	t.Parallel()
	got := parseAnswer([]byte("AADSTS7000215: no. AADSTS7000215: no. AADSTS500011: and no. AADSTS99999999999999999999: what?"))
	if !slices.Equal(got.Codes, []int{7000215, 500011}) {
		t.Errorf("the codes are %v", got.Codes)
	}
}

// TestAnErrorThatIsNotOfTheTime stays as it is, while there is time left.
func TestAnErrorThatIsNotOfTheTime(t *testing.T) {
	t.Parallel()
	s := setup{Options: Options{}.withDefaults()}
	cause := errors.New("refused")
	var last atomic.Value
	last.Store("502 Bad Gateway")
	err := s.timedOut(t.Context(), &Error{cause: cause}, &last)
	if !errors.Is(err, cause) || strings.Contains(err.Error(), "502") {
		t.Errorf("it becomes %v", err)
	}
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.timedOut(over, &Error{cause: cause}, &last); !errors.Is(err, context.Canceled) {
		t.Errorf("an error of the time is %v", err)
	}
}

// TestProxiesInSmallLetters count for a local tenant as they do elsewhere.
func TestProxiesInSmallLetters(t *testing.T) {
	t.Parallel()
	environ := map[string]string{localTenantVariable: "https://tenant.example", "https_proxy": "http://127.0.0.1:8443"}
	b := boundaryOf(func(name string) string { return environ[name] })
	proxy, err := b.proxyFor(&url.URL{Scheme: "https", Host: "tenant.example"})
	if err != nil || proxy == nil || proxy.Host != "127.0.0.1:8443" {
		t.Errorf("requests go by %v, %v", proxy, err)
	}
}
