// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// target is what a path leads to.
type target struct {
	// path is the collection in the store, "/groups"; for a singleton its own
	// location, which is a collection of at most one object.
	path store.Location
	// id is set for one object of a collection, asked is how the path spells it.
	id, asked string
	// owner and relation are set for linked objects: the members of a group,
	// whose collection path then is.
	owner    store.Ref
	relation string
	// single: the path leads to one object and not to a collection.
	single bool
	// mixed: there are objects of several types, and answers name theirs.
	mixed bool
	// typ is the type of the object or of the collection's objects; cast narrows it.
	typ  *model.Type
	cast string
	// key is an alternate key that no object has.
	key []model.Argument
	// ref, count, operation and properties end a path.
	ref, count bool
	operation  *model.Operation
	properties []string
}

// isSingleton tells whether the path names an object that every tenant has once.
func (t target) isSingleton() bool {
	return t.isOnly() && t.path.Key(0) == ""
}

// isOnly tells whether the path names an object by no id: a singleton, or the only
// object of its kind that another one contains.
func (t target) isOnly() bool {
	return t.single && t.id == "" && t.relation == "" && len(t.key) == 0
}

// isPart is for the latter: the branding of an organization.
func (t target) isPart() bool { return t.isOnly() && !t.isSingleton() }

// entry is an object and the collection that it is stored in.
type entry struct {
	path   store.Location
	object store.Object
}

func (e entry) id() string { return text(e.object["id"]) }

func (e entry) ref() store.Ref { return store.RefTo(e.path, e.id()) }

// below is where that is which the object contains.
func (e entry) below(name string) store.Location { return childOf(e.path.Object(e.id()), name) }

// below is where that is which an object contains. There is no id in it where the
// object is the only one at the target's path.
func (c *call) below(e entry, name string) store.Location {
	if c.target.isOnly() && e.path == c.target.path {
		return childOf(e.path, name)
	}
	return e.below(name)
}

// partNames are what v1.0 calls the parts of entitlement management, with beta's
// names, under which both versions find them.
var partNames = map[string]string{
	"resources": "accessPackageResources", "resourceRoles": "accessPackageResourceRoles", "resourceScopes": "accessPackageResourceScopes",
	"roles": "accessPackageResourceRoles", "scopes": "accessPackageResourceScopes", "resourceRoleScopes": "accessPackageResourceRoleScopes",
	"role": "accessPackageResourceRole", "scope": "accessPackageResourceScope", "resource": "accessPackageResource",
}

// aliases are second ways to the same objects.
var aliases = map[store.Location]store.Location{
	"/identityGovernance/entitlementManagement/accessPackageCatalogs": "/identityGovernance/entitlementManagement/catalogs",
	"/agreements":                         "/identityGovernance/termsOfUse/agreements",
	"/administrativeUnits":                "/directory/administrativeUnits",
	"/settings":                           "/groupSettings", // beta's name
	"/directorySettingTemplates":          "/groupSettingTemplates",
	"/policies/conditionalAccessPolicies": "/identity/conditionalAccess/policies",
	"/identity/conditionalAccess/authenticationStrength/policies": "/policies/authenticationStrengthPolicies",
}

// childOf is where that is which a name means at a location, in either version.
func childOf(at store.Location, name string) store.Location {
	if other, ok := partNames[name]; ok && at.Within(entitlementPath) {
		name = other
	}
	location := at.Child(name)
	if other, ok := aliases[location]; ok {
		return other
	}
	return location
}

// Locate finds out which segments of a path are keys: "/groups/1/settings" is at
// "/groups('1')/settings". Of a path that no version of Graph has, all segments are
// names.
func Locate(path string) store.Location {
	for _, version := range []model.Version{model.V1, model.Beta} {
		schema, err := model.Load(version)
		if err != nil {
			continue
		}
		if segments, err := schema.Resolve(path); err == nil {
			return locationOf(segments)
		}
	}
	return store.Location(path)
}

// locationOf is where a path leads that goes only to what objects contain.
func locationOf(segments model.Path) (location store.Location) {
	for _, segment := range segments {
		switch segment.Kind {
		case model.RootSegment, model.NavigationSegment, model.PropertySegment:
			location = childOf(location, segment.Name)
		case model.KeySegment, model.AlternateKeySegment:
			location = location.Object(segment.Arguments[0].Value)
		default:
		}
	}
	return location
}

