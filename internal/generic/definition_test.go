// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package generic_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/generic"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/value"
)

// typed are definitions that know something of their objects.
func typed() []object.Definition {
	text := func(name string, mode object.Mode, change func(*object.Attribute)) object.Attribute {
		a := object.Attribute{Name: name, Mode: mode, Type: object.String{}}
		if change != nil {
			change(&a)
		}
		return a
	}
	return []object.Definition{
		{
			Name: "group", Place: object.Collection{API: object.V1, Path: "/groups", Type: "microsoft.graph.group"},
			LookUp: object.LookUp{Key: "displayName", Unique: true, Unfiltered: true, Advanced: true, PageSize: 7},
			Life: &object.Life{
				Create: object.Create{ID: object.FromBody},
				Delete: object.Delete{Never: "It stays.", Retired: object.Body{"visibility": "Private"}},
			},
			Attributes: []object.Attribute{
				text("displayName", object.Required, nil),
				text("mailNickname", object.Server, func(a *object.Attribute) { a.CreateOnly = true }),
				text("visibility", object.Default("Private"), nil),
				text("theme", object.Default("Blue"), func(a *object.Attribute) { a.Removal = object.NeverCleared("It stays.") }),
				text("description", object.Server, func(a *object.Attribute) { a.Once, a.AtCreation, a.Seen = true, []string{"x"}, object.Listed }),
				text("accessType", object.WriteOnly, nil),
				text("owners", object.Server, nil),
			},
		},
		{
			Name: "location", Place: object.Collection{API: object.V1, Path: "/identity/conditionalAccess/namedLocations", Type: "microsoft.graph.namedLocation"}, Life: &object.Life{},
			Attributes: []object.Attribute{text("displayName", object.Required, nil), text("comment", object.Server, func(a *object.Attribute) { a.CreateOnly = true })},
			Variants: []object.Variant{{Name: "ip", Type: "microsoft.graph.ipNamedLocation", Attributes: []object.Attribute{
				{Name: "isTrusted", Mode: object.Default(false), Type: object.Bool{}},
			}}, {Name: "network", Type: "microsoft.graph.compliantNetworkNamedLocation", Attributes: []object.Attribute{
				{Name: "isTrusted", Mode: object.Default(true), Type: object.Bool{}},
			}}},
		},
		{
			Name: "channel", Place: object.Collection{API: object.V1, Path: "/teams/{team_id}/channels", Type: "microsoft.graph.channel"},
			Life: &object.Life{Create: object.Create{ID: object.FromLocation}, Delete: object.Delete{Withdrawn: object.Body{"isArchived": false}}},
		},
		{Name: "policy", Place: object.Singleton{API: object.V1, Path: "/policies/authorizationPolicy", Type: "microsoft.graph.authorizationPolicy"}, Life: &object.Life{}},
		{Name: "member", Place: object.Relation{API: object.V1, Path: "/groups/{group_id}/members", Type: "microsoft.graph.directoryObject", Target: "memberId"}, Life: &object.Life{}},
		{Name: "script", Place: object.Collection{API: object.V1, Path: "/deviceManagement/deviceConfigurations", Type: "microsoft.graph.windows10CustomConfiguration", Derived: true}, Life: &object.Life{}},
		{Name: "settings", Place: object.Singleton{API: object.V1, Path: "/newSettings", Type: "microsoft.graph.newSettings"}, Life: &object.Life{}},
		{Name: "shown", Place: object.Collection{API: object.V1, Path: "/servicePrincipals", Type: "microsoft.graph.servicePrincipal"}, LookUp: object.LookUp{Key: "appId"}},
	}
}

