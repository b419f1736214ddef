// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"crypto/tls"
	"errors"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/proxy"
)

// metadataAddress is where Azure has its Instance Metadata Service.
const metadataAddress = "169.254.169.254"

// StartProxy starts a proxy that answers for Microsoft's services in all clouds
// and for the metadata service, so that programs that know only the real names
// can use the tenant. Hosts in allow are reached as they are, all others are
// refused and named to refused. The proxy ends with the tenant, which can have
// one.
func (t *Tenant) StartProxy(allow []string, refused func(host string)) error {
	if t.proxy != nil {
		return errors.New("the tenant has a proxy already")
	}
	issuer := hostCertificates{ca: t.ca, issued: map[string]*tls.Certificate{}}
	started, err := proxy.Start(proxy.Options{Handler: t.hosts(), Certificate: issuer.forHost, Allow: allow, Refused: refused})
	t.proxy = started
	return err
}

// hosts finds what answers for a host: nil when nothing does.
func (t *Tenant) hosts() func(host string) http.Handler {
	management := t.service(t.faults.Wrap(t.management()))
	portal := t.service(t.faults.Wrap(t.keeper.watch(t.portal())))
	return func(host string) http.Handler {
		switch {
		case slices.Contains(graph.Hosts(), host), entra.IsAuthority(host):
			return t.answers
		case slices.Contains(entra.ManagementHosts(), host):
			return management
		case host == portalHost:
			return portal
		case host == metadataAddress:
			return t.atMetadataAddress()
		default:
			return nil
		}
	}
}

// atMetadataAddress is the identity endpoint of the hosts that have it there.
// On the others nothing is there, which clients are told as soon as they ask.
func (t *Tenant) atMetadataAddress() http.Handler {
	if t.options.Host == VirtualMachine || t.options.Host == ContainerInstance {
		return t.metadata
	}
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "This kind of host has no metadata service.", http.StatusBadGateway)
	})
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

// ProxyEnv lists the variables, as NAME=value, by which programs find the proxy,
// trust it, and sign in as the built-in application that has a secret. Of those of
// [Tenant.Env] the ones that would lead away from the real names are missing.
func (t *Tenant) ProxyEnv() []string {
	env := slices.DeleteFunc(t.Env(), func(variable string) bool {
		// Other providers for Microsoft 365 read variables that begin with M365 too.
		return strings.HasPrefix(variable, "AZURE_AUTHORITY_HOST=") || strings.HasPrefix(variable, "M365_") && !strings.HasPrefix(variable, "M365_CA_")
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
	return append(env, "NODE_USE_ENV_PROXY=1")
}
