// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"maps"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// entitlementNames are what one version of Graph calls the relations and states
// of entitlement management.
type entitlementNames struct {
	resource, role, scope, policy string
	state                         string
	delivered, expired            any
}

func (c *call) entitlementNames() entitlementNames {
	if c.version == "beta" {
		return entitlementNames{
			resource: "accessPackageResource", role: "accessPackageResourceRole", scope: "accessPackageResourceScope", policy: "accessPackageAssignmentPolicy",
			state: "assignmentState", delivered: "Delivered", expired: "Expired",
		}
	}
	return entitlementNames{
		resource: "resource", role: "role", scope: "scope", policy: "assignmentPolicy", state: "state", delivered: "delivered", expired: "expired",
	}
}

// requestedCatalog is the catalog that a request for a resource names.
func (c *call) requestedCatalog() (entry, bool) {
	id := text(c.body["catalogId"])
	if catalog, ok := c.body["catalog"].(store.Object); ok {
		id = text(catalog["id"])
	}
	catalog, ok := c.store.Get(catalogsPath, id)
	return entry{catalogsPath, catalog}, ok
}

// resourceIn finds a resource of a catalog by its own id or by that of what it is.
func (c *call) resourceIn(catalog entry, asked store.Object) store.Object {
	for _, resource := range c.store.Walk(catalog.below("resources"), 0) {
		if asked["id"] != nil && sameText(resource, asked, "id") || asked["originId"] != nil && sameText(resource, asked, "originId") {
			return resource
		}
	}
	return nil
}

// checkResourceRequest refuses catalogs, resources and objects that are not there.
func checkResourceRequest(c *call, _, _ store.Object) error {
	catalog, ok := c.requestedCatalog()
	if !ok {
		return missing("catalog")
	}
	asked, _ := c.body[c.entitlementNames().resource].(store.Object)
	if !strings.EqualFold(text(c.body["requestType"]), "adminAdd") {
		if c.resourceIn(catalog, asked) == nil {
			return missing(text(asked["id"]))
		}
		return nil
	}
	id := text(asked["originId"])
	if _, _, ok := c.store.Find(id, inDirectory); !ok && strings.HasPrefix(text(asked["originSystem"]), "Aad") {
		return missing(id)
	}
	return nil
}

// deliverRequest carries a request for a resource out: it appears in the
// catalog, with its roles and its scope, or leaves it.
func deliverRequest(c *call, request store.Object) {
	if c.version == "beta" {
		request["requestState"], request["requestStatus"] = "Delivered", "Fulfilled"
	} else {
		request["state"] = "delivered"
	}
	catalog, _ := c.requestedCatalog()
	asked, _ := c.body[c.entitlementNames().resource].(store.Object)
	old := c.resourceIn(catalog, asked)
	switch {
	case !strings.EqualFold(text(request["requestType"]), "adminAdd"):
		c.removeResource(catalog, old)
	case old == nil:
		c.addResource(catalog, c.catalogResource(asked))
	}
}

// catalogResource describes an object of the directory as a resource.
func (c *call) catalogResource(asked store.Object) store.Object {
	path, origin, _ := c.store.Find(text(asked["originId"]), inDirectory)
	resource := store.Object{"description": origin["description"], "displayName": origin["displayName"]}
	for _, name := range []string{"displayName", "description", "originId", "originSystem", "url", "attributes"} {
		if asked[name] != nil {
			resource[name] = asked[name]
		}
	}
	resource["id"] = uuid.NewString()
	switch {
	case path == "/servicePrincipals":
		resource["resourceType"] = "Application"
	case isUnified(origin):
		resource["resourceType"] = "O365 Group"
	case path == "/groups":
		resource["resourceType"] = "Security Group"
	}
	return resource
}

// addResource puts a resource into a catalog. Its roles and its scope appear both
// there and in the resource.
func (c *call) addResource(catalog entry, resource store.Object) {
	held := entry{catalog.below("resources"), resource}
	c.insertAs("accessPackageResource", held.path, resource)
	for _, role := range c.rolesOf(resource) {
		c.insertAs("accessPackageResourceRole", held.below("roles"), role)
		c.insertWithResource("accessPackageResourceRole", catalog.below("resourceRoles"), role, resource)
	}
	scope := store.Object{
		"id": uuid.NewString(), "displayName": "Root", "description": "Root Scope", "isRootScope": true,
		"originId": resource["originId"], "originSystem": resource["originSystem"],
	}
	c.insertAs("accessPackageResourceScope", held.below("scopes"), scope)
	c.insertWithResource("accessPackageResourceScope", catalog.below("resourceScopes"), scope, resource)
}

