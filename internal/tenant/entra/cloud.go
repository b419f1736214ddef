// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"slices"
	"strings"
)

// Application ids of Microsoft's own resources, the same in every cloud.
const (
	// GraphAppID is Microsoft Graph.
	GraphAppID = "00000003-0000-0000-c000-000000000000"
	// ManagementAppID is Azure Resource Manager.
	ManagementAppID = "797f4846-ba00-4fd7-ba43-dac1f8f63013"
	// PortalAppID is the interface of Entra's pages in Azure's portal (ADIbizaUX).
	PortalAppID = "74658136-14ec-4630-ad9b-26e160ff0fc6"
	// TokenExchangeAppID is what assertions for federated credentials are made for.
	TokenExchangeAppID = "fb60f99c-7a34-4190-8149-302f77469936" //nolint:gosec // it is an id, no credential
)

// cloud is a Microsoft cloud as tokens know it. One local tenant answers for
// all of them: which one is meant follows from the resource that is asked for.
type cloud struct {
	name       string // as discovery documents have it
	authority  string // of issuers in tokens of version 2
	sts        string // of issuers in tokens of version 1
	exchange   string // audience of federated credentials
	aliases    []string
	graph      []string
	management []string
}

// clouds lists the public cloud first.
func clouds() []cloud {
	return []cloud{
		{
			name:       "microsoftonline.com",
			authority:  "https://login.microsoftonline.com",
			sts:        "https://sts.windows.net",
			exchange:   "api://AzureADTokenExchange",
			aliases:    []string{"login.windows.net", "login.microsoft.com", "sts.windows.net", "device.login.microsoftonline.com"},
			graph:      []string{"https://graph.microsoft.com"},
			management: []string{"https://management.azure.com", "https://management.core.windows.net"},
		},
		{
			name:       "microsoftonline.us",
			authority:  "https://login.microsoftonline.us",
			sts:        "https://sts.windows.net",
			exchange:   "api://AzureADTokenExchangeUSGov",
			aliases:    []string{"login.usgovcloudapi.net", "login-us.microsoftonline.com"},
			graph:      []string{"https://graph.microsoft.us", "https://dod-graph.microsoft.us"},
			management: []string{"https://management.usgovcloudapi.net", "https://management.core.usgovcloudapi.net"},
		},
		{
			name:       "partner.microsoftonline.cn",
			authority:  "https://login.partner.microsoftonline.cn",
			sts:        "https://sts.chinacloudapi.cn",
			exchange:   "api://AzureADTokenExchangeChina",
			aliases:    []string{"login.chinacloudapi.cn", "sts.chinacloudapi.cn"},
			graph:      []string{"https://microsoftgraph.chinacloudapi.cn"},
			management: []string{"https://management.chinacloudapi.cn", "https://management.core.chinacloudapi.cn"},
		},
	}
}

// host is the name of the authority's host.
func (c cloud) host() string { return strings.TrimPrefix(c.authority, "https://") }

// hosts are all names of the authority's host, the usual one first.
func (c cloud) hosts() []string { return append([]string{c.host()}, c.aliases...) }

// cloudOf finds the cloud whose authority a host is. Entra has hosts in regions
// too, in the public cloud.
func cloudOf(host string) (c cloud, ok bool) {
	for _, c := range clouds() {
		if slices.Contains(c.hosts(), host) {
			return c, true
		}
	}
	return clouds()[0], strings.HasSuffix(host, ".login.microsoft.com")
}

// IsAuthority tells whether a host is Entra's in one of Microsoft's clouds.
func IsAuthority(host string) bool {
	_, ok := cloudOf(host)
	return ok
}

// AuthorityHosts are those of Entra in all clouds, without its regional ones.
func AuthorityHosts() []string {
	var hosts []string
	for _, c := range clouds() {
		hosts = append(hosts, c.hosts()...)
	}
	return hosts
}

// ManagementHosts are those of Azure Resource Manager in all clouds.
func ManagementHosts() []string {
	var hosts []string
	for _, c := range clouds() {
		for _, address := range c.management {
			hosts = append(hosts, strings.TrimPrefix(address, "https://"))
		}
	}
	return hosts
}

// issuer is the iss claim of a token of the given version.
func (c cloud) issuer(version int, tenantID string) string {
	if version == 1 {
		return c.sts + "/" + tenantID + "/"
	}
	return c.authority + "/" + tenantID + "/v2.0"
}

// entraIssuer recognises the issuers of Entra: the cloud and tenant that they name.
func entraIssuer(issuer string) (c cloud, tenantID string, ok bool) {
	for _, c := range clouds() {
		if rest, found := strings.CutPrefix(issuer, c.authority+"/"); found {
			tenantID, ok = strings.CutSuffix(rest, "/v2.0")
			return c, tenantID, ok
		}
		if rest, found := strings.CutPrefix(issuer, c.sts+"/"); found {
			return c, strings.TrimSuffix(rest, "/"), true
		}
	}
	return cloud{}, "", false
}

// resource is something that a token can be made for.
type resource struct {
	appID    string
	audience string // the aud claim
	version  int    // of the token format, which the resource chooses
	cloud    cloud
}

// findResource resolves an application id URI or application id. Addresses may
// end in a slash, which the audience then keeps.
func (s *Service) findResource(name string) (resource, bool) {
	public := clouds()[0]
	address := strings.ToLower(strings.TrimSuffix(name, "/"))
	switch {
	case address == GraphAppID, address == s.options.Address:
		return resource{GraphAppID, name, 1, public}, true
	case address == ManagementAppID:
		return resource{ManagementAppID, name, 1, public}, true
	case address == PortalAppID:
		return resource{PortalAppID, name, 1, public}, true
	case name == TokenExchangeAppID:
		return resource{TokenExchangeAppID, TokenExchangeAppID, 2, public}, true
	}
	for _, c := range clouds() {
		switch {
		case slices.Contains(c.graph, address):
			return resource{GraphAppID, name, 1, c}, true
		case slices.Contains(c.management, address):
			return resource{ManagementAppID, name, 1, c}, true
		case name == c.exchange:
			return resource{TokenExchangeAppID, TokenExchangeAppID, 2, c}, true
		}
	}
	return resource{}, false
}
