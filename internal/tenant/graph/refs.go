// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"cmp"
	"errors"
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

// seenFrom are the objects that refer to one in an inverse relation.
func (c *call) seenFrom(of inverse, one store.Ref) []store.Ref {
	property := c.rules.at(of.home).references[of.relation]
	var all []store.Ref
	for _, object := range c.store.Walk(of.home, 0) {
		near := entry{of.home, object}.ref()
		if strings.EqualFold(text(object[property]), one.ID) || c.store.Linked(near, of.relation, one) {
			all = append(all, near)
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

// relatives are the objects at the other end of the target's relation.
func (c *call) relatives() []store.Ref {
	t := c.target
	switch t.relation {
	case "transitiveMembers":
		return closure(t.owner, c.membersOf)
	case "members":
		return c.membersOf(t.owner)
	case "membersWithLicenseErrors":
		return c.membersWithLicenseErrors(t.owner)
	case "memberOf":
		return c.membershipsOf(t.owner)
	case "transitiveMemberOf":
		return closure(t.owner, c.membershipsOf)
	}
	if of, ok := c.rules.at(t.path).inverse[t.relation]; ok {
		return c.seenFrom(of, t.owner)
	}
	if follow, ok := c.rules.at(t.path).follows[t.relation]; ok {
		owner, _ := c.store.At(t.owner)
		return follow(owner)
	}
	if forward, ok := reversed[t.relation]; ok {
		return c.store.Referrers(t.owner, forward)
	}
	if s, ok := sought[t.path.Pattern().Child(t.relation)]; ok {
		return c.holders(s.path, s.property)
	}
	switch t.relation {
	case "appliesTo": // of a policy, by the kind of which objects refer to it
		if !isDerived(t.path, t.relation) {
			break
		}
		return c.store.Referrers(t.owner, t.path.Name())
	case "domainNameReferences":
		return c.usersOf(t.owner.ID)
	}
	if property, ok := c.rules.at(t.path).references[t.relation]; ok {
		owner, _ := c.store.At(t.owner)
		if r, err := c.existing(text(owner[property])); err == nil {
			return []store.Ref{r}
		}
		return nil
	}
	return c.store.Links(t.owner, t.relation)
}

// holders are the objects of a collection that name the target's owner in a
// property.
func (c *call) holders(path store.Location, property string) []store.Ref {
	var all []store.Ref
	for _, object := range c.store.Walk(path, 0) {
		if strings.EqualFold(text(object[property]), c.target.owner.ID) {
			all = append(all, entry{path, object}.ref())
		}
	}
	return all
}

// usersOf are the users whose names are in a domain.
func (c *call) usersOf(domain string) []store.Ref {
	var all []store.Ref
	for _, user := range c.store.Walk("/users", 0) {
		if _, suffix, _ := strings.Cut(text(user["userPrincipalName"]), "@"); strings.EqualFold(suffix, domain) {
			all = append(all, entry{"/users", user}.ref())
		}
	}
	return all
}

// closure follows a relation as far as it leads.
func closure(from store.Ref, next func(store.Ref) []store.Ref) []store.Ref {
	var all []store.Ref
	known := map[store.Ref]bool{from: true}
	for queue := []store.Ref{from}; len(queue) > 0; queue = queue[1:] {
		for _, r := range next(queue[0]) {
			if !known[r] {
				known[r] = true
				all = append(all, r)
				queue = append(queue, r)
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
	case isDerived(t.path, t.relation):
		return reply{}, methodNotAllowed()
	case c.request.Method == http.MethodPost && !t.single, c.request.Method == http.MethodPut && t.single:
		return c.addLink()
	case c.request.Method == http.MethodDelete && t.single:
		return c.removeLink()
	case c.request.Method == http.MethodDelete && c.named() != "":
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
	if err := c.refuseSettled(); err != nil {
		return reply{}, err
	}
	reference, ok := c.body["@odata.id"].(string)
	if !ok {
		return reply{}, badRequest("The property '@odata.id' is required in the body of a reference.")
	}
	t := c.target
	to, err := c.referred(reference, t.typ.Name)
	if err != nil {
		return reply{}, err
	}
	owner, _ := c.store.At(t.owner)
	if err := c.admit(t.path, model.Navigation{Name: t.relation, Type: t.typ.Name}, to, owner); err != nil {
		return reply{}, err
	}
	if t.single {
		c.unlinkAll(t.owner, t.relation)
	}
	switch err := c.store.Link(t.owner, t.relation, to); {
	case errors.Is(err, store.ErrLinked):
		return reply{}, alreadyLinked(t.relation)
	case err != nil:
		return reply{}, err
	}
	c.linked(t.owner, t.relation, to)
	if t.path == "/directoryRoles" {
		c.noteRoleMember(owner, to.ID)
	}
	if t.path == rolloutsPath {
		kind := strings.TrimPrefix(typeNames[to.In], "microsoft.graph.")
		return reply{status: http.StatusCreated, body: store.Object{"directoryObject": store.Object{"id": to.ID, "objectType": kind}}}, nil
	}
	return noContent(), nil
}

// rolloutsPath is where features are rolled out to objects of the directory. Microsoft's
// page answers a reference there with the object.
const rolloutsPath = "/policies/featureRolloutPolicies"

// named is the address in the query of the object to which a reference is removed.
// OData calls the option $id; Graph's examples have both forms.
func (c *call) named() string {
	query := c.request.URL.Query()
	return cmp.Or(query.Get("$id"), query.Get("@id"))
}

// removeNamed removes the reference to the object whose address is in the query.
func (c *call) removeNamed() (reply, error) {
	to, err := c.referred(c.named(), c.target.typ.Name)
	if err != nil {
		return reply{}, err
	}
	c.target.id, c.target.single = to.ID, true
	return c.removeLink()
}

func (c *call) removeLink() (reply, error) {
	if err := c.refuseSettled(); err != nil {
		return reply{}, err
	}
	t := c.target
	linked := c.store.Links(t.owner, t.relation)
	i := slices.IndexFunc(linked, func(r store.Ref) bool { return t.id == "" || r.ID == t.id })
	if i < 0 {
		return reply{}, missing(t.id)
	}
	if t.relation == "owners" && t.path == "/groups" && isLastUser(linked[i], linked) {
		return reply{}, badRequest("The group must have at least one owner, hence this owner cannot be removed.")
	}
	c.unlink(t.owner, t.relation, linked[i])
	if t.path == "/directoryRoles" {
		role, _ := c.store.At(t.owner)
		c.forgetRoleMember(role, linked[i].ID)
	}
	return noContent(), nil
}

// isLastUser tells whether an owner is the only user among several or one.
func isLastUser(owner store.Ref, owners []store.Ref) bool {
	isUser := func(r store.Ref) bool { return r.In == "/users" }
	users := slices.DeleteFunc(slices.Clone(owners), func(r store.Ref) bool { return !isUser(r) })
	return isUser(owner) && len(users) == 1
}

// refuseSettled: of some groups the members are not the caller's to say.
func (c *call) refuseSettled() error {
	object, _ := c.store.At(c.target.owner)
	return c.settledMembers(c.target.owner.In, object, c.target.relation)
}

// settledMembers refuses to change members about whom a rule decides, or another
// directory.
func (c *call) settledMembers(in store.Location, object store.Object, relation string) error {
	switch {
	case relation == "members" && isDynamic(in, object):
		return badRequest("Cannot update membership of a dynamic group.")
	case relation == "members" && in == "/groups" && isSynced(object) && !c.options.Seeding:
		return refuseSynced()
	}
	return nil
}

// Hosts are Microsoft Graph's in all clouds.
func Hosts() []string {
	return []string{"graph.microsoft.com", "graph.microsoft.us", "dod-graph.microsoft.us", "microsoftgraph.chinacloudapi.cn"}
}

// referred is the object in a reference, whose id is the last segment: of a type, if
// there is one. It must exist, and the host must be Graph's or the tenant's own.
func (c *call) referred(reference, typeName string) (store.Ref, error) {
	u, err := url.Parse(reference)
	if err != nil || u.Path == "" {
		return store.Ref{}, badRequest("Invalid URL format specified in @odata.id: '%s'.", reference)
	}
	own := strings.TrimPrefix(c.base(), "https://")
	if host := strings.ToLower(u.Host); host != "" && host != own && !slices.Contains(Hosts(), host) {
		return store.Ref{}, badRequest("Invalid URL format specified in @odata.id: the host '%s' is not Microsoft Graph.", u.Host)
	}
	path := u.Path
	if object, _, found := strings.Cut(path, "/"+directoryTypes); found {
		path = object // the form of @odata.id
	}
	key := path[strings.LastIndexByte(path, '/')+1:]
	if _, inner, found := strings.Cut(key, "('"); found {
		key = strings.TrimSuffix(inner, "')")
	}
	if user, ok := c.store.FindBy("/users", "userPrincipalName", key); ok {
		key = text(user["id"])
	}
	if path, _, ok := c.store.Find(key, func(path store.Location) bool { return alive(path) && c.holdsType(path, typeName) }); ok {
		return store.RefTo(path, key), nil
	}
	return c.existing(key)
}

// holdsType tells whether a collection's objects are of a type, or may be.
func (c *call) holdsType(path store.Location, typeName string) bool {
	typ := c.typeOf(entry{path, nil})
	wanted, ok := c.schema.Type(typeName)
	return ok && typ != nil && (typ.IsA(typeName) || wanted.IsA(typ.Name))
}

// existing is the object of an id: one of the directory, if it has one.
func (c *call) existing(id string) (store.Ref, error) {
	for _, wanted := range []func(store.Location) bool{inDirectory, alive} {
		if path, _, ok := c.store.Find(id, wanted); ok {
			return store.RefTo(path, id), nil
		}
	}
	return store.Ref{}, missing(id)
}

func alreadyLinked(relation string) *failure {
	return badRequest("One or more added object references already exist for the following modified properties: '%s'.", relation)
}

// binding is a reference that a body asks for.
type binding struct {
	relation string
	to       store.Ref
}

// bindings reads the references of a body, which are made together or not at
// all: those that end in @odata.bind, and inner objects of which only the id
// matters. Owner and before are what the body changes, if there is something yet.
func (c *call) bindings(typ *model.Type, owner store.Ref, before, inner store.Object) ([]binding, error) {
	var all []binding
	bind := func(relation string, to store.Ref, err error) error {
		switch b := (binding{relation, to}); {
		case err != nil:
			return err
		case slices.Contains(all, b):
			return badRequest("Request contains a property with duplicate values.")
		case before != nil && isMany(typ, relation) && c.store.Linked(owner, relation, to):
			return alreadyLinked(relation)
		default:
			all = append(all, b)
			return nil
		}
	}
	for name, value := range byName(c.body) {
		relation, ok := strings.CutSuffix(name, "@odata.bind")
		if !ok {
			continue
		}
		if err := c.checkBinding(typ, before, relation); err != nil {
			return nil, err
		}
		for _, reference := range elements(value, true) {
			navigation, _ := typ.Navigation(relation)
			to, err := c.referred(text(reference), navigation.Type)
			if err == nil {
				err = c.admit(homeOf(typ.Name), navigation, to, before, c.body)
			}
			if err := bind(relation, to, err); err != nil {
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
	if isDerived(c.target.path, relation) {
		return badRequest("The relation '%s' cannot be written.", relation)
	}
	for _, group := range []store.Object{before, c.body} {
		if err := c.settledMembers(homeOf(typ.Name), group, relation); err != nil {
			return err
		}
	}
	return nil
}

// isDerived tells whether a relation of a collection's objects follows from others.
// A rollout is told whom it applies to; other policies are told by their users.
func isDerived(path store.Location, relation string) bool {
	_, backwards := reversed[relation]
	if path == rolloutsPath {
		return false
	}
	return backwards || strings.HasPrefix(relation, "transitive") || slices.Contains([]string{"oauth2PermissionGrants", "appliesTo", "domainNameReferences"}, relation)
}

// admitted are the collections whose objects a relation takes, where not all that the
// type of the relation allows will do.
var admitted = map[store.Pattern][]store.Location{
	"/users/manager":            {"/users", "/contacts"},
	"/groups/members":           {"/users", "/groups", "/servicePrincipals", "/devices", "/contacts"},
	"/groups/owners":            {"/users", "/servicePrincipals"},
	"/applications/owners":      {"/users", "/servicePrincipals"},
	"/servicePrincipals/owners": {"/users", "/servicePrincipals"},
}

// admit refuses an object that a relation does not take: one that is not of its type,
// and those that Graph excepts. Owners are what is known of the object that refers to it.
func (c *call) admit(home store.Location, navigation model.Navigation, to store.Ref, owners ...store.Object) error {
	path, relation := to.In, navigation.Name
	object, _ := c.store.At(to)
	if typ := c.typeOf(entry{path, object}); typ == nil || !typ.IsA(navigation.Type) {
		return invalidReference(relation)
	}
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
	for name, value := range byName(inner) {
		navigation, _ := typ.Navigation(name)
		_, byProperty := c.rules.at(c.target.path).references[name]
		digested := slices.Contains(c.rules.at(c.target.path).digests, name)
		if isPart(typ, navigation) || byProperty || digested || value == nil {
			continue
		}
		for _, element := range elements(value, true) {
			object, _ := element.(store.Object)
			to, err := c.existing(text(object["id"]))
			if err != nil {
				return nil, err
			}
			all = append(all, binding{name, to})
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
	to, err := c.existing(c.caller.ObjectID)
	own := binding{"owners", to}
	if !owned || err != nil || slices.Contains(links, own) {
		return nil
	}
	return []binding{own}
}

// unlinkOld makes room for the references of relations that hold only one.
func (c *call) unlinkOld(typ *model.Type, owner store.Ref, bindings []binding) {
	for _, b := range bindings {
		if !isMany(typ, b.relation) {
			c.unlinkAll(owner, b.relation)
		}
	}
}

func (c *call) unlinkAll(owner store.Ref, relation string) {
	for _, old := range c.store.Links(owner, relation) {
		c.unlink(owner, relation, old)
	}
}

// link makes the references of a body, of which bindings has checked that they are new.
func (c *call) link(owner store.Ref, bindings []binding) {
	for _, b := range bindings {
		c.must(c.store.Link(owner, b.relation, b.to))
		c.linked(owner, b.relation, b.to)
	}
}

// discard deletes an object, if it is there.
func (c *call) discard(path store.Location, id string) {
	if _, ok := c.store.Get(path, id); ok {
		c.must(c.store.Remove(path, id))
	}
}

// connect refers from one object to another, unless it does so already.
func (c *call) connect(from store.Ref, relation string, to store.Ref) {
	if !c.store.Linked(from, relation, to) {
		c.must(c.store.Link(from, relation, to))
		c.linked(from, relation, to)
	}
}

// disconnect ends it, if it does so.
func (c *call) disconnect(from store.Ref, relation string, to store.Ref) {
	if c.store.Linked(from, relation, to) {
		c.unlink(from, relation, to)
	}
}
