// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collaboration

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Channel is a part of a team.
var Channel = object.Definition{
	Name:      "channel",
	Doc:       "A channel of a team. The name of a channel that was deleted is taken for 30 days, in which Teams can bring it back.",
	Reference: "resources/channel",
	Place:     object.Collection{API: object.V1, Path: "/teams/{teamId}/channels", Type: "microsoft.graph.channel"},
	LookUp:    object.LookUp{Filterable: []string{"displayName", "membershipType"}},
	Life:      &object.Life{},
	Needs: object.Needs{
		Role: "Teams Administrator",
		Limits: []object.Limit{
			{Attribute: "membershipType", Text: "A `private` or `shared` channel needs an owner from the start, whom this resource does not name: a person who signs in becomes it, and an application cannot make one."},
		},
		Deviations: []object.Deviation{
			{Kind: object.ForSome, Because: "It is for the teams that an app is installed in.", Permissions: []string{"Channel.Create.Group", "ChannelSettings.ReadWrite.Group", "Channel.Delete.Group", "ChannelSettings.Read.Group", "TeamSettings.Read.Group"}},
		},
	},
	Attributes: []object.Attribute{
		{Name: "teamId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "team"}, Doc: "Id of the team, which is that of its group."},
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 50}, Doc: "Name of the channel."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the channel is for."},
		{Name: "membershipType", Mode: object.Default("standard"), CreateOnly: true, Type: object.String{Enum: []string{"standard", "private", "shared"}}, Doc: "Who is in the channel: everybody in the team, some of them, or people of other teams too."},
		{Name: "webUrl", Mode: object.ReadOnly, Type: object.String{}, Doc: "Address of the channel in Teams."},
		{Name: "email", Mode: object.ReadOnly, Type: object.String{}, Doc: "Mail address of the channel, empty until somebody asks Teams for one."},
		{Name: "isArchived", Mode: object.ReadOnly, Type: object.Bool{}, Volatile: true, Doc: "Whether the channel is closed."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the channel was made."},
	},
}
