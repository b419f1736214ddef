// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command release builds what a release consists of, in the layout that the
// registries of Terraform and OpenTofu expect:
//
//	terraform-provider-microsoft365_1.2.3_linux_amd64.zip   the provider, one for each platform
//	terraform-provider-microsoft365_1.2.3_manifest.json     the protocol it speaks
//	terraform-provider-microsoft365_1.2.3_SHA256SUMS        over all of them
//	m365_1.2.3_linux_amd64.zip, m365_1.2.3_SHA256SUMS       the companion likewise
//
// Everything is built without a C library and without paths or times of this
// machine, so that whoever builds the same commit gets the same bytes.
//
//	release -version 1.2.3 -out dist [-platforms linux/amd64,windows/arm64] [-bill cyclonedx-gomod]
//
// With the program cyclonedx-gomod a bill of materials stands beside each archive,
// read from the binary in it: terraform-provider-microsoft365_1.2.3_linux_amd64.sbom.cdx.json.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"strings"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	r, err := parse(os.Args[1:])
	if err == nil {
		err = r.build(ctx)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "release:", err)
		stop()
		os.Exit(1)
	}
}

func parse(arguments []string) (release, error) {
	flags := flag.NewFlagSet("release", flag.ContinueOnError)
	version := flags.String("version", "", "`version` without the v, such as 1.2.3")
	out := flags.String("out", "dist", "`folder` for the files; it must not exist yet")
	source := flags.String("source", ".", "`folder` of the repository")
	list := flags.String("platforms", strings.Join(everywhere(), ","), "`list` of platforms, such as linux/amd64,windows/arm64")
	bill := flags.String("bill", "", "`path` of cyclonedx-gomod; without it there are no bills of materials")
	if err := flags.Parse(arguments); err != nil {
		return release{}, err
	}
	if err := checkVersion(*version); err != nil {
		return release{}, err
	}
	platforms, err := parsePlatforms(*list)
	return release{version: *version, out: *out, source: *source, bill: *bill, platforms: platforms}, err
}
