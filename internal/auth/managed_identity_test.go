// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

func TestDirectModeSendsTheSelector(t *testing.T) {
	t.Parallel()
	guid := uuid.NewString()
	resource := "/subscriptions/" + guid + "/resourcegroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/tf"
	tests := map[string]struct{ id, kind, parameter, value string }{
		"no id leaves the choice to the host":    {"", "", "", ""},
		"a GUID is a client id":                  {guid, "", "client_id", guid},
		"auto is the default type":               {guid, "auto", "client_id", guid},
		"an object id is sent as one":            {guid, "object_id", "object_id", guid},
		"a resource id is recognised":            {resource, "", "msi_res_id", resource},
		"a resource id can be said to be one":    {resource, "resource_id", "msi_res_id", resource},
		"an upper case resource id stays itself": {strings.ToUpper(resource), "", "msi_res_id", strings.ToUpper(resource)},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "managed_identity")
			w.settings.ManagedIdentityID, w.settings.ManagedIdentityIDType = tt.id, tt.kind
			w.signIn()

			want := url.Values{"api-version": {"2018-02-01"}, "resource": {w.settings.GraphEndpoint}}
			if tt.parameter != "" {
				want.Set(tt.parameter, tt.value)
			}
			if diff := cmp.Diff([]url.Values{want}, w.identity.seen()); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
			if n := len(w.entra.seen()); n != 0 {
				t.Errorf("direct mode made %d requests for a token of Entra, want none", n)
			}
		})
	}
}

func TestDirectModeTellsWhoSignedIn(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	mirid := "/subscriptions/s/resourcegroups/g/providers/Microsoft.Compute/virtualMachines/vm"
	w.identity.token = func(string) string { return mint(jwt.MapClaims{"appid": "app-1", "xms_mirid": mirid}) }
	found := w.signIn()

	want := Identity{
		Method: "managed_identity", Mode: Direct, Source: IMDS, TenantID: tenantID, ClientID: "app-1", ObjectID: "oid-1",
		ResourceID: mirid, Roles: []string{"Group.ReadWrite.All"}, Expires: found.Expires,
	}
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("identity mismatch (-want +got):\n%s", diff)
	}
	if time.Until(found.Expires) < time.Hour {
		t.Errorf("the token expires %s, want about a day ahead", found.Expires)
	}
	if !strings.Contains(w.logged(), "INFO Signed in to Microsoft Graph") {
		t.Errorf("no line tells of the sign-in in:\n%s", w.logged())
	}
}

func TestFederatedModeExchangesTheIdentitysToken(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.settings.ClientID, w.settings.ManagedIdentityID = appID, uuid.NewString()
	assertion := mint(jwt.MapClaims{"azp": w.settings.ManagedIdentityID, "roles": nil})
	w.identity.token = func(string) string { return assertion }
	found := w.signIn()

	if found.Mode != Federated || found.ClientID != appID {
		t.Errorf("signed in as %s %s, want federated %s", found.Mode, found.ClientID, appID)
	}
	wantIdentity := []url.Values{{
		"api-version": {"2018-02-01"}, "resource": {w.settings.TokenExchangeAudience}, "client_id": {w.settings.ManagedIdentityID},
	}}
	if diff := cmp.Diff(wantIdentity, w.identity.seen()); diff != "" {
		t.Errorf("identity requests mismatch (-want +got):\n%s", diff)
	}
	requests := w.entra.seen()
	if len(requests) != 1 {
		t.Fatalf("%d requests for a token of Entra, want 1", len(requests))
	}
	got := map[string]string{}
	for _, field := range []string{"grant_type", "client_id", "client_assertion", "client_assertion_type", "client_secret"} {
		got[field] = requests[0].Get(field)
	}
	want := map[string]string{
		"grant_type": "client_credentials", "client_id": appID, "client_assertion": assertion, "client_secret": "",
		"client_assertion_type": "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("exchange mismatch (-want +got):\n%s", diff)
	}
	if scope := requests[0].Get("scope"); !strings.HasPrefix(scope, w.settings.GraphEndpoint+"/.default") {
		t.Errorf("scope is %q, want Graph's", scope)
	}
}

