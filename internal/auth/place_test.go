// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"errors"
	"maps"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
)

// hostSite is a host by the variables of its processes, with the command that
// attaches identities there.
type hostSite struct {
	source  Source
	environ map[string]string
	// command begins every command for this host, if it has any; "" for none.
	command string
}

// hostSites are all the kinds of hosts.
func hostSites() map[string]hostSite {
	appService := func(more ...string) map[string]string {
		env := map[string]string{"IDENTITY_ENDPOINT": "http://localhost:42356/msi/token", "IDENTITY_HEADER": "x"}
		for _, name := range more {
			env[name] = "x"
		}
		return env
	}
	return map[string]hostSite{
		"a virtual machine":                   {IMDS, nil, "az vm"},
		"a Linux container group":             {IMDS, map[string]string{"IDENTITY_HEADER": "x", "IDENTITY_API_VERSION": "2019-07-01-preview", thumbprintVariable: "x"}, "az container "},
		"a pod":                               {IMDS, map[string]string{"KUBERNETES_SERVICE_HOST": "10.0.0.1"}, "az aks"},
		"a container app":                     {AppService, appService("CONTAINER_APP_NAME"), "az containerapp identity"},
		"a container app's job":               {AppService, appService("CONTAINER_APP_JOB_NAME"), "az containerapp job"},
		"a function app":                      {AppService, appService("WEBSITE_SITE_NAME", "FUNCTIONS_WORKER_RUNTIME"), "az functionapp"},
		"an App Service":                      {AppService, appService("WEBSITE_SITE_NAME"), "az webapp"},
		"a Windows container group":           {WindowsContainer, map[string]string{"IDENTITY_ENDPOINT": "http://10.92.0.14:2377/metadata", "IDENTITY_HEADER": "x"}, "az container "},
		"an Azure Arc server":                 {AzureArc, map[string]string{"IDENTITY_ENDPOINT": "http://127.0.0.1:40342/x", "IMDS_ENDPOINT": "http://127.0.0.1:40342"}, "az connectedmachine"},
		"a compute of Machine Learning":       {AzureML, map[string]string{"MSI_ENDPOINT": "http://127.0.0.1:1/x", "MSI_SECRET": "x"}, "az ml"},
		"a Service Fabric application":        {ServiceFabric, map[string]string{"IDENTITY_ENDPOINT": "https://127.0.0.1:1/x", "IDENTITY_HEADER": "x", thumbprintVariable: strings.Repeat("0", 40)}, ""},
		"Cloud Shell":                         {CloudShell, map[string]string{"MSI_ENDPOINT": "http://127.0.0.1:1/x"}, ""},
		"an agent of Azure Pipelines":         {IMDS, map[string]string{"TF_BUILD": "True"}, "az vm"},
		"a runner of GitHub Actions":          {IMDS, map[string]string{"GITHUB_ACTIONS": "true"}, "az vm"},
		"a pipeline's job in a container app": {AppService, appService("CONTAINER_APP_JOB_NAME", "TF_BUILD"), "az containerapp job"},
	}
}

// commands of hosts, of which a message may hold those of its own host only.
var hostCommands = []string{"az vm", "az container ", "az aks", "az containerapp identity", "az containerapp job", "az functionapp", "az webapp", "az connectedmachine", "az ml"}

// mistake is something that goes wrong with an identity on any host, and the words
// that its message must and must not hold.
type mistake struct {
	name string
	// change makes the mistake.
	change func(*setup)
	err    error
	// on tells whether it can happen on the host, nil for all.
	on func(hostSite) bool
	// direct and federated are wanted words by mode, and both in either.
	direct, federated, both []string
}

func mistakes() []mistake {
	invalid := func(text string) error {
		return answered(http.StatusBadRequest, `{"error":"invalid_request","error_description":"`+text+`"}`)
	}
	chosen := func(s *setup) { s.ManagedIdentityID = otherID }
	choice := func(h hostSite) bool { return h.source != CloudShell && h.source != ServiceFabric }
	notArc := func(h hostSite) bool { return choice(h) && h.source != AzureArc }
	return []mistake{
		{name: "no identity", err: invalid("Identity not found"), on: notArc, direct: []string{"{command}"}, both: []string{"managed_identity_id"}},
		{
			name: "no identity, and a variable of another tool", err: invalid("Identity not found"), on: notArc,
			change: func(s *setup) { s.Environ = with(s.Environ, "ARM_CLIENT_ID", appID[:35]+"9") }, both: []string{"ARM_CLIENT_ID is set", "M365_MANAGED_IDENTITY_ID", "M365_CLIENT_ID"},
		},
		{name: "several identities", err: invalid("Multiple user assigned identities exist"), on: choice, both: []string{"managed_identity_id", "az identity show"}},
		{name: "an identity that is not attached", err: invalid("Identity not found"), change: chosen, on: choice, both: []string{otherID, "az identity show"}},
		{name: "the endpoint refuses the header", err: answered(http.StatusUnauthorized, ""), on: notArc},
		{name: "the endpoint refuses the process", err: answered(http.StatusForbidden, "")},
		{name: "the endpoint does not know its path", err: answered(http.StatusNotFound, ""), change: func(s *setup) { s.ManagedIdentityID = "" }},
		{name: "the endpoint fails", err: answered(http.StatusBadGateway, ""), both: []string{"has been repeated"}},
		{name: "the endpoint is throttled", err: answered(http.StatusTooManyRequests, ""), both: []string{"too many requests"}},
		{name: "a page answers", err: errors.New("the answer is no JSON object with a token: x"), both: []string{"no identity endpoint"}},
		{name: "nothing answers", err: errors.New("dial tcp 127.0.0.1:1: connect: connection refused"), both: []string{"could not be reached"}},
	}
}

