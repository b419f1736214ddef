// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// repository is a folder with a changelog of one version and these files of changes.
func repository(t *testing.T, changes map[string]string) string {
	t.Helper()
	root := t.TempDir()
	files := map[string]string{"CHANGELOG.md": title + "\n## 0.1.0 (2026-01-02)\n\n- The first.\n"}
	for name, text := range changes {
		files["changes/"+name] = text
	}
	for name, text := range files {
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestNotes(t *testing.T) {
	t.Parallel()
	pending := map[string]string{"fixed-plans.md": "Plans are empty.\n", "added-sites.md": "Sites.\n", "added-lists.md": "Lists.\n"}
	tests := map[string]struct {
		changes       map[string]string
		version, want string
	}{
		"of a version that is out":          {pending, "0.1.0", "- The first.\n"},
		"of the next, by kind":              {pending, "0.2.0", "### Added\n\n- Lists.\n- Sites.\n\n### Fixed\n\n- Plans are empty.\n"},
		"of a version whose name begins so": {pending, "0.1", "### Added\n\n- Lists.\n- Sites.\n\n### Fixed\n\n- Plans are empty.\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			if err := run(&out, repository(t, tt.changes), time.Time{}, []string{"notes", tt.version}); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, out.String()); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestAReleaseEmptiesTheFolder(t *testing.T) {
	t.Parallel()
	root := repository(t, map[string]string{"added-sites.md": "Sites.\n"})
	if err := run(nil, root, time.Date(2026, 3, 4, 5, 6, 7, 0, time.UTC), []string{"release", "0.2.0"}); err != nil {
		t.Fatal(err)
	}
	log, err := os.ReadFile(filepath.Join(root, "CHANGELOG.md"))
	if err != nil {
		t.Fatal(err)
	}
	want := title + "\n## 0.2.0 (2026-03-04)\n\n### Added\n\n- Sites.\n\n## 0.1.0 (2026-01-02)\n\n- The first.\n"
	if diff := cmp.Diff(want, string(log)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if left, _ := filepath.Glob(filepath.Join(root, "changes", "*")); len(left) > 0 {
		t.Errorf("%v are still there", left)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		changes   map[string]string
		arguments []string
		want      string
	}{
		"no command":        {nil, nil, "usage"},
		"a strange command": {nil, []string{"publish", "1.0.0"}, "neither notes nor release"},
		"no kind":           {map[string]string{"sites.md": "Sites."}, []string{"notes", "1.0.0"}, "begins with no kind"},
		"nothing to tell":   {nil, []string{"release", "1.0.0"}, "nothing in changes"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := run(new(bytes.Buffer), repository(t, tt.changes), time.Time{}, tt.arguments)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("got %v, want an error with %q", err, tt.want)
			}
		})
	}
}

func TestTheFilesOfThisRepositoryHaveAKind(t *testing.T) {
	t.Parallel()
	if _, _, err := gather("../.."); err != nil {
		t.Error(err)
	}
}
