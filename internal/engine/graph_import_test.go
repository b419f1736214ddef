// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
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

// TestImportsOfPathsByIdentity: the id holds the path, and the tenant is to be the provider's.
func TestImportsOfPathsByIdentity(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		id, tenant string
		says       []string
	}{
		"of this tenant":  {"/groups/1", "T1", nil},
		"of another":      {"/groups/1", "t2", []string{"Cannot import the object", "The identity names tenant t2"}},
		"of a collection": {"/groups", "t1", []string{"Cannot import /groups", `"/groups" is the path of a collection.`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, nil).byPath("")
			imported, err := b.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "test_graph_resource", Identity: b.identityOf(tt.id, tt.tenant)})
			if err != nil {
				t.Fatal(err)
			}
			mentions(t, imported.Diagnostics, tt.says...)
			if len(tt.says) > 0 {
				if len(imported.Diagnostics) != 1 || len(imported.ImportedResources) > 0 {
					t.Errorf("imported %v: %s", imported.ImportedResources, said(imported.Diagnostics))
				}
				return
			}
			one := imported.ImportedResources[0]
			b.keep(one.State, one.Private, one.Identity)
			b.shows(`{"id":"1","path":"/groups","api_version":"v1.0","method":"PATCH"}`)
			if b.noted(importedKey) != "true" || b.identified() != [2]string{"/groups/1", "t1"} {
				t.Errorf("imported is %q, of %v", b.noted(importedKey), b.identified())
			}
		})
	}
}

// TestImportsByPathThatFail say what is wrong, and what is not read stays an import.
func TestImportsByPathThatFail(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		id, tenant string
		answer     answer
		says       []string
		// stays: there is a state afterwards.
		stays bool
		asks  int
	}{
		"no path":           {"groups/1", "", answer{200, ""}, []string{"Cannot import groups/1", `The path must begin with a slash, below the version: "/groups".`}, false, 0},
		"refused":           {"beta:/groups/1", "", answer{403, denied}, []string{"Cannot read beta:/groups/1", "Authorization_RequestDenied"}, true, 1},
		"not there":         {"beta:/groups/1", "", answer{404, absentBody}, nil, false, 2},
		"of another tenant": {"beta:/groups/1", `"t2"`, answer{200, `{"id":"1"}`}, []string{"is in another tenant"}, true, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b := serve(t, map[string][]answer{"GET /beta/groups/1": {tt.answer}}).byPath("")
			imported, err := b.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "test_graph_resource", ID: tt.id})
			if err != nil {
				t.Fatal(err)
			}
			diags := imported.Diagnostics
			for _, one := range imported.ImportedResources {
				if b.keep(one.State, one.Private, one.Identity); tt.tenant != "" {
					b.note(tenantKey, tt.tenant)
					b.identity = nil // as after a move
				}
				diags = append(diags, b.refresh()...)
			}
			mentions(t, diags, tt.says...)
			if len(diags) != len(tt.says)/2+len(tt.says)%2 || (b.values() != nil) != tt.stays || len(b.requests()) != tt.asks {
				t.Errorf("asked %v, the state is %v: %s", b.requests(), b.values(), said(diags))
			}
			if tt.stays && b.noted(importedKey) != "true" {
				t.Errorf("imported is %q", b.noted(importedKey))
			}
		})
	}
}

// TestReadsOfAnImport: with the options of every read, and once the body is
// known, like any other.
func TestReadsOfAnImport(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{"GET /v1.0/groups/1": {{200, `{"id":"1","displayName":"a","owners":[]}`}}})
	b := h.byPath(`{"id":"1","path":"/groups","api_version":"v1.0","method":"PATCH","read_query":{"$expand":"owners"}}`)
	b.note(importedKey, "true")
	mentions(t, b.refresh())
	if len(h.queries) != 2 || h.queries[0].Encode() != "%24expand=owners" || h.queries[1].Get("$select") != "id,displayName,createdDateTime" {
		t.Errorf("it is read with %v", h.queries)
	}
	with := h.byPath(`{"id":"1","path":"/groups","api_version":"v1.0","method":"PATCH","body":{"displayName":"x"}}`)
	with.note(importedKey, "true")
	mentions(t, with.refresh())
	with.shows(`{"id":"1","path":"/groups","api_version":"v1.0","method":"PATCH","body":{"displayName":"a"}}`)
	if len(h.queries) != 3 || with.noted(memoryKey) != "" {
		t.Errorf("read with %v, known is %s", h.queries, with.noted(memoryKey))
	}
	late := serve(t, map[string][]answer{"GET /v1.0/groups/1": {{404, absentBody}, {200, `{"id":"1","displayName":"a"}`}}}).byPath(`{"id":"1","path":"/groups","api_version":"v1.0","method":"PATCH"}`)
	late.note(importedKey, "true")
	mentions(t, late.refresh())
	late.shows(`{"id":"1","path":"/groups","api_version":"v1.0","method":"PATCH"}`)
	plain := h.byPath(`{"id":"1","path":"/groups","api_version":"v1.0","method":"PATCH"}`)
	mentions(t, plain.refresh())
	if plain.values()["body"] != nil {
		t.Errorf("what is no import has the body %v", plain.values()["body"])
	}
}
