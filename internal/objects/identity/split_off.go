// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// UserManager is who manages a user.
var UserManager = object.Definition{
	Name:      "user_manager",
	Reference: "user-post-manager",
	Doc:       "The manager of a user, for users that are not managed here, or that manage each other. A manager that the user has already is replaced.",
	Elsewhere: []object.Elsewhere{{Name: "user", Attribute: "manager"}},
	Place:     object.Part{API: object.V1, Path: "/users/{userId}", Type: "microsoft.graph.user"},
	Life:      &object.Life{},
	Needs:     object.Needs{Role: "User Administrator"},
	Attributes: []object.Attribute{
		{Name: "userId", Mode: object.Required, Type: object.Reference{To: "user"}, CreateOnly: true, Doc: "Object id of the user."},
		{Name: "manager", Rename: "manager_id", Mode: object.Required, Single: true, Seen: object.Expanded, Type: object.Wrapped{Property: "id", Of: object.Reference{To: "user"}}, Doc: "Object id of the manager."},
	},
	MovedFrom: []object.Move{
		{From: "microsoft365_graph_beta_users_user_manager", Attributes: map[string]string{"userId": "user_id"}},
	},
}

// GroupMembers is the whole membership of a group.
var GroupMembers = object.Definition{
	Name:      "group_membership",
	Reference: "group-post-members",
	Doc:       "The whole membership of a group that is managed elsewhere: members that are not listed are removed. A destroy removes all.",
	Elsewhere: []object.Elsewhere{{Name: "group", Attribute: "members"}},
	Place:     object.Part{API: object.V1, Path: "/groups/{groupId}", Type: "microsoft.graph.group"},
	Life:      &object.Life{},
	Needs:     object.Needs{Role: "Groups Administrator", Limits: []object.Limit{membersOfGroups}},
	Attributes: []object.Attribute{
		{Name: "groupId", Mode: object.Required, Type: object.Reference{To: "group"}, CreateOnly: true, Doc: "Id of the group."},
		{Name: "members", Mode: object.Links, Type: object.References{To: "user, group, device or service principal", Bulk: true, ReadAPI: object.Beta}, Doc: "Object ids of all members."},
	},
}

// GroupExchangeSettings is what Exchange keeps of a Microsoft 365 group. Graph shows it in
// reads of one group only, and takes it in a request without anything else.
var GroupExchangeSettings = object.Definition{
	Name:      "group_exchange_settings",
	Reference: "group-update",
	Doc:       "How Exchange treats a Microsoft 365 group. Graph lets no application change it: sign in as a person. Exchange gets to know a new group some minutes after it is made, and Graph answers that there is none until then. A destroy sets everything to false, which is what new groups have.",
	Place:     object.Part{API: object.V1, Path: "/groups/{groupId}", Type: "microsoft.graph.group"},
	Life:      &object.Life{},
	Needs: object.Needs{Role: "Groups Administrator", Deviations: append([]object.Deviation{
		{Kind: object.ForPeople, Because: "Microsoft's page says that these properties take delegated permissions only.", Permissions: []string{"Group.ReadWrite.All", "Directory.ReadWrite.All"}},
	}, ofGroups...)},
	Attributes: []object.Attribute{
		{Name: "groupId", Mode: object.Required, Type: object.Reference{To: "group"}, CreateOnly: true, Doc: "Id of the group."},
		{Name: "allowExternalSenders", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people outside of the organization can send mail to the group."},
		{Name: "autoSubscribeNewMembers", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether new members get what is sent to the group in their own inboxes, until they change that."},
		{Name: "hideFromAddressLists", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the group is left out of address books, and of Outlook's dialogs that search for groups and recipients."},
		{Name: "hideFromOutlookClients", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether Outlook for Windows and on the web do not show the group."},
	},
}
