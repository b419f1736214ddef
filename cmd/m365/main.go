// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command m365 is the companion of the Terraform provider for Microsoft 365.
package main

import (
	"context"
	"os"

	azlog "github.com/Azure/azure-sdk-for-go/sdk/azcore/log"
)

// version is set by the linker in releases.
var version = "dev"

func main() {
	collectLater()
	azlog.SetListener(nil) // AZURE_SDK_GO_LOGGING would have it write answers as they come, and what they repeat.
	os.Exit(run(context.Background(), os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr}))
}
