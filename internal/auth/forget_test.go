// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"net/http"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestARefusedTokenIsGotAnew(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change             func(*world)
		identities, tokens int
	}{
		"direct":    {func(*world) {}, 2, 0},
		"federated": {func(w *world) { w.settings.ClientID = appID }, 2, 2},
		"client_secret": {func(w *world) {
			w.settings.Method, w.settings.ClientID, w.settings.ClientSecret = "client_secret", appID, secretValue
		}, 0, 2},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "managed_identity")
			tt.change(w)
			w.identity.token = func(string) string { return mint(map[string]any{"uti": uuid.NewString()}) }
			w.entra.reply = func(rw http.ResponseWriter, _ *http.Request) {
				reply(rw, http.StatusOK, map[string]any{"token_type": "Bearer", "expires_in": 3599, "access_token": mint(map[string]any{"uti": uuid.NewString()})})
			}
			c := w.open()
			first := currentToken(t, c)
			c.Forget("another token")
			if currentToken(t, c) != first {
				t.Error("a token that nobody refused was replaced")
			}
			c.Forget(first)
			var callers sync.WaitGroup
			for range 10 {
				callers.Go(func() {
					if err := getToken(c); err != nil {
						t.Error(err)
					}
				})
			}
			callers.Wait()
			if currentToken(t, c) == first {
				t.Error("the refused token was handed out again")
			}
			c.Forget(first) // as callers do that were slower
			currentToken(t, c)
			if got := []int{len(w.identity.seen()), len(w.entra.seen())}; !cmp.Equal(got, []int{tt.identities, tt.tokens}) {
				t.Errorf("%v requests for the identity's and the application's token, want %d and %d", got, tt.identities, tt.tokens)
			}
		})
	}
}

func TestNothingMoreIsAskedOfEntraForARefusedToken(t *testing.T) {
	t.Parallel()
	w := secretWorld(t)
	c := w.open()
	c.Forget(currentToken(t, c))
	currentToken(t, c)
	requests := w.entra.seen()
	if diff := cmp.Diff(requests[0].Get("claims"), requests[1].Get("claims")); diff != "" || len(requests) != 2 {
		t.Errorf("%d requests, claims mismatch (-first +second):\n%s", len(requests), diff)
	}
}

func TestARefusedTokenIsNotServedWhenThereIsNoOther(t *testing.T) {
	t.Parallel()
	w := secretWorld(t)
	c := w.open()
	c.Forget(currentToken(t, c))
	w.entra.reply = refuse(http.StatusUnauthorized, 7000215, "Invalid client secret.")
	if err := getToken(c); err == nil {
		t.Error("the refused token was handed out again")
	}
}

func currentToken(t *testing.T, c *Credential) string {
	t.Helper()
	token, err := c.GetToken(t.Context(), tokenRequest(c))
	if err != nil {
		t.Fatal(err)
	}
	return token.Token
}
