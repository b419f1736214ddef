// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// create adds an object to a collection and answers with it.
func (c *call) create() (reply, error) {
	e, err := c.add()
	if err != nil {
		return reply{}, err
	}
	r := c.rulesFor(e)
	shown := c.visible(e)
	if r.tells != nil {
		shown = r.tells(c, e)
	}
	shown, err = c.expanded(c.typeOf(e), e, c.annotated(e, c.typeOf(e), shownOf(shown, r, c.version)))
	if err != nil {
		return reply{}, err
	}
	answer := reply{status: http.StatusCreated, body: c.withContext(shown, c.placeName(e.path)+"/$entity")}
	if inDirectory(e.path) {
		answer.header = map[string]string{
			"Location": c.address(e),
		}
	}
	return answer, nil
}

// add makes an object of the body, with what it contains and refers to.
func (c *call) add() (entry, error) {
	if c.body == nil {
		return entry{}, badRequest("Empty Payload. JSON content expected.")
	}
	c.spellAttributes()
	typ, err := c.validate(c.target.typ, c.body)
	if err != nil {
		return entry{}, err
	}
	r := c.rules.at(c.target.path)
	c.overlook(r)
	if err := c.checkNew(typ, r); err != nil {
		return entry{}, err
	}
	body, inner := separate(typ, c.body)
	e := entry{c.target.path, c.newObject(typ, r, body)}
	if err := c.judge(e, nil, r); err != nil {
		return entry{}, err
	}
	links, err := c.bindings(typ, store.Ref{}, nil, inner)
	if err != nil {
		return entry{}, err
	}
	c.completed(r, e.object, body)
	switch err := c.store.Insert(e.path, e.object); {
	case errors.Is(err, store.ErrExists):
		return entry{}, conflict("id", shortName(typ.Name), e.id())
	case err != nil:
		return entry{}, err
	}
	c.link(e.ref(), append(links, c.ownership(e.path, links)...))
	c.contain(e, typ, inner)
	if r.stored != nil {
		r.stored(c, nil, e.object)
	}
	return e, nil
}

// completed adds what the server computes for a new object. A seed may have said it,
// and is believed.
func (c *call) completed(r *rules, object, body store.Object) {
	var said store.Object
	if c.options.Seeding {
		said = maps.Clone(object)
	}
	if r.complete != nil {
		r.complete(c, object)
	}
	if !c.options.Seeding {
		return
	}
	for name, value := range body {
		if name == "id" || slices.Contains(r.readOnly, name) || slices.Contains(stamps, name) || !sameJSON(object[name], said[name]) {
			object[name] = value
		}
	}
}

// checkNew refuses bodies that lack something or hold what the server decides.
func (c *call) checkNew(typ *model.Type, r *rules) error {
	if err := c.refuseReadOnly(r, r.readOnly); err != nil {
		return err
	}
	for _, name := range r.required {
		_, bound := c.body[name+"@odata.bind"]
		if c.body[name] == nil && !bound {
			return badRequest("A value is required for property '%s' of resource '%s'.", name, shortName(typ.Name))
		}
	}
	return c.refuseEmpty(typ, r)
}

// refuseEmpty: what is required cannot be empty either, and the directory has
// no empty texts.
func (c *call) refuseEmpty(typ *model.Type, r *rules) error {
	for name, value := range byName(c.body) {
		empty := value == "" && r.noEmptyTexts || value == nil && slices.Contains(r.required, name)
		if empty || value == "" && slices.Contains(r.required, name) {
			return invalidValue(name, shortName(typ.Name))
		}
	}
	return nil
}

// newObject is the body with the collection's defaults and an id.
func (c *call) newObject(typ *model.Type, r *rules, body store.Object) store.Object {
	object := maps.Clone(r.defaults)
	if object == nil {
		object = store.Object{}
	}
	apply(object, body)
	switch sent := text(body["id"]); {
	case (r.clientID || c.options.Seeding) && sent != "":
		object["id"] = sent
	case r.opaqueID:
		object["id"] = opaqueID()
	default:
		object["id"] = uuid.NewString()
	}
	if typ.Name != c.target.typ.Name {
		object["@odata.type"] = "#" + typ.Name
	}
	if !inDirectory(c.target.path) {
		c.fill(typ, object)
	}
	c.fillParts(typ, object, r.filled)
	c.stamp(typ, object, "createdDateTime")
	if r.unmodified {
		object["modifiedDateTime"] = nil
	}
	return object
}

// opaqueID is an id as the directory gives to assignments: not a GUID.
func opaqueID() string {
	random := make([]byte, 32)
	_, _ = rand.Read(random) // it never fails
	return base64.RawURLEncoding.EncodeToString(random)
}

