// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra_test

import (
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
)

const (
	userScope  = graph + " openid profile offline_access"
	deviceFlow = "grant_type=urn:ietf:params:oauth:grant-type:device_code"
)

func deviceCode(t *testing.T, s http.Handler) string {
	t.Helper()
	reply := granted(t, post(s, "/"+tenantID+"/oauth2/v2.0/devicecode", form(nil, "client_id="+publicApp, "scope="+userScope)))
	for _, name := range []string{"user_code", "verification_uri", "message", "interval", "expires_in"} {
		if reply[name] == nil {
			t.Errorf("the answer lacks %s", name)
		}
	}
	return reply["device_code"].(string)
}

func TestDeviceCode(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	reply := granted(t, requestToken(s, form(nil, deviceFlow, "client_id="+publicApp, "device_code="+deviceCode(t, s))))

	want := map[string]any{
		"aud": "https://graph.microsoft.com", "iss": "https://sts.windows.net/" + tenantID + "/", "tid": tenantID,
		"oid": spOf + "adele", "sub": spOf + "adele", "upn": adele, "unique_name": adele, "name": "Adele Vance",
		"appid": publicApp, "appidacr": "0", "app_displayname": "Console", "scp": "User.Read Group.Read.All",
		"idtyp": "user", "ver": "1.0", "tenant_region_scope": "EU", "wids": []any{"0997a1d0-0d1d-4acb-b408-d5ca73121e90"},
		"iat": float64(now.Add(-5 * time.Minute).Unix()), "nbf": float64(now.Add(-5 * time.Minute).Unix()), "exp": float64(now.Add(time.Hour).Unix()),
	}
	if diff := cmp.Diff(want, withoutOpaque(claims(t, reply["access_token"]))); diff != "" {
		t.Errorf("claims mismatch (-want +got):\n%s", diff)
	}
	id := claims(t, reply["id_token"])
	if id["aud"] != publicApp || id["iss"] != v2Issuer || id["preferred_username"] != adele || id["oid"] != spOf+"adele" || id["sub"] != spOf+"adele" {
		t.Errorf("id_token is %v, want one about %s for %s", id, adele, publicApp)
	}
	checkClientInfo(t, reply)
}

// checkClientInfo wants an answer to name the account.
func checkClientInfo(t *testing.T, reply map[string]any) {
	t.Helper()
	info, err := base64.RawURLEncoding.DecodeString(reply["client_info"].(string))
	if want := `{"uid":"` + spOf + `adele","utid":"` + tenantID + `"}`; err != nil || string(info) != want {
		t.Errorf("client_info is %s, want %s", info, want)
	}
}

// TestDeviceCodeByItsShortName: older clients name the grant so.
func TestDeviceCodeByItsShortName(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	granted(t, requestToken(s, form(nil, "grant_type=device_code", "client_id="+publicApp, "device_code="+deviceCode(t, s))))
}

func TestRefreshToken(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), func(o *entra.Options) { o.Address = "https://127.0.0.1:8443" })
	first := granted(t, requestToken(s, form(nil, deviceFlow, "client_id="+publicApp, "device_code="+deviceCode(t, s))))
	fields := form(nil, "grant_type=refresh_token", "client_id="+publicApp, "refresh_token="+first["refresh_token"].(string))

	again := granted(t, requestToken(s, fields))
	if got := claims(t, again["access_token"])["scp"]; got != "User.Read Group.Read.All" {
		t.Errorf("scp is %v, want the scopes of the sign-in", got)
	}
	for _, scope := range []string{"User.Read", "Group.Read.All User.Read"} {
		narrow := claims(t, granted(t, requestToken(s, form(fields, "scope="+scope)))["access_token"])
		if narrow["scp"] != scope || narrow["aud"] != "https://graph.microsoft.com" {
			t.Errorf("scp is %v for %v, want %s of Graph", narrow["scp"], narrow["aud"], scope)
		}
	}
}