// routeOf is the path that was asked for with "*" for keys, by which
// permissions are found. Operations are segments of it.
func routeOf(segments model.Path) store.Pattern {
	for i, segment := range segments {
		if segment.Kind == model.OperationSegment {
			return locationOf(segments[:i]).Child(segment.Name).Pattern()
		}
	}
	return locationOf(segments).Pattern()
}

// locate walks along the path.
func (c *call) locate() error {
	for _, segment := range c.segments {
		if err := c.step(segment); err != nil {
			return err
		}
	}
	return nil
}

func (c *call) step(segment model.Segment) error {
	t := &c.target
	switch segment.Kind {
	case model.RootSegment:
		if err := c.root(segment); err != nil {
			return err
		}
	case model.NavigationSegment:
		return c.navigate(segment)
	case model.KeySegment, model.AlternateKeySegment:
		return c.enter(segment)
	case model.CastSegment:
		t.cast = segment.Name
	case model.OperationSegment:
		t.operation = segment.Operation
		return nil
	case model.RefSegment:
		t.ref = true
	case model.CountSegment:
		t.count = true
		return nil
	case model.PropertySegment:
		t.properties = append(t.properties, segment.Name)
		return nil
	default: // $value
		return nil
	}
	if typ, ok := c.schema.Type(segment.Type); ok {
		t.typ = typ
	}
	return nil
}

// root goes to an entity set or a singleton. A user's token is at home at /me.
func (c *call) root(segment model.Segment) error {
	c.target.path, c.target.single = childOf("", segment.Name), !segment.Collection
	if segment.Name == "me" && c.caller.AppOnly {
		return fail(http.StatusBadRequest, "BadRequest", "/me request is only valid with delegated authentication flow.")
	}
	if segment.Name == "me" {
		c.target.path, c.target.id = "/users", strings.ToLower(c.caller.ObjectID)
	}
	return nil
}

// navigate goes from an object to what it contains or refers to.
func (c *call) navigate(segment model.Segment) error {
	t := &c.target
	navigation, _ := t.typ.Navigation(segment.Name)
	typ, ok := c.schema.Type(segment.Type)
	if !ok {
		return fail(http.StatusBadRequest, "BadRequest", "Resource not found for the segment '%s'.", segment.Name)
	}
	next := target{typ: typ, single: !segment.Collection, mixed: typ.Name == directoryObject}
	if t.id == "" && t.relation == "" {
		next.path = childOf(t.path, segment.Name)
		*t = next
		return nil
	}
	e, err := c.object()
	if err != nil {
		return err
	}
	if slices.Contains([]string{"members", "owners", "federatedIdentityCredentials"}, segment.Name) && !c.reading() {
		if err := errors.Join(c.authorizeOwned(e), c.authorizeAssignable(e)); err != nil {
			return err
		}
	}
	if e.path == "/groups" && segment.Name == "team" {
		next.path, next.id = teamsPath, strings.ToLower(e.id())
		*t = next
		return nil
	}
	if c.holds(e, t.typ, navigation) {
		next.path = e.below(segment.Name)
	} else {
		next.path, next.owner, next.relation = e.path, e.ref(), segment.Name
	}
	*t = next
	return nil
}

// embedded relations hold objects of their own, which the metadata does not say.
var embedded = []string{
	"accessPackageResourceRequest/accessPackageResource",
	"accessPackageResourceRoleScope/accessPackageResourceRole",
	"accessPackageResourceRoleScope/accessPackageResourceScope",
	"accessPackageResourceRole/accessPackageResource",
	"accessPackageResourceScope/accessPackageResource",
	"fido2AuthenticationMethodConfiguration/passkeyProfiles",
}

// isPart tells whether a relation's objects exist only within their parent.
func isPart(typ *model.Type, n model.Navigation) bool {
	if n.Type == directoryObject || n.Name == lifecyclePolicies {
		return false // they live elsewhere
	}
	return n.Contained || slices.Contains(embedded, strings.TrimPrefix(typ.Name, "microsoft.graph.")+"/"+n.Name)
}

// holds tells whether a relation's objects exist only within an object.
func (c *call) holds(e entry, typ *model.Type, n model.Navigation) bool {
	return c.rulesFor(e).holds(typ, n)
}

// holds tells it of the objects of a collection.
func (r *rules) holds(typ *model.Type, n model.Navigation) bool {
	_, seen := r.inverse[n.Name]
	return !seen && r.follows[n.Name] == nil && isPart(typ, n)
}

