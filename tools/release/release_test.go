// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"debug/elf"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/provider"
)

const version = "0.0.2-test"

// made builds a release for this machine.
func made(t *testing.T, source string) string {
	t.Helper()
	out := filepath.Join(t.TempDir(), "dist")
	r, err := parse([]string{"-version", version, "-out", out, "-source", source, "-platforms", runtime.GOOS + "/" + runtime.GOARCH})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.build(t.Context()); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestARelease(t *testing.T) {
	t.Parallel()
	out := made(t, "../..")

	t.Run("holds what the registries expect", func(t *testing.T) {
		t.Parallel()
		archives := map[string][]string{
			"terraform-provider-microsoft365": {"terraform-provider-microsoft365_v" + version + executable(), "LICENSE"},
			"m365":                            {"m365" + executable(), "LICENSE"},
		}
		for name, want := range archives {
			if diff := cmp.Diff(want, entries(t, archive(out, name))); diff != "" {
				t.Errorf("%s (-want +got):\n%s", name, diff)
			}
		}
	})
	t.Run("lists the sums of its files", func(t *testing.T) {
		t.Parallel()
		checkSums(t, out, "m365", filepath.Base(archive(out, "m365")))
		checkSums(t, out, "terraform-provider-microsoft365",
			filepath.Base(archive(out, "terraform-provider-microsoft365")), "terraform-provider-microsoft365_"+version+"_manifest.json")
	})
	t.Run("answers at once what Terraform asks first", func(t *testing.T) {
		t.Parallel()
		encoded, err := provider.EncodedSchema(t.Context(), provider.NewServer(version))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Contains(unpacked(t, archive(out, "terraform-provider-microsoft365")), encoded) {
			t.Error("the schema of this source is not in the provider")
		}
	})
	t.Run("needs no C library", func(t *testing.T) {
		t.Parallel()
		if runtime.GOOS != "linux" {
			t.Skip("only Linux's programs say so in a form that is read here")
		}
		for _, name := range []string{"terraform-provider-microsoft365", "m365"} {
			if libraries := libraries(t, unpacked(t, archive(out, name))); len(libraries) > 0 {
				t.Errorf("%s needs %v", name, libraries)
			}
		}
	})
	t.Run("is the same when another builds it elsewhere", func(t *testing.T) {
		t.Parallel()
		again := made(t, elsewhere(t))
		for _, name := range []string{"terraform-provider-microsoft365", "m365"} {
			if !bytes.Equal(content(t, archive(out, name)), content(t, archive(again, name))) {
				t.Errorf("%s differs between two builds of the same source", name)
			}
		}
	})
	t.Run("is installed from a mirror", func(t *testing.T) {
		t.Parallel()
		terraform := os.Getenv("TF_ACC_TERRAFORM_PATH")
		if terraform == "" {
			t.Skip("TF_ACC_TERRAFORM_PATH names no Terraform")
		}
		install(t, terraform, archive(out, "terraform-provider-microsoft365"))
	})
}

// install lets Terraform take the archive from a folder that is laid out as a
// mirror of packed providers, and start what is in it.
func install(t *testing.T, terraform, packed string) {
	t.Helper()
	work := t.TempDir()
	mirror := filepath.Join(work, "mirror", "registry.terraform.io", "terraform-provider-microsoft365", "microsoft365")
	write(t, filepath.Join(mirror, filepath.Base(packed)), string(content(t, packed)))
	write(t, filepath.Join(work, "terraform.rc"), fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.Join(work, "mirror")))
	write(t, filepath.Join(work, "main", "main.tf"), `
terraform {
  required_providers {
    microsoft365 = {
      source  = "terraform-provider-microsoft365/microsoft365"
      version = "`+version+`"
    }
  }
}

provider "microsoft365" {
  auth_method = "managed_identity"
  tenant_id   = "00000000-0000-0000-0000-000000000000"
}

resource "microsoft365_group" "engineering" {
  display_name = "Engineering"
}
`)
	for _, arguments := range [][]string{{"init", "-input=false"}, {"validate"}} {
		run := exec.CommandContext(t.Context(), terraform, arguments...)
		run.Dir = filepath.Join(work, "main")
		run.Env = append(os.Environ(), "CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE="+filepath.Join(work, "terraform.rc"),
			"AZURE_POD_IDENTITY_AUTHORITY_HOST=http://127.0.0.1:1")
		if out, err := run.CombinedOutput(); err != nil {
			t.Fatalf("terraform %s: %v\n%s", arguments[0], err, out)
		}
	}
}

