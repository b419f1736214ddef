// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"maps"
	"net/http"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// deletedItems is where soft-deleted objects wait to be restored or purged.
const deletedItems = "/directory/deletedItems"

// remove deletes an object, for good or for thirty days.
func (c *call) remove() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	if err := c.authorizeObject(e); err != nil {
		return reply{}, err
	}
	if err := c.authorizePurge(e); err != nil {
		return reply{}, err
	}
	r := c.rulesFor(e)
	if err := c.checkMatch(e, r); err != nil {
		return reply{}, err
	}
	if r.keeps != nil {
		if err := r.keeps(c, e.object); err != nil {
			return reply{}, err
		}
	}
	if r.bin != "" && alive(e.path) {
		c.softDelete(e, r.bin)
	} else {
		c.purge(e)
	}
	if r.removed != nil {
		r.removed(c, e.object)
	}
	return noContent(), nil
}

// softDelete keeps what the object contains where it is.
func (c *call) softDelete(e entry, bin store.Location) {
	c.must(c.store.Move(e.path, bin, e.id(), func(object store.Object) store.Object {
		deleted := maps.Clone(object)
		deleted["deletedDateTime"] = c.now()
		if bin == deletedItems {
			deleted["@odata.type"] = "#" + c.typeOf(e).Name
		}
		if e.path == "/users" {
			deleted["userPrincipalName"] = freed(e.id()) + text(object["userPrincipalName"])
		}
		return deleted
	}))
}

// freed is what the name of a deleted user begins with, so that another one may
// have the name.
func freed(id string) string { return strings.ReplaceAll(id, "-", "") }

// purge deletes an object for good, an assignment also at its other end.
func (c *call) purge(e entry) {
	if !alive(e.path) {
		c.must(c.store.Clear(formerHome(e).Object(e.id())))
	}
	appears := func(path store.Location) bool { return path == e.path || twins(path, e.path) }
	for {
		path, _, ok := c.store.Find(e.id(), appears)
		if !ok {
			return
		}
		if err := c.store.Remove(path, e.id()); err != nil {
			c.must(err)
			return
		}
	}
}

// revived is an object that is not deleted any more.
func revived(object store.Object, r *rules) store.Object {
	if value, has := r.defaults["deletedDateTime"]; has {
		return replaced(object, "deletedDateTime", value)
	}
	return object
}

// formerHome is the collection that a deleted object comes from.
func formerHome(e entry) store.Location {
	if e.path == deletedItems {
		return homeOf(text(e.object["@odata.type"]))
	}
	return store.Location(strings.Replace(string(e.path), "/deletedItems", "", 1))
}

// restore brings a soft-deleted object back to its collection.
func (c *call) restore() (reply, error) {
	e, err := c.object()
	if err != nil || alive(e.path) {
		return reply{}, missing(c.target.id)
	}
	home := formerHome(e)
	r := c.rules.at(home)
	if home == "/users" {
		e.object = replaced(e.object, "userPrincipalName", strings.TrimPrefix(text(e.object["userPrincipalName"]), freed(e.id())))
	}
	if err := c.judge(entry{home, e.object}, e.object, r); err != nil {
		return reply{}, err
	}
	added := []string{"deletedDateTime"}
	if e.path == deletedItems {
		added = append(added, "@odata.type")
	}
	err = c.store.Move(e.path, home, e.id(), func(store.Object) store.Object { return revived(without(e.object, added), r) })
	if err != nil {
		return reply{}, err
	}
	restored, _ := c.store.Get(home, e.id())
	if home == "/users" {
		c.consume(list(restored["assignedLicenses"]), 1)
	}
	shown := maps.Clone(shownOf(c.visible(entry{home, restored}), r, c.version))
	if typeName, has := e.object["@odata.type"]; has {
		shown["@odata.type"] = typeName
	}
	return reply{status: http.StatusOK, body: c.withContext(shown, "directoryObjects/$entity")}, nil
}
