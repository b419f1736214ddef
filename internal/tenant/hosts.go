// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"crypto/tls"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/proxy"
)

// The names of Microsoft's services in all clouds that a tenant answers for.
var (
	cloudHosts = []string{
		"login.microsoftonline.com", "login.windows.net", "login.microsoft.com", "sts.windows.net", "device.login.microsoftonline.com",
		"login.microsoftonline.us", "login.chinacloudapi.cn", "login.partner.microsoftonline.cn",
		"graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn",
	}
	managementHosts = []string{
		"management.azure.com", "management.core.windows.net", "management.usgovcloudapi.net", "management.core.usgovcloudapi.net",
		"management.chinacloudapi.cn", "management.core.chinacloudapi.cn",
	}
)

// metadataAddress is where Azure has its Instance Metadata Service.
const metadataAddress = "169.254.169.254"

// StartProxy starts a proxy that answers for Microsoft's services and for the
// metadata service, so that programs that know only the real names can use the
// tenant. Hosts in allow are reached as they are, all others are refused and
// named to refused. The proxy ends with the tenant.
func (t *Tenant) StartProxy(allow []string, refused func(host string)) error {
	issuer := hostCertificates{ca: t.ca, issued: map[string]*tls.Certificate{}}
	started, err := proxy.Start(proxy.Options{Handler: t.handlerFor, Certificate: issuer.forHost, Allow: allow, Refused: refused})
	t.proxy = started
	return err
}

// handlerFor is what answers for a host, or nil.
func (t *Tenant) handlerFor(host string) http.Handler {
	switch {
	case slices.Contains(cloudHosts, host), strings.HasSuffix(host, ".login.microsoft.com"):
		return t.answers
	case slices.Contains(managementHosts, host):
		return t.requests.record(t.management())
	case host == metadataAddress && (t.options.Host == VirtualMachine || t.options.Host == ContainerInstance):
		return t.metadata
	default:
		return nil
	}
}

// hostCertificates issues one for each host and keeps it.
type hostCertificates struct {
	ca *authority

	mu     sync.Mutex
	issued map[string]*tls.Certificate
}

func (c *hostCertificates) forHost(host string) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if known := c.issued[host]; known != nil {
		return known, nil
	}
	issued, err := c.ca.certificateFor(host)
	if err != nil {
		return nil, err
	}
	c.issued[host] = &issued
	return &issued, nil
}

// management is Azure Resource Manager, as far as signing in with Azure's tools
// needs it: the tenant has no subscriptions.
func (t *Tenant) management() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /subscriptions", func(w http.ResponseWriter, _ *http.Request) {
		writeControl(w, http.StatusOK, map[string]any{"value": []any{}, "count": map[string]any{"type": "Total", "value": 0}})
	})
	mux.HandleFunc("GET /tenants", func(w http.ResponseWriter, _ *http.Request) {
		writeControl(w, http.StatusOK, map[string]any{"value": []any{map[string]any{
			"id": "/tenants/" + t.TenantID(), "tenantId": t.TenantID(), "displayName": "Contoso", "defaultDomain": t.Domain(), "tenantCategory": "Home", "domains": []any{t.Domain()},
		}}})
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		writeControl(w, http.StatusNotFound, map[string]any{"error": map[string]any{
			"code": "NotFound", "message": "The local tenant has no Azure resources: " + r.URL.Path + " is not there.",
		}})
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.Header.Get("Authorization"), "Bearer ") {
			w.Header().Set("WWW-Authenticate", `Bearer authorization_uri="https://login.microsoftonline.com/`+t.TenantID()+`", error="invalid_token"`)
			writeControl(w, http.StatusUnauthorized, map[string]any{"error": map[string]any{"code": "AuthenticationFailed", "message": "Authentication failed. The 'Authorization' header is missing."}})
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// ProxyEnv lists the variables, as NAME=value, by which programs find the proxy,
// trust it, and sign in as the built-in application that has a secret. The
// addresses of [Tenant.Env] stay for programs that can be told of them.
func (t *Tenant) ProxyEnv() []string {
	env := slices.DeleteFunc(t.Env(), func(variable string) bool {
		// The SDKs that read it would leave the real names for it.
		return strings.HasPrefix(variable, "AZURE_AUTHORITY_HOST=")
	})
	for _, name := range []string{"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"} {
		env = append(env, name+"="+t.proxy.URL())
	}
	for _, name := range []string{"NO_PROXY", "no_proxy"} {
		env = append(env, name+"=localhost,127.0.0.1,::1")
	}
	for _, name := range []string{"REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"} {
		env = append(env, name+"="+t.CertificateFile())
	}
	for _, prefix := range []string{"ARM_", "AZURE_"} {
		env = append(env, prefix+"TENANT_ID="+t.TenantID(), prefix+"CLIENT_ID="+SecretAppID, prefix+"CLIENT_SECRET="+SecretAppSecret)
	}
	if identities := t.options.Identities; len(identities) > 0 {
		// Without it, AZURE_CLIENT_ID would name the managed identity, as it does
		// by the convention of Azure's SDKs.
		env = append(env, "M365_MANAGED_IDENTITY_ID="+identities[0].ClientID)
	}
	return append(env, "NODE_USE_ENV_PROXY=1")
}
