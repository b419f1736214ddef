// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// customCloud is the cloud that has no addresses of its own: the overrides give them.
const customCloud = "custom"

// Cloud says where a Microsoft cloud lives.
type Cloud struct {
	// Name is the cloud's name in configuration: "public", "gcchigh", …
	Name string
	// AuthorityHost is the root of Entra's sign-in service, without a slash at its end.
	AuthorityHost string
	// GraphEndpoint is the root of Microsoft Graph, without version and without a slash at its end.
	GraphEndpoint string
	// ExchangeAudience is what a token must be made for to serve as the
	// assertion of an application with a federated credential.
	ExchangeAudience string

	aliases []string
	// toolName is what Azure CLI and its like call the cloud; empty for the one that
	// they are set to from the start.
	toolName string
	// otherAuthorities are further addresses of the same sign-in service.
	otherAuthorities []string
}

// Scope is the scope of a Graph token. Its domain is the one of the endpoint:
// Microsoft asks for that in every national cloud.
func (c Cloud) Scope() string { return c.GraphEndpoint + "/.default" }

// clouds lists every cloud; the first is the default. GCC has its tenants on
// the public endpoints. The aliases are the spellings of the azurerm and
// azuread providers and of the Azure CLI.
var clouds = []Cloud{
	{
		Name:             "public",
		AuthorityHost:    "https://login.microsoftonline.com",
		GraphEndpoint:    "https://graph.microsoft.com",
		ExchangeAudience: "api://AzureADTokenExchange",
		aliases:          []string{"global", "azurecloud", "azurepubliccloud"},
		otherAuthorities: publicAuthorities(),
	},
	{
		Name:             "gcc",
		AuthorityHost:    "https://login.microsoftonline.com",
		GraphEndpoint:    "https://graph.microsoft.com",
		ExchangeAudience: "api://AzureADTokenExchange",
		otherAuthorities: publicAuthorities(),
	},
	{
		Name:             "gcchigh",
		AuthorityHost:    "https://login.microsoftonline.us",
		GraphEndpoint:    "https://graph.microsoft.us",
		ExchangeAudience: "api://AzureADTokenExchangeUSGov",
		toolName:         "AzureUSGovernment",
		aliases:          []string{"usgovernment", "usgovernmentl4", "azureusgovernment", "azureusgovernmentcloud"},
		otherAuthorities: governmentAuthorities(),
	},
	{
		Name:             "dod",
		AuthorityHost:    "https://login.microsoftonline.us",
		GraphEndpoint:    "https://dod-graph.microsoft.us",
		ExchangeAudience: "api://AzureADTokenExchangeUSGov",
		toolName:         "AzureUSGovernment",
		aliases:          []string{"usgovernmentl5"},
		otherAuthorities: governmentAuthorities(),
	},
	{
		Name:             "china",
		AuthorityHost:    "https://login.chinacloudapi.cn",
		GraphEndpoint:    "https://microsoftgraph.chinacloudapi.cn",
		ExchangeAudience: "api://AzureADTokenExchangeChina",
		toolName:         "AzureChinaCloud",
		aliases:          []string{"azurechinacloud"},
		otherAuthorities: []string{"https://login.partner.microsoftonline.cn"},
	},
	{
		Name:             customCloud,
		ExchangeAudience: "api://AzureADTokenExchange",
	},
}

func publicAuthorities() []string {
	return []string{"https://login.windows.net", "https://login.microsoft.com", "https://sts.windows.net"}
}

func governmentAuthorities() []string {
	return []string{"https://login-us.microsoftonline.com", "https://login.usgovcloudapi.net"}
}

// CloudNames are the values that Settings.Cloud is documented with. The
// spellings of other Azure tools are understood as well.
func CloudNames() []string {
	var names []string
	for _, c := range clouds {
		names = append(names, c.Name)
	}
	return names
}

