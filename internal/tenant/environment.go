// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/entra"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/fault"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
)

// Env lists the variables, as NAME=value, that a program needs to find the
// tenant: the identity endpoint, the addresses of Entra and Graph, and the
// certificate authority that vouches for them. Which tenant, identity and
// application to use is not among them; that is for configuration to say.
//
// Programs in Go read SSL_CERT_FILE on Linux and BSD only.
func (t *Tenant) Env() []string {
	url := t.URL()
	return append(t.endpoint.Env(t.IdentityURL()),
		// A virtual machine has no variable at all: this one takes the place of
		// the metadata service's constant address, for programs that honour it.
		"AZURE_POD_IDENTITY_AUTHORITY_HOST="+t.IdentityURL(),
		"M365_CLOUD=custom",
		"M365_AUTHORITY_HOST="+url,
		"M365_GRAPH_ENDPOINT="+url,
		"M365_TOKEN_EXCHANGE_AUDIENCE=api://AzureADTokenExchange",
		"M365_DISABLE_INSTANCE_DISCOVERY=true",
		"AZURE_AUTHORITY_HOST="+url,
		"SSL_CERT_FILE="+t.CertificateFile(),
		"M365_CA_CERTIFICATE_PATH="+t.CertificateFile(),
		"CHECKPOINT_DISABLE=1",
	)
}

// Confinement is the variable, as NAME=value, that keeps this project's provider
// inside of the tenant: it lists the tenant's addresses, and the provider sends
// nothing to any other, whatever its configuration says. With a proxy Microsoft's
// own addresses are among them, for those who go by the proxy.
func (t *Tenant) Confinement() string {
	addresses := []string{t.URL(), t.IdentityURL()}
	if t.proxy != nil {
		addresses = append(addresses, t.proxy.URL())
		for _, host := range slices.Concat(graph.Hosts(), entra.AuthorityHosts()) {
			addresses = append(addresses, "https://"+host)
		}
	}
	return "M365_LOCAL_TENANT=" + strings.Join(addresses, ",")
}

// Consistency is the variable, as NAME=value, that tells this project's provider
// not to wait for replicas: here every read sees every write. It is empty when a
// fault of the options makes reads lag.
func (t *Tenant) Consistency() string {
	if slices.ContainsFunc(t.options.Faults, func(f fault.Fault) bool { return f.Lag > 0 }) {
		return ""
	}
	return "M365_REPLICATION_LAG=none"
}
