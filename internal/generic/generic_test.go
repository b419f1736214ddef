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
		"/groups/1/members/50%/$ref":                              "/groups/1/members/50%25/$ref",
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
	for id, want := range map[string]string{
		"": "must begin with a slash", "groups/1": "must begin with a slash", "1": "must begin with a slash", "/$ref": "leads to no object",
		"/users/1/manager/$ref": "the reference to one object", "/groups": `"/groups" is the path of a collection. Name the object in it by its id: /groups/ID`,
	} {
		if p, err := generic.Named(id); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q names %+v, with the error %v, want %q", id, p, err, want)
		}
	}
}

// TestIDsOfPlaces name the object that has an id at a place, in the version of the place.
func TestIDsOfPlaces(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		api        object.API
		path, want string
	}{
		{object.V1, "/groups", "/groups/a%2Fb"},
		{object.V1, "/groups/1", "/groups/a%2Fb"},
		{object.Beta, "/groups", "beta:/groups/a%2Fb"},
		{object.V1, "/groups/1/members/$ref", "/groups/1/members/a%2Fb/$ref"},
		{object.V1, "/policies/authorizationPolicy", "/policies/authorizationPolicy"},
		{object.Beta, "/me", "beta:/me"},
	} {
		p, err := generic.Find(tt.path, tt.api)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.ID("a/b"); got != tt.want {
			t.Errorf("the id at %s is %s, want %s", tt.path, got, tt.want)
		}
	}
}

