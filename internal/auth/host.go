// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package auth

import (
	"fmt"
	"net/url"
	"strings"
)

// host is the protocol by which one kind of host hands out tokens of managed
// identities.
type host struct {
	source Source
	// signs are the variables that, all set, speak for the host; when looks closer.
	signs []string
	when  func(environ func(string) string) bool
	// variable holds the address of the endpoint, and address is the one
	// without it. The metadata service has a path only: its host can be moved.
	variable, address string
	// version is the value of api-version, unless the address holds it.
	version string
	// header shows that a request is no forgery. Its value is that of the
	// variable secret, else "true".
	header, secret string
	// selectors are the names of the parameters by which an identity is chosen.
	selectors map[identityKind]string
	// defaultID is the variable with the client id to send when none is chosen.
	defaultID string
	// advice is for those who chose an identity in a way that the host has not;
	// blamed is the setting.
	blamed, advice string
}

// hosts lists every kind of host in the order of detection.
var hosts = []host{
	{
		// Windows containers have no metadata service. Microsoft documents this
		// protocol for them: a user-assigned identity is named by its principal
		// id, a system-assigned one not at all.
		source: WindowsContainer, signs: []string{"IDENTITY_ENDPOINT", "IDENTITY_HEADER"}, when: windowsContainer,
		variable: "IDENTITY_ENDPOINT", header: "secret", secret: "IDENTITY_HEADER",
		selectors: map[identityKind]string{kindObjectID: "principalId"},
		blamed:    "managed_identity_id_type",
		advice:    `Windows container groups select identities by principal id only: set managed_identity_id to it, and managed_identity_id_type = "object_id". To see it:` + showIdentity,
	},
	{
		source: ServiceFabric, signs: []string{"IDENTITY_ENDPOINT", "IDENTITY_HEADER", thumbprintVariable},
		variable: "IDENTITY_ENDPOINT", version: "2019-07-01-preview", header: "Secret", secret: "IDENTITY_HEADER",
		blamed: "managed_identity_id",
		advice: "The Service Fabric application decides which identity it has. Remove managed_identity_id.",
	},
	{
		source: AppService, signs: []string{"IDENTITY_ENDPOINT", "IDENTITY_HEADER"},
		variable: "IDENTITY_ENDPOINT", version: "2019-08-01", header: "X-IDENTITY-HEADER", secret: "IDENTITY_HEADER",
		selectors: map[identityKind]string{kindClientID: "client_id", kindObjectID: "object_id", kindResourceID: "mi_res_id"},
	},
	{
		source: AzureML, signs: []string{"MSI_ENDPOINT", "MSI_SECRET"},
		variable: "MSI_ENDPOINT", version: "2017-09-01", header: "secret", secret: "MSI_SECRET",
		selectors: map[identityKind]string{kindClientID: "clientid"}, defaultID: "DEFAULT_IDENTITY_CLIENT_ID",
		blamed: "managed_identity_id_type",
		advice: "Azure Machine Learning selects identities by client id only. To see it:" + showIdentity,
	},
	{
		source: CloudShell, signs: []string{"MSI_ENDPOINT"},
		variable: "MSI_ENDPOINT", header: "Metadata",
		blamed: "managed_identity_id",
		advice: `Cloud Shell has no managed identity but your own sign-in: auth_method = "azure_cli". If MSI_ENDPOINT is left over from elsewhere, unset it.`,
	},
	{
		source: AzureArc, signs: []string{"IDENTITY_ENDPOINT", "IMDS_ENDPOINT"},
		variable: "IDENTITY_ENDPOINT", address: "http://127.0.0.1:40342/metadata/identity/oauth2/token",
		version: "2020-06-01", header: "Metadata",
		selectors: map[identityKind]string{kindClientID: "client_id", kindObjectID: "object_id", kindResourceID: "msi_res_id"},
	},
	{
		source: IMDS, address: "/metadata/identity/oauth2/token", version: "2018-02-01", header: "Metadata",
		selectors: map[identityKind]string{kindClientID: "client_id", kindObjectID: "object_id", kindResourceID: "msi_res_id"},
	},
}

// windowsContainer tells a container group by its port. Service Fabric wants
// TLS, and App Service has other ports.
func windowsContainer(environ func(string) string) bool {
	u, err := url.Parse(environ("IDENTITY_ENDPOINT"))
	return err == nil && u.Scheme == "http" && u.Port() == "2377"
}

// query holds the parameters of a request for a token. Those of the address stay.
func (s setup) query(h host, address *url.URL, resource string) url.Values {
	q := address.Query()
	q.Set("resource", resource)
	if h.version != "" {
		q.Set("api-version", h.version)
	}
	if id := s.Environ(h.defaultID); h.defaultID != "" && id != "" {
		q.Set(h.selectors[kindClientID], id)
	}
	if s.ManagedIdentityID != "" {
		q.Set(h.selectors[s.identityKind()], s.ManagedIdentityID)
	}
	return q
}

// proof is the value of the header without which a request is refused.
func (s setup) proof(h host) string {
	if h.secret == "" {
		return "true"
	}
	return s.Environ(h.secret)
}

// checkSelector refuses an id that the host has no parameter for: it would
// silently answer with another identity.
func (s setup) checkSelector(h host) error {
	if s.ManagedIdentityID == "" || h.selectors[s.identityKind()] != "" {
		return nil
	}
	return &Error{
		Setting: h.blamed,
		Summary: "This host cannot select an identity by " + strings.ReplaceAll(string(s.identityKind()), "_", " "),
		Answer:  fmt.Sprintf("The source of the identity is %s, and managed_identity_id is %s%s.", h.source, s.ManagedIdentityID, s.fromVariable("managed_identity_id")),
		Remedy:  h.advice,
	}
}
