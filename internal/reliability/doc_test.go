// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package reliability takes single operations through what goes wrong between a
// provider and Microsoft Graph: answers that are lost, a process that is killed,
// replicas that lag, throttling, and others who change the same object. The
// provider is driven as Terraform drives it, and afterwards the objects of the
// local tenant are held against the state.
package reliability
