// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package publishedapps_test

import (
	"regexp"
	"testing"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/publishedapps"
)

// TestEveryNameHasAnIDOfItsOwn: a wrong one would give rights to another application.
func TestEveryNameHasAnIDOfItsOwn(t *testing.T) {
	t.Parallel()
	word, seen := regexp.MustCompile(`^[a-z][a-z0-9]*(_[a-z0-9]+)*$`), map[string]string{}
	for name, id := range publishedapps.IDs() {
		if parsed, err := uuid.Parse(id); err != nil || parsed.String() != id {
			t.Errorf("%s is %q, no GUID in small letters", name, id)
		}
		if other, twice := seen[id]; twice {
			t.Errorf("%s and %s are both %s", name, other, id)
		}
		if seen[id] = name; !word.MatchString(name) {
			t.Errorf("%q is no name for an attribute", name)
		}
	}
}
