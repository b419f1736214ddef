// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"
	"github.com/golang-jwt/jwt/v5"
	"github.com/google/uuid"
)

func TestTokenChecks(t *testing.T) {
	t.Parallel()
	const globalReader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451"
	noRoles := jwt.MapClaims{"roles": nil}
	tests := map[string]struct {
		tenant string
		claims jwt.MapClaims
		skip   bool
		want   []string // pieces of the error, none where the token is good
	}{
		"the right tenant and a role pass":      {},
		"the tenant's case does not matter":     {claims: jwt.MapClaims{"tid": strings.ToUpper(tenantID)}},
		"another tenant is refused":             {claims: jwt.MapClaims{"tid": otherID}, want: []string{"another tenant", tenantID, `tenant_id = "` + otherID + `"`}},
		"a domain is resolved":                  {tenant: "contoso.com"},
		"a domain of another tenant":            {tenant: "contoso.com", claims: jwt.MapClaims{"tid": otherID}, want: []string{"another tenant", otherID}},
		"a token without tenant passes":         {claims: jwt.MapClaims{"tid": nil}},
		"no role names the grant":               {claims: noRoles, want: []string{"no permission", "oid-1", "az rest -m POST", `\"principalId\":\"oid-1\"`, "appRoleAssignedTo", "24 hours", "skip_permission_check"}},
		"no role passes when that is wanted":    {claims: noRoles, skip: true},
		"an application is told by lack of scp": {claims: jwt.MapClaims{"roles": nil, "idtyp": nil}, want: []string{"no permission"}},
		"a directory role is a permission":      {claims: jwt.MapClaims{"roles": nil, "wids": []string{plainApplication, globalReader}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "managed_identity")
			w.settings.SkipPermissionCheck = tt.skip
			if tt.tenant != "" {
				w.settings.TenantID = tt.tenant
			}
			w.identity.token = func(string) string { return mint(tt.claims) }
			if tt.want == nil {
				w.signIn()
				return
			}
			e := w.refused()
			if e.Token == nil || e.Token.ObjectID != "oid-1" {
				t.Errorf("the error tells of the token %+v, want the one that was refused", e.Token)
			}
			for _, piece := range tt.want {
				if !strings.Contains(e.Error(), piece) {
					t.Errorf("the error lacks %q:\n%s", piece, e)
				}
			}
		})
	}
}

// What a token says is text of a server like any other.
func TestClaimsInErrorsAreClean(t *testing.T) {
	t.Parallel()
	tests := map[string]jwt.MapClaims{
		"another tenant": {"tid": "\x1b[31m" + secretValue + "\u202e"},
		"no permission":  {"roles": nil, "appid": "\x1b[31m" + secretValue + "\u202e"},
	}
	for name, changed := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "managed_identity")
			w.environ["IDENTITY_HEADER"] = secretValue
			w.identity.token = func(string) string { return mint(changed) }
			if e := w.refused(); !strings.Contains(e.Error(), "(secret)") || strings.ContainsAny(e.Error(), "\x1b\u202e") {
				t.Errorf("the error is %q, want the secret hidden and no control characters", e)
			}
		})
	}
}

// Nobody has compared its tenant, which the user must know.
func TestATokenThatDoesNotTellItsTenantPassesWithAWarning(t *testing.T) {
	t.Parallel()
	for token, tenant := range map[string]string{"opaque": tenantID, mint(jwt.MapClaims{"tid": nil}): tenantID, "a.b.c": "contoso.com"} {
		w := newWorld(t, "managed_identity")
		w.settings.TenantID = tenant
		w.identity.token = func(string) string { return token }
		found := w.signIn()
		if len(found.Warnings) != 1 || found.Warnings[0].Setting != "tenant_id" || !strings.Contains(found.Warnings[0].Detail, tenant) {
			t.Errorf("warnings are %+v, want one that the tenant was not compared", found.Warnings)
		}
		if !strings.Contains(w.logged(), "WARN The token does not tell its tenant") {
			t.Error("no line tells that the token was not checked")
		}
	}
}

