// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFindCloud(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ names, authority, scope, audience string }{
		"public is the default":        {",public,Global,AzureCloud", "https://login.microsoftonline.com", "https://graph.microsoft.com/.default", "api://AzureADTokenExchange"},
		"GCC has the public endpoints": {"gcc", "https://login.microsoftonline.com", "https://graph.microsoft.com/.default", "api://AzureADTokenExchange"},
		"GCC High":                     {"gcchigh,usgovernment,usgovernmentl4,AzureUSGovernment", "https://login.microsoftonline.us", "https://graph.microsoft.us/.default", "api://AzureADTokenExchangeUSGov"},
		"DoD asks for its own domain":  {"dod,usgovernmentl5", "https://login.microsoftonline.us", "https://dod-graph.microsoft.us/.default", "api://AzureADTokenExchangeUSGov"},
		"China":                        {"china,AzureChinaCloud", "https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn/.default", "api://AzureADTokenExchangeChina"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for alias := range strings.SplitSeq(tt.names, ",") {
				c, faults := FindCloud(Settings{Cloud: alias})
				got := []string{c.AuthorityHost, c.Scope(), c.ExchangeAudience}
				if diff := cmp.Diff([]string{tt.authority, tt.scope, tt.audience}, got); diff != "" || faults != nil {
					t.Errorf("%q mismatch, faults %v (-want +got):\n%s", alias, faults, diff)
				}
			}
		})
	}
}

func TestCloudOverrides(t *testing.T) {
	t.Parallel()
	c, faults := FindCloud(Settings{
		Cloud: "custom", AuthorityHost: "https://Localhost:8443/", GraphEndpoint: "https://127.0.0.1:9443", TokenExchangeAudience: "api://mine",
	})
	if faults != nil {
		t.Fatal(faults)
	}
	got := []string{c.AuthorityHost, c.GraphEndpoint, c.ExchangeAudience}
	if diff := cmp.Diff([]string{"https://localhost:8443", "https://127.0.0.1:9443", "api://mine"}, got); diff != "" {
		t.Errorf("cloud mismatch (-want +got):\n%s", diff)
	}
}

func TestCloudFaults(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		settings Settings
		want     []string
	}{
		"an unknown cloud":                     {Settings{Cloud: "mars"}, []string{"cloud"}},
		"the authority of another cloud":       {Settings{AuthorityHost: "https://login.microsoftonline.us/"}, []string{"cloud"}},
		"an authority that nobody knows":       {Settings{AuthorityHost: "https://login.example"}, []string{"authority_host"}},
		"one beside a cloud's name":            {Settings{Cloud: "public", AuthorityHost: "https://localhost:8443"}, []string{"authority_host"}},
		"the cloud's name beside another's":    {Settings{Cloud: "gcchigh", AuthorityHost: "https://login.microsoftonline.com"}, []string{"authority_host"}},
		"the same with its Graph":              {Settings{AuthorityHost: "https://login.microsoftonline.us", GraphEndpoint: "https://graph.microsoft.us"}, []string{"cloud"}},
		"a Graph that nobody knows":            {Settings{GraphEndpoint: "https://graph.example"}, []string{"graph_endpoint"}},
		"custom without addresses":             {Settings{Cloud: "custom"}, []string{"authority_host", "graph_endpoint"}},
		"http is refused, on loopback too":     {Settings{AuthorityHost: "http://127.0.0.1", GraphEndpoint: "http://127.0.0.1"}, []string{"authority_host", "graph_endpoint"}},
		"a version does not belong there":      {Settings{GraphEndpoint: "https://graph.microsoft.com/v1.0"}, []string{"graph_endpoint"}},
		"a query does not belong there":        {Settings{GraphEndpoint: "https://graph.microsoft.com?x=y"}, []string{"graph_endpoint"}},
		"credentials do not belong there":      {Settings{AuthorityHost: "https://me:pw@login.example"}, []string{"authority_host"}},
		"a host alone is no address":           {Settings{AuthorityHost: "login.example"}, []string{"authority_host"}},
		"an audience with a slash at its end":  {Settings{TokenExchangeAudience: "api://x/"}, []string{"token_exchange_audience"}},
		"an audience with a line break inside": {Settings{TokenExchangeAudience: "api://x\ny"}, []string{"token_exchange_audience"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, faults := FindCloud(tt.settings)
			if diff := cmp.Diff(tt.want, blamed(faults)); diff != "" || strings.Contains(faults[0].Detail, "me:pw") {
				t.Errorf("settings mismatch, or a password in %v (-want +got):\n%s", faults, diff)
			}
		})
	}
}

// The webhook of AKS names the authority of its cloud, which is mostly the right one.
func TestTheAuthorityOfTheCloudMayBeNamed(t *testing.T) {
	t.Parallel()
	for _, s := range []Settings{
		{AuthorityHost: "https://login.microsoftonline.com/"},
		{Cloud: "gcc", AuthorityHost: "https://login.microsoftonline.com/"},
		{Cloud: "dod", AuthorityHost: "https://login.microsoftonline.us/"},
		{AuthorityHost: "https://login.windows.net"},
		{Cloud: "usgovernment", AuthorityHost: "https://login.microsoftonline.us", GraphEndpoint: "https://graph.microsoft.us"},
		{Cloud: "custom", AuthorityHost: "https://localhost:8443", GraphEndpoint: "https://localhost"},
	} {
		if _, faults := FindCloud(s); len(faults) > 0 {
			t.Errorf("%+v: faults %v", s, faults)
		}
	}
}

func TestInstanceDiscovery(t *testing.T) {
	t.Parallel()
	yes, no := true, false
	tests := map[string]struct {
		settings Settings
		want     bool
	}{
		"is used in Microsoft's clouds":       {Settings{Cloud: "china"}, true},
		"is not used in the custom cloud":     {Settings{Cloud: "custom"}, false},
		"is used for an authority of a cloud": {Settings{AuthorityHost: "https://login.windows.net"}, true},
		"can be demanded":                     {Settings{Cloud: "custom", DisableInstanceDiscovery: &no}, true},
		"can be turned off in a public cloud": {Settings{DisableInstanceDiscovery: &yes}, false},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := usesInstanceDiscovery(tt.settings); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func blamed(faults []*SettingError) []string {
	var names []string
	for _, f := range faults {
		names = append(names, f.Setting)
	}
	return names
}
