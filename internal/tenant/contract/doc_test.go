// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package contract_test holds the local tenant's Graph against what Microsoft
// publishes, from outside: it knows the handler and the wire, and nothing of
// how either is made.
package contract_test
