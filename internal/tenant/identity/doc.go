// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package identity plays the identity endpoints of Azure: where a program on an
// Azure host fetches tokens of the host's managed identities.
//
// A [Host] holds the identities. Each kind of Azure host has a protocol of its
// own, one to a file; each is an [Endpoint], which also knows the environment
// variables by which programs find it. The protocols check what the real ones
// check, and refuse in their words.
package identity
