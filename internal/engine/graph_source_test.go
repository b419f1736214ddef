// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// TestPathsAreCheckedBeforeTheyAreRead, as far as they are known, with the configuration.
func TestPathsAreCheckedBeforeTheyAreRead(t *testing.T) {
	t.Parallel()
	var schema datasource.SchemaResponse
	source := &graphSource{}
	source.Schema(t.Context(), datasource.SchemaRequest{}, &schema)
	typ, _ := schema.Schema.Type().TerraformType(t.Context()).(tftypes.Object)
	exports := func(path string) tftypes.Value {
		return tftypes.NewValue(tftypes.Map{ElementType: tftypes.String}, map[string]tftypes.Value{"a": tftypes.NewValue(tftypes.String, path)})
	}
	text := func(v any) tftypes.Value { return tftypes.NewValue(tftypes.String, v) }
	for name, tt := range map[string]struct {
		given map[string]tftypes.Value
		at    string
	}{
		"a path":                          {map[string]tftypes.Value{argPath: text("/users/1")}, ""},
		"an action":                       {map[string]tftypes.Value{argPath: text("/users/1/revokeSignInSessions")}, argPath},
		"a query":                         {map[string]tftypes.Value{argPath: text("/users?x")}, argPath},
		"a path that is not known":        {map[string]tftypes.Value{argPath: text(tftypes.UnknownValue)}, ""},
		"a version that is not known":     {map[string]tftypes.Value{argPath: text("/users?x"), argVersion: text(tftypes.UnknownValue)}, ""},
		"a value that has no path":        {map[string]tftypes.Value{argPath: text("/users/1"), argExports: exports("[")}, argExports},
		"and one of what is not known":    {map[string]tftypes.Value{argPath: text(tftypes.UnknownValue), argExports: exports("[")}, argExports},
		"a value that has one, of a list": {map[string]tftypes.Value{argPath: text("/users"), argExports: exports("value[*].id")}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			all := map[string]tftypes.Value{}
			for attribute, of := range typ.AttributeTypes {
				if all[attribute] = tftypes.NewValue(of, nil); tt.given[attribute].Type() != nil {
					all[attribute] = tt.given[attribute]
				}
			}
			var resp datasource.ValidateConfigResponse
			source.ValidateConfig(t.Context(), datasource.ValidateConfigRequest{Config: tfsdk.Config{Schema: schema.Schema, Raw: tftypes.NewValue(typ, all)}}, &resp)
			var at []string
			for _, d := range resp.Diagnostics {
				if placed, ok := d.(interface{ Path() path.Path }); ok {
					at = append(at, placed.Path().String())
				}
			}
			if got := strings.Join(at, ","); got != tt.at || len(at) != resp.Diagnostics.ErrorsCount() {
				t.Errorf("the faults are at %q, want %q: %v", got, tt.at, resp.Diagnostics)
			}
		})
	}
}
