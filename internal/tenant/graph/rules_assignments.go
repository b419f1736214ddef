// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// appRoleAssignmentRules are for both ends of an assignment, which is one
// object that appears at the principal and at the resource.
var appRoleAssignmentRules = rules{
	required: []string{"principalId", "resourceId", "appRoleId"},
	readOnly: []string{"createdDateTime", "principalDisplayName", "principalType", "resourceDisplayName"},
	opaqueID: true,
	noPatch:  true,
	check:    checkAppRoleAssignment,
	shows:    showAssignmentTime,
	complete: completeAppRoleAssignment,
	stored: func(c *call, _, assignment store.Object) {
		for _, path := range assignmentPaths(c, assignment) {
			if path != c.target.path {
				c.must(c.store.Insert(path, assignment))
			}
		}
	},
}

// showAssignmentTime: beta has another name for the time at which an assignment was made.
func showAssignmentTime(c *call, stored, shown store.Object) store.Object {
	if c.version != "beta" {
		return shown
	}
	return replaced(shown, "creationTimestamp", stored["createdDateTime"])
}

// twins: assignments of app roles, and of roles in an administrative unit, are the
// same at both of their ends.
func twins(path, other store.Location) bool {
	return slices.ContainsFunc([]string{"/appRoleAssign", "/scopedRoleMember"}, func(kind string) bool {
		return strings.Contains(string(path), kind) && strings.Contains(string(other), kind)
	})
}

// defaultAccess is the role of principals that have none in particular.
const defaultAccess = "00000000-0000-0000-0000-000000000000"

// checkAppRoleAssignment refuses ends and roles that are not there, and a
// second assignment of the same role.
func checkAppRoleAssignment(c *call, _, after store.Object) error {
	for _, end := range []string{"principalId", "resourceId"} {
		if _, err := c.existing(text(after[end])); err != nil {
			return err
		}
	}
	resource, isResource := c.store.Get("/servicePrincipals", text(after["resourceId"]))
	paths := assignmentPaths(c, after)
	switch {
	case !isResource:
		return missing(text(after["resourceId"]))
	case !slices.Contains(paths, c.target.path):
		return badRequest("Not a valid reference update.")
	case !hasRole(resource, text(after["appRoleId"])):
		return badRequest("Permission being assigned was not found on application '%s'.", text(resource["appId"]))
	}
	for _, other := range c.store.Walk(paths[0], 0) {
		if sameText(other, after, "principalId", "resourceId", "appRoleId") {
			return badRequest("Permission being assigned already exists on the object")
		}
	}
	return nil
}

func hasRole(resource store.Object, id string) bool {
	return id == defaultAccess || slices.ContainsFunc(list(resource["appRoles"]), func(role any) bool {
		object, _ := role.(store.Object)
		return strings.EqualFold(text(object["id"]), id) && object["isEnabled"] != false
	})
}

// sameText tells whether two objects agree in properties, without case.
func sameText(a, b store.Object, properties ...string) bool {
	return !slices.ContainsFunc(properties, func(p string) bool { return !strings.EqualFold(text(a[p]), text(b[p])) })
}

// assignmentPaths are where an assignment appears: at its principal and its resource.
func assignmentPaths(c *call, assignment store.Object) []store.Location {
	principal, resource := text(assignment["principalId"]), text(assignment["resourceId"])
	path, _, _ := c.store.Find(principal, inDirectory)
	return []store.Location{path.Object(principal).Child("appRoleAssignments"), store.Location("/servicePrincipals").Object(resource).Child("appRoleAssignedTo")}
}

func completeAppRoleAssignment(c *call, assignment store.Object) {
	path, principal, _ := c.store.Find(text(assignment["principalId"]), inDirectory)
	resource, _ := c.store.Get("/servicePrincipals", text(assignment["resourceId"]))
	assignment["principalDisplayName"] = principal["displayName"]
	assignment["principalType"] = shortName(typeNames[path])
	assignment["resourceDisplayName"] = resource["displayName"]
	assignment["createdDateTime"] = c.now()
}

var grantRules = rules{
	required:   []string{"clientId", "consentType", "resourceId"},
	createOnly: []string{"clientId", "consentType", "principalId", "resourceId"},
	opaqueID:   true,
	check:      checkGrant,
}

// checkGrant refuses a second grant between the same parties.
func checkGrant(c *call, before, after store.Object) error {
	consent := text(after["consentType"])
	switch {
	case consent != "AllPrincipals" && consent != "Principal":
		return invalidValue("consentType", "OAuth2PermissionGrant")
	case (consent == "Principal") != (text(after["principalId"]) != ""):
		return invalidValue("principalId", "OAuth2PermissionGrant")
	case before != nil:
		return nil
	}
	for _, end := range []string{"clientId", "resourceId"} {
		if _, ok := c.store.Get("/servicePrincipals", text(after[end])); !ok {
			return missing(text(after[end]))
		}
	}
	for _, other := range c.store.Walk("/oauth2PermissionGrants", 0) {
		if sameText(other, after, "clientId", "consentType", "principalId", "resourceId") {
			return sameKey("Permission entry already exists.")
		}
	}
	return nil
}
