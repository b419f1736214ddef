// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// deletedItems is where soft-deleted objects wait to be restored or purged.
const deletedItems = "/directory/deletedItems"

// operate carries out an action or a function.
func (c *call) operate() (reply, error) {
	switch c.target.operation {
	case "getByIds":
		return c.getByIDs()
	case "restore":
		return c.restore()
	case "checkMemberGroups", "checkMemberObjects":
		return c.checkMemberships()
	case "getMemberGroups", "getMemberObjects":
		return c.memberships()
	default:
		return reply{}, fail(http.StatusNotImplemented, "notSupported", "The local tenant does not know the operation '%s'.", c.target.operation)
	}
}

// getByIDs answers with those of the objects asked for that exist.
func (c *call) getByIDs() (reply, error) {
	ids := list(c.body["ids"])
	if len(ids) == 0 || len(ids) > 1000 {
		return reply{}, badRequest("The property 'ids' must hold 1 to 1000 values.")
	}
	values := []any{}
	for _, id := range ids {
		path, object, ok := c.options.Store.Find(text(id), directory...)
		if !ok || !c.wanted(path, object) {
			continue
		}
		shown := shownOf(without(object, target{path: path}.rules().writeOnly), target{path: path}.rules(), c.version)
		shown["@odata.type"] = "#" + c.typeOf(path, object).Name
		values = append(values, shown)
	}
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": values}, "directoryObjects")}, nil
}

// wanted tells whether the types that the body names include the object's.
func (c *call) wanted(path string, object store.Object) bool {
	types := list(c.body["types"])
	name := shortName(c.typeOf(path, object).Name)
	return len(types) == 0 || slices.ContainsFunc(types, func(t any) bool {
		return strings.EqualFold(text(t), name) || strings.EqualFold(text(t), "directoryObject")
	})
}

// restore brings a soft-deleted object back to its collection.
func (c *call) restore() (reply, error) {
	object, ok := c.options.Store.Get(deletedItems, c.target.id)
	if !ok || c.target.path != deletedItems {
		return reply{}, missing(c.target.id)
	}
	home := homeOf(text(object["@odata.type"]))
	err := c.options.Store.Move(deletedItems, home, c.target.id, func(object store.Object) store.Object {
		return without(object, []string{"deletedDateTime", "@odata.type"})
	})
	if err != nil {
		return reply{}, missing(c.target.id)
	}
	restored, _ := c.options.Store.Get(home, c.target.id)
	return reply{status: http.StatusOK, body: c.withContext(without(restored, target{path: home}.rules().writeOnly), "directoryObjects/$entity")}, nil
}

// homeOf is the collection that objects of a type belong to.
func homeOf(odataType string) string {
	for path, name := range typeNames {
		if "#"+name == odataType {
			return path
		}
	}
	return ""
}

func (c *call) checkMemberships() (reply, error) {
	asked := append(list(c.body["groupIds"]), list(c.body["ids"])...)
	if len(asked) > 20 {
		return reply{}, badRequest("The number of ids must not exceed 20.")
	}
	of := c.groupsOf()
	values := []any{}
	for _, id := range asked {
		if slices.Contains(of, strings.ToLower(text(id))) {
			values = append(values, id)
		}
	}
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": values}, "Collection(Edm.String)")}, nil
}

func (c *call) memberships() (reply, error) {
	values := []any{}
	for _, id := range c.groupsOf() {
		values = append(values, id)
	}
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": values}, "Collection(Edm.String)")}, nil
}

func (c *call) groupsOf() []string {
	return closure(strings.ToLower(c.target.id), func(id string) []string { return c.options.Store.Referrers(id, "members") })
}