// stamps are the times that services keep of their objects.
var stamps = []string{"createdDateTime", "modifiedDateTime", "lastModifiedDateTime"}

// stamp sets the times that a type keeps: one named, and those of the change.
func (c *call) stamp(typ *model.Type, object store.Object, name string) {
	for _, time := range append([]string{name}, stamps[1:]...) {
		if _, known := typ.Property(time); known {
			object[time] = c.now()
		}
	}
}

// patch changes an object. Absent properties stay, null clears.
func (c *call) patch() (reply, error) {
	e, err := c.object()
	if err != nil && c.mayCreate() {
		return c.createOrPut()
	}
	if err != nil {
		return reply{}, err
	}
	r := c.rulesFor(e)
	if r.noPatch && c.request.Method == http.MethodPatch {
		return reply{}, methodNotAllowed()
	}
	if err := c.authorizeObject(e); err != nil {
		return reply{}, err
	}
	if err := c.checkMatch(e, r); err != nil {
		return reply{}, err
	}
	after, err := c.change(e, r)
	if err != nil {
		return reply{}, err
	}
	if !c.changeAnswers(r) && !c.prefers("return=representation") {
		return noContent(), nil
	}
	shaped, err := c.shape(entry{e.path, after})
	if err != nil {
		return reply{}, err
	}
	return reply{status: cmp.Or(r.changeStatus, http.StatusOK), body: c.withContext(shaped, c.entityFragment(e))}, nil
}

// changeAnswers tells whether a change is answered with the object. In Intune, as
// Microsoft documents it, every PATCH is.
func (c *call) changeAnswers(r *rules) bool {
	return r.changeAnswers || c.request.Method == http.MethodPatch && c.inIntune()
}

// intunePlaces are segments that lead from other services to Intune's objects.
var intunePlaces = []string{"deviceManagement", "deviceAppManagement", "managedDevices", "managedAppRegistrations", "deviceManagementTroubleshootingEvents"}

// inIntune tells whether the path leads to one of Intune's objects.
func (c *call) inIntune() bool {
	return !c.target.path.Within("/roleManagement") && slices.ContainsFunc(intunePlaces, func(place string) bool {
		return slices.Contains(strings.Split(string(c.route), "/"), place)
	})
}

// createOrPut answers with what was made, except where a part was put.
func (c *call) createOrPut() (reply, error) {
	answer, err := c.create()
	switch {
	case err != nil || !c.target.isPart():
		return answer, err
	case c.changeAnswers(c.rules.at(c.target.path)):
		answer.status = http.StatusOK
		return answer, nil
	}
	return noContent(), nil
}

// mayCreate: some objects come into being when they are changed.
func (c *call) mayCreate() bool {
	t := c.target
	switch {
	case c.body == nil || t.relation != "":
		return false
	case t.isPart():
		return true
	case len(t.key) > 0 && slices.Contains(c.rules.at(t.path).readOnly, t.key[0].Name):
		return false // only the service gives it
	case len(t.key) > 0:
		for _, a := range t.key {
			c.body[a.Name] = a.Value
		}
		return true
	case c.rules.at(t.path).upsert == c.request.Method:
		c.body["id"] = t.id
		return true
	}
	return false
}

// change stores what the body makes of an object.
func (c *call) change(e entry, r *rules) (store.Object, error) {
	typ := c.typeOf(e)
	if strings.EqualFold(text(c.body["id"]), e.id()) {
		delete(c.body, "id") // to repeat it changes nothing
	}
	c.overlook(r)
	c.spellAttributes()
	if r.receive != nil {
		if err := r.receive(c, e.object); err != nil {
			return nil, err
		}
	}
	c.forgetRepeated(e.object, slices.Concat(r.readOnly, r.createOnly))
	if err := c.checkChange(typ, r); err != nil {
		return nil, err
	}
	body, inner := separate(typ, c.body)
	links, err := c.bindings(typ, e.ref(), e.object, inner)
	if err != nil {
		return nil, err
	}
	after := maps.Clone(e.object)
	apply(after, body)
	c.fillChanged(typ, after, body, r)
	for _, name := range []string{"id", "createdDateTime"} { // overlooked where it is not refused
		if value, has := e.object[name]; has {
			after[name] = value
		}
	}
	c.stamp(typ, after, "")
	if err := c.judge(entry{e.path, after}, e.object, r); err != nil {
		return nil, err
	}
	keep := func(store.Object) (store.Object, error) { return after, nil }
	if err := c.store.Replace(e.path, e.id(), keep); err != nil {
		return nil, err
	}
	c.unlinkOld(typ, e.ref(), links)
	c.link(e.ref(), links)
	c.clearParts(e, inner, r)
	c.contain(e, typ, inner)
	if r.stored != nil {
		r.stored(c, e.object, after)
	}
	return after, nil
}