// enter chooses one object of the collection.
func (c *call) enter(segment model.Segment) error {
	t := &c.target
	t.single = true
	if segment.Kind == model.AlternateKeySegment || len(segment.Arguments) != 1 {
		return c.enterByKey(segment.Arguments)
	}
	key := segment.Arguments[0].Value
	if key == "" {
		return missing(key) // no object has an empty id; that Graph says so in these words is a guess
	}
	t.asked = key
	if err := c.refuseOperation(key); err != nil {
		return err
	}
	if name, value, ok := strings.Cut(key, "="); ok && slices.Contains(c.rules.at(t.path).lookups, name) {
		return c.enterByKey([]model.Argument{{Name: name, Value: strings.Trim(value, "'")}}) // directoryRoles/roleTemplateId=…, as Microsoft once documented it
	}
	if t.relation != "" {
		t.id = strings.ToLower(key)
		return nil
	}
	if t.path == "/directoryObjects" {
		path, object, ok := c.store.Find(key, inDirectory)
		if !ok {
			return missing(key)
		}
		t.path, t.id, t.typ, t.mixed = path, text(object["id"]), c.typeOf(entry{path, object}), true
		return nil
	}
	r := c.rules.at(t.path)
	if r.naturalKey != "" {
		if object, ok := c.store.FindBy(t.path, r.naturalKey, key); ok {
			key = text(object["id"])
		}
	} else if inDirectory(t.path) && !guidForm.MatchString(key) {
		return badRequest("Invalid object identifier '%s'.", key)
	}
	t.id = strings.ToLower(key)
	return nil
}

// enterByKey chooses by other properties than the id. Only a request that may
// create an object can go on if none has them.
func (c *call) enterByKey(arguments []model.Argument) error {
	t := &c.target
	if slices.ContainsFunc(arguments, func(a model.Argument) bool { return a.Value == "" }) {
		return missing("")
	}
	for _, object := range c.candidates(arguments[0]) {
		if matches(object, arguments) {
			t.id = strings.ToLower(text(object["id"]))
			return nil
		}
	}
	t.key = arguments
	if c.request.Method == http.MethodPatch && c.prefers("create-if-missing") {
		return nil
	}
	return missing(arguments[0].Value)
}

// candidates are the objects that may have a property's value.
func (c *call) candidates(a model.Argument) []store.Object {
	if !slices.Contains(c.rules.at(c.target.path).indexes(), a.Name) {
		return c.store.List(c.target.path)
	}
	if object, ok := c.store.FindBy(c.target.path, a.Name, a.Value); ok {
		return []store.Object{object}
	}
	return nil
}

func matches(object store.Object, arguments []model.Argument) bool {
	for _, a := range arguments {
		if !strings.EqualFold(text(object[a.Name]), a.Value) {
			return false
		}
	}
	return true
}

// typeOf is the type of an object, which for derived types stands in it.
func (c *call) typeOf(e entry) *model.Type {
	if name := text(e.object["@odata.type"]); name != "" {
		if typ, ok := c.schema.Type(name); ok {
			return typ
		}
	}
	if typ, ok := c.schema.Type(typeNames[e.path]); ok {
		return typ
	}
	if segments, err := c.schema.Resolve(e.path.Context()); err == nil && len(segments) > 0 {
		if typ, ok := c.schema.Type(segments[len(segments)-1].Type); ok {
			return typ
		}
	}
	return c.target.typ
}

// directoryObject is what all objects of the directory are.
const directoryObject = "microsoft.graph.directoryObject"

// typeNames are the types of the collections whose objects are the directory's.
var typeNames = map[store.Location]string{
	"/users":                         "microsoft.graph.user",
	"/groups":                        "microsoft.graph.group",
	"/servicePrincipals":             "microsoft.graph.servicePrincipal",
	"/applications":                  "microsoft.graph.application",
	"/devices":                       "microsoft.graph.device",
	"/directory/administrativeUnits": "microsoft.graph.administrativeUnit",
	"/contacts":                      "microsoft.graph.orgContact",
	"/directoryRoles":                "microsoft.graph.directoryRole",
}

func inDirectory(path store.Location) bool { return typeNames[path] != "" }

// alive are all collections but those of deleted objects, and those of templates,
// which share their ids with what is made of them.
func alive(path store.Location) bool {
	return !strings.Contains(string(path), "/deletedItems") && path != "/directoryRoleTemplates"
}

// homeOf is the collection of the directory that objects of a type belong to.
func homeOf(odataType string) store.Location {
	for path, name := range typeNames {
		if name == strings.TrimPrefix(odataType, "#") {
			return path
		}
	}
	return ""
}

func text(v any) string {
	s, _ := v.(string)
	return s
}

func list(v any) []any {
	elements, _ := v.([]any)
	return elements
}
