// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// GroupMember is the membership of one object in one group.
var GroupMember = object.Definition{
	Name:      "group_member",
	Doc:       "The membership of one user, group, device or service principal in one group. Members that are not managed with Terraform are left alone.",
	Elsewhere: []object.Elsewhere{{Name: "group", Attribute: "members"}, {Name: "group_membership", Attribute: "members"}},
	Reference: "group-post-members",
	Place: object.Relation{
		API: object.V1, Path: "/groups/{groupId}/members", Type: "microsoft.graph.directoryObject", Target: "memberId", Bulk: true,
		// The v1.0 list of members has been leaving out service principals.
		ReadAPI: object.Beta,
	},
	Life:  &object.Life{},
	Needs: object.Needs{Role: "Groups Administrator", Limits: []object.Limit{{Attribute: "memberId", Text: membersOfGroups.Text + " Nobody adds members to a dynamic group: its rule chooses them."}}},
	Attributes: []object.Attribute{
		{Name: "groupId", Mode: object.Required, Type: object.Reference{To: "group"}, CreateOnly: true, Doc: "Id of the group."},
		{Name: "memberId", Mode: object.Required, Type: object.Reference{To: "user, group, device or service principal"}, CreateOnly: true, Doc: "Object id of the member."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_group_member", IDs: []string{"{groupId}/member/{id}"}},
		{From: "microsoft365_graph_beta_groups_group_member_assignment"},
	},
}
