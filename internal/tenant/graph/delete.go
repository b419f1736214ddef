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
	r := c.rulesFor(e)
	if r.keeps != nil {
		if err := r.keeps(c, e.object); err != nil {
			return reply{}, err
		}
	}
	if r.soft && e.path != deletedItems {
		c.softDelete(e)
	} else {
		c.purge(e)
	}
	if r.removed != nil {
		r.removed(c, e.object)
	}
	return noContent(), nil
}

// softDelete keeps what the object contains where it is.
func (c *call) softDelete(e entry) {
	_ = c.options.Store.Move(e.path, deletedItems, e.id(), func(object store.Object) store.Object { // it was there a moment ago
		deleted := maps.Clone(object)
		deleted["deletedDateTime"] = c.now()
		deleted["@odata.type"] = "#" + c.typeOf(e).Name
		return deleted
	})
}

// purge deletes an object for good, also from all other collections in which it
// appears.
func (c *call) purge(e entry) {
	if e.path == deletedItems {
		home := homeOf(text(e.object["@odata.type"]))
		c.options.Store.Clear(home + "/" + strings.ToLower(e.id()))
	}
	for {
		path, _, ok := c.options.Store.Find(e.id(), func(string) bool { return true })
		if !ok || c.options.Store.Remove(path, e.id()) != nil {
			return
		}
	}
}

// restore brings a soft-deleted object back to its collection.
func (c *call) restore() (reply, error) {
	object, ok := c.options.Store.Get(deletedItems, c.target.id)
	if !ok || c.target.path != deletedItems {
		return reply{}, missing(c.target.id)
	}
	home := homeOf(text(object["@odata.type"]))
	r := c.rules.at(home)
	if err := c.judge(entry{home, object}, object, r); err != nil {
		return reply{}, err
	}
	err := c.options.Store.Move(deletedItems, home, c.target.id, func(object store.Object) store.Object {
		return without(object, []string{"deletedDateTime", "@odata.type"})
	})
	if err != nil {
		return reply{}, missing(c.target.id)
	}
	restored, _ := c.options.Store.Get(home, c.target.id)
	shown := shownOf(c.visible(entry{home, restored}), r, c.version)
	return reply{status: http.StatusOK, body: c.withContext(replaced(shown, "@odata.type", object["@odata.type"]), "directoryObjects/$entity")}, nil
}
