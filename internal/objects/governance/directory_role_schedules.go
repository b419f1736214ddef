// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

const directoryRoles = "/roleManagement/directory"

// DirectoryRoleEligibilitySchedule lets somebody activate a directory role.
var DirectoryRoleEligibilitySchedule = object.Definition{
	Name:       "directory_role_eligibility_schedule",
	Doc:        "The eligibility of a user or a group for a directory role, by Privileged Identity Management: who is eligible activates the role when it is needed. Terraform asks for it by a request, and shows why one has failed.",
	Place:      object.Collection{API: object.V1, Path: directoryRoles + "/roleEligibilitySchedules", Type: "microsoft.graph.unifiedRoleEligibilitySchedule"},
	LookUp:     object.LookUp{Filterable: []string{"principalId", "roleDefinitionId", "directoryScopeId"}},
	Life:       scheduled(directoryRoles+"/roleEligibilityScheduleRequests", "microsoft.graph.unifiedRoleEligibilityScheduleRequest", "principalId", "roleDefinitionId", "directoryScopeId"),
	Needs:      privileged,
	Attributes: schedule(inRole(eligible), memberType),
	MovedFrom:  object.From("azuread_directory_role_eligibility_schedule_request"),
}

// DirectoryRoleAssignmentSchedule gives somebody a directory role for a time.
var DirectoryRoleAssignmentSchedule = object.Definition{
	Name:       "directory_role_assignment_schedule",
	Doc:        "The assignment of a directory role to a user, a group or a service principal by Privileged Identity Management, for a time or for good. Terraform asks for it by a request, and shows why one has failed. For an assignment without an end `microsoft365_directory_role_assignment` does the same without Privileged Identity Management.",
	Place:      object.Collection{API: object.V1, Path: directoryRoles + "/roleAssignmentSchedules", Type: "microsoft.graph.unifiedRoleAssignmentSchedule"},
	LookUp:     object.LookUp{Filterable: []string{"principalId", "roleDefinitionId", "directoryScopeId"}},
	Life:       scheduled(directoryRoles+"/roleAssignmentScheduleRequests", "microsoft.graph.unifiedRoleAssignmentScheduleRequest", "principalId", "roleDefinitionId", "directoryScopeId"),
	Needs:      privileged,
	Attributes: schedule(inRole(active), assignmentType, memberType),
}
