// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestThePageTellsOfRulesOperationsAndPermissions(t *testing.T) {
	t.Parallel()
	var page bytes.Buffer
	if err := run(&page); err != nil {
		t.Fatal(err)
	}
	line := ""
	for l := range strings.Lines(page.String()) {
		if strings.HasPrefix(l, "| `/groups` |") {
			line = l
		}
	}
	for _, part := range []string{"required", "assignLicense", " of ", "Group.Read.All", "Group.ReadWrite.All"} {
		if !strings.Contains(line, part) {
			t.Errorf("the line of groups lacks %q: %s", part, line)
		}
	}
	if !strings.Contains(page.String(), "as `/applications` |") {
		t.Error("no line says that its permissions are those of a path above it")
	}
}
