// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// create adds an object to a collection.
func (c *call) create() (reply, error) {
	if c.body == nil {
		return reply{}, badRequest("Empty Payload. JSON content expected.")
	}
	typ, err := c.validate(c.target.typ, c.body)
	if err != nil {
		return reply{}, err
	}
	r := c.target.rules()
	if err := c.refuseReadOnly(r.readOnly); err != nil {
		return reply{}, err
	}
	for _, name := range r.required {
		if c.body[name] == nil {
			return reply{}, badRequest("A value is required for property '%s' of resource '%s'.", name, shortName(typ.Name))
		}
	}
	object := c.newObject(typ.Name, r)
	if err := c.judge(nil, object, r); err != nil {
		return reply{}, err
	}
	links, err := c.bindings(nil)
	if err != nil {
		return reply{}, err
	}
	if r.complete != nil {
		r.complete(c, object)
	}
	if err := c.options.Store.Insert(c.target.path, object); err != nil {
		return reply{}, err
	}
	c.link(text(object["id"]), links)
	shown := shownOf(without(object, r.writeOnly), rules{selectOnly: r.selectOnly}, c.version)
	return reply{
		status: http.StatusCreated,
		body:   c.withContext(shown, strings.TrimPrefix(c.target.path, "/")+"/$entity"),
		header: map[string]string{"Location": c.options.BaseURL + "/v2/" + c.options.TenantID + "/directoryObjects/" + text(object["id"]) + "/Microsoft.DirectoryServices." + shortName(typ.Name)},
	}, nil
}

// newObject is the body with the collection's defaults and an id.
func (c *call) newObject(typeName string, r rules) store.Object {
	object, _ := deepCopy(r.defaults).(store.Object)
	if object == nil {
		object = store.Object{}
	}
	apply(object, c.body, r.merged)
	object["id"] = uuid.NewString()
	if typeName != c.target.typ.Name {
		object["@odata.type"] = "#" + typeName
	}
	return object
}

// patch changes an object. Absent properties stay, null clears.
func (c *call) patch() (reply, error) {
	path, before, err := c.object()
	if err != nil {
		return reply{}, err
	}
	typ := c.typeOf(path, before)
	if typ == nil {
		typ = c.target.typ
	}
	if _, err := c.validate(typ, c.body); err != nil {
		return reply{}, err
	}
	r := target{path: path}.rules()
	if err := c.refuseReadOnly(append(slices.Clone(r.readOnly), r.createOnly...)); err != nil {
		return reply{}, err
	}
	links, err := c.bindings(before)
	if err != nil {
		return reply{}, err
	}
	err = c.options.Store.Replace(path, text(before["id"]), func(current store.Object) (store.Object, error) {
		after, _ := deepCopy(current).(store.Object)
		apply(after, c.body, r.merged)
		return after, nil
	})
	if err != nil {
		return reply{}, missing(c.target.id)
	}
	c.link(text(before["id"]), links)
	if !r.changeAnswers {
		return noContent(), nil
	}
	return c.get()
}

// remove deletes an object, for good or for thirty days.
func (c *call) remove() (reply, error) {
	path, object, err := c.object()
	if err != nil {
		return reply{}, err
	}
	id := text(object["id"])
	if !(target{path: path}).rules().soft {
		if err := c.options.Store.Remove(path, id); err != nil {
			return reply{}, missing(id)
		}
		return noContent(), nil
	}
	err = c.options.Store.Move(path, deletedItems, id, func(object store.Object) store.Object {
		deleted := without(object, nil)
		deleted["deletedDateTime"] = c.now()
		deleted["@odata.type"] = "#" + c.typeOf(path, object).Name
		return deleted
	})
	if err != nil {
		return reply{}, missing(id)
	}
	return noContent(), nil
}

// judge applies the collection's own check and its unique properties.
func (c *call) judge(before, after store.Object, r rules) error {
	for _, property := range r.unique {
		value := text(after[property])
		other, taken := c.options.Store.FindBy(c.target.path, property, value)
		if value != "" && taken && other["id"] != after["id"] {
			return conflict(property, shortName(c.target.typ.Name), text(other["id"]))
		}
	}
	if r.check == nil {
		return nil
	}
	return r.check(c, before, after)
}

func (c *call) refuseReadOnly(names []string) error {
	for _, name := range append([]string{"id"}, names...) {
		if _, sent := c.body[name]; sent {
			return badRequest("Property '%s' is read-only and cannot be set.", name)
		}
	}
	return nil
}

// apply puts the properties of a body into an object. Merged complex types keep
// the members that are not sent.
func apply(object, body store.Object, merged []string) {
	for name, value := range body {
		if strings.Contains(name, "@") && name != "@odata.type" {
			continue
		}
		members, isObject := value.(store.Object)
		old, wasObject := object[name].(store.Object)
		if isObject && wasObject && slices.Contains(merged, name) {
			apply(old, members, nil)
			continue
		}
		object[name] = deepCopy(value)
	}
}

// shortName is a type's name without its namespace, in capitals as messages have it.
func shortName(typeName string) string {
	name := typeName[strings.LastIndexByte(typeName, '.')+1:]
	return strings.ToUpper(name[:1]) + name[1:]
}
