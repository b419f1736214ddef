// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// TestDiagnosticsStandOnALine: Terraform finds the line of an argument, of an element of
// it, and of what is in a block. Of a longer path it looks for the last name among the
// arguments of the resource, and shows the resource's first line or another argument's.
func TestDiagnosticsStandOnALine(t *testing.T) {
	t.Parallel()
	a := path.Root("a")
	for name, tt := range map[string]struct {
		at           path.Path
		detail       string
		want, wanted string
	}{
		"an argument":                  {a, "Wrong.", `AttributeName("a")`, "Wrong."},
		"an element":                   {a.AtListIndex(2), "Wrong.", `AttributeName("a").ElementKeyInt(2)`, "Wrong."},
		"a value of a map":             {a.AtMapKey("k"), "Wrong.", `AttributeName("a").ElementKeyString("k")`, "Wrong."},
		"inside of an argument":        {a.AtName("b").AtName("c"), "Wrong.", `AttributeName("a")`, "At a.b.c: Wrong."},
		"which the text tells already": {a.AtName("b").AtName("c"), "a.b.c is wrong.", `AttributeName("a")`, "a.b.c is wrong."},
		"inside of an element":         {a.AtListIndex(2).AtName("b"), "Wrong.", `AttributeName("a").ElementKeyInt(2)`, "At a[2].b: Wrong."},
		"inside of a value of a set":   {a.AtSetValue(types.StringValue("x")).AtName("b"), "Wrong.", `AttributeName("a")`, "At a: Wrong."},
		"deep":                         {a.AtName("b").AtListIndex(2), "Wrong.", `AttributeName("a")`, "At a.b[2]: Wrong."},
		"of a set inside":              {a.AtName("b").AtSetValue(types.StringValue("x")), "Wrong.", `AttributeName("a")`, "At a.b: Wrong."},
		"in the block":                 {path.Root("timeouts").AtName("read"), "Wrong.", `AttributeName("timeouts").AttributeName("read")`, "Wrong."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := protocolled(diag.Diagnostics{diag.NewAttributeErrorDiagnostic(tt.at, "Title", tt.detail)})
			if len(got) != 1 || got[0].Attribute.String() != tt.want || got[0].Detail != tt.wanted {
				t.Errorf("%s: %s, want %s: %s", got[0].Attribute, got[0].Detail, tt.want, tt.wanted)
			}
		})
	}
}
