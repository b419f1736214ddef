// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/auth"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/tenanttest"
)

const (
	system = tenant.SystemIdentityClientID
	user   = tenant.UserIdentityClientID
)

// Every host serves its own protocol here. What an id leads to is either the
// identity that signs in, or the setting that is blamed.
func TestEveryHostAndEveryID(t *testing.T) {
	t.Parallel()
	type outcome struct{ none, clientID, objectID, resourceID string }
	chooses := outcome{system, user, user, user}
	tests := map[string]struct {
		host   tenant.HostKind
		source auth.Source
		want   outcome
	}{
		"virtual machine":         {tenant.VirtualMachine, auth.IMDS, chooses},
		"Linux container group":   {tenant.ContainerInstance, auth.IMDS, chooses},
		"App Service":             {tenant.AppService, auth.AppService, chooses},
		"Azure Arc":               {tenant.AzureArc, auth.AzureArc, chooses},
		"Azure ML":                {tenant.AzureML, auth.AzureML, outcome{system, user, "managed_identity_id_type", "managed_identity_id_type"}},
		"Service Fabric":          {tenant.ServiceFabric, auth.ServiceFabric, outcome{system, "managed_identity_id", "managed_identity_id", "managed_identity_id"}},
		"Cloud Shell":             {tenant.CloudShell, auth.CloudShell, outcome{system, "managed_identity_id", "managed_identity_id", "managed_identity_id"}},
		"Windows container group": {tenant.WindowsContainer, auth.WindowsContainer, outcome{system, "managed_identity_id_type", user, "managed_identity_id_type"}},
	}
	for name, tt := range tests {
		ids := []struct{ name, id, kind, want string }{
			{"no id", "", "", tt.want.none},
			{"client id", user, "", tt.want.clientID},
			{"object id", tenant.UserIdentityObjectID, "object_id", tt.want.objectID},
			{"resource id", tenant.UserIdentityResourceID, "", tt.want.resourceID},
		}
		for _, id := range ids {
			t.Run(name+" with "+id.name, func(t *testing.T) {
				t.Parallel()
				s := newSite(t, "managed_identity", func(o *tenant.Options) { o.Host, o.IdentityListen = tt.host, "127.0.0.1:0" })
				if tt.host == tenant.WindowsContainer {
					s.moveWindowsContainer()
				}
				s.settings.ManagedIdentityID, s.settings.ManagedIdentityIDType = id.id, id.kind
				if strings.HasPrefix(id.want, "managed_") {
					wantError(t, s.fails(), id.want, string(tt.source))
					return
				}
				found := s.signIn()
				if found.ClientID != id.want || found.Source != tt.source || found.Mode != auth.Direct {
					t.Errorf("signed in as %s by %s %s, want %s by %s", found.ClientID, found.Mode, found.Source, id.want, tt.source)
				}
				if len(found.Roles) < 20 || len(found.Warnings) != 0 {
					t.Errorf("the token has %d roles, with warnings %v", len(found.Roles), found.Warnings)
				}
			})
		}
	}
}

// moveWindowsContainer names the endpoint by the address that it has in Windows
// container groups: by its port the host is known, and tests that run beside each
// other cannot all have it.
func (s *site) moveWindowsContainer() {
	s.environ["IDENTITY_ENDPOINT"] = strings.Replace(s.environ["IDENTITY_ENDPOINT"], s.tn.IdentityURL(), "http://10.92.0.14:2377", 1)
	s.options.Identity = moved{to: strings.TrimPrefix(s.tn.IdentityURL(), "http://"), next: tenanttest.Transport(s.t, s.tn)}
}

// moved sends every request to another address.
type moved struct {
	to   string
	next http.RoundTripper
}

func (m moved) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Host = m.to
	return m.next.RoundTrip(r)
}