// FindCloud resolves the cloud that the settings name and the addresses that
// they override. The faults that it returns are on cloud, authority_host,
// graph_endpoint and token_exchange_audience.
func FindCloud(s Settings) (Cloud, []*SettingError) {
	c, known := cloudNamed(s.Cloud)
	if !known {
		return Cloud{}, []*SettingError{s.fault("cloud", "Unknown cloud",
			described("cloud", s.Cloud)+" is none of the clouds of Microsoft. "+oneOf(s.Cloud, CloudNames()))}
	}
	var faults []*SettingError
	override := func(setting, value string, into *string) {
		root, err := httpsRoot(setting, value)
		switch {
		case value == "" && *into == "":
			faults = append(faults, s.fault(setting, "Missing "+setting,
				fmt.Sprintf("cloud = %q has no address of its own, so %s must be set.", c.Name, setting)))
		case value == "":
		case err != nil:
			faults = append(faults, s.fault(setting, "Invalid "+setting, err.Error()+"."))
		default:
			*into = root
		}
	}
	override("authority_host", s.AuthorityHost, &c.AuthorityHost)
	override("graph_endpoint", s.GraphEndpoint, &c.GraphEndpoint)
	if len(faults) == 0 && c.Name != customCloud {
		faults = append(s.authorityFaults(c), s.graphFaults(c)...)
	}
	if audience := s.TokenExchangeAudience; audience != "" {
		if strings.ContainsAny(audience, " \t\r\n") || strings.HasSuffix(audience, "/") {
			faults = append(faults, s.fault("token_exchange_audience", "Invalid token_exchange_audience",
				described("token_exchange_audience", audience)+` must be an audience such as "api://AzureADTokenExchange", without blanks and without a slash at its end.`))
		}
		c.ExchangeAudience = audience
	}
	return c, faults
}

// authorityFaults refuses an authority that is not the cloud's: secrets and
// assertions go there, and a variable of another tool may have named it.
func (s Settings) authorityFaults(c Cloud) []*SettingError {
	clouds := cloudsOf(c.AuthorityHost)
	switch {
	case slices.Contains(clouds, c.Name):
		return nil
	case len(clouds) == 0:
		return []*SettingError{s.fault("authority_host", "Unknown authority_host",
			c.AuthorityHost+` is no sign-in service of Microsoft's, and whatever proves the application or user is sent there. If it is one of your own, set cloud = "custom" or M365_CLOUD=custom, and graph_endpoint. Else remove it.`)}
	case s.Cloud == "":
		return []*SettingError{s.fault("cloud", "Missing cloud",
			fmt.Sprintf("authority_host is %s%s, which signs in to another cloud than \"%s\", the default. Set cloud to one of: %s.",
				c.AuthorityHost, s.fromVariable("authority_host"), c.Name, quotedList(clouds)))}
	}
	return []*SettingError{s.fault("authority_host", "The authority_host is of another cloud",
		fmt.Sprintf("%s signs in to %s, and cloud is \"%s\". Remove authority_host, or set cloud to the tenant's.", c.AuthorityHost, quotedList(clouds), c.Name))}
}

// graphFaults refuses an endpoint that is none of Microsoft's: tokens go there.
func (s Settings) graphFaults(c Cloud) []*SettingError {
	if slices.ContainsFunc(clouds, func(known Cloud) bool { return known.GraphEndpoint == c.GraphEndpoint }) {
		return nil
	}
	return []*SettingError{s.fault("graph_endpoint", "Unknown graph_endpoint",
		c.GraphEndpoint+` is no Graph of Microsoft's, and tokens are sent there. If it is one of your own, set cloud = "custom" or M365_CLOUD=custom, and authority_host. Else remove it.`)}
}

// cloudsOf are the names of the clouds that sign in at an address, none if that is
// not Microsoft's.
func cloudsOf(authority string) []string {
	var names []string
	for _, c := range clouds {
		if c.AuthorityHost == authority || slices.Contains(c.otherAuthorities, authority) {
			names = append(names, c.Name)
		}
	}
	return names
}

func cloudNamed(name string) (Cloud, bool) {
	if name == "" {
		return clouds[0], true
	}
	name = strings.ToLower(name)
	i := slices.IndexFunc(clouds, func(c Cloud) bool { return c.Name == name || slices.Contains(c.aliases, name) })
	if i < 0 {
		return Cloud{}, false
	}
	return clouds[i], true
}

// httpsRoot accepts "https://host[:port]" with or without a slash at its end:
// tokens and secrets go there, and paths below it are ours to choose.
func httpsRoot(setting, address string) (string, error) {
	u, err := url.Parse(address)
	value := described(setting, address)
	switch {
	case err != nil || u.Host == "" || u.Scheme == "":
		return "", errors.New(value + ` is not an address such as "https://host.example"`)
	case u.Scheme != "https":
		return "", errors.New(value + " must begin with https://, because credentials are sent there")
	case u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.Trim(u.Path, "/") != "":
		return "", errors.New(value + " must be the root of the service: no path, no version, no query")
	}
	return "https://" + strings.ToLower(u.Host), nil
}

// usesInstanceDiscovery tells whether MSAL may ask login.microsoftonline.com
// about the authority. It does that for authorities of one's own too, and should
// not tell the public cloud about them unless told to.
func usesInstanceDiscovery(s Settings) bool {
	if s.DisableInstanceDiscovery != nil {
		return !*s.DisableInstanceDiscovery
	}
	return !strings.EqualFold(s.Cloud, customCloud)
}
