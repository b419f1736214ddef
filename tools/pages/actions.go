// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	_ "embed"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"text/template"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/actions"
)

//go:embed action.md.tmpl
var actionText string

// actionSchemas are those of actions, in the form of a document of schemas: Terraform
// tells of them from version 1.14 on, and OpenTofu does not.
func actionSchemas(served map[string]*tfprotov6.ActionSchema) (map[string]any, error) {
	schemas := map[string]any{}
	for name, s := range served {
		block, err := blockOf(name, s.Schema.Block)
		if err != nil {
			return nil, err
		}
		schemas[name] = map[string]any{"block": block}
	}
	return schemas, nil
}

// prepareActions writes the templates and the examples of the actions that have a
// definition.
func prepareActions(templates, examples string) error {
	// The brackets are the generator's, which fills in the rest.
	page, err := template.New("action").Delims("[[", "]]").Funcs(template.FuncMap{"quoted": quoted}).Parse(actionText)
	if err != nil {
		return err
	}
	folder := filepath.Join(templates, "actions")
	if err := os.MkdirAll(folder, 0o750); err != nil { //nolint:gosec // the folder is the caller's
		return err
	}
	for _, d := range actions.All() {
		file, err := os.Create(filepath.Join(folder, d.Name+".md.tmpl")) //nolint:gosec // the folder is the caller's
		if err != nil {
			return err
		}
		if err := errors.Join(page.Execute(file, d), file.Close(), writeExample(examples, "actions/microsoft365_"+d.Name+"/action.tf", actionExample(d))); err != nil {
			return err
		}
	}
	return nil
}

// actionExample is an action with what must be given.
func actionExample(d actions.Definition) []byte {
	file := hclwrite.NewEmptyFile()
	config := file.Body().AppendNewBlock("action", []string{"microsoft365_" + d.Name, "example"}).Body().AppendNewBlock("config", nil).Body()
	if d.OfOne() {
		config.SetAttributeValue("id", cty.StringVal(anyID))
	}
	if d.Destructive {
		config.SetAttributeValue("device_name", cty.StringVal("RECEPTION-1"))
	}
	for _, p := range d.Parameters {
		if p.Required {
			config.SetAttributeValue(p.TerraformName(), exampleOf(p.Example))
		}
	}
	return hclwrite.Format(file.Bytes())
}

func exampleOf(v any) cty.Value {
	switch v := v.(type) {
	case bool:
		return cty.BoolVal(v)
	case int:
		return cty.NumberIntVal(int64(v))
	case []string:
		all := make([]cty.Value, len(v))
		for i, text := range v {
			all[i] = cty.StringVal(text)
		}
		return cty.ListVal(all)
	default:
		text, _ := v.(string)
		return cty.StringVal(strings.TrimSpace(text))
	}
}
