// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collection

import "testing"

// TestWhetherItPaysToList: a page counts for ten objects that are read by themselves.
func TestWhetherItPaysToList(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		costs costs
		pays  bool
	}{
		"the first page tells how large the collection is": {costs{}, true},
		"all pages are read": {costs{alone: 1000, pages: 1}, false},
		"one page is left, and few objects were not on any":   {costs{alone: 9, pages: 1, left: 1}, false},
		"one page is left, and ten objects were not on any":   {costs{alone: 10, pages: 1, left: 1}, true},
		"ten pages are left for few objects":                  {costs{alone: 99, pages: 1, left: 10}, false},
		"ten pages are left for many objects":                 {costs{alone: 100, pages: 1, left: 10}, true},
		"the last of ten pages, once the others were read":    {costs{alone: 100, pages: 10, left: 1}, true},
		"as many pages as are read at most":                   {costs{alone: 500, pages: 1, left: 50}, true},
		"a collection too large to hold, for however many":    {costs{alone: 100_000, pages: 1, left: 51}, false},
		"a listing that has failed is not asked for a second": {costs{alone: 100, pages: 1, left: 0}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if pays := tt.costs.paysToList(); pays != tt.pays {
				t.Errorf("it is %v, want %v", pays, tt.pays)
			}
		})
	}
}
