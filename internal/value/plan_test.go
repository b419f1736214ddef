// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package value

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPlan(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		prior, plan, config, want string
		replace                   []string
	}{
		"a computed value survives a change elsewhere": {
			`{"name":"a","alias":"x","mail":"x@y"}`, `{"name":"b","alias":"?","mail":"?"}`, `{"name":"b"}`,
			`{"name":"b","alias":"x","mail":"x@y"}`, nil,
		},
		"a value that follows another becomes unknown with it": {
			`{"alias":"x","mail":"x@y"}`, `{"alias":"z","mail":"?"}`, `{"alias":"z"}`,
			`{"alias":"z","mail":"?"}`, nil,
		},
		"a server's value stays when its argument is removed": {
			`{"alias":"x"}`, `{"alias":"?"}`, `{}`,
			`{"alias":"x"}`, nil,
		},
		"an unknown argument stays unknown": {
			`{"alias":"x"}`, `{"alias":"?"}`, `{"alias":"?"}`,
			`{"alias":"?"}`, nil,
		},
		"another spelling of an id keeps the old one": {
			`{"ownerId":"AB"}`, `{"ownerId":"ab"}`, `{"ownerId":"ab"}`,
			`{"ownerId":"AB"}`, nil,
		},
		"another notation of a time keeps the old one": {
			`{"since":"2026-01-01T00:00:00Z"}`, `{"since":"2026-01-01T01:00:00+01:00"}`, `{}`,
			`{"since":"2026-01-01T00:00:00Z"}`, nil,
		},
		"a create-only change replaces": {
			`{"kind":"a"}`, `{"kind":"b"}`, `{"kind":"b"}`,
			`{"kind":"b"}`,
			[]string{"kind"},
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			next, replace := widget(t).Plan(parse(t, tt.prior), parse(t, tt.plan), parse(t, tt.config), nil)
			for name, value := range next {
				if value == nil {
					delete(next, name)
				}
			}
			if diff := cmp.Diff(parse(t, tt.want), next); diff != "" {
				t.Errorf("plan mismatch (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tt.replace, replace); diff != "" {
				t.Errorf("replaced attributes mismatch (-want +got):\n%s", diff)
			}
		})
	}
}
