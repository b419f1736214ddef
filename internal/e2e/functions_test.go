// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/packages/packagestest"
)

// TestExamplesOfFunctions runs the example of each function, without a tenant and
// without a provider block.
func TestExamplesOfFunctions(t *testing.T) {
	t.Parallel()
	examples, err := filepath.Glob("../../examples/functions/*/function.tf")
	if err != nil || len(examples) == 0 {
		t.Fatalf("no examples: %v", err)
	}
	programs := required(t)
	configuration := install(t)
	for name, program := range programs {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			text := "terraform {\n  required_providers {\n    microsoft365 = { source = \"terraform-provider-microsoft365/microsoft365\" }\n  }\n}\n"
			for _, example := range examples {
				module := filepath.Base(filepath.Dir(example))
				copyExample(t, filepath.Dir(example), filepath.Join(folder, module), text)
				writeFile(t, filepath.Join(folder, module+".tf"), "module \""+module+"\" {\n  source = \"./"+module+"\"\n}\noutput \""+module+"\" {\n  value = module."+module+"\n}\n")
			}
			for _, arguments := range [][]string{{"init", "-no-color"}, {"apply", "-no-color", "-auto-approve"}} {
				if out, err := command(t, program, folder, configuration, "", arguments...); err != nil {
					t.Fatalf("%s: %v\n%s", arguments[0], err, out)
				}
			}
			checkOutputs(t, program, folder, configuration, len(examples))
		})
	}
}

// checkOutputs wants a value of each output of each example.
func checkOutputs(t *testing.T, program, folder, configuration string, examples int) {
	t.Helper()
	out, err := command(t, program, folder, configuration, "", "output", "-json")
	if err != nil {
		t.Fatalf("output: %v\n%s", err, out)
	}
	var outputs map[string]struct{ Value map[string]any }
	if err := json.Unmarshal([]byte(out), &outputs); err != nil {
		t.Fatal(err)
	}
	if len(outputs) != examples {
		t.Errorf("%d of %d examples have outputs", len(outputs), examples)
	}
	for example, o := range outputs {
		for name, value := range o.Value {
			if list, isList := value.([]any); value == nil || value == "" || isList && len(list) == 0 {
				t.Errorf("the output %s of %s is empty", name, example)
			}
		}
		if len(o.Value) == 0 {
			t.Errorf("the example of %s has no output", example)
		}
	}
}

// copyExample makes a module of an example, with the packages that some read.
func copyExample(t *testing.T, from, to, header string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	writeFile(t, filepath.Join(to, "versions.tf"), header)
	for name, content := range map[string][]byte{
		"tool.intunewin": packagestest.Intunewin(t), "tool.pkg": packagestest.Pkg(t, packagestest.Distribution),
		"tool.msi": packagestest.MSI("ProductCode", "{11111111-2222-3333-4444-555555555555}", "ProductVersion", "1.2.3"),
	} {
		writeFile(t, filepath.Join(to, name), string(content))
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
