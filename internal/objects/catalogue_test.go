// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

// TestCatalogueAgreesWithMicrosoft holds every definition against Graph's
// published types, and reports all faults at once.
func TestCatalogueAgreesWithMicrosoft(t *testing.T) {
	t.Parallel()
	names := map[string]bool{}
	for _, d := range objects.Catalogue() {
		if names[d.Name] {
			t.Errorf("%s: there are two definitions of this name", d.Name)
		}
		names[d.Name] = true
		for _, fault := range faults(t, d) {
			t.Errorf("%s%s", d.Name, fault)
		}
	}
}

// faults lists what is wrong with a definition, each with the path of the attribute.
func faults(t *testing.T, d object.Definition) []string {
	t.Helper()
	schema, err := model.Load(model.Version(d.API))
	if err != nil {
		t.Fatal(err)
	}
	typ, ok := schema.Type(d.Type)
	if !ok {
		return []string{fmt.Sprintf(": %s has no type %s", d.API, d.Type)}
	}
	var all []string
	path, err := schema.Resolve(d.Path)
	switch {
	case err != nil:
		all = append(all, fmt.Sprintf(": path %s: %v", d.Path, err))
	case !typ.IsA(path[len(path)-1].Type):
		all = append(all, fmt.Sprintf(": path %s leads to %s", d.Path, path[len(path)-1].Type))
	}
	if d.Doc == "" || len(d.Permissions.Read) == 0 || len(d.Permissions.Write) == 0 {
		all = append(all, ": documentation or permissions are missing")
	}
	if _, ok := d.Attribute(d.ImportKey); d.ImportKey != "" && !ok {
		all = append(all, ": the import key is no attribute")
	}
	for _, rule := range d.Rules {
		for _, c := range append(slices.Clone(rule.When), rule.Then) {
			if _, ok := d.Attribute(c.Attribute()); !ok {
				all = append(all, ": a rule speaks of "+c.Attribute()+", which is no attribute")
			}
		}
	}
	parameters := append(d.Parameters(), d.Ref)
	attributes := slices.DeleteFunc(slices.Clone(d.Attributes), func(a object.Attribute) bool { return slices.Contains(parameters, a.Name) })
	return append(all, attributeFaults(schema, typ, attributes, "")...)
}

func attributeFaults(schema *model.Schema, typ *model.Type, attributes []object.Attribute, at string) []string {
	var all []string
	for _, a := range attributes {
		path := at + "." + a.Name
		if a.Doc == "" || !strings.HasSuffix(a.Doc, ".") {
			all = append(all, path+": the documentation must be a sentence")
		}
		property, ok := typ.Property(a.Name)
		if !ok {
			all = append(all, path+": "+typ.Name+" has no such property")
			continue
		}
		if property.ReadOnly && a.Mode != object.ReadOnly {
			all = append(all, path+": Graph computes this property")
		}
		all = append(all, typeFaults(schema, property, a.Type, path)...)
	}
	return all
}

func typeFaults(schema *model.Schema, property model.Property, declared object.Type, path string) []string {
	if set, ok := declared.(object.Set); ok != property.Collection {
		return []string{path + ": Graph disagrees on whether it is a collection"}
	} else if ok {
		declared = set.Of
	}
	published, structured := schema.Type(property.Type)
	switch t := declared.(type) {
	case object.Object:
		if !structured {
			return []string{path + ": Graph has " + property.Type}
		}
		return attributeFaults(schema, published, t.Attributes, path)
	case object.String:
		if structured {
			return enumFaults(published, t.Enum, path)
		}
		return primitiveFault(property, path, "Edm.String")
	case object.Bool:
		return primitiveFault(property, path, "Edm.Boolean")
	case object.Int:
		return primitiveFault(property, path, "Edm.Int32", "Edm.Int64", "Edm.Int16")
	case object.Time:
		return primitiveFault(property, path, "Edm.DateTimeOffset")
	default:
		return nil
	}
}

// enumFaults does not ask for unknownFutureValue: Graph answers it to clients
// that have not said they know later members, and takes it from nobody.
func enumFaults(published *model.Type, declared []string, path string) []string {
	known := slices.DeleteFunc(slices.Sorted(slices.Values(published.Members)), func(member string) bool { return member == "unknownFutureValue" })
	if slices.Equal(slices.Sorted(slices.Values(declared)), known) {
		return nil
	}
	return []string{fmt.Sprintf("%s: Graph's enum %s has the members %v", path, published.Name, published.Members)}
}

func primitiveFault(property model.Property, path string, allowed ...string) []string {
	if slices.Contains(allowed, property.Type) {
		return nil
	}
	return []string{path + ": Graph has " + property.Type}
}