func compiled(t *testing.T, path string, r generic.Resource) *value.Object {
	t.Helper()
	var err error
	if r.Place, err = generic.Find(path, object.V1); err != nil {
		t.Fatal(err)
	}
	o, err := generic.NewCatalogue(typed()).Compile(r)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestHabits: what is written of an object has the habits that the typed definition of it
// has, and what its type has without one.
func TestHabits(t *testing.T) {
	t.Parallel()
	group := compiled(t, "/groups", generic.Resource{Body: value.Tree{
		"displayName": "a", "mailNickname": "a", "visibility": "Public", "theme": "Red", "description": "d", "accessType": "x", "mailEnabled": false,
		"notes": nil, "members@odata.bind": []any{"x"}, "owners": []any{}, "classification": "c",
	}})
	location := compiled(t, "/identity/conditionalAccess/namedLocations", generic.Resource{Body: value.Tree{"@odata.type": "#microsoft.graph.ipNamedLocation", "isTrusted": true, "displayName": "HQ", "comment": "c"}})
	agent := compiled(t, "/servicePrincipals", generic.Resource{Body: value.Tree{"appId": "1", "createdByAppId": "2"}})
	unknown := compiled(t, "/somethingNew", generic.Resource{Body: value.Tree{"displayName": "a", "size": 1}})
	for name, tt := range map[string]struct {
		of   *value.Object
		attr string
		want string
	}{
		"a key":                        {group, "displayName", "server, listed"},
		"what is fixed at creation":    {group, "mailNickname", "server, listed, create only"},
		"what has a default":           {group, "visibility", "server, listed, cleared with Private"},
		"what is never cleared":        {group, "theme", "server, listed, never cleared: It stays."},
		"what may be given once":       {group, "description", "server, listed, once, at creation"},
		"what nobody can read":         {group, "accessType", "server, in the reply"},
		"what no definition knows":     {group, "classification", "server, alone"},
		"null on purpose":              {group, "notes", "optional, alone"},
		"a reference in the body":      {group, "members@odata.bind", "server, in the reply, never cleared: A reference is not taken away by leaving it out: manage it by its own path, which ends with /$ref."},
		"what leads to other objects":  {group, "owners", "server, in the reply"},
		"an attribute of a variant":    {location, "isTrusted", "server, listed, cleared with false"},
		"an attribute beside variants": {location, "comment", "server, listed, create only"},
		"what Graph says is fixed":     {agent, "createdByAppId", "server, alone, create only"},
		"what is not managed":          {agent, "appId", "server, listed"},
		"a name of what is not known":  {unknown, "displayName", "server, alone"},
		"another value of that":        {unknown, "size", "server, alone"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := tt.of.Managed.Find(tt.attr)
			if a == nil {
				t.Fatalf("there is no %s", tt.attr)
			}
			if got := described(a); got != tt.want {
				t.Errorf("%s is %s; want %s", tt.attr, got, tt.want)
			}
			if at := tt.of.Root.AtName(a.Key).String(); at != "body."+tt.attr {
				t.Errorf("its faults are shown at %s, want them in the body", at)
			}
		})
	}
}

// TestTypesOfMembers are those that the metadata of the version has.
func TestTypesOfMembers(t *testing.T) {
	t.Parallel()
	c := generic.NewCatalogue(nil)
	for _, tt := range []struct {
		api        object.API
		path, kind string
		want       map[string]object.AsWritten
	}{
		{object.V1, "/users", "", map[string]object.AsWritten{
			"displayName": {API: object.V1, Of: "Edm.String"}, "businessPhones": {API: object.V1, Of: "Edm.String", Collection: true}, "passwordProfile": {API: object.V1, Of: "microsoft.graph.passwordProfile"},
			"manager": {API: object.V1, Of: "microsoft.graph.directoryObject"}, "memberOf": {API: object.V1, Of: "microsoft.graph.directoryObject", Collection: true}, "newThing": {API: object.V1},
		}},
		{object.Beta, "/users", "", map[string]object.AsWritten{"displayName": {API: object.Beta, Of: "Edm.String"}}},
		{object.V1, "/identity/conditionalAccess/namedLocations", "", map[string]object.AsWritten{"displayName": {API: object.V1, Of: "Edm.String"}, "ipRanges": {API: object.V1}}},
		{object.V1, "/identity/conditionalAccess/namedLocations", "#microsoft.graph.ipNamedLocation", map[string]object.AsWritten{
			"displayName": {API: object.V1, Of: "Edm.String"}, "ipRanges": {API: object.V1, Of: "microsoft.graph.ipRange", Collection: true},
		}},
		{object.V1, "/somethingNew", "", map[string]object.AsWritten{"displayName": {API: object.V1}}},
		{object.V1, "/applications", "", map[string]object.AsWritten{"owners@odata.bind": {API: object.V1}, "@odata.id": {API: object.V1}}},
	} {
		p, err := generic.Find(tt.path, tt.api)
		if err != nil {
			t.Fatal(err)
		}
		body := value.Tree{}
		if tt.kind != "" {
			body["@odata.type"] = tt.kind
		}
		for name := range tt.want {
			body[name] = "x"
		}
		o, err := c.Compile(generic.Resource{Place: p, Body: body})
		if err != nil {
			t.Fatal(err)
		}
		got := map[string]object.AsWritten{}
		for _, a := range o.Managed {
			if typ, ok := a.Attribute.Type.(object.AsWritten); ok && a.Mode != object.ReadOnly {
				got[a.Name] = typ
			}
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s %s (-want +got):\n%s", tt.path, tt.kind, diff)
		}
	}
}

