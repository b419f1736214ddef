// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// applies finds the types of what a pattern's rules are for. Its error says why
// they can never apply.
func applies(t *testing.T, all table, pattern store.Pattern) ([]*model.Type, error) {
	t.Helper()
	var types []*model.Type
	var failed error
	for _, version := range []model.Version{model.V1, model.Beta} {
		schema, err := model.Load(version)
		if err != nil {
			t.Fatal(err)
		}
		at, found, err := reached(schema, all, pattern)
		if err == nil && at != pattern {
			err = fmt.Errorf("requests for it find the rules of %s", at)
		}
		if err != nil {
			failed = errors.Join(failed, err)
			continue
		}
		types = append(types, found...)
	}
	if types == nil {
		return nil, failed
	}
	return types, nil
}

func TestARuleThatCanNeverApplyIsFound(t *testing.T) {
	t.Parallel()
	all := newTable()
	for pattern, want := range map[store.Pattern]string{
		"/groups/*/members":         "is stored elsewhere",
		"/groups/settings":          "is a collection",
		"/agreements":               "/identityGovernance/termsOfUse/agreements",
		"/users/*/channels":         "has no relation channels",
		"/identity/*/apiConnectors": "is no collection",
		"/grupos":                   "is no entity set",
	} {
		if _, err := applies(t, all, pattern); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", pattern, err, want)
		}
	}
	if _, err := applies(t, all, "/teams/*/channels/*/tabs"); err != nil {
		t.Error(err)
	}
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
	all := newTable()
	for pattern, r := range all {
		types, err := applies(t, all, pattern)
		if err != nil {
			t.Errorf("%s: these rules can never apply: %v", pattern, err)
			continue
		}
		names := slices.Concat(r.required, r.readOnly, r.createOnly, r.writeOnly, r.shown, r.selectOnly, r.advanced, r.unique, r.lookups,
			slices.Collect(maps.Keys(r.defaults)), slices.Collect(maps.Keys(r.concealed)), slices.Collect(maps.Keys(r.references)), slices.Collect(maps.Values(r.references)))
		for _, name := range names {
			if !known(types, name) && name != "id" {
				t.Errorf("%s: there is no property %q", pattern, name)
			}
		}
	}
}

// TestWhatOneCollectionDoesIsAHook: a word that answers yes or no is for what several
// collections have in common.
func TestWhatOneCollectionDoesIsAHook(t *testing.T) {
	t.Parallel()
	uses := map[string]int{}
	for _, r := range newTable() {
		value := reflect.ValueOf(*r)
		for i := range value.NumField() {
			if field := value.Field(i); field.Kind() == reflect.Bool && field.Bool() {
				uses[value.Type().Field(i).Name]++
			}
		}
	}
	for field := range reflect.TypeFor[rules]().Fields() {
		if field.Type.Kind() == reflect.Bool && uses[field.Name] < 2 {
			t.Errorf("%s is used by %d collections; make it a hook", field.Name, uses[field.Name])
		}
	}
}

func TestBuiltInObjectsHavePublishedProperties(t *testing.T) {
	t.Parallel()
	s := NewStore()
	if err := s.Update(Seed); err != nil {
		t.Fatal(err)
	}
	paths := append(slices.Collect(maps.Keys(builtInPolicies())), "/directoryRoles", "/directoryRoleTemplates", "/roleManagement/directory/roleDefinitions")
	for _, path := range paths {
		if located := Locate("/" + path.Context()); located != path {
			t.Errorf("%s: requests look for these objects at %s", path, located)
		}
		types, err := applies(t, newTable(), path.Pattern())
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, object := range s.Read().List(path) {
			for name := range object {
				if !strings.HasPrefix(name, "@") && !known(types, name) {
					t.Errorf("%s: there is no property %q", path, name)
				}
			}
		}
	}
	if err := s.Update(Seed); err == nil {
		t.Error("a second Seed finds nothing amiss")
	}
}

func TestPermissionsSpeakOfPublishedPaths(t *testing.T) {
	t.Parallel()
	resolves := func(version model.Version, path store.Pattern) bool {
		schema, err := model.Load(version)
		if err != nil {
			t.Fatal(err)
		}
		_, err = schema.Resolve(strings.ReplaceAll(string(path), "*", "x"))
		return err == nil
	}
	for path := range newPermissions() {
		if !resolves(model.V1, path) && !resolves(model.Beta, path) {
			t.Errorf("%s: no version has this path", path)
		}
	}
}

// TestEveryRuleHasItsPermissions: what no permission opens is closed.
func TestEveryRuleHasItsPermissions(t *testing.T) {
	t.Parallel()
	patterns := slices.Collect(maps.Keys(newTable()))
	for path := range builtInPolicies() {
		patterns = append(patterns, path.Pattern())
	}
	for _, pattern := range patterns {
		if _, known := newPermissions().of(pattern); !known {
			t.Errorf("%s: no permission opens it", pattern)
		}
	}
}

// TestPermissionsArePublished: a misspelt one opens a path for nobody.
func TestPermissionsArePublished(t *testing.T) {
	t.Parallel()
	list, err := model.LoadPermissions()
	if err != nil {
		t.Fatal(err)
	}
	named := map[string]store.Pattern{}
	for path, p := range newPermissions() {
		for _, name := range slices.Concat(p.read, p.write, p.create, p.remove) {
			named[name] = path
		}
	}
	for _, some := range partial {
		named[some.permission] = store.Pattern(some.in)
	}
	for name, path := range named {
		if p, known := list.Permission(name); !known || p.Role == "" {
			t.Errorf("%s: Microsoft publishes no application permission %s", path, name)
		}
	}
}

