// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import (
	"context"
	"crypto/rand"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Group is a security group, a Microsoft 365 group, or either with members
// that a rule selects.
var Group = object.Definition{
	Name:   "group",
	Doc:    "A group of users, devices, applications or other groups: a security group, or a Microsoft 365 group with a mailbox and a site. The members of a dynamic group follow from a rule.",
	Place:  object.Collection{API: object.V1, Path: "/groups", Type: "microsoft.graph.group"},
	LookUp: object.LookUp{Key: "displayName", Advanced: true, Filterable: []string{"mailEnabled", "securityEnabled", "mailNickname", "mail", "isAssignableToRole", "onPremisesSyncEnabled"}},
	Life: &object.Life{
		Create: object.Create{Upsert: "uniqueName", Before: inventMailNickname},
		Delete: object.Delete{Bin: "/directory/deletedItems"},
		Fixed: []object.Fixed{{
			When:    []object.Condition{object.Is("mailEnabled", true), object.Lacks("groupTypes", "Unified")},
			Because: "Mail-enabled security groups and distribution lists are Exchange's: Graph shows them, and does not write them.",
		}},
	},
	Needs: object.Needs{Role: "Groups Administrator", Deviations: append(ofGroups, ofRoleGroups), Limits: []object.Limit{ownersOfGroups, membersOfGroups, purgeOfGroups}},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the group. It need not be unique."},
		{Name: "description", Mode: object.Server, Type: object.String{MaxLength: 1024}, Doc: "What the group is for. Exchange writes one into Microsoft 365 groups that have none."},
		{Name: "groupTypes", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Enum: []string{"Unified", "DynamicMembership"}}}, Doc: "`Unified` makes a Microsoft 365 group, `DynamicMembership` a group whose members follow from `membership_rule`. Empty for a plain security group."},
		{Name: "securityEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether the group can be given access to things."},
		{Name: "mailEnabled", Mode: object.Default(false), Type: object.Bool{}, CreateOnly: true, Doc: "Whether the group has a mailbox. Microsoft 365 groups do. Others that do, mail-enabled security groups and distribution lists, are made in Exchange: they can be imported, and not changed here."},
		{Name: "mailNickname", Mode: object.Server, Removal: object.NeverCleared("Every group has one."), Type: mailNickname, Doc: "Part of the group's mail address before the `@`. Microsoft 365 groups need one of their own; a security group without one gets a random one."},
		{Name: "visibility", Mode: object.Server, AtCreation: []string{"HiddenMembership"}, Removal: object.NeverCleared("Every group is visible to somebody: `Public` is the default of Microsoft 365 groups."), Type: object.String{Enum: []string{"Public", "Private", "HiddenMembership"}}, Doc: "Who sees the content and members of a Microsoft 365 group."},
		{Name: "membershipRule", Mode: object.Optional, Type: object.String{MaxLength: 3072}, Doc: "Rule that selects the members of a dynamic group, such as `user.department -eq \"Sales\"`."},
		{Name: "membershipRuleProcessingState", Mode: object.Server, Removal: object.ClearedWith("Paused"), Type: object.String{Enum: []string{"On", "Paused"}}, Doc: "Whether the rule is being applied. It stays `Paused` in a group that was dynamic once."},
		{Name: "isAssignableToRole", Mode: object.Default(false), Type: object.Bool{}, CreateOnly: true, Doc: "Whether the group can be given directory roles. Needs Entra ID P1."},
		{Name: "classification", Mode: object.Optional, Type: object.String{}, Doc: "How sensitive the group's content is, in the tenant's own words."},
		{Name: "preferredLanguage", Mode: object.Optional, Type: object.String{}, Doc: "Language of a Microsoft 365 group, such as `en-US`."},
		{Name: "theme", Mode: object.Optional, Type: object.String{Enum: []string{"Teal", "Purple", "Green", "Blue", "Pink", "Orange", "Red"}}, Doc: "Colour of a Microsoft 365 group."},
		{Name: "resourceBehaviorOptions", Mode: object.Server, CreateOnly: true, Type: object.Set{Of: object.String{Sample: "WelcomeEmailDisabled"}}, Doc: "How a Microsoft 365 group behaves, such as `WelcomeEmailDisabled`, `HideGroupInOutlook` or `SubscribeNewGroupMembers`."},
		{Name: "resourceProvisioningOptions", Mode: object.Server, CreateOnly: true, Type: object.Set{Of: object.String{Sample: "Team"}}, Doc: "What is made with a Microsoft 365 group. Of a group that has become a team, Graph says `Team`."},
		{Name: "preferredDataLocation", Mode: object.Optional, Type: object.String{Sample: "EUR"}, Doc: "Where the data of a Microsoft 365 group is to be kept in a tenant with several geographies, such as `EUR`."},
		{Name: "uniqueName", Mode: object.Optional, CreateOnly: true, Once: true, Type: object.String{}, Doc: "Name that no other group of the tenant has or gets. With it, an apply that was interrupted can simply be repeated; a group that has the name already is taken over."},
		{Name: "owners", Mode: object.Links, Type: object.References{To: "user or service principal"}, Doc: "Object ids of the owners. Graph lets nobody remove the last owner that is a user."},
		{Name: "members", Mode: object.Links, Type: object.References{To: "user, group, device or service principal", Bulk: true, ReadAPI: object.Beta}, Doc: "Object ids of all members. Use it, or `microsoft365_group_member`, and not both."},
		{Name: "mail", Mode: object.ReadOnly, Type: object.String{}, Follows: []string{"mailNickname"}, Doc: "Mail address of the group."},
		{Name: "proxyAddresses", Mode: object.ReadOnly, Type: object.Set{Of: object.String{}}, Follows: []string{"mailNickname"}, Doc: "All mail addresses of the group, with their protocols."},
		{Name: "securityIdentifier", Mode: object.ReadOnly, Type: object.String{}, Doc: "Security identifier (SID), for use on Windows."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the group was created."},
		{Name: "onPremisesSyncEnabled", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the group comes from an on-premises directory."},
		{Name: "expirationDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the group will expire."},
		{Name: "renewedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the group was last renewed."},
	},
	Rules: []object.Rule{
		{When: []object.Condition{object.Has("groupTypes", "Unified")}, Then: object.Is("mailEnabled", true), Because: "Every Microsoft 365 group has a mailbox."},
		{When: []object.Condition{object.Is("mailEnabled", true)}, Then: object.Given("mailNickname"), Because: "It becomes the group's mail address."},
		{When: []object.Condition{object.Is("mailEnabled", false)}, Then: object.Is("securityEnabled", true), Because: "A group without a mailbox is a security group."},
		{When: []object.Condition{object.Has("groupTypes", "DynamicMembership")}, Then: object.Given("membershipRule"), Because: "The rule decides who is a member."},
		{When: []object.Condition{object.Has("groupTypes", "DynamicMembership")}, Then: object.Given("membershipRuleProcessingState"), Because: "Graph does not assume a state."},
		{When: []object.Condition{object.Lacks("groupTypes", "DynamicMembership")}, Then: object.Absent("membershipRule"), Because: "Only dynamic groups have a rule."},
		{When: []object.Condition{object.Has("groupTypes", "DynamicMembership")}, Then: object.Absent("members"), Because: "The rule decides who is a member."},
		{When: []object.Condition{object.Is("isAssignableToRole", true)}, Then: object.Is("visibility", "Private"), Or: []object.Condition{object.Absent("visibility")}, Because: "Graph makes every group that can hold directory roles private."},
		{When: []object.Condition{object.Is("isAssignableToRole", true)}, Then: object.Is("securityEnabled", true), Because: "A role is access."},
		{When: []object.Condition{object.Is("visibility", "HiddenMembership")}, Then: object.Has("groupTypes", "Unified"), Because: "Graph hides the members of Microsoft 365 groups only."},
		{When: []object.Condition{object.Is("isAssignableToRole", true)}, Then: object.Lacks("groupTypes", "DynamicMembership"), Because: "The members of a group that holds directory roles must be chosen by hand."},
	},
	MovedFrom: object.From("azuread_group", "azuread_group_without_members", "microsoft365_graph_beta_groups_group"),
}