// clearParts makes room for the contained objects that a change brings.
func (c *call) clearParts(e entry, inner store.Object, r *rules) {
	for name, value := range inner {
		if r.merge != nil {
			r.merge(c, c.below(e, name), elements(value, true))
			continue
		}
		c.must(c.store.Clear(c.below(e, name)))
	}
}

// checkChange refuses bodies that are not of the type or touch what is fixed.
func (c *call) checkChange(typ *model.Type, r *rules) error {
	if c.target.relation == "" && c.target.typ.Abstract {
		// The type cannot change, but without it Graph cannot read the body.
		if _, err := c.narrowed(c.target.typ, c.body); err != nil {
			return err
		}
	}
	if _, err := c.validate(typ, c.body); err != nil {
		return err
	}
	if err := c.refuseReadOnly(r, slices.Concat(r.readOnly, r.createOnly)); err != nil {
		return err
	}
	return c.refuseEmpty(typ, r)
}

// judge applies the collection's own check and its unique properties.
func (c *call) judge(after entry, before store.Object, r *rules) error {
	if r.derive != nil {
		r.derive(c, before, after.object)
	}
	for property, most := range r.longest {
		if utf8.RuneCountInString(text(after.object[property])) > most {
			return invalidValue(property, shortName(c.typeOf(after).Name))
		}
	}
	for _, property := range r.unique {
		for _, value := range append(list(after.object[property]), after.object[property]) {
			other, taken := c.store.FindBy(after.path, property, text(value))
			if text(value) != "" && taken && other["id"] != after.object["id"] {
				return conflict(property, shortName(c.typeOf(after).Name), text(other["id"]))
			}
		}
	}
	if err := c.checkAttributes(after.object); err != nil {
		return err
	}
	if err := c.checkAssigned(after.path, after.object); err != nil || r.check == nil {
		return err
	}
	return r.check(c, before, after.object)
}

// refuseReadOnly: the directory refuses what it alone decides; other services
// overlook it. A seed says what it likes.
func (c *call) refuseReadOnly(r *rules, names []string) error {
	if c.options.Seeding {
		return nil
	}
	if _, sent := c.body["id"]; sent && !r.clientID && inDirectory(c.target.path) {
		return badRequest("Property 'id' is read-only and cannot be set.")
	}
	for _, name := range names {
		if _, sent := c.body[name]; sent {
			return badRequest("Property '%s' is read-only and cannot be set.", name)
		}
	}
	return nil
}

// overlook leaves out of a body what is not the caller's to say.
func (c *call) overlook(r *rules) {
	if c.options.Seeding {
		return
	}
	for _, name := range r.overlooked {
		delete(c.body, name)
	}
}

// forgetRepeated leaves out of a change what cannot be changed and is not: Graph
// takes back an object as it gave it.
func (c *call) forgetRepeated(object store.Object, names []string) {
	for _, name := range names {
		if value, sent := c.body[name]; sent && (sameJSON(value, object[name]) || text(value) != "" && strings.EqualFold(text(value), text(object[name]))) {
			delete(c.body, name)
		}
	}
}

// sameJSON tells whether two values are written alike.
func sameJSON(a, b any) bool {
	first, err := json.Marshal(a)
	second, other := json.Marshal(b)
	return err == nil && other == nil && bytes.Equal(first, second)
}

// separate takes apart what becomes properties of an object and what it
// contains or refers to.
func separate(typ *model.Type, body store.Object) (properties, inner store.Object) {
	properties, inner = store.Object{}, store.Object{}
	for name, value := range body {
		if _, relation := typ.Navigation(name); relation {
			inner[name] = value
		} else {
			properties[name] = value
		}
	}
	return properties, inner
}

// contain stores objects that came inside another one.
func (c *call) contain(parent entry, typ *model.Type, inner store.Object) {
	c.containAt(func(name string) store.Location { return c.below(parent, name) }, typ, inner)
}

func (c *call) containAt(below func(name string) store.Location, typ *model.Type, inner store.Object) {
	for name, value := range inner {
		navigation, _ := typ.Navigation(name)
		child, ok := c.schema.Type(navigation.Type)
		if !ok || !isPart(typ, navigation) {
			continue
		}
		for _, element := range elements(value, navigation.Collection) {
			c.containOne(below(name), child, element, !navigation.Collection)
		}
	}
}