// authorizationCode signs the user in and returns the code that the browser takes along.
func authorizationCode(t *testing.T, s http.Handler, tenant, challenge string) string {
	t.Helper()
	q := form(nil, "client_id="+publicApp, "redirect_uri=http://localhost:8400", "response_type=code", "scope="+userScope,
		"code_challenge_method=S256", "code_challenge="+challenge, "state=s1", "nonce=n1")
	resp := serve(s, httptest.NewRequest(http.MethodGet, "https://login.test/"+tenant+"/oauth2/v2.0/authorize?"+q.Encode(), nil))
	if resp.Code != http.StatusFound {
		t.Fatalf("status %d, want a redirect", resp.Code)
	}
	back, err := url.Parse(resp.Header().Get("Location"))
	if err != nil {
		t.Fatal(err)
	}
	if back.Host != "localhost:8400" || back.Query().Get("state") != "s1" {
		t.Errorf("the browser is sent to %v, want the client with its state", back)
	}
	return back.Query().Get("code")
}

func challengeFor(verifier string) string {
	sum := sha256.Sum256([]byte(verifier))
	return base64.RawURLEncoding.EncodeToString(sum[:])
}

func TestAuthorizationCode(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	for _, tenant := range []string{tenantID, "organizations"} {
		code := authorizationCode(t, s, tenant, challengeFor("verifier"))
		reply := granted(t, post(s, "/"+tenant+"/oauth2/v2.0/token", form(nil, "grant_type=authorization_code", "client_id="+publicApp,
			"redirect_uri=http://localhost:8400", "code_verifier=verifier", "code="+code)))
		if got := claims(t, reply["id_token"])["nonce"]; got != "n1" {
			t.Errorf("nonce is %v, want the one of the request", got)
		}
		checkClientInfo(t, reply)
	}
}

func TestTheAnswerComesAsTheClientWants(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	ask := func(mode string) *httptest.ResponseRecorder {
		q := form(nil, "client_id="+publicApp, "redirect_uri=http://localhost:8400", "scope="+userScope, `state=<"s1">&`, "response_mode="+mode)
		return serve(s, httptest.NewRequest(http.MethodGet, "https://login.test/"+tenantID+"/oauth2/v2.0/authorize?"+q.Encode(), nil))
	}
	for mode, mark := range map[string]string{"": "?", "query": "?", "fragment": "#"} {
		back, answer, _ := strings.Cut(ask(mode).Header().Get("Location"), mark)
		fields, err := url.ParseQuery(answer)
		if err != nil || back != "http://localhost:8400" || fields.Get("code") == "" || fields.Get("state") != `<"s1">&` {
			t.Errorf("response_mode %q: the browser is sent to %q with %v, %v", mode, back, fields, err)
		}
	}
	q := form(nil, "client_id="+publicApp, "redirect_uri=http://localhost:8400#old", "scope="+userScope, "response_mode=fragment")
	answer := serve(s, httptest.NewRequest(http.MethodGet, "https://login.test/"+tenantID+"/oauth2/v2.0/authorize?"+q.Encode(), nil)).Header().Get("Location")
	if strings.Contains(answer, "old") || strings.Count(answer, "#") != 1 {
		t.Errorf("an address with a fragment of its own is answered at %q", answer)
	}
	page := ask("form_post")
	if got := page.Header().Get("Content-Type"); page.Code != http.StatusOK || !strings.HasPrefix(got, "text/html") || page.Header().Get("Location") != "" {
		t.Fatalf("the answer is %d %s, want a page", page.Code, got)
	}
	for _, piece := range []string{
		`<form method="post" action="http://localhost:8400">`, `name="code" value="`,
		`name="state" value="&lt;&#34;s1&#34;&gt;&amp;"`, "document.forms[0].submit()", "<button",
	} {
		if !strings.Contains(page.Body.String(), piece) {
			t.Errorf("the page lacks %s:\n%s", piece, page.Body)
		}
	}
	if resp := ask("pigeon"); resp.Code != http.StatusBadRequest {
		t.Errorf("an unknown response_mode is answered with %d, want 400", resp.Code)
	}
}

