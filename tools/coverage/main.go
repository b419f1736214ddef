// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Command coverage prints which collections of Microsoft Graph the local tenant knows
// rules, permissions and operations of, as the page docs/development/tenant_coverage.md:
//
//	go run ./tools/coverage > docs/development/tenant_coverage.md
package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
)

func main() {
	if err := run(os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "coverage:", err)
		os.Exit(1)
	}
}

const introduction = `# What the local tenant knows

Every path, type and property that Microsoft publishes is there in the local tenant. Beyond that it knows of the following
collections and singletons how they behave. Applications are let in by the permissions of Microsoft's list, and besides by those
of this table, of the nearest path above that has its own. What neither opens is closed to them. Of operations the first number
is how many the tenant carries out, the second how many Microsoft publishes for the objects of the path and their collection;
all others answer 501.

This page is written by ` + "`go run ./tools/coverage`" + `. [How to add to it](tenant.md).

`

func run(out io.Writer) error {
	all, err := graph.Coverage()
	if err != nil {
		return err
	}
	var page strings.Builder
	page.WriteString(introduction)
	withRules, carriedOut := 0, 0
	for _, c := range all {
		if len(c.Rules) > 0 {
			withRules++
		}
		carriedOut += len(c.Operations)
	}
	fmt.Fprintf(&page, "%d paths, %d of them with rules, and %d operations on them.\n\n", len(all), withRules, carriedOut)
	page.WriteString("| path | rules | operations | to read | to write |\n|---|---|---|---|---|\n")
	for _, c := range all {
		fmt.Fprintf(&page, "| `%s` | %s | %s | %s | %s |\n", c.Path, words(c.Rules), operations(c), permissions(c, c.Read), permissions(c, c.Write))
	}
	_, err = io.WriteString(out, page.String())
	return err
}

func words(all []string) string { return strings.Join(all, ", ") }

func operations(c graph.Covered) string {
	if c.Published == 0 {
		return ""
	}
	count := fmt.Sprintf("%d of %d", len(c.Operations), c.Published)
	if len(c.Operations) == 0 {
		return count
	}
	return count + ": " + words(c.Operations)
}

// permissions are those of the path itself, or the path that they come from.
func permissions(c graph.Covered, own []string) string {
	if c.OpenedBy != c.Path {
		return "as `" + c.OpenedBy + "`"
	}
	return words(own)
}
