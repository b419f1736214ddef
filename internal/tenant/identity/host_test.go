// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
)

const (
	graph   = "https://graph.microsoft.com"
	address = "http://127.0.0.1:4030"
	// The default resource, which every request here asks for.
	forGraph = "&resource=https%3A%2F%2Fgraph.microsoft.com"
)

var (
	now    = time.Date(2026, 8, 4, 10, 50, 7, 0, time.UTC)
	system = identity.Identity{Kind: identity.SystemAssigned, ClientID: "system-client", ObjectID: "system-object", ResourceID: "/subscriptions/0/vm"}
	first  = identity.Identity{Kind: identity.UserAssigned, ClientID: "first-client", ObjectID: "first-object", ResourceID: "/subscriptions/0/resourceGroups/RG/first"}
	second = identity.Identity{Kind: identity.UserAssigned, ClientID: "second-client", ObjectID: "second-object", ResourceID: "/subscriptions/0/resourceGroups/RG/second"}
)

// mint stands for Entra. It knows Graph only.
func mint(id identity.Identity, resource string) (identity.Token, error) {
	switch resource {
	case graph:
		return identity.Token{AccessToken: "token of " + id.ClientID, NotBefore: now.Add(-5 * time.Minute), ExpiresOn: now.Add(24 * time.Hour)}, nil
	case "https://down.example":
		return identity.Token{}, errors.New("no connection")
	default:
		return identity.Token{}, &identity.Refusal{Code: "invalid_resource", Description: "AADSTS500011: unknown resource"}
	}
}

func newHost(ids ...identity.Identity) *identity.Host {
	return identity.NewHost(identity.Options{Identities: ids, Mint: mint, Now: func() time.Time { return now }})
}

// variable is the value of a variable that an endpoint's programs find.
func variable(e identity.Endpoint, name string) string {
	for _, pair := range e.Env(address) {
		if value, ok := strings.CutPrefix(pair, name+"="); ok {
			return value
		}
	}
	return ""
}

// reply is an endpoint's answer.
type reply struct {
	Status int
	Body   map[string]any
}

// get asks for an address; header holds name and value in turn.
func get(t *testing.T, e http.Handler, url string, header ...string) reply {
	t.Helper()
	return send(t, e, httptest.NewRequest(http.MethodGet, url, nil), header...)
}

func send(t *testing.T, e http.Handler, r *http.Request, header ...string) reply {
	t.Helper()
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	out := reply{Status: w.Code, Body: map[string]any{}}
	if err := json.Unmarshal(w.Body.Bytes(), &out.Body); err != nil {
		t.Fatalf("status %d with a body that is not JSON: %s", w.Code, w.Body)
	}
	return out
}

// object makes a JSON object from names and values in turn.
func object(pairs ...any) map[string]any {
	out := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i].(string)] = pairs[i+1]
	}
	return out
}

const imdsURL = address + "/metadata/identity/oauth2/token?api-version=2018-02-01"

func TestMetadataServiceAnswersInStrings(t *testing.T) {
	t.Parallel()
	got := get(t, newHost(system).VirtualMachine(), imdsURL+forGraph, "Metadata", "True")
	want := reply{http.StatusOK, object(
		"access_token", "token of system-client", "client_id", "system-client", "resource", graph, "token_type", "Bearer",
		"expires_in", "86400", "ext_expires_in", "86400", "expires_on", "1785927007", "not_before", "1785840307",
	)}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answer mismatch (-want +got):\n%s", diff)
	}
}

func TestMetadataServiceTakesTheSlashOfMSALForJavaScript(t *testing.T) {
	t.Parallel()
	got := get(t, newHost(first).VirtualMachine(), "/metadata/identity/oauth2/token/?api-version=2018-02-01"+forGraph, "Metadata", "true")
	if got.Status != http.StatusOK || got.Body["client_id"] != first.ClientID {
		t.Errorf("got %+v, want a token", got)
	}
}

