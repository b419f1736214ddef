// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
)

// TestExamples validates every example of the pages, each as a module of its own.
func TestExamples(t *testing.T) {
	t.Parallel()
	for name, program := range required(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			writeModules(t, folder)
			configuration := install(t)
			if out, err := command(t, program, "", configuration, "", "fmt", "-check", "-recursive", "-diff", "../../examples"); err != nil {
				t.Errorf("an example is not formatted: %v\n%s", err, out)
			}
			for _, arguments := range [][]string{{"init", "-no-color"}, {"validate", "-no-color"}} {
				if out, err := command(t, program, folder, configuration, "", arguments...); err != nil {
					t.Fatalf("%s: %v\n%s", arguments[0], err, out)
				}
			}
		})
	}
}

// TestPages parses every block of the pages about objects: the examples, and what the
// generator has made besides, such as import blocks.
func TestPages(t *testing.T) {
	t.Parallel()
	found := blocks(t, "../../docs/*resources/*.md", "../../docs/data-sources/*.md")
	imports, shown := 0, map[string]bool{}
	for _, b := range found {
		if b.language != "terraform" {
			continue
		}
		shown[b.page] = true
		file, diags := hclwrite.ParseConfig([]byte(b.text), b.page, hcl.InitialPos)
		if diags.HasErrors() {
			t.Errorf("%s: a block is not valid: %v\n%s", b.page, diags, b.text)
			continue
		}
		if formatted := string(hclwrite.Format(file.Bytes())); formatted != b.text {
			t.Errorf("%s: a block is not formatted:\n%s", b.page, b.text)
		}
		if file.Body().FirstMatchingBlock("import", nil) != nil {
			imports++
		}
	}
	sources, err := filepath.Glob("../../docs/data-sources/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, page := range sources {
		if !shown[filepath.Base(page)] {
			t.Errorf("%s has no example", page)
		}
	}
	resources, err := filepath.Glob("../../docs/resources/*.md")
	if err != nil || imports != len(resources) {
		t.Errorf("%d of %d resources show an import block: %v", imports, len(resources), err)
	}
}

const withProvider = "terraform {\n  required_providers {\n    microsoft365 = { source = \"terraform-provider-microsoft365/microsoft365\" }\n  }\n}\n"

// writeModules copies each example into a folder of its own, and writes a configuration
// that calls them all.
func writeModules(t *testing.T, folder string) {
	t.Helper()
	var root strings.Builder
	root.WriteString(withProvider)
	write := func(text string, at ...string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(append([]string{folder}, at...)...), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, pattern := range []string{"../../examples/resources/*/resource*.tf", "../../examples/data-sources/*/*.tf", "../../examples/ephemeral-resources/*/*.tf"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no examples: %v", pattern, err)
		}
		for i, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			module := fmt.Sprintf("%s_%d", strings.Split(file, "/")[3], i)
			if err := os.Mkdir(filepath.Join(folder, module), 0o700); err != nil {
				t.Fatal(err)
			}
			// An error names the file by what stands in its path.
			write(string(text), module, filepath.Base(filepath.Dir(file))+"_"+filepath.Base(file))
			write(withProvider, module, "versions.tf")
			copyFiles(t, filepath.Dir(file), filepath.Join(folder, module))
			fmt.Fprintf(&root, "module %q {\n  source = %q\n%s}\n", module, "./"+module, variables(string(text)))
		}
	}
	write(root.String(), "main.tf")
}

// variable is the name of one that an example has.
var variable = regexp.MustCompile(`(?m)^variable "(\w+)"`)

// variables gives values to the variables that some examples have.
func variables(text string) string {
	var b strings.Builder
	for _, match := range variable.FindAllStringSubmatch(text, -1) {
		fmt.Fprintf(&b, "  %s = %q\n", match[1], "First-Pass-1")
	}
	return b.String()
}
