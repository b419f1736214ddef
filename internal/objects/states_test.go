// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/provider"
)

var update = flag.Bool("update", false, "write testdata/states anew, where attributes have come only")

// TestSchemasKeepTheirStates holds every schema against the state of its version
// in testdata: an attribute that goes, or becomes one of another type, takes a new
// version and an Upgrade. The states of all versions must then be read.
func TestSchemasKeepTheirStates(t *testing.T) {
	t.Parallel()
	server := provider.NewServer("test")
	provided, err := server.GetProviderSchema(t.Context(), &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		t.Fatal(err)
	}
	for name, schema := range provided.ResourceSchemas {
		present := sample(schema.ValueType())
		path := filepath.Join("testdata", "states", fmt.Sprintf("%s.%d.json", name, schema.Version))
		committed := readState(t, path)
		switch {
		case committed != nil && !within(committed, present):
			t.Errorf("%s: an attribute is gone or has another type. Give the definition an Upgrade; what differs (-state +schema):\n%s", name, cmp.Diff(committed, present))
		case cmp.Equal(committed, present):
		case *update:
			writeState(t, path, present)
		default:
			t.Errorf("%s: the state of the present schema is not in testdata. Write it:\n  go test ./internal/objects -update", name)
		}
	}
	readAll(t, server, provided.ResourceSchemas)
}

// readAll lets the provider read every state in testdata, as Terraform does when it
// finds one.
func readAll(t *testing.T, server tfprotov6.ProviderServer, schemas map[string]*tfprotov6.Schema) {
	t.Helper()
	paths, err := filepath.Glob("testdata/states/*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		name, version, _ := strings.Cut(strings.TrimSuffix(filepath.Base(path), ".json"), ".")
		number, err := strconv.ParseInt(version, 10, 64)
		if schemas[name] == nil || err != nil {
			t.Errorf("%s: the provider has no such resource", path)
			continue
		}
		state, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		read, err := server.UpgradeResourceState(t.Context(), &tfprotov6.UpgradeResourceStateRequest{TypeName: name, Version: number, RawState: &tfprotov6.RawState{JSON: state}})
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range read.Diagnostics {
			t.Errorf("%s: %s: %s", path, d.Summary, d.Detail)
		}
	}
}

func TestWithin(t *testing.T) {
	t.Parallel()
	object := func(attributes map[string]tftypes.Type) any {
		return sample(tftypes.Object{AttributeTypes: map[string]tftypes.Type{"in": tftypes.Set{ElementType: tftypes.Object{AttributeTypes: attributes}}}})
	}
	committed := object(map[string]tftypes.Type{"a": tftypes.String, "b": tftypes.Number})
	tests := map[string]struct {
		present map[string]tftypes.Type
		want    bool
	}{
		"the same":     {map[string]tftypes.Type{"a": tftypes.String, "b": tftypes.Number}, true},
		"one more":     {map[string]tftypes.Type{"a": tftypes.String, "b": tftypes.Number, "c": tftypes.Bool}, true},
		"one gone":     {map[string]tftypes.Type{"a": tftypes.String}, false},
		"another type": {map[string]tftypes.Type{"a": tftypes.String, "b": tftypes.String}, false},
		"now several":  {map[string]tftypes.Type{"a": tftypes.List{ElementType: tftypes.String}, "b": tftypes.Number}, false},
	}
	for name, tt := range tests {
		if got := within(committed, object(tt.present)); got != tt.want {
			t.Errorf("%s: within is %v", name, got)
		}
	}
}

// sample is a state in JSON in which everything has a value.
func sample(typ tftypes.Type) any {
	switch typ := typ.(type) {
	case tftypes.Object:
		all := map[string]any{}
		for name, attribute := range typ.AttributeTypes {
			all[name] = sample(attribute)
		}
		return all
	case tftypes.Map:
		return map[string]any{"key": sample(typ.ElementType)}
	case tftypes.List:
		return []any{sample(typ.ElementType)}
	case tftypes.Set:
		return []any{sample(typ.ElementType)}
	}
	switch {
	case typ.Is(tftypes.Bool):
		return true
	case typ.Is(tftypes.Number):
		return float64(1)
	case typ.Is(tftypes.DynamicPseudoType): // whose values tell their type
		return map[string]any{"type": "string", "value": "text"}
	default:
		return "text"
	}
}

// within tells whether all of one sample is in another too.
func within(part, whole any) bool {
	switch part := part.(type) {
	case map[string]any:
		whole, _ := whole.(map[string]any)
		for name, value := range part {
			if other, ok := whole[name]; !ok || !within(value, other) {
				return false
			}
		}
		return true
	case []any:
		whole, ok := whole.([]any)
		return ok && within(part[0], whole[0])
	default:
		return part == whole
	}
}

// readState is nil where there is no such file.
func readState(t *testing.T, path string) any {
	t.Helper()
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var state any
	if err := errors.Join(err, json.Unmarshal(text, &state)); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return state
}

func writeState(t *testing.T, path string, state any) {
	t.Helper()
	text, err := json.MarshalIndent(state, "", "  ")
	if err := errors.Join(err, os.MkdirAll(filepath.Dir(path), 0o755), os.WriteFile(path, append(text, '\n'), 0o644)); err != nil {
		t.Fatal(err)
	}
}
