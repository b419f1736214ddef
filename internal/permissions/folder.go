// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package permissions

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclparse"
	"github.com/zclconf/go-cty/cty"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// ReadFolder reads the .tf and .tf.json files of a folder, and those of the modules
// in other folders that it calls. Nothing is evaluated: an argument counts as given
// unless it stands there as null or false.
func ReadFolder(catalogue []object.Definition, folder string) (Configuration, error) {
	r := newReader(catalogue)
	err := r.folder(folder, "", nil)
	return r.Configuration, err
}

var blocks = &hcl.BodySchema{Blocks: []hcl.BlockHeaderSchema{
	{Type: "resource", LabelNames: []string{"type", "name"}},
	{Type: "data", LabelNames: []string{"type", "name"}},
	{Type: "module", LabelNames: []string{"name"}},
}}

// folder reads one module, whose addresses begin with at.
func (r *reader) folder(folder, at string, above []string) error {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	if slices.Contains(above, folder) {
		return fmt.Errorf("the module in %s calls itself", folder)
	}
	files, err := filesOf(folder)
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return fmt.Errorf("%s holds no files of Terraform's (.tf, .tf.json)", folder)
	}
	parser := hclparse.NewParser()
	for _, name := range files {
		parse := parser.ParseHCLFile
		if strings.HasSuffix(name, ".json") {
			parse = parser.ParseJSONFile
		}
		file, diags := parse(name)
		if diags.HasErrors() {
			return diags
		}
		content, _, diags := file.Body.PartialContent(blocks)
		if diags.HasErrors() {
			return diags
		}
		for _, block := range content.Blocks {
			if err := r.block(block, folder, at, above); err != nil {
				return err
			}
		}
	}
	return nil
}

func filesOf(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, entry := range entries {
		if !entry.IsDir() && (strings.HasSuffix(entry.Name(), ".tf") || strings.HasSuffix(entry.Name(), ".tf.json")) {
			files = append(files, filepath.Join(folder, entry.Name()))
		}
	}
	return files, nil
}

func (r *reader) block(block *hcl.Block, folder, at string, above []string) error {
	switch block.Type {
	case "resource":
		r.add(at+strings.Join(block.Labels, "."), block.Labels[0], true, givenIn(block.Body))
	case "data":
		r.add(at+"data."+strings.Join(block.Labels, "."), block.Labels[0], false, givenIn(block.Body))
	case "module":
		name := at + "module." + block.Labels[0]
		source := sourceOf(block.Body)
		if !strings.HasPrefix(source, "./") && !strings.HasPrefix(source, "../") {
			r.Unread = append(r.Unread, name+" is in no folder here: give a plan to have it looked at.")
			return nil
		}
		return r.folder(filepath.Join(folder, source), name+".", append(slices.Clone(above), folder))
	}
	return nil
}

// sourceOf is the address of a module, where it is plain text.
func sourceOf(body hcl.Body) string {
	attributes, _ := body.JustAttributes() // blocks beside them are no fault
	source, ok := attributes["source"]
	if !ok {
		return ""
	}
	v, diags := source.Expr.Value(nil)
	if diags.HasErrors() || v.IsNull() || v.Type() != cty.String {
		return ""
	}
	return v.AsString()
}

// givenIn tells which arguments a block gives.
func givenIn(body hcl.Body) func(string) bool {
	attributes, _ := body.JustAttributes() // blocks beside them are no fault
	return func(argument string) bool {
		a, ok := attributes[argument]
		if !ok {
			return false
		}
		v, diags := a.Expr.Value(nil)
		return diags.HasErrors() || !v.IsNull() && !v.RawEquals(cty.False)
	}
}