func TestTheIdentityThatTheHostChooses(t *testing.T) {
	t.Parallel()
	other := tenant.UserIdentity()
	other.ClientID, other.ObjectID, other.ResourceID = "30000000-0000-4000-8000-000000000001", "30000000-0000-4000-8000-000000000002", other.ResourceID+"2"
	tests := map[string]struct {
		host       tenant.HostKind
		identities []identity.Identity
		want       string // the identity, or a piece of the error
	}{
		"a machine without any":                   {tenant.VirtualMachine, []identity.Identity{}, "No managed identity is assigned here"},
		"a machine with one that is the user's":   {tenant.VirtualMachine, []identity.Identity{tenant.UserIdentity()}, user},
		"a machine with several and no own":       {tenant.VirtualMachine, []identity.Identity{tenant.UserIdentity(), other}, "Several managed identities are assigned"},
		"a machine with several and its own":      {tenant.VirtualMachine, []identity.Identity{other, tenant.SystemIdentity()}, system},
		"App Service with the user's only":        {tenant.AppService, []identity.Identity{tenant.UserIdentity()}, "No managed identity is assigned here"},
		"Azure ML with its default identity":      {tenant.AzureML, []identity.Identity{tenant.UserIdentity(), other}, user},
		"a container group with one that is user": {tenant.ContainerInstance, []identity.Identity{tenant.UserIdentity()}, user},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, "managed_identity", func(o *tenant.Options) { o.Host, o.Identities = tt.host, tt.identities })
			if strings.Contains(tt.want, " ") {
				wantError(t, s.fails(), "managed_identity_id", tt.want)
				return
			}
			if found := s.signIn(); found.ClientID != tt.want {
				t.Errorf("signed in as %s, want %s", found.ClientID, tt.want)
			}
		})
	}
}

