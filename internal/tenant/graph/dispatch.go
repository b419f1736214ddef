// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import "net/http"

// dispatch carries the request out.
func (c *call) dispatch() (reply, error) {
	switch {
	case c.target.operation != nil:
		return c.operate()
	case c.isMedia():
		return c.stream()
	case c.writesSecrets():
		return c.putSecrets()
	case c.isMailbox():
		return c.mailbox()
	case c.target.ref:
		return c.changeLink()
	case c.target.count:
		return c.countOnly()
	case len(c.target.properties) > 0:
		return c.readProperty()
	case c.target.single:
		return c.single()
	default:
		return c.many()
	}
}

// many answers requests to a collection.
func (c *call) many() (reply, error) {
	switch {
	case c.request.Method == http.MethodGet:
		if prepare := c.rules.at(c.target.path).prepare; prepare != nil {
			prepare(c)
		}
		return c.list()
	case c.request.Method == http.MethodPost && c.target.relation == "":
		r := c.rules.at(c.target.path)
		if planted := c.options.Seeding && c.body["id"] != nil; r.makes != nil && !planted {
			return r.makes(c)
		}
		return c.create()
	case c.request.Method == http.MethodPost:
		return c.createMember()
	default:
		return reply{}, methodNotAllowed()
	}
}

// put changes an object, where that is how it is changed, or makes it.
func (c *call) put() (reply, error) {
	r := c.rules.at(c.target.path)
	makes := r.upsert == http.MethodPut
	switch _, err := c.find(); {
	case r.puts, c.target.isPart(), makes && err != nil:
		return c.patch()
	case makes:
		return reply{}, fail(http.StatusConflict, "Conflict", "'%s' exists already.", c.target.id)
	default:
		return reply{}, methodNotAllowed()
	}
}

// single answers requests to one object.
func (c *call) single() (reply, error) {
	switch c.request.Method {
	case http.MethodGet:
		return c.get()
	case http.MethodPatch:
		return c.patch()
	case http.MethodPut:
		return c.put()
	case http.MethodDelete:
		if c.target.isSingleton() {
			return reply{}, methodNotAllowed()
		}
		return c.remove()
	default:
		return reply{}, methodNotAllowed()
	}
}