func TestExport(t *testing.T) {
	t.Parallel()
	object := value.Tree{"a": "x", "b": []any{value.Tree{"c": "1"}, value.Tree{"c": "2"}}, "@odata.etag": "e", "d": value.Tree{"e": "y"}}
	for path, want := range map[string]any{
		"a": "x", "b[1].c": "2", "b[*].c": []any{"1", "2"}, `"@odata.etag"`: "e", "d.e": "y", "b[2].c": nil, "b[7].c": nil, "none.at.all": nil, "a.b": nil, "a[*]": nil,
	} {
		e, err := generic.ParseExport(path)
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		if diff := cmp.Diff(want, e.Of(object)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
		if first := e.Property(); first == "" || !strings.HasPrefix(strings.TrimPrefix(path, `"`), first) {
			t.Errorf("%s begins with the property %q", path, first)
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

// TestWritableOfTyped: what a typed definition only shows within a value is left out.
func TestWritableOfTyped(t *testing.T) {
	t.Parallel()
	inner := object.Object{Attributes: []object.Attribute{
		{Name: "uris", Mode: object.Server, Type: object.Set{Of: object.String{}}},
		{Name: "settings", Mode: object.ReadOnly, Type: object.String{}},
		{Name: "deeper", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{{Name: "shown", Mode: object.ReadOnly, Type: object.String{}}}}},
	}}
	c := generic.NewCatalogue([]object.Definition{{
		Name: "application", Place: object.Collection{API: object.V1, Path: "/applications", Type: "microsoft.graph.application"}, Life: &object.Life{},
		Attributes: []object.Attribute{{Name: "web", Mode: object.Server, Type: inner}, {Name: "spa", Mode: object.Server, Type: inner}},
	}})
	p, err := generic.Find("/applications", object.V1)
	if err != nil {
		t.Fatal(err)
	}
	found := value.Tree{"displayName": "a", "web": value.Tree{"uris": []any{"u"}, "settings": "s", "deeper": value.Tree{"shown": "x", "more": "y"}}}
	want := value.Tree{"displayName": "a", "web": value.Tree{"uris": []any{"u"}, "deeper": value.Tree{"more": "y"}}}
	if diff := cmp.Diff(want, c.Writable(p, found)); diff != "" {
		t.Errorf("mismatch (-want +got):\n%s", diff)
	}
	if p, err = generic.Find("/groups", object.V1); err != nil {
		t.Fatal(err)
	}
	if got := c.Writable(p, value.Tree{"id": "1", "displayName": "a"}); !cmp.Equal(got, value.Tree{"displayName": "a"}) {
		t.Errorf("of what no definition is about it is %v", got)
	}
}

// TestCheckPath: a path that leads to no object, or elsewhere, is refused before anything
// is sent.
func TestCheckPath(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/groups": "", "/groups/1/members/$ref": "", "/me": "", "/a": "", "/groups/a.b": "", "/beta1/x": "",
		"groups": "must begin with a slash", "": "must begin with a slash", "/v1.0/groups": "below the version", "/beta/groups": "below the version",
		"/": "leads to no object", "//": "leads to no object", "/$batch": "leads to no object",
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
		{Name: "password", Place: object.Element{API: object.V1, Path: "/users", Type: "microsoft.graph.passwordCredential", Property: "p", Key: "keyId"}, Life: &object.Life{}},
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

// TestCoveringByType: of several types in one collection each has its own definition, or is
// a variant in one. What names no type is of no derived one.
func TestCoveringByType(t *testing.T) {
	t.Parallel()
	c := generic.NewCatalogue(typed())
	for _, tt := range []struct{ path, kind, want string }{
		{"/identity/conditionalAccess/namedLocations", "", "location"},
		{"/identity/conditionalAccess/namedLocations", "microsoft.graph.namedLocation", "location"},
		{"/identity/conditionalAccess/namedLocations", "microsoft.graph.ipNamedLocation", "location"},
		{"/identity/conditionalAccess/namedLocations", "microsoft.graph.countryNamedLocation", ""},
		{"/deviceManagement/deviceConfigurations", "", ""},
		{"/deviceManagement/deviceConfigurations", "microsoft.graph.windows10CustomConfiguration", "script"},
		{"/deviceManagement/deviceConfigurations", "microsoft.graph.iosCustomConfiguration", ""},
		{"/policies/authorizationPolicy", "", "policy"},
		{"/groups/1/members/$ref", "", "member"},
		{"/groups/1/members", "", ""},
		{"/newSettings", "", ""}, // which the metadata does not know to be one
	} {
		p, err := generic.Find(tt.path, object.V1)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if d := c.Covering(p, tt.kind); d != nil {
			got = d.Name
		}
		if got != tt.want {
			t.Errorf("%q at %s is covered by %q, want %q", tt.kind, tt.path, got, tt.want)
		}
	}
}

// TestWherePathsLead: what cannot be managed, read or called says what can be done instead.
func TestWherePathsLead(t *testing.T) {
	t.Parallel()
	const guid = "9f3f0b4b-4c5b-4f4e-8c0e-0a1b2c3d4e5f"
	for _, tt := range []struct{ path, managed, read, called string }{
		{"/groups", "", "", "leads to an object and no action"},
		{"/somethingNew", "", "", ""},
		{"/groups?x", "no query", "no query", "no query"},
		{"/users/1/revokeSignInSessions", "the operation revokeSignInSessions", "is an action, which is not read", ""},
		{"/users/delta()", "the operation", "", "is a function, which changes nothing"},
		{"/groups/$count", "leads to no object that could be managed", "", "leads to an object"},
		{"/users/1/photo/$value", "leads to no object that could be managed", "", "leads to an object"},
		{"/directoryObjects/1/microsoft.graph.group", "leads to no object that could be managed", "", "leads to an object"},
		{"/users/1/displayName", "leads to no object that could be managed", "", "leads to an object"},
		{"/users/1/manager/$ref", "NAME@odata.bind", "", "leads to an object"},
		{"/somethingNew/" + guid + "/parts/$ref", "", "", ""},
	} {
		check := func(what, want string, err error) {
			if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
				t.Errorf("%s %s: the error is %v, want %q", what, tt.path, err, want)
			}
		}
		_, err := generic.Find(tt.path, object.V1)
		check("managing", tt.managed, err)
		check("reading", tt.read, generic.CheckRead(tt.path, object.V1))
		check("calling", tt.called, generic.CheckAction(tt.path, object.V1))
	}
}

// TestPlacesThatAreNotKnown go by what they look like, in the version that was asked for.
func TestPlacesThatAreNotKnown(t *testing.T) {
	t.Parallel()
	const guid = "9f3f0b4b-4c5b-4f4e-8c0e-0a1b2c3d4e5f"
	for path, want := range map[string]generic.Place{
		"/new":                           {Kind: generic.Members, API: object.Beta, Path: "/new", Form: "/new", Parents: value.Tree{}},
		"/new/" + guid + "/parts/$ref":   {Kind: generic.Reference, API: object.Beta, Path: "/new/" + guid + "/parts", Form: "/new/{parent1}/parts", Parents: value.Tree{"parent1": guid}},
		"/new/" + guid + "/x/" + guid:    {Kind: generic.Member, API: object.Beta, Path: "/new/" + guid + "/x", Form: "/new/{parent1}/x", Parents: value.Tree{"parent1": guid}, Own: guid},
		"/groups(uniqueName='a')/owners": {Kind: generic.Members, API: object.Beta, Path: "/groups(uniqueName='a')/owners", Form: "/groups(uniqueName='a')/owners", Parents: value.Tree{}, Type: "microsoft.graph.directoryObject"},
	} {
		got, err := generic.Find(path, object.Beta)
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", path, diff)
		}
		if got.Known() != (want.Type != "") {
			t.Errorf("%s is known: %v", path, got.Known())
		}
	}
}
