// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"crypto/sha1" //nolint:gosec // clients of Service Fabric pin certificates by SHA-1
	"crypto/tls"
	"errors"
	"fmt"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"
)

// hostEndpoints are the identity endpoints of all kinds of hosts. Azure Arc keeps its
// tokens in a folder.
func hostEndpoints(arcFolder string) map[HostKind]func(*identity.Host, tls.Certificate) identity.Endpoint {
	plain := func(endpoint func(*identity.Host) identity.Endpoint) func(*identity.Host, tls.Certificate) identity.Endpoint {
		return func(host *identity.Host, _ tls.Certificate) identity.Endpoint { return endpoint(host) }
	}
	return map[HostKind]func(*identity.Host, tls.Certificate) identity.Endpoint{
		VirtualMachine:    plain((*identity.Host).VirtualMachine),
		ContainerInstance: plain((*identity.Host).ContainerInstance),
		WindowsContainer:  plain((*identity.Host).WindowsContainer),
		AppService:        plain((*identity.Host).AppService),
		AzureArc:          plain(func(host *identity.Host) identity.Endpoint { return host.AzureArc(arcFolder) }),
		AzureML:           plain((*identity.Host).AzureML),
		ServiceFabric: func(host *identity.Host, certificate tls.Certificate) identity.Endpoint {
			return host.ServiceFabric(fmt.Sprintf("%X", sha1.Sum(certificate.Certificate[0]))) //nolint:gosec // see the import
		},
		CloudShell: plain((*identity.Host).CloudShell),
	}
}

// newEndpoint is the identity endpoint of the host that the options name.
func (t *Tenant) newEndpoint(certificate tls.Certificate) identity.Endpoint {
	host := identity.NewHost(identity.Options{Identities: t.options.Identities, Mint: t.mint, Now: t.options.Now})
	return hostEndpoints(t.options.ArcFolder)[t.options.Host](host, certificate)
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
