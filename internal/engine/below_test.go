// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// part is an object below a widget, whose content no list shows.
func part() object.Definition {
	return object.Definition{
		Name: "part", Place: object.Collection{API: object.V1, Path: "/widgets/{widgetId}/parts", Type: "microsoft.graph.part"},
		LookUp: object.LookUp{Key: "name"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "widgetId", Mode: object.Required, CreateOnly: true, Type: object.String{}},
			{Name: "name", Mode: object.Required, Type: object.String{}},
			{Name: "content", Mode: object.Optional, Seen: object.Alone, Type: object.String{}},
		},
	}
}

const listOfParts = `{"value":[{"id":"p1","name":"a"},{"id":"p2","name":"a/b"}]}`

func TestImportByTheNameBelowAParent(t *testing.T) {
	t.Parallel()
	typ := compiled(t, part()).Managed.Terraform()
	for id, tt := range map[string]struct {
		want string
		says []string
	}{
		"name=w1/a":   {"w1/p1", nil},
		"name=w1/a/b": {"w1/p2", nil},
		"name=w1/c":   {"", []string{`"c"`}},
		"name=a":      {"", []string{"name=widget_id/name"}},
	} {
		t.Run(id, func(t *testing.T) {
			t.Parallel()
			h := serve(t, map[string][]answer{"GET /v1.0/widgets/w1/parts": {{200, listOfParts}}}, part())
			imported, err := h.server.ImportResourceState(t.Context(), &tfprotov6.ImportResourceStateRequest{TypeName: "test_part", ID: id})
			if err != nil {
				t.Fatal(err)
			}
			mentions(t, imported.Diagnostics, tt.says...)
			if len(tt.says) > 0 {
				return
			}
			state, err := imported.ImportedResources[0].State.Unmarshal(typ)
			if err != nil {
				t.Fatal(err)
			}
			decoded, err := compiled(t, part()).Managed.Decode(state)
			if err != nil || decoded["id"] != tt.want || decoded["widgetId"] != "w1" {
				t.Errorf("imported %v, want %s: %v", decoded, tt.want, err)
			}
		})
	}
}

// TestAdviceNamesTheParent: what a conflict advises is an import that works.
func TestAdviceNamesTheParent(t *testing.T) {
	t.Parallel()
	advice := kind{Object: compiled(t, part())}.takenOver(value.Tree{"widgetId": "w1", "name": "a/b"}, nil, &graph.Error{})
	if !strings.Contains(advice, "'name=w1/a/b'") {
		t.Error(advice)
	}
}

// TestCompleteListsReadEachObject, and others read none.
func TestCompleteListsReadEachObject(t *testing.T) {
	t.Parallel()
	const list, one, two = "GET /v1.0/widgets/w1/parts", "GET /v1.0/widgets/w1/parts/p1", "GET /v1.0/widgets/w1/parts/p2"
	for name, tt := range map[string]struct {
		complete any
		listed   answer
		second   answer
		want     []any
		requests []string
		says     []string
	}{
		"not asked for":          {nil, answer{200, listOfParts}, answer{}, []any{nil, nil}, []string{list}, nil},
		"asked for":              {true, answer{200, listOfParts}, answer{200, `{"id":"p2","name":"a/b","content":"y"}`}, []any{"x", "y"}, []string{list, one, two}, nil},
		"one that is refused":    {true, answer{200, listOfParts}, answer{403, denied}, nil, []string{list, one, two}, []string{"Authorization_RequestDenied"}},
		"a list that is refused": {true, answer{403, denied}, answer{}, nil, []string{list}, []string{"Authorization_RequestDenied"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := serve(t, map[string][]answer{
				list: {tt.listed}, one: {{200, `{"id":"p1","name":"a","content":"x"}`}}, two: {tt.second},
			}, part())
			schema, err := h.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
			if err != nil {
				t.Fatal(err)
			}
			typ, _ := schema.DataSourceSchemas["test_parts"].ValueType().(tftypes.Object)
			config := map[string]tftypes.Value{}
			for attribute, of := range typ.AttributeTypes {
				config[attribute] = tftypes.NewValue(of, nil)
			}
			config["widget_id"], config["complete"] = tftypes.NewValue(tftypes.String, "w1"), tftypes.NewValue(tftypes.Bool, tt.complete)
			read, err := h.server.ReadDataSource(t.Context(), &tfprotov6.ReadDataSourceRequest{TypeName: "test_parts", Config: h.dynamic(tftypes.NewValue(typ, config))})
			if err != nil {
				t.Fatal(err)
			}
			mentions(t, read.Diagnostics, tt.says...)
			if diff := cmp.Diff(tt.requests, slices.Compact(slices.Sorted(slices.Values(h.requests())))); diff != "" {
				t.Errorf("requests mismatch (-want +got):\n%s", diff)
			}
			if len(tt.says) > 0 {
				return
			}
			if diff := cmp.Diff(tt.want, contents(t, read.State, typ)); diff != "" {
				t.Errorf("contents mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// contents are those of all items of a plural data source.
func contents(t *testing.T, state *tfprotov6.DynamicValue, typ tftypes.Type) (all []any) {
	t.Helper()
	v, err := state.Unmarshal(typ)
	if err != nil {
		t.Fatal(err)
	}
	attributes, members := map[string]tftypes.Value{}, map[string]tftypes.Value{}
	var items []tftypes.Value
	if err := v.As(&attributes); err != nil {
		t.Fatal(err)
	}
	if err := attributes["items"].As(&items); err != nil {
		t.Fatal(err)
	}
	for _, item := range items {
		if err := item.As(&members); err != nil {
			t.Fatal(err)
		}
		var content *string
		if err := members["content"].As(&content); err != nil {
			t.Fatal(err)
		}
		if content == nil {
			all = append(all, nil)
			continue
		}
		all = append(all, *content)
	}
	return all
}

// TestAConflictIsToldWithItsDetails, which say what it is about.
func TestAConflictIsToldWithItsDetails(t *testing.T) {
	t.Parallel()
	h := serve(t, map[string][]answer{
		"POST /v1.0/widgets": {{409, `{"error":{"code":"Conflict","message":"The request conflicts.","details":[{"code":"NameConflict","message":"A widget has this name.","target":"name"}]}}`}},
	})
	_, diags := h.create()
	mentions(t, diags, "The request conflicts.", "A widget has this name.", "terraform import ADDRESS 'name=a'")
	if n := len(h.requests()); n != 1 {
		t.Errorf("sent %d requests, want one", n)
	}
}
