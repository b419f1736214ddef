// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// canary stands for secrets that must appear nowhere.
const canary = "Canary-canary-1"

func TestReady(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	if got := u.must("GET", "/_tenant/ready", ""); got["tenantId"] != u.tenant.TenantID() || got["url"] != u.tenant.URL() {
		t.Errorf("ready says %v", got)
	}
}

// A page of a strange site, and one whose name was turned to loopback, must not
// drive the tenant by somebody's browser.
func TestControlRefusesStrangers(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	address, port := tn.URL(), tn.URL()[strings.LastIndex(tn.URL(), ":"):]
	tests := map[string]struct {
		host, origin string
		want         int
	}{
		"no browser":                    {"", "", http.StatusNoContent},
		"the tenant's own page":         {"", address, http.StatusNoContent},
		"another name of loopback":      {"localhost" + port, "https://localhost" + port, http.StatusNoContent},
		"a strange site":                {"", "https://strange.example", http.StatusForbidden},
		"a strange site's port":         {"", "https://127.0.0.1:1", http.StatusForbidden},
		"without TLS":                   {"", strings.Replace(address, "https", "http", 1), http.StatusForbidden},
		"a file":                        {"", "null", http.StatusForbidden},
		"a name that leads to loopback": {"strange.example" + port, "", http.StatusForbidden},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, address+"/_tenant/faults", nil)
			if err != nil {
				t.Fatal(err)
			}
			r.Host = tt.host
			if tt.origin != "" {
				r.Header.Set("Origin", tt.origin)
			}
			resp, err := (&http.Client{Transport: tenanttest.Transport(t, tn)}).Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = resp.Body.Close()
			if resp.StatusCode != tt.want {
				t.Errorf("the answer is %s, want %d", resp.Status, tt.want)
			}
		})
	}
}

func TestResetGoesBackToTheSeed(t *testing.T) {
	t.Parallel()
	u := newUser(t, seeded(`{"groups":[`+aGroup+`]}`))
	built := len(u.tenant.Objects("users"))
	seed := u.tenant.Objects("groups")[0]
	u.must("POST", "/v1.0/groups", strings.Replace(aGroup, `"G"`, `"Another"`, 1))
	u.must("DELETE", fmt.Sprintf("/v1.0/groups/%s", seed["id"]), "")
	u.must("DELETE", "/v1.0/users/admin@contoso.onmicrosoft.com", "")
	u.must("POST", "/_tenant/reset", "")
	groups := u.tenant.Objects("groups")
	if len(groups) != 1 || groups[0]["displayName"] != "G" || len(u.tenant.Objects("users")) != built || len(u.tenant.Objects("directory/deletedItems")) > 0 {
		t.Errorf("after a reset the tenant holds the groups %v", groups)
	}
	// The token of before is still good, and what is built in still signs in.
	u.must("GET", "/v1.0/users", "")
	as(t, u.tenant)
}

func TestStateEndpointTellsNoSecrets(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	app := u.must("POST", "/v1.0/applications", `{"displayName":"Deployment"}`)
	secret := u.must("POST", fmt.Sprintf("/v1.0/applications/%s/addPassword", app["id"]), `{}`)["secretText"].(string)
	state := u.must("GET", "/_tenant/state", "")
	collections, _ := state["collections"].(map[string]any)
	if applications, _ := collections["/applications"].([]any); len(applications) == 0 {
		t.Errorf("the state holds no applications: %v", state)
	}
	if text := fmt.Sprint(state); strings.Contains(text, secret) || strings.Contains(text, tenant.SecretAppSecret) || state["signingKey"] != nil {
		t.Error("the state tells secrets")
	}
}

func TestRequestsEndpoint(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	u.must("GET", "/v1.0/users", "")
	u.must("GET", "/v1.0/groups?$top=1", "")
	found := u.must("GET", "/_tenant/requests?pattern=GET+/v1.0/groups", "")["requests"].([]any)
	if len(found) != 1 {
		t.Fatalf("%d requests, want 1", len(found))
	}
	got := found[0].(map[string]any)
	want := []any{"GET", "/v1.0/groups", "$top=1", float64(200), tenant.SecretAppID, strings.TrimPrefix(u.tenant.URL(), "https://")}
	if diff := cmp.Diff(want, []any{got["method"], got["path"], got["query"], got["status"], got["appId"], got["host"]}); diff != "" {
		t.Errorf("request mismatch (-want +got):\n%s", diff)
	}
	if all := u.must("GET", "/_tenant/requests", "")["requests"].([]any); len(all) != 3 {
		t.Errorf("%d requests, want those for a token and two lists", len(all))
	}
	if none := u.must("GET", "/_tenant/requests?pattern=GET+/v1.0/devices", "")["requests"]; none == nil {
		t.Error("no requests are null, want an empty list")
	}
	if status, answer := u.do("GET", "/_tenant/requests?pattern=GET+", ""); status != http.StatusBadRequest || answer["error"] == nil {
		t.Errorf("a bad pattern gives %d %v, want 400 and the reason", status, answer)
	}
}

