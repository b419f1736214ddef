// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// maxBindings is how many references one request may bind.
const maxBindings = 20

// inverse is a relation, or a property that stands for it, of the objects of a
// collection.
type inverse struct {
	home     store.Location
	relation string
}

// seenFrom are the ids of the objects that refer to one in an inverse relation.
func (c *call) seenFrom(of inverse, id string) []string {
	property := c.rules.at(of.home).references[of.relation]
	var all []string
	for _, object := range c.options.Store.Walk(of.home, 0) {
		if strings.EqualFold(text(object[property]), id) || c.options.Store.Linked(text(object["id"]), of.relation, id) {
			all = append(all, strings.ToLower(text(object["id"])))
		}
	}
	return all
}

// reversed relations are other relations seen from the far end.
var reversed = map[string]string{
	"memberOf": "members", "ownedObjects": "owners", "directReports": "manager", "ownedDevices": "registeredOwners", "registeredDevices": "registeredUsers",
}

// sought relations are objects of a collection whose property holds the id of
// the object that they are asked of.
var sought = map[store.Pattern]struct {
	path     store.Location
	property string
}{
	"/servicePrincipals/oauth2PermissionGrants": {"/oauth2PermissionGrants", "clientId"},
	"/users/oauth2PermissionGrants":             {"/oauth2PermissionGrants", "principalId"},
}

// relatives are the ids at the other end of the target's relation.
func (c *call) relatives() []string {
	t := c.target
	switch t.relation {
	case "transitiveMembers":
		return closure(t.owner, func(id string) []string { return c.options.Store.Links(id, "members") })
	case "transitiveMemberOf":
		return closure(t.owner, func(id string) []string { return c.options.Store.Referrers(id, "members") })
	}
	if of, ok := c.rules.at(t.path).inverse[t.relation]; ok {
		return c.seenFrom(of, t.owner)
	}
	if forward, ok := reversed[t.relation]; ok {
		return c.options.Store.Referrers(t.owner, forward)
	}
	if s, ok := sought[t.path.Pattern().Child(t.relation)]; ok {
		return c.holders(s.path, s.property)
	}
	switch t.relation {
	case "appliesTo": // of a policy, by the kind of which objects refer to it
		return c.options.Store.Referrers(t.owner, t.path.Name())
	case "domainNameReferences":
		return c.usersOf(t.owner)
	}
	if property, ok := c.rules.at(t.path).references[t.relation]; ok {
		owner, _ := c.options.Store.Get(t.path, t.owner)
		return []string{strings.ToLower(text(owner[property]))}
	}
	return c.options.Store.Links(t.owner, t.relation)
}

// holders are the ids of a collection's objects that name the target's owner in
// a property.
func (c *call) holders(path store.Location, property string) []string {
	var ids []string
	for _, object := range c.options.Store.Walk(path, 0) {
		if strings.EqualFold(text(object[property]), c.target.owner) {
			ids = append(ids, text(object["id"]))
		}
	}
	return ids
}

