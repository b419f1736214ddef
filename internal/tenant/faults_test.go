// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

// user sends requests to a tenant as the application with a secret.
type user struct {
	*testing.T
	tenant *tenant.Tenant
	client *http.Client
	token  string
}

func newUser(t *testing.T, changes ...func(*tenant.Options)) *user {
	t.Helper()
	return as(t, tenanttest.Start(t, changes...))
}

// as signs in to a tenant.
func as(t *testing.T, tn *tenant.Tenant) *user {
	t.Helper()
	u := &user{T: t, tenant: tn}
	transport := loopbackTransport(t, u.tenant)
	// With a connection of its own for each request the transport repeats none.
	transport.DisableKeepAlives, transport.ForceAttemptHTTP2 = true, false
	u.client = &http.Client{Transport: transport}
	status, body := u.post(u.tenant.URL()+"/"+u.tenant.TenantID()+"/oauth2/v2.0/token", url.Values{
		"grant_type": {"client_credentials"}, "client_id": {tenant.SecretAppID}, "client_secret": {tenant.SecretAppSecret}, "scope": {graphScope},
	})
	if status != http.StatusOK {
		t.Fatalf("no token: %d %v", status, body)
	}
	u.token, _ = body["access_token"].(string)
	return u
}

func (u *user) post(address string, form url.Values) (int, map[string]any) {
	u.Helper()
	request, err := http.NewRequestWithContext(u.Context(), http.MethodPost, address, strings.NewReader(form.Encode()))
	if err != nil {
		u.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return u.send(request)
}

func (u *user) send(request *http.Request) (int, map[string]any) {
	u.Helper()
	response, err := u.client.Do(request)
	if err != nil {
		return 0, nil
	}
	defer func() { _ = response.Body.Close() }()
	var body map[string]any
	text, _ := io.ReadAll(response.Body)
	_ = json.Unmarshal(text, &body) // an answer may be empty
	return response.StatusCode, body
}

// do sends a request to Graph; status 0 is a lost connection.
func (u *user) do(method, path, body string) (int, map[string]any) {
	u.Helper()
	request, err := http.NewRequestWithContext(u.Context(), method, u.tenant.URL()+path, strings.NewReader(body))
	if err != nil {
		u.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+u.token)
	request.Header.Set("Content-Type", "application/json")
	return u.send(request)
}

const aGroup = `{"displayName":"G","mailNickname":"g","mailEnabled":false,"securityEnabled":true}`

// statuses sends the same request several times.
func (u *user) statuses(n int, method, path string) []int {
	u.Helper()
	var all []int
	for range n {
		status, _ := u.do(method, path, "")
		all = append(all, status)
	}
	return all
}

func TestFaultsHitWhatTheyName(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		fault  fault.Fault
		method string
		path   string
		want   []int
	}{
		"so many times":             {fault.Fault{Pattern: "GET /v1.0/users", Status: 503, Times: 2}, "GET", "/v1.0/users", []int{503, 503, 200, 200}},
		"after some":                {fault.Fault{Pattern: "GET /v1.0/users", Status: 500, Skip: 1, Times: 1}, "GET", "/v1.0/users", []int{200, 500, 200}},
		"not another method":        {fault.Fault{Pattern: "POST /v1.0/users", Status: 500}, "GET", "/v1.0/users", []int{200}},
		"not another collection":    {fault.Fault{Pattern: "GET /v1.0/groups", Status: 500}, "GET", "/v1.0/users", []int{200}},
		"a lost request":            {fault.Fault{Pattern: "GET /v1.0/users", Drop: fault.Before, Times: 1}, "GET", "/v1.0/users", []int{0, 200}},
		"more than a limit":         {fault.Fault{Pattern: "GET /v1.0/", Limit: 2, Window: time.Hour}, "GET", "/v1.0/users", []int{200, 200, 429, 429}},
		"the token is refused":      {fault.Fault{Pattern: "/v1.0/", Status: 401, Times: 1}, "GET", "/v1.0/users", []int{401, 200}},
		"only latency is no answer": {fault.Fault{Pattern: "/", Latency: time.Nanosecond}, "GET", "/v1.0/users", []int{200}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			u := newUser(t)
			if err := u.tenant.Inject(tt.fault); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, u.statuses(len(tt.want), tt.method, tt.path)); diff != "" {
				t.Errorf("statuses mismatch (-want +got):\n%s", diff)
			}
			u.tenant.ClearFaults()
			if diff := cmp.Diff([]int{200}, u.statuses(1, tt.method, tt.path)); diff != "" {
				t.Errorf("after the faults are cleared (-want +got):\n%s", diff)
			}
		})
	}
}