func TestMetadataServiceRefuses(t *testing.T) {
	t.Parallel()
	one, none, several := newHost(system, first), newHost(), newHost(first, second)
	tests := map[string]struct {
		host   *identity.Host
		url    string
		header []string
		want   reply
	}{
		"a request without the header":  {one, imdsURL + forGraph, nil, reply{400, object("error", "bad_request_102", "error_description", "Required metadata header not specified")}},
		"the header with another value": {one, imdsURL + forGraph, []string{"Metadata", "1"}, reply{400, object("error", "bad_request_102", "error_description", "Required metadata header not specified")}},
		"a forwarded request": {
			one, imdsURL + forGraph,
			[]string{"Metadata", "true", "X-Forwarded-For", "10.0.0.1"},
			reply{400, object("error", "bad_request_101", "error_description", "Requests with an X-Forwarded-For header are not accepted")},
		},
		"no version": {
			one, address + "/metadata/identity/oauth2/token?resource=x",
			[]string{"Metadata", "true"},
			reply{400, object("error", "invalid_request", "error_description", "Required query variable 'api-version' is missing")},
		},
		"an unknown version": {
			one, address + "/metadata/identity/oauth2/token?resource=x&api-version=1",
			[]string{"Metadata", "true"},
			reply{400, object("error", "invalid_request", "error_description", "The query variable 'api-version' is not a supported version")},
		},
		"no resource": {one, imdsURL, []string{"Metadata", "true"}, reply{400, object("error", "invalid_request", "error_description", "Required query variable 'resource' is missing")}},
		"an unknown resource": {
			one, imdsURL + "&resource=https%3A%2F%2Fgraph.example.com",
			[]string{"Metadata", "true"},
			reply{400, object("error", "invalid_resource", "error_description", "AADSTS500011: unknown resource")},
		},
		"what Entra does not answer": {
			one, imdsURL + "&resource=https%3A%2F%2Fdown.example",
			[]string{"Metadata", "true"},
			reply{500, object("error", "unknown", "error_description", "Failed to retrieve token from the Active directory: no connection")},
		},
		"a host without identities": {none, imdsURL + forGraph, []string{"Metadata", "true"}, reply{400, object("error", "invalid_request", "error_description", "Identity not found")}},
		"an identity that is not attached": {
			one, imdsURL + forGraph + "&client_id=second-client",
			[]string{"Metadata", "true"},
			reply{400, object("error", "invalid_request", "error_description", "Identity not found")},
		},
		"an object id as client id": {
			one, imdsURL + forGraph + "&client_id=first-object",
			[]string{"Metadata", "true"},
			reply{400, object("error", "invalid_request", "error_description", "Identity not found")},
		},
		"several identities and no choice": {several, imdsURL + forGraph, []string{"Metadata", "true"}, reply{400, object("error", "invalid_request",
			"error_description", "Multiple user assigned identities exist, please specify the clientId / resourceId of the identity in the token request")}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, get(t, tt.host.VirtualMachine(), tt.url, tt.header...)); diff != "" {
				t.Errorf("answer mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestMetadataServiceChoosesTheIdentity(t *testing.T) {
	t.Parallel()
	all, only := newHost(system, first, second), newHost(first)
	tests := map[string]struct {
		host     *identity.Host
		selector string
		want     string
	}{
		"the system-assigned one by default":         {all, "", "system-client"},
		"the only user-assigned one by default":      {only, "", "first-client"},
		"by client id":                               {all, "&client_id=second-client", "second-client"},
		"by object id":                               {all, "&object_id=second-object", "second-client"},
		"by resource id":                             {all, "&msi_res_id=/subscriptions/0/resourceGroups/RG/first", "first-client"},
		"by resource id in the other spelling":       {all, "&mi_res_id=/subscriptions/0/resourceGroups/RG/first", "first-client"},
		"by resource id in other case, as az has it": {all, "&msi_res_id=/subscriptions/0/resourcegroups/rg/first", "first-client"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := get(t, tt.host.VirtualMachine(), imdsURL+forGraph+tt.selector, "Metadata", "true")
			if got.Body["client_id"] != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
		})
	}
}

func TestTokensAreCached(t *testing.T) {
	t.Parallel()
	clock, minted := now, 0
	host := identity.NewHost(identity.Options{
		Identities: []identity.Identity{first, second},
		Now:        func() time.Time { return clock },
		Mint: func(identity.Identity, string) (identity.Token, error) {
			minted++
			return identity.Token{NotBefore: clock, ExpiresOn: clock.Add(24 * time.Hour)}, nil
		},
	})
	ask := func(query string) map[string]any {
		return get(t, host.VirtualMachine(), imdsURL+query, "Metadata", "true").Body
	}
	ask("&resource=a&client_id=first-client")
	clock = clock.Add(453 * time.Second)
	if got := ask("&resource=a&object_id=first-object")["expires_in"]; got != "85947" {
		t.Errorf("expires_in of a cached token is %v, want what is left of its life", got)
	}
	ask("&resource=b&client_id=first-client")
	ask("&resource=a&client_id=second-client")
	if minted != 3 {
		t.Errorf("%d tokens were made for three pairs of identity and resource", minted)
	}
	clock = clock.Add(24 * time.Hour)
	if got := ask("&resource=a&client_id=first-client")["expires_in"]; got != "86400" {
		t.Errorf("expires_in after a day is %v, want a new token", got)
	}
	clock = clock.Add(-time.Second)
	if got := ask("&resource=a&client_id=first-client")["expires_in"]; got != "86400" {
		t.Errorf("expires_in when the clock has gone back is %v, want a token that is valid already", got)
	}
}

func TestMetadataServiceDescribesTheMachine(t *testing.T) {
	t.Parallel()
	host := identity.NewHost(identity.Options{Mint: mint, Location: "northeurope"})
	got := get(t, host.VirtualMachine(), address+"/metadata/instance?api-version=2021-02-01", "Metadata", "true")
	compute, _ := got.Body["compute"].(map[string]any)
	if compute["location"] != "northeurope" || compute["azEnvironment"] != "AzurePublicCloud" {
		t.Errorf("compute is %v, want location and cloud", compute)
	}
	got = get(t, host.VirtualMachine(), address+"/metadata/instance/compute?api-version=2021-02-01", "Metadata", "true")
	if got.Body["location"] != "northeurope" {
		t.Errorf("compute is %v, want the location", got.Body)
	}
	if got := get(t, host.VirtualMachine(), address+"/metadata/instance?api-version=2021-02-01"); got.Status != http.StatusBadRequest {
		t.Errorf("status without the Metadata header is %d, want 400", got.Status)
	}
}

func TestContainerInstanceLooksLikeNoOtherHost(t *testing.T) {
	t.Parallel()
	e := newHost(system).ContainerInstance()
	if variable(e, "IDENTITY_ENDPOINT") != "" || variable(e, "IDENTITY_HEADER") == "" || variable(e, "IDENTITY_SERVER_THUMBPRINT") == "" {
		t.Errorf("variables are %v, want header and thumbprint but no endpoint", e.Env(address))
	}
	if got := get(t, e, imdsURL+forGraph, "Metadata", "true"); got.Status != http.StatusOK {
		t.Errorf("got %v, want a token", got)
	}
}

func TestAppService(t *testing.T) {
	t.Parallel()
	both, only := newHost(system, first).AppService(), newHost(first).AppService()
	path := "/msi/token?api-version=2019-08-01"
	unknown := "No managed identity found for the specified client id, principal id or resource id."
	tests := map[string]struct {
		endpoint identity.Endpoint
		url      string
		want     reply
	}{
		"by default the system-assigned identity": {both, path + forGraph, reply{200, object("client_id", "system-client")}},
		"by client id":                          {both, path + forGraph + "&client_id=first-client", reply{200, object("client_id", "first-client")}},
		"by object id":                          {both, path + forGraph + "&object_id=first-object", reply{200, object("client_id", "first-client")}},
		"by principal id":                       {both, path + forGraph + "&principal_id=first-object", reply{200, object("client_id", "first-client")}},
		"by resource id":                        {both, path + forGraph + "&mi_res_id=/SUBSCRIPTIONS/0/resourceGroups/RG/first", reply{200, object("client_id", "first-client")}},
		"never a user-assigned one by default":  {only, path + forGraph, reply{400, object("statusCode", 400.0, "message", unknown)}},
		"not one that is not attached":          {both, path + forGraph + "&client_id=second-client", reply{400, object("statusCode", 400.0, "message", unknown)}},
		"not in the metadata service's version": {both, "/msi/token?api-version=2018-02-01" + forGraph, reply{400, object("statusCode", 400.0, "message", "UnsupportedApiVersion: use api-version 2019-08-01.")}},
		"not without resource":                  {both, path, reply{400, object("statusCode", 400.0, "message", "The query parameter 'resource' is missing.")}},
		"not for an unknown resource":           {both, path + "&resource=x", reply{400, object("statusCode", 400.0, "message", "AADSTS500011: unknown resource")}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := get(t, tt.endpoint, address+tt.url, "X-IDENTITY-HEADER", variable(tt.endpoint, "IDENTITY_HEADER"))
			if got.Status == http.StatusOK {
				got.Body = object("client_id", got.Body["client_id"])
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("answer mismatch (-want +got):\n%s", diff)
			}
		})
	}
	for _, header := range []string{"", "wrong"} {
		if got := get(t, both, address+path+forGraph, "X-IDENTITY-HEADER", header); got.Status != http.StatusUnauthorized {
			t.Errorf("status with header %q is %d, want 401", header, got.Status)
		}
	}
	if got := variable(both, "IDENTITY_ENDPOINT"); got != address+"/msi/token" {
		t.Errorf("IDENTITY_ENDPOINT is %s", got)
	}
}

func TestWindowsContainer(t *testing.T) {
	t.Parallel()
	both, only := newHost(system, first, second).WindowsContainer(), newHost(first).WindowsContainer()
	path := "/metadata/identity/oauth2/token?api-version=1.0"
	if got, want := variable(both, "IDENTITY_ENDPOINT"), address+path; got != want {
		t.Errorf("the endpoint is %s, want %s", got, want)
	}
	tests := map[string]struct {
		endpoint   identity.Endpoint
		url        string
		wantStatus int
		wantToken  any
	}{
		"by default the system-assigned identity": {both, path + forGraph, 200, "token of system-client"},
		"by principal id":                         {both, path + forGraph + "&principalId=second-object", 200, "token of second-client"},
		"never a user-assigned one by default":    {only, path + forGraph, 400, nil},
		"a client id means nothing":               {both, path + forGraph + "&client_id=first-client", 200, "token of system-client"},
		"not one that is not attached":            {only, path + forGraph + "&principalId=second-object", 400, nil},
		"not in another version":                  {both, "/metadata/identity/oauth2/token?api-version=2018-02-01" + forGraph, 400, nil},
		"not without resource":                    {both, path, 400, nil},
		"not for an unknown resource":             {both, path + "&resource=x", 400, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := get(t, tt.endpoint, address+tt.url, "secret", variable(tt.endpoint, "IDENTITY_HEADER"))
			if got.Status != tt.wantStatus || got.Body["access_token"] != tt.wantToken {
				t.Errorf("got %v, want status %d and %v", got, tt.wantStatus, tt.wantToken)
			}
		})
	}
	if got := get(t, both, address+path+forGraph, "Metadata", "true"); got.Status != http.StatusUnauthorized {
		t.Errorf("status without the secret is %d, want 401", got.Status)
	}
}

