// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const entitlementPath = "/identityGovernance/entitlementManagement"

// governanceRules are for the names of v1.0 and of beta, which differ and lead
// to collections of their own.
func governanceRules() table {
	const base = entitlementPath
	return table{
		base + "/catalogs": {
			required: []string{"displayName"}, createOnly: []string{"catalogType"},
			defaults: store.Object{"catalogType": "userManaged", "state": "published", "isExternallyVisible": false}, keeps: keepCatalog,
		},
		base + "/accessPackageCatalogs": {
			required: []string{"displayName"}, createOnly: []string{"catalogType"},
			defaults: store.Object{"catalogType": "UserManaged", "catalogStatus": "Published", "isExternallyVisible": false}, keeps: keepCatalog,
		},
		base + "/accessPackages": {
			required: []string{"displayName"}, createOnly: []string{"catalog"}, defaults: store.Object{"isHidden": false},
			references: map[string]string{"accessPackageCatalog": "catalogId"}, check: checkAccessPackage,
		},
		base + "/assignmentPolicies": {required: []string{"displayName", "accessPackage"}, puts: true, changeAnswers: true},
		base + "/accessPackageAssignmentPolicies": {
			required: []string{"displayName", "accessPackageId"}, puts: true, changeAnswers: true,
			references: map[string]string{"accessPackage": "accessPackageId"}, check: checkAssignmentPolicy,
		},
		base + "/resourceRequests":                      {required: []string{"requestType", "catalog", "resource"}, noPatch: true, complete: deliverRequest},
		base + "/accessPackageResourceRequests":         {required: []string{"requestType", "catalogId", "accessPackageResource"}, noPatch: true, complete: deliverRequest},
		base + "/connectedOrganizations":                {required: []string{"displayName", "identitySources"}, defaults: store.Object{"state": "configured"}},
		"/identityGovernance/accessReviews/definitions": {required: []string{"displayName", "scope"}, puts: true},
	}
}

// keepCatalog: a catalog with access packages stays.
func keepCatalog(c *call, catalog store.Object) error {
	id := text(catalog["id"])
	held := badRequest("The catalog '%s' holds access packages and cannot be deleted.", id)
	for _, referrer := range c.options.Store.Referrers(id, "catalog") {
		if _, _, ok := c.options.Store.Find(referrer, alive); ok {
			return held
		}
	}
	for _, accessPackage := range c.options.Store.Walk(entitlementPath+"/accessPackages", 0) {
		if strings.EqualFold(text(accessPackage["catalogId"]), id) {
			return held
		}
	}
	return nil
}

// checkAccessPackage: v1.0 names the catalog by an object, beta by its id.
func checkAccessPackage(c *call, before, after store.Object) error {
	if before != nil {
		return nil
	}
	if id := text(after["catalogId"]); id != "" {
		if _, ok := c.options.Store.Get(entitlementPath+"/accessPackageCatalogs", id); !ok {
			return missing(id)
		}
		return nil
	}
	if c.body["catalog"] == nil && c.body["catalog@odata.bind"] == nil {
		return badRequest("A value is required for property 'catalog' of resource 'AccessPackage'.")
	}
	return nil
}

func checkAssignmentPolicy(c *call, _, after store.Object) error {
	id := text(after["accessPackageId"])
	if _, ok := c.options.Store.Get(entitlementPath+"/accessPackages", id); !ok {
		return missing(id)
	}
	return nil
}

// deliverRequest carries a request for a resource out: it appears in the
// catalog, or leaves it.
func deliverRequest(c *call, request store.Object) {
	request["state"] = "delivered"
	catalog, resource, inner := text(nested(c.body, "catalog", "id")), c.body["resource"], "/resources"
	collection := entitlementPath + "/catalogs"
	if c.body["accessPackageResource"] != nil {
		delete(request, "state")
		request["requestState"], request["requestStatus"] = "Delivered", "Fulfilled"
		catalog, resource, inner = text(request["catalogId"]), c.body["accessPackageResource"], "/accessPackageResources"
		collection = entitlementPath + "/accessPackageCatalogs"
	}
	asked, _ := resource.(store.Object)
	path := collection + "/" + strings.ToLower(catalog) + inner
	for _, old := range c.options.Store.List(path) {
		if sameText(old, asked, "originId", "originSystem") {
			if strings.EqualFold(text(request["requestType"]), "adminRemove") {
				_ = c.options.Store.Remove(path, text(old["id"])) // it was just found
			}
			return
		}
	}
	if strings.EqualFold(text(request["requestType"]), "adminAdd") {
		c.insertTyped(path, c.catalogResource(asked))
	}
}

// catalogResource describes an object of the directory as a resource.
func (c *call) catalogResource(asked store.Object) store.Object {
	path, origin, _ := c.options.Store.Find(text(asked["originId"]), inDirectory)
	resource := store.Object{"description": origin["description"], "displayName": origin["displayName"]}
	apply(resource, asked, nil)
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

// entitlementRoles are the built-in roles of entitlement management.
func entitlementRoles() []store.Object {
	var all []store.Object
	for id, name := range map[string]string{
		"ae79f266-94d4-4dab-b730-feca7e132178": "Catalog owner",
		"44272f93-9762-48e8-af59-1b5351b1d6b3": "Catalog reader",
		"7f480852-ebdc-47d4-87de-0d8498384a83": "Access package manager",
		"e2182095-804a-4656-ae11-64734e9b7ae5": "Access package assignment manager",
		"ba92d953-d8e0-4e39-a797-0cbedb0a89e8": "Catalog creator",
	} {
		all = append(all, store.Object{
			"id": id, "templateId": id, "displayName": name, "description": name, "isBuiltIn": true, "isEnabled": true,
			"resourceScopes": []any{"/"}, "rolePermissions": []any{}, "version": "1.0",
		})
	}
	return all
}

// checkEntitlementAssignment refuses unknown parties and catalogs.
func checkEntitlementAssignment(c *call, _, after store.Object) error {
	if _, _, ok := c.options.Store.Find(text(after["principalId"]), inDirectory); !ok {
		return missing(text(after["principalId"]))
	}
	if _, ok := c.options.Store.Get("/roleManagement/entitlementManagement/roleDefinitions", text(after["roleDefinitionId"])); !ok {
		return missing(text(after["roleDefinitionId"]))
	}
	scope := text(after["appScopeId"])
	if _, _, ok := c.options.Store.Find(scope[strings.LastIndexByte(scope, '/')+1:], alive); scope != "/" && !ok {
		return fail(http.StatusNotFound, "ResourceNotFound", "The scope '%s' does not exist.", scope)
	}
	return nil
}