// elsewhere is a copy of the source in another folder.
func elsewhere(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "a-different-place")
	list := exec.CommandContext(t.Context(), "git", "-C", root, "ls-files", "-z")
	names, err := list.Output()
	if err != nil {
		t.Skipf("not a checkout: %v", err)
	}
	for _, name := range strings.Split(strings.TrimSuffix(string(names), "\x00"), "\x00") {
		if content, err := os.ReadFile(filepath.Join(root, name)); err == nil { // a file may be deleted and not committed yet
			write(t, filepath.Join(copied, name), string(content))
		}
	}
	return copied
}

func TestArgumentsThatAreRefused(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		arguments []string
		want      string
	}{
		"no version":             {nil, "is no version"},
		"a version with a v":     {[]string{"-version", "v1.2.3"}, "without a v"},
		"a platform nobody has":  {[]string{"-version", "1.2.3", "-platforms", "plan9/amd64"}, `"plan9/amd64" is no platform`},
		"an argument that isn't": {[]string{"-colour", "red"}, "not defined"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := parse(tt.arguments); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func executable() string { return platform{os: runtime.GOOS}.suffix() }

func archive(out, name string) string {
	return filepath.Join(out, fmt.Sprintf("%s_%s_%s_%s.zip", name, version, runtime.GOOS, runtime.GOARCH))
}

func entries(t *testing.T, archive string) (names []string) {
	t.Helper()
	z := open(t, archive)
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	return names
}

func open(t *testing.T, archive string) *zip.ReadCloser {
	t.Helper()
	z, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = z.Close() })
	return z
}

// unpacked is the first file of an archive.
func unpacked(t *testing.T, archive string) []byte {
	t.Helper()
	f, err := open(t, archive).File[0].Open()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	binary, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return binary
}

func libraries(t *testing.T, binary []byte) []string {
	t.Helper()
	file, err := elf.NewFile(bytes.NewReader(binary))
	if err != nil {
		t.Fatal(err)
	}
	names, err := file.ImportedLibraries()
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func checkSums(t *testing.T, out, name string, files ...string) {
	t.Helper()
	var want strings.Builder
	for _, file := range files {
		fmt.Fprintf(&want, "%x  %s\n", sha256.Sum256(content(t, filepath.Join(out, file))), file)
	}
	got := string(content(t, filepath.Join(out, name+"_"+version+"_SHA256SUMS")))
	if diff := cmp.Diff(want.String(), got); diff != "" {
		t.Errorf("sums of %s (-want +got):\n%s", name, diff)
	}
}

func content(t *testing.T, file string) []byte {
	t.Helper()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(file), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestABillIsOfThePlatform of the binary, and not of the machine that makes the release:
// the program that writes it asks Go for the platform.
func TestABillIsOfThePlatform(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("it runs a script")
	}
	folder := t.TempDir()
	bill := filepath.Join(folder, "bill")
	write(t, bill, "#!/bin/sh\nwhile [ \"$1\" != -output ]; do shift; done\nprintf %s \"$GOOS/$GOARCH\" > \"$2\"\n")
	if err := os.Chmod(bill, 0o700); err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(folder, "sbom.json")
	if err := (release{bill: bill, version: version}).writeBill(t.Context(), "binary", file, platform{"freebsd", "arm64"}); err != nil {
		t.Fatal(err)
	}
	if got := string(content(t, file)); got != "freebsd/arm64" {
		t.Errorf("the bill is of %s", got)
	}
}
