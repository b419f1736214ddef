// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import (
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// instance is a group of hosts that are the same authority.
type instance struct {
	PreferredNetwork string   `json:"preferred_network"`
	PreferredCache   string   `json:"preferred_cache"`
	Aliases          []string `json:"aliases"`
}

// instanceDiscovery tells clients which hosts are authorities of Entra: those of
// all clouds, the tenant's own and the one that was asked. MSAL uses its token
// cache only for hosts that are listed.
func (s *Service) instanceDiscovery(r *http.Request) (any, error) {
	var metadata []instance
	for _, c := range clouds() {
		// Microsoft has named the cache of the public cloud by an older name.
		cache := c.host()
		if len(metadata) == 0 {
			cache = "login.windows.net"
		}
		metadata = append(metadata, instance{c.host(), cache, c.hosts()})
	}
	for _, host := range []string{r.Host, strings.TrimPrefix(s.options.Address, "https://")} {
		if host != "" && !listed(metadata, host) {
			metadata = append(metadata, instance{host, host, []string{host}})
		}
	}

	asked, err := url.Parse(r.URL.Query().Get("authorization_endpoint"))
	if err != nil || !listed(metadata, asked.Host) {
		return nil, refuse(50049, "Unknown or invalid instance.")
	}
	tenant, _, _ := strings.Cut(strings.TrimPrefix(asked.Path, "/"), "/")
	return map[string]any{
		"tenant_discovery_endpoint": "https://" + asked.Host + "/" + tenant + "/v2.0/.well-known/openid-configuration",
		"api-version":               "1.1",
		"metadata":                  metadata,
	}, nil
}

func listed(metadata []instance, host string) bool {
	return slices.ContainsFunc(metadata, func(known instance) bool { return slices.Contains(known.Aliases, host) })
}

func (s *Service) openIDConfigurationV2(r *http.Request) (any, error) {
	return s.openIDConfiguration(r, "/v2.0")
}

func (s *Service) openIDConfigurationV1(r *http.Request) (any, error) {
	return s.openIDConfiguration(r, "")
}

// openIDConfiguration is the discovery document of a version. Its endpoints are on
// the host that was asked. Its issuer is that of the cloud whose host that is, and
// else on that host, since clients compare the two. Where people sign in is
// version 2 in both.
func (s *Service) openIDConfiguration(r *http.Request, version string) (any, error) {
	tenantID, err := s.discoveredTenant(r.PathValue("tenant"))
	if err != nil {
		return nil, err
	}
	root := "https://" + r.Host + "/" + tenantID
	asked, _ := cloudOf(r.Host) // the local host is of the public cloud
	return map[string]any{
		"issuer":                                issuerOf(r.Host, tenantID, version),
		"token_endpoint":                        root + "/oauth2" + version + "/token",
		"authorization_endpoint":                root + "/oauth2/v2.0/authorize",
		"device_authorization_endpoint":         root + "/oauth2/v2.0/devicecode",
		"end_session_endpoint":                  root + "/oauth2/v2.0/logout",
		"jwks_uri":                              root + "/discovery" + version + "/keys",
		"userinfo_endpoint":                     asked.graph[0] + "/oidc/userinfo",
		"token_endpoint_auth_methods_supported": []string{"client_secret_post", "private_key_jwt", "client_secret_basic"},
		"response_modes_supported":              []string{"query", "fragment", "form_post"},
		"response_types_supported":              []string{"code", "id_token", "code id_token", "id_token token"},
		"subject_types_supported":               []string{"pairwise"},
		"id_token_signing_alg_values_supported": []string{"RS256"},
		"scopes_supported":                      []string{"openid", "profile", "email", "offline_access"},
		"claims_supported":                      []string{"sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "preferred_username", "name", "tid", "ver", "at_hash", "c_hash", "email"},
		"request_uri_parameter_supported":       false,
		"http_logout_supported":                 true,
		"frontchannel_logout_supported":         true,
		"tenant_region_scope":                   "EU",
		"cloud_instance_name":                   asked.name,
		"cloud_graph_host_name":                 "graph.windows.net",
		"msgraph_host":                          strings.TrimPrefix(asked.graph[0], "https://"),
		"rbac_url":                              "https://pas.windows.net",
	}, nil
}

// issuerOf is the issuer in the discovery document of a version, "/v2.0" or none,
// on a host.
func issuerOf(host, tenantID, version string) string {
	if sharedTenant(tenantID) {
		tenantID = "{tenantid}"
	}
	asked, real := cloudOf(host)
	switch {
	case !real:
		return "https://" + host + "/" + tenantID + version
	case version == "":
		return asked.issuer(1, tenantID)
	default:
		return asked.issuer(2, tenantID)
	}
}

// discoveredTenant is the tenant's segment in discovered addresses. For the
// segments shared by all tenants it is that segment.
func (s *Service) discoveredTenant(name string) (string, error) {
	if sharedTenant(name) {
		return strings.ToLower(name), nil
	}
	id, err := s.tenant(name)
	var refusal *Error
	if errors.As(err, &refusal) {
		refusal.OAuth = "invalid_tenant"
	}
	return id, err
}

// keys is the set of public keys that tokens can be verified with.
func (s *Service) keys(r *http.Request) (any, error) {
	tenantID, err := s.discoveredTenant(r.PathValue("tenant"))
	if err != nil {
		return nil, err
	}
	return map[string]any{"keys": []any{s.key().jwk(clouds()[0].issuer(2, tenantID))}}, nil
}