func TestDetection(t *testing.T) {
	t.Parallel()
	const endpoint, windows = "http://localhost:1/token", "http://10.92.0.14:2377/metadata/identity/oauth2/token?api-version=1.0"
	agent := filepath.Join(t.TempDir(), "himds")
	if err := os.WriteFile(agent, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	const imds, arc = "http://169.254.169.254/metadata/identity/oauth2/token", "http://127.0.0.1:40342/metadata/identity/oauth2/token"
	tests := map[string]struct {
		environ string
		chosen  string
		agent   string
		want    auth.Detection
	}{
		"nothing speaks for another host":       {want: auth.Detection{Source: auth.IMDS, Address: imds}},
		"the metadata service was moved":        {environ: "AZURE_POD_IDENTITY_AUTHORITY_HOST=http://127.0.0.1:8080/", want: auth.Detection{Source: auth.IMDS, Address: "http://127.0.0.1:8080/metadata/identity/oauth2/token"}},
		"App Service":                           {environ: "IDENTITY_ENDPOINT=" + endpoint + " IDENTITY_HEADER=h", want: auth.Detection{Source: auth.AppService, Signs: []string{"IDENTITY_ENDPOINT", "IDENTITY_HEADER"}, Address: endpoint}},
		"Service Fabric":                        {environ: "IDENTITY_ENDPOINT=https://localhost:1 IDENTITY_HEADER=h IDENTITY_SERVER_THUMBPRINT=ab", want: auth.Detection{Source: auth.ServiceFabric, Signs: []string{"IDENTITY_ENDPOINT", "IDENTITY_HEADER", "IDENTITY_SERVER_THUMBPRINT"}, Address: "https://localhost:1"}},
		"Windows containers with a thumbprint":  {environ: "IDENTITY_ENDPOINT=" + windows + " IDENTITY_HEADER=h IDENTITY_SERVER_THUMBPRINT=ab", want: auth.Detection{Source: auth.WindowsContainer, Signs: []string{"IDENTITY_ENDPOINT", "IDENTITY_HEADER"}, Address: windows}},
		"Windows containers without":            {environ: "IDENTITY_ENDPOINT=" + windows + " IDENTITY_HEADER=h", want: auth.Detection{Source: auth.WindowsContainer, Signs: []string{"IDENTITY_ENDPOINT", "IDENTITY_HEADER"}, Address: windows}},
		"Linux containers have no endpoint":     {environ: "IDENTITY_HEADER=h IDENTITY_SERVER_THUMBPRINT=ab IDENTITY_API_VERSION=v", want: auth.Detection{Source: auth.IMDS, Address: imds}},
		"Azure ML":                              {environ: "MSI_ENDPOINT=" + endpoint + " MSI_SECRET=s", want: auth.Detection{Source: auth.AzureML, Signs: []string{"MSI_ENDPOINT", "MSI_SECRET"}, Address: endpoint}},
		"Cloud Shell":                           {environ: "MSI_ENDPOINT=" + endpoint, want: auth.Detection{Source: auth.CloudShell, Signs: []string{"MSI_ENDPOINT"}, Address: endpoint}},
		"Azure Arc by its variables":            {environ: "IDENTITY_ENDPOINT=" + endpoint + " IMDS_ENDPOINT=http://localhost:1", want: auth.Detection{Source: auth.AzureArc, Signs: []string{"IDENTITY_ENDPOINT", "IMDS_ENDPOINT"}, Address: endpoint}},
		"Azure Arc by its agent":                {agent: agent, want: auth.Detection{Source: auth.AzureArc, Signs: []string{agent}, Address: arc}},
		"App Service comes before Azure ML":     {environ: "IDENTITY_ENDPOINT=" + endpoint + " IDENTITY_HEADER=h MSI_ENDPOINT=http://localhost:2 MSI_SECRET=s", want: auth.Detection{Source: auth.AppService, Signs: []string{"IDENTITY_ENDPOINT", "IDENTITY_HEADER"}, Address: endpoint}},
		"a choice defeats variables left over":  {chosen: "imds", environ: "IDENTITY_ENDPOINT=" + endpoint + " IDENTITY_HEADER=h MSI_ENDPOINT=" + endpoint, want: auth.Detection{Source: auth.IMDS, Signs: []string{"managed_identity_source"}, Address: imds}},
		"a choice defeats the agent of Arc":     {chosen: "imds", agent: agent, want: auth.Detection{Source: auth.IMDS, Signs: []string{"managed_identity_source"}, Address: imds}},
		"a choice among variables":              {chosen: "azure_ml", environ: "IDENTITY_ENDPOINT=http://localhost:2 IDENTITY_HEADER=h MSI_ENDPOINT=" + endpoint + " MSI_SECRET=s", want: auth.Detection{Source: auth.AzureML, Signs: []string{"managed_identity_source"}, Address: endpoint}},
		"Azure Arc by choice has a fixed place": {chosen: "azure_arc", environ: "IDENTITY_ENDPOINT=http://localhost:2 IDENTITY_HEADER=h", want: auth.Detection{Source: auth.AzureArc, Signs: []string{"managed_identity_source"}, Address: arc}},
		"auto is no choice":                     {chosen: "auto", environ: "MSI_ENDPOINT=" + endpoint, want: auth.Detection{Source: auth.CloudShell, Signs: []string{"MSI_ENDPOINT"}, Address: endpoint}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := auth.Detect(auth.Settings{ManagedIdentitySource: tt.chosen}, auth.Options{
				Environ: environment(tt.environ), Arc: auth.ArcAgent{Program: tt.agent, Tokens: "/tokens"},
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("detection mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// environment reads variables from NAME=value, separated by blanks.
func environment(text string) func(string) string {
	values := map[string]string{}
	for _, variable := range strings.Fields(text) {
		name, value, _ := strings.Cut(variable, "=")
		values[name] = value
	}
	return func(name string) string { return values[name] }
}

func TestDetectionRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ environ, chosen, setting, want string }{
		"a host that gave no variables": {chosen: "app_service", setting: "managed_identity_source", want: "IDENTITY_ENDPOINT, IDENTITY_HEADER"},
		"a host that does not exist":    {chosen: "aks", setting: "managed_identity_source", want: `"windows_container", "service_fabric"`},
		"an endpoint that is none":      {environ: "MSI_ENDPOINT=localhost:1", want: "unset MSI_ENDPOINT"},
		"a far metadata service":        {environ: "AZURE_POD_IDENTITY_AUTHORITY_HOST=http://203.0.113.1", want: "private address"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := auth.Detect(auth.Settings{ManagedIdentitySource: tt.chosen}, auth.Options{Environ: environment(tt.environ), Arc: auth.ArcAgent{Program: "/none"}})
			wantError(t, err, tt.setting, tt.want)
		})
	}
}

func TestVariablesLeftOverCanBeDefeated(t *testing.T) {
	t.Parallel()
	s := newSite(t, "managed_identity")
	s.environ["IDENTITY_ENDPOINT"], s.environ["IDENTITY_HEADER"] = "http://127.0.0.1:1/token", "stale"
	wantError(t, s.fails(), "", "endpoint of app_service could not be reached")
	s.settings.ManagedIdentitySource = "imds"
	if found := s.signIn(); found.Source != auth.IMDS || found.ClientID != system {
		t.Errorf("signed in as %s by %s, want %s by imds", found.ClientID, found.Source, system)
	}
}

func TestServiceFabricsCertificateIsPinned(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		change  func(*site)
		want    string
		setting string
	}{
		"another certificate":      {func(s *site) { s.environ["IDENTITY_SERVER_THUMBPRINT"] = strings.Repeat("ab", 20) }, "not that of Service Fabric", ""},
		"no thumbprint":            {func(s *site) { s.environ["IDENTITY_SERVER_THUMBPRINT"] = "abc" }, "40 hexadecimal digits", ""},
		"an endpoint without TLS":  {func(s *site) { s.environ["IDENTITY_ENDPOINT"] = "http://localhost:1/token" }, "must begin with https://", ""},
		"a transport without pins": {func(s *site) { s.options.Identity = moved{next: tenanttest.Transport(s.t, s.tn)} }, "*http.Transport only", "nothing, being of another type"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newSite(t, "managed_identity", func(o *tenant.Options) { o.Host = tenant.ServiceFabric })
			tt.change(s)
			wantError(t, s.fails(), tt.setting, tt.want)
			if n := len(s.tn.Requests("/")); n != 0 {
				t.Errorf("%d requests reached the server, want none", n)
			}
		})
	}
}

func TestServiceFabricsThumbprintMayHaveColons(t *testing.T) {
	t.Parallel()
	s := newSite(t, "managed_identity", func(o *tenant.Options) { o.Host = tenant.ServiceFabric })
	var pairs []string
	for pair := range slices.Chunk([]byte(s.environ["IDENTITY_SERVER_THUMBPRINT"]), 2) {
		pairs = append(pairs, strings.ToLower(string(pair)))
	}
	s.environ["IDENTITY_SERVER_THUMBPRINT"] = strings.Join(pairs, ":")
	s.signIn()
}

func TestAzureArcsChallengeMustBeInItsFolder(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	write := func(name string, size int) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(strings.Repeat("k", size)), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("good.key", 10)
	tests := map[string]struct{ challenge, want string }{
		"a file elsewhere":        {"Basic realm=/etc/shadow.key", "no .key file in " + folder},
		"a file below":            {"Basic realm=" + folder + "/below/x.key", "no .key file in " + folder},
		"a path out of it":        {"Basic realm=" + folder + "/../x.key", "no .key file in " + folder},
		"another kind of file":    {"Basic realm=" + write("passwd", 10), "no .key file in " + folder},
		"a file that is no key":   {"Basic realm=" + write("large.key", 4097), "4097 bytes and no key"},
		"a file that is not here": {"Basic realm=" + folder + "/none.key", "no such file"},
		"no file":                 {"Bearer", "named no file"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var proofs []string
			agent := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				proofs = append(proofs, r.Header.Get("Authorization"))
				w.Header().Set("WWW-Authenticate", tt.challenge)
				w.WriteHeader(http.StatusUnauthorized)
			}))
			t.Cleanup(agent.Close)
			s := newSite(t, "managed_identity")
			s.environ["IDENTITY_ENDPOINT"], s.environ["IMDS_ENDPOINT"] = agent.URL+"/token", agent.URL
			s.options.Arc.Tokens = folder
			wantError(t, s.fails(), "", tt.want, "sudo usermod -aG himds")
			if diff := cmp.Diff([]string{""}, proofs); diff != "" {
				t.Errorf("what was sent to the agent (-want +got):\n%s", diff)
			}
		})
	}
}

