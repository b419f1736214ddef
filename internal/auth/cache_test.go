// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
)

func TestTokenCacheRefresh(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 8, 4, 10, 0, 0, 0, time.UTC)
	hour := azcore.AccessToken{Token: "first", ExpiresOn: start.Add(time.Hour)}
	day := azcore.AccessToken{Token: "first", ExpiresOn: start.Add(24 * time.Hour), RefreshOn: start.Add(12 * time.Hour)}
	short := azcore.AccessToken{Token: "first", ExpiresOn: start.Add(200 * time.Second)}
	tests := map[string]struct {
		token azcore.AccessToken
		after time.Duration
		want  string
	}{
		"a token is kept until five minutes before its expiry": {hour, 54 * time.Minute, "first"},
		"it is replaced in its last five minutes":              {hour, 55 * time.Minute, "second"},
		"the server's wish comes first":                        {day, 12 * time.Hour, "second"},
		"before that it is kept":                               {day, 11 * time.Hour, "first"},
		"a short token is kept for half of its life":           {short, 99 * time.Second, "first"},
		"and replaced in the other half":                       {short, 100 * time.Second, "second"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var c tokenCache
				ask(t, &c, start, "", tt.token, nil)
				second := azcore.AccessToken{Token: "second", ExpiresOn: start.Add(48 * time.Hour)}
				if got := ask(t, &c, start.Add(tt.after), "", second, nil); got != "first" {
					t.Errorf("got the %s token, want the first, which is still good", got)
				}
				synctest.Wait()
				if got := ask(t, &c, start.Add(tt.after), "", second, nil); got != tt.want {
					t.Errorf("got the %s token afterwards, want the %s", got, tt.want)
				}
			})
		})
	}
}

// A new token can take minutes to get, which nobody has to wait for whose token is
// still good; one that is about to expire is no use.
func TestARefreshHoldsNobodyUp(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 8, 4, 10, 0, 0, 0, time.UTC)
	tests := map[string]struct {
		after time.Duration
		want  string
	}{
		"while the token is good":    {56 * time.Minute, "first"},
		"until its last minute":      {58*time.Minute + 59*time.Second, "first"},
		"when it is about to expire": {59 * time.Minute, "second"},
		"when it has expired":        {61 * time.Minute, "second"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				var c tokenCache
				ask(t, &c, start, "", azcore.AccessToken{Token: "first", ExpiresOn: start.Add(time.Hour)}, nil)
				asked := time.Now()
				got, err := c.get(t.Context(), policy.TokenRequestOptions{}, func() time.Time { return start.Add(tt.after) },
					func(context.Context, policy.TokenRequestOptions, bool) (azcore.AccessToken, error) {
						time.Sleep(2 * time.Minute)
						return azcore.AccessToken{Token: "second", ExpiresOn: start.Add(2 * time.Hour)}, nil
					})
				if waited := time.Since(asked) > 0; err != nil || got.Token != tt.want || waited != (tt.want == "second") {
					t.Errorf("got the %s token, %v, after waiting: %v", got.Token, err, waited)
				}
				time.Sleep(3 * time.Minute)
			})
		})
	}
}

func TestTokenCacheServesTheOldTokenWhenTheNewOneFails(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		start := time.Date(2026, 8, 4, 10, 0, 0, 0, time.UTC)
		var c tokenCache
		ask(t, &c, start, "", azcore.AccessToken{Token: "first", ExpiresOn: start.Add(time.Hour)}, nil)

		failure := errors.New("no token")
		late := start.Add(57 * time.Minute)
		for _, at := range []time.Time{late, late.Add(time.Second), late.Add(29 * time.Second)} {
			next, err := azcore.AccessToken{Token: "too soon", ExpiresOn: start.Add(2 * time.Hour)}, error(nil)
			if at.Equal(late) {
				next, err = azcore.AccessToken{}, failure
			}
			if got := ask(t, &c, at, "", next, err); got != "first" {
				t.Errorf("got %q, want the token that is still valid, and no new attempt at once", got)
			}
			synctest.Wait()
		}
		if got := ask(t, &c, start.Add(59*time.Minute+30*time.Second), "", azcore.AccessToken{}, failure); got != "first" {
			t.Errorf("got %q in the last minute, want the token that is still valid", got)
		}
		if got := ask(t, &c, start.Add(61*time.Minute), "", azcore.AccessToken{}, failure); got != failure.Error() {
			t.Errorf("got %q after the expiry, want the failure", got)
		}
	})
}

func TestTokenCacheAnswersNoClaims(t *testing.T) {
	t.Parallel()
	start := time.Date(2026, 8, 4, 10, 0, 0, 0, time.UTC)
	var c tokenCache
	ask(t, &c, start, "", azcore.AccessToken{Token: "first", ExpiresOn: start.Add(time.Hour)}, nil)

	failure := errors.New("no token")
	if got := ask(t, &c, start, "claims", azcore.AccessToken{}, failure); got != failure.Error() {
		t.Errorf("got %q for a claims challenge, want the failure", got)
	}
	ask(t, &c, start, "claims", azcore.AccessToken{Token: "second", ExpiresOn: start.Add(time.Hour)}, nil)
	if got := ask(t, &c, start, "", azcore.AccessToken{Token: "third"}, nil); got != "second" {
		t.Errorf("got %q, want the token that met the claims", got)
	}
}

func TestWaitingForATokenEndsWithTheContext(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	release, finished := make(chan struct{}), make(chan error, 1)
	var c tokenCache
	_, err := c.get(ctx, policy.TokenRequestOptions{}, time.Now, func(flight context.Context, _ policy.TokenRequestOptions, _ bool) (azcore.AccessToken, error) {
		cancel()
		<-release
		finished <- flight.Err()
		return azcore.AccessToken{}, nil
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the context's error", err)
	}
	close(release)
	if err := <-finished; err != nil {
		t.Errorf("the request for the other callers ended with %v", err)
	}
}

// ask gets a token at a moment, from a source that would give the next token or
// fail, and returns the token or the text of the error.
func ask(t *testing.T, c *tokenCache, now time.Time, claims string, next azcore.AccessToken, failure error) string {
	t.Helper()
	got, err := c.get(t.Context(), policy.TokenRequestOptions{Claims: claims}, func() time.Time { return now },
		func(context.Context, policy.TokenRequestOptions, bool) (azcore.AccessToken, error) {
			return next, failure
		})
	if err != nil {
		return err.Error()
	}
	return got.Token
}
