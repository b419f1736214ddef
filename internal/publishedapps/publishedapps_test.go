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

// TestServicesOfEachKind: Microsoft's pages about the services name them by these ids.
func TestServicesOfEachKind(t *testing.T) {
	t.Parallel()
	known := publishedapps.IDs()
	for name, want := range map[string]string{
		"microsoft_graph": "00000003-0000-0000-c000-000000000000", "office_365_exchange_online": "00000002-0000-0ff1-ce00-000000000000",
		"azure_resource_manager": "797f4846-ba00-4fd7-ba43-dac1f8f63013", "azure_key_vault": "cfa8b339-82a2-471a-a3c9-0fc0be7a4093",
	} {
		if known[name] != want {
			t.Errorf("%s is %q, want %s", name, known[name], want)
		}
	}
}
