// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command terraform-provider-microsoft365 is the plugin that Terraform and
// OpenTofu start to manage Microsoft 365.
package main

import (
	_ "embed"
	"flag"
	"log"
	"os"

	azlog "github.com/Azure/azure-sdk-for-go/sdk/azcore/log"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/provider"
)

// version is set by the linker in releases.
var version = "dev"

// schema is the answer to what Terraform asks first. The file is empty: tools/schema makes
// what builds for users have in its place. Others, such as that of `go install`, make the
// answer when they are asked.
//
//go:embed schema.binpb
var schema []byte

func main() {
	debug := flag.Bool("debug", false, "wait for a debugger: print TF_REATTACH_PROVIDERS instead of being started by Terraform")
	flag.Parse()
	azlog.SetListener(nil) // AZURE_SDK_GO_LOGGING would have it write answers as they come, and what they repeat.

	for name, level := range provider.LogLevels(os.Getenv) {
		_ = os.Setenv(name, level) // of these names it cannot fail
	}
	var options []tf6server.ServeOpt
	if *debug {
		options = append(options, tf6server.WithManagedDebug())
	}
	serve := func() tfprotov6.ProviderServer {
		server := provider.NewServer(version)
		if len(schema) == 0 {
			return server
		}
		return provider.WithSchema(server, schema)
	}
	if err := tf6server.Serve(provider.Address, serve, options...); err != nil {
		log.Fatal(err)
	}
}
