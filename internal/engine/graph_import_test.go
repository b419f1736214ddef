// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestIdentitiesOfPaths: whoever imports an object by its identity says which one, and may
// say where it is.
func TestIdentitiesOfPaths(t *testing.T) {
	t.Parallel()
	var resp resource.IdentitySchemaResponse
	(&graphResource{}).IdentitySchema(t.Context(), resource.IdentitySchemaRequest{}, &resp)
	if diags := resp.IdentitySchema.ValidateImplementation(t.Context()); diags.HasError() {
		t.Errorf("the schema is at fault: %v", diags)
	}
	for name, a := range resp.IdentitySchema.Attributes {
		if needed := name == "id"; a.IsRequiredForImport() != needed || a.IsOptionalForImport() == needed {
			t.Errorf("%s is required: %t, optional: %t", name, a.IsRequiredForImport(), a.IsOptionalForImport())
		}
	}
}

// TestWhereImportsOfPathsBegin: the read after an import knows the object by its path and
// its id, as if it had been made by them.
func TestWhereImportsOfPathsBegin(t *testing.T) {
	t.Parallel()
	typ := tftypes.Object{AttributeTypes: map[string]tftypes.Type{
		argPath: tftypes.String, argID: tftypes.String, argVersion: tftypes.String, argMethod: tftypes.String, argOutput: tftypes.DynamicPseudoType,
	}}
	for id, want := range map[string]map[string]any{
		"/groups/1":                     {argPath: "/groups", argID: "1", argVersion: "v1.0"},
		"beta:/groups/1":                {argPath: "/groups", argID: "1", argVersion: "beta"},
		"/groups/1/members/2/$ref":      {argPath: "/groups/1/members/$ref", argID: "2", argVersion: "v1.0"},
		"/policies/authorizationPolicy": {argPath: "/policies/authorizationPolicy", argID: "authorizationPolicy", argVersion: "v1.0"},
		"/me":                           {argPath: "/me", argID: "me", argVersion: "v1.0"},
	} {
		p, err := generic.Named(id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		var members map[string]tftypes.Value
		if err := begunAt(typ, p).As(&members); err != nil {
			t.Fatal(err)
		}
		got := map[string]any{}
		for _, name := range []string{argPath, argID, argVersion} {
			got[name] = value.Plain(members[name])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", id, diff)
		}
		if method := value.Plain(members[argMethod]); method != "PATCH" || !members[argOutput].IsNull() {
			t.Errorf("%s: the method is %v and the output %v", id, method, members[argOutput])
		}
	}
}