var mailNickname = object.String{
	MaxLength: 64, Pattern: `^[!#$%&'*+\-./0-9=?A-Z^_` + "`" + `a-z{|}~]+$`,
	PatternDoc: `must consist of ASCII characters without blanks or any of @ ( ) \ [ ] " ; : < > ,`,
	Sample:     "another.alias",
}

// inventMailNickname gives a security group a mail nickname: Graph demands one
// of every group, though it means nothing without a mailbox.
func inventMailNickname(_ context.Context, body object.Body) error {
	if body["mailNickname"] == nil {
		body["mailNickname"] = strings.ToLower(rand.Text()[:16])
	}
	return nil
}

// ofGroups: Microsoft's list does not tell permissions for all of a group from those
// for a part of it.
var ofGroups = []object.Deviation{
	{Kind: object.TooLittle, Because: "They are for one property of a group each.", Permissions: []string{"Group-NestingSupport.ReadWrite.All", "Group-PreferredDataLocation.ReadWrite.All", "Group-XTenantIdentitySync.Read.All", "Group.ManageProtection.All"}},
	{Kind: object.ForSome, Because: "They show the basic properties of a group, or its members.", Permissions: []string{"Group.ReadBasic.All", "GroupMember.Read.All", "GroupMember.ReadBasic.All", "GroupMember.ReadWrite.All"}},
}

var ofRoleGroups = object.Deviation{Kind: object.Besides, Attribute: "isAssignableToRole", Because: "Who makes or changes such a group could give itself roles.", Permissions: []string{"RoleManagement.ReadWrite.Directory"}}

var purgeOfGroups = object.Limit{Attribute: "permanentlyDelete", Text: "Graph lets no application remove a deleted group for good. Sign in as a person who is a Groups Administrator."}

// Microsoft's list does not tell apart what is added to a group; the pages do.
var (
	ownersOfGroups  = object.Limit{Attribute: "owners", Text: "To name users, an application also reads them, with `User.Read.All`; to name service principals it takes `Application.Read.All`."}
	membersOfGroups = object.Limit{Attribute: "members", Text: "A device takes `Device.ReadWrite.All` besides, a service principal `Application.ReadWrite.All`, and a group that can hold directory roles `RoleManagement.ReadWrite.Directory`."}
)
