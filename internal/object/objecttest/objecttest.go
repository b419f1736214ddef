// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package objecttest has definitions for tests: between them they have every mode,
// every type and every nesting.
package objecttest

import (
	"fmt"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Widget has an attribute of every mode.
func Widget() object.Definition {
	return object.Definition{
		Name: "widget", Place: object.Collection{API: object.V1, Path: "/widgets", Type: "microsoft.graph.widget"},
		LookUp: object.LookUp{Key: "name", Unique: true, PageSize: 100}, Life: &object.Life{},
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
	}
}

// Gadget has every nesting that a widget has not.
func Gadget() object.Definition {
	return object.Definition{
		Name: "gadget", Place: object.Collection{API: object.V1, Path: "/gadgets", Type: "microsoft.graph.gadget"}, Life: &object.Life{},
		Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}},
			{Name: "roles", Mode: object.Default([]any{}), Type: Roles()},
			{Name: "web", Mode: object.Server, Type: object.Object{Merges: true, Attributes: []object.Attribute{
				{Name: "home", Mode: object.Optional, Type: object.String{}},
				{Name: "kind", Mode: object.Server, Type: object.String{}},
				{Name: "fixed", Mode: object.Optional, Type: object.String{}, CreateOnly: true},
			}}},
			{Name: "targets", Mode: object.Default([]any{}), Action: &object.Action{Name: "assign"}, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{{Name: "target", Mode: object.Required, Type: Target()}}}}},
			{Name: "owners", Mode: object.Links, Type: object.References{To: "user"}},
		},
		Variants: []object.Variant{
			{Name: "big", Type: "microsoft.graph.bigGadget", Attributes: []object.Attribute{{Name: "weight", Mode: object.Optional, Type: object.Int{}}, {Name: "colour", Mode: object.Optional, Type: object.String{}}}},
			{Name: "small", Type: "microsoft.graph.smallGadget", Attributes: []object.Attribute{{Name: "length", Mode: object.Required, Type: object.Int{}}}},
		},
		Rules: []object.Rule{
			{Then: object.Given("web.home"), Or: []object.Condition{object.Given("roles.x"), object.Is("name", "free")}, Because: "A gadget needs a home."},
		},
	}
}

// Roles is a map whose elements have ids that clients make.
func Roles() object.Map {
	return object.Map{Key: "value", ID: "id", Disable: "isEnabled", Attributes: []object.Attribute{
		{Name: "id", Mode: object.ReadOnly, Type: object.String{}},
		{Name: "displayName", Mode: object.Required, Type: object.String{}},
		{Name: "isEnabled", Mode: object.Default(true), Type: object.Bool{}},
	}}
}

// Target is one of two types.
func Target() object.OneOf {
	return object.OneOf{Variants: []object.Variant{
		{Name: "all", Type: "graph.all"},
		{Name: "group", Type: "graph.group", Attributes: []object.Attribute{{Name: "groupId", Mode: object.Required, Type: object.String{}}}},
	}}
}