func TestChanceIsRepeatable(t *testing.T) {
	t.Parallel()
	run := func(seed uint64) []int {
		u := newUser(t, func(o *tenant.Options) { o.FaultSeed = seed }, tenanttest.WithFault(fault.Fault{Pattern: "GET /v1.0/users", Status: 500, Chance: 0.5}))
		return u.statuses(24, "GET", "/v1.0/users")
	}
	first := run(1)
	if diff := cmp.Diff(first, run(1)); diff != "" {
		t.Errorf("the same seed has other hits (-first +second):\n%s", diff)
	}
	if cmp.Equal(first, run(2)) {
		t.Error("another seed has the same hits")
	}
}

func TestALostReplyHasTakenEffect(t *testing.T) {
	t.Parallel()
	u := newUser(t, tenanttest.LoseReply("POST /v1.0/groups", 1))
	if status, _ := u.do("POST", "/v1.0/groups", aGroup); status != 0 {
		t.Errorf("status %d, want none", status)
	}
	if n := len(u.tenant.Objects("groups")); n != 1 {
		t.Errorf("the tenant holds %d groups, want 1", n)
	}
}

func TestALostRequestHasNotTakenEffect(t *testing.T) {
	t.Parallel()
	u := newUser(t, tenanttest.LoseRequest("POST /v1.0/groups", 1))
	if status, _ := u.do("POST", "/v1.0/groups", aGroup); status != 0 {
		t.Errorf("status %d, want none", status)
	}
	if n := len(u.tenant.Objects("groups")); n != 0 {
		t.Errorf("the tenant holds %d groups, want none", n)
	}
}

func TestReplicasLag(t *testing.T) {
	t.Parallel()
	u := newUser(t, tenanttest.Lag("POST /v1.0/groups", 3), tenanttest.Lag("PATCH /v1.0/groups/{id}", 1), tenanttest.Lag("DELETE /v1.0/groups/{id}", 1), tenanttest.Lag("POST /v1.0/groups/{id}/members/$ref", 1))
	_, created := u.do("POST", "/v1.0/groups", aGroup)
	path := "/v1.0/groups/" + fmt.Sprint(created["id"])
	if diff := cmp.Diff([]int{404, 404, 404, 200}, []int{
		first(u.do("GET", path, "")), first(u.do("PATCH", path, `{"description":"too early"}`)), first(u.do("POST", path+"/owners/$ref", `{}`)), first(u.do("GET", path, "")),
	}); diff != "" {
		t.Errorf("a new group (-want +got):\n%s", diff)
	}
	u.do("PATCH", path, `{"description":"new"}`)
	_, stale := u.do("GET", path, "")
	_, fresh := u.do("GET", path, "")
	if stale["description"] != nil || fresh["description"] != "new" {
		t.Errorf("after a change %v and then %v, want the old value and then the new one", stale["description"], fresh["description"])
	}
	member := u.tenant.Objects("users")[0]["id"]
	u.do("POST", path+"/members/$ref", fmt.Sprintf(`{"@odata.id":"%s/v1.0/directoryObjects/%s"}`, u.tenant.URL(), member))
	_, before := u.do("GET", path+"/members", "")
	_, after := u.do("GET", path+"/members", "")
	if n, m := len(before["value"].([]any)), len(after["value"].([]any)); n != 0 || m != 1 {
		t.Errorf("%d members and then %d, want 0 and 1", n, m)
	}
	u.do("DELETE", path, "")
	if diff := cmp.Diff([]int{200, 404}, u.statuses(2, "GET", path)); diff != "" {
		t.Errorf("a deleted group (-want +got):\n%s", diff)
	}
}

