// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/content"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestDigestsThatArePlanned: what is known of a file when the plan is made decides whether
// it is uploaded.
func TestDigestsThatArePlanned(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "app.pkg")
	if err := os.WriteFile(file, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	digest, err := content.Digest(file)
	if err != nil {
		t.Fatal(err)
	}
	app := of(t, "macos_pkg_app")
	for name, tt := range map[string]struct {
		kind             kind
		prior            value.Tree
		file             any
		want             any
		warnings, errors int
	}{
		"a file":                               {kind: app, file: file, want: digest},
		"no file":                              {kind: app},
		"an object that has none":              {kind: of(t, "group"), file: file},
		"a file that is not known":             {kind: app, file: value.Unknown{}, want: value.Unknown{}},
		"one that comes later":                 {kind: app, file: file + ".later", want: value.Unknown{}, warnings: 1},
		"a folder":                             {kind: app, file: filepath.Dir(file), errors: 1},
		"an object that was imported":          {kind: app, prior: value.Tree{value.ContentVersion: "1"}, file: file},
		"one that was imported without a file": {kind: app, prior: value.Tree{value.ContentVersion: "2"}, file: file, want: digest},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			next := value.Tree{value.ContentVersion: "1"}
			diags := (&managed{kind: tt.kind}).planContent(tt.prior, value.Tree{value.ContentFile: tt.file}, next)
			if next[value.ContentDigest] != tt.want {
				t.Errorf("the digest is %v, want %v", next[value.ContentDigest], tt.want)
			}
			if diags.WarningsCount() != tt.warnings || diags.ErrorsCount() != tt.errors {
				t.Errorf("said %v", diags)
			}
		})
	}
}
