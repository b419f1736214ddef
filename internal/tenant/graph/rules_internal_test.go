// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// typesOf are the types of a collection in the versions that have it.
func typesOf(t *testing.T, pattern string) []*model.Type {
	t.Helper()
	var types []*model.Type
	for _, version := range []model.Version{model.V1, model.Beta} {
		schema, err := model.Load(version)
		if err != nil {
			t.Fatal(err)
		}
		// Only apps of some types have content.
		path := strings.Replace(pattern, "mobileApps/*/content", "mobileApps/*/microsoft.graph.win32LobApp/content", 1)
		segments, err := schema.Resolve(strings.ReplaceAll(path, "*", "x"))
		if err != nil {
			continue
		}
		if typ, ok := schema.Type(segments[len(segments)-1].Type); ok {
			types = append(append(types, typ), typ.Derived()...)
		}
	}
	return types
}

func known(types []*model.Type, name string) bool {
	return slices.ContainsFunc(types, func(typ *model.Type) bool {
		_, property := typ.Property(name)
		_, relation := typ.Navigation(name)
		return property || relation
	})
}

// TestRulesSpeakOfPublishedProperties finds names that Microsoft does not know.
func TestRulesSpeakOfPublishedProperties(t *testing.T) {
	t.Parallel()
	for pattern, r := range newTable() {
		types := typesOf(t, pattern)
		if len(types) == 0 {
			t.Errorf("%s: no version has this collection", pattern)
			continue
		}
		names := slices.Concat(r.required, r.readOnly, r.createOnly, r.writeOnly, r.merged, r.shown, r.selectOnly, r.advanced, r.unique, r.lookups,
			slices.Collect(maps.Keys(r.defaults)), slices.Collect(maps.Keys(r.concealed)), slices.Collect(maps.Keys(r.references)), slices.Collect(maps.Values(r.references)))
		for _, name := range names {
			if !known(types, name) {
				t.Errorf("%s: there is no property %q", pattern, name)
			}
		}
	}
}

func TestBuiltInObjectsHavePublishedProperties(t *testing.T) {
	t.Parallel()
	s := NewStore()
	if err := Seed(s); err != nil {
		t.Fatal(err)
	}
	paths := append(slices.Collect(maps.Keys(builtInPolicies())), "/directoryRoles", "/directoryRoleTemplates", "/roleManagement/directory/roleDefinitions")
	for _, path := range paths {
		types := typesOf(t, path)
		for _, object := range s.List(path) {
			for name := range object {
				if !strings.HasPrefix(name, "@") && !known(types, name) {
					t.Errorf("%s: there is no property %q", path, name)
				}
			}
		}
	}
	if err := Seed(s); err == nil {
		t.Error("a second Seed finds nothing amiss")
	}
}

func TestPermissionsSpeakOfPublishedPaths(t *testing.T) {
	t.Parallel()
	resolves := func(version model.Version, path string) bool {
		schema, err := model.Load(version)
		if err != nil {
			t.Fatal(err)
		}
		_, err = schema.Resolve(strings.ReplaceAll(path, "*", "x"))
		return err == nil
	}
	for _, p := range permissions {
		if !resolves(model.V1, p.path) && !resolves(model.Beta, p.path) {
			t.Errorf("%s: no version has this path", p.path)
		}
	}
}

func TestSecurityIdentifierFollowsFromTheID(t *testing.T) {
	t.Parallel()
	const id, want = "6de1ce50-2a2b-47bc-a5c8-cc8b4b9bd6c2", "S-1-12-1-1843514960-1203513899-2345453733-3268844363"
	if got := securityIdentifier(id); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := securityIdentifier("x"); got != "" {
		t.Errorf("of no GUID: %q", got)
	}
}

func TestReplacedLeavesTheOldObjectAlone(t *testing.T) {
	t.Parallel()
	old := store.Object{"a": 1}
	if changed := replaced(old, "a", 2); changed["a"] != 2 || old["a"] != 1 {
		t.Errorf("old %v, changed %v", old, changed)
	}
}
