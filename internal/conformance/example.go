// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conformance

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
	"github.com/zclconf/go-cty/cty/function/stdlib"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/terraform"
)

// ExampleFile is where the example of an object is, below the project's folder.
func ExampleFile(object string) string {
	return filepath.Join("examples/resources", "microsoft365_"+object, "resource.tf")
}

// IsApart tells of objects whose examples make something that the example of another
// object makes too, and of which a tenant has one.
func IsApart(object string) bool {
	return slices.Contains([]string{"group_lifecycle_policy_group", "organization_branding_localization"}, object)
}

// IsForPeople tells of objects that Graph lets no application write: their examples are
// applied by somebody who has signed in.
func IsForPeople(d object.Definition) bool {
	return slices.ContainsFunc(d.Needs.Deviations, func(some object.Deviation) bool { return some.Kind == object.ForPeople })
}

// Variables are the values that variables of examples get.
func Variables() map[string]string {
	return map[string]string{"initial_password": "First-Pass-1", "onboarding": "From-The-Portal-1", "google_secret": "From-Google-1", "scim_token": "From-Databricks-1"}
}

// Example is a configuration that has been applied.
type Example struct {
	// Resources are those of the configuration, in the order of their creation.
	Resources []*terraform.Resource
	// Main is the one called "example".
	Main *terraform.Resource
}

// evaluation goes through a configuration block by block. What a block refers to
// comes first.
type evaluation struct {
	run     *terraform.Run
	client  map[string]any
	example *Example
	// known are the values of what has been evaluated: "local", "var", "data.TYPE" or
	// a resource's type, and then the name.
	known map[string]map[string]cty.Value
}

// Apply applies the configuration in a file: it reads its data sources and creates
// its resources. Client is what the data source microsoft365_client_config tells.
func Apply(ctx context.Context, run *terraform.Run, client map[string]any, file string) (*Example, error) {
	parsed, diags := hclparse.NewParser().ParseHCLFile(file)
	if diags.HasErrors() {
		return nil, diags
	}
	body, ok := parsed.Body.(*hclsyntax.Body)
	if !ok {
		return nil, fmt.Errorf("%s is not written in Terraform's language", file)
	}
	e := &evaluation{run: run, client: client, example: &Example{}, known: map[string]map[string]cty.Value{
		"local": {}, "var": {}, "path": {"module": cty.StringVal(filepath.Dir(file))},
	}}
	for name, value := range Variables() {
		e.known["var"][name] = cty.StringVal(value)
	}
	pending := body.Blocks
	for len(pending) > 0 {
		var left hclsyntax.Blocks
		for _, block := range pending {
			if !e.ready(block) {
				left = append(left, block)
			} else if err := e.evaluate(ctx, block); err != nil {
				return nil, fmt.Errorf("%s: %w", block.DefRange(), err)
			}
		}
		if len(left) == len(pending) {
			return nil, fmt.Errorf("%s: refers to what is not there", left[0].DefRange())
		}
		pending = left
	}
	if e.example.Main == nil {
		return nil, fmt.Errorf("%s: there is no resource with the name \"example\"", file)
	}
	return e.example, nil
}

// ready tells whether all that a block refers to has been evaluated.
func (e *evaluation) ready(block *hclsyntax.Block) bool {
	if block.Type == "variable" {
		return true
	}
	for _, a := range block.Body.Attributes {
		for _, traversal := range a.Expr.Variables() {
			kind, name := reference(traversal)
			if _, ok := e.known[kind][name]; !ok {
				return false
			}
		}
	}
	return true
}

// reference is what a traversal leads to, as in known.
func reference(traversal hcl.Traversal) (kind, name string) {
	var names []string
	for _, step := range traversal {
		switch step := step.(type) {
		case hcl.TraverseRoot:
			names = append(names, step.Name)
		case hcl.TraverseAttr:
			names = append(names, step.Name)
		}
	}
	if names[0] == "data" {
		names = append([]string{"data." + names[1]}, names[2:]...)
	}
	return names[0], names[1]
}

