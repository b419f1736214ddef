// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package engine

import "testing"

// TestWhichSettingIsAtFault: the innermost one on the way, and no member of it.
func TestWhichSettingIsAtFault(t *testing.T) {
	t.Parallel()
	for want, steps := range map[string][]any{
		"a": {"a"}, "b": {"a", "children", "b", "value", 3}, "c": {"a", "value", "children", 0, "c"}, "": nil,
	} {
		if got := lastID(steps); got != want {
			t.Errorf("of %v it is %q, want %q", steps, got, want)
		}
	}
}
