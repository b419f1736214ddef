// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package entra

import "time"

// Directory is what the token service has to know of the tenant's objects.
type Directory interface {
	// TenantID resolves a tenant's id or one of its verified domains to the id.
	TenantID(name string) (id string, ok bool)
	// Application finds an app registration by its application (client) id.
	Application(appID string) (Application, bool)
	// ServicePrincipal finds what stands in a tenant for an application or for
	// a managed identity, by its application (client) id.
	ServicePrincipal(tenantID, appID string) (ServicePrincipal, bool)
	// User finds a user of a tenant by user principal name.
	User(tenantID, name string) (User, bool)
}

// Application is an app registration.
type Application struct {
	// AppID is the application (client) id.
	AppID string
	// DisplayName is shown to people.
	DisplayName string
	// HomeTenantID is the tenant that the application is registered in.
	HomeTenantID string
	// SignInAudience is "AzureADMyOrg" when only the home tenant may use the
	// application, else "AzureADMultipleOrgs" or another of Graph's values.
	SignInAudience string
	// PublicClient allows sign-in without a credential of the application
	// (Graph's isFallbackPublicClient).
	PublicClient bool
	// RedirectURIs may receive authorization codes. Loopback addresses match
	// whatever their port is, as Entra has it.
	RedirectURIs []string

	Secrets              []Secret
	Certificates         []Certificate
	FederatedCredentials []FederatedCredential
}

// Secret is a client secret.
type Secret struct {
	Value      string
	Start, End time.Time
}

// Certificate is a key that an application signs its assertions with.
type Certificate struct {
	// DER is the X.509 certificate.
	DER        []byte
	Start, End time.Time
}

// FederatedCredential lets tokens of another issuer stand for the application.
// Issuer, subject and audience have to match exactly, case included.
type FederatedCredential struct {
	Name      string
	Issuer    string
	Subject   string
	Audiences []string
}

// ServicePrincipal is an application or a managed identity in a tenant.
type ServicePrincipal struct {
	ObjectID    string
	DisplayName string
	// Enabled is Graph's accountEnabled.
	Enabled bool
	// Roles are the application permissions granted, by the application id of
	// the resource that they belong to.
	Roles map[string][]string
	// Scopes are the delegated permissions consented to, by the application id
	// of the resource that they belong to.
	Scopes map[string][]string
}

// User is a person in a tenant.
type User struct {
	ObjectID          string
	UserPrincipalName string
	DisplayName       string
	// Enabled is Graph's accountEnabled.
	Enabled bool
}
