// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// widget has an attribute of every mode and type.
func widget() shape {
	return newShape(object.Definition{
		Name: "widget", API: object.V1, Path: "/widgets", Type: "microsoft.graph.widget", ImportKey: "name", Unique: true,
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}},
			{Name: "note", Mode: object.Optional, Type: object.String{}},
			{Name: "enabled", Mode: object.Default(true), Type: object.Bool{}},
			{Name: "tags", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}},
			{Name: "size", Mode: object.Optional, Type: object.Int{}},
			{Name: "alias", Mode: object.Server, Type: object.String{}},
			{Name: "mail", Mode: object.ReadOnly, Type: object.String{}, Follows: []string{"alias"}},
			{Name: "ownerId", Mode: object.Optional, Type: object.Reference{To: "user"}},
			{Name: "kind", Mode: object.Optional, Type: object.String{}, CreateOnly: true},
			{Name: "since", Mode: object.Optional, Type: object.Time{}},
			{Name: "secret", Mode: object.WriteOnlyAtCreate, Type: object.Object{Attributes: []object.Attribute{
				{Name: "value", Mode: object.Required, Type: object.String{}},
				{Name: "hint", Mode: object.Optional, Type: object.String{}},
			}}},
			{Name: "place", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
				{Name: "city", Mode: object.Optional, Type: object.String{}},
				{Name: "street", Mode: object.Optional, Type: object.String{}},
			}}},
			{Name: "changed", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true},
		},
		Upgrades: []object.Upgrade{
			func(state map[string]any) { state["name"] = state["title"] },
			func(state map[string]any) { state["note"] = fmt.Sprint("was ", state["name"]) },
		},
		Rules: []object.Rule{
			{When: []object.Condition{object.Is("enabled", true)}, Then: object.Given("note"), Because: "Enabled widgets need a note."},
		},
	})
}

// parse decodes JSON as the engine does. The text "?" stands for a value that
// is not known yet.
func parse(t *testing.T, text string) tree {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	decoder.UseNumber()
	var v tree
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return withUnknowns(v).(tree)
}

func withUnknowns(v any) any {
	switch v := v.(type) {
	case string:
		if v == "?" {
			return unknown{}
		}
	case tree:
		for name, member := range v {
			v[name] = withUnknowns(member)
		}
	case []any:
		for i, element := range v {
			v[i] = withUnknowns(element)
		}
	}
	return v
}
