// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Invitation makes a guest of the tenant.
var Invitation = object.Definition{
	Name:      "invitation",
	Reference: "invitation-post",
	Doc:       "A person from outside who is invited to the tenant, and has an account in it from then on. Its `id` is that of the user. Who has been invited before is invited again. A destroy deletes the user, who can be restored for 30 days.",
	Place:     object.Collection{API: object.V1, Path: "/users", Type: "microsoft.graph.user"},
	LookUp:    object.LookUp{Key: "mail", Advanced: true, Filterable: []string{"displayName", "userType"}},
	Life: &object.Life{Create: object.Create{By: &object.Making{
		Path: "/invitations", Type: "microsoft.graph.invitation", Made: "invitedUser",
		Names: map[string]string{"mail": "invitedUserEmailAddress", "displayName": "invitedUserDisplayName", "userType": "invitedUserType"},
	}}},
	Needs: object.Needs{Role: "Guest Inviter", Deviations: OfUsers, Limits: []object.Limit{
		{Attribute: "userType", Text: "To invite somebody as a `Member`, a person must be a User Administrator."},
	}},
	Attributes: []object.Attribute{
		{Name: "mail", Mode: object.Required, Type: object.String{Pattern: "^[^@]+@[^@]+[.][^@]+$", PatternDoc: "must be a mail address", Sample: "sam@fabrikam.com"}, CreateOnly: true, Doc: "Mail address of the person."},
		{Name: "displayName", Mode: object.Server, Removal: object.NeverCleared("Every user has a name."), Type: object.String{MaxLength: 256}, Doc: "Name of the user. The mail address, if it is left out."},
		{Name: "userType", Mode: object.Server, Removal: object.NeverCleared("A user is one or the other."), Type: object.String{Enum: []string{"Guest", "Member"}}, Doc: "Whether the user is a `Guest`, which is the default, or a `Member` of the organization."},
		{Name: "inviteRedirectUrl", Mode: object.WriteOnlyAtCreate, Type: object.String{Sample: "https://portal.contoso.com"}, CreateOnly: true, Doc: "Where the person gets to after the first sign-in. Graph does not show it again."},
		{Name: "sendInvitationMessage", Mode: object.WriteOnly, Type: object.Bool{}, CreateOnly: true, Doc: "Whether Microsoft sends the invitation by mail. Otherwise send `invite_redeem_url` yourself. False if left out."},
		{Name: "invitedUserMessageInfo", Rename: "message", Mode: object.WriteOnly, CreateOnly: true, Type: object.Object{Attributes: []object.Attribute{
			{Name: "customizedMessageBody", Rename: "body", Mode: object.Optional, Type: object.String{}, Doc: "Text of the mail besides Microsoft's own."},
			{Name: "messageLanguage", Rename: "language", Mode: object.Optional, Type: object.String{Sample: "fr-FR"}, Doc: "Language of Microsoft's own text, such as `de-DE`. It takes no text of yours then. `en-US` if left out."},
			{Name: "ccRecipients", Rename: "copies", Mode: object.Optional, Type: object.List{MaxItems: 1, Of: object.Object{Attributes: []object.Attribute{
				{Name: "emailAddress", Mode: object.Required, Type: object.Wrapped{Property: "address", Of: object.String{Sample: "host@contoso.com"}}, Doc: "Mail address."},
			}}}, Doc: "Who gets a copy of the mail."},
		}}, Doc: "What the mail says, if Microsoft sends it."},
		{Name: "inviteRedeemUrl", Mode: object.ReadOnly, Type: object.String{}, Sensitive: true, Seen: object.InReply, Doc: "Page by which the person accepts the invitation. Null after an import, since Graph tells it once."},
		{Name: "userPrincipalName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the user in this tenant."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the user was created."},
		{Name: "externalUserState", Mode: object.ReadOnly, Volatile: true, Type: object.String{}, Doc: "`PendingAcceptance`, or `Accepted`."},
	},
	MovedFrom: []object.Move{{From: "azuread_invitation", IDs: []string{"{_}"}, Attributes: map[string]string{"id": "user_id"}}},
}