// TestTheLeastOfMicrosoftsListIsEnough: for every request to what has rules or
// permissions here, but where it is for a part of the request or needed besides.
func TestTheLeastOfMicrosoftsListIsEnough(t *testing.T) {
	t.Parallel()
	list, err := model.LoadPermissions()
	if err != nil {
		t.Fatal(err)
	}
	server := &Server{permissions: newPermissions()}
	patterns := slices.AppendSeq(slices.Collect(maps.Keys(newTable())), maps.Keys(server.permissions))
	for _, pattern := range patterns {
		for _, route := range []store.Pattern{pattern, pattern + "/*"} {
			for _, method := range model.Methods {
				for _, g := range list.Grants(method, strings.ReplaceAll(string(route), "*", "{id}")) {
					c := &call{Server: server, request: &http.Request{Method: method}, segments: model.Path{{}}, caller: Caller{AppOnly: true, Roles: append(g.With, g.Name)}}
					besides := !c.reading() && (strings.Contains(g.Name, ".Read.") || isPartial(g.Name, route))
					if err := c.authorizeRoute(route); g.Application == model.Least && err != nil && !besides {
						t.Errorf("%s %s is refused to %s: %v", method, route, g.Name, err)
					}
				}
			}
		}
	}
}

// TestWhatHasRulesIsOpen: every object with rules or permissions is open to an application
// that only reads, and its changes to one that writes.
func TestWhatHasRulesIsOpen(t *testing.T) {
	t.Parallel()
	list, err := model.LoadPermissions()
	if err != nil {
		t.Fatal(err)
	}
	closed := map[string]string{
		"GET /onPremisesPublishingProfiles":                   "Graph has no permission that only reads them",
		"POST /directory/deviceLocalCredentials":              "devices write their passwords",
		"PATCH /directory/deviceLocalCredentials":             "devices write their passwords",
		"POST /informationProtection/bitlocker/recoveryKeys":  "devices write their keys",
		"PATCH /informationProtection/bitlocker/recoveryKeys": "devices write their keys",
	}
	server := &Server{permissions: newPermissions()}
	open := func(method string, route store.Pattern) bool {
		at, _ := server.permissions.of(route)
		p := server.permissions[at]
		names := slices.Concat(p.read, p.write, p.create, p.remove)
		for _, g := range list.Grants(method, strings.ReplaceAll(string(route), "*", "{id}")) {
			names = append(names, g.Name)
		}
		return slices.ContainsFunc(names, func(name string) bool {
			c := &call{Server: server, request: &http.Request{Method: method}, segments: model.Path{{}}, caller: Caller{AppOnly: true, Roles: []string{name}}}
			return (method != http.MethodGet || !strings.Contains(name, "Write")) && c.authorizeRoute(route) == nil
		})
	}
	for _, pattern := range slices.AppendSeq(slices.Collect(maps.Keys(newTable())), maps.Keys(server.permissions)) {
		kind, ok := leadsTo(t, pattern)
		if !ok {
			continue
		}
		requests := map[string]store.Pattern{http.MethodGet: pattern, http.MethodPatch: pattern}
		if kind.Collection {
			requests[http.MethodPost], requests[http.MethodPatch] = pattern, pattern+"/*"
		}
		for method, route := range requests {
			if closed[method+" "+string(pattern)] == "" && !open(method, route) {
				t.Errorf("%s %s is open to no application", method, route)
			}
		}
	}
}

// leadsTo is what a pattern leads to in some version: to objects, or to one, and not to an
// operation.
func leadsTo(t *testing.T, pattern store.Pattern) (model.Segment, bool) {
	t.Helper()
	for _, version := range []model.Version{model.V1, model.Beta} {
		schema, err := model.Load(version)
		if err != nil {
			t.Fatal(err)
		}
		path, err := schema.Resolve(strings.ReplaceAll(string(pattern), "*", "x"))
		if err == nil && path[len(path)-1].Kind != model.OperationSegment {
			return path[len(path)-1], true
		}
	}
	return model.Segment{}, false
}

// TestOperationsAreBoundAsPublished finds those that no request can call.
func TestOperationsAreBoundAsPublished(t *testing.T) {
	t.Parallel()
	published := map[string]bool{}
	for _, o := range undeclaredOperations {
		published[o.Bound+fmt.Sprint(o.BoundCollection)+shortOperation(o.Name)] = true
	}
	for _, version := range []model.Version{model.V1, model.Beta} {
		schema, err := model.Load(version)
		if err != nil {
			t.Fatal(err)
		}
		for _, o := range schema.AllOperations() {
			if _, known := newOperations().of(o); known {
				published[o.Bound+fmt.Sprint(o.BoundCollection)+shortOperation(o.Name)] = true
			}
		}
	}
	for bound, byName := range newOperations() {
		typ, collection := strings.CutSuffix(bound, "[]")
		for name := range byName {
			if !published["microsoft.graph."+typ+fmt.Sprint(collection)+name] {
				t.Errorf("%s: no version binds %q to it", bound, name)
			}
		}
	}
}

// TestWorkloadsDoNotOverlap: of two rules for the same thing one would never apply.
func TestWorkloadsDoNotOverlap(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	once := func(what string) {
		if seen[what] {
			t.Errorf("two workloads have %s", what)
		}
		seen[what] = true
	}
	for _, w := range workloads() {
		for pattern := range w.rules {
			once("rules of " + string(pattern))
		}
		for bound := range w.operations {
			once("operations of " + bound)
		}
		for pattern := range w.permissions {
			once("permissions of " + string(pattern))
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
