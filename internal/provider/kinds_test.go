// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

var update = flag.Bool("update", false, "write testdata/kinds.json anew")

// TestWhatConfigurationsMayHoldStays compares the settings of the provider, its actions, its
// ephemeral resources, its functions and what serves any object with a list of them: an
// argument that goes, or is wanted all at once, breaks the configurations that exist. The
// states of typed resources are compared elsewhere.
func TestWhatConfigurationsMayHoldStays(t *testing.T) {
	t.Parallel()
	schema, err := NewServer("test").GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]map[string]string{
		"provider": arguments(t, schema.Provider), "resource microsoft365_graph_resource": arguments(t, schema.ResourceSchemas["microsoft365_graph_resource"]),
	}
	for _, name := range []string{"microsoft365_graph_resource", "microsoft365_client_config", "microsoft365_application_published_app_ids"} {
		found["data "+name] = arguments(t, schema.DataSourceSchemas[name])
	}
	for name, s := range schema.EphemeralResourceSchemas {
		found["ephemeral "+name] = arguments(t, s)
	}
	for name, s := range schema.ActionSchemas {
		found["action "+name] = arguments(t, s.Schema)
	}
	for name, f := range schema.Functions {
		found["function "+name] = parameters(f)
	}
	const file = "testdata/kinds.json"
	document, err := json.MarshalIndent(found, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(file, append(document, '\n'), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	listed, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(listed), string(document)+"\n"); diff != "" {
		t.Errorf("if this is meant, run the test with -update and tell of it in changes/ (-listed +now):\n%s", diff)
	}
}

// arguments are those of a schema, with their types and what may be done with them. All of
// them say what they are.
func arguments(t *testing.T, schema *tfprotov6.Schema) map[string]string {
	t.Helper()
	all := map[string]string{}
	if schema == nil {
		t.Error("there is no schema")
		return all
	}
	if schema.Block.Description == "" {
		t.Errorf("what has %d arguments says not what it is for", len(schema.Block.Attributes))
	}
	for _, a := range schema.Block.Attributes {
		words := []string{fmt.Sprint(a.ValueType())}
		for word, is := range map[string]bool{"required": a.Required, "optional": a.Optional, "computed": a.Computed, "sensitive": a.Sensitive, "write-only": a.WriteOnly, "deprecated": a.Deprecated} {
			if is {
				words = append(words, word)
			}
		}
		if a.Description == "" {
			t.Errorf("%s says not what it is", a.Name)
		}
		all[a.Name] = joined(words)
	}
	for _, b := range schema.Block.BlockTypes {
		all[b.TypeName] = "block"
	}
	return all
}

// joined are words, those behind the first one in order.
func joined(words []string) string {
	slices.Sort(words[1:])
	return strings.Join(words, ", ")
}

// parameters are those of a function, by their places, and what it returns.
func parameters(f *tfprotov6.Function) map[string]string {
	all := map[string]string{"returns": fmt.Sprint(f.Return.Type)}
	for i, p := range f.Parameters {
		all[fmt.Sprint(i, " ", p.Name)] = fmt.Sprintf("%s, null: %v", p.Type, p.AllowNullValue)
	}
	if p := f.VariadicParameter; p != nil {
		all["more "+p.Name] = fmt.Sprint(p.Type)
	}
	return all
}