func TestAzureArcThatDoesNotKnowTheIdentity(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "1.key"), []byte("key-canary"), 0o600); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		first func(http.ResponseWriter)
		then  func(http.ResponseWriter)
		want  string
	}{
		"an agent that ignores the selector": {challenge(folder), answer(http.StatusOK, map[string]any{"access_token": "t", "expires_in": 60}), "azcmagent"},
		"one that uses another identity":     {challenge(folder), answer(http.StatusOK, map[string]any{"access_token": "t", "expires_in": 60, "client_id": system}), "azcmagent"},
		"one that refuses the key":           {challenge(folder), answer(http.StatusUnauthorized, map[string]any{"error": "key-canary"}), "himds"},
		"one that fails":                     {answer(http.StatusInternalServerError, map[string]any{"error": "unknown"}), nil, "failed. The request has been repeated"},
		"what needs no proof":                {answer(http.StatusOK, map[string]any{"access_token": "t", "expires_in": 60}), nil, "not that of Azure Arc"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			agent := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.Header.Get("Authorization") == "" {
					tt.first(w)
					return
				}
				tt.then(w)
			}))
			t.Cleanup(agent.Close)
			s := newSite(t, "managed_identity")
			s.environ["IDENTITY_ENDPOINT"], s.environ["IMDS_ENDPOINT"] = agent.URL+"/token", agent.URL
			s.options.Arc.Tokens = folder
			s.settings.ManagedIdentityID = user
			err := s.fails()
			if !strings.Contains(err.Error(), tt.want) {
				t.Errorf("the error lacks %q:\n%s", tt.want, err)
			}
			if strings.Contains(err.Error(), "key-canary") {
				t.Errorf("the key is shown in:\n%s", err)
			}
		})
	}
}

