// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// A directory role's members and the assignments of the role for the whole
// directory are the same thing, seen through an older and a newer part of Graph.

const roleAssignments = "/roleManagement/directory/roleAssignments"

// noteRoleMember makes the assignment of a role's new member.
func (c *call) noteRoleMember(role store.Object, id string) {
	if c.assignmentOf(role, id) != nil {
		return
	}
	_ = c.options.Store.Insert(roleAssignments, store.Object{ // the id is new
		"id": opaqueID(), "principalId": id, "roleDefinitionId": role["roleTemplateId"], "directoryScopeId": "/", "appScopeId": nil,
		"condition": nil, "principalOrganizationId": c.options.TenantID,
	})
}

// forgetRoleMember removes the assignment of one who is no member any more.
func (c *call) forgetRoleMember(role store.Object, id string) {
	if assignment := c.assignmentOf(role, id); assignment != nil {
		_ = c.options.Store.Remove(roleAssignments, text(assignment["id"])) // it was just found
	}
}

func (c *call) assignmentOf(role store.Object, id string) store.Object {
	for _, assignment := range c.options.Store.Walk(roleAssignments, 0) {
		if strings.EqualFold(text(assignment["principalId"]), id) && assignment["roleDefinitionId"] == role["roleTemplateId"] && assignment["directoryScopeId"] == "/" {
			return assignment
		}
	}
	return nil
}

// addRoleMember makes a member of the principal of an assignment, and activates
// the role if nobody had it before.
func addRoleMember(c *call, _, assignment store.Object) {
	template, builtIn := c.options.Store.Get("/directoryRoleTemplates", text(assignment["roleDefinitionId"]))
	if !builtIn || assignment["directoryScopeId"] != "/" {
		return
	}
	role, active := c.options.Store.FindBy("/directoryRoles", "roleTemplateId", text(template["id"]))
	if !active {
		e, err := c.addTo("/directoryRoles", store.Object{"roleTemplateId": template["id"]})
		if err != nil {
			return
		}
		role = e.object
	}
	_ = c.options.Store.Link(text(role["id"]), "members", text(assignment["principalId"])) // it may be there
}

func removeRoleMember(c *call, assignment store.Object) {
	role, active := c.options.Store.FindBy("/directoryRoles", "roleTemplateId", text(assignment["roleDefinitionId"]))
	if active && assignment["directoryScopeId"] == "/" {
		_ = c.options.Store.Unlink(text(role["id"]), "members", text(assignment["principalId"])) // it may be gone
	}
}
