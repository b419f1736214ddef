// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

func roleRules() table {
	return table{
		"/directoryRoles": {
			required: []string{"roleTemplateId"}, lookups: []string{"roleTemplateId"}, unpaged: true, noPatch: true,
			check: checkDirectoryRole, complete: completeDirectoryRole, keeps: keepDirectoryRole,
		},
		"/directoryRoleTemplates": {unpaged: true},
		"/roleManagement/directory/roleDefinitions": {
			required:   []string{"displayName", "isEnabled", "rolePermissions"},
			readOnly:   []string{"isBuiltIn", "resourceScopes"},
			createOnly: []string{"templateId"},
			defaults:   store.Object{"isBuiltIn": false, "resourceScopes": []any{"/"}, "description": nil, "version": nil},
			check:      checkRoleDefinition,
			complete: func(_ *call, definition store.Object) {
				if definition["templateId"] == nil {
					definition["templateId"] = definition["id"]
				}
			},
			keeps: keepRoleDefinition, mentions: []string{"inheritsPermissionsFrom"},
			follows: map[string]func(store.Object) []store.Ref{"inheritsPermissionsFrom": inheritedRoles},
		},
		roleAssignments: {
			required:   []string{"principalId", "roleDefinitionId"},
			opaqueID:   true,
			noPatch:    true,
			references: map[string]string{"principal": "principalId", "roleDefinition": "roleDefinitionId"},
			check:      checkRoleAssignment,
			complete: func(_ *call, assignment store.Object) {
				if assignment["directoryScopeId"] == "/" {
					assignment["id"] = assignedID(text(assignment["principalId"]), text(assignment["roleDefinitionId"]))
				}
			},
			stored:  followAssignment,
			removed: unfollowAssignment,
		},
		"/roleManagement/entitlementManagement/roleAssignments": {
			required:   []string{"principalId", "roleDefinitionId", "appScopeId"},
			noPatch:    true,
			references: map[string]string{"principal": "principalId", "roleDefinition": "roleDefinitionId"},
			check:      checkEntitlementAssignment,
		},
		"/directory/administrativeUnits/*/scopedRoleMembers": {
			required: []string{"roleId", "roleMemberInfo"}, opaqueID: true, noPatch: true,
			check: checkScopedMember, complete: completeScopedMember,
			stored: func(c *call, _, member store.Object) {
				path := store.Location("/users").Object(text(nested(member, "roleMemberInfo", "id"))).Child("scopedRoleMemberOf")
				c.must(c.store.Insert(path, member))
			},
		},
	}
}

// directoryReaders is the role whose permissions all other built-in roles have too.
const directoryReaders = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b"

// inheritedRoles are the roles that a role takes permissions from.
func inheritedRoles(role store.Object) []store.Ref {
	if role["isBuiltIn"] != true || role["id"] == directoryReaders {
		return nil
	}
	return []store.Ref{entry{"/roleManagement/directory/roleDefinitions", store.Object{"id": directoryReaders}}.ref()}
}

// roleOperations are those of directory roles.
func roleOperations() operations {
	return operations{
		"directoryRole[]": {"delta": (*call).delta},
	}
}

// rolePermissions open the paths of these rules.
func rolePermissions() permissions {
	return permissions{
		"/directory/administrativeUnits/*/scopedRoleMembers": {read: []string{"RoleManagement.Read.Directory", "Directory.Read.All"}, write: []string{"RoleManagement.ReadWrite.Directory"}},
		"/directoryRoles":                       {read: []string{"RoleManagement.Read.Directory", "Directory.Read.All"}, write: []string{"RoleManagement.ReadWrite.Directory"}},
		"/directoryRoleTemplates":               {read: []string{"RoleManagement.Read.Directory", "Directory.Read.All"}, write: []string{"RoleManagement.ReadWrite.Directory"}},
		"/roleManagement/entitlementManagement": {read: []string{"EntitlementManagement.Read.All", "RoleManagement.Read.All"}, write: []string{"EntitlementManagement.ReadWrite.All"}},
		"/roleManagement/directory":             {read: []string{"RoleManagement.Read.Directory", "RoleManagement.Read.All", "Directory.Read.All"}, write: []string{"RoleManagement.ReadWrite.Directory"}},
	}
}

