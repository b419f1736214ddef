// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

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
		"CHECKPOINT_DISABLE=1",
	)
}
