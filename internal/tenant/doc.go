// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package tenant is a Microsoft 365 tenant on loopback, for tests and for
// trying things out offline.
//
// A [Tenant] listens on two addresses. One, with TLS, is Entra's sign-in service
// and Microsoft Graph; the other is the identity endpoint of an Azure host. It
// holds from the start what the first Terraform run needs: two managed
// identities, an application that trusts one of them, an application with a
// secret, and a user. [Tenant.Env] is the environment in which a program finds
// all this.
//
// The tenant is written from what Microsoft publishes and knows nothing of the
// provider that is tested with it.
package tenant