func (e *evaluation) evaluate(ctx context.Context, block *hclsyntax.Block) error {
	if block.Type == "variable" {
		return nil
	}
	values := map[string]any{}
	for name, a := range block.Body.Attributes {
		value, diags := a.Expr.Value(e.context())
		if diags.HasErrors() {
			return diags
		}
		if block.Type == "locals" {
			e.known["local"][name] = value
		} else if values[name] = decoded(value); values[name] == nil {
			delete(values, name)
		}
	}
	switch block.Type {
	case "locals":
		return nil
	case "data":
		if block.Labels[0] == "microsoft365_client_config" {
			return e.learn("data."+block.Labels[0], block.Labels[1], e.client)
		}
		read, said := e.run.ReadData(ctx, strings.TrimPrefix(block.Labels[0], "microsoft365_"), values)
		if said.HasError() {
			return errors.New(said.String())
		}
		return e.learn("data."+block.Labels[0], block.Labels[1], read)
	case "resource":
		r := &terraform.Resource{Type: strings.TrimPrefix(block.Labels[0], "microsoft365_"), Config: values}
		if said, _ := e.run.Apply(ctx, r); said.HasError() {
			return errors.New(said.String())
		}
		e.example.Resources = append(e.example.Resources, r)
		if block.Labels[1] == "example" {
			e.example.Main = r
		}
		return e.learn(block.Labels[0], block.Labels[1], r.Attributes())
	default:
		return fmt.Errorf("blocks of the kind %q are not known here", block.Type)
	}
}

// learn makes values known to expressions.
func (e *evaluation) learn(kind, name string, values map[string]any) error {
	document, err := json.Marshal(values)
	if err != nil {
		return err
	}
	typ, err := ctyjson.ImpliedType(document)
	if err != nil {
		return err
	}
	value, err := ctyjson.Unmarshal(document, typ)
	if err != nil {
		return err
	}
	if e.known[kind] == nil {
		e.known[kind] = map[string]cty.Value{}
	}
	e.known[kind][name] = value
	return nil
}

// context is what expressions can refer to.
func (e *evaluation) context() *hcl.EvalContext {
	variables, data := map[string]cty.Value{}, map[string]cty.Value{}
	for kind, named := range e.known {
		if typ, ok := strings.CutPrefix(kind, "data."); ok {
			data[typ] = cty.ObjectVal(named)
		} else {
			variables[kind] = cty.ObjectVal(named)
		}
	}
	variables["data"] = cty.ObjectVal(data)
	return &hcl.EvalContext{Variables: variables, Functions: map[string]function.Function{
		"filebase64": fileBase64(), "jsonencode": stdlib.JSONEncodeFunc, "base64encode": base64Encode(), "split": stdlib.SplitFunc,
	}}
}

func base64Encode() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "text", Type: cty.String}},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			return cty.StringVal(base64.StdEncoding.EncodeToString([]byte(args[0].AsString()))), nil
		},
	})
}

// fileBase64 reads a file beside an example.
func fileBase64() function.Function {
	return function.New(&function.Spec{
		Params: []function.Parameter{{Name: "path", Type: cty.String}},
		Type:   function.StaticReturnType(cty.String),
		Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) {
			content, err := os.ReadFile(args[0].AsString())
			return cty.StringVal(base64.StdEncoding.EncodeToString(content)), err
		},
	})
}

// decoded is a value as decoded JSON.
func decoded(v cty.Value) any {
	document, err := ctyjson.Marshal(v, v.Type())
	if err != nil {
		return nil
	}
	decoder := json.NewDecoder(strings.NewReader(string(document)))
	decoder.UseNumber()
	var value any
	if decoder.Decode(&value) != nil {
		return nil
	}
	return value
}
