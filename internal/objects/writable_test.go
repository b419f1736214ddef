// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"encoding/json"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

// TestWritablePropertiesAreDeclared: what can be written of an object can be
// configured, or testdata/left_out.json says why not. Properties that the metadata or
// the documentation calls read-only do not count.
func TestWritablePropertiesAreDeclared(t *testing.T) {
	t.Parallel()
	reasons, used := leftOut(t), map[string]bool{}
	for _, d := range objects.Catalogue() {
		if d.IsManaged() && d.Life.Create.By != nil {
			continue // another definition is about the rest of what it makes
		}
		if e := d.Element(); !d.IsManaged() || d.Target() != "" || d.Part() != nil || e != nil && e.Bare {
			continue // a relation has no properties of its own, and a part is some of them
		}
		for _, path := range undeclaredOf(t, d) {
			known := false
			for _, form := range formsOf(path) {
				_, listed := reasons[form]
				used[form], known = true, known || listed
			}
			if !known {
				t.Errorf("%s can be written and is not declared: declare it, or say in testdata/left_out.json why not", path)
			}
		}
	}
	for path := range reasons {
		if !used[path] {
			t.Errorf("%s is declared by now, or no property that can be written: take it out of testdata/left_out.json", path)
		}
	}
}

// formsOf are the ways in which the list can name a property: with its object, and
// without, for what several objects have.
func formsOf(path string) []string {
	forms := []string{path}
	for rest, found := path, true; found; {
		if _, rest, found = strings.Cut(rest, "."); found {
			forms = append(forms, "*."+rest)
		}
	}
	return forms
}

// leftOut reads the list: a reason, and the properties that it holds for.
func leftOut(t *testing.T) map[string]string {
	t.Helper()
	document, err := os.ReadFile("testdata/left_out.json")
	if err != nil {
		t.Fatal(err)
	}
	var list map[string][]string
	if err := json.Unmarshal(document, &list); err != nil {
		t.Fatal(err)
	}
	reasons := map[string]string{}
	for reason, paths := range list {
		for _, path := range paths {
			if other, twice := reasons[path]; twice {
				t.Errorf("%s is listed twice: %s; %s", path, reason, other)
			}
			reasons[path] = reason
		}
	}
	return reasons
}

// undeclaredOf are the properties of an object that can be written and are neither
// declared nor carried over.
func undeclaredOf(t *testing.T, d object.Definition) []string {
	t.Helper()
	schema, err := model.Load(model.Version(d.Address().API))
	if err != nil {
		t.Fatal(err)
	}
	typ, ok := schema.Type(d.Address().Type)
	if !ok {
		t.Fatalf("%s has no type %s", d.Address().API, d.Address().Type)
	}
	u := undeclaredProperties{schema: schema}
	if len(d.Variants) == 0 {
		u.object(d.Name, typ, d.Attributes, slices.Concat(d.Parameters(), d.Life.Carried)...)
	}
	for _, v := range d.Variants {
		if variant, ok := schema.Type(v.Type); ok {
			u.object(d.Name+"."+v.Name, variant, slices.Concat(d.Attributes, v.Attributes), d.Parameters()...)
		}
	}
	return u.paths
}

// undeclaredProperties collects properties.
type undeclaredProperties struct {
	schema *model.Schema
	paths  []string
}

// object holds a type against its attributes. Some names are no attributes and known
// all the same.
func (u *undeclaredProperties) object(at string, typ *model.Type, attributes []object.Attribute, known ...string) {
	for _, p := range typ.AllProperties() {
		i := slices.IndexFunc(attributes, func(a object.Attribute) bool { return a.Name == p.Name })
		switch {
		case i >= 0 && attributes[i].Mode != object.ReadOnly:
			u.inside(at+"."+p.Name, p.Type, attributes[i].Type)
		case i < 0 && !p.ReadOnly && !p.DocumentedReadOnly && p.Name != "id" && !slices.Contains(known, p.Name):
			u.paths = append(u.paths, at+"."+p.Name)
		}
	}
	for _, n := range typ.AllNavigations() {
		if i := slices.IndexFunc(attributes, func(a object.Attribute) bool { return a.Name == n.Name }); i >= 0 && attributes[i].Mode != object.ReadOnly {
			u.inside(at+"."+n.Name, n.Type, attributes[i].Type)
		}
	}
}

// inside holds the value of an attribute against the attribute's type.
func (u *undeclaredProperties) inside(at, typeName string, declared object.Type) {
	typ, ok := u.schema.Type(typeName)
	if !ok {
		return
	}
	switch t := declared.(type) {
	case object.Object:
		if t.ListedBy == "" {
			u.object(at, typ, t.Attributes, slices.Collect(maps.Keys(t.Constant))...)
		}
		for _, a := range t.Attributes {
			if member, ok := a.Type.(object.Object); ok && t.ListedBy != "" {
				u.inside(at+"."+a.Name, member.Kind, member)
			}
		}
	case object.Set:
		u.inside(at, typeName, t.Of)
	case object.List:
		u.inside(at, typeName, t.Of)
	case object.Map:
		u.object(at, typ, t.Attributes, t.Key, t.ID)
	case object.OneOf:
		for _, v := range t.Variants {
			if variant, ok := u.schema.Type(v.Type); ok {
				u.object(at+"."+v.Name, variant, v.Attributes)
			}
		}
	}
}
