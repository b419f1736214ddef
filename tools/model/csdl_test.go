// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// csdl wraps what stands in the schema microsoft.graph.
func csdl(schema string) string {
	return `<?xml version="1.0" encoding="utf-8"?>
<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">` + schema + `</Schema>
</edmx:DataServices></edmx:Edmx>`
}

func mustReadCSDL(t *testing.T, schema string) *document {
	t.Helper()
	d, err := readCSDL(strings.NewReader(csdl(schema)))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestReadCSDLTypes(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		schema string
		want   model.Type
	}{
		"an entity with its key": {
			`<EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
				<Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>`,
			model.Type{
				Name: "microsoft.graph.entity", Kind: model.Entity, Abstract: true, Key: []string{"id"},
				Properties: []model.Property{{Name: "id", Type: "Edm.String"}},
			},
		},
		"a base type by alias": {
			`<EntityType Name="user" BaseType="graph.entity" OpenType="true" HasStream="true"/>`,
			model.Type{Name: "microsoft.graph.user", Kind: model.Entity, Base: "microsoft.graph.entity", Open: true, Stream: true},
		},
		"a complex type": {
			`<ComplexType Name="a"><Property Name="list" Type="Collection(graph.b)"/></ComplexType>`,
			model.Type{Name: "microsoft.graph.a", Kind: model.Complex, Properties: []model.Property{
				{Name: "list", Type: "microsoft.graph.b", Collection: true, Nullable: true},
			}},
		},
		"an enum": {
			`<EnumType Name="a" IsFlags="true"><Member Name="z" Value="0"/><Member Name="y" Value="1"/></EnumType>`,
			model.Type{Name: "microsoft.graph.a", Kind: model.Enum, Flags: true, Members: []string{"z", "y"}},
		},
		"navigation properties": {
			`<EntityType Name="a"><NavigationProperty Name="b" Type="Collection(graph.b)" ContainsTarget="true"/>
				<NavigationProperty Name="c" Type="graph.c" Nullable="false"/></EntityType>`,
			model.Type{Name: "microsoft.graph.a", Kind: model.Entity, Navigations: []model.Navigation{
				{Name: "b", Type: "microsoft.graph.b", Collection: true, Nullable: true, Contained: true},
				{Name: "c", Type: "microsoft.graph.c"},
			}},
		},
		"annotations within": {
			`<ComplexType Name="a"><Property Name="b" Type="Edm.Int32"><Annotation Term="Org.OData.Core.V1.Computed"/></Property></ComplexType>`,
			model.Type{Name: "microsoft.graph.a", Kind: model.Complex, Properties: []model.Property{
				{Name: "b", Type: "Edm.Int32", Nullable: true, ReadOnly: true},
			}},
		},
		"annotations elsewhere": {
			`<ComplexType Name="a"><Property Name="b" Type="Edm.Int32"/><Property Name="c" Type="Edm.Int32"/><Property Name="d" Type="Edm.Int32"/>
				<Property Name="e" Type="Edm.Int32"/></ComplexType>
			<Annotations Target="microsoft.graph.a/b"><Annotation Term="Org.OData.Core.V1.Permissions">
				<EnumMember>Org.OData.Core.V1.Permission/Read</EnumMember></Annotation></Annotations>
			<Annotations Target="microsoft.graph.a/c"><Annotation Term="Org.OData.Core.V1.Immutable" Bool="true"/></Annotations>
			<Annotations Target="microsoft.graph.a/d"><Annotation Term="Org.OData.Core.V1.Description" String="When. Read-only."/></Annotations>
			<Annotations Target="microsoft.graph.a/e"><Annotation Term="Org.OData.Core.V1.Computed" Bool="false"/></Annotations>`,
			model.Type{Name: "microsoft.graph.a", Kind: model.Complex, Properties: []model.Property{
				{Name: "b", Type: "Edm.Int32", Nullable: true, ReadOnly: true},
				{Name: "c", Type: "Edm.Int32", Nullable: true, Immutable: true},
				{Name: "d", Type: "Edm.Int32", Nullable: true, DocumentedReadOnly: true},
				{Name: "e", Type: "Edm.Int32", Nullable: true},
			}},
		},
		"alternate keys": {
			`<EntityType Name="a"><Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection>` +
				alternateKey("x") + alternateKey("y", "z") + `</Collection></Annotation></EntityType>`,
			model.Type{Name: "microsoft.graph.a", Kind: model.Entity, AlternateKeys: [][]string{{"x"}, {"y", "z"}}},
		},
		"what a collection refuses": {
			`<EntityType Name="a"/><Annotations Target="microsoft.graph.a">
				<Annotation Term="Org.OData.Capabilities.V1.TopSupported" Bool="false"/>
				<Annotation Term="Org.OData.Capabilities.V1.SkipSupported" Bool="true"/>
				<Annotation Term="Org.OData.Capabilities.V1.ExpandRestrictions"><Record><PropertyValue Property="Expandable" Bool="false"/></Record></Annotation>
				<Annotation Term="Org.OData.Capabilities.V1.CountRestrictions"><Record><PropertyValue Property="Countable" Bool="true"/></Record></Annotation>
			</Annotations>`,
			model.Type{Name: "microsoft.graph.a", Kind: model.Entity, Refuses: model.Top | model.Expand},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := mustReadCSDL(t, tt.schema).types[tt.want.Name]
			if diff := cmp.Diff(&tt.want, got, cmpopts.IgnoreUnexported(model.Type{})); diff != "" {
				t.Errorf("type mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func alternateKey(properties ...string) string {
	var refs strings.Builder
	for _, p := range properties {
		refs.WriteString(`<Record Type="Org.OData.Core.V1.PropertyRef"><PropertyValue Property="Alias" String="` + p +
			`"/><PropertyValue Property="Name" PropertyPath="` + p + `"/></Record>`)
	}
	return `<Record Type="Org.OData.Core.V1.AlternateKey"><PropertyValue Property="Key"><Collection>` +
		refs.String() + `</Collection></PropertyValue></Record>`
}

func TestReadCSDLOperationsAndRoots(t *testing.T) {
	t.Parallel()
	got := mustReadCSDL(t, `
		<Action Name="assign" IsBound="true"><Parameter Name="bindingParameter" Type="graph.policy"/>
			<Parameter Name="to" Type="Collection(Edm.Guid)" Nullable="false"/><ReturnType Type="Collection(graph.policy)"/></Action>
		<Action Name="unbound"/>
		<Function Name="delta" IsBound="true" IsComposable="true"><Parameter Name="bindingParameter" Type="Collection(graph.policy)"/>
			<Parameter Name="token" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.OptionalParameter"/></Parameter></Function>
		<EntityContainer Name="GraphService"><EntitySet Name="policies" EntityType="microsoft.graph.policy"/>
			<Singleton Name="policy" Type="microsoft.graph.policy"/></EntityContainer>
		<Annotations Target="microsoft.graph.GraphService/policies">
			<Annotation Term="Org.OData.Capabilities.V1.InsertRestrictions"><Record><PropertyValue Property="Insertable" Bool="false"/></Record></Annotation>
		</Annotations>`)
	operations := []*model.Operation{
		{
			Name: "microsoft.graph.assign", Action: true, Bound: "microsoft.graph.policy",
			Parameters: []model.Parameter{{Name: "to", Type: "Edm.Guid", Collection: true}},
			Returns:    "microsoft.graph.policy", ReturnsCollection: true,
		},
		{
			Name: "microsoft.graph.delta", Bound: "microsoft.graph.policy", BoundCollection: true, Composable: true,
			Parameters: []model.Parameter{{Name: "token", Type: "Edm.String", Nullable: true, Optional: true}},
		},
	}
	if diff := cmp.Diff(operations, got.operations); diff != "" {
		t.Errorf("operations mismatch (-want +got):\n%s", diff)
	}
	roots := map[string]model.Root{
		"policies": {Name: "policies", Type: "microsoft.graph.policy", Collection: true, Refuses: model.Insert},
		"policy":   {Name: "policy", Type: "microsoft.graph.policy"},
	}
	if diff := cmp.Diff(roots, got.roots); diff != "" {
		t.Errorf("roots mismatch (-want +got):\n%s", diff)
	}
}

func TestReadCSDLRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ source, want string }{
		"what is no XML":             {"export interface User {}", "not a metadata document"},
		"a document that breaks off": {csdl("")[:100], "not a metadata document"},
		"another kind of document":   {"<html></html>", "not a metadata document"},
		"a type declared twice":      {csdl(`<EntityType Name="a"/><ComplexType Name="a"/>`), "declared twice: microsoft.graph.a"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := readCSDL(strings.NewReader(tt.source))
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got the error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestSaysReadOnly(t *testing.T) {
	t.Parallel()
	tests := map[string]bool{
		"When it was created. Read-only.":                       true,
		"Read-only":                                             true,
		"Read only.":                                            true,
		"The id. Read-Only. Supports $filter.":                  true,
		"This property is read-only.":                           true,
		"The domain. Read-only, Nullable":                       true,
		"The phone. Read-only for users synced from elsewhere.": false,
		"Read-only when isBuiltIn is true.":                     false,
		"An archived plan is read-only.":                        false,
		"Whether this team is in read-only mode.":               false,
		"": false,
	}
	for description, want := range tests {
		if got := saysReadOnly(description); got != want {
			t.Errorf("saysReadOnly(%q) = %t", description, got)
		}
	}
}