func TestSignInIsRefused(t *testing.T) {
	t.Parallel()
	d := newDirectory()
	d.users["off@"+domain] = entra.User{UserPrincipalName: "off@" + domain}
	service := func(user string, clock time.Time) http.Handler {
		return newService(d, func(o *entra.Options) { o.SignedInUser, o.Now = user, func() time.Time { return clock } })
	}
	s := service(adele, now)
	device := func(s http.Handler, pairs ...string) *httptest.ResponseRecorder {
		fields := form(nil, deviceFlow, "client_id="+publicApp, "device_code="+deviceCode(t, s))
		return requestToken(s, form(fields, pairs...))
	}
	code := func(pairs ...string) *httptest.ResponseRecorder {
		fields := form(nil, "grant_type=authorization_code", "client_id="+publicApp, "redirect_uri=http://localhost:8400",
			"code_verifier=verifier", "code="+authorizationCode(t, s, tenantID, challengeFor("verifier")))
		return requestToken(s, form(fields, pairs...))
	}
	begin := func(pairs ...string) *httptest.ResponseRecorder {
		return post(s, "/"+tenantID+"/oauth2/v2.0/devicecode", form(form(nil, "client_id="+publicApp, "scope="+userScope), pairs...))
	}
	used := deviceCode(t, s)
	granted(t, requestToken(s, form(nil, deviceFlow, "client_id="+publicApp, "device_code="+used)))

	tests := map[string]struct {
		got  *httptest.ResponseRecorder
		want refusal
	}{
		"while nobody has approved the code":      {device(service("", now)), refusal{400, "authorization_pending", 70016}},
		"for a user that is not there":            {device(service("nobody@"+domain, now)), refusal{400, "invalid_grant", 50034}},
		"for a disabled user":                     {device(service("off@"+domain, now)), refusal{400, "invalid_grant", 50057}},
		"with a secret of a public client":        {device(s, "client_secret=right"), refusal{401, "invalid_client", 700025}},
		"of a confidential client without secret": {device(s, "client_id="+appID), refusal{401, "invalid_client", 7000218}},
		"without a device code":                   {device(s, "device_code"), refusal{400, "invalid_request", 900144}},
		"with an unknown device code":             {device(s, "device_code=x"), refusal{400, "invalid_grant", 70000}},
		"with a used device code":                 {device(s, "device_code="+used), refusal{400, "invalid_grant", 70000}},
		"with a refresh token that is none":       {device(s, "grant_type=refresh_token", "refresh_token=x"), refusal{400, "invalid_grant", 70000}},
		"with a device code as refresh token":     {device(s, "grant_type=refresh_token", "refresh_token="+deviceCode(t, s)), refusal{400, "invalid_grant", 70000}},
		"with a code and a secret":                {code("client_secret=right"), refusal{401, "invalid_client", 700025}},
		"with a code and an assertion":            {code("client_assertion=x"), refusal{401, "invalid_client", 700025}},
		"with a code of another client":           {code("client_id="+appID, "client_secret=right"), refusal{400, "invalid_grant", 70000}},
		"with a code of no client":                {code("client_id=absent"), refusal{400, "unauthorized_client", 700016}},
		"again with a secret":                     {device(s, "grant_type=refresh_token", "client_secret=right"), refusal{401, "invalid_client", 700025}},
		"again of no client":                      {device(s, "grant_type=refresh_token", "client_id=absent"), refusal{400, "unauthorized_client", 700016}},
		"with another verifier":                   {code("code_verifier=other"), refusal{400, "invalid_grant", 501481}},
		"with another redirect address":           {code("redirect_uri=http://localhost:1"), refusal{400, "invalid_grant", 500112}},
		"for scopes without consent":              {begin("scope=Mail.Read"), refusal{400, "invalid_grant", 65001}},
		"for an unknown resource":                 {begin("scope=https://graph.example.com/.default"), refusal{400, "invalid_resource", 500011}},
		"for two resources":                       {begin("scope=User.Read https://management.azure.com/.default"), refusal{400, "invalid_scope", 70011}},
		"without scope":                           {begin("scope"), refusal{400, "invalid_request", 900144}},
		"in a tenant that is not there":           {post(s, "/absent.example/oauth2/v2.0/devicecode", form(nil, "client_id="+publicApp, "scope="+userScope)), refusal{400, "invalid_request", 90002}},
		"of an unknown client":                    {begin("client_id=absent"), refusal{400, "unauthorized_client", 700016}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, refused(t, tt.got)); diff != "" {
				t.Errorf("refusal mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestDeviceCodeExpires(t *testing.T) {
	t.Parallel()
	clock := now
	s := newService(newDirectory(), func(o *entra.Options) { o.Now = func() time.Time { return clock } })
	code := deviceCode(t, s)
	clock = clock.Add(15 * time.Minute)
	got := refused(t, requestToken(s, form(nil, deviceFlow, "client_id="+publicApp, "device_code="+code)))
	if diff := cmp.Diff(refusal{400, "expired_token", 70019}, got); diff != "" {
		t.Errorf("refusal mismatch (-want +got):\n%s", diff)
	}
}

func TestRefreshTokenExpires(t *testing.T) {
	t.Parallel()
	clock := now
	s := newService(newDirectory(), func(o *entra.Options) { o.Now = func() time.Time { return clock } })
	first := granted(t, requestToken(s, form(nil, deviceFlow, "client_id="+publicApp, "device_code="+deviceCode(t, s))))
	refresh := form(nil, "grant_type=refresh_token", "client_id="+publicApp, "refresh_token="+first["refresh_token"].(string))
	clock = clock.Add(90*24*time.Hour - time.Second)
	granted(t, requestToken(s, refresh))
	clock = clock.Add(time.Second)
	if diff := cmp.Diff(refusal{400, "invalid_grant", 700082}, refused(t, requestToken(s, refresh))); diff != "" {
		t.Errorf("refusal mismatch (-want +got):\n%s", diff)
	}
}

func TestAuthorizeGoesOnlyToTheApplication(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	for name, tt := range map[string]struct{ tenant, client, redirect string }{
		"another host":        {tenantID, publicApp, "http://127.0.0.1:8400"},
		"another scheme":      {tenantID, publicApp, "https://localhost:8400"},
		"another path":        {tenantID, publicApp, "http://localhost:8400/x"},
		"no address":          {tenantID, publicApp, ""},
		"an unknown client":   {tenantID, "absent", "http://localhost"},
		"an unknown tenant":   {"fabrikam.com", publicApp, "http://localhost"},
		"a client of nowhere": {"common", "absent", "http://localhost"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := form(nil, "client_id="+tt.client, "redirect_uri="+tt.redirect)
			resp := serve(s, httptest.NewRequest(http.MethodGet, "https://login.test/"+tt.tenant+"/oauth2/v2.0/authorize?"+q.Encode(), nil))
			if resp.Code != http.StatusBadRequest {
				t.Errorf("status %d with Location %q, want a refusal", resp.Code, resp.Header().Get("Location"))
			}
		})
	}
}

func TestAuthorizeWithoutUserIsDenied(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), func(o *entra.Options) { o.SignedInUser = "" })
	q := form(nil, "client_id="+publicApp, "redirect_uri=http://localhost")
	resp := serve(s, httptest.NewRequest(http.MethodGet, "https://login.test/"+tenantID+"/oauth2/v2.0/authorize?"+q.Encode(), nil))
	back, err := url.Parse(resp.Header().Get("Location"))
	if err != nil || back.Query().Get("error") != "access_denied" || back.Query().Has("code") || !strings.HasPrefix(back.Query().Get("error_description"), "AADSTS65004: ") {
		t.Errorf("the browser is sent to %v, want error=access_denied and why", back)
	}
}