// An identity answers for its own tenant only, so a domain that nobody can look up
// must not pass for it.
func TestATenantThatCannotBeComparedIsRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change func(*world)
		want   string
	}{
		"Entra is out of reach": {func(w *world) { w.settings.AuthorityHost = "https://127.0.0.1:1" }, "connection refused"},
		"Entra does not know the domain": {func(w *world) {
			w.entra.server.Config.Handler = refuse(http.StatusBadRequest, 90002, "Tenant 'contoso.com' not found.")
		}, "AADSTS90002: Tenant 'contoso.com' not found."},
		"a page of a proxy": {func(w *world) {
			w.entra.server.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) { _, _ = rw.Write([]byte("<html>")) })
		}, "invalid character"},
		"metadata without an id": {func(w *world) {
			w.entra.server.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, _ *http.Request) {
				reply(rw, http.StatusOK, map[string]any{"issuer": "https://login.example/common"})
			})
		}, "holds no id"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "managed_identity")
			w.settings.TenantID = "contoso.com"
			tt.change(w)
			e := w.refused()
			for _, piece := range []string{tt.want, "Cannot compare the tenant", `tenant_id = "` + tenantID + `"`} {
				if e.Setting != "tenant_id" || !strings.Contains(e.Error(), piece) {
					t.Errorf("the error on %q lacks %q:\n%s", e.Setting, piece, e)
				}
			}
		})
	}
}

func TestADomainIsLookedUpOnceAndAgainAfterATransientFailure(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.settings.TenantID = "contoso.com"
	metadata := w.entra.server.Config.Handler
	var asked atomic.Int32
	w.entra.server.Config.Handler = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if asked.Add(1) == 1 {
			rw.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		metadata.ServeHTTP(rw, r)
	})
	c := w.open()
	for range 3 {
		c.Forget(currentToken(t, c))
	}
	if n := asked.Load(); n != 2 {
		t.Errorf("the domain was looked up %d times, want 2", n)
	}
}

func TestAnApplicationWithoutPermissionsNamesItsGrant(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.settings.ClientID, w.settings.ManagedIdentityID = appID, uuid.NewString()
	w.entra.reply = func(rw http.ResponseWriter, _ *http.Request) {
		reply(rw, http.StatusOK, map[string]any{"token_type": "Bearer", "expires_in": 3599, "access_token": mint(jwt.MapClaims{"roles": nil})})
	}
	e := w.refused()
	for _, piece := range []string{"az ad app permission add --id " + appID, "az ad app permission admin-consent --id " + appID} {
		if !strings.Contains(e.Remedy, piece) {
			t.Errorf("the remedy lacks %q:\n%s", piece, e.Remedy)
		}
	}
}

func TestAClaimsChallengeIsReportedInDirectMode(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	c := w.open()
	_, err := c.GetToken(t.Context(), policy.TokenRequestOptions{Claims: `{"access_token":{}}`})
	var e *Error
	if !errors.As(err, &e) || !strings.Contains(e.Detail(), "claims challenge") {
		t.Errorf("got %v, want an *Error on the claims challenge", err)
	}
	if n := len(w.identity.seen()); n != 0 {
		t.Errorf("%d requests to the identity endpoint, want none", n)
	}
}

func TestAClaimsChallengeIsAnsweredInFederatedMode(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.settings.ClientID = appID
	c := w.open()
	if err := getToken(c); err != nil {
		t.Fatal(err)
	}
	if _, err := c.GetToken(t.Context(), policy.TokenRequestOptions{Claims: `{"access_token":{"nbf":{"essential":true}}}`}); err != nil {
		t.Fatal(err)
	}
	requests := w.entra.seen()
	if len(requests) != 2 || !strings.Contains(requests[1].Get("claims"), "nbf") {
		t.Errorf("%d requests to Entra, want a second one with the claims", len(requests))
	}
}
