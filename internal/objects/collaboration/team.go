// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collaboration

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Team is the other side of a Microsoft 365 group. It is put to the group that is there,
// and not posted with a group of its own: so each property has one resource that decides
// about it, and Graph answers when the team is made and not before.
var Team = object.Definition{
	Name:   "team",
	Doc:    "Microsoft Teams for a Microsoft 365 group, which must have an owner. Name, description, visibility, owners and members are those of the group, `microsoft365_group`. A team that the group has already is taken over; settings that are left out stay as they are.",
	Place:  object.Collection{API: object.V1, Path: "/teams", Type: "microsoft.graph.team"},
	LookUp: object.LookUp{Key: "displayName"},
	Life: &object.Life{
		Create: object.Create{ID: object.FromPath, By: &object.Making{Path: "/groups/{id}/team", Put: true, Type: "microsoft.graph.team"}},
		Delete: object.Delete{Never: "Graph takes no team away from its group: it goes with the group."},
	},
	Needs: object.Needs{
		Role: "Teams Administrator",
		Deviations: []object.Deviation{
			{Kind: object.ForSome, Because: "It is for the teams that an app is installed in.", Permissions: []string{"TeamSettings.Read.Group", "TeamSettings.ReadWrite.Group"}},
		},
	},
	Attributes: []object.Attribute{
		{Name: "id", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "group"}, Doc: "Id of the Microsoft 365 group, which is the team's too."},
		{Name: "memberSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "allowCreateUpdateChannels", Mode: object.Server, Type: object.Bool{}, Doc: "Whether members can make and change channels."},
			{Name: "allowCreatePrivateChannels", Mode: object.Server, Type: object.Bool{}, Doc: "Whether members can make private channels."},
			{Name: "allowDeleteChannels", Mode: object.Server, Type: object.Bool{}, Doc: "Whether members can delete channels."},
			{Name: "allowAddRemoveApps", Mode: object.Server, Type: object.Bool{}, Doc: "Whether members can add and remove apps."},
			{Name: "allowCreateUpdateRemoveTabs", Mode: object.Server, Type: object.Bool{}, Doc: "Whether members can make, change and remove tabs."},
			{Name: "allowCreateUpdateRemoveConnectors", Mode: object.Server, Type: object.Bool{}, Doc: "Whether members can make, change and remove connectors."},
		}}, Doc: "What members may do beside owners."},
		{Name: "guestSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "allowCreateUpdateChannels", Mode: object.Server, Type: object.Bool{}, Doc: "Whether guests can make and change channels."},
			{Name: "allowDeleteChannels", Mode: object.Server, Type: object.Bool{}, Doc: "Whether guests can delete channels."},
		}}, Doc: "What guests may do."},
		{Name: "messagingSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "allowUserEditMessages", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can change what they have written."},
			{Name: "allowUserDeleteMessages", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can delete what they have written."},
			{Name: "allowOwnerDeleteMessages", Mode: object.Server, Type: object.Bool{}, Doc: "Whether owners can delete what anybody has written."},
			{Name: "allowTeamMentions", Mode: object.Server, Type: object.Bool{}, Doc: "Whether a message can mention the whole team."},
			{Name: "allowChannelMentions", Mode: object.Server, Type: object.Bool{}, Doc: "Whether a message can mention a whole channel."},
		}}, Doc: "What becomes of messages."},
		{Name: "funSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "allowGiphy", Mode: object.Server, Type: object.Bool{}, Doc: "Whether messages can hold pictures of Giphy."},
			{Name: "giphyContentRating", Mode: object.Server, Type: object.String{Enum: []string{"moderate", "strict"}}, Doc: "Which of these pictures: `strict` leaves out what is for adults."},
			{Name: "allowStickersAndMemes", Mode: object.Server, Type: object.Bool{}, Doc: "Whether messages can hold stickers and memes."},
			{Name: "allowCustomMemes", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can make memes of their own."},
		}}, Doc: "Pictures in messages."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the team, which is the group's."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the team is for, as the group says."},
		{Name: "visibility", Mode: object.ReadOnly, Type: object.String{}, Doc: "Who can join and see it: `private`, `public` or `hiddenMembership`, as the group says."},
		{Name: "classification", Mode: object.ReadOnly, Type: object.String{}, Doc: "The group's classification."},
		{Name: "specialization", Mode: object.ReadOnly, Type: object.String{}, Doc: "Whether the team is for teaching, and for which kind."},
		{Name: "isArchived", Mode: object.ReadOnly, Type: object.Bool{}, Volatile: true, Doc: "Whether the team is closed."},
		{Name: "webUrl", Mode: object.ReadOnly, Type: object.String{}, Doc: "Address of the team in Teams."},
		{Name: "internalId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the team in audit logs and elsewhere."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the team was made."},
	},
}

// TeamMember is somebody's place in a team, and so in its group.
var TeamMember = object.Definition{
	Name:      "team_member",
	Doc:       "A member or owner of a team, who is in the team's group as well: where `microsoft365_group` or `microsoft365_group_members` lists all members of the group, that list decides, and this resource is not for the same team.",
	Reference: "team-post-members",
	Place:     object.Collection{API: object.V1, Path: "/teams/{teamId}/members", Type: "microsoft.graph.aadUserConversationMember", Derived: true},
	LookUp:    object.LookUp{Unfiltered: true},
	Life:      &object.Life{},
	Needs: object.Needs{
		Role: "Teams Administrator",
		Deviations: []object.Deviation{
			{Kind: object.ForSome, Because: "It is for members who are no owners.", Permissions: []string{"TeamMember.ReadWriteNonOwnerRole.All"}},
			{Kind: object.ForSome, Because: "It is for the teams that an app is installed in.", Permissions: []string{"TeamMember.Read.Group"}},
		},
	},
	Attributes: []object.Attribute{
		{Name: "teamId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "team"}, Doc: "Id of the team, which is that of its group."},
		{Name: "userId", Mode: object.Required, CreateOnly: true, Bound: "/users", BoundAs: "user", Type: object.Reference{To: "user"}, Doc: "Object id of the person."},
		{Name: "roles", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Enum: []string{"owner", "guest"}}}, Doc: "`owner` for an owner, and nothing for a member. Graph gives guests the role `guest` by itself."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Name of the person."},
		{Name: "email", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Mail address of the person."},
		{Name: "tenantId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Tenant that the person is of."},
	},
}