func TestFaultsEndpoint(t *testing.T) {
	t.Parallel()
	for name, body := range map[string]string{
		"as JSON":                    `{"pattern":"GET /v1.0/users","status":503,"times":1}`,
		"as on the command line":     `{"fault":"GET /v1.0/users status=503 times=1"}`,
		"a latency as people say it": `{"pattern":"GET /v1.0/users","status":503,"times":1,"latency":"1ns"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			u.must("POST", "/_tenant/faults", body)
			if diff := cmp.Diff([]int{503, 200}, u.statuses(2, "GET", "/v1.0/users")); diff != "" {
				t.Errorf("statuses mismatch (-want +got):\n%s", diff)
			}
		})
	}
	u := newUser(t)
	u.must("POST", "/_tenant/faults", `{"fault":"GET /v1.0/users status=503"}`)
	u.must("DELETE", "/_tenant/faults", "")
	u.must("GET", "/v1.0/users", "")
	for name, body := range map[string]string{
		"no JSON":              `status=503`,
		"nothing":              `{}`,
		"an unknown property":  `{"pattern":"/","status":503,"tims":1}`,
		"an unknown word":      `{"fault":"/ statuss=503"}`,
		"no effect":            `{"pattern":"/"}`,
		"a pattern that's bad": `{"pattern":"GET  {","status":500}`,
	} {
		if status, answer := u.do("POST", "/_tenant/faults", body); status != http.StatusBadRequest || answer["error"] == nil {
			t.Errorf("%s gives %d %v, want 400 and the reason", name, status, answer)
		}
	}
	u.must("GET", "/v1.0/users", "")
}

func TestClockEndpoint(t *testing.T) {
	t.Parallel()
	u := newUser(t, func(o *tenant.Options) { o.TokenLifetime = time.Hour })
	for _, tt := range []struct {
		skew string
		want int
	}{{"59m", 200}, {"61m", 401}, {"-59m", 401}, {"0s", 200}} {
		u.must("POST", "/_tenant/clock", `{"skew":"`+tt.skew+`"}`)
		if status, _ := u.do("GET", "/v1.0/users", ""); status != tt.want {
			t.Errorf("with a clock that is %s ahead a token of before has status %d, want %d", tt.skew, status, tt.want)
		}
	}
	for _, body := range []string{`{"skew":"soon"}`, `{}`, `10m`} {
		if status, _ := u.do("POST", "/_tenant/clock", body); status != http.StatusBadRequest {
			t.Errorf("%s has status %d, want 400", body, status)
		}
	}
}

func TestControlOfWhatIsNotThere(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	for request, want := range map[string]int{"GET /_tenant/other": 404, "GET /_tenant/reset": 405, "DELETE /_tenant/state": 405} {
		method, path, _ := strings.Cut(request, " ")
		if status, _ := u.do(method, path, ""); status != want {
			t.Errorf("%s has status %d, want %d", request, status, want)
		}
	}
}

// lines is a record that may be read while it is written.
type lines struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}

func TestRecordIsReadableAndTellsNoSecrets(t *testing.T) {
	t.Parallel()
	record := &lines{}
	u := newUser(t, func(o *tenant.Options) { o.Record = record })
	u.must("POST", "/v1.0/users", `{"accountEnabled":true,"displayName":"Ada","mailNickname":"ada","userPrincipalName":"ada@contoso.onmicrosoft.com","passwordProfile":{"password":"`+canary+`"}}`)
	u.do("POST", "/v1.0/identity/identityProviders", `{"@odata.type":"#microsoft.graph.socialIdentityProvider","clientSecret":"`+canary+`"}`)
	u.do("PUT", "/v1.0/servicePrincipals/x/synchronization/secrets", `{"value":[{"key":"SecretToken","value":"`+canary+`"}]}`)
	u.do("POST", "/v1.0/$batch", `{"requests":[{"id":"1","method":"PATCH","url":"/users/x","headers":{"Content-Type":"application/json"},"body":{"passwordProfile":{"password":"`+canary+`"}}}]}`)
	u.do("GET", "/v1.0/users?$select=id", "")
	text := record.String()
	if strings.Contains(text, canary) || strings.Contains(text, u.token) || strings.Contains(text, tenant.SecretAppSecret) {
		t.Errorf("the record tells secrets:\n%s", text)
	}
	host := strings.TrimPrefix(u.tenant.URL(), "https://")
	for _, want := range []string{
		" POST " + host + "/" + u.tenant.TenantID() + "/oauth2/v2.0/token 200 ",
		" POST " + host + "/v1.0/users 201 ",
		`"userPrincipalName":"ada@contoso.onmicrosoft.com"`, `"passwordProfile":{"password":"***"}`, `{"key":"SecretToken","value":"***"}`,
		" GET " + host + "/v1.0/users?$select=id 200 ", " app=" + tenant.SecretAppID,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the record lacks %q:\n%s", want, text)
		}
	}
	if n := strings.Count(text, "\n"); n != 6 {
		t.Errorf("%d lines for 6 requests:\n%s", n, text)
	}
}
