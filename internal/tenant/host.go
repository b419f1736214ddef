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

// newEndpoint is the identity endpoint of the host that the options name.
func (t *Tenant) newEndpoint(certificate tls.Certificate) identity.Endpoint {
	host := identity.NewHost(identity.Options{Identities: t.options.Identities, Mint: t.mint, Now: t.options.Now})
	switch t.options.Host {
	case ContainerInstance:
		return host.ContainerInstance()
	case WindowsContainer:
		return host.WindowsContainer()
	case AppService:
		return host.AppService()
	case AzureArc:
		return host.AzureArc(t.options.ArcFolder)
	case AzureML:
		return host.AzureML()
	case ServiceFabric:
		return host.ServiceFabric(fmt.Sprintf("%X", sha1.Sum(certificate.Certificate[0]))) //nolint:gosec // see the import
	case CloudShell:
		return host.CloudShell()
	default:
		return host.VirtualMachine()
	}
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