func with(environ func(string) string, name, value string) func(string) string {
	return func(asked string) string {
		if asked == name {
			return value
		}
		return environ(asked)
	}
}

// Every remedy fits the host, the mode and the settings at hand.
func TestRemediesFitHostModeAndMistake(t *testing.T) {
	t.Parallel()
	for host, site := range hostSites() {
		for _, m := range mistakes() {
			if m.on != nil && !m.on(site) {
				continue
			}
			for mode, wanted := range map[Mode][]string{Direct: m.direct, Federated: m.federated} {
				s := setupAt(t, site, mode)
				if m.change != nil {
					m.change(&s)
				}
				e := s.identityError(m.err, site.source)
				name := host + ", " + string(mode) + ", " + m.name
				checkWords(t, name, site, e)
				for _, word := range append(slices.Clone(wanted), m.both...) {
					if word = strings.ReplaceAll(word, "{command}", site.command); !strings.Contains(e.Remedy, word) {
						t.Errorf("%s: the remedy lacks %q:\n%s", name, word, e.Remedy)
					}
				}
				if mode == Federated && m.name == "no identity" && strings.Contains(e.Remedy, "system-assigned one:") && !strings.Contains(e.Remedy, hostedRunner) {
					t.Errorf("%s: a system-assigned identity is advised, which cannot be federated:\n%s", name, e.Remedy)
				}
			}
		}
	}
}

// setupAt is a sign-in on a host.
func setupAt(t *testing.T, site hostSite, mode Mode) setup {
	t.Helper()
	s := setup{Settings: Settings{Method: "managed_identity", TenantID: tenantID}}.withNothing()
	s.Arc = ArcAgent{Program: os.DevNull + "/none"}
	s.Environ = func(name string) string { return site.environ[name] }
	if mode == Federated {
		s.ClientID = appID
	}
	return s
}

// checkWords refuses what speaks of another host or leaves a gap.
func checkWords(t *testing.T, name string, site hostSite, e *Error) {
	t.Helper()
	for _, command := range hostCommands {
		if strings.Contains(e.Remedy, command) && command != site.command {
			t.Errorf("%s: %q is no command for it:\n%s", name, command, e.Remedy)
		}
	}
	if site.source != IMDS && (strings.Contains(e.Remedy, "169.254.169.254") || strings.Contains(e.Remedy, "metadata service")) {
		t.Errorf("%s: there is no metadata service:\n%s", name, e.Remedy)
	}
	for _, variable := range []string{"IDENTITY_ENDPOINT", "IDENTITY_HEADER", "MSI_ENDPOINT", "MSI_SECRET", "IMDS_ENDPOINT"} {
		if site.environ[variable] == "" && strings.Contains(e.Remedy, variable) {
			t.Errorf("%s: %s is not set:\n%s", name, variable, e.Remedy)
		}
	}
	if strings.Contains(strings.ReplaceAll(strings.ReplaceAll(e.Remedy, "--query '{", ""), "%{http_code}", ""), "{") && !strings.Contains(e.Remedy, "clientId:clientId") {
		t.Errorf("%s: a placeholder is left in:\n%s", name, e.Remedy)
	}
	commandsAlone(t, name, e.Remedy)
}

