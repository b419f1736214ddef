// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"bytes"
	"encoding/gob"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// small is a document with what the corrections of v1.0 speak of.
const small = `<EntityType Name="namedLocation"/>
	<EntityType Name="user"><Key><PropertyRef Name="id"/></Key><Property Name="b" Type="Edm.String"/><Property Name="a" Type="Edm.String"/></EntityType>
	<EntityType Name="child" BaseType="graph.user"/>
	<EntityType Name="open" OpenType="true"/><EntityType Name="openChild" BaseType="graph.open"/>
	<Action Name="z" IsBound="true"><Parameter Name="bindingParameter" Type="graph.user"/></Action>
	<Action Name="a" IsBound="true"><Parameter Name="bindingParameter" Type="graph.user"/></Action>
	<EntityContainer Name="GraphService"><EntitySet Name="users" EntityType="graph.user"/></EntityContainer>`

func writeFile(t *testing.T, name, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// corrected are the types that v1.0's corrections speak of, beside small's.
const corrected = `<EntityType Name="roleDefinition"/><ComplexType Name="rolePermission"/>`

func TestLoadCorrectsAndOpens(t *testing.T) {
	t.Parallel()
	d, err := load(model.V1, writeFile(t, "v1.0.csdl", csdl(small+corrected)), newDocument())
	if err != nil {
		t.Fatal(err)
	}
	if !d.types["microsoft.graph.namedLocation"].Abstract {
		t.Error("namedLocation is not abstract")
	}
	if !d.types["microsoft.graph.openChild"].Open || d.types["microsoft.graph.child"].Open {
		t.Error("openChild and nothing else should be open by inheritance")
	}
}

func TestLoadReadsAPackage(t *testing.T) {
	t.Parallel()
	path := writeFile(t, "microsoft-graph.d.ts", entity+`export interface NamedLocation extends Entity { data?: any; }
export interface RoleDefinition extends Entity { data?: any; }
export interface RolePermission { data?: any; }
`)
	d, err := load(model.V1, path, newDocument())
	if err != nil {
		t.Fatal(err)
	}
	if !d.types["microsoft.graph.namedLocation"].Abstract {
		t.Error("namedLocation is not abstract")
	}
}

func TestLoadRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ schema, want string }{
		"no types":                      {``, "declares no types"},
		"an unknown base type":          {`<EntityType Name="namedLocation" BaseType="graph.gone"/>`, "microsoft.graph.namedLocation extends microsoft.graph.gone"},
		"a type that extends itself":    {`<EntityType Name="namedLocation" BaseType="graph.namedLocation"/>`, "microsoft.graph.namedLocation extends itself"},
		"an unknown type of a property": {`<EntityType Name="namedLocation"><Property Name="a" Type="graph.gone"/></EntityType>`, "microsoft.graph.namedLocation/a refers to microsoft.graph.gone"},
		"an unknown type of a root":     {`<EntityType Name="namedLocation"/><EntityContainer Name="g"><Singleton Name="a" Type="graph.gone"/></EntityContainer>`, "/a refers to microsoft.graph.gone"},
		"corrections that do not apply": {`<EntityType Name="user"/>`, "v1.0 has no type microsoft.graph.namedLocation"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := load(model.V1, writeFile(t, "v1.0.csdl", csdl(tt.schema)), newDocument())
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got the error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestRunNamesTheMissingSource(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "v1.0.csdl")
	err := run(missing, missing, filepath.Join(t.TempDir(), "graph.zip"))
	if err == nil || !strings.Contains(err.Error(), "v1.0.csdl") || !strings.Contains(err.Error(), "tools/model/main.go says where to get it") {
		t.Errorf("got the error %v, want one that names the file and the remedy", err)
	}
}

func TestWriteMakesTheSameFileInAFixedOrder(t *testing.T) {
	t.Parallel()
	var first, second bytes.Buffer
	for _, file := range []*bytes.Buffer{&first, &second} {
		d := mustReadCSDL(t, small)
		d.version = model.V1
		if err := write(file, d); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(first.Bytes(), second.Bytes()) {
		t.Error("the same document was written in two ways")
	}
	archive, err := zip.NewReader(bytes.NewReader(first.Bytes()), int64(first.Len()))
	if err != nil {
		t.Fatal(err)
	}
	file, err := archive.Open("v1.0")
	if err != nil {
		t.Fatal(err)
	}
	var got model.Contents
	if err := gob.NewDecoder(file).Decode(&got); err != nil {
		t.Fatal(err)
	}
	user := model.Type{
		Name: "microsoft.graph.user", Kind: model.Entity, Key: []string{"id"},
		Properties: []model.Property{{Name: "a", Type: "Edm.String", Nullable: true}, {Name: "b", Type: "Edm.String", Nullable: true}},
	}
	want := model.Contents{
		Types: []model.Type{
			{Name: "microsoft.graph.child", Kind: model.Entity, Base: "microsoft.graph.user"},
			{Name: "microsoft.graph.namedLocation", Kind: model.Entity},
			{Name: "microsoft.graph.open", Kind: model.Entity, Open: true},
			{Name: "microsoft.graph.openChild", Kind: model.Entity, Base: "microsoft.graph.open"},
			user,
		},
		Operations: []model.Operation{
			{Name: "microsoft.graph.a", Action: true, Bound: "microsoft.graph.user"},
			{Name: "microsoft.graph.z", Action: true, Bound: "microsoft.graph.user"},
		},
		Roots: []model.Root{{Name: "users", Type: "microsoft.graph.user", Collection: true}},
	}
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(model.Type{})); diff != "" {
		t.Errorf("contents mismatch (-want +got):\n%s", diff)
	}
}

func TestOnlyPinnedSourcesAreCompiled(t *testing.T) {
	t.Parallel()
	other := filepath.Join(t.TempDir(), "other.csdl")
	if err := os.WriteFile(other, []byte("<edmx:Edmx/>"), 0o600); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "graph.zip")
	if err := run(other, other, out); err == nil || !strings.Contains(err.Error(), "not pinned") {
		t.Errorf("error %v", err)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("a file was written")
	}
}