// usersOf are the ids of the users whose names are in a domain.
func (c *call) usersOf(domain string) []string {
	var ids []string
	for _, user := range c.options.Store.Walk("/users", 0) {
		if _, suffix, _ := strings.Cut(text(user["userPrincipalName"]), "@"); strings.EqualFold(suffix, domain) {
			ids = append(ids, text(user["id"]))
		}
	}
	return ids
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

// changeLink adds, replaces or removes a reference.
func (c *call) changeLink() (reply, error) {
	t := c.target
	switch {
	case t.relation == "":
		return reply{}, badRequest("A reference must follow a relation.")
	case c.request.Method == http.MethodGet:
		return c.listLinks()
	case isDerived(t.relation):
		return reply{}, methodNotAllowed()
	case c.request.Method == http.MethodPost && !t.single, c.request.Method == http.MethodPut && t.single:
		return c.addLink()
	case c.request.Method == http.MethodDelete && t.single:
		return c.removeLink()
	case c.request.Method == http.MethodDelete && c.request.URL.Query().Has("@id"):
		return c.removeNamed()
	default:
		return reply{}, methodNotAllowed()
	}
}

// listLinks answers with references instead of objects.
func (c *call) listLinks() (reply, error) {
	if c.target.single {
		e, err := c.object()
		if err != nil {
			return reply{}, err
		}
		one := c.reference(e)
		one["id"], one["url"] = e.id(), one["@odata.id"]
		return reply{status: http.StatusOK, body: c.withContext(one, "$ref")}, nil
	}
	values := []any{}
	for e := range c.entries() {
		values = append(values, c.reference(e))
	}
	return reply{status: http.StatusOK, body: c.withContext(store.Object{"value": values}, "Collection($ref)")}, nil
}

// reference is what $ref shows of an object.
func (c *call) reference(e entry) store.Object {
	return store.Object{"@odata.id": c.address(e)}
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
	owner, _ := c.options.Store.Get(c.target.path, c.target.owner)
	if err := c.admit(c.target.path, c.target.relation, id, owner); err != nil {
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
	if c.target.path == "/directoryRoles" {
		c.noteRoleMember(owner, id)
	}
	return noContent(), nil
}

// removeNamed removes the reference to the object whose address is in the query.
func (c *call) removeNamed() (reply, error) {
	id, err := c.referred(c.request.URL.Query().Get("@id"))
	if err != nil {
		return reply{}, err
	}
	c.target.id, c.target.single = strings.ToLower(id), true
	return c.removeLink()
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
	if t.path == "/directoryRoles" {
		role, _ := c.options.Store.Get(t.path, t.owner)
		c.forgetRoleMember(role, id)
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
	group, _ := c.options.Store.Get("/groups", c.target.owner)
	return dynamicMembers(group, c.target.relation)
}

func dynamicMembers(group store.Object, relation string) error {
	if relation == "members" && slices.Contains(list(group["groupTypes"]), any("DynamicMembership")) {
		return badRequest("Cannot update membership of a dynamic group.")
	}
	return nil
}

// Hosts are Microsoft Graph's in all clouds.
func Hosts() []string {
	return []string{"graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn"}
}

// referred is the id in a reference, whose last segment it is. The object must
// exist, and the host must be Graph's or the tenant's own.
func (c *call) referred(reference string) (string, error) {
	u, err := url.Parse(reference)
	if err != nil || u.Path == "" {
		return "", badRequest("Invalid URL format specified in @odata.id: '%s'.", reference)
	}
	own := strings.TrimPrefix(c.base(), "https://")
	if u.Host != "" && u.Host != own && !slices.Contains(Hosts(), u.Host) {
		return "", badRequest("Invalid URL format specified in @odata.id: the host '%s' is not Microsoft Graph.", u.Host)
	}
	path := u.Path
	if object, _, found := strings.Cut(path, "/"+directoryTypes); found {
		path = object // the form of @odata.id
	}
	key := path[strings.LastIndexByte(path, '/')+1:]
	if _, inner, found := strings.Cut(key, "('"); found {
		key = strings.TrimSuffix(inner, "')")
	}
	if user, ok := c.options.Store.FindBy("/users", "userPrincipalName", key); ok {
		key = text(user["id"])
	}
	return c.existing(key)
}

func (c *call) existing(id string) (string, error) {
	if _, object, ok := c.options.Store.Find(id, alive); ok {
		return text(object["id"]), nil
	}
	return "", missing(id)
}

func alreadyLinked(relation string) *failure {
	return badRequest("One or more added object references already exist for the following modified properties: '%s'.", relation)
}

// binding is a reference that a body asks for.
type binding struct{ relation, id string }

// bindings reads the references of a body, which are made together or not at
// all: those that end in @odata.bind, and inner objects of which only the id
// matters.
func (c *call) bindings(typ *model.Type, before, inner store.Object) ([]binding, error) {
	var all []binding
	bind := func(relation, id string, err error) error {
		switch b := (binding{relation, id}); {
		case err != nil:
			return err
		case slices.Contains(all, b):
			return badRequest("Request contains a property with duplicate values.")
		case before != nil && isMany(typ, relation) && c.options.Store.Linked(text(before["id"]), relation, id):
			return alreadyLinked(relation)
		default:
			all = append(all, b)
			return nil
		}
	}
	for name, value := range c.body {
		relation, ok := strings.CutSuffix(name, "@odata.bind")
		if !ok {
			continue
		}
		if err := c.checkBinding(typ, before, relation); err != nil {
			return nil, err
		}
		for _, reference := range elements(value, true) {
			id, err := c.referred(text(reference))
			if err == nil {
				err = c.admit(homeOf(typ.Name), relation, id, before, c.body)
			}
			if err := bind(relation, id, err); err != nil {
				return nil, err
			}
		}
	}
	if len(all) > maxBindings {
		return nil, badRequest("The number of references in a request must not exceed %d.", maxBindings)
	}
	references, err := c.innerReferences(typ, inner)
	return append(all, references...), err
}

// isMany tells whether a relation leads to a collection.
func isMany(typ *model.Type, relation string) bool {
	navigation, _ := typ.Navigation(relation)
	return navigation.Collection
}

// checkBinding refuses a relation that the type does not have or that is
// written from its other end.
func (c *call) checkBinding(typ *model.Type, before store.Object, relation string) error {
	if _, known := typ.Navigation(relation); !known {
		return unknownProperty(relation, typ)
	}
	if isDerived(relation) {
		return badRequest("The relation '%s' cannot be written.", relation)
	}
	for _, group := range []store.Object{before, c.body} {
		if err := dynamicMembers(group, relation); err != nil {
			return err
		}
	}
	return nil
}

// isDerived tells whether a relation follows from others.
func isDerived(relation string) bool {
	_, backwards := reversed[relation]
	return backwards || strings.HasPrefix(relation, "transitive") || slices.Contains([]string{"oauth2PermissionGrants", "appliesTo", "domainNameReferences"}, relation)
}

// admitted are the collections whose objects a relation takes, where not all of
// the directory's will do.
var admitted = map[store.Pattern][]store.Location{
	"/users/manager":            {"/users", "/contacts"},
	"/groups/members":           {"/users", "/groups", "/servicePrincipals", "/devices", "/contacts"},
	"/groups/owners":            {"/users", "/servicePrincipals"},
	"/applications/owners":      {"/users", "/servicePrincipals"},
	"/servicePrincipals/owners": {"/users", "/servicePrincipals"},
}

// admit refuses an object that a relation does not take. Owners are what is
// known of the object that refers to it.
func (c *call) admit(home store.Location, relation, id string, owners ...store.Object) error {
	path, object, _ := c.options.Store.Find(id, alive)
	if kinds, limited := admitted[home.Pattern().Child(relation)]; limited && !slices.Contains(kinds, path) {
		return invalidReference(relation)
	}
	if home != "/groups" || relation != "members" {
		return nil
	}
	nested := path == "/groups"
	for _, group := range owners {
		unified := isUnified(group)
		if unified && path != "/users" || nested && (isUnified(object) || group["isAssignableToRole"] == true) {
			return invalidReference(relation)
		}
	}
	return nil
}

func isUnified(group store.Object) bool {
	return slices.Contains(list(group["groupTypes"]), any("Unified"))
}

func invalidReference(relation string) *failure {
	return badRequest("An invalid operation was included in the following modified references: '%s'.", relation)
}

// innerReferences are the objects inside a body that exist elsewhere.
func (c *call) innerReferences(typ *model.Type, inner store.Object) ([]binding, error) {
	var all []binding
	for name, value := range inner {
		navigation, _ := typ.Navigation(name)
		_, byProperty := c.rules.at(c.target.path).references[name]
		digested := slices.Contains(c.rules.at(c.target.path).digests, name)
		if isPart(typ, navigation) || byProperty || digested || value == nil {
			continue
		}
		for _, element := range elements(value, true) {
			object, _ := element.(store.Object)
			id, err := c.existing(text(object["id"]))
			if err != nil {
				return nil, err
			}
			all = append(all, binding{name, id})
		}
	}
	return all, nil
}

// ownership: who registers an application owns it, if it is a person or may
// manage only what it owns. People also own the groups that they make.
func (c *call) ownership(path store.Location, links []binding) []binding {
	owned := path == "/groups" && !c.caller.AppOnly
	if path == "/applications" || path == "/servicePrincipals" {
		owned = !c.caller.AppOnly || slices.Contains(c.caller.Roles, "Application.ReadWrite.OwnedBy")
	}
	own := binding{"owners", strings.ToLower(c.caller.ObjectID)}
	same := func(b binding) bool { return b.relation == own.relation && strings.EqualFold(b.id, own.id) }
	if _, err := c.existing(own.id); !owned || err != nil || slices.ContainsFunc(links, same) {
		return nil
	}
	return []binding{own}
}

// unlinkOld makes room for the references of relations that hold only one.
func (c *call) unlinkOld(typ *model.Type, owner string, bindings []binding) {
	for _, b := range bindings {
		if isMany(typ, b.relation) {
			continue
		}
		for _, old := range c.options.Store.Links(owner, b.relation) {
			_ = c.options.Store.Unlink(owner, b.relation, old) // it was there a moment ago
		}
	}
}

func (c *call) link(owner string, bindings []binding) {
	for _, b := range bindings {
		_ = c.options.Store.Link(owner, b.relation, b.id) // bindings has checked that it is new
	}
}
