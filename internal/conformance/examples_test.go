// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// TestFurtherExamples: what the pages show beside the example that lives a whole life
// can be applied, and there is nothing to do then.
func TestFurtherExamples(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../examples/resources/*/resource_*.tf")
	if err != nil || len(files) == 0 {
		t.Fatalf("no further examples: %v", err)
	}
	for _, file := range files {
		name := strings.TrimPrefix(filepath.Base(filepath.Dir(file)), "microsoft365_") + "/" + filepath.Base(file)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			world := terraform.NewWorld(t)
			run, err := world.Start(t.Context(), world.Transport)
			if err != nil {
				t.Fatal(err)
			}
			example, err := Apply(t.Context(), run, world.Client, file)
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range example.Resources {
				if diags := run.Refresh(t.Context(), r); diags.HasError() || r.Gone() {
					t.Fatalf("the %s is not there: %s", r.Type, diags)
				}
				if plan, diags := run.Plan(t.Context(), r); diags.HasError() || !plan.Empty() {
					t.Errorf("after the creation there is something to do with the %s: %s", r.Type, diags)
				}
			}
		})
	}
}
