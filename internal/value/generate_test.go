// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestGenerated leaves out what is only read, what is not stored and what holds by
// default.
func TestGenerated(t *testing.T) {
	t.Parallel()
	o, err := value.Compile(objecttest.Widget())
	if err != nil {
		t.Fatal(err)
	}
	place := value.Tree{"city": "Oslo", "street": nil}
	for name, tt := range map[string]struct{ state, want value.Tree }{
		"all of it": {
			value.Tree{"id": "w1", "name": "a", "note": "n", "enabled": false, "tags": []any{"x"}, "alias": "made", "mail": "m@x", "place": place},
			value.Tree{"name": "a", "note": "n", "enabled": false, "tags": []any{"x"}, "alias": "made", "place": place},
		},
		"defaults": {
			value.Tree{"id": "w1", "name": "a", "enabled": true, "tags": []any{}},
			value.Tree{"name": "a"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := o.Generated(tt.state)
			for key, v := range got {
				if v == nil {
					delete(got, key)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("configuration mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// TestGeneratedInside: the same of what is nested in any kind of collection.
func TestGeneratedInside(t *testing.T) {
	t.Parallel()
	inner := []object.Attribute{
		{Name: "a", Mode: object.Optional, Type: object.String{}}, {Name: "b", Mode: object.Default(true), Type: object.Bool{}}, {Name: "c", Mode: object.ReadOnly, Type: object.String{}},
	}
	full, want := value.Tree{"a": "x", "b": true, "c": "made"}, value.Tree{"a": "x"}
	for name, tt := range map[string]struct {
		typ         object.Type
		state, want any
	}{
		"an object":        {object.Object{Attributes: inner}, full, want},
		"a set of objects": {object.Set{Of: object.Object{Attributes: inner}}, []any{full}, []any{want}},
		"a list of them":   {object.List{Of: object.Object{Attributes: inner}}, []any{full, full}, []any{want, want}},
		"a map of them":    {object.Map{Key: "k", Attributes: inner}, value.Tree{"k1": full}, value.Tree{"k1": want}},
		"none":             {object.Object{Attributes: inner}, nil, nil},
		"text":             {object.String{}, "x", "x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o, err := value.Compile(object.Definition{
				Name: "one", Place: object.Collection{API: object.V1, Path: "/ones", Type: "microsoft.graph.one"}, Life: &object.Life{},
				Attributes: []object.Attribute{{Name: "v", Mode: object.Optional, Type: tt.typ}},
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, withoutNull(o.Generated(value.Tree{"id": "1", "v": tt.state})["v"])); diff != "" {
				t.Errorf("configuration mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// withoutNull is a value without the members that are null.
func withoutNull(v any) any {
	switch v := v.(type) {
	case value.Tree:
		kept := value.Tree{}
		for name, member := range v {
			if member != nil {
				kept[name] = withoutNull(member)
			}
		}
		return kept
	case []any:
		kept := make([]any, len(v))
		for i, element := range v {
			kept[i] = withoutNull(element)
		}
		return kept
	default:
		return v
	}
}