// Where there is no endpoint, the message names what this very place lacks.
func TestRemediesWithoutAnEndpoint(t *testing.T) {
	t.Parallel()
	fallback := []string{`managed_identity_fallback = "azure_cli"`, "M365_AUTH_METHOD=azure_cli", "az login", "curl"}
	tests := map[string]struct {
		environ map[string]string
		command string
		want    []string
		not     []string
	}{
		"anywhere":                       {nil, "", fallback, nil},
		"a pipeline":                     {map[string]string{"TF_BUILD": "True"}, "", append(fallback, "oidc_azure_devops"), nil},
		"an App Service":                 {map[string]string{"WEBSITE_SITE_NAME": "x"}, "az webapp", []string{"az webapp identity assign", "restart"}, []string{"az login", "az containerapp"}},
		"a function app":                 {map[string]string{"WEBSITE_SITE_NAME": "x", "FUNCTIONS_WORKER_RUNTIME": "x"}, "az functionapp", []string{"az functionapp identity assign"}, []string{"az login", "az webapp"}},
		"a container app":                {map[string]string{"CONTAINER_APP_NAME": "x"}, "az containerapp identity", []string{"az containerapp identity assign"}, []string{"az login", "az webapp"}},
		"a job":                          {map[string]string{"CONTAINER_APP_JOB_NAME": "x"}, "az containerapp job", []string{"az containerapp job identity assign"}, []string{"az login"}},
		"a pod":                          {map[string]string{"KUBERNETES_SERVICE_HOST": "x"}, "", []string{`auth_method = "workload_identity"`}, []string{"az login"}},
		"an endpoint without its header": {map[string]string{"IDENTITY_ENDPOINT": "http://localhost/x", "CONTAINER_APP_NAME": "x"}, "", []string{"IDENTITY_ENDPOINT is set and IDENTITY_HEADER is not", "unset IDENTITY_ENDPOINT"}, []string{"az "}},
		"a header without its endpoint":  {map[string]string{"IDENTITY_HEADER": "x"}, "", []string{"IDENTITY_HEADER is set and IDENTITY_ENDPOINT is not"}, []string{"az "}},
		"a secret without its endpoint":  {map[string]string{"MSI_SECRET": "x"}, "", []string{"MSI_SECRET is set and MSI_ENDPOINT is not"}, nil},
		"half of Azure Arc's":            {map[string]string{"IMDS_ENDPOINT": "x"}, "", []string{"IMDS_ENDPOINT is set and IDENTITY_ENDPOINT is not"}, nil},
		"a container group":              {map[string]string{"IDENTITY_HEADER": "x", "IDENTITY_API_VERSION": "x"}, "", []string{"curl"}, []string{"IDENTITY_HEADER is set"}},
		"azurerm's endpoint":             {map[string]string{"ARM_MSI_ENDPOINT": "http://x"}, "", []string{"ARM_MSI_ENDPOINT is not read"}, nil},
	}
	for name, tt := range tests {
		for _, mode := range []Mode{Direct, Federated} {
			s := setupAt(t, hostSite{source: IMDS, environ: tt.environ}, mode)
			e := s.noEndpoint(errors.New("connection refused"))
			for _, word := range tt.want {
				if !strings.Contains(e.Remedy, word) {
					t.Errorf("%s, %s: the remedy lacks %q:\n%s", name, mode, word, e.Remedy)
				}
			}
			for _, word := range append(tt.not, "az vm") {
				if strings.Contains(e.Remedy, word) {
					t.Errorf("%s, %s: the remedy holds %q:\n%s", name, mode, word, e.Remedy)
				}
			}
			commandsAlone(t, name, e.Remedy)
		}
	}
}

// Who has set up federation and left client_id out is told so, and only they.
func TestDirectModeWithoutPermissionNamesTheMissingApplication(t *testing.T) {
	t.Parallel()
	for host, site := range hostSites() {
		for _, left := range []string{"", "ARM_CLIENT_ID", "AZURE_CLIENT_ID"} {
			environ := maps.Clone(site.environ)
			if environ == nil {
				environ = map[string]string{}
			}
			environ[left] = appID
			s := setupAt(t, hostSite{site.source, environ, site.command}, Direct)
			c := &Credential{setup: s}
			c.login.Store(&login{mode: Direct})
			who := claims{ObjectID: otherID, AppID: otherID, TenantID: tenantID, IdentityType: "app"}
			for _, text := range []string{c.noPermissions(who).Remedy, adviceFor(c, who)} {
				for _, word := range []string{"client_id is what is missing", "M365_CLIENT_ID", "appRoleAssignedTo", left} {
					if !strings.Contains(text, word) {
						t.Errorf("%s: the remedy lacks %q:\n%s", host, word, text)
					}
				}
			}
		}
	}
	c := &Credential{setup: setupAt(t, hostSite{source: IMDS}, Direct)}
	c.login.Store(&login{}) // a tool that is signed in with an identity
	who := claims{ObjectID: otherID, TenantID: tenantID, ResourceID: "/subscriptions/x", IdentityType: "app"}
	if text := c.noPermissions(who).Remedy; strings.Contains(text, "client_id") || strings.Contains(text, "{") && !strings.Contains(text, "{\\\"principalId") {
		t.Errorf("with a tool the remedy is:\n%s", text)
	}
}

func adviceFor(c *Credential, who claims) string {
	c.account.Store(&who)
	return c.Advise(Refusal{Status: http.StatusForbidden, Code: "Authorization_RequestDenied", Needed: []string{"Group.ReadWrite.All"}})
}
