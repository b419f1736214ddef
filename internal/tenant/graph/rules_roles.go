// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

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
			keeps: keepRoleDefinition,
		},
		"/roleManagement/directory/roleAssignments": {
			required:   []string{"principalId", "roleDefinitionId"},
			opaqueID:   true,
			noPatch:    true,
			references: map[string]string{"principal": "principalId", "roleDefinition": "roleDefinitionId"},
			check:      checkRoleAssignment,
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
		},
	}
}

// builtInRole is a role that every tenant has.
type builtInRole struct{ template, name string }

// builtInRoles are Microsoft's built-in roles with their well-known templates.
var builtInRoles = []builtInRole{
	{"62e90394-69f5-4237-9190-012177145e10", "Global Administrator"},
	{"f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Global Reader"},
	{"fe930be7-5e62-47db-91af-98c3a49a38b1", "User Administrator"},
	{"fdd7a751-b60b-444a-984c-02652fe8fa1c", "Groups Administrator"},
	{"9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3", "Application Administrator"},
	{"158c047a-c907-4556-b7ef-446551a6b5f7", "Cloud Application Administrator"},
	{"cf1c38e5-3621-4004-a7cb-879624dced7c", "Application Developer"},
	{"e8611ab8-c189-46e8-94e1-60213ab1f814", "Privileged Role Administrator"},
	{"7be44c8a-adaf-4e2a-84d6-ab2649e08a13", "Privileged Authentication Administrator"},
	{"c4e39bd9-1100-46d3-8c65-fb160da0071f", "Authentication Administrator"},
	{"0526716b-113d-4c15-b2c8-68e3c22b9f80", "Authentication Policy Administrator"},
	{"194ae4cb-b126-40b2-bd5b-6091b380977d", "Security Administrator"},
	{"5d6b6bb7-de71-4623-b4af-96380a352509", "Security Reader"},
	{"5f2222b1-57c3-48ba-8ad5-d4759f1fde6f", "Security Operator"},
	{"b1be1c3e-b65d-4f19-8427-f6fa0d97feb9", "Conditional Access Administrator"},
	{"17315797-102d-40b4-93e0-432062caca18", "Compliance Administrator"},
	{"88d8e3e3-8f55-4a1e-953a-9b9898b8876b", "Directory Readers"},
	{"9360feb5-f418-4baa-8175-e2a00bac4301", "Directory Writers"},
	{"729827e3-9c14-49f7-bb1b-9608f156bbb8", "Helpdesk Administrator"},
	{"966707d0-3269-4727-9be2-8c3a10f19b9d", "Password Administrator"},
	{"4d6ac14f-3453-41d0-bef9-a3e0c569773a", "License Administrator"},
	{"3a2c62db-5318-420d-8d74-23affee5d9d5", "Intune Administrator"},
	{"7698a772-787b-4ac8-901f-60d6b08affd2", "Cloud Device Administrator"},
	{"29232cdf-9323-42fd-ade2-1d097af3e4de", "Exchange Administrator"},
	{"f28a1f50-f6e7-4571-818b-6a12f2af6b6c", "SharePoint Administrator"},
	{"69091246-20e8-4a56-aa4d-066075b2a7a8", "Teams Administrator"},
	{"45d8d3c5-c802-45c6-b32a-1d70b5e1e86e", "Identity Governance Administrator"},
	{"8329153b-31d0-4727-b945-745eb3bc5f31", "Domain Name Administrator"},
	{"95e79109-95c0-4d8e-aee3-d01accf2d47b", "Guest Inviter"},
	{"4a5d8f65-41da-4de4-8968-e035b65339cf", "Reports Reader"},
	{"790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b", "Message Center Reader"},
	{"b0f54661-2d74-4c50-afa3-1ec803f12efe", "Billing Administrator"},
	{"be2f45a1-457d-42af-a067-6ec1fa63bc45", "External Identity Provider Administrator"},
	{"8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2", "Hybrid Identity Administrator"},
}

// globalAdministrator is the role that is active from the start.
const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10"

// roleSpace makes the ids of active roles, the same in every tenant.
var roleSpace = uuid.MustParse("62e90394-69f5-4237-9190-012177145e10")

