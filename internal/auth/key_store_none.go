// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

//go:build !linux && !windows && !(darwin && cgo)

package auth

import (
	"errors"
	"runtime"

	"github.com/Azure/azure-sdk-for-go/sdk/azidentity"
)

// openKeyStore has none to open. That of macOS can be reached by cgo only, which
// programs that are built on another system are without.
func openKeyStore() (azidentity.Cache, error) {
	if runtime.GOOS == "darwin" {
		return azidentity.Cache{}, errors.New("this program was built without cgo, which the Keychain takes, as those of releases are; CGO_ENABLED=1 go build on this machine makes one with it")
	}
	return azidentity.Cache{}, errors.New("no key store of " + runtime.GOOS + " is known")
}
