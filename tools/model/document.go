// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// A document is what one source says of one version of Microsoft Graph.
type document struct {
	version    model.Version
	types      map[string]*model.Type
	operations []*model.Operation
	roots      map[string]model.Root
}

func newDocument() *document {
	return &document{types: map[string]*model.Type{}, roots: map[string]model.Root{}}
}

// spreadOpenness opens what extends an open type.
func (d *document) spreadOpenness() {
	for _, t := range d.types {
		for base := d.types[t.Base]; base != nil && !t.Open; base = d.types[base.Base] {
			t.Open = base.Open
		}
	}
}

// property finds what a type declares or inherits.
func (d *document) property(typeName, name string) (model.Property, bool) {
	for t := d.types[typeName]; t != nil; t = d.types[t.Base] {
		for _, p := range t.Properties {
			if p.Name == name {
				return p, true
			}
		}
	}
	return model.Property{}, false
}

// navigation finds what a type declares or inherits.
func (d *document) navigation(typeName, name string) (model.Navigation, bool) {
	for t := d.types[typeName]; t != nil; t = d.types[t.Base] {
		for _, n := range t.Navigations {
			if n.Name == name {
				return n, true
			}
		}
	}
	return model.Navigation{}, false
}

// isA tells whether a type is the named one or extends it.
func (d *document) isA(typeName, base string) bool {
	for t := d.types[typeName]; t != nil; t = d.types[t.Base] {
		if t.Name == base {
			return true
		}
	}
	return false
}

// checkBases makes sure that every type extends one that is there, and none itself.
func (d *document) checkBases() error {
	for name, t := range d.types {
		for depth := 0; t.Base != ""; depth++ {
			base, ok := d.types[t.Base]
			if !ok {
				return fmt.Errorf("%s extends %s, which is not declared", t.Name, t.Base)
			}
			if depth > len(d.types) {
				return fmt.Errorf("%s extends itself", name)
			}
			t = base
		}
	}
	return nil
}

// check finds names that stand for nothing.
func (d *document) check() error {
	var errs []error
	need := func(owner, typeName string) {
		if !d.exists(typeName) {
			errs = append(errs, fmt.Errorf("%s: %s refers to %s, which is not declared", d.version, owner, typeName))
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.types)) {
		for _, p := range d.types[name].Properties {
			need(name+"/"+p.Name, p.Type)
		}
		for _, n := range d.types[name].Navigations {
			need(name+"/"+n.Name, n.Type)
		}
	}
	for _, o := range d.operations {
		need(o.Name, o.Bound)
		for _, p := range o.Parameters {
			need(o.Name+"/"+p.Name, p.Type)
		}
		if o.Returns != "" {
			need(o.Name, o.Returns)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(d.roots)) {
		need("/"+name, d.roots[name].Type)
	}
	return errors.Join(errs...)
}

// exists tells whether a name is that of a primitive or a declared type.
func (d *document) exists(typeName string) bool {
	return strings.HasPrefix(typeName, "Edm.") || d.types[typeName] != nil
}