// Seed puts the built-in directory roles, authentication strengths and policies
// of a new tenant into a store. It returns an error if any of them is there.
func Seed(s *store.Store) error {
	for _, role := range builtInRoles {
		template := store.Object{"id": role.template, "displayName": role.name, "description": role.name, "deletedDateTime": nil}
		definition := store.Object{
			"id": role.template, "templateId": role.template, "displayName": role.name, "description": role.name, "isBuiltIn": true,
			"isEnabled": true, "resourceScopes": []any{"/"}, "version": "1", "rolePermissions": []any{},
		}
		if err := insertAll(s, "/directoryRoleTemplates", template); err != nil {
			return err
		}
		if err := insertAll(s, "/roleManagement/directory/roleDefinitions", definition); err != nil {
			return err
		}
	}
	active := store.Object{
		"id": uuid.NewSHA1(roleSpace, []byte(globalAdministrator)).String(), "roleTemplateId": globalAdministrator,
		"displayName": "Global Administrator", "description": "Global Administrator", "deletedDateTime": nil,
	}
	if err := insertAll(s, "/directoryRoles", active); err != nil {
		return err
	}
	if err := insertAll(s, "/roleManagement/entitlementManagement/roleDefinitions", entitlementRoles()...); err != nil {
		return err
	}
	if err := insertAll(s, "/applicationTemplates", applicationTemplates()...); err != nil {
		return err
	}
	for path, objects := range builtInPolicies() {
		if err := insertAll(s, path, objects...); err != nil {
			return err
		}
	}
	return nil
}

func insertAll(s *store.Store, path string, objects ...store.Object) error {
	for _, object := range objects {
		if err := s.Insert(path, object); err != nil {
			return fmt.Errorf("seed %s/%v: %w", path, object["id"], err)
		}
	}
	return nil
}

// checkDirectoryRole: a role is activated once, from its template.
func checkDirectoryRole(c *call, _, after store.Object) error {
	id := text(after["roleTemplateId"])
	if _, ok := c.options.Store.Get("/directoryRoleTemplates", id); !ok {
		return missing(id)
	}
	if other, ok := c.options.Store.FindBy("/directoryRoles", "roleTemplateId", id); ok {
		return conflict("roleTemplateId", "DirectoryRole", text(other["id"]))
	}
	return nil
}

func completeDirectoryRole(c *call, role store.Object) {
	template, _ := c.options.Store.Get("/directoryRoleTemplates", text(role["roleTemplateId"]))
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
	for _, assignment := range c.options.Store.Walk("/roleManagement/directory/roleAssignments", 0) {
		if strings.EqualFold(text(assignment["roleDefinitionId"]), text(definition["id"])) {
			return badRequest("The role definition is assigned and cannot be deleted.")
		}
	}
	return nil
}

// checkRoleAssignment refuses unknown parties and scopes, groups that may hold
// no roles, and duplicates.
func checkRoleAssignment(c *call, _, after store.Object) error {
	path, principal, ok := c.options.Store.Find(text(after["principalId"]), inDirectory)
	switch {
	case !ok:
		return missing(text(after["principalId"]))
	case path == "/groups" && principal["isAssignableToRole"] != true:
		return badRequest("The group is not assignable to a role: 'isAssignableToRole' is not true.")
	case text(after["directoryScopeId"]) == "" && text(after["appScopeId"]) == "":
		return badRequest("One of 'directoryScopeId' and 'appScopeId' is required.")
	}
	if _, ok := c.options.Store.Get("/roleManagement/directory/roleDefinitions", text(after["roleDefinitionId"])); !ok {
		return missing(text(after["roleDefinitionId"]))
	}
	if scope := text(after["directoryScopeId"]); scope != "/" && scope != "" {
		if _, err := c.existing(scope[strings.LastIndexByte(scope, '/')+1:]); err != nil {
			return err
		}
	}
	for _, other := range c.options.Store.Walk(c.target.path, 0) {
		if sameText(other, after, "principalId", "roleDefinitionId", "directoryScopeId", "appScopeId") {
			return badRequest("A conflicting object with one or more of the specified property values is present in the directory.")
		}
	}
	return nil
}

func checkScopedMember(c *call, _, after store.Object) error {
	if _, ok := c.options.Store.Get("/directoryRoles", text(after["roleId"])); !ok {
		return missing(text(after["roleId"]))
	}
	_, err := c.existing(text(nested(after, "roleMemberInfo", "id")))
	return err
}

func completeScopedMember(c *call, member store.Object) {
	id := text(nested(member, "roleMemberInfo", "id"))
	_, object, _ := c.options.Store.Find(id, inDirectory)
	member["roleMemberInfo"] = store.Object{"id": id, "displayName": object["displayName"]}
	member["administrativeUnitId"] = strings.Split(c.target.path, "/")[3]
}
