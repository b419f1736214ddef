// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// GroupLifecyclePolicy says when Microsoft 365 groups expire.
var GroupLifecyclePolicy = object.Definition{
	Name:   "group_lifecycle_policy",
	Doc:    "When Microsoft 365 groups expire that nobody renews. An expired group is deleted, and can be restored for 30 days. A tenant has one policy at most: Graph refuses another one.",
	Place:  object.Collection{API: object.V1, Path: "/groupLifecyclePolicies", Type: "microsoft.graph.groupLifecyclePolicy"},
	LookUp: object.LookUp{Unfiltered: true},
	Life:   &object.Life{},
	Needs:  object.Needs{Role: "Groups Administrator", Licence: "Microsoft Entra ID P1, for each member of a group that expires"},
	Attributes: []object.Attribute{
		{Name: "groupLifetimeInDays", Mode: object.Required, Type: object.Int{Min: 30}, Doc: "Days after which a group expires, counted from its creation or its last renewal. 30 at least."},
		{Name: "managedGroupTypes", Mode: object.Required, Type: object.String{Enum: []string{"All", "Selected", "None"}}, Doc: "Which groups expire: `All`, those that are `Selected` by adding them to the policy, or `None`."},
		// Graph's pages do not say whether the policy can be without an address once it has one.
		{Name: "alternateNotificationEmails", Mode: object.Optional, Type: object.String{Sample: "it-support@contoso.com;helpdesk@contoso.com"}, Doc: "Mail addresses, with a semicolon between them, that hear of groups without an owner."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_groups_group_lifecycle_expiration_policy"),
}

// GroupLifecyclePolicyGroup is a group that a policy is about.
var GroupLifecyclePolicyGroup = object.Definition{
	Name:      "group_lifecycle_policy_group",
	Reference: "grouplifecyclepolicy-addgroup",
	Doc:       "A Microsoft 365 group that expires as the `microsoft365_group_lifecycle_policy` says, whose `managed_group_types` is `Selected`. A policy takes 500 groups at most. Groups that are not managed with Terraform are left alone.",
	Place: object.Relation{
		API: object.V1, Path: "/groups/{groupId}/groupLifecyclePolicies", Type: "microsoft.graph.groupLifecyclePolicy", Target: "policyId", Targets: "/groupLifecyclePolicies",
		Add: "addGroup", Remove: "removeGroup", Parameter: "groupId",
	},
	Life:  &object.Life{},
	Needs: object.Needs{Role: "Groups Administrator", Licence: "Microsoft Entra ID P1, for each member of the group"},
	Attributes: []object.Attribute{
		{Name: "groupId", Mode: object.Required, Type: object.Reference{To: "group"}, CreateOnly: true, Doc: "Id of the group, a Microsoft 365 group."},
		{Name: "policyId", Mode: object.Required, Type: object.Reference{To: "group lifecycle policy"}, CreateOnly: true, Doc: "Id of the policy."},
	},
}