func TestAzureML(t *testing.T) {
	t.Parallel()
	both, only := newHost(system, first).AzureML(), newHost(first).AzureML()
	path := "/MSI/token?api-version=2017-09-01"
	tests := map[string]struct {
		endpoint   identity.Endpoint
		url        string
		wantStatus int
		wantClient any
	}{
		"by default the system-assigned identity": {both, path + forGraph + "&clientid=", 200, "system-client"},
		"by client id":                         {both, path + forGraph + "&clientid=first-client", 200, "first-client"},
		"never a user-assigned one by default": {only, path + forGraph, 400, nil},
		"the default that its variable names":  {only, path + forGraph + "&clientid=" + variable(only, "DEFAULT_IDENTITY_CLIENT_ID"), 200, "first-client"},
		"not one that is not attached":         {both, path + forGraph + "&clientid=second-client", 400, nil},
		"not in another version":               {both, "/MSI/token?api-version=2019-08-01" + forGraph, 400, nil},
		"not without resource":                 {both, path, 400, nil},
		"not for an unknown resource":          {both, path + "&resource=x", 400, nil},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := get(t, tt.endpoint, address+tt.url, "secret", variable(tt.endpoint, "MSI_SECRET"))
			if got.Status != tt.wantStatus || got.Body["client_id"] != tt.wantClient {
				t.Errorf("got %v, want status %d and client id %v", got, tt.wantStatus, tt.wantClient)
			}
		})
	}
	if got := get(t, both, address+path+forGraph, "secret", "wrong"); got.Status != http.StatusUnauthorized {
		t.Errorf("status with a wrong secret is %d, want 401", got.Status)
	}
	if variable(both, "DEFAULT_IDENTITY_CLIENT_ID") != "" {
		t.Error("DEFAULT_IDENTITY_CLIENT_ID is set beside a system-assigned identity")
	}
}