func challenge(folder string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.Header().Set("WWW-Authenticate", "Basic realm="+filepath.Join(folder, "1.key"))
		w.WriteHeader(http.StatusUnauthorized)
	}
}

func answer(status int, body any) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		w.WriteHeader(status)
		_ = json.NewEncoder(w).Encode(body)
	}
}

func TestTimesOfIdentityEndpoints(t *testing.T) {
	t.Parallel()
	expiry := time.Date(2030, 3, 4, 15, 6, 7, 0, time.UTC)
	now := expiry.Add(-time.Hour)
	tests := map[string]struct {
		on, in any
		want   time.Time
	}{
		"seconds since 1970":         {on: expiry.Unix(), want: expiry},
		"seconds in a string":        {on: "1898867167", want: expiry},
		"a date of App Service":      {on: "03/04/2030 15:06:07", want: expiry},
		"a date with its zone":       {on: "03/04/2030 15:06:07 +00:00", want: expiry},
		"a date of old App Services": {on: "3/4/2030 3:06:07 PM +00:00", want: expiry},
		"a date in order":            {on: "2030-03-04 15:06:07", want: expiry},
		"a date of RFC 3339":         {on: "2030-03-04T15:06:07.0Z", want: expiry},
		"seconds from now":           {in: 3600, want: expiry},
		"those in a string":          {in: "3600", want: expiry},
		"an empty date":              {on: "", in: "3600", want: expiry},
		"neither":                    {},
		"no time":                    {on: "tomorrow"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				body := map[string]any{"access_token": "opaque"}
				if tt.on != nil {
					body["expires_on"] = tt.on
				}
				if tt.in != nil {
					body["expires_in"] = tt.in
				}
				answer(http.StatusOK, body)(w)
			}))
			t.Cleanup(endpoint.Close)
			s := newSite(t, "managed_identity")
			s.options.Now = func() time.Time { return now }
			s.environ["IDENTITY_ENDPOINT"], s.environ["IDENTITY_HEADER"] = endpoint.URL, "header-1"
			if tt.want.IsZero() {
				wantError(t, s.fails(), "", "does not say when the token expires")
				return
			}
			if found := s.signIn(); !found.Expires.Equal(tt.want) {
				t.Errorf("the token expires at %s, want %s", found.Expires, tt.want)
			}
		})
	}
}

func TestAnAnswerWithoutAToken(t *testing.T) {
	t.Parallel()
	endpoint := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		answer(http.StatusOK, map[string]any{"expires_in": 60})(w)
	}))
	t.Cleanup(endpoint.Close)
	s := newSite(t, "managed_identity")
	s.environ["MSI_ENDPOINT"] = endpoint.URL
	wantError(t, s.fails(), "", "holds no token")
}
