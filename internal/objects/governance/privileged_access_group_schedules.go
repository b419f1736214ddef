// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

const privilegedGroups = "/identityGovernance/privilegedAccess/group"

// PrivilegedAccessGroupEligibilitySchedule lets somebody become a member or an owner.
var PrivilegedAccessGroupEligibilitySchedule = object.Definition{
	Name:       "privileged_access_group_eligibility_schedule",
	Doc:        "The eligibility of a user or a group to be a member or an owner of a group, by Privileged Identity Management: who is eligible activates it when it is needed. Terraform asks for it by a request, and shows why one has failed.",
	Place:      object.Collection{API: object.V1, Path: privilegedGroups + "/eligibilitySchedules", Type: "microsoft.graph.privilegedAccessGroupEligibilitySchedule"},
	LookUp:     object.LookUp{Filterable: []string{"groupId", "principalId"}, Scopes: [][]string{{"groupId", "principalId"}}},
	Life:       scheduled(privilegedGroups+"/eligibilityScheduleRequests", "microsoft.graph.privilegedAccessGroupEligibilityScheduleRequest", "groupId", "accessId", "principalId"),
	Needs:      privileged,
	Attributes: schedule(inGroup(eligible), memberType),
	MovedFrom:  object.From("azuread_privileged_access_group_eligibility_schedule"),
}

// PrivilegedAccessGroupAssignmentSchedule makes somebody a member or an owner for a time.
var PrivilegedAccessGroupAssignmentSchedule = object.Definition{
	Name:       "privileged_access_group_assignment_schedule",
	Doc:        "The membership or ownership of a group by Privileged Identity Management, for a time or for good. Terraform asks for it by a request, and shows why one has failed.",
	Place:      object.Collection{API: object.V1, Path: privilegedGroups + "/assignmentSchedules", Type: "microsoft.graph.privilegedAccessGroupAssignmentSchedule"},
	LookUp:     object.LookUp{Filterable: []string{"groupId", "principalId"}, Scopes: [][]string{{"groupId", "principalId"}}},
	Life:       scheduled(privilegedGroups+"/assignmentScheduleRequests", "microsoft.graph.privilegedAccessGroupAssignmentScheduleRequest", "groupId", "accessId", "principalId"),
	Needs:      privileged,
	Attributes: schedule(inGroup(active), assignmentType, memberType),
	MovedFrom:  object.From("azuread_privileged_access_group_assignment_schedule"),
}