// A multi-tenant app registration that trusts an identity of its home tenant is
// asked for in the tenant to manage.
func TestFederatedModeReachesAnotherTenant(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.settings.ClientID = appID
	w.identity.token = func(string) string {
		return mint(jwt.MapClaims{"iss": "https://login.example/" + otherID + "/v2.0", "tid": otherID})
	}
	give := w.entra.reply
	w.entra.reply = func(rw http.ResponseWriter, r *http.Request) {
		if asked := r.PathValue("tenant"); asked != tenantID {
			t.Errorf("the tenant %s was asked, want the one to manage", asked)
		}
		give(rw, r)
	}
	found := w.signIn()
	if found.TenantID != tenantID || found.Presented.TenantID != otherID || len(w.entra.seen()) != 1 {
		t.Errorf("signed in to %s by an identity of %s, want %s by %s", found.TenantID, found.Presented.TenantID, tenantID, otherID)
	}
}

// Each cloud has its own audience for the identity, its own sign-in service, and
// its own Graph to ask for.
func TestFederatedModeInEveryCloud(t *testing.T) {
	t.Parallel()
	yes := true
	tests := map[string]struct{ audience, authority, scope string }{
		"public":  {"api://AzureADTokenExchange", "login.microsoftonline.com", "https://graph.microsoft.com/.default"},
		"gcc":     {"api://AzureADTokenExchange", "login.microsoftonline.com", "https://graph.microsoft.com/.default"},
		"gcchigh": {"api://AzureADTokenExchangeUSGov", "login.microsoftonline.us", "https://graph.microsoft.us/.default"},
		"dod":     {"api://AzureADTokenExchangeUSGov", "login.microsoftonline.us", "https://dod-graph.microsoft.us/.default"},
		"china":   {"api://AzureADTokenExchangeChina", "login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn/.default"},
		"custom":  {"api://own", "login.example", "https://graph.example/.default"},
	}
	for cloud, want := range tests {
		t.Run(cloud, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "managed_identity")
			w.settings.Cloud, w.settings.ClientID, w.settings.DisableInstanceDiscovery = cloud, appID, &yes
			w.settings.AuthorityHost, w.settings.GraphEndpoint, w.settings.TokenExchangeAudience = "", "", ""
			if cloud == customCloud {
				w.settings.AuthorityHost, w.settings.GraphEndpoint, w.settings.TokenExchangeAudience = "https://login.example", "https://graph.example", "api://own"
			}
			var scope string
			w.options.Entra = roundTrip(func(r *http.Request) (*http.Response, error) {
				if r.URL.Host != want.authority {
					t.Errorf("a request went to %s, want %s", r.URL.Host, want.authority)
				}
				answer := httptest.NewRecorder()
				root := "https://" + r.URL.Host + "/" + tenantID
				if r.Method == http.MethodGet {
					reply(answer, http.StatusOK, map[string]any{"issuer": root + "/v2.0", "token_endpoint": root + "/oauth2/v2.0/token", "authorization_endpoint": root + "/oauth2/v2.0/authorize"})
				} else {
					scope = r.FormValue("scope")
					reply(answer, http.StatusOK, map[string]any{"token_type": "Bearer", "expires_in": 3599, "access_token": mint(jwt.MapClaims{"appid": appID})})
				}
				return answer.Result(), nil
			})
			w.signIn()
			if got := w.identity.seen()[0].Get("resource"); got != want.audience {
				t.Errorf("the identity's token was asked for %s, want %s", got, want.audience)
			}
			if asked, _, _ := strings.Cut(scope, " "); asked != want.scope {
				t.Errorf("the application's token was asked for %s, want %s", asked, want.scope)
			}
		})
	}
}

func TestFederatedModeWithoutAnIDLeavesTheChoiceToTheHost(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.settings.ClientID = appID
	w.signIn()
	if w.identity.seen()[0].Has("client_id") {
		t.Error("the app registration's id was sent to the identity endpoint")
	}
}

func TestClientIDEqualToTheIdentityIsDirectModeWithAWarning(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	id := uuid.NewString()
	w.settings.ClientID, w.settings.ManagedIdentityID = strings.ToUpper(id), id
	c := w.open()
	found, err := c.SignIn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if found.Mode != Direct {
		t.Errorf("mode is %q, want direct", found.Mode)
	}
	if warnings := c.Warnings(); len(warnings) != 1 || warnings[0].Setting != "client_id" || len(found.Warnings) > 0 {
		t.Errorf("warnings are %+v, want one on client_id", warnings)
	}
}

// Only an id that is set for this provider tells that client_id is the identity's own.
func TestAnIdOfOtherToolsDoesNotMakeTheModeDirect(t *testing.T) {
	t.Parallel()
	for origin, want := range map[string]Mode{"": Direct, "M365_MANAGED_IDENTITY_ID": Direct, "ARM_CLIENT_ID": Federated, "AZURE_CLIENT_ID": Federated} {
		s := Settings{Method: "managed_identity", ClientID: appID, ManagedIdentityID: appID, Origin: func(string) string { return origin }}
		if got, _ := s.identityMode(); got != want {
			t.Errorf("with an id from %q the mode is %s, want %s", origin, got, want)
		}
	}
}

