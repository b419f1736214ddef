// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
)

// TestEveryTypeHasAKind holds the table of kinds against the types of the language.
func TestEveryTypeHasAKind(t *testing.T) {
	t.Parallel()
	file, err := parser.ParseFile(token.NewFileSet(), "../object/type.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	entered := map[string]bool{}
	for typ := range newCompiler().kinds {
		entered[typ.Name()] = true
	}
	types := 0
	for _, declared := range file.Decls {
		method, ok := declared.(*ast.FuncDecl)
		if !ok || method.Recv == nil || method.Name.Name != "kind" {
			continue
		}
		types++
		if name := method.Recv.List[0].Type.(*ast.Ident).Name; !entered[name] {
			t.Errorf("object.%s is not in the table of kinds", name)
		}
	}
	if types != len(entered) {
		t.Errorf("%d types and %d kinds", types, len(entered))
	}
}

func TestCompileReportsAllFaults(t *testing.T) {
	t.Parallel()
	_, err := Compile(object.Definition{Name: "x", Attributes: []object.Attribute{
		{Name: "noMode", Type: object.String{}},
		{Name: "noType", Mode: object.Optional},
		{Name: "oneName", Mode: object.Optional, Type: object.String{}},
		{Name: "other", Rename: "one_name", Mode: object.Optional, Type: object.String{}},
		{Name: "outer", Mode: object.Optional, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "pattern", Mode: object.Optional, Type: object.String{Pattern: "("}},
		}}}},
		{Name: "pair", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "left", Mode: object.Optional, Type: object.String{}}, {Name: "Left", Mode: object.Optional, Type: object.String{}},
		}}},
	}})
	if err == nil {
		t.Fatal("a definition at fault was compiled")
	}
	for _, want := range []string{"noMode: the mode is missing", "noType: there is no kind", "other: another attribute is called one_name in Terraform", "pair: Left: another attribute is called left in Terraform", "outer: pattern: the pattern"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not mention %q:\n%v", want, err)
		}
	}
}

// TestWordsHoldForWhatIsNested: through every kind of nesting.
func TestWordsHoldForWhatIsNested(t *testing.T) {
	t.Parallel()
	leaf := []object.Attribute{{Name: "leaf", Mode: object.Optional, Type: object.String{}}}
	nested := map[string]object.Type{
		"object":  object.Object{Attributes: leaf},
		"set":     object.Set{Of: object.Object{Attributes: leaf}},
		"list":    object.List{Of: object.Object{Attributes: leaf}},
		"map":     object.Map{Key: "k", Attributes: leaf},
		"variant": object.OneOf{Variants: []object.Variant{{Name: "a", Type: "t.a", Attributes: leaf}}},
		"deep":    object.Object{Attributes: []object.Attribute{{Name: "o", Mode: object.Optional, Type: object.Map{Key: "k", Attributes: leaf}}}},
	}
	for name, typ := range nested {
		mode := object.Mode(object.WriteOnly)
		if name == "set" {
			mode = object.Optional // sets cannot be write-only
		}
		all, err := CompileAttributes([]object.Attribute{{Name: "v", Mode: mode, CreateOnly: true, Sensitive: true, Type: typ}})
		if err != nil {
			t.Fatal(err)
		}
		inner := all[0]
		for len(inner.Members()) > 0 {
			inner = inner.Members()[0]
		}
		if inner.Name != "leaf" || !inner.CreateOnly || !inner.Sensitive || inner.WriteOnly != (name != "set") {
			t.Errorf("%s: create-only %v, sensitive %v, write-only %v of %s", name, inner.CreateOnly, inner.Sensitive, inner.WriteOnly, inner.Name)
		}
	}
}

func BenchmarkCompile(b *testing.B) {
	for b.Loop() {
		if _, err := Compile(objecttest.Gadget()); err != nil {
			b.Fatal(err)
		}
	}
}