// TestIDsInThePath are arguments of the object: it is another one with others.
func TestIDsInThePath(t *testing.T) {
	t.Parallel()
	o := compiled(t, "/teams/1/channels/2/members", generic.Resource{Body: value.Tree{"roles": []any{}}})
	for _, name := range []string{"parent1", "parent2"} {
		if a := o.Managed.Find(name); a == nil || described(a) != "required, listed, create only" {
			t.Errorf("%s is %v", name, a)
		}
	}
	if o.Managed.Find("parent3") != nil {
		t.Error("there are more ids than in the path")
	}
}

// described says what a test asks of an attribute.
func described(a *value.Attribute) string {
	seen := map[object.Seen]string{object.Listed: "listed", object.Alone: "alone", object.InReply: "in the reply", object.Expanded: "expanded", object.Whole: "whole"}
	var words []string
	switch {
	case object.IsWriteOnly(a.Mode):
		words = append(words, "write-only")
	case a.Mode == object.Server:
		words = append(words, "server")
	case a.Mode == object.Optional:
		words = append(words, "optional")
	case a.Mode == object.Required:
		words = append(words, "required")
	case a.Mode == object.ReadOnly:
		words = append(words, "read-only")
	}
	words = append(words, seen[a.Seen])
	for word, is := range map[string]bool{"once": a.Once} {
		if is {
			words = append(words, word)
		}
	}
	if a.CreateOnly {
		words = append(words, "create only")
	}
	if len(a.AtCreation) > 0 {
		words = append(words, "at creation")
	}
	if a.Removal.With != nil {
		words = append(words, fmt.Sprint("cleared with ", a.Removal.With))
	}
	if a.Removal.Never != "" {
		words = append(words, "never cleared: "+a.Removal.Never)
	}
	if a.Version != nil {
		words = append(words, "sent again with "+a.Version.Name)
	}
	return strings.Join(words, ", ")
}

// TestWhatIsNotStored is sent, and what is stored in part is sent again with the rest.
func TestWhatIsNotStored(t *testing.T) {
	t.Parallel()
	r := generic.Resource{
		Body: value.Tree{"displayName": "a", "passwordProfile": value.Tree{"forceChangePasswordNextSignIn": true}}, Secret: value.Tree{"passwordProfile": value.Tree{"password": "p"}, "pin": "1"},
		Before: value.Tree{"jobTitle": "j"},
	}
	o := compiled(t, "/users", r)
	for name, want := range map[string]string{
		"passwordProfile": "server, alone, sent again with @secret", "pin": "write-only, alone", "displayName": "server, listed", "jobTitle": "server, alone",
	} {
		a := o.Managed.Find(name)
		if a == nil {
			t.Errorf("there is no %s", name)
			continue
		}
		if got, _, _ := strings.Cut(described(a), ", sent again with pin"); got != want {
			t.Errorf("%s is %s; want %s", name, got, want)
		}
	}
	got := r.Written(o, value.Tree{"displayName": "a", "passwordProfile": value.Tree{}, "createdDateTime": "x"}, "v2")
	if diff := cmp.Diff(value.Tree{"displayName": "a", "passwordProfile": value.Tree{}, "@secret": "v2", "pinVersion": "v2"}, got); diff != "" {
		t.Errorf("the tree (-want +got):\n%s", diff)
	}
	if version := o.Managed.Find("passwordProfile").Version; !version.Type.Same(value.Equivalent, "v2", "v2") || version.Type.Same(value.Equivalent, "v1", "v2") {
		t.Error("versions of what is not stored are not told from each other")
	}
	policy := generic.Resource{Body: value.Tree{"id": "1", "displayName": "a"}}
	if got = policy.Written(compiled(t, "/policies/authorizationPolicy", policy), policy.Body, nil); !cmp.Equal(got, value.Tree{"displayName": "a"}) {
		t.Errorf("the tree of an object of which there is one is %v", got)
	}
}