func TestServiceFabric(t *testing.T) {
	t.Parallel()
	both, none := newHost(system, first).ServiceFabric("ABCDEF"), newHost().ServiceFabric("ABCDEF")
	path := "/metadata/identity/oauth2/token?api-version=2019-07-01-preview"
	tests := map[string]struct {
		endpoint   identity.Endpoint
		url        string
		secret     string
		wantStatus int
		wantCode   string
	}{
		"a token":                   {both, path + forGraph, variable(both, "IDENTITY_HEADER"), 200, ""},
		"a wrong secret":            {both, path + forGraph, "wrong", 400, "SecretHeaderNotFound"},
		"another version":           {both, "/metadata/identity/oauth2/token?api-version=2018-02-01" + forGraph, variable(both, "IDENTITY_HEADER"), 400, "InvalidApiVersion"},
		"no resource":               {both, path, variable(both, "IDENTITY_HEADER"), 400, "ArgumentNullOrEmpty"},
		"an unknown resource":       {both, path + "&resource=x", variable(both, "IDENTITY_HEADER"), 400, "AuthenticationError"},
		"a host without identities": {none, path + forGraph, variable(none, "IDENTITY_HEADER"), 404, "ManagedIdentityNotFound"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := get(t, tt.endpoint, address+tt.url, "Secret", tt.secret)
			refusal, _ := got.Body["error"].(map[string]any)
			if code, _ := refusal["code"].(string); got.Status != tt.wantStatus || code != tt.wantCode {
				t.Errorf("got %v, want status %d and code %q", got, tt.wantStatus, tt.wantCode)
			}
		})
	}
	got := get(t, both, address+path+forGraph, "Secret", variable(both, "IDENTITY_HEADER"))
	if got.Body["expires_on"] != 1785927007.0 {
		t.Errorf("expires_on is %v, want a number", got.Body["expires_on"])
	}
	if variable(both, "IDENTITY_SERVER_THUMBPRINT") != "ABCDEF" {
		t.Error("the variables lack the thumbprint")
	}
}