// memberRoles are the roles that people have as members or guests of a tenant.
var memberRoles = []string{"a0b1b346-4d3e-4e8b-98f8-753987be4970", "10dae51f-b6af-4016-8d66-8c2a99b929b3", "2af84b1e-32c8-42b7-82bc-daa82404023b"}

// globalAdministrator is the role that is active from the start.
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10"

// roleSpace makes the ids of active roles, the same in every tenant.
var roleSpace = uuid.MustParse("62e90394-69f5-4237-9190-012177145e10")

// Seed puts the built-in directory roles, authentication strengths and policies
// of a new tenant into a store. It returns an error if any of them is there.
func Seed(tx *store.Tx) error {
	for _, role := range model.BuiltInRoles() {
		template := store.Object{"id": role.Template, "displayName": role.Name, "description": role.Name, "deletedDateTime": nil}
		if err := insertAll(tx, "/directoryRoleTemplates", template); err != nil {
			return err
		}
		if slices.Contains(memberRoles, role.Template) {
			continue // everybody has one, nobody is assigned one
		}
		definition := store.Object{
			"id": role.Template, "templateId": role.Template, "displayName": role.Name, "description": role.Name, "isBuiltIn": true,
			"isEnabled": true, "resourceScopes": []any{"/"}, "version": "1", "rolePermissions": []any{},
		}
		if err := insertAll(tx, "/roleManagement/directory/roleDefinitions", definition); err != nil {
			return err
		}
	}
	active := store.Object{
		"id": uuid.NewSHA1(roleSpace, []byte(globalAdministrator)).String(), "roleTemplateId": globalAdministrator,
		"displayName": "Global Administrator", "description": "Global Administrator", "deletedDateTime": nil,
	}
	if err := insertAll(tx, "/directoryRoles", active); err != nil {
		return err
	}
	if err := insertAll(tx, "/roleManagement/entitlementManagement/roleDefinitions", entitlementRoles()...); err != nil {
		return err
	}
	if err := insertAll(tx, "/applicationTemplates", applicationTemplates()...); err != nil {
		return err
	}
	if err := insertAll(tx, lifecyclePath+"/taskDefinitions", taskDefinitions()...); err != nil {
		return err
	}
	if err := insertAll(tx, "/groupSettingTemplates", groupSettingTemplates()...); err != nil {
		return err
	}
	for _, builtIn := range []map[store.Location][]store.Object{builtInPolicies(), builtInSharePoint(), builtInIntune(), settingDefinitions()} {
		for path, objects := range builtIn {
			if err := insertAll(tx, path, objects...); err != nil {
				return err
			}
		}
	}
	return nil
}

// targets are contained in the objects of some built-in policies.
const targets = "includeTargets"

func insertAll(tx *store.Tx, path store.Location, objects ...store.Object) error {
	for _, object := range objects {
		if err := tx.Insert(path, without(object, []string{targets})); err != nil {
			return fmt.Errorf("seed %s/%v: %w", path, object["id"], err)
		}
		for _, element := range list(object[targets]) {
			target, _ := element.(store.Object)
			if err := tx.Insert(entry{path, object}.below(targets), target); err != nil {
				return fmt.Errorf("seed %s/%v/%s: %w", path, object["id"], targets, err)
			}
		}
	}
	return nil
}

// checkDirectoryRole: a role is activated once, from its template.
func checkDirectoryRole(c *call, _, after store.Object) error {
	id := text(after["roleTemplateId"])
	if _, ok := c.store.Get("/directoryRoleTemplates", id); !ok {
		return missing(id)
	}
	if other, ok := c.store.FindBy("/directoryRoles", "roleTemplateId", id); ok {
		return conflict("roleTemplateId", "DirectoryRole", text(other["id"]))
	}
	return nil
}

