// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

// TestArgumentsOfTheMovingGuide: each argument that the guide names as ours is one.
func TestArgumentsOfTheMovingGuide(t *testing.T) {
	t.Parallel()
	guide, err := os.ReadFile("../../templates/guides/moving.md")
	if err != nil {
		t.Fatal(err)
	}
	definitions := map[string]object.Definition{}
	for _, d := range objects.Catalogue() {
		definitions["azuread_"+d.Name] = d
		for _, m := range d.MovedFrom {
			definitions[m.From] = d
		}
	}
	row := regexp.MustCompile("(?m)^\\| (`(azuread_[a-z_]+)` )?\\| (`.*`) \\| (`.*) \\|$")
	code := regexp.MustCompile("`([a-z_0-9.]+)`")
	var d object.Definition
	rows := row.FindAllStringSubmatch(string(guide), -1)
	if len(rows) < 20 {
		t.Fatalf("the guide has %d rows of arguments", len(rows))
	}
	for _, found := range rows {
		if found[2] != "" {
			d = definitions[found[2]]
		}
		for _, name := range code.FindAllStringSubmatch(found[4], -1) {
			if !hasArgument(append(d.Attributes, alternatives(d)...), strings.Split(name[1], ".")) {
				t.Errorf("%s has no argument %s", d.Name, name[1])
			}
		}
	}
}

// alternatives are the attributes that stand for the types of an object.
func alternatives(d object.Definition) []object.Attribute {
	var all []object.Attribute
	for _, v := range d.Variants {
		all = append(all, v.Attribute())
	}
	return all
}

func hasArgument(attributes []object.Attribute, path []string) bool {
	for _, a := range attributes {
		if a.TerraformName() == path[0] {
			return len(path) == 1 || hasArgument(object.Members(a.Type), path[1:])
		}
	}
	return false
}