// TestAReplicaKnowsAnObjectByItsIDInAnyCase, as Graph does: who changes it by one spelling
// reads the old object by another.
func TestAReplicaKnowsAnObjectByItsIDInAnyCase(t *testing.T) {
	t.Parallel()
	u := newUser(t, tenanttest.Lag("PATCH /v1.0/groups/{id}", 2))
	_, created := u.do("POST", "/v1.0/groups", aGroup)
	id := fmt.Sprint(created["id"])
	u.do("PATCH", "/v1.0/groups/"+strings.ToUpper(id), `{"description":"new"}`)
	var shown []any
	for _, spelling := range []string{id, strings.ToUpper(id), id} {
		_, group := u.do("GET", "/v1.0/groups/"+spelling, "")
		shown = append(shown, group["description"])
	}
	if diff := cmp.Diff([]any{nil, nil, "new"}, shown); diff != "" {
		t.Errorf("the description after a change (-want +got):\n%s", diff)
	}
}

func TestAListLags(t *testing.T) {
	t.Parallel()
	u := newUser(t, tenanttest.Lag("POST /v1.0/groups", 1))
	u.do("POST", "/v1.0/groups", aGroup)
	_, stale := u.do("GET", "/v1.0/groups", "")
	_, fresh := u.do("GET", "/v1.0/groups", "")
	if n, m := len(stale["value"].([]any)), len(fresh["value"].([]any)); n != 0 || m != 1 {
		t.Errorf("%d groups and then %d, want 0 and 1", n, m)
	}
}

func first(status int, _ map[string]any) int { return status }

func TestRefusalsSpeakAsTheService(t *testing.T) {
	t.Parallel()
	u := newUser(t)
	inject := func(f fault.Fault) {
		if err := u.tenant.Inject(f); err != nil {
			t.Fatal(err)
		}
	}
	inject(fault.Fault{Pattern: "GET /v1.0/groups", Status: 429, RetryAfter: 7, Times: 1})
	request, _ := http.NewRequestWithContext(context.Background(), http.MethodGet, u.tenant.URL()+"/v1.0/groups", nil)
	response, err := u.client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	if response.Header.Get("Retry-After") != "7" || response.Header.Get("request-id") == "" {
		t.Errorf("the headers are %v, want Retry-After and request-id", response.Header)
	}
	inject(fault.Fault{Pattern: "POST /{tenant}/oauth2/v2.0/token", Status: 401, Code: "invalid_client", Message: "AADSTS700213: No matching federated identity record found.", Times: 1})
	_, body := u.post(u.tenant.URL()+"/"+u.tenant.TenantID()+"/oauth2/v2.0/token", url.Values{})
	if diff := cmp.Diff([]any{float64(700213)}, body["error_codes"]); diff != "" || body["error"] != "invalid_client" {
		t.Errorf("Entra's answer is %v", body)
	}
	inject(fault.Fault{Pattern: "GET /v1.0/users", Status: 503, Times: 1})
	_, batch := u.do("POST", "/v1.0/$batch", `{"requests":[{"id":"1","method":"GET","url":"/users"},{"id":"2","method":"GET","url":"/groups"}]}`)
	var statuses []any
	for _, r := range batch["responses"].([]any) {
		statuses = append(statuses, r.(map[string]any)["status"])
	}
	if diff := cmp.Diff([]any{float64(503), float64(200)}, statuses); diff != "" {
		t.Errorf("statuses inside of the batch (-want +got):\n%s", diff)
	}
}