func completeDirectoryRole(c *call, role store.Object) {
	template, _ := c.store.Get("/directoryRoleTemplates", text(role["roleTemplateId"]))
	role["displayName"], role["description"], role["deletedDateTime"] = template["displayName"], template["description"], nil
}

func keepDirectoryRole(*call, store.Object) error {
	return badRequest("Directory roles cannot be deleted.")
}

func checkRoleDefinition(_ *call, before, _ store.Object) error {
	if before != nil && before["isBuiltIn"] == true {
		return badRequest("Built-in role definitions cannot be changed.")
	}
	return nil
}

// keepRoleDefinition: a role that somebody holds stays.
func keepRoleDefinition(c *call, definition store.Object) error {
	if definition["isBuiltIn"] == true {
		return badRequest("Built-in role definitions cannot be deleted.")
	}
	for _, assignment := range c.store.Walk(roleAssignments, 0) {
		if strings.EqualFold(text(assignment["roleDefinitionId"]), text(definition["id"])) {
			return badRequest("The role definition is assigned and cannot be deleted.")
		}
	}
	return nil
}

// checkRoleAssignment refuses unknown parties and scopes, groups that may hold
// no roles, and duplicates.
func checkRoleAssignment(c *call, _, after store.Object) error {
	path, principal, ok := c.store.Find(text(after["principalId"]), inDirectory)
	switch {
	case !ok:
		return missing(text(after["principalId"]))
	case path == "/groups" && principal["isAssignableToRole"] != true:
		return badRequest("The group is not assignable to a role: 'isAssignableToRole' is not true.")
	case text(after["directoryScopeId"]) == "" && text(after["appScopeId"]) == "":
		return noScope()
	}
	if _, ok := c.store.Get("/roleManagement/directory/roleDefinitions", text(after["roleDefinitionId"])); !ok {
		return missing(text(after["roleDefinitionId"]))
	}
	if err := c.checkScope(text(after["directoryScopeId"])); err != nil {
		return err
	}
	for _, other := range c.store.Walk(c.target.path, 0) {
		if sameText(other, after, "principalId", "roleDefinitionId", "directoryScopeId", "appScopeId") {
			return badRequest("A conflicting object with one or more of the specified property values is present in the directory.")
		}
	}
	return nil
}

// noScope: an assignment of a role holds somewhere (pages of roleAssignments and of the
// schedules' requests).
func noScope() error { return badRequest("One of 'directoryScopeId' and 'appScopeId' is required.") }

// checkScope: a role holds in the whole directory, in an administrative unit or for
// one object (unifiedRoleAssignment).
func (c *call) checkScope(scope string) error {
	unit, inUnit := strings.CutPrefix(scope, "/administrativeUnits/")
	switch {
	case scope == "/" || scope == "":
		return nil
	case inUnit:
		if _, ok := c.store.Get(unitsPath, unit); !ok {
			return missing(unit)
		}
		return nil
	case strings.Count(scope, "/") != 1 || !strings.HasPrefix(scope, "/"):
		return badRequest("The directory scope '%s' is invalid: it must be '/', '/administrativeUnits/' with an id, or '/' with the id of an object.", scope)
	}
	_, err := c.existing(scope[1:])
	return err
}

func checkScopedMember(c *call, _, after store.Object) error {
	if _, ok := c.store.Get("/directoryRoles", text(after["roleId"])); !ok {
		return missing(text(after["roleId"]))
	}
	_, err := c.existing(text(nested(after, "roleMemberInfo", "id")))
	return err
}

func completeScopedMember(c *call, member store.Object) {
	id := text(nested(member, "roleMemberInfo", "id"))
	_, object, _ := c.store.Find(id, inDirectory)
	member["roleMemberInfo"] = store.Object{"id": id, "displayName": object["displayName"]}
	member["administrativeUnitId"] = c.target.path.Key(0)
}