// TestPlacesOfResources: where the object is, what tells it from others and how it comes
// and goes follow from its path, its body and the typed definition.
func TestPlacesOfResources(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		path string
		r    generic.Resource
		want string
	}{
		"in a collection":            {"/groups", generic.Resource{Body: value.Tree{"displayName": "a"}}, "collection /groups of microsoft.graph.group, kept, retired, by displayName unique unfiltered advanced 7"},
		"without its key":            {"/groups", generic.Resource{Body: value.Tree{"mailNickname": "a"}}, "collection /groups of microsoft.graph.group, kept, retired, unfiltered"},
		"by an id of its own":        {"/groups", generic.Resource{Body: value.Tree{"id": "1"}}, "collection /groups of microsoft.graph.group, id from the body, kept, retired, unfiltered"},
		"by an id that it had":       {"/groups", generic.Resource{Before: value.Tree{"id": "1"}}, "collection /groups of microsoft.graph.group, id from the body, kept, retired, unfiltered"},
		"there already":              {"/groups/1", generic.Resource{Body: value.Tree{"displayName": "a"}}, "collection /groups of microsoft.graph.group, id from the path, kept, retired, by displayName unique unfiltered advanced 7"},
		"there with its own id":      {"/groups/1", generic.Resource{Body: value.Tree{"id": "1", "displayName": "a"}}, "collection /groups of microsoft.graph.group, id from the path, kept, retired, by displayName unique unfiltered advanced 7"},
		"by a name":                  {"/users", generic.Resource{Body: value.Tree{"displayName": "a"}}, "collection /users of microsoft.graph.user, by displayName unfiltered"},
		"by a name that is no text":  {"/users", generic.Resource{Body: value.Tree{"displayName": value.Unknown{}}}, "collection /users of microsoft.graph.user, unfiltered"},
		"whose age nobody tells":     {"/deviceManagement/roleDefinitions", generic.Resource{Body: value.Tree{"displayName": "a"}}, "collection /deviceManagement/roleDefinitions of microsoft.graph.roleDefinition, unfiltered"},
		"changed as a whole":         {"/users", generic.Resource{Replaces: true}, "collection /users of microsoft.graph.user, by PUT, unfiltered"},
		"of one type among others":   {"/identity/conditionalAccess/namedLocations", generic.Resource{Body: value.Tree{"@odata.type": "#microsoft.graph.ipNamedLocation"}}, "collection /identity/conditionalAccess/namedLocations of microsoft.graph.ipNamedLocation alone, unfiltered"},
		"of which there is one":      {"/policies/authorizationPolicy", generic.Resource{Body: value.Tree{}}, "singleton /policies/authorizationPolicy of microsoft.graph.authorizationPolicy, unfiltered"},
		"a link":                     {"/groups/1/members/$ref", generic.Resource{Body: value.Tree{"@odata.id": "https://graph.microsoft.com/v1.0/users/7"}}, "relation /groups/{parent1}/members of microsoft.graph.directoryObject to /users by @target, unfiltered"},
		"a link in short":            {"/groups/1/members/$ref", generic.Resource{Before: value.Tree{"@odata.id": "/directoryObjects/7"}}, "relation /groups/{parent1}/members of microsoft.graph.directoryObject to /directoryObjects by @target, unfiltered"},
		"a link to what is unknown":  {"/groups/1/members/$ref", generic.Resource{}, "relation /groups/{parent1}/members of microsoft.graph.directoryObject to  by @target, unfiltered"},
		"a link by an id alone":      {"/groups/1/members/$ref", generic.Resource{Body: value.Tree{"@odata.id": "/7"}, Before: value.Tree{"@odata.id": "/users/7"}}, "relation /groups/{parent1}/members of microsoft.graph.directoryObject to /users by @target, unfiltered"},
		"of the type that it had":    {"/identity/conditionalAccess/namedLocations", generic.Resource{Body: value.Tree{}, Before: value.Tree{"@odata.type": "#microsoft.graph.ipNamedLocation"}}, "collection /identity/conditionalAccess/namedLocations of microsoft.graph.ipNamedLocation alone, unfiltered"},
		"one with an id of its own":  {"/policies/authorizationPolicy", generic.Resource{Body: value.Tree{"id": "1"}}, "singleton /policies/authorizationPolicy of microsoft.graph.authorizationPolicy, unfiltered"},
		"with another key":           {"/policies/crossTenantAccessPolicy/partners", generic.Resource{Body: value.Tree{"tenantId": "1"}}, "collection /policies/crossTenantAccessPolicy/partners of microsoft.graph.crossTenantAccessPolicyConfigurationPartner by their tenantId, unfiltered"},
		"with another key and type":  {"/policies/crossTenantAccessPolicy/partners", generic.Resource{Body: value.Tree{"@odata.type": "#microsoft.graph.crossTenantAccessPolicyConfigurationPartner"}}, "collection /policies/crossTenantAccessPolicy/partners of microsoft.graph.crossTenantAccessPolicyConfigurationPartner alone by their tenantId, unfiltered"},
		"one with another key":       {"/policies/crossTenantAccessPolicy/partners/1/identitySynchronization", generic.Resource{}, "singleton /policies/crossTenantAccessPolicy/partners/{parent1}/identitySynchronization of microsoft.graph.crossTenantIdentitySyncPolicyPartner by their tenantId, unfiltered"},
		"that is only read":          {"/servicePrincipals", generic.Resource{Body: value.Tree{"appId": "1"}}, "collection /servicePrincipals of microsoft.graph.servicePrincipal, by appId"},
		"where nothing is known":     {"/somethingNew", generic.Resource{Body: value.Tree{"displayName": "a"}}, "collection /somethingNew of , unfiltered"},
		"below another object":       {"/applications/7/federatedIdentityCredentials", generic.Resource{Body: value.Tree{"name": "a"}}, "collection /applications/{parent1}/federatedIdentityCredentials of microsoft.graph.federatedIdentityCredential, unfiltered"},
		"told by an address":         {"/teams/1/channels", generic.Resource{}, "collection /teams/{parent1}/channels of microsoft.graph.channel, id from the address, withdrawn, unfiltered"},
		"with options of every read": {"/users", generic.Resource{Query: map[string]string{"$expand": "manager"}}, "collection /users of microsoft.graph.user, unfiltered, read with map[$expand:manager]"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := compiled(t, tt.path, tt.r)
			if got := placed(o); got != tt.want {
				t.Errorf("it is a %s\nwant      a %s", got, tt.want)
			}
			if want := "graph_resource"; o.Name != want {
				t.Errorf("it is called %q, want %q", o.Name, want)
			}
		})
	}
}

