// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"crypto/sha1" //nolint:gosec // clients of Service Fabric pin certificates by SHA-1
	"crypto/tls"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
)

// hostKind is what there is to know of a kind of host.
type hostKind struct {
	endpoint func(host *identity.Host, certificate tls.Certificate) identity.Endpoint
	// port is that of the endpoint where clients know it; empty for any.
	port string
	// https: the endpoint shows a certificate.
	https bool
}

// HostKinds are the kinds of hosts that a tenant can play, in order of their names.
func HostKinds() []HostKind { return slices.Sorted(maps.Keys(hostKinds(""))) }

// hostKinds are all kinds of hosts. Azure Arc keeps its tokens in a folder.
func hostKinds(arcFolder string) map[HostKind]hostKind {
	plain := func(endpoint func(*identity.Host) identity.Endpoint) hostKind {
		return hostKind{endpoint: func(host *identity.Host, _ tls.Certificate) identity.Endpoint { return endpoint(host) }}
	}
	windows := plain((*identity.Host).WindowsContainer)
	windows.port = identity.WindowsContainerPort
	fabric := func(host *identity.Host, certificate tls.Certificate) identity.Endpoint {
		return host.ServiceFabric(fmt.Sprintf("%X", sha1.Sum(certificate.Certificate[0]))) //nolint:gosec // see the import
	}
	return map[HostKind]hostKind{
		VirtualMachine:    plain((*identity.Host).VirtualMachine),
		ContainerInstance: plain((*identity.Host).ContainerInstance),
		WindowsContainer:  windows,
		AppService:        plain((*identity.Host).AppService),
		AzureArc:          plain(func(host *identity.Host) identity.Endpoint { return host.AzureArc(arcFolder) }),
		AzureML:           plain((*identity.Host).AzureML),
		ServiceFabric:     {endpoint: fabric, https: true},
		CloudShell:        plain((*identity.Host).CloudShell),
	}
}

// hostKind is that of the host which the options name.
func (o Options) hostKind() hostKind { return hostKinds(o.ArcFolder)[o.Host] }

// newEndpoint is the identity endpoint of the host that the options name.
func (t *Tenant) newEndpoint(certificate tls.Certificate) identity.Endpoint {
	host := identity.NewHost(identity.Options{Identities: t.options.Identities, Mint: t.mint, Now: t.options.Now})
	return t.options.hostKind().endpoint(host, certificate)
}

// mint fetches a token for an identity of the host.
func (t *Tenant) mint(id identity.Identity, resource string) (identity.Token, error) {
	token, err := t.entra.IdentityToken(entra.ManagedIdentity{TenantID: id.TenantID, ClientID: id.ClientID, ResourceID: id.ResourceID}, resource)
	var refusal *entra.Error
	if errors.As(err, &refusal) {
		return identity.Token{}, &identity.Refusal{Code: refusal.OAuth, Description: refusal.Error()}
	}
	return identity.Token{AccessToken: token.AccessToken, NotBefore: token.NotBefore, ExpiresOn: token.ExpiresOn}, err
}
