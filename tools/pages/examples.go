// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/hashicorp/hcl/v2/hclwrite"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// writeExamples writes the examples of data sources and lists that nobody has written.
func writeExamples(folder string, types map[string][]string, d object.Definition) error {
	var faults []error
	if name := d.Name; slices.Contains(types["data-sources"], name) {
		faults = append(faults, writeExample(folder, "data-sources/microsoft365_"+name+"/data-source.tf", dataExample(d)))
	}
	if name := d.Plural(); name != d.Name && slices.Contains(types["data-sources"], name) {
		faults = append(faults, writeExample(folder, "data-sources/microsoft365_"+name+"/data-source.tf", severalExample(d)))
	}
	if slices.Contains(types["list-resources"], d.Name) {
		faults = append(faults, writeExample(folder, "list-resources/microsoft365_"+d.Name+"/list-resource.tfquery.hcl", listExample(d)))
	}
	return errors.Join(faults...)
}

func writeExample(folder, name string, text []byte) error {
	path := filepath.Join(folder, filepath.FromSlash(name))
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) { //nolint:gosec // the folder is the caller's
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil { //nolint:gosec // the folder is the caller's
		return err
	}
	return os.WriteFile(path, text, 0o600) //nolint:gosec // the folder is the caller's
}

// dataExample is the data source of one object: by its name, where it has one.
func dataExample(d object.Definition) []byte {
	file := hclwrite.NewEmptyFile()
	body := file.Body().AppendNewBlock("data", []string{"microsoft365_" + d.Name, "example"}).Body()
	setParameters(body, d)
	switch key, ok := d.Attribute(d.LookUp.Key); {
	case d.IsAlone():
	case ok:
		body.SetAttributeValue(key.TerraformName(), cty.StringVal("Sales"))
	default:
		body.SetAttributeValue("id", cty.StringVal(anyID))
	}
	return hclwrite.Format(file.Bytes())
}

// severalExample is the data source of several objects: of all.
func severalExample(d object.Definition) []byte {
	file := hclwrite.NewEmptyFile()
	setParameters(file.Body().AppendNewBlock("data", []string{"microsoft365_" + d.Plural(), "all"}).Body(), d)
	return hclwrite.Format(file.Bytes())
}

const anyID = "00000000-0000-0000-0000-000000000000"

// setParameters gives values to the parts of the path.
func setParameters(body *hclwrite.Body, d object.Definition) {
	for _, name := range d.Parameters() {
		body.SetAttributeValue(object.SnakeCase(name), cty.StringVal(anyID))
	}
}
