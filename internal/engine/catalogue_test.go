// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestDefinitionsThatDoNotFit are named in the answer to what Terraform asks first.
func TestDefinitionsThatDoNotFit(t *testing.T) {
	t.Parallel()
	untyped, other := crew(), part()
	untyped.Attributes = append(untyped.Attributes, object.Attribute{Name: "age", Mode: object.Optional})
	other.Attributes = append(other.Attributes, object.Attribute{Name: "age", Mode: object.Optional})
	searched := crew() // takes the name of an argument of its list
	searched.Name = "fleet"
	searched.Attributes = append(slices.Clone(searched.Attributes), object.Attribute{Name: "namePrefix", Mode: object.Optional, Type: object.String{}})
	all := NewCatalogue([]object.Definition{untyped, rules(), other, searched})
	served, err := NewServer(&widgetProvider{catalogue: all}, all, "test").GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	mentions(t, served.Diagnostics, "the definition of crew: ", "the definition of part: ", "the definition of fleet: namePrefix: another attribute")
	for _, d := range served.Diagnostics {
		if strings.Contains(d.Detail, "policy") {
			t.Errorf("the error %s names what fits", d.Detail)
		}
	}
}

// TestListsOfWhatTerraformManages: others have data sources alone.
func TestListsOfWhatTerraformManages(t *testing.T) {
	t.Parallel()
	found := crew()
	found.Name, found.Life = "ship", nil
	if n := len(NewCatalogue([]object.Definition{crew(), found, rules()}).ListResources()); n != 1 {
		t.Errorf("%d kinds can be listed, want that of crews", n)
	}
}

// TestObjectsAreCompiledWhenAskedFor: what is wrong with one is no matter to another.
func TestObjectsAreCompiledWhenAskedFor(t *testing.T) {
	t.Parallel()
	untyped := crew()
	untyped.Attributes = append(untyped.Attributes, object.Attribute{Name: "age", Mode: object.Optional})
	all := NewCatalogue([]object.Definition{untyped, rules()})
	for name, want := range map[string]bool{"policy": true, "crew": false, "company": false} {
		if _, ok := all.managed(name); ok != want {
			t.Errorf("%s is there: %t, want %t", name, ok, want)
		}
	}
}

// documented is a definition with a text for the object and for each attribute.
func documented(d object.Definition) object.Definition {
	d.Doc = "What a " + d.Name + " is."
	d.Attributes = slices.Clone(d.Attributes)
	for i, a := range d.Attributes {
		d.Attributes[i].Doc = "What its " + a.Name + " is."
	}
	return d
}

