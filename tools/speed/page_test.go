// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestThePageKeepsItsOtherRows: a measurement replaces its own row, in the order of the
// scenarios, and those of scenarios that there are no more go.
func TestThePageKeepsItsOtherRows(t *testing.T) {
	t.Parallel()
	all := scenarios()
	first, second := result{program: "Terraform", scenario: all[0]}, result{program: "Terraform", scenario: all[1]}
	other := result{program: "OpenTofu", scenario: all[1]}
	gone := result{program: "Terraform", scenario: scenario{name: "plan of the moon"}}
	file := filepath.Join(t.TempDir(), "page.md")
	write := func(r result, took time.Duration) {
		t.Helper()
		r.took = took
		if err := update(file, r); err != nil {
			t.Fatal(err)
		}
	}
	write(second, 1*time.Second)
	write(gone, 2*time.Second)
	write(other, 3*time.Second)
	write(first, 4*time.Second)
	write(second, 5*time.Second)
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var times []string
	for line := range strings.Lines(string(text)) {
		if cells := strings.Split(line, " | "); len(cells) == len(head) && strings.Contains(cells[0], "of") {
			times = append(times, cells[2])
		}
	}
	if got := strings.Join(times, " "); got != "4.0 s 5.0 s 3.0 s" {
		t.Errorf("the rows are those of %s in:\n%s", got, text)
	}
}
