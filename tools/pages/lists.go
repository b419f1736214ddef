// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"encoding/json"
	"fmt"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// listSchemas are those of list resources, in the form of a document of schemas:
// Terraform tells of them from version 1.14 on, and OpenTofu does not.
func listSchemas(served map[string]*tfprotov6.Schema) (map[string]any, error) {
	schemas := map[string]any{}
	for name, s := range served {
		block, err := blockOf(name, s.Block)
		if err != nil {
			return nil, err
		}
		schemas[name] = map[string]any{"version": 0, "block": block}
	}
	return schemas, nil
}

// blockOf is a block of plain attributes in that form.
func blockOf(name string, block *tfprotov6.SchemaBlock) (map[string]any, error) {
	attributes := map[string]any{}
	for _, a := range block.Attributes {
		typ, err := a.Type.MarshalJSON() //nolint:staticcheck // the form in which Terraform writes types
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", name, a.Name, err)
		}
		attributes[a.Name] = map[string]any{
			"type": json.RawMessage(typ), "description": a.Description, "description_kind": "markdown", "required": a.Required, "optional": a.Optional,
		}
	}
	return map[string]any{"attributes": attributes, "description": block.Description, "description_kind": "markdown"}, nil
}

// listExample is a list block with the parts of the path, and a part of the name where
// objects have one.
func listExample(d object.Definition) []byte {
	file := hclwrite.NewEmptyFile()
	block := file.Body().AppendNewBlock("list", []string{"microsoft365_" + d.Name, "example"}).Body()
	block.SetAttributeTraversal("provider", hcl.Traversal{hcl.TraverseRoot{Name: "microsoft365"}})
	block.SetAttributeValue("include_resource", cty.True)
	config := hclwrite.NewBlock("config", nil)
	setParameters(config.Body(), d)
	if i := slices.IndexFunc(d.Attributes, func(a object.Attribute) bool { return a.Name == d.LookUp.Key }); i >= 0 && d.LookUp.Key != "" {
		config.Body().SetAttributeValue(d.Attributes[i].TerraformName()+"_prefix", cty.StringVal("Sales"))
	}
	if len(config.Body().Attributes()) > 0 {
		block.AppendNewline()
		block.AppendBlock(config)
	}
	return hclwrite.Format(file.Bytes())
}
