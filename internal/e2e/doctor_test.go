// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package e2e

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// companion builds m365 and returns its path.
func companion(t *testing.T) string {
	t.Helper()
	m365 := filepath.Join(t.TempDir(), "m365")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", m365, "../../cmd/m365")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("cannot build m365: %v\n%s", err, out)
	}
	return m365
}

// TestDoctor runs m365 doctor with every way to sign in, and looks for secrets in
// all that it prints. It takes no Terraform.
func TestDoctor(t *testing.T) {
	t.Parallel()
	m365 := companion(t)
	cmds := commands()
	// doctor ARGS runs m365 doctor. Any secret in its output is an error.
	cmds["doctor"] = func(ts *testscript.TestScript, neg bool, args []string) {
		err := ts.Exec(m365, append([]string{"doctor"}, args...)...)
		if (err != nil) != neg {
			ts.Fatalf("m365 doctor %s: %v", strings.Join(args, " "), err)
		}
		s := storyOf(ts)
		ts.Check(s.leaks(ts.MkAbs("."), ts.ReadFile("stdout"), ts.ReadFile("stderr")))
		if n := s.reached.Load(); n > 0 {
			ts.Fatalf("m365 doctor %s: %d requests went to a host that only answers named", strings.Join(args, " "), n)
		}
	}
	testscript.Run(t, testscript.Params{
		Dir:   "testdata/doctor",
		Setup: func(env *testscript.Env) error { return setup(env, "", "") },
		Cmds:  cmds,
	})
}
