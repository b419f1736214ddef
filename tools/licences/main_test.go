// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/licensecheck"
)

func TestLicencesAreTold(t *testing.T) {
	t.Parallel()
	mpl, err := os.ReadFile("../../LICENSE")
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct{ file, text, want, fault string }{
		"a known one is named":         {"LICENSE", string(mpl), "MPL-2.0", ""},
		"none is a fault":              {"README", "", "", "no file LICENSE"},
		"an unknown text is a fault":   {"LICENSE.md", "Do as we say.", "", "known licence"},
		"one that binds us is a fault": {"COPYING", builtIn(t, "AGPL-3.0"), "", "AGPL-3.0 is not among"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			if err := os.WriteFile(filepath.Join(folder, tt.file), []byte(tt.text), 0o600); err != nil {
				t.Fatal(err)
			}
			got, err := licence(folder)
			if strings.Join(got, ",") != tt.want {
				t.Errorf("got %v, want %s", got, tt.want)
			}
			if (err == nil) != (tt.fault == "") || err != nil && !strings.Contains(err.Error(), tt.fault) {
				t.Errorf("got the error %v, want %q", err, tt.fault)
			}
		})
	}
}

// builtIn is the shortest text that the classifier itself takes for a licence.
func builtIn(t *testing.T, id string) string {
	t.Helper()
	for _, l := range licensecheck.BuiltinLicenses() {
		if l.ID == id && l.URL != "" {
			return "https://" + strings.TrimPrefix(strings.TrimPrefix(l.URL, "https://"), "http://")
		}
	}
	t.Fatalf("the classifier does not know %s", id)
	return ""
}
