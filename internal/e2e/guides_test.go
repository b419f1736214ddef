// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// block is a fenced block of a page.
type block struct{ page, language, text string }

// TestGuides checks every block of the guides: configuration of this provider
// is validated, other configuration parsed, and each command compared with the
// reference of its program.
func TestGuides(t *testing.T) {
	t.Parallel()
	for name, program := range required(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			configuration := install(t)
			for _, b := range blocks(t) {
				switch b.language {
				case "terraform":
					checkConfiguration(t, program, configuration, b)
				case "shell", "sh":
					checkCommands(t, b)
				}
			}
		})
	}
}

func blocks(t *testing.T) []block {
	t.Helper()
	pages, err := filepath.Glob("../../docs/guides/*.md")
	if err != nil || len(pages) == 0 {
		t.Fatalf("no guides: %v", err)
	}
	fence := regexp.MustCompile("(?ms)^```([a-z]+)\n(.*?)^```$")
	var all []block
	for _, page := range append(pages, "../../README.md") {
		text, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, match := range fence.FindAllStringSubmatch(string(text), -1) {
			all = append(all, block{filepath.Base(page), match[1], match[2]})
		}
	}
	return all
}

// checkConfiguration validates a block. The providers of Azure are not at hand,
// so that blocks which use them are only parsed.
func checkConfiguration(t *testing.T, program, configuration string, b block) {
	t.Helper()
	if out, err := command(t, program, "", configuration, b.text, "fmt", "-check", "-diff", "-"); err != nil {
		t.Errorf("%s: a block is not valid or not formatted: %v\n%s", b.page, err, out)
	}
	if strings.Contains(b.text, "azurerm_") {
		return
	}
	folder := t.TempDir()
	text := "terraform {\n  required_providers {\n    microsoft365 = { source = \"terraform-provider-microsoft365/microsoft365\" }\n  }\n}\n" + b.text
	if err := os.WriteFile(filepath.Join(folder, "main.tf"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, arguments := range [][]string{{"init", "-no-color"}, {"validate", "-no-color"}} {
		if out, err := command(t, program, folder, configuration, "", arguments...); err != nil {
			t.Errorf("%s: %s: %v\n%s\n%s", b.page, arguments[0], err, b.text, out)
		}
	}
}

// command runs a Terraform program that needs no tenant: neither parsing nor
// validation signs in.
func command(t *testing.T, program, folder, configuration, input string, arguments ...string) (string, error) {
	t.Helper()
	c := exec.CommandContext(t.Context(), program, arguments...)
	c.Dir, c.Stdin = folder, strings.NewReader(input)
	c.Env = []string{"CHECKPOINT_DISABLE=1", "TF_CLI_CONFIG_FILE=" + configuration, "HOME=" + t.TempDir(), "AZURE_POD_IDENTITY_AUTHORITY_HOST=http://127.0.0.1:1"}
	out, err := c.CombinedOutput()
	return string(out), err
}

// reference lists the commands that the guides use, with the options that they
// have by the documentation of their programs.
var reference = map[string][]string{
	"az account show":                           {"--query", "--output"},
	"az ad app create":                          {"--display-name", "--query", "--output"},
	"az ad app credential reset":                {"--id", "--append", "--cert", "--query", "--output"},
	"az ad app federated-credential create":     {"--id", "--parameters"},
	"az ad app permission add":                  {"--id", "--api", "--api-permissions"},
	"az ad app permission admin-consent":        {"--id"},
	"az ad sp create":                           {"--id"},
	"az ad sp show":                             {"--id", "--query", "--output"},
	"az container create":                       {"--assign-identity"},
	"az identity create":                        {"--resource-group", "--name"},
	"az identity show":                          {"--resource-group", "--name", "--query", "--output"},
	"az login":                                  {"--tenant"},
	"az rest":                                   {"--method", "--uri", "--body"},
	"az vm identity assign":                     {"--resource-group", "--name", "--identities"},
	"az vm identity show":                       {"--resource-group", "--name", "--query", "--output"},
	"make demo":                                 nil,
	"make test":                                 nil,
	"make install":                              nil,
	"m365 tenant exec":                          nil,
	"../../build/bin/m365 tenant exec":          nil,
	"cd examples/quickstart":                    nil,
	"terraform init":                            nil,
	"terraform apply":                           nil,
	"TF_VAR_initial_password=Choose-1-yourself": nil,
}

// checkCommands compares each command of a block, those in $(…) included.
func checkCommands(t *testing.T, b block) {
	t.Helper()
	inner := regexp.MustCompile(`\$\((az [^)]*)\)`)
	for line := range strings.Lines(b.text) {
		line, _, _ = strings.Cut(strings.TrimSpace(line), "  #")
		for _, match := range inner.FindAllStringSubmatch(line, -1) {
			checkCommand(t, b.page, match[1])
		}
		line = inner.ReplaceAllString(line, "VALUE")
		if line != "" && !regexp.MustCompile(`^[A-Z_]+=VALUE$`).MatchString(line) {
			checkCommand(t, b.page, line)
		}
	}
}

func checkCommand(t *testing.T, page, line string) {
	t.Helper()
	known := ""
	for name := range reference {
		if strings.HasPrefix(line+" ", name+" ") && len(name) > len(known) {
			known = name
		}
	}
	if known == "" {
		t.Errorf("%s: no reference for the command %q", page, line)
		return
	}
	if !strings.HasPrefix(line, "az ") {
		return
	}
	for _, option := range regexp.MustCompile(`(^| )(--[a-z-]+)`).FindAllStringSubmatch(line, -1) {
		if !slices.Contains(reference[known], option[2]) {
			t.Errorf("%s: %s has no option %s", page, known, option[2])
		}
	}
}