func TestCloudShell(t *testing.T) {
	t.Parallel()
	shell, nobody := newHost(first).CloudShell(), newHost().CloudShell()
	tests := map[string]struct {
		endpoint   identity.Endpoint
		form       string
		header     []string
		wantStatus int
		wantCode   string
	}{
		"a token":             {shell, "resource=" + graph, []string{"Metadata", "true"}, 200, ""},
		"no Metadata header":  {shell, "resource=" + graph, nil, 400, "MetadataHeaderMissing"},
		"no resource":         {shell, "", []string{"Metadata", "true"}, 400, "AudienceMissing"},
		"an unknown resource": {shell, "resource=x", []string{"Metadata", "true"}, 400, "AudienceNotSupported"},
		"nobody at the shell": {nobody, "resource=" + graph, []string{"Metadata", "true"}, 400, "IdentityNotFound"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := httptest.NewRequest(http.MethodPost, variable(tt.endpoint, "MSI_ENDPOINT"), strings.NewReader(tt.form))
			got := send(t, tt.endpoint, r, append(tt.header, "Content-Type", "application/x-www-form-urlencoded")...)
			refusal, _ := got.Body["error"].(map[string]any)
			if code, _ := refusal["code"].(string); got.Status != tt.wantStatus || code != tt.wantCode {
				t.Errorf("got %v, want status %d and code %q", got, tt.wantStatus, tt.wantCode)
			}
		})
	}
}

