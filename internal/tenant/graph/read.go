// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// object is what the target names.
func (c *call) object() (entry, error) {
	e, err := c.find()
	if err == nil && c.target.cast != "" && !c.isCast(e) {
		return entry{}, missing(c.target.id)
	}
	return e, err
}

func (c *call) find() (entry, error) {
	t := c.target
	switch {
	case t.relation != "":
		return c.findLinked()
	case t.id == "" && len(t.key) > 0:
		return entry{}, missing(t.key[0].Value)
	case t.id == "":
		for _, only := range c.store.Walk(t.path, 0) {
			return entry{t.path, only}, nil
		}
		summary := c.reading() && strings.HasPrefix(string(t.path), "/device") && t.isPart()
		if t.isSingleton() || summary || t.path.Pattern() == "/servicePrincipals/*/synchronization" {
			return c.firstSeen(), nil
		}
		if t.path.Name() == "photo" {
			return entry{}, noImage()
		}
		return entry{}, missing(string(t.path))
	}
	r := c.rules.at(t.path)
	object, ok := c.store.Get(t.path, t.id)
	if ok && r.opaqueID && t.asked != "" && t.asked != object["id"] {
		return entry{}, missing(t.asked) // the store takes it in any case
	}
	if ok && (r.lives == nil || r.lives(c, t.id)) {
		return entry{t.path, object}, nil
	}
	for _, path := range r.unites {
		if object, ok := c.store.Get(path, t.id); ok {
			return entry{path, object}, nil
		}
	}
	return entry{}, missing(cmp.Or(t.asked, t.id))
}

// firstSeen is a singleton that nobody has changed: every tenant has it, with
// what is initial for its type. So have Intune's objects their summaries.
func (c *call) firstSeen() entry {
	path := c.target.path
	object := store.Object{"id": path.Name()}
	c.fill(c.target.typ, object)
	if !c.reading() {
		c.must(c.store.Insert(path, object))
	}
	return entry{path, object}
}

// findLinked is one of the linked objects, or the only one: a user's manager.
func (c *call) findLinked() (entry, error) {
	for _, r := range c.relatives() {
		if c.target.id != "" && c.target.id != r.ID {
			continue
		}
		if object, ok := c.store.At(r); ok && alive(r.In) {
			return entry{r.In, object}, nil
		}
	}
	if c.target.id == "" {
		return entry{}, missing(c.target.relation)
	}
	return entry{}, missing(cmp.Or(c.target.asked, c.target.id))
}

func (c *call) isCast(e entry) bool {
	typ := c.typeOf(e)
	return typ != nil && typ.IsA(c.target.cast)
}

// get answers with one object.
func (c *call) get() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	shaped, err := c.shape(e)
	if err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, body: c.withContext(shaped, c.entityFragment(e))}, nil
}

// readProperty answers with one property of an object.
func (c *call) readProperty() (reply, error) {
	if c.request.Method != http.MethodGet {
		return reply{}, methodNotAllowed()
	}
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	fragment := e.path.Context()
	if !c.target.isOnly() {
		fragment += "('" + e.id() + "')"
	}
	var value any = c.visible(e)
	for _, name := range c.target.properties {
		inner, _ := value.(store.Object)
		value = inner[name]
		fragment += "/" + name
	}
	fragment += c.selection()
	if c.segments[len(c.segments)-1].Kind == model.ValueSegment {
		return raw(value), nil
	}
	if complexValue, ok := value.(store.Object); ok {
		return reply{status: http.StatusOK, body: c.withContext(complexValue, fragment)}, nil
	}
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": value}, fragment)}, nil
}

// raw is a value as its text alone, for $value. There is none of null, as OData says.
func raw(value any) reply {
	if value == nil {
		return noContent()
	}
	return reply{status: http.StatusOK, body: media{fmt.Append(nil, value), "text/plain"}}
}

// visible is an object without what is never returned.
func (c *call) visible(e entry) store.Object {
	r := c.rulesFor(e)
	object := without(e.object, r.writeOnly)
	for property, member := range r.concealed {
		if property == "keyCredentials" && c.asksForKeys() {
			continue
		}
		object = concealed(object, property, member)
	}
	if !inDirectory(e.path) && e.path != deletedItems {
		object = c.ofVersion(e, object, r)
	}
	if r.shows != nil {
		object = r.shows(c, e.object, object)
	}
	for property, member := range r.hidden {
		object = hidden(object, property, member)
	}
	if r.matched {
		object = replaced(object, "@odata.etag", etagOf(e.object))
	}
	return object
}

// ofVersion shows of an object what its type has in the version of the request,
// which may not be the one that made it.
func (c *call) ofVersion(e entry, object store.Object, r *rules) store.Object {
	typ := c.typeOf(e)
	if typ == nil {
		return object
	}
	shown := make(store.Object, len(object))
	for name, value := range object {
		_, property := typ.Property(name)
		_, relation := typ.Navigation(name)
		if property || relation || typ.Open || strings.HasPrefix(name, "@") || c.version == "beta" && slices.Contains(unpublished[typ.Name], name) || undeclared(typ, name) || slices.Contains(freeForm, typ.Name) {
			shown[name] = value
		}
	}
	for _, property := range typ.AllProperties() {
		if _, has := shown[property.Name]; !has && !slices.Contains(r.writeOnly, property.Name) {
			shown[property.Name] = c.initial(property)
		}
	}
	return shown
}

// hidden makes null of a property, or of a member of a complex one, if it has a value.
func hidden(object store.Object, property, member string) store.Object {
	inner, _ := object[property].(store.Object)
	switch {
	case member != "" && inner[member] != nil:
		return replaced(object, property, replaced(inner, member, nil))
	case member == "" && object[property] != nil:
		return replaced(object, property, nil)
	}
	return object
}

