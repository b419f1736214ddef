// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package provider

import (
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/collection"
)

func TestNothingIsWaitedForInALocalTenant(t *testing.T) {
	t.Parallel()
	for value, want := range map[string]collection.Lag{
		"none": {Pause: collection.DefaultLag().Pause},
		"":     collection.DefaultLag(),
		"some": collection.DefaultLag(),
	} {
		if got := lagOf(func(string) string { return value }); got != want {
			t.Errorf("M365_REPLICATION_LAG=%s: the windows are %+v, want %+v", value, got, want)
		}
	}
}