const arcURL = address + "/metadata/identity/oauth2/token?api-version=2020-06-01"

// challenged asks Azure Arc for a token and returns the file that it names.
func challenged(t *testing.T, e identity.Endpoint) (file string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, arcURL+forGraph, nil)
	r.Header.Set("Metadata", "true")
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	file, ok := strings.CutPrefix(w.Header().Get("WWW-Authenticate"), "Basic realm=")
	if w.Code != http.StatusUnauthorized || !ok {
		t.Fatalf("status %d and WWW-Authenticate %q, want a challenge", w.Code, w.Header().Get("WWW-Authenticate"))
	}
	return file
}

func content(t *testing.T, file string) string {
	t.Helper()
	key, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return string(key)
}

func TestAzureArc(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	e := newHost(system, first).AzureArc(folder)
	tests := map[string]struct{ selector, wantToken, wantEcho string }{
		"by default the system-assigned identity": {"", "token of system-client", ""},
		"by client id":   {"&client_id=first-client", "token of first-client", "first-client"},
		"by object id":   {"&object_id=first-object", "token of first-client", "first-client"},
		"by resource id": {"&msi_res_id=/subscriptions/0/resourceGroups/rg/first", "token of first-client", "first-client"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			file := challenged(t, e)
			if filepath.Dir(file) != folder || filepath.Ext(file) != ".key" {
				t.Errorf("the challenge is %s, want a .key file in %s", file, folder)
			}
			key := content(t, file)
			got := get(t, e, arcURL+forGraph+tt.selector, "Metadata", "true", "Authorization", "Basic "+key)
			echo, _ := got.Body["client_id"].(string)
			if got.Body["access_token"] != tt.wantToken || echo != tt.wantEcho {
				t.Errorf("got %v, want %s, confirmed as %q", got, tt.wantToken, tt.wantEcho)
			}
			if again := get(t, e, arcURL+forGraph, "Metadata", "true", "Authorization", "Basic "+key); again.Status != http.StatusUnauthorized {
				t.Errorf("status of a used answer is %d, want a new challenge", again.Status)
			}
		})
	}
}

func TestAzureArcRefuses(t *testing.T) {
	t.Parallel()
	e := newHost(system).AzureArc(t.TempDir())
	missing := newHost(system).AzureArc(filepath.Join(t.TempDir(), "absent"))
	tests := map[string]struct {
		endpoint identity.Endpoint
		url      string
		header   []string
		want     int
	}{
		"a request without the header":     {e, arcURL + forGraph, nil, 400},
		"no resource":                      {e, arcURL, []string{"Metadata", "true"}, 400},
		"a wrong answer":                   {e, arcURL + forGraph, []string{"Metadata", "true", "Authorization", "Basic x"}, 401},
		"an identity that is not attached": {e, arcURL + forGraph + "&client_id=x", []string{"Metadata", "true", "Authorization", "Basic " + content(t, challenged(t, e))}, 400},
		"when it cannot write a challenge": {missing, arcURL + forGraph, []string{"Metadata", "true"}, 500},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := get(t, tt.endpoint, tt.url, tt.header...); got.Status != tt.want {
				t.Errorf("got %v, want status %d", got, tt.want)
			}
		})
	}
}