// insertWithResource stores a role or a scope together with what it is of.
func (c *call) insertWithResource(typeName string, path store.Location, object, resource store.Object) {
	c.insertAs(typeName, path, object)
	c.insertAs("accessPackageResource", entry{path, object}.below("resource"), resource)
}

func (c *call) removeResource(catalog entry, resource store.Object) {
	for _, kind := range []string{"resourceRoles", "resourceScopes"} {
		for _, of := range c.store.List(catalog.below(kind)) {
			if _, ok := c.store.Get(entry{catalog.below(kind), of}.below("resource"), text(resource["id"])); ok {
				c.must(c.store.Remove(catalog.below(kind), text(of["id"])))
			}
		}
	}
	c.must(c.store.Remove(catalog.below("resources"), text(resource["id"])))
}

// rolesOf are the roles that a resource offers: those of a group, or the app
// roles of an application.
func (c *call) rolesOf(resource store.Object) []store.Object {
	origin := text(resource["originId"])
	var all []store.Object
	add := func(name, originID any) {
		all = append(all, store.Object{"id": uuid.NewString(), "displayName": name, "originId": originID, "originSystem": resource["originSystem"]})
	}
	principal, isApplication := c.store.Get("/servicePrincipals", origin)
	switch {
	case isApplication && len(list(principal["appRoles"])) > 0:
		for _, role := range list(principal["appRoles"]) {
			members, _ := role.(store.Object)
			add(members["displayName"], members["id"])
		}
	case isApplication:
		add("Default Access", defaultAccess)
	case text(resource["originSystem"]) == "AadGroup":
		add("Member", "Member_"+origin)
		add("Owner", "Owner_"+origin)
	}
	return all
}

// completeRoleScope: what an access package grants is known by the role and the
// scope in the package's catalog.
func completeRoleScope(c *call, object store.Object) {
	names := c.entitlementNames()
	role, scope := c.known(names.role, "resourceRoles"), c.known(names.scope, "resourceScopes")
	object["id"] = role + "_" + scope
}

// known gives a role or a scope in the body the id that it has in a catalog.
func (c *call) known(part, kind string) string {
	body, _ := c.body[part].(store.Object)
	if body == nil {
		return uuid.NewString()
	}
	if found := c.inCatalog(kind, body); found != nil {
		for name, value := range found {
			if body[name] == nil {
				body[name] = value
			}
		}
	}
	if body["id"] == nil {
		body["id"] = uuid.NewString()
	}
	return text(body["id"])
}

func (c *call) inCatalog(kind string, body store.Object) store.Object {
	accessPackage, _ := c.store.Get(accessPackagesPath, c.target.path.Key(0))
	path := entry{catalogsPath, store.Object{"id": accessPackage["catalogId"]}}.below(kind)
	for _, found := range c.store.Walk(path, 0) {
		if sameText(found, body, "originId") || body["id"] != nil && sameText(found, body, "id") {
			return maps.Clone(found)
		}
	}
	return nil
}

// linkCatalog: a policy shows the catalog of its access package.
func linkCatalog(c *call, _, policy store.Object) {
	near := store.RefTo(c.target.path, text(policy["id"]))
	for _, accessPackage := range c.store.Links(near, "accessPackage") {
		held, _ := c.store.At(accessPackage)
		c.connect(near, "catalog", store.RefTo(catalogsPath, text(held["catalogId"])))
	}
}

// keepAssigned: an access package, or a policy, by which somebody has access stays.
func keepAssigned(c *call, object store.Object) error {
	names := c.entitlementNames()
	kept, err := c.existing(text(object["id"]))
	if err != nil {
		return err
	}
	for _, relation := range []string{"accessPackage", names.policy} {
		for _, r := range c.store.Referrers(kept, relation) {
			assignment, ok := c.store.At(r)
			if ok && strings.HasSuffix(strings.ToLower(r.In.Name()), "assignments") && assignment[names.state] == names.delivered {
				return badRequest("'%s' has active assignments and cannot be deleted.", text(object["displayName"]))
			}
		}
	}
	return nil
}

// keepAccessPackage lets the policies of an access package go with it.
func keepAccessPackage(c *call, accessPackage store.Object) error {
	if err := keepAssigned(c, accessPackage); err != nil {
		return err
	}
	for _, of := range c.rules.at(accessPackagesPath).inverse {
		for _, r := range c.seenFrom(of, store.RefTo(accessPackagesPath, text(accessPackage["id"]))) {
			if of.home != accessPackagesPath {
				c.must(c.store.Remove(r.In, r.ID))
			}
		}
	}
	return nil
}
