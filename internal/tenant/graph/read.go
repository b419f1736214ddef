// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/odata"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// object is what the target names, and the collection that it is stored in.
func (c *call) object() (path string, object store.Object, err error) {
	t := c.target
	if t.relation == "" {
		object, ok := c.options.Store.Get(t.path, t.id)
		if !ok {
			return "", nil, missing(t.id)
		}
		return t.path, object, nil
	}
	id := t.id
	if id == "" { // a relation to one object, such as a user's manager
		for _, linked := range c.options.Store.Links(t.owner, t.relation) {
			id = linked
		}
	} else if !c.linked(id) {
		return "", nil, missing(id)
	}
	path, object, ok := c.options.Store.Find(id, directory...)
	if !ok {
		return "", nil, missing(id)
	}
	return path, object, nil
}

// get answers with one object.
func (c *call) get() (reply, error) {
	path, object, err := c.object()
	if err != nil {
		return reply{}, err
	}
	shaped, err := c.shape(path, object)
	if err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, body: c.withContext(shaped, strings.TrimPrefix(path, "/")+"/$entity")}, nil
}

// readProperty answers with one property of an object.
func (c *call) readProperty() (reply, error) {
	if c.request.Method != http.MethodGet {
		return reply{}, methodNotAllowed()
	}
	path, object, err := c.object()
	if err != nil {
		return reply{}, err
	}
	fragment := strings.TrimPrefix(path, "/") + "('" + text(object["id"]) + "')/" + c.target.property
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": object[c.target.property]}, fragment)}, nil
}

// shape is an object as an answer shows it: what is selected or else what the
// collection shows by itself.
func (c *call) shape(path string, object store.Object) (store.Object, error) {
	typ := c.typeOf(path, object)
	if typ == nil {
		typ = c.target.typ
	}
	r := target{path: path}.rules()
	visible := without(object, r.writeOnly)
	if c.target.relation != "" {
		visible["@odata.type"] = "#" + typ.Name
	}
	if len(c.query.Select) == 0 {
		return shownOf(visible, r, c.version), nil
	}
	for _, path := range c.query.Select {
		name := path[0]
		property, known := typ.Property(name)
		if !known && name != "*" && !typ.Open {
			return nil, fail(http.StatusBadRequest, "BadRequest", "Could not find a property named '%s' on type '%s'.", name, typ.Name)
		}
		if _, has := visible[name]; !has && known {
			visible[name] = nil
			if property.Collection && !property.Nullable {
				visible[name] = []any{}
			}
		}
	}
	return odata.Project(visible, c.query.Select), nil
}

// shownOf leaves out what has to be selected to be returned. The beta version
// returns nearly everything.
func shownOf(object store.Object, r rules, version string) store.Object {
	if version == "v1.0" && r.shown != nil {
		kept := store.Object{}
		for _, name := range append([]string{"@odata.type"}, r.shown...) {
			if value, has := object[name]; has {
				kept[name] = value
			} else if !strings.HasPrefix(name, "@") {
				kept[name] = nil
			}
		}
		return kept
	}
	return without(object, r.selectOnly)
}

func without(object store.Object, names []string) store.Object {
	kept := make(store.Object, len(object))
	for name, value := range object {
		kept[name] = value
	}
	for _, name := range names {
		delete(kept, name)
	}
	return kept
}
