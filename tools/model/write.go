// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"archive/zip"
	"cmp"
	"encoding/gob"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// write makes the archive that package model reads: for each version a file of
// its name with the contents as a gob, all in a fixed order.
func write(w io.Writer, documents ...*document) error {
	archive := zip.NewWriter(w)
	for _, d := range documents {
		file, err := archive.Create(string(d.version))
		if err != nil {
			return fmt.Errorf("writing %s: %w", d.version, err)
		}
		if err := gob.NewEncoder(file).Encode(d.contents()); err != nil {
			return fmt.Errorf("writing %s: %w", d.version, err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("writing the archive: %w", err)
	}
	return nil
}

// contents sorts all that the model keeps in order.
func (d *document) contents() model.Contents {
	var c model.Contents
	for _, name := range slices.Sorted(maps.Keys(d.types)) {
		t := *d.types[name]
		t.Properties = slices.SortedFunc(slices.Values(t.Properties), func(a, b model.Property) int {
			return cmp.Compare(a.Name, b.Name)
		})
		t.Navigations = slices.SortedFunc(slices.Values(t.Navigations), func(a, b model.Navigation) int {
			return cmp.Compare(a.Name, b.Name)
		})
		c.Types = append(c.Types, t)
	}
	for _, name := range slices.Sorted(maps.Keys(d.roots)) {
		c.Roots = append(c.Roots, d.roots[name])
	}
	for _, o := range d.operations {
		c.Operations = append(c.Operations, *o)
	}
	slices.SortStableFunc(c.Operations, func(a, b model.Operation) int {
		return cmp.Or(
			cmp.Compare(a.Name, b.Name),
			cmp.Compare(a.Bound, b.Bound),
			cmp.Compare(len(a.Parameters), len(b.Parameters)),
		)
	})
	return c
}

// counts says how much the document holds.
func (d *document) counts() string {
	kinds := map[model.Kind]int{}
	properties, navigations := 0, 0
	for _, t := range d.types {
		kinds[t.Kind]++
		properties += len(t.Properties)
		navigations += len(t.Navigations)
	}
	return fmt.Sprintf("%d entity, %d complex and %d enum types, %d properties, %d navigation properties, %d operations, %d roots",
		kinds[model.Entity], kinds[model.Complex], kinds[model.Enum], properties, navigations, len(d.operations), len(d.roots))
}
