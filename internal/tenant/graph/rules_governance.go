// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"maps"
	"net/http"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const entitlementPath = "/identityGovernance/entitlementManagement"

// governanceRules are for the names of v1.0 and of beta, which differ and lead
// to collections of their own.
func governanceRules() table {
	const base = entitlementPath
	all := table{
		base + "/catalogs": {
			required: []string{"displayName"}, createOnly: []string{"catalogType"}, keeps: keepCatalog, derive: deriveCatalog, shows: showCatalogType,
			inverse: map[string]inverse{"accessPackages": {base + "/accessPackages", "catalog"}}, defaults: store.Object{"isExternallyVisible": false},
		},
		base + "/accessPackages": {
			required: []string{"displayName"}, createOnly: []string{"catalog"}, defaults: store.Object{"isHidden": false}, derive: deriveAccessPackage,
			references: map[string]string{"accessPackageCatalog": "catalogId", "catalog": "catalogId"}, check: checkAccessPackage, keeps: keepAccessPackage,
			inverse: map[string]inverse{
				"assignmentPolicies":              {base + "/assignmentPolicies", "accessPackage"},
				"accessPackageAssignmentPolicies": {base + "/accessPackageAssignmentPolicies", "accessPackage"},
				"accessPackagesIncompatibleWith":  {base + "/accessPackages", "incompatibleAccessPackages"},
			},
		},
		base + "/assignmentPolicies": {
			required: []string{"displayName", "accessPackage"}, puts: true, noPatch: true, changeAnswers: true, keeps: keepAssigned, stored: linkCatalog,
			defaults: store.Object{"allowedTargetScope": "notSpecified"},
		},
		base + "/accessPackageAssignmentPolicies": {
			required: []string{"displayName", "accessPackageId"}, puts: true, noPatch: true, changeAnswers: true, keeps: keepAssigned,
			references: map[string]string{"accessPackage": "accessPackageId"}, check: checkAssignmentPolicy,
		},
		base + "/resourceRequests":                                 {required: []string{"requestType", "catalog", "resource"}, noPatch: true, check: checkResourceRequest, complete: deliverRequest},
		base + "/accessPackageResourceRequests":                    {required: []string{"requestType", "catalogId", "accessPackageResource"}, noPatch: true, check: checkResourceRequest, complete: deliverRequest},
		base + "/accessPackages/*/accessPackageResourceRoleScopes": {noPatch: true, complete: completeRoleScope},
		base + "/connectedOrganizations":                           {required: []string{"displayName", "identitySources"}, defaults: store.Object{"state": "configured"}, changeAnswers: true, changeStatus: http.StatusAccepted},
		"/identityGovernance/accessReviews/definitions": {
			required: []string{"displayName", "scope"}, puts: true,
			complete: func(_ *call, definition store.Object) { definition["status"] = "InProgress" },
		},
	}
	maps.Copy(all, assignmentRequestRules())
	maps.Copy(all, lifecycleRules())
	return all
}

// governanceOperations are those of entitlement management, access reviews and lifecycle workflows.
func governanceOperations() operations {
	return operations{
		"accessPackageAssignmentRequest": {"cancel": (*call).cancelAssignment},
		"accessReviewInstance": {
			"applyDecisions": (*call).accept,
			"resetDecisions": (*call).accept,
			"sendReminder":   (*call).accept,
			"stop":           (*call).accept,
		},
		"accessReviewScheduleDefinition": {"stop": (*call).accept},
		"accessReviewStage":              {"stop": (*call).accept},
		"identityGovernance.workflow":    {"createNewVersion": (*call).createNewVersion, "restore": (*call).restore},
	}
}

// governancePermissions open the paths of these rules.
func governancePermissions() permissions {
	return permissions{
		"/identityGovernance/entitlementManagement": {read: []string{"EntitlementManagement.Read.All"}, write: []string{"EntitlementManagement.ReadWrite.All"}},
		"/identityGovernance/lifecycleWorkflows":    {read: []string{"LifecycleWorkflows.Read.All"}, write: []string{"LifecycleWorkflows.ReadWrite.All"}},
		"/identityGovernance/accessReviews":         {read: []string{"AccessReview.Read.All"}, write: []string{"AccessReview.ReadWrite.All"}},
	}
}

// keepCatalog: a catalog with access packages stays.
func keepCatalog(c *call, catalog store.Object) error {
	id := text(catalog["id"])
	for _, accessPackage := range c.store.Walk(entitlementPath+"/accessPackages", 0) {
		if strings.EqualFold(text(accessPackage["catalogId"]), id) {
			return badRequest("The catalog '%s' holds access packages and cannot be deleted.", id)
		}
	}
	return nil
}

// deriveCatalog: beta begins its words with capitals, and calls the state otherwise.
func deriveCatalog(c *call, _, after store.Object) {
	if after["catalogStatus"] == nil || c.body["state"] != nil {
		after["catalogStatus"] = capital(text(after["state"]), "Published")
	}
	after["state"] = strings.ToLower(text(after["catalogStatus"]))
	after["catalogType"] = capital(text(after["catalogType"]), "UserManaged")
}

// showCatalogType: v1.0 begins the word with a small letter.
func showCatalogType(c *call, _, shown store.Object) store.Object {
	kind := text(shown["catalogType"])
	if kind == "" || c.version == "beta" {
		return shown
	}
	return replaced(shown, "catalogType", strings.ToLower(kind[:1])+kind[1:])
}

// capital begins a word with a capital; other stands for none.
func capital(word, other string) string {
	if word == "" {
		return other
	}
	return strings.ToUpper(word[:1]) + word[1:]
}

// deriveAccessPackage: v1.0 names the catalog by an object or a reference, beta by its id.
func deriveAccessPackage(c *call, before, after store.Object) {
	if before != nil || after["catalogId"] != nil {
		return
	}
	for _, name := range []string{"catalog", "accessPackageCatalog"} { // beta calls it by the second name too
		if catalog, ok := c.body[name].(store.Object); ok {
			after["catalogId"] = catalog["id"]
		}
	}
	if catalog, err := c.referred(text(c.body["catalog@odata.bind"]), "microsoft.graph.accessPackageCatalog"); err == nil {
		after["catalogId"] = catalog.ID
	}
}

func checkAccessPackage(c *call, before, after store.Object) error {
	id := text(after["catalogId"])
	switch _, ok := c.store.Get(entitlementPath+"/catalogs", id); {
	case before != nil || ok:
		return nil
	case id != "":
		return missing(id)
	case c.version == "beta":
		return badRequest("A value is required for property 'catalogId' of resource 'AccessPackage'.")
	}
	return badRequest("A value is required for property 'catalog' of resource 'AccessPackage'.")
}

func checkAssignmentPolicy(c *call, _, after store.Object) error {
	id := text(after["accessPackageId"])
	if _, ok := c.store.Get(entitlementPath+"/accessPackages", id); !ok {
		return missing(id)
	}
	return nil
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
	if _, _, ok := c.store.Find(text(after["principalId"]), inDirectory); !ok {
		return missing(text(after["principalId"]))
	}
	if _, ok := c.store.Get("/roleManagement/entitlementManagement/roleDefinitions", text(after["roleDefinitionId"])); !ok {
		return missing(text(after["roleDefinitionId"]))
	}
	scope := text(after["appScopeId"])
	if _, _, ok := c.store.Find(scope[strings.LastIndexByte(scope, '/')+1:], alive); scope != "/" && !ok {
		return fail(http.StatusNotFound, "ResourceNotFound", "The scope '%s' does not exist.", scope)
	}
	return nil
}