func TestMissingFederatedCredentialNamesTheCommand(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.settings.ClientID, w.settings.ManagedIdentityID = appID, uuid.NewString()
	w.entra.reply = refuse(http.StatusUnauthorized, 700213, "No matching federated identity record found for presented assertion subject 'oid-1'.")
	e := w.refused()

	command := `az ad app federated-credential create --id ` + appID + ` --parameters '{"name":"terraform-mi","issuer":"https://login.example/` +
		tenantID + `/v2.0","subject":"oid-1","audiences":["` + w.settings.TokenExchangeAudience + `"]}'`
	for _, piece := range []string{command, "AADSTS700213: No matching federated identity record", "Trace id: trace-1", "Correlation id: correlation-1", "2026-08-04 10:50:07Z"} {
		if !strings.Contains(e.Error(), piece) {
			t.Errorf("the error lacks %q:\n%s", piece, e)
		}
	}
	if e.Setting != "client_id" || e.Status != http.StatusUnauthorized {
		t.Errorf("the error blames %q with status %d", e.Setting, e.Status)
	}
	if diff := cmp.Diff([]time.Duration{2 * time.Second, 4 * time.Second}, w.sleeps); diff != "" {
		t.Errorf("waits mismatch (-want +got):\n%s", diff)
	}
}

func TestFederationWait(t *testing.T) {
	t.Parallel()
	const s = time.Second
	tests := map[string]struct {
		wait time.Duration
		want []time.Duration
	}{
		"default makes three tries":      {0, []time.Duration{2 * s, 4 * s}},
		"negative makes one try":         {-1, nil},
		"longer waits grow up to 30 s":   {2 * time.Minute, []time.Duration{2 * s, 4 * s, 8 * s, 16 * s, 30 * s, 30 * s, 30 * s}},
		"less than the first wait: none": {s, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, Settings{FederationWait: tt.wait}.federationWaits()); diff != "" {
				t.Errorf("waits mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// Whatever Entra says while it has not heard everywhere of a new credential, or of
// a new key of its issuer, passes.
func TestNewFederatedCredentialIsWaitedFor(t *testing.T) {
	t.Parallel()
	for _, code := range []int{70021, 70025, 700211, 700212, 700213, 50166, 501661, 90061, 7000272} {
		t.Run(strconv.Itoa(code), func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "managed_identity")
			w.settings.ClientID = appID
			granted := w.entra.reply
			w.entra.reply = func(rw http.ResponseWriter, r *http.Request) {
				if len(w.entra.seen()) < 3 {
					refuse(http.StatusUnauthorized, code, "Not yet.")(rw, r)
					return
				}
				granted(rw, r)
			}
			w.signIn()
			if n := len(w.entra.seen()); n != 3 {
				t.Errorf("%d tries, want 3", n)
			}
			if n := len(w.identity.seen()); n != 1 {
				t.Errorf("%d requests for an assertion, want 1", n)
			}
		})
	}
}

func TestOtherRefusalsAreNotRepeated(t *testing.T) {
	t.Parallel()
	for _, code := range []int{700016, 700222, 700223, 700236, 700238, 7002138, 7002381, 70052} {
		w := newWorld(t, "managed_identity")
		w.settings.ClientID = appID
		w.entra.reply = refuse(http.StatusBadRequest, code, "No.")
		_ = w.refused()
		if n := len(w.entra.seen()); n != 1 {
			t.Errorf("AADSTS%d: %d tries, want 1", code, n)
		}
	}
}

func TestRefusalsOfTheMetadataService(t *testing.T) {
	t.Parallel()
	const notFound = `{"error":"invalid_request","error_description":"Identity not found"}`
	const several = `{"error":"invalid_request","error_description":"Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request"}`
	guid := uuid.NewString()
	tests := map[string]struct {
		id       string
		federate bool
		status   int
		body     string
		setting  string
		want     []string
	}{
		"no identity at all":                 {status: 400, body: notFound, setting: "managed_identity_id", want: []string{"Identity not found", "az vm identity assign"}},
		"several identities and none chosen": {status: 400, body: several, setting: "managed_identity_id", want: []string{"Multiple user assigned", "Several managed identities", "az identity show"}},
		"identity not attached":              {id: guid, status: 400, body: notFound, setting: "managed_identity_id", want: []string{"Identity not found", guid, "az vm identity assign -g GROUP -n VM --identities"}},
		"not attached, federated":            {id: guid, federate: true, status: 400, body: notFound, setting: "managed_identity_id", want: []string{guid, "az vm identity assign"}},
		"Docker Desktop's proxy":             {status: 403, body: "connecting to 169.254.169.254:80: network is unreachable", want: []string{"Docker Desktop"}},
		"a proxy's page":                     {status: 200, body: "<html>Sign in to the guest network</html>", want: []string{"a proxy with a page of its own"}},
		"a redirect":                         {status: 302, body: "elsewhere", want: []string{"do not redirect"}},
		"throttled to the end":               {status: 429, body: "{}", want: []string{"too many requests"}},
		"failing to the end":                 {status: 503, body: "{}", want: []string{"503", "has been repeated"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "managed_identity")
			w.settings.ManagedIdentityID = tt.id
			if tt.federate {
				w.settings.ClientID = appID
			}
			w.identity.reply = func(rw http.ResponseWriter, _ *http.Request) {
				rw.Header().Set("Location", "http://203.0.113.1/")
				rw.WriteHeader(tt.status)
				_, _ = rw.Write([]byte(tt.body))
			}
			e := w.refused()
			if e.Setting != tt.setting {
				t.Errorf("the error blames %q, want %q", e.Setting, tt.setting)
			}
			for _, piece := range tt.want {
				if !strings.Contains(e.Error(), piece) {
					t.Errorf("the error lacks %q:\n%s", piece, e)
				}
			}
			if n := len(w.entra.seen()); n != 0 {
				t.Errorf("%d requests for a token of Entra, want none", n)
			}
		})
	}
}

func TestTransientRefusalsOfTheMetadataServiceAreRepeated(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "managed_identity")
	w.identity.reply = func(rw http.ResponseWriter, _ *http.Request) {
		if len(w.identity.seen()) < 4 {
			rw.WriteHeader(http.StatusGone)
			return
		}
		reply(rw, http.StatusOK, map[string]any{"access_token": mint(nil), "expires_in": "3600"})
	}
	w.signIn()
}

