// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// semver is the form of a version that the registries take: three numbers and,
// for a version that is not final, a word after a hyphen.
var semver = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)

func checkVersion(version string) error {
	if !semver.MatchString(version) {
		return fmt.Errorf("%q is no version: give -version as 1.2.3 or 1.2.3-beta.1, without a v", version)
	}
	return nil
}

// platform is an operating system and a processor, by Go's names, which are the
// registries' too.
type platform struct{ os, arch string }

// everywhere are the platforms of a release.
func everywhere() []string {
	return []string{
		"darwin/amd64", "darwin/arm64", "freebsd/amd64", "freebsd/arm64",
		"linux/amd64", "linux/arm64", "windows/amd64", "windows/arm64",
	}
}

func parsePlatforms(list string) ([]platform, error) {
	var platforms []platform
	for _, name := range strings.Split(list, ",") {
		if !slices.Contains(everywhere(), name) {
			return nil, fmt.Errorf("%q is no platform of a release: %s", name, strings.Join(everywhere(), ", "))
		}
		system, arch, _ := strings.Cut(name, "/")
		platforms = append(platforms, platform{system, arch})
	}
	return platforms, nil
}

// suffix is what programs of the platform end in.
func (p platform) suffix() string {
	if p.os == "windows" {
		return ".exe"
	}
	return ""
}
