// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// maxBindings is how many references one request may bind.
const maxBindings = 20

// reversed relations are other relations seen from the far end.
var reversed = map[string]string{"memberOf": "members", "ownedObjects": "owners", "directReports": "manager"}

// relatives are the ids at the other end of the target's relation.
func (c *call) relatives() []string {
	t := c.target
	switch t.relation {
	case "transitiveMembers":
		return closure(t.owner, func(id string) []string { return c.options.Store.Links(id, "members") })
	case "transitiveMemberOf":
		return closure(t.owner, func(id string) []string { return c.options.Store.Referrers(id, "members") })
	}
	if forward, ok := reversed[t.relation]; ok {
		return c.options.Store.Referrers(t.owner, forward)
	}
	return c.options.Store.Links(t.owner, t.relation)
}

// closure follows a relation as far as it leads.
func closure(from string, next func(string) []string) []string {
	var all []string
	known := map[string]bool{from: true}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for _, id := range next(queue[0]) {
			if !known[id] {
				known[id] = true
				all = append(all, id)
				queue = append(queue, id)
			}
		}
	}
	return all
}

func (c *call) linked(id string) bool {
	return slices.Contains(c.relatives(), strings.ToLower(id))
}

// changeLink adds, replaces or removes a reference.
func (c *call) changeLink() (reply, error) {
	t := c.target
	if _, _, ok := c.options.Store.Find(t.owner, t.path); !ok {
		return reply{}, missing(t.owner)
	}
	switch {
	case c.request.Method == http.MethodGet:
		return c.listLinks()
	case c.request.Method == http.MethodPost && !t.single, c.request.Method == http.MethodPut && t.single:
		return c.addLink()
	case c.request.Method == http.MethodDelete && t.single:
		return c.removeLink()
	default:
		return reply{}, methodNotAllowed()
	}
}

func (c *call) listLinks() (reply, error) {
	values := []any{}
	for _, id := range c.relatives() {
		values = append(values, store.Object{"@odata.id": c.options.BaseURL + "/v2/" + c.options.TenantID + "/directoryObjects/" + id})
	}
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": values}, "Collection($ref)")}, nil
}

func (c *call) addLink() (reply, error) {
	if err := c.refuseDynamic(); err != nil {
		return reply{}, err
	}
	reference, ok := c.body["@odata.id"].(string)
	if !ok {
		return reply{}, badRequest("The property '@odata.id' is required in the body of a reference.")
	}
	id, err := c.referred(reference)
	if err != nil {
		return reply{}, err
	}
	if c.target.single {
		for _, old := range c.options.Store.Links(c.target.owner, c.target.relation) {
			_ = c.options.Store.Unlink(c.target.owner, c.target.relation, old) // it was there a moment ago
		}
	}
	if c.options.Store.Link(c.target.owner, c.target.relation, id) != nil {
		return reply{}, alreadyLinked(c.target.relation)
	}
	return noContent(), nil
}

func (c *call) removeLink() (reply, error) {
	if err := c.refuseDynamic(); err != nil {
		return reply{}, err
	}
	t := c.target
	id := t.id
	for _, only := range c.options.Store.Links(t.owner, t.relation) {
		if id == "" {
			id = only
		}
	}
	if t.relation == "owners" && t.path == "/groups" && c.isLastUser(id) {
		return reply{}, badRequest("The group must have at least one owner, hence this owner cannot be removed.")
	}
	if c.options.Store.Unlink(t.owner, t.relation, id) != nil {
		return reply{}, missing(id)
	}
	return noContent(), nil
}

// isLastUser tells whether an owner is the only user among several or one.
func (c *call) isLastUser(id string) bool {
	users := 0
	isUser := false
	for _, owner := range c.options.Store.Links(c.target.owner, "owners") {
		if _, ok := c.options.Store.Get("/users", owner); ok {
			users++
			isUser = isUser || owner == strings.ToLower(id)
		}
	}
	return isUser && users == 1
}

// refuseDynamic: a rule decides about the members of a dynamic group.
func (c *call) refuseDynamic() error {
	if c.target.relation != "members" || c.target.path != "/groups" {
		return nil
	}
	group, _ := c.options.Store.Get("/groups", c.target.owner)
	if slices.Contains(list(group["groupTypes"]), any("DynamicMembership")) {
		return badRequest("Cannot update membership of a dynamic group.")
	}
	return nil
}

// referred is the id in a reference, whose last segment it is. The object must
// exist, and the host must be Graph's or the tenant's own.
func (c *call) referred(reference string) (string, error) {
	u, err := url.Parse(reference)
	if err != nil || u.Path == "" {
		return "", badRequest("Invalid URL format specified in @odata.id: '%s'.", reference)
	}
	own := strings.TrimPrefix(c.options.BaseURL, "https://")
	if u.Host != "" && u.Host != own && !strings.HasPrefix(u.Host, "graph.microsoft.") && !strings.HasSuffix(u.Host, "graph.microsoft.us") && u.Host != "microsoftgraph.chinacloudapi.cn" {
		return "", badRequest("Invalid URL format specified in @odata.id: the host '%s' is not Microsoft Graph.", u.Host)
	}
	key := u.Path[strings.LastIndexByte(u.Path, '/')+1:]
	if _, inner, found := strings.Cut(key, "('"); found {
		key = strings.TrimSuffix(inner, "')")
	}
	if user, ok := c.options.Store.FindBy("/users", "userPrincipalName", key); ok {
		key = text(user["id"])
	}
	if _, object, ok := c.options.Store.Find(key, directory...); ok {
		return text(object["id"]), nil
	}
	return "", missing(key)
}

func alreadyLinked(relation string) *failure {
	return badRequest("One or more added object references already exist for the following modified properties: '%s'.", relation)
}

// binding is a reference that a body asks for.
type binding struct{ relation, id string }

// bindings reads the references of a body, which are made together or not at all.
func (c *call) bindings(before store.Object) ([]binding, error) {
	var all []binding
	for name, value := range c.body {
		relation, ok := strings.CutSuffix(name, "@odata.bind")
		if !ok {
			continue
		}
		for _, reference := range elements(value, true) {
			id, err := c.referred(text(reference))
			if err != nil {
				return nil, err
			}
			if slices.Contains(all, binding{relation, id}) {
				return nil, badRequest("Request contains a property with duplicate values.")
			}
			if before != nil && c.options.Store.Linked(text(before["id"]), relation, id) {
				return nil, alreadyLinked(relation)
			}
			all = append(all, binding{relation, id})
		}
	}
	if len(all) > maxBindings {
		return nil, badRequest("The number of references in a request must not exceed %d.", maxBindings)
	}
	return all, nil
}

func (c *call) link(owner string, bindings []binding) {
	for _, b := range bindings {
		_ = c.options.Store.Link(owner, b.relation, b.id) // bindings has checked that it is new
	}
}
