// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package objects_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

// TestPartsNameWhatSaysTheSame holds the objects that are a part of another one against
// the kinds that have all of it: an attribute that says the same is named in Elsewhere.
func TestPartsNameWhatSaysTheSame(t *testing.T) {
	t.Parallel()
	byName := map[string]object.Definition{}
	for _, d := range objects.Catalogue() {
		byName[d.Name] = d
	}
	for _, part := range byName {
		for _, e := range part.Elsewhere {
			name := e.AttributeOf(func(string) string { return "web" })
			if whole, ok := byName[e.Name]; !ok || !has(whole.Attributes, name) {
				t.Errorf("%s names %s of %s in Elsewhere, which does not exist", part.Name, name, e.Name)
			}
		}
		owner, properties := partOf(part)
		for _, whole := range byName {
			if !whole.IsManaged() || whole.Element() != nil || whole.Target() != "" || whole.Name == part.Name || part.Part() != nil && whole.Part() != nil || ownerOf(whole) != owner {
				continue
			}
			for _, property := range properties {
				a, ok := whole.Attribute(property)
				named := slices.ContainsFunc(part.Elsewhere, func(e object.Elsewhere) bool {
					first, _, _ := strings.Cut(e.AttributeOf(func(string) string { return property }), ".")
					return e.Name == whole.Name && first == property
				})
				if ok && a.Mode != object.ReadOnly && !named {
					t.Errorf("%s says a part of %s of %s, and does not name it in Elsewhere", part.Name, property, whole.Name)
				}
			}
		}
	}
}

// partOf is the path of the objects that a definition is a part of, and the properties
// of those that it is about.
func partOf(d object.Definition) (owner string, properties []string) {
	switch path := d.Address().Path; {
	case !d.IsManaged():
	case d.Element() != nil:
		property, _, _ := strings.Cut(d.Element().Property, "/")
		return ownerOf(d), []string{property}
	case d.Target() != "":
		end := strings.LastIndex(path, "/")
		return path[:strings.LastIndex(path[:end], "/")], []string{path[end+1:]}
	case d.Part() != nil && strings.HasPrefix(d.Part().Property, "{"):
		platform, _ := d.Attribute(strings.Trim(d.Part().Property, "{}"))
		names, _ := platform.Type.(object.String)
		return ownerOf(d), names.Enum
	case d.Part() != nil && d.Part().Property != "":
		return ownerOf(d), []string{d.Part().Property}
	case d.Part() != nil:
		for _, a := range d.Attributes {
			if !slices.Contains(d.Parameters(), a.Name) {
				properties = append(properties, a.Name)
			}
		}
		return ownerOf(d), properties
	case len(d.Parameters()) > 0 && !strings.HasSuffix(path, "}"):
		end := strings.LastIndex(path, "/")
		return path[:strings.LastIndex(path[:end], "/")], []string{path[end+1:]}
	}
	return "", nil
}

// ownerOf is the path of the collection that the object of a definition is in.
func ownerOf(d object.Definition) string {
	path := d.Address().Path
	if end := strings.LastIndex(path, "/"); strings.HasSuffix(path, "}") {
		return path[:end]
	}
	return path
}
