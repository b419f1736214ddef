// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// Covered is what the tenant knows of a collection or singleton beyond the metadata.
type Covered struct {
	// Path has "*" for keys.
	Path string
	// Rules are the words that its rules use.
	Rules []string
	// Required are the properties without which nothing is made here.
	Required []string
	// Operations are those that the tenant carries out on the collection and on its
	// objects, of so many that Microsoft publishes.
	Operations []string
	Published  int
	// OpenedBy is the path whose permissions decide about this one, and Read and Write
	// are the application permissions, beside those of Microsoft's list.
	OpenedBy    string
	Read, Write []string
}

// Coverage lists the collections and singletons of which the tenant knows something,
// in order of their paths. All others are open to applications by Microsoft's list only,
// and otherwise do what the metadata says.
func Coverage() ([]Covered, error) {
	all, opened, known := newTable(), newPermissions(), newOperations()
	patterns := map[store.Pattern]bool{}
	for pattern := range all {
		patterns[pattern] = true
	}
	for pattern := range opened {
		patterns[pattern] = true
	}
	var list []Covered
	for _, pattern := range slices.Sorted(maps.Keys(patterns)) {
		covered := Covered{Path: string(pattern)}
		if r := all[pattern]; r != nil {
			covered.Rules, covered.Required = r.words(), r.required
		}
		if at, ok := opened.of(pattern); ok {
			covered.OpenedBy, covered.Read, covered.Write = string(at), opened[at].read, opened[at].write
		}
		if err := covered.countOperations(all, known, pattern); err != nil {
			return nil, err
		}
		list = append(list, covered)
	}
	return list, nil
}

// words are the fields that a collection's rules set.
func (r *rules) words() []string {
	var words []string
	value := reflect.ValueOf(*r)
	for i := range value.NumField() {
		if !value.Field(i).IsZero() {
			words = append(words, value.Type().Field(i).Name)
		}
	}
	return words
}

// countOperations looks up what can be called at a path in either version.
func (c *Covered) countOperations(all table, known operations, pattern store.Pattern) error {
	published := map[string]bool{}
	for _, version := range []model.Version{model.V1, model.Beta} {
		schema, err := model.Load(version)
		if err != nil {
			return err
		}
		_, types, err := reached(schema, all, pattern)
		if err != nil {
			continue // the version does not have it
		}
		for _, o := range schema.AllOperations() {
			if !slices.ContainsFunc(types, func(typ *model.Type) bool { return typ.IsA(o.Bound) }) {
				continue
			}
			published[o.Name] = true
			if _, ok := known.of(o); ok {
				c.Operations = append(c.Operations, shortOperation(o.Name))
			}
		}
	}
	slices.Sort(c.Operations)
	c.Operations, c.Published = slices.Compact(c.Operations), len(published)
	return nil
}

// reached is where a request to a pattern's path ends in a version, with the types
// of the objects there. Casts are left out, as requests may do.
func reached(schema *model.Schema, all table, pattern store.Pattern) (store.Pattern, []*model.Type, error) {
	var at store.Location
	var types []*model.Type
	collection, keyed := false, false
	for _, name := range strings.Split(strings.TrimPrefix(string(pattern), "/"), "/") {
		if name == "*" {
			if !collection {
				return "", nil, fmt.Errorf("%s is no collection", at)
			}
			at, collection, keyed = at.Object("x"), false, true
			continue
		}
		n, err := relationOf(schema, types, name)
		switch {
		case err != nil:
			return "", nil, err
		case collection:
			return "", nil, fmt.Errorf("%s is a collection, of which %s can be no part", at, name)
		case keyed && !all.at(parentOf(at)).holds(types[0], n):
			return "", nil, fmt.Errorf("what %s leads to from %s is stored elsewhere", name, at)
		}
		typ, _ := schema.Type(n.Type)
		at, types, collection, keyed = childOf(at, n.Name), append([]*model.Type{typ}, typ.Derived()...), n.Collection, false
	}
	return at.Pattern(), types, nil
}

// parentOf is the collection of an object.
func parentOf(object store.Location) store.Location {
	return object[:strings.LastIndex(string(object), "(")]
}

// relationOf is the relation of a name of some types, or a root if there are none.
func relationOf(schema *model.Schema, types []*model.Type, name string) (model.Navigation, error) {
	if types == nil {
		root, ok := schema.Root(name)
		if !ok {
			return model.Navigation{}, fmt.Errorf("%s is no entity set", name)
		}
		return model.Navigation{Name: root.Name, Type: root.Type, Collection: root.Collection, Contained: true}, nil
	}
	for _, typ := range types {
		if n, ok := typ.Navigation(name); ok {
			return n, nil
		}
	}
	return model.Navigation{}, fmt.Errorf("%s has no relation %s", types[0].Name, name)
}