// placed says where an object is, how it comes and goes and how it is looked up.
func placed(o *value.Object) string {
	var words []string
	switch p := o.Place.(type) {
	case object.Collection:
		words = append(words, fmt.Sprintf("collection %s of %s", p.Path, p.Type))
		if p.Derived {
			words[0] += " alone"
		}
	case object.Singleton:
		words = append(words, fmt.Sprintf("singleton %s of %s", p.Path, p.Type))
	case object.Relation:
		words = append(words, fmt.Sprintf("relation %s of %s to %s by %s", p.Path, p.Type, p.Targets, p.Target))
	}
	if o.Key() != "id" {
		words[0] += " by their " + o.Key()
	}
	if o.Address.API != object.V1 {
		words[0] += " in " + string(o.Address.API)
	}
	for word, is := range map[object.IDSource]string{object.FromBody: "id from the body", object.FromPath: "id from the path", object.FromLocation: "id from the address"} {
		if o.Life.Create.ID == word {
			words = append(words, is)
		}
	}
	if o.Life.Replaces {
		words = append(words, "by PUT")
	}
	if o.Life.Delete.Never != "" {
		words = append(words, "kept")
	}
	if o.Life.Delete.Withdrawn != nil {
		words = append(words, "withdrawn")
	}
	if o.Life.Delete.Retired != nil {
		words = append(words, "retired")
	}
	var look []string
	if o.LookUp.Key != "" {
		look = append(look, "by "+o.LookUp.Key)
	}
	if o.LookUp.Unique {
		look = append(look, "unique")
	}
	if o.LookUp.Unfiltered {
		look = append(look, "unfiltered")
	}
	if o.LookUp.Advanced {
		look = append(look, "advanced")
	}
	if o.LookUp.PageSize > 0 {
		look = append(look, fmt.Sprint(o.LookUp.PageSize))
	}
	words = append(words, strings.Join(look, " "))
	if len(o.ReadQuery) > 0 {
		words = append(words, fmt.Sprint("read with ", o.ReadQuery))
	}
	return strings.Join(words, ", ")
}