func TestVerify(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	good := granted(t, requestToken(s, bySecret()))["access_token"].(string)
	graphToken := func(change jwt.MapClaims) string {
		c := claims(t, good)
		return sign(t, jwt.NewWithClaims(jwt.SigningMethodRS256, merged(c, change)), signingKey())
	}
	tests := map[string]struct {
		token string
		want  error
	}{
		"nothing":                {"", entra.ErrMalformed},
		"no token":               {"opaque", entra.ErrMalformed},
		"half a token":           {good[:len(good)/2], entra.ErrMalformed},
		"a changed signature":    {good[:len(good)-8] + "AAAAAAAA", entra.ErrSignature},
		"another key":            {signedBy(t, appKey(), good), entra.ErrSignature},
		"another algorithm":      {sign(t, jwt.NewWithClaims(jwt.SigningMethodHS256, claims(t, good)), []byte("k")), entra.ErrSignature},
		"an expired token":       {graphToken(jwt.MapClaims{"exp": now.Add(-time.Second).Unix()}), entra.ErrExpired},
		"a token of the future":  {graphToken(jwt.MapClaims{"nbf": now.Add(time.Second).Unix()}), entra.ErrExpired},
		"a token without expiry": {graphToken(jwt.MapClaims{"exp": nil}), entra.ErrSignature},
		"another tenant's token": {graphToken(jwt.MapClaims{"tid": "other"}), entra.ErrIssuer},
		"a token for the exchange": {
			granted(t, requestToken(s, bySecret("scope=api://AzureADTokenExchange/.default")))["access_token"].(string), entra.ErrAudience,
		},
		"a token for Resource Manager": {
			granted(t, requestToken(s, bySecret("scope=https://management.azure.com/.default")))["access_token"].(string), entra.ErrAudience,
		},
		"a token without audience": {graphToken(jwt.MapClaims{"aud": nil}), entra.ErrAudience},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := s.Verify(tt.token); !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
		})
	}
}