// containOne stores one of them, or the only one that there can be.
func (c *call) containOne(path store.Location, typ *model.Type, element any, only bool) {
	body, ok := element.(store.Object)
	if !ok {
		return
	}
	if actual, ok := c.schema.Type(text(body["@odata.type"])); ok {
		typ = actual
	}
	properties, inner := separate(typ, body)
	object := store.Object{"id": uuid.NewString()}
	apply(object, properties)
	c.fill(typ, object)
	settle(typ.Name, object)
	if object["id"] == nil || object["id"] == "" {
		object["id"] = uuid.NewString()
	}
	err := c.store.Insert(path, object)
	if errors.Is(err, store.ErrExists) {
		err = badRequest("Request contains a property with duplicate values.")
	}
	c.must(err)
	below := entry{path, object}.below
	if only {
		below = func(name string) store.Location { return childOf(path, name) }
	}
	c.containAt(below, typ, inner)
}

// apply puts the properties of a body into an object. Complex values keep the
// members that are not sent, as OData says of PATCH and Microsoft's examples of
// policies show. Values are shared, since nothing changes them.
func apply(object, body store.Object) {
	for name, value := range body {
		if strings.Contains(name, "@") && name != "@odata.type" {
			continue
		}
		members, isObject := value.(store.Object)
		old, wasObject := object[name].(store.Object)
		if isObject && wasObject {
			value = mergedWith(old, members)
		}
		object[name] = value
	}
}

// mergedWith is a complex value in which members have changed; complex members
// keep what is not sent as well. A value of another type takes the old one's place.
func mergedWith(old, members store.Object) store.Object {
	if named := text(members["@odata.type"]); named != "" && !strings.EqualFold(strings.TrimPrefix(named, "#"), strings.TrimPrefix(text(old["@odata.type"]), "#")) {
		return members
	}
	both := maps.Clone(old)
	for name, value := range members {
		inner, isObject := value.(store.Object)
		before, wasObject := old[name].(store.Object)
		if isObject && wasObject {
			value = mergedWith(before, inner)
		}
		both[name] = value
	}
	return both
}

// shortName is a type's name without its namespace, in capitals as messages have it.
func shortName(typeName string) string {
	name := typeName[strings.LastIndexByte(typeName, '.')+1:]
	return strings.ToUpper(name[:1]) + name[1:]
}

// homeOfRelation is the collection in which a relation's objects live, where one can
// be made by way of the relation: that of an inverse relation, or the entity set of
// the type.
func (c *call) homeOfRelation() store.Location {
	t := c.target
	if of, ok := c.rules.at(t.path).inverse[t.relation]; ok {
		return of.home
	}
	if t.typ.IsA(directoryObject) {
		return ""
	}
	for _, root := range c.schema.Roots() {
		if root.Collection && root.Type == t.typ.Name {
			return store.Location("/" + root.Name)
		}
	}
	return ""
}

// createRelated makes an object in its own collection and relates it to the
// object by way of which it was asked for.
func (c *call) createRelated(home store.Location) (reply, error) {
	t := c.target
	of, inverted := c.rules.at(t.path).inverse[t.relation]
	sub := *c
	sub.target = target{path: home, typ: t.typ}
	property := c.rules.at(home).references[of.relation]
	if property != "" && c.body != nil {
		c.body[property] = t.owner.ID
	}
	e, err := sub.add()
	if err != nil {
		return reply{}, err
	}
	switch {
	case inverted && property == "":
		c.link(e.ref(), []binding{{of.relation, t.owner}})
	case !inverted:
		c.link(t.owner, []binding{{t.relation, e.ref()}})
	}
	shown, err := sub.shape(e)
	return reply{status: http.StatusCreated, body: c.withContext(shown, home.Context()+"/$entity")}, err
}

// createMember makes an object inside an administrative unit, of the type that
// the body names.
func (c *call) createMember() (reply, error) {
	t := c.target
	if home := c.homeOfRelation(); home != "" {
		return c.createRelated(home)
	}
	home := homeOf(text(c.body["@odata.type"]))
	if t.relation != "members" || t.path != "/directory/administrativeUnits" || home == "" {
		return reply{}, methodNotAllowed()
	}
	typ, _ := c.schema.Type(typeNames[home])
	sub := *c
	sub.target = target{path: home, typ: typ}
	e, err := sub.add()
	if err != nil {
		return reply{}, err
	}
	c.link(t.owner, []binding{{"members", e.ref()}})
	shown := replaced(c.visible(e), "@odata.type", "#"+typ.Name)
	return reply{status: http.StatusCreated, body: c.withContext(shown, home.Context()+"/$entity")}, nil
}