// TestWhatIsShown beside what is written: what is exported, and when the object was made.
func TestWhatIsShown(t *testing.T) {
	t.Parallel()
	o := compiled(t, "/users", generic.Resource{Body: value.Tree{"displayName": "a"}, Exports: []string{"mail", "displayName", "id", "@odata.etag", "mail", "manager"}, Query: map[string]string{"$expand": "manager"}})
	var got []string
	for _, a := range o.Managed {
		got = append(got, a.Name+": "+described(a))
	}
	want := []string{"id", "displayName: server, listed", "createdDateTime: read-only, listed", "mail: read-only, alone", "manager: read-only, alone", "@object: read-only, whole", "timeouts: optional, listed"}
	if diff := cmp.Diff(want[1:], got[1:]); diff != "" || !strings.HasPrefix(got[0], "id") {
		t.Errorf("the attributes mismatch (-want +got):\n%s", diff)
	}
	whole, _ := o.Managed.Find(generic.WholeObject).Attribute.Type.(object.AsWritten)
	if whole.Of != "microsoft.graph.user" {
		t.Errorf("the whole object is shown as a %q", whole.Of)
	}
	if ageless := compiled(t, "/deviceManagement/roleDefinitions", generic.Resource{Body: value.Tree{"displayName": "a"}}).Managed.Find("createdDateTime"); ageless != nil {
		t.Errorf("when it was made is %s, of which the metadata knows nothing", described(ageless))
	}
	if plain := compiled(t, "/users", generic.Resource{Body: value.Tree{"manager": value.Tree{}}, Query: map[string]string{"$expand": "manager"}}); described(plain.Managed.Find("manager")) != "server, expanded" || plain.Managed.Find(generic.WholeObject) != nil {
		t.Errorf("what a read expands is %s, and all is shown: %v", described(plain.Managed.Find("manager")), plain.Managed.Find(generic.WholeObject))
	}
}

// TestAnIDIsOneAttribute, whether the path or the body names it, or both.
func TestAnIDIsOneAttribute(t *testing.T) {
	t.Parallel()
	for path, body := range map[string]value.Tree{"/groups/1": {"id": "1", "displayName": "a"}, "/groups": {"id": "1"}, "/groups/2": {"displayName": "a"}} {
		ids := 0
		for _, a := range compiled(t, path, generic.Resource{Body: body}).Managed {
			if a.Name == "id" && strings.HasPrefix(described(a), "required, listed, create only") {
				ids++
			}
		}
		if ids != 1 {
			t.Errorf("%s with %v has %d ids", path, body, ids)
		}
	}
}