// TestWhatACatalogueServes: which kinds of Terraform's there are of an object, what is
// said of each, and which arguments they take.
func TestWhatACatalogueServes(t *testing.T) {
	t.Parallel()
	h := serve(t, nil, documented(crew()), documented(rules()), documented(company()), documented(nameless()), documented(part()), documented(labels()))
	served, err := h.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	mentions(t, served.Diagnostics)
	if diff := cmp.Diff([]string{"crew", "grant", "graph_resource", "label", "part", "policy", "widget"}, names(served.ResourceSchemas)); diff != "" {
		t.Errorf("resources mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"company", "crew", "crews", "grant", "grants", "graph_resource", "label", "labels", "part", "parts", "policy", "widget", "widgets"}, names(served.DataSourceSchemas)); diff != "" {
		t.Errorf("data sources mismatch (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"crew", "grant", "label", "part", "widget"}, names(served.ListResourceSchemas)); diff != "" {
		t.Errorf("list resources mismatch (-want +got):\n%s", diff)
	}
	listed, err := h.server.GetMetadata(t.Context(), &tfprotov6.GetMetadataRequest{})
	if err != nil {
		t.Fatal(err)
	}
	resources, sources := map[string]bool{}, map[string]bool{}
	for _, one := range listed.Resources {
		resources[one.TypeName] = true
	}
	for _, one := range listed.DataSources {
		sources[one.TypeName] = true
	}
	if diff := cmp.Diff([][]string{names(served.ResourceSchemas), names(served.DataSourceSchemas)}, [][]string{names(resources), names(sources)}); diff != "" {
		t.Errorf("what has a schema and what is listed differ (-schema +listed):\n%s", diff)
	}
	tests := map[string]struct {
		schema    *tfprotov6.Schema
		says      string
		arguments []string
	}{
		"data source": {served.DataSourceSchemas["test_crew"], "What a crew is.", []string{
			"id: string, optional, computed: Id of the object in Graph. Exactly one of `id` and `name` is given.",
			"motto: string, computed: What its motto is.",
			"name: string, optional, computed: What its name is. Exactly one of `id` and `name` is given.",
			"open: bool, computed: What its open is.",
		}},
		"data source below another": {served.DataSourceSchemas["test_part"], "What a part is.", []string{
			"content: string, computed: What its content is.",
			"id: string, optional, computed: Id of the object in Graph. Exactly one of `id` and `name` is given.",
			"name: string, optional, computed: What its name is. Exactly one of `id` and `name` is given.",
			"widget_id: string, required: What its widgetId is.",
		}},
		"data source without a key": {served.DataSourceSchemas["test_grant"], "What a grant is.", []string{
			"for_what: string, computed: What its forWhat is.",
			"id: string, required: Id of the object in Graph.",
			"scope: string, computed: What its scope is.",
			"who: string, computed: What its who is.",
		}},
		"data source of the only one": {served.DataSourceSchemas["test_policy"], "What a policy is.", []string{
			"id: string, computed: Id of the object in Graph.",
			"note: string, computed: What its note is.",
		}},
		"data source of the only entry": {served.DataSourceSchemas["test_company"], "What a company is.", []string{
			"id: string, computed: Id of the object in Graph.",
			"name: string, computed: What its name is.",
			"size: number, computed: What its size is.",
		}},
		"data source of several": {served.DataSourceSchemas["test_crews"], "All objects of the kind crew, or those that the arguments choose. What a crew is.", []string{
			"complete: bool, optional: Whether to read each object by itself too, for what Graph does not list: `motto`. It takes one more request for each.",
			"filter: string, optional: Condition in OData's words, such as `startswith(displayName,'A')`, beside those of the other arguments.",
			"ids: list, computed: Ids of the objects that were found, in the order of `items`.",
			"items: list, computed: The objects that were found.",
			"limit: number, optional: Greatest number of objects to return. All by default.",
			"name: string, optional: Only objects with this `name`.",
			"name_prefix: string, optional: Only objects whose `name` begins with this.",
			"open: bool, optional: Only objects with this `open`.",
			"order_by: string, optional: Order in OData's words, such as `displayName desc`.",
		}},
		"data source of several below another": {served.DataSourceSchemas["test_parts"], "All objects of the kind part, or those that the arguments choose. What a part is.", []string{
			"complete: bool, optional: Whether to read each object by itself too, for what Graph does not list: `content`. It takes one more request for each.",
			"filter: string, optional: Condition in OData's words, such as `startswith(displayName,'A')`, beside those of the other arguments.",
			"ids: list, computed: Ids of the objects that were found, in the order of `items`.",
			"items: list, computed: The objects that were found.",
			"limit: number, optional: Greatest number of objects to return. All by default.",
			"name: string, optional: Only objects with this `name`.",
			"name_prefix: string, optional: Only objects whose `name` begins with this.",
			"order_by: string, optional: Order in OData's words, such as `displayName desc`.",
			"widget_id: string, required: What its widgetId is.",
		}},
		"data source of what has words of queries for names": {served.DataSourceSchemas["test_labels"], "All objects of the kind label, or those that the arguments choose. What a label is.", []string{
			"ids: list, computed: Ids of the objects that were found, in the order of `items`.",
			"items: list, computed: The objects that were found.",
			"limit: number, optional: Greatest number of objects to return. All by default.",
			"my_rank: string, optional: Only objects with this `my_rank`.",
			"my_rank_prefix: string, optional: Only objects whose `my_rank` begins with this.",
			"search: string, optional: Search in OData's words, such as `\"displayName:Engineering\"`.",
		}},
		"list": {served.ListResourceSchemas["test_crew"], "Finds objects of the kind crew for `terraform query`: all, or those that the arguments choose. What a crew is.", []string{
			"filter: string, optional: Condition in OData's words, such as `startswith(displayName,'A')`, beside those of the other arguments.",
			"name: string, optional: Only objects with this `name`.",
			"name_prefix: string, optional: Only objects whose `name` begins with this.",
			"open: bool, optional: Only objects with this `open`.",
			"order_by: string, optional: Order in OData's words, such as `displayName desc`.",
		}},
		"list below another": {served.ListResourceSchemas["test_part"], "Finds objects of the kind part for `terraform query`: all, or those that the arguments choose. What a part is.", []string{
			"filter: string, optional: Condition in OData's words, such as `startswith(displayName,'A')`, beside those of the other arguments.",
			"name: string, optional: Only objects with this `name`.",
			"name_prefix: string, optional: Only objects whose `name` begins with this.",
			"order_by: string, optional: Order in OData's words, such as `displayName desc`.",
			"widget_id: string, required: What its widgetId is.",
		}},
		"resource": {served.ResourceSchemas["test_part"], "What a part is.", []string{
			"content: string, optional: What its content is. Cleared when it is taken out.",
			"id: string, computed: Id of the object in Graph.",
			"name: string, required: What its name is.",
			"widget_id: string, required: What its widgetId is. A change makes a new object.",
		}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tt.schema.Block.Description != tt.says {
				t.Errorf("it says %q, want %q", tt.schema.Block.Description, tt.says)
			}
			if diff := cmp.Diff(tt.arguments, argumentsOf(tt.schema)); diff != "" {
				t.Errorf("arguments mismatch (-want +got):\n%s", diff)
			}
		})
	}
}

// labels have attributes whose names are those of arguments and results.
func labels() object.Definition {
	d := object.Definition{
		Name: "label", Place: object.Collection{API: object.V1, Path: "/labels", Type: "microsoft.graph.label"}, Life: &object.Life{},
		LookUp: object.LookUp{Key: "rank", Unfiltered: true, Advanced: true},
	}
	for _, name := range []string{"items", "ids", "filter", "orderBy", "limit", "search"} {
		d.Attributes = append(d.Attributes, object.Attribute{Name: name, Mode: object.Optional, Type: object.String{}})
	}
	d.Attributes = append(d.Attributes, object.Attribute{Name: "rank", Rename: "my_rank", Mode: object.Required, Type: object.String{}})
	return d
}

func names[T any](schemas map[string]T) (all []string) {
	for name := range schemas {
		all = append(all, strings.TrimPrefix(name, "test_"))
	}
	slices.Sort(all)
	return all
}

// argumentsOf is a line for each attribute of a schema.
func argumentsOf(s *tfprotov6.Schema) (all []string) {
	for _, a := range s.Block.Attributes {
		kind := "list"
		switch {
		case a.Type == nil:
		case a.Type.Is(tftypes.String):
			kind = "string"
		case a.Type.Is(tftypes.Bool):
			kind = "bool"
		case a.Type.Is(tftypes.Number):
			kind = "number"
		}
		line := fmt.Sprintf("%s: %s", a.Name, kind)
		for word, holds := range map[string]bool{", required": a.Required, ", optional": a.Optional} {
			if holds {
				line += word
			}
		}
		if a.Computed {
			line += ", computed"
		}
		all = append(all, line+": "+a.Description)
	}
	slices.Sort(all)
	return all
}

// TestIdentities: the id is needed for an import, and the tenant may be named.
func TestIdentities(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	served, err := h.server.GetResourceIdentitySchemas(t.Context(), &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		t.Fatal(err)
	}
	needed := map[string][2]bool{}
	for _, a := range served.IdentitySchemas["test_widget"].IdentityAttributes {
		needed[a.Name] = [2]bool{a.RequiredForImport, a.OptionalForImport}
	}
	if diff := cmp.Diff(map[string][2]bool{"id": {true, false}, "tenant_id": {false, true}}, needed); diff != "" {
		t.Errorf("needed for an import (-want +got):\n%s", diff)
	}
}

// TestResourcesHaveTimes: the block says what each limit is when it is left out.
func TestResourcesHaveTimes(t *testing.T) {
	t.Parallel()
	h := serve(t, nil)
	served, err := h.server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	limits := map[string]string{}
	for _, block := range served.ResourceSchemas["test_widget"].Block.BlockTypes {
		for _, a := range block.Block.Attributes {
			_, limits[block.TypeName+"."+a.Name], _ = strings.Cut(a.Description, "Default ")
		}
	}
	if diff := cmp.Diff(map[string]string{"timeouts.create": "20m.", "timeouts.read": "5m.", "timeouts.update": "20m.", "timeouts.delete": "20m."}, limits); diff != "" {
		t.Errorf("limits mismatch (-want +got):\n%s", diff)
	}
	if served.ResourceSchemas["test_widget"].Version != 2 {
		t.Errorf("the version is %d, want that after the last upgrade", served.ResourceSchemas["test_widget"].Version)
	}
}

// TestTellsWhatFindsAnID of each kind that a reference may be to.
func TestTellsWhatFindsAnID(t *testing.T) {
	t.Parallel()
	c := NewCatalogue(objects.Catalogue())
	for kinds, want := range map[string]string{
		"user":              `It is found with data "microsoft365_user" by user_principal_name.`,
		"user or group":     `It is found with data "microsoft365_user" by user_principal_name, or data "microsoft365_group" by display_name.`,
		"service principal": `It is found with data "microsoft365_service_principal" by app_id.`,
		"channel":           "", // which needs the team's id first
		"tenant":            "",
	} {
		if got := c.finds(kinds); got != want {
			t.Errorf("%s: %q, want %q", kinds, got, want)
		}
	}
	team, ok := c.Object("team")
	if !ok {
		t.Fatal("there is no team")
	}
	found := team.Check(t.Context(), value.Tree{"id": "Field sales"}, true)
	if want := `The value must be the id of a group, a GUID, and not "Field sales". It is found with data "microsoft365_group" by display_name.`; len(found) != 1 || found[0].Detail() != want {
		t.Errorf("%v, want %s", found, want)
	}
}
