// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package generic_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

func TestFind(t *testing.T) {
	t.Parallel()
	const guid = "9f3f0b4b-4c5b-4f4e-8c0e-0a1b2c3d4e5f"
	tests := map[string]struct {
		kind      generic.Kind
		form, own string
		parents   value.Tree
	}{
		"/groups":                       {generic.Members, "/groups", "", value.Tree{}},
		"/groups/":                      {generic.Members, "/groups", "", value.Tree{}},
		"/groups/a%2Fb":                 {generic.Member, "/groups", "a/b", value.Tree{}},
		"/groups/1/members/$ref":        {generic.Reference, "/groups/{parent1}/members", "", value.Tree{"parent1": "1"}},
		"/policies/authorizationPolicy": {generic.Single, "/policies/authorizationPolicy", "", value.Tree{}},
		"/applications/1/federatedIdentityCredentials": {generic.Members, "/applications/{parent1}/federatedIdentityCredentials", "", value.Tree{"parent1": "1"}},
		"/somethingNew":                    {generic.Members, "/somethingNew", "", value.Tree{}},
		"/somethingNew/" + guid:            {generic.Member, "/somethingNew", guid, value.Tree{}},
		"/somethingNew/" + guid + "/parts": {generic.Members, "/somethingNew/{parent1}/parts", "", value.Tree{"parent1": guid}},
	}
	for path, want := range tests {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			p, err := generic.Find(path, object.V1)
			if err != nil {
				t.Fatal(err)
			}
			if p.Kind != want.kind || p.Form != want.form || p.Own != want.own || !cmp.Equal(want.parents, p.Parents) {
				t.Errorf("got %+v", p)
			}
		})
	}
}

func TestNamed(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]string{
		"/groups/1":                  "/groups/1",
		"beta:/groups/1":             "beta:/groups/1",
		"/groups/1?api-version=beta": "beta:/groups/1",
		"/groups/1?api-version=v1.0": "/groups/1",
		"beta:/somethingNew/9f3f0b4b-4c5b-4f4e-8c0e-0a1b2c3d4e5f": "beta:/somethingNew/9f3f0b4b-4c5b-4f4e-8c0e-0a1b2c3d4e5f",
		"/groups/1/members/2/$ref":                                "/groups/1/members/2/$ref",
		"/policies/authorizationPolicy":                           "/policies/authorizationPolicy",
		"/applications/1/owners/a%2Fb/$ref":                       "/applications/1/owners/a%2Fb/$ref",
	} {
		p, err := generic.Named(id)
		if err != nil {
			t.Errorf("%s: %v", id, err)
			continue
		}
		if got := p.ID(p.Own); got != want {
			t.Errorf("%s names %s; want %s", id, got, want)
		}
	}
	for _, id := range []string{"", "groups/1", "/groups", "1", "/$ref"} {
		if p, err := generic.Named(id); err == nil {
			t.Errorf("%q names %+v", id, p)
		}
	}
}

func TestExport(t *testing.T) {
	t.Parallel()
	object := value.Tree{"a": "x", "b": []any{value.Tree{"c": "1"}, value.Tree{"c": "2"}}, "@odata.etag": "e", "d": value.Tree{"e": "y"}}
	for path, want := range map[string]any{
		"a": "x", "b[1].c": "2", "b[*].c": []any{"1", "2"}, `"@odata.etag"`: "e", "d.e": "y", "b[7].c": nil, "none.at.all": nil, "a.b": nil, "a[*]": nil,
	} {
		e, err := generic.ParseExport(path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if diff := cmp.Diff(want, e.Of(object)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
	}
	for _, path := range []string{"", ".", "a.", "a..b", "[0]", "a[x]", "a[", `"a`, "a[-1]", "a[99999999999999999999]"} {
		if e, err := generic.ParseExport(path); err == nil {
			t.Errorf("%q is %v", path, e)
		}
	}
}

func TestWritable(t *testing.T) {
	t.Parallel()
	p, err := generic.Find("/identity/conditionalAccess/namedLocations", object.V1)
	if err != nil {
		t.Fatal(err)
	}
	found := value.Tree{
		"@odata.context": "c", "@odata.type": "#microsoft.graph.ipNamedLocation", "id": "1", "createdDateTime": "2026-01-01T00:00:00Z", "displayName": "HQ", "isTrusted": false,
		"ipRanges": []any{value.Tree{"@odata.type": "#microsoft.graph.iPv4CidrRange", "cidrAddress": "203.0.113.0/24"}}, "modifiedDateTime": nil,
	}
	want := value.Tree{
		"@odata.type": "#microsoft.graph.ipNamedLocation", "displayName": "HQ", "isTrusted": false,
		"ipRanges": []any{value.Tree{"@odata.type": "#microsoft.graph.iPv4CidrRange", "cidrAddress": "203.0.113.0/24"}},
	}
	if diff := cmp.Diff(want, generic.Writable(p, found)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
}

// TestCheckPath: a path that leads to no object, or elsewhere, is refused before anything
// is sent.
func TestCheckPath(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/groups": "", "/groups/1/members/$ref": "", "/me": "", "/a": "", "/groups/a.b": "", "/beta1/x": "",
		"groups": "must begin with a slash", "": "must begin with a slash", "/v1.0/groups": "below the version", "/beta/groups": "below the version",
		"/": "leads to no object", "/$batch": "leads to no object",
		"/groups?$top=1": "no query", "/groups#x": "no query", "/groups/{id}": "no braces", "/groups/id}": "no braces",
		"/groups/../users": "not lead upwards", "/..": "not lead upwards", "/groups/./1": "not lead upwards", "/groups/.": "not lead upwards",
	} {
		if err := generic.CheckPath(path); (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%q: the error is %v, want %q", path, err, want)
		}
	}
}

// TestCovering finds the definition of the objects at a place, whatever its parents are
// called in a path.
func TestCovering(t *testing.T) {
	t.Parallel()
	in := func(name, path, typ string) object.Definition {
		return object.Definition{Name: name, Place: object.Collection{API: object.V1, Path: path, Type: typ}, Life: &object.Life{}}
	}
	c := generic.NewCatalogue([]object.Definition{
		in("group", "/groups", "microsoft.graph.group"),
		in("credential", "/applications/{application_id}/federatedIdentityCredentials", "microsoft.graph.federatedIdentityCredential"),
	})
	for path, want := range map[string]string{
		"/groups": "group", "/Groups": "group", "/groups/1": "group", "/applications/7/federatedIdentityCredentials": "credential",
		"/applications/7/federatedIdentityCredentials/8": "credential", "/users": "", "/applications": "", "/groups/1/members/$ref": "",
	} {
		p, err := generic.Find(path, object.V1)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if d := c.Covering(p, ""); d != nil {
			got = d.Name
		}
		if got != want {
			t.Errorf("%s is covered by %q, want %q", path, got, want)
		}
	}
}
