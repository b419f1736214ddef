// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package e2e runs Terraform and OpenTofu, unmodified, with the provider as a
// plugin, against the local tenant. Each script in testdata/script tells a
// story; see commands_test.go for the commands that scripts have beside those
// of testscript.
package e2e

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// mode, set to "required", makes it an error that no Terraform program is
// there. Continuous integration sets it, so that nothing is skipped unseen.
const mode = "M365_E2E"

func TestScripts(t *testing.T) {
	t.Parallel()
	programs := required(t)
	configuration := install(t)
	for name, program := range programs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			testscript.Run(t, testscript.Params{
				Dir:   "testdata/script",
				Setup: func(env *testscript.Env) error { return setup(env, program, configuration) },
				Cmds:  commands(),
			})
		})
	}
}

// required finds the Terraform programs to test with. It skips the test if
// there are none, or fails it where that must not go unseen.
func required(t *testing.T) map[string]string {
	t.Helper()
	programs := programs()
	if len(programs) > 0 {
		return programs
	}
	const remedy = "no terraform and no tofu on PATH; `make test` builds OpenTofu and runs this suite"
	if os.Getenv(mode) == "required" {
		t.Fatal(remedy)
	}
	t.Skip(remedy)
	return nil
}

// programs are the Terraform programs that are named or on PATH.
func programs() map[string]string {
	found := map[string]string{}
	for name, variable := range map[string]string{"terraform": "TF_ACC_TERRAFORM_PATH", "tofu": "M365_E2E_TOFU"} {
		program := os.Getenv(variable)
		if program == "" {
			program, _ = exec.LookPath(name)
		}
		if program != "" {
			found[name] = program
		}
	}
	return found
}

// install builds the provider, as for a release, into a mirror on disk and returns the CLI
// configuration that makes Terraform take it from there and nothing from
// anywhere else. It stands in for other providers too, which Terraform wants to have
// while a state holds their objects, and which it asks nothing when they are moved.
func install(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	binary := filepath.Join(folder, "terraform-provider-microsoft365")
	for _, arguments := range [][]string{{"run", "./tools/schema", folder}, {"build", "-overlay", filepath.Join(folder, "overlay.json"), "-o", binary, "."}} {
		build := exec.CommandContext(t.Context(), "go", arguments...)
		build.Dir = "../.."
		if out, err := build.CombinedOutput(); err != nil {
			t.Fatalf("cannot build the provider: %v\n%s", err, out)
		}
	}
	for _, host := range []string{"registry.terraform.io", "registry.opentofu.org"} {
		for _, provider := range []string{
			"terraform-provider-microsoft365/microsoft365", "hashicorp/azuread", "microsoft/msgraph", "deploymenttheory/microsoft365", "terraprovider/microsoft365wp",
		} {
			version := filepath.Join(folder, "mirror", host, provider, "0.0.1", runtime.GOOS+"_"+runtime.GOARCH)
			if err := os.MkdirAll(version, 0o750); err != nil {
				t.Fatal(err)
			}
			if err := os.Link(binary, filepath.Join(version, "terraform-provider-"+filepath.Base(provider)+"_v0.0.1")); err != nil {
				t.Fatal(err)
			}
		}
	}
	configuration := filepath.Join(folder, "terraform.rc")
	text := fmt.Sprintf("provider_installation {\n  filesystem_mirror {\n    path = %q\n  }\n}\n", filepath.Join(folder, "mirror"))
	if err := os.WriteFile(configuration, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return configuration
}