func TestAHangEndsWithTheClient(t *testing.T) {
	t.Parallel()
	u := newUser(t, tenanttest.WithFault(fault.Fault{Pattern: "GET /v1.0/users", Hang: true}))
	ctx, cancel := context.WithCancel(t.Context())
	sent := make(chan struct{})
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { close(sent) }})
	ended := make(chan error)
	go func() {
		request, _ := http.NewRequestWithContext(traced, http.MethodGet, u.tenant.URL()+"/v1.0/users", nil)
		response, err := u.client.Do(request)
		if err == nil {
			_ = response.Body.Close()
		}
		ended <- err
	}()
	<-sent
	for len(u.tenant.UnusedFaults()) > 0 {
		runtime.Gosched() // the request is on its way
	}
	// Others are answered meanwhile, and this one is not.
	u.must("GET", "/v1.0/groups", "")
	if n := len(u.tenant.Requests("GET /v1.0/users")); n != 0 {
		t.Errorf("%d requests that hang have ended, want none", n)
	}
	cancel()
	if err := <-ended; !errors.Is(err, context.Canceled) {
		t.Errorf("a request that hangs ends with %v, want that its client gave up", err)
	}
	ends := time.Now().Add(time.Minute)
	for len(u.tenant.Requests("GET /v1.0/users")) == 0 {
		if time.Now().After(ends) {
			t.Fatal("the tenant still holds a request whose client has gone")
		}
		runtime.Gosched()
	}
	if status := u.tenant.Requests("GET /v1.0/users")[0].Status; status != 0 {
		t.Errorf("the request has the status %d, want none", status)
	}
}

func TestBadFaultsAreRefused(t *testing.T) {
	t.Parallel()
	if _, err := tenant.New(tenant.Options{Faults: []fault.Fault{{Pattern: "/"}}}); err == nil {
		t.Error("a fault without an effect was accepted")
	}
}

// TestPatternsThatNothingMatches: a fault that no request can ever hit is refused when it
// is set, with what is wrong; one for any service's path, or for a part of Graph, is not.
func TestPatternsThatNothingMatches(t *testing.T) {
	t.Parallel()
	tn := tenanttest.Start(t)
	for pattern, want := range map[string]string{
		"get /v1.0/users":                              "get is no method",
		"LIST /v1.0/users":                             "LIST is no method",
		"GET v1.0/users":                               "begin the path with /",
		"beta/users":                                   "begin the path with /",
		"GET users/{id}":                               "begin the path with /",
		"GET /v1.0/users?$top=1":                       "says nothing of a query",
		"GET /users":                                   "/v1.0/users",
		"POST /v1.0/grops":                             "grops",
		"POST /v1.0/groups/{id}/member":                "member",
		"/v1.0/identity/conditionalAcces/":             "conditionalAcces",
		"GET /v1.0/deviceManagement/assignmentFilters": "assignmentFilters",
	} {
		err := tn.Inject(fault.Fault{Pattern: pattern, Status: 500})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), pattern) {
			t.Errorf("%s: the error is %v, want it to mention %q", pattern, err, want)
		}
	}
	for _, pattern := range []string{
		"/", "GET /", "/v1.0/", "/beta/{$}", "GET /{version}/users", "POST /v1.0/$batch", "GET /v1.0/{collection}/{id}", "GET /v1.0/groups/{id}/members/$ref",
		"POST /v1.0/groups/{id}/{relation}/$ref", "GET /v1.0/identity/{rest...}", "GET /beta/deviceManagement/assignmentFilters/{id}", "GET /v1.0/users/{id}/{$}",
		"POST /v1.0/servicePrincipals/{id}/addPassword", "GET /v1.0/users/delta", "POST /{tenant}/oauth2/v2.0/token", "GET /metadata/identity/oauth2/token", "GET graph.microsoft.com/v1.0/users",
		"GET /v1.0/sites/root:/a", "PATCH /v1.0/groups/{id}",
	} {
		if err := tn.Inject(fault.Fault{Pattern: pattern, Status: 500}); err != nil {
			t.Errorf("%s is refused: %v", pattern, err)
		}
	}
	tn.ClearFaults()
}
