// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"net/http"
	"strings"
	"testing"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"
)

func secretWorld(t testing.TB) *world {
	t.Helper()
	w := newWorld(t, "client_secret")
	w.settings.ClientID, w.settings.ClientSecret = appID, secretValue
	return w
}

func TestClientSecretGoesToTheConfiguredAuthority(t *testing.T) {
	t.Parallel()
	w := secretWorld(t)
	found := w.signIn()
	if diff := cmp.Diff(Identity{
		Method: "client_secret", TenantID: tenantID, ClientID: appID, ObjectID: "oid-1",
		Roles: []string{"Group.ReadWrite.All"}, Expires: found.Expires,
	}, found); diff != "" {
		t.Errorf("identity mismatch (-want +got):\n%s", diff)
	}
	requests := w.entra.seen()
	if len(requests) != 1 || requests[0].Get("client_secret") != secretValue || requests[0].Get("client_id") != appID {
		t.Errorf("%d requests for a token, want 1 with the id and its secret", len(requests))
	}
	if n := len(w.identity.seen()); n != 0 {
		t.Errorf("%d requests to the identity endpoint, want none", n)
	}
}

func TestClientSecretWithADomainAsTenant(t *testing.T) {
	t.Parallel()
	w := secretWorld(t)
	w.settings.TenantID = "contoso.onmicrosoft.com"
	w.signIn()
}

func TestRefusedSecretIsNeverShown(t *testing.T) {
	t.Parallel()
	w := secretWorld(t)
	w.entra.reply = func(rw http.ResponseWriter, r *http.Request) {
		refuse(http.StatusUnauthorized, 7000215, "Invalid client secret provided: "+r.PostForm.Encode()+" "+r.PostForm.Get("client_secret")+" "+mint(nil))(rw, r)
	}
	e := w.refused()
	for _, piece := range []string{"AADSTS7000215: Invalid client secret", "az ad app credential reset --id " + appID} {
		if !strings.Contains(e.Error(), piece) {
			t.Errorf("the error lacks %q:\n%s", piece, e)
		}
	}
	if e.Setting != "client_secret" {
		t.Errorf("the error blames %q, want client_secret", e.Setting)
	}
}

func TestUnreachableEntra(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		authority string
		want      string
	}{
		"refused":       {"https://127.0.0.1:1", "Cannot reach Entra"},
		"not trusted":   {"", "SSL_CERT_FILE"},
		"not Entra":     {"page", "Cannot reach Entra"},
		"a dead tenant": {"tenant", "The tenant does not exist"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := secretWorld(t)
			switch tt.authority {
			case "":
				w.options.Entra = guarded(t, nil)
			case "page":
				w.entra.server.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
					_, _ = rw.Write([]byte("<html>Guest network</html>"))
				})
			case "tenant":
				w.entra.server.Config.Handler = refuse(http.StatusBadRequest, 90002, "Tenant not found.")
			default:
				w.settings.AuthorityHost = tt.authority
			}
			if e := w.refused(); !strings.Contains(e.Error(), tt.want) {
				t.Errorf("the error lacks %q:\n%s", tt.want, e)
			}
		})
	}
}

func TestRedirectsOfEntraAreNotFollowed(t *testing.T) {
	t.Parallel()
	w := secretWorld(t)
	w.entra.reply = func(rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, "https://203.0.113.1/", http.StatusTemporaryRedirect)
	}
	if e := w.refused(); e.Status != http.StatusTemporaryRedirect {
		t.Errorf("status is %d, want the redirect's own", e.Status)
	}
}

func TestAUserTokenNeedsNoRoles(t *testing.T) {
	t.Parallel()
	w := secretWorld(t)
	w.entra.reply = func(rw http.ResponseWriter, _ *http.Request) {
		reply(rw, http.StatusOK, map[string]any{
			"token_type": "Bearer", "expires_in": 3599,
			"access_token": mint(jwt.MapClaims{"idtyp": "user", "roles": nil, "scp": "User.Read", "upn": "a@contoso.com"}),
		})
	}
	if found := w.signIn(); found.UserName != "a@contoso.com" || found.Scopes != "User.Read" {
		t.Errorf("found %+v, want the user and the scopes", found)
	}
}