// limited is what a caller sees of a related object of a type that it may not
// read: that it is there, and its id.
func (c *call) limited(e entry, visible store.Object) store.Object {
	if !inDirectory(e.path) || c.authorizeRoute(e.path.Object("").Pattern()) == nil {
		return visible
	}
	hidden := make(store.Object, len(visible))
	for name := range visible {
		hidden[name] = nil
	}
	hidden["id"] = visible["id"]
	return hidden
}

// asksForKeys: the public keys of one object are returned if they are selected.
func (c *call) asksForKeys() bool {
	for _, path := range c.query.Select {
		if path[0] == "keyCredentials" {
			return c.target.single
		}
	}
	return false
}

// concealed makes null of a member of each element of a list.
func concealed(object store.Object, property, member string) store.Object {
	elements := list(object[property])
	if len(elements) == 0 {
		return object
	}
	shown := make([]any, len(elements))
	for i, element := range elements {
		members, _ := element.(store.Object)
		shown[i] = replaced(members, member, nil)
	}
	return replaced(object, property, shown)
}

// replaced is a copy of an object in which one property has another value.
func replaced(object store.Object, property string, value any) store.Object {
	changed := maps.Clone(object)
	if changed == nil {
		changed = store.Object{}
	}
	changed[property] = value
	return changed
}

// rulesFor finds the rules of an object's own collection, also while the object
// waits among the deleted ones.
func (c *call) rulesFor(e entry) *rules {
	if !alive(e.path) {
		return c.rules.at(formerHome(e))
	}
	return c.rules.at(e.path)
}

// shape is an object as an answer shows it: what is selected or else what the
// collection shows by itself, and what was to be expanded.
func (c *call) shape(e entry) (store.Object, error) {
	typ := c.typeOf(e)
	visible := c.visible(e)
	if !c.target.single {
		visible = withNull(visible, c.rulesFor(e).hiddenInLists)
	}
	if c.target.relation != "" {
		visible = c.limited(e, visible)
	}
	elsewhere := c.target.relation != "" || e.path != c.target.path
	if (c.target.mixed || elsewhere) && (typ.Name != c.target.typ.Name || c.target.mixed && c.target.relation == "") {
		visible = replaced(visible, "@odata.type", "#"+typ.Name)
	}
	shown, err := c.selected(typ, e, visible)
	if err != nil {
		return nil, err
	}
	return c.expanded(typ, e, c.annotated(e, typ, shown))
}

func (c *call) selected(typ *model.Type, e entry, visible store.Object) (store.Object, error) {
	if len(c.query.Select) == 0 {
		return shownOf(visible, c.rulesFor(e), c.version), nil
	}
	full := maps.Clone(visible)
	for _, path := range c.query.Select {
		name := path[0]
		property, known := typ.Property(name)
		switch {
		case known:
			if _, has := full[name]; !has {
				full[name] = emptyOf(property)
			}
		case name == "*", strings.Contains(name, "."), undeclared(typ, name), c.target.typ.Name != typ.Name:
		default:
			if _, relation := typ.Navigation(name); !relation {
				return nil, unknownProperty(name, typ)
			}
		}
	}
	return odata.Project(full, c.query.Select), nil
}

// emptyOf is what a property without a value is shown as.
func emptyOf(property model.Property) any {
	if property.Collection {
		return []any{}
	}
	return nil
}

// withNull makes null of properties that an object has.
func withNull(object store.Object, names []string) store.Object {
	for _, name := range names {
		object = hidden(object, name, "")
	}
	return object
}

// undeclared tells whether a name can be an extension of an open type.
func undeclared(typ *model.Type, name string) bool {
	return lacking(typ, name) || typ.Open && strings.Contains(name, "_")
}

// lacking: the types of beta lack properties that its documentation has, and those of v1.0 what requests name in an assignment.
func lacking(typ *model.Type, name string) bool {
	switch typ.Name {
	case "microsoft.graph.application":
		return slices.Contains([]string{"oauth2RequirePostResponse", "addIns", "applicationTemplateId"}, name)
	case "microsoft.graph.servicePrincipal":
		return slices.Contains([]string{"oauth2PermissionScopes", "resourceSpecificApplicationPermissions"}, name)
	case "microsoft.graph.accessPackageAssignment":
		return slices.Contains([]string{"accessPackageId", "assignmentPolicyId", "targetId"}, name)
	}
	return false
}

func unknownProperty(name string, typ *model.Type) *failure {
	return fail(http.StatusBadRequest, "BadRequest", "Could not find a property named '%s' on type '%s'.", name, typ.Name)
}

// shownOf leaves out what has to be selected to be returned. The beta version
// returns nearly everything.
func shownOf(object store.Object, r *rules, version string) store.Object {
	if version == "v1.0" && r.shown != nil {
		kept := make(store.Object, len(r.shown)+1)
		for _, name := range r.shown {
			kept[name] = object[name]
		}
		if name, has := object["@odata.type"]; has {
			kept["@odata.type"] = name
		}
		return kept
	}
	if version == "v1.0" {
		object = without(object, r.betaShown)
	}
	return without(object, r.selectOnly)
}

// without is the object itself if it has none of the properties.
func without(object store.Object, names []string) store.Object {
	kept := object
	for _, name := range names {
		if _, has := object[name]; !has {
			continue
		}
		if len(kept) == len(object) {
			kept = maps.Clone(object)
		}
		delete(kept, name)
	}
	return kept
}
