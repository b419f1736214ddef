// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// RoleManagementPolicyAssignment tells which policy holds for a role. Every role and every
// group that Privileged Identity Management knows has one.
var RoleManagementPolicyAssignment = object.Definition{
	Name:   "role_management_policy_assignment",
	Doc:    "Which policy of Privileged Identity Management holds for a directory role, or for the members or owners of a group. Lists take `scope_id` and `scope_type`.",
	Place:  object.Collection{API: object.V1, Path: "/policies/roleManagementPolicyAssignments", Type: "microsoft.graph.unifiedRoleManagementPolicyAssignment"},
	LookUp: object.LookUp{Filterable: []string{"scopeId", "scopeType", "roleDefinitionId"}, Scopes: [][]string{{"scopeId"}, {"scopeType"}}},
	Attributes: []object.Attribute{
		{Name: "scopeId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Where the policy holds: `/` for the tenant, or the id of a group."},
		{Name: "scopeType", Mode: object.ReadOnly, Type: object.String{}, Doc: "What that is: `DirectoryRole`, `Directory` or `Group`."},
		{Name: "roleDefinitionId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the role's definition; of a group `member` or `owner`."},
		{Name: "policyId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the policy."},
	},
}
