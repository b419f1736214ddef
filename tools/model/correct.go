// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// add adds the types that a source does not have yet. One that it has by now is an
// error, so that the list of them does not rot.
func (d *document) add(newer *document) error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(newer.types)) {
		if d.types[name] != nil {
			errs = append(errs, fmt.Errorf("newer types: %s has %s by now: take it out", d.version, name))
			continue
		}
		d.types[name] = newer.types[name]
	}
	return errors.Join(errs...)
}

// correct applies a document of corrections. A property, navigation property or
// root that it has replaces the one of that name or is new; operations replace all
// of their name that are bound alike. Of a type, what it says is added. A type that
// the document does not have is an error, and so is a member that an enum has, so
// that the corrections do not rot.
func (d *document) correct(corrections *document) error {
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(corrections.types)) {
		t, ok := d.types[name]
		if !ok {
			errs = append(errs, fmt.Errorf("corrections: %s has no type %s", d.version, name))
			continue
		}
		if err := correctType(t, corrections.types[name]); err != nil {
			errs = append(errs, fmt.Errorf("corrections of %s: %s: %w", d.version, name, err))
		}
	}
	maps.Copy(d.roots, corrections.roots)
	for _, o := range corrections.operations {
		d.operations = slices.DeleteFunc(d.operations, func(old *model.Operation) bool {
			return old.Name == o.Name && old.Bound == o.Bound && old.BoundCollection == o.BoundCollection
		})
	}
	d.operations = append(d.operations, corrections.operations...)
	return errors.Join(errs...)
}

func correctType(t, correction *model.Type) error {
	if t.Kind != correction.Kind {
		return fmt.Errorf("is of kind %s, not %s", t.Kind, correction.Kind)
	}
	t.Abstract = t.Abstract || correction.Abstract
	t.Open = t.Open || correction.Open
	t.Stream = t.Stream || correction.Stream
	t.Flags = t.Flags || correction.Flags
	t.AlternateKeys = append(t.AlternateKeys, correction.AlternateKeys...)
	if correction.Key != nil {
		t.Key = correction.Key
	}
	for _, m := range correction.Members {
		if slices.Contains(t.Members, m) {
			return fmt.Errorf("has the member %s by now", m)
		}
	}
	t.Members = append(t.Members, correction.Members...)
	for _, p := range correction.Properties {
		t.Properties = slices.DeleteFunc(t.Properties, func(old model.Property) bool { return old.Name == p.Name })
	}
	t.Properties = append(t.Properties, correction.Properties...)
	for _, n := range correction.Navigations {
		t.Navigations = slices.DeleteFunc(t.Navigations, func(old model.Navigation) bool { return old.Name == n.Name })
	}
	t.Navigations = append(t.Navigations, correction.Navigations...)
	return nil
}

// shareDocumentation lets a property that one version's documentation calls
// read-only count as such in the other: v1.0's document describes few of its own.
func shareDocumentation(a, b *document) {
	for name, t := range a.types {
		other := b.types[name]
		if other == nil {
			continue
		}
		for i := range t.Properties {
			j := slices.IndexFunc(other.Properties, func(p model.Property) bool { return p.Name == t.Properties[i].Name })
			if j < 0 {
				continue
			}
			either := t.Properties[i].DocumentedReadOnly || other.Properties[j].DocumentedReadOnly
			t.Properties[i].DocumentedReadOnly, other.Properties[j].DocumentedReadOnly = either, either
		}
	}
}
