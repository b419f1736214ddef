// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

// serveObjects, in the environment, makes the test binary a provider plugin
// with that many objects.
const serveObjects = "M365_BENCH_OBJECTS"

func TestMain(m *testing.M) {
	size, err := strconv.Atoi(os.Getenv(serveObjects))
	if err != nil {
		os.Exit(m.Run())
	}
	serve := func() tfprotov6.ProviderServer { return newServer("bench", repeated(size), os.Getenv) }
	if err := tf6server.Serve(Address, serve); err != nil {
		os.Exit(1)
	}
}

// BenchmarkProvidersSchema runs `terraform providers schema -json` against a
// provider with no objects, with the catalogue, and with the catalogue repeated
// to the size that it is meant to grow to.
func BenchmarkProvidersSchema(b *testing.B) {
	terraform := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if terraform == "" {
		b.Skip("set TF_ACC_TERRAFORM_PATH to the Terraform to measure")
	}
	folder := workspace(b)
	for _, size := range []int{0, len(objects.Catalogue()), 350} {
		b.Run(fmt.Sprintf("objects=%d", size), func(b *testing.B) {
			for b.Loop() {
				command := exec.CommandContext(b.Context(), terraform, "providers", "schema", "-json")
				command.Dir = folder
				command.Env = append(os.Environ(), "TF_CLI_CONFIG_FILE="+filepath.Join(folder, "terraform.rc"),
					"CHECKPOINT_DISABLE=1", serveObjects+"="+strconv.Itoa(size))
				command.Stderr = new(strings.Builder)
				if _, err := command.Output(); err != nil {
					b.Fatalf("%v\n%s", err, command.Stderr)
				}
			}
		})
	}
}

// workspace is a folder with a configuration that wants the provider, whose
// plugin is this test binary.
func workspace(b *testing.B) string {
	b.Helper()
	folder := b.TempDir()
	binary, err := os.Executable()
	if err != nil {
		b.Fatal(err)
	}
	if err := os.Symlink(binary, filepath.Join(folder, "terraform-provider-microsoft365")); err != nil {
		b.Fatal(err)
	}
	files := map[string]string{
		"terraform.rc": fmt.Sprintf("provider_installation {\n  dev_overrides {\n    \"terraform-provider-microsoft365/microsoft365\" = %q\n  }\n}\n", folder),
		"main.tf":      "terraform {\n  required_providers {\n    microsoft365 = { source = \"terraform-provider-microsoft365/microsoft365\" }\n  }\n}\n",
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			b.Fatal(err)
		}
	}
	return folder
}

// BenchmarkGetProviderSchema measures the plugin's own part of that.
func BenchmarkGetProviderSchema(b *testing.B) {
	for _, size := range []int{0, len(objects.Catalogue()), 350} {
		b.Run(fmt.Sprintf("objects=%d", size), func(b *testing.B) {
			for b.Loop() {
				server := newServer("bench", repeated(size), os.Getenv)
				if _, err := server.GetProviderSchema(b.Context(), &tfprotov6.GetProviderSchemaRequest{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// repeated is the catalogue over and over, under different names.
func repeated(size int) []object.Definition {
	catalogue := objects.Catalogue()
	var all []object.Definition
	for i := range size {
		d := catalogue[i%len(catalogue)]
		if i >= len(catalogue) {
			d.Name, d.PluralName = fmt.Sprintf("%s_%d", d.Name, i), fmt.Sprintf("%s_%d_all", d.Name, i)
		}
		all = append(all, d)
	}
	return all
}