// TestVerifyLooksAtTheClock each time: a token that was good expires.
func TestVerifyLooksAtTheClock(t *testing.T) {
	t.Parallel()
	clock := now
	s := newService(newDirectory(), func(o *entra.Options) { o.Now = func() time.Time { return clock } })
	token := granted(t, requestToken(s, bySecret()))["access_token"].(string)
	for range 2 {
		if _, err := s.Verify(token); err != nil {
			t.Fatal(err)
		}
	}
	clock = clock.Add(time.Hour)
	if _, err := s.Verify(token); !errors.Is(err, entra.ErrExpired) {
		t.Errorf("got %v, want that it has expired", err)
	}
}

func TestVerifyReadsWhoTheBearerIs(t *testing.T) {
	t.Parallel()
	s := newService(newDirectory(), nil)
	app := granted(t, requestToken(s, bySecret()))["access_token"].(string)
	user := granted(t, requestToken(s, form(nil, deviceFlow, "client_id="+publicApp, "device_code="+deviceCode(t, s))))["access_token"].(string)
	tests := map[string]struct {
		token string
		want  entra.Claims
	}{
		"an application": {app, entra.Claims{TenantID: tenantID, AppID: appID, ObjectID: spOf + appID, AppOnly: true, Roles: []string{"Group.ReadWrite.All", "User.ReadWrite.All"}}},
		"a user":         {user, entra.Claims{TenantID: tenantID, AppID: publicApp, ObjectID: spOf + "adele", Scopes: []string{"User.Read", "Group.Read.All"}}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := s.Verify(tt.token)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("claims mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
