// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadDeclarations(t *testing.T) {
	t.Parallel()
	const source = `// Project: https://example.com
export as namespace graphbeta;

export type NullableOption<T> = T | null;

export type Level = "low" | "high";
export type Long =
    | "one"
    | "two";
export type Unknown = undefined;
// tslint:disable-next-line: interface-name no-empty-interface
export interface Empty {}
export interface User extends Entity {
    // The name; in one line.
    name?: NullableOption<string>;
    /**
     * Text that goes
     * over two lines.
     */
    phones?: string[];
    "@odata.type"?: string;
    level: Level;
}
export namespace SecurityNamespace {
    type State = "new";
    interface Alert extends graphbeta.Entity {
        parts?: NullableOption<Part[]>;
        by?: Partner.Security.Who;
    }
}
`
	want := &declarations{root: "graphbeta", list: []declaration{
		{name: "Level", members: []string{"low", "high"}},
		{name: "Long", members: []string{"one", "two"}},
		{name: "Unknown", members: []string{}},
		{name: "Empty"},
		{name: "User", extends: "Entity", fields: []field{
			{name: "name", typ: tsType{name: "string", nullable: true}, comment: "The name; in one line."},
			{name: "phones", typ: tsType{name: "string", array: true}, comment: "Text that goes over two lines."},
			{name: "@odata.type", typ: tsType{name: "string"}},
			{name: "level", typ: tsType{name: "Level"}},
		}},
		{name: "SecurityNamespace.State", members: []string{"new"}},
		{name: "SecurityNamespace.Alert", extends: "graphbeta.Entity", fields: []field{
			{name: "parts", typ: tsType{name: "Part", array: true, nullable: true}},
			{name: "by", typ: tsType{name: "Partner.Security.Who"}},
		}},
	}}
	got, err := readDeclarations(strings.NewReader(source))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(declarations{}, declaration{}, field{}, tsType{})); diff != "" {
		t.Errorf("declarations mismatch (-want +got):\n%s", diff)
	}
}

func TestReadDeclarationsRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ source, want string }{
		"nothing":                     {"", "nothing is declared"},
		"what is not TypeScript":      {"<edmx:Edmx/>", `line 1: want a name, found "<"`},
		"another declaration":         {"export class A {}", `cannot read a declaration that begins with "class"`},
		"an interface that ends":      {"export interface A {\n a?: string;\n", `line 3: want "}"`},
		"a field without a type":      {"export interface A {\n a?;\n}", `line 2: want ":", found ";"`},
		"a member that is no string":  {"export type A = 1;", `want a string, found "1"`},
		"a comment that does not end": {"export interface A {} /* a", "comment not terminated"},
		"a string that does not end":  {"export type A = \"b;\n", "literal not terminated"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := readDeclarations(strings.NewReader(tt.source))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got the error %v, want one with %q", err, tt.want)
			}
		})
	}
}