func TestTenParallelCallersMakeOneRequest(t *testing.T) {
	t.Parallel()
	for _, clientID := range []string{"", appID} {
		w := newWorld(t, "managed_identity")
		w.settings.ClientID = clientID
		c := w.open()
		var callers sync.WaitGroup
		errs := make([]error, 10)
		for i := range errs {
			callers.Go(func() { errs[i] = getToken(c) })
		}
		callers.Wait()
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		if n := len(w.identity.seen()); n != 1 {
			t.Errorf("client_id %q: %d requests to the identity endpoint, want 1", clientID, n)
		}
		if n := len(w.entra.seen()); clientID != "" && n != 1 {
			t.Errorf("%d requests to Entra, want 1", n)
		}
	}
}

// Variables of other tools name the identity too, which not everybody knows.
func TestAnIdentityFromAVariableIsTraced(t *testing.T) {
	t.Parallel()
	for _, endpoint := range []string{"IMDS", "Cloud Shell"} {
		w := newWorld(t, "managed_identity")
		w.settings.ManagedIdentityID = otherID
		w.settings.Origin = func(string) string { return "ARM_CLIENT_ID" }
		w.identity.reply = func(rw http.ResponseWriter, _ *http.Request) {
			reply(rw, http.StatusBadRequest, map[string]any{"error": "invalid_request", "error_description": "Identity not found"})
		}
		if endpoint == "Cloud Shell" {
			w.environ["MSI_ENDPOINT"] = w.identity.server.URL
		}
		if e := w.refused(); e.Setting != "managed_identity_id" || !strings.Contains(e.Error(), "managed_identity_id is "+otherID+" (from ARM_CLIENT_ID)") {
			t.Errorf("%s: the error does not trace the identity:\n%s", endpoint, e)
		}
	}
}

// TestAnIdentityIsNoApplicationThatTrustsIt: in federated mode client_id is another one's.
func TestAnIdentityIsNoApplicationThatTrustsIt(t *testing.T) {
	t.Parallel()
	for mode, want := range map[string]string{"federated": "client_id is the managed identity's own id", "direct": "", "auto": "", "fedrated": "Unknown managed_identity_mode"} {
		faults := Settings{ManagedIdentityMode: mode, ClientID: appID, ManagedIdentityID: appID}.identityModeFaults()
		if len(faults) == 0 && want == "" {
			continue
		}
		if len(faults) != 1 || faults[0].Summary != want {
			t.Errorf("%s: the faults are %v, want %q", mode, faults, want)
		}
	}
}
