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

func TestCorrect(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		source, correction string
		want               model.Type
	}{
		"a type is abstract": {
			`<EntityType Name="a"><Property Name="b" Type="Edm.String"/></EntityType>`,
			`<EntityType Name="a" Abstract="true"/>`,
			model.Type{Kind: model.Entity, Abstract: true, Properties: []model.Property{{Name: "b", Type: "Edm.String", Nullable: true}}},
		},
		"what is not said stays": {
			`<EntityType Name="a" OpenType="true" HasStream="true"><Key><PropertyRef Name="id"/></Key></EntityType>`,
			`<EntityType Name="a"/>`,
			model.Type{Kind: model.Entity, Open: true, Stream: true, Key: []string{"id"}},
		},
		"a key": {
			`<EntityType Name="a"><Key><PropertyRef Name="id"/></Key></EntityType>`,
			`<EntityType Name="a"><Key><PropertyRef Name="b"/></Key><Annotation Term="Org.OData.Core.V1.AlternateKeys"><Collection>` +
				alternateKey("c") + `</Collection></Annotation></EntityType>`,
			model.Type{Kind: model.Entity, Key: []string{"b"}, AlternateKeys: [][]string{{"c"}}},
		},
		"an enum is of flags": {
			`<EnumType Name="a"><Member Name="b"/></EnumType>`,
			`<EnumType Name="a" IsFlags="true"/>`,
			model.Type{Kind: model.Enum, Flags: true, Members: []string{"b"}},
		},
		"an enum has a member more": {
			`<EnumType Name="a"><Member Name="b"/></EnumType>`,
			`<EnumType Name="a"><Member Name="c"/></EnumType>`,
			model.Type{Kind: model.Enum, Members: []string{"b", "c"}},
		},
		"a property is replaced": {
			`<ComplexType Name="a"><Property Name="b" Type="Edm.String"/><Property Name="c" Type="Edm.String"/></ComplexType>`,
			`<ComplexType Name="a"><Property Name="b" Type="Edm.Binary" Nullable="false"/></ComplexType>`,
			model.Type{Kind: model.Complex, Properties: []model.Property{
				{Name: "c", Type: "Edm.String", Nullable: true}, {Name: "b", Type: "Edm.Binary"},
			}},
		},
		"a navigation property is new": {
			`<EntityType Name="a"/>`,
			`<EntityType Name="a"><NavigationProperty Name="b" Type="graph.a" ContainsTarget="true"/></EntityType>`,
			model.Type{Kind: model.Entity, Navigations: []model.Navigation{
				{Name: "b", Type: "microsoft.graph.a", Nullable: true, Contained: true},
			}},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := mustReadCSDL(t, tt.source)
			if err := d.correct(mustReadCSDL(t, tt.correction)); err != nil {
				t.Fatal(err)
			}
			tt.want.Name = "microsoft.graph.a"
			if diff := cmp.Diff(&tt.want, d.types[tt.want.Name], cmpopts.IgnoreUnexported(model.Type{})); diff != "" {
				t.Errorf("type mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCorrectReplacesOperationsOfTheSameBinding(t *testing.T) {
	t.Parallel()
	assign := func(on, parameter string) string {
		return `<Action Name="assign" IsBound="true"><Parameter Name="bindingParameter" Type="graph.` + on + `"/>
			<Parameter Name="` + parameter + `" Type="Edm.String"/></Action>`
	}
	d := mustReadCSDL(t, assign("a", "old")+assign("b", "old"))
	if err := d.correct(mustReadCSDL(t, assign("a", "new")+assign("a", "other"))); err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range d.operations {
		got = append(got, o.Bound+" "+o.Parameters[0].Name)
	}
	want := []string{"microsoft.graph.b old", "microsoft.graph.a new", "microsoft.graph.a other"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("operations mismatch (-want +got):\n%s", diff)
	}
}

func TestCorrectRefusesWhatDoesNotApply(t *testing.T) {
	t.Parallel()
	d := mustReadCSDL(t, `<EntityType Name="a"/><EnumType Name="b"><Member Name="c"/></EnumType>`)
	d.version = model.Beta
	err := d.correct(mustReadCSDL(t, `<ComplexType Name="a"/><EntityType Name="gone"/><EnumType Name="b"><Member Name="c"/></EnumType>`))
	if err == nil {
		t.Fatal("the corrections were applied")
	}
	for _, want := range []string{"microsoft.graph.a: is of kind EntityType, not ComplexType", "beta has no type microsoft.graph.gone", "microsoft.graph.b: has the member c by now"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not say %q:\n%v", want, err)
		}
	}
}

func TestAddTakesNewTypesOnly(t *testing.T) {
	t.Parallel()
	d := mustReadCSDL(t, `<EntityType Name="a"/>`)
	d.version = model.Beta
	if err := d.add(mustReadCSDL(t, `<ComplexType Name="b"/>`)); err != nil || d.types["microsoft.graph.b"] == nil {
		t.Errorf("the new type is not there: %v", err)
	}
	err := d.add(mustReadCSDL(t, `<EntityType Name="a"/>`))
	if err == nil || !strings.Contains(err.Error(), "beta has microsoft.graph.a by now") {
		t.Errorf("a type that is there was added: %v", err)
	}
}

func TestShareDocumentation(t *testing.T) {
	t.Parallel()
	const schema = `<ComplexType Name="a"><Property Name="b" Type="Edm.String"/><Property Name="c" Type="Edm.String"/></ComplexType><ComplexType Name="other"/>`
	said := mustReadCSDL(t, schema+`<Annotations Target="microsoft.graph.a/b"><Annotation Term="Org.OData.Core.V1.Description" String="Read-only."/></Annotations>`)
	silent := mustReadCSDL(t, schema[:strings.Index(schema, `<ComplexType Name="other"`)])
	shareDocumentation(silent, said)
	for _, d := range []*document{said, silent} {
		b, _ := d.property("microsoft.graph.a", "b")
		c, _ := d.property("microsoft.graph.a", "c")
		if !b.DocumentedReadOnly || c.DocumentedReadOnly {
			t.Errorf("b is %+v, c is %+v", b, c)
		}
	}
}
