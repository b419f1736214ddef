// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
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
	assignment := wholeDirectory(assignedID(id, text(role["roleTemplateId"])), id, text(role["roleTemplateId"]))
	assignment["principalOrganizationId"] = c.options.TenantID
	c.must(c.store.Insert(roleAssignments, assignment))
}

// wholeDirectory is an assignment of a role without a narrower scope.
func wholeDirectory(id, principal, template string) store.Object {
	return store.Object{
		"id": id, "principalId": principal, "roleDefinitionId": template, "directoryScopeId": "/", "appScopeId": nil,
		"condition": nil, "principalOrganizationId": nil,
	}
}

// forgetRoleMember removes the assignment of one who is no member any more.
func (c *call) forgetRoleMember(role store.Object, id string) {
	if assignment := c.assignmentOf(role, id); assignment != nil {
		c.must(c.store.Remove(roleAssignments, text(assignment["id"])))
	}
}

func (c *call) assignmentOf(role store.Object, id string) store.Object {
	for _, assignment := range c.store.Walk(roleAssignments, 0) {
		if strings.EqualFold(text(assignment["principalId"]), id) && sameID(assignment["roleDefinitionId"], role["roleTemplateId"]) && assignment["directoryScopeId"] == "/" {
			return assignment
		}
	}
	return nil
}

// addRoleMember makes a member of the principal of an assignment, and activates
// the role if nobody had it before.
func addRoleMember(c *call, _, assignment store.Object) {
	template, builtIn := c.store.Get("/directoryRoleTemplates", text(assignment["roleDefinitionId"]))
	if !builtIn || assignment["directoryScopeId"] != "/" {
		return
	}
	role, active := c.store.FindBy("/directoryRoles", "roleTemplateId", text(template["id"]))
	if !active {
		e, err := c.addTo("/directoryRoles", store.Object{"roleTemplateId": template["id"]})
		c.must(err)
		role = e.object
	}
	if principal, err := c.existing(text(assignment["principalId"])); err == nil {
		c.connect(store.RefTo("/directoryRoles", text(role["id"])), "members", principal)
	}
}

func removeRoleMember(c *call, assignment store.Object) {
	role, active := c.store.FindBy("/directoryRoles", "roleTemplateId", text(assignment["roleDefinitionId"]))
	principal, err := c.existing(text(assignment["principalId"]))
	if active && err == nil && assignment["directoryScopeId"] == "/" {
		c.disconnect(store.RefTo("/directoryRoles", text(role["id"])), "members", principal)
	}
}

// AssignRole gives a directory role to an object of the directory, in a store that is
// being made. It returns an error if the role is unknown or assigned already.
func AssignRole(tx *store.Tx, principal, template string) error {
	path, _, found := tx.Find(principal, inDirectory)
	definition, known := tx.Get("/roleManagement/directory/roleDefinitions", template)
	if !found || !known {
		return fmt.Errorf("assign the role %s to %s: %w", template, principal, store.ErrNotFound)
	}
	role := store.Object{
		"id": uuid.NewSHA1(roleSpace, []byte(template)).String(), "roleTemplateId": template, "displayName": definition["displayName"],
		"description": definition["description"], "deletedDateTime": nil,
	}
	if _, active := tx.Get("/directoryRoles", text(role["id"])); !active {
		if err := tx.Insert("/directoryRoles", role); err != nil {
			return err
		}
	}
	err := tx.Insert(roleAssignments, wholeDirectory(assignedID(principal, template), principal, template))
	if err != nil {
		return err
	}
	return tx.Link(store.RefTo("/directoryRoles", text(role["id"])), "members", store.RefTo(path, principal))
}

// assignedID is the id of such an assignment. Tenants showed ids that are made of the
// bytes of the role's id and the principal's, and of a number that is 1 for the whole
// directory.
func assignedID(principal, template string) string {
	of, err := uuid.Parse(template)
	to, errTo := uuid.Parse(principal)
	if err != nil || errTo != nil {
		return opaqueID()
	}
	return base64.RawURLEncoding.EncodeToString(append(windowsForm(of), windowsForm(to)...)) + "-1"
}

// windowsForm is a GUID as Windows keeps it, with its first three numbers reversed.
func windowsForm(id uuid.UUID) []byte {
	return []byte{id[3], id[2], id[1], id[0], id[5], id[4], id[7], id[6], id[8], id[9], id[10], id[11], id[12], id[13], id[14], id[15]}
}

// RoleNamed finds the template of a built-in directory role by its name.
func RoleNamed(name string) (template string, ok bool) {
	for _, role := range model.BuiltInRoles() {
		if strings.EqualFold(role.Name, name) && !slices.Contains(memberRoles, role.Template) {
			return role.Template, true
		}
	}
	return "", false
}