// TestAttributesStandInOrder, whatever the order in which a body names them.
func TestAttributesStandInOrder(t *testing.T) {
	t.Parallel()
	body := value.Tree{}
	for _, name := range []string{"mail", "city", "surname", "jobTitle", "department", "companyName", "givenName"} {
		body[name] = "x"
	}
	var got []string
	for _, a := range compiled(t, "/users", generic.Resource{Body: body}).Managed {
		if _, written := body[a.Name]; written {
			got = append(got, a.Name)
		}
	}
	if want := []string{"city", "companyName", "department", "givenName", "jobTitle", "mail", "surname"}; !cmp.Equal(want, got) {
		t.Errorf("the attributes are %q, want %q", got, want)
	}
}

// TestTargetsOfReferences: the last part of an address, in whatever form.
func TestTargetsOfReferences(t *testing.T) {
	t.Parallel()
	for address, want := range map[any]any{
		"https://graph.microsoft.com/v1.0/users/7": "7", "/directoryObjects/7/": "7", "7": "7", value.Unknown{}: value.Unknown{},
	} {
		r := generic.Resource{Body: value.Tree{"@odata.id": address}}
		o := compiled(t, "/groups/1/members/$ref", r)
		r.Place, _ = generic.Find("/groups/1/members/$ref", object.V1)
		if a := o.Managed.Find(generic.Target); a == nil || described(a) != "required, listed, create only" {
			t.Errorf("what it leads to is %v, want it fixed at creation", a)
		}
		got := r.Written(o, r.Body, nil)
		if diff := cmp.Diff(value.Tree{"parent1": "1", generic.Target: want}, got); diff != "" {
			t.Errorf("%v (-want +got):\n%s", address, diff)
		}
	}
	r := generic.Resource{Body: value.Tree{"displayName": "a"}}
	r.Place, _ = generic.Find("/groups/1", object.V1)
	if a := compiled(t, "/groups/1", r).Managed.Find("id"); !strings.HasPrefix(described(a), "required, listed, create only") {
		t.Errorf("the id of a member is %s", described(a))
	}
	if got := r.Written(compiled(t, "/groups/1", r), r.Body, nil); got["id"] != "1" || got["displayName"] != "a" {
		t.Errorf("a member is written as %v", got)
	}
}

// TestObjectsOfNoVersion: what stands in no version of Graph that is known is not compiled,
// and nothing is known of it.
func TestObjectsOfNoVersion(t *testing.T) {
	t.Parallel()
	p, err := generic.Find("/users", "v9")
	if err != nil || p.Known() {
		t.Errorf("a path of version v9 leads to %+v, %v", p, err)
	}
	if o, err := generic.NewCatalogue(nil).Compile(generic.Resource{Place: p}); err == nil {
		t.Errorf("an object of version v9 is %v", o)
	}
	if err := generic.CheckRead("/users", "v9"); err != nil {
		t.Errorf("reading in version v9: %v", err)
	}
	body := value.Tree{"displayName": "a"}
	if got := generic.Faults(p, body); got != nil {
		t.Errorf("a body of version v9 has the faults %v", got)
	}
	if got := generic.Writable(p, body); got != nil {
		t.Errorf("of an object of version v9 can be written: %v", got)
	}
}

// TestMembersWithANameOfTerraforms are told, as two attributes cannot have one name.
func TestMembersWithANameOfTerraforms(t *testing.T) {
	t.Parallel()
	p, err := generic.Find("/somethingNew", object.V1)
	if err != nil {
		t.Fatal(err)
	}
	_, err = generic.NewCatalogue(nil).Compile(generic.Resource{Place: p, Body: value.Tree{"timeouts": "x"}})
	if err == nil || !strings.Contains(err.Error(), "another attribute is called timeouts") {
		t.Errorf("the error is %v", err)
	}
}

// TestTogether: what is not stored joins what is.
func TestTogether(t *testing.T) {
	t.Parallel()
	if got := generic.Together(nil, value.Tree{"a": "1"}); !cmp.Equal(got, value.Tree{"a": "1"}) {
		t.Errorf("alone it is %v", got)
	}
	got := generic.Together(value.Tree{"a": value.Tree{"b": "1"}}, value.Tree{"a": value.Tree{"c": "2"}})
	if want := (value.Tree{"a": value.Tree{"b": "1", "c": "2"}}); !cmp.Equal(got, want) {
		t.Errorf("together they are %v, want %v", got, want)
	}
}
