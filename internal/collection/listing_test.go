// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import (
	"context"
	"testing"
	"time"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// TestAListingThatAChangeOvertakes is not shared: it may be of the time before.
func TestAListingThatAChangeOvertakes(t *testing.T) {
	t.Parallel()
	const path = "/groups/g/members"
	for changed, want := range map[string]int{"": 1, "/groups/h/members": 1, path: 2, "/Groups/G/members": 2} {
		s, listed := follow(t, membership(), nil), 0
		for range 3 {
			_, err := s.tenant.listed(t.Context(), path, time.Hour, func(context.Context) (map[string]object.Body, error) {
				if listed++; listed == 1 && changed != "" {
					s.tenant.listings.forget(changed)
				}
				return map[string]object.Body{}, nil
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		if listed != want {
			t.Errorf("with a change of %q meanwhile, it was listed %d times, want %d", changed, listed, want)
		}
	}
}
