// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects"
)

// movesMark stands in the guide to moving for the table of types.
const movesMark = "<!-- types -->"

// prepareMoves fills in what each resource can come from.
func prepareMoves(templates string) error {
	path := filepath.Join(templates, "guides", "moving.md")
	text, err := os.ReadFile(path) //nolint:gosec // the folder is the caller's
	if err != nil {
		return err
	}
	before, after, found := strings.Cut(string(text), movesMark)
	if !found {
		return fmt.Errorf("%s has no %s", path, movesMark)
	}
	return os.WriteFile(path, []byte(before+movesTable(objects.Catalogue())+after), 0o600) //nolint:gosec // the folder is the caller's
}

// movesTable has a row for each resource that a move can lead to, in order of name.
func movesTable(all []object.Definition) string {
	all = slices.DeleteFunc(slices.Clone(all), func(d object.Definition) bool { return len(d.MovedFrom) == 0 })
	slices.SortFunc(all, func(a, b object.Definition) int { return cmp.Compare(a.Name, b.Name) })
	table := "| here | elsewhere |\n|---|---|\n"
	for _, d := range all {
		types := make([]string, len(d.MovedFrom))
		for i, m := range d.MovedFrom {
			types[i] = m.From
		}
		table += fmt.Sprintf("| [`microsoft365_%s`](../resources/%s.md) | %s |\n", d.Name, d.Name, quoted(types))
	}
	return strings.TrimSuffix(table, "\n")
}
