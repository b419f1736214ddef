// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object/objecttest"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// TestGenerated leaves out what is only read, what is not stored and what holds by
// default.
func TestGenerated(t *testing.T) {
	t.Parallel()
	o, err := value.Compile(objecttest.Widget())
	if err != nil {
		t.Fatal(err)
	}
	place := value.Tree{"city": "Oslo", "street": nil}
	for name, tt := range map[string]struct{ state, want value.Tree }{
		"all of it": {
			value.Tree{"id": "w1", "name": "a", "note": "n", "enabled": false, "tags": []any{"x"}, "alias": "made", "mail": "m@x", "place": place},
			value.Tree{"name": "a", "note": "n", "enabled": false, "tags": []any{"x"}, "alias": "made", "place": place},
		},
		"defaults": {
			value.Tree{"id": "w1", "name": "a", "enabled": true, "tags": []any{}},
			value.Tree{"name": "a"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := o.Generated(tt.state)
			for key, v := range got {
				if v == nil {
					delete(got, key)
				}
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("configuration mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
