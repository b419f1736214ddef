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

// entity is what nearly all types of a package extend.
const entity = "export interface Entity {\n id?: string;\n}\n"

func mustInfer(t *testing.T, source string, reference *document) *document {
	t.Helper()
	declared, err := readDeclarations(strings.NewReader("export as namespace graphbeta;\n" + source))
	if err != nil {
		t.Fatal(err)
	}
	d, err := infer(declared, reference)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestInferNamesAndBases(t *testing.T) {
	t.Parallel()
	d := mustInfer(t, entity+`
		export interface User extends Entity {}
		export interface dictionary {}
		export namespace SecurityNamespace { interface User extends graphbeta.User {} interface Zone extends User {} }
		export namespace Partner.Security { interface Score extends SecurityNamespace.Zone {} }`,
		mustReadCSDL(t, `<ComplexType Name="Dictionary"/>`))
	want := map[string]string{
		"microsoft.graph.entity":                 "",
		"microsoft.graph.user":                   "microsoft.graph.entity",
		"microsoft.graph.Dictionary":             "",
		"microsoft.graph.Json":                   "", // which no package declares
		"microsoft.graph.security.user":          "microsoft.graph.user",
		"microsoft.graph.security.zone":          "microsoft.graph.security.user",
		"microsoft.graph.partner.security.score": "microsoft.graph.security.zone",
	}
	got := map[string]string{}
	for name, typ := range d.types {
		got[name] = typ.Base
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("bases mismatch (-want +got):\n%s", diff)
	}
}

func TestInferKinds(t *testing.T) {
	t.Parallel()
	d := mustInfer(t, `
		export type State = "on";
		export interface Account { id?: string; }
		`+entity+`
		export interface KeySet extends Entity {}
		export interface Key_v2 {}
		export interface User extends Entity {}
		export interface Address { street?: string; }
		export interface Zone {}
		export namespace One { interface A {} interface B {} }
		export namespace Two { interface A {} interface B extends graphbeta.Entity {} }`,
		newDocument())
	want := map[string]model.Kind{
		"state": model.Enum, "account": model.Entity, "entity": model.Entity,
		// The package sorts "_" after the letters, so keySet comes before key_v2 within one run.
		"keySet": model.Entity, "key_v2": model.Entity,
		"user": model.Entity, "address": model.Complex, "zone": model.Complex,
		"one.a": model.Complex, "one.b": model.Complex, "two.a": model.Entity, "two.b": model.Entity,
		"Json": model.Complex,
	}
	got := map[string]model.Kind{}
	for name, typ := range d.types {
		got[strings.TrimPrefix(name, "microsoft.graph.")] = typ.Kind
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("kinds mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"id"}, d.types["microsoft.graph.account"].Key); diff != "" {
		t.Errorf("key mismatch (-want +got):\n%s", diff)
	}
}

func TestInferPropertyTypes(t *testing.T) {
	t.Parallel()
	reference := mustReadCSDL(t, `
		<EntityType Name="base"><Property Name="inherited" Type="Edm.Guid"/></EntityType>
		<EntityType Name="user" BaseType="graph.base"><Property Name="when" Type="Edm.Date"/><Property Name="enum" Type="graph.state"/>
			<Property Name="logo" Type="Edm.Stream"/></EntityType>
		<EntityType Name="other"><Property Name="often" Type="Edm.Duration"/><Property Name="count" Type="Edm.Int64"/></EntityType>
		<EntityType Name="third"><Property Name="often" Type="Edm.Duration"/><Property Name="value" Type="graph.Json"/></EntityType>
		<EntityType Name="fourth"><Property Name="often" Type="Edm.String"/></EntityType>
		<ComplexType Name="Json"/><EnumType Name="state"/>`)
	tests := map[string]struct{ field, want string }{
		"as the reference says of the type":     {"when?: string;", "Edm.Date"},
		"as it says of the base type":           {"inherited?: string;", "Edm.Guid"},
		"not as it says if that cannot be":      {"enum?: string;", "Edm.String"},
		"media":                                 {"logo?: any;", "Edm.Stream"},
		"as it says of most others of the name": {"often?: string;", "Edm.Duration"},
		"a number as of another of the name":    {"count?: number;", "Edm.Int64"},
		"JSON as of another of the name":        {"value?: any;", "microsoft.graph.Json"},
		"bounds before the name":                {"// Valid values -1.79E+308 to 1.79E+308\ncount?: number;", "Edm.Double"},
		"bounds of 64 bits":                     {"// Valid values -9.22E+18 to 9.22E+18\nx?: number;", "Edm.Int64"},
		"bounds of 32 bits":                     {"// Valid values 0 to 2147483647\nsize?: number;", "Edm.Int32"},
		"a percentage":                          {"usedPercentage?: number;", "Edm.Double"},
		"a number of bytes":                     {"sizeInBytes?: number;", "Edm.Int64"},
		"a number":                              {"days?: number;", "Edm.Int32"},
		"a time by its name":                    {"createdDateTime?: string;", "Edm.DateTimeOffset"},
		"a time by its comment":                 {"// The Timestamp type represents date and time.\nbirthday?: string;", "Edm.DateTimeOffset"},
		"a day":                                 {"endDate?: string;", "Edm.Date"},
		"a duration by its comment":             {"// In ISO 8601 format for durations.\nafterHours?: string;", "Edm.Duration"},
		"a duration by its name":                {"callDuration?: string;", "Edm.Duration"},
		"a time of day":                         {"// The time of day when it starts.\nstart?: string;", "Edm.TimeOfDay"},
		"bytes":                                 {"// The byte array.\ncontent?: string;", "Edm.Binary"},
		"a text":                                {"candidate?: string;", "Edm.String"},
		"true or false":                         {"enabled?: boolean;", "Edm.Boolean"},
		"an enum":                               {"level?: Level;", "microsoft.graph.level"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := mustInfer(t, `export type Level = "low"; export interface User {`+tt.field+`}`, reference)
			if got := d.types["microsoft.graph.user"].Properties[0].Type; got != tt.want {
				t.Errorf("the type of %q is %s, want %s", tt.field, got, tt.want)
			}
		})
	}
}

func TestInferTraitsOfProperties(t *testing.T) {
	t.Parallel()
	reference := mustReadCSDL(t, `<EntityType Name="user">
		<Property Name="known" Type="Edm.String"><Annotation Term="Org.OData.Core.V1.Computed"/><Annotation Term="Org.OData.Core.V1.Immutable"/></Property>
		</EntityType>`)
	d := mustInfer(t, entity+`export interface User extends Entity {
		id?: string;
		known?: NullableOption<string>;
		// The id. This property is read-only.
		computed?: string;
		// The name. Read-only.
		documented?: string[];
	}`, reference)
	want := []model.Property{ // and no id: that is inherited
		{Name: "known", Type: "Edm.String", Nullable: true, ReadOnly: true, Immutable: true},
		{Name: "computed", Type: "Edm.String", ReadOnly: true, DocumentedReadOnly: true},
		{Name: "documented", Type: "Edm.String", Collection: true, DocumentedReadOnly: true},
	}
	if diff := cmp.Diff(want, d.types["microsoft.graph.user"].Properties); diff != "" {
		t.Errorf("properties mismatch (-want +got):\n%s", diff)
	}
}

func TestInferNavigations(t *testing.T) {
	t.Parallel()
	reference := mustReadCSDL(t, `<EntityType Name="directoryObject"/><EntityType Name="policy">
		<NavigationProperty Name="known" Type="graph.policy"/></EntityType>`)
	d := mustInfer(t, `
		export interface DirectoryObject extends Entity {}
		`+entity+`
		export interface Policy extends Entity {
			known?: Policy[];
			members?: NullableOption<DirectoryObject[]>;
			owner?: Setting;
			settings?: Setting[];
			summary?: Summary;
			amount?: Amount;
		}
		export interface Setting extends Entity {}
		export interface Summary extends Entity {}
		export interface Amount { setting?: Setting; }`, reference)
	navigation := func(name, target string, collection, contained bool) model.Navigation {
		return model.Navigation{Name: name, Type: "microsoft.graph." + target, Collection: collection, Contained: contained}
	}
	members := navigation("members", "directoryObject", true, false)
	members.Nullable = true
	want := []model.Navigation{
		navigation("known", "policy", true, false), // as the reference says
		members,
		navigation("owner", "setting", false, false), // a member of settings
		navigation("settings", "setting", true, true),
		navigation("summary", "summary", false, true),
	}
	if diff := cmp.Diff(want, d.types["microsoft.graph.policy"].Navigations); diff != "" {
		t.Errorf("navigation properties mismatch (-want +got):\n%s", diff)
	}
	want = []model.Navigation{navigation("setting", "setting", false, false)} // complex values contain no entities
	if diff := cmp.Diff(want, d.types["microsoft.graph.amount"].Navigations); diff != "" {
		t.Errorf("navigation properties of a complex type mismatch (-want +got):\n%s", diff)
	}
}

func TestInferTakesOverFromTheReference(t *testing.T) {
	t.Parallel()
	reference := mustReadCSDL(t, `
		<EntityType Name="user" Abstract="true" OpenType="true" HasStream="true"><Key><PropertyRef Name="mail"/></Key></EntityType>
		<EntityType Name="newer"/>
		<ComplexType Name="keyCredentialConfiguration"/>
		<EnumType Name="level" IsFlags="true"/>
		<Action Name="send" IsBound="true"><Parameter Name="bindingParameter" Type="graph.user"/></Action>
		<EntityContainer Name="GraphService"><EntitySet Name="users" EntityType="graph.user"/><EntitySet Name="news" EntityType="graph.newer"/></EntityContainer>`)
	d := mustInfer(t, entity+`
		export interface KeyCredentialConfiguration {}
		export interface User extends Entity {}
		export interface Empty {}
		export interface Extended extends Empty {}
		export type Level = "low";`, reference)
	want := map[string]*model.Type{
		"microsoft.graph.entity":                     {Name: "microsoft.graph.entity", Kind: model.Entity, Key: []string{"id"}, Properties: []model.Property{{Name: "id", Type: "Edm.String"}}},
		"microsoft.graph.user":                       {Name: "microsoft.graph.user", Kind: model.Entity, Base: "microsoft.graph.entity", Abstract: true, Open: true, Stream: true, Key: []string{"mail"}},
		"microsoft.graph.empty":                      {Name: "microsoft.graph.empty", Kind: model.Complex, Abstract: true},
		"microsoft.graph.extended":                   {Name: "microsoft.graph.extended", Kind: model.Complex, Base: "microsoft.graph.empty"},
		"microsoft.graph.level":                      {Name: "microsoft.graph.level", Kind: model.Enum, Flags: true, Members: []string{"low"}},
		"microsoft.graph.Json":                       {Name: "microsoft.graph.Json", Kind: model.Complex},
		"microsoft.graph.newer":                      {Name: "microsoft.graph.newer", Kind: model.Entity},
		"microsoft.graph.keyCredentialConfiguration": {Name: "microsoft.graph.keyCredentialConfiguration", Kind: model.Complex},
	}
	if diff := cmp.Diff(want, d.types, cmpopts.IgnoreUnexported(model.Type{})); diff != "" {
		t.Errorf("types mismatch (-want +got):\n%s", diff)
	}
	if len(d.operations) != 1 || d.operations[0].Name != "microsoft.graph.send" {
		t.Errorf("the operations are %v, want send", d.operations)
	}
	if _, ok := d.roots["users"]; !ok || len(d.roots) != 1 {
		t.Errorf("the roots are %v, want users and not news, whose type the package lacks", d.roots)
	}
}

func TestInferRefuses(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ source, want string }{
		"an unknown base type":       {"export interface A extends B {}", "A refers to B, which is not declared"},
		"an unknown type":            {"export interface A { b?: B; }", "A refers to B, which is not declared"},
		"a type that extends itself": {"export interface A extends B {} export interface B extends A {}", "extends itself"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			declared, err := readDeclarations(strings.NewReader(tt.source))
			if err != nil {
				t.Fatal(err)
			}
			_, err = infer(declared, newDocument())
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got the error %v, want one with %q", err, tt.want)
			}
		})
	}
}
