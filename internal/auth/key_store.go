// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build linux || windows || (darwin && cgo)

package auth

import (
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
	"github.com/Azure/azure-sdk-for-go/sdk/azidentity/cache"
)

// openKeyStore opens the tokens that are kept in the key store of the system: the
// user's keyring in Linux' kernel, Windows' data protection, macOS' Keychain.
func openKeyStore() (azidentity.Cache, error) {
	return cache.New(&cache.Options{Name: cacheName})
}
