// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// BenchmarkSave is one save of 10,000 groups, to the disk: beside the pause before it,
// what a kill can cost.
func BenchmarkSave(b *testing.B) {
	s := state{Version: stateVersion, TenantID: DefaultTenantID, Domain: DefaultDomain, objects: graph.NewStore()}
	for i := range 10_000 {
		group := store.Object{"id": fmt.Sprintf("50000000-0000-4000-8000-%012d", i)}
		for property := range 40 {
			group[fmt.Sprintf("property%d", property)] = []any{nil, false, "a text of some length", []any{}}[property%4]
		}
		if err := s.objects.Insert("/groups", group); err != nil {
			b.Fatal(err)
		}
	}
	k := &keeper{path: filepath.Join(b.TempDir(), "tenant.json"), state: func() (state, error) { return s, nil }}
	for b.Loop() {
		if err := k.write(); err != nil {
			b.Fatal(err)
		}
	}
}
