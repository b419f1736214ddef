// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// RoleManagementPolicy is what Privileged Identity Management demands for one role. Graph
// makes one for each role and group, with the same seventeen rules, and a change names
// the rules that it is about.
var RoleManagementPolicy = object.Definition{
	Name:       "role_management_policy",
	PluralName: "role_management_policies",
	Doc: "What Privileged Identity Management demands for a directory role, or for the members or owners of a group: how long somebody can be eligible or active, what activating the role takes, who approves that and who is told. " +
		"Every role has one such policy, whose id `microsoft365_role_management_policy_assignments` finds by the role; it is taken over and changed, and rules that are left out stay as they are. Lists of policies take `scope_id` and `scope_type`.",
	Place:  object.Collection{API: object.V1, Path: "/policies/roleManagementPolicies", Type: "microsoft.graph.unifiedRoleManagementPolicy"},
	LookUp: object.LookUp{Filterable: []string{"scopeId", "scopeType"}, Scopes: [][]string{{"scopeId"}, {"scopeType"}}},
	Life: &object.Life{
		Create: object.Create{ID: object.FromPath},
		Delete: object.Delete{Never: "Every role has a policy, which stays as it is."},
	},
	Needs: object.Needs{
		Role: "Privileged Role Administrator", Licence: "Microsoft Entra ID P2",
		Deviations: []object.Deviation{
			{Kind: object.Writes, Because: "Microsoft's list lacks changes of policies, and has those of single rules for people only; the page about policies names them for applications too.", Permissions: []string{"RoleManagementPolicy.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
		},
		Limits: []object.Limit{{Attribute: "scopeType", Text: "The policies of groups take `RoleManagementPolicy.ReadWrite.AzureADGroup` in place of the permissions of directory roles."}},
	},
	Attributes: []object.Attribute{
		{Name: "id", Mode: object.Required, CreateOnly: true, Type: object.String{Pattern: "^[^/_]+_[^/_]+_[^/_]+$", PatternDoc: "must be the id of a policy, such as `DirectoryRole_…_…`, and not that of a role", Notation: strings.ToLower}, Doc: "Id of the policy: the `policy_id` of the assignment that `microsoft365_role_management_policy_assignments` finds."},
		{Name: "rules", Mode: object.Server, Seen: object.Expanded, Type: object.Object{ListedBy: "id", Merges: true, Attributes: rolePolicyRules()}, Doc: "The rules that are managed here, each known by what it is about, who does it and which assignments it is for: an administrator makes people eligible or active, and those who are eligible activate the role themselves."},
		{Name: "scopeId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Where the policy holds: `/` for the tenant, or the id of a group."},
		{Name: "scopeType", Mode: object.ReadOnly, Type: object.String{}, Doc: "What that is: `DirectoryRole`, `Directory` or `Group`."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the policy, which is that of the kind of scope."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "Description of the policy, which is its name again."},
		{Name: "isOrganizationDefault", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether roles without a policy of their own take this one. Always false today."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When somebody last changed the policy."},
		{Name: "lastModifiedBy", Mode: object.ReadOnly, Volatile: true, Type: object.Object{Attributes: []object.Attribute{
			{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the person."},
		}}, Doc: "Who last changed the policy."},
	},
	MovedFrom: object.From("azuread_group_role_management_policy", "microsoft365wp_unified_role_management_policy"),
}

// rolePolicyRules are the rules of every policy. Their ids are made of the kind, of who
// acts and of the assignments that the rule is for.
func rolePolicyRules() []object.Attribute {
	eligibility, assignment, activation := rolePolicyTarget{"Admin", "Eligibility"}, rolePolicyTarget{"Admin", "Assignment"}, rolePolicyTarget{"EndUser", "Assignment"}
	return []object.Attribute{
		eligibility.rule("Expiration", expirationRule, "How long somebody can be eligible."),
		eligibility.rule("Enablement", enablementRule, "What an administrator has to give who makes somebody eligible."),
		eligibility.rule("Notification_Admin", notificationRule, "Mail to administrators when somebody is made eligible."),
		eligibility.rule("Notification_Requestor", notificationRule, "Mail to whoever is made eligible."),
		eligibility.rule("Notification_Approver", notificationRule, "Mail to those who approve that somebody stays eligible, or is extended."),
		assignment.rule("Expiration", expirationRule, "How long somebody can be active whom an administrator has made so."),
		assignment.rule("Enablement", enablementRule, "What an administrator has to give who makes somebody active."),
		assignment.rule("Notification_Admin", notificationRule, "Mail to administrators when somebody is made active."),
		assignment.rule("Notification_Requestor", notificationRule, "Mail to whoever is made active."),
		assignment.rule("Notification_Approver", notificationRule, "Mail to those who approve that somebody stays active, or is extended."),
		activation.rule("Expiration", expirationRule, "How long an activation lasts."),
		activation.rule("Enablement", enablementRule, "What activating the role takes."),
		activation.rule("Approval", approvalRule, "Who approves an activation."),
		activation.rule("AuthenticationContext", authenticationContextRule, "Which authentication context an activation takes. With it on, Microsoft wants `MultiFactorAuthentication` out of the enablement of an activation."),
		activation.rule("Notification_Admin", notificationRule, "Mail to administrators when somebody activates the role."),
		activation.rule("Notification_Requestor", notificationRule, "Mail to whoever activates the role."),
		activation.rule("Notification_Approver", notificationRule, "Mail to those who approve activations."),
	}
}

// rolePolicyTarget is who acts, and which assignments it is about.
type rolePolicyTarget struct{ caller, level string }

// rolePolicyRule makes the type of a rule with what is sent of its target, which no
// example of Microsoft's leaves out.
type rolePolicyRule struct {
	kind       string
	attributes []object.Attribute
}

// rule is one rule for the target, with the id that Graph knows it by.
func (t rolePolicyTarget) rule(about string, rule rolePolicyRule, doc string) object.Attribute {
	id := about + "_" + t.caller + "_" + t.level
	return object.Attribute{
		Name: id, Rename: object.SnakeCase(strings.ReplaceAll(id, "_", "")), Mode: object.Server, Doc: doc,
		Type: object.Object{
			Kind: "microsoft.graph.unifiedRoleManagementPolicy" + rule.kind, Attributes: rule.attributes,
			Constant: object.Body{"target": object.Body{
				"caller": t.caller, "operations": []any{"All"}, "level": t.level, "inheritableSettings": []any{}, "enforcedSettings": []any{},
			}},
		},
	}
}

var expirationRule = rolePolicyRule{"ExpirationRule", []object.Attribute{
	{Name: "isExpirationRequired", Mode: object.Server, Type: object.Bool{}, Doc: "Whether it has to end. Of an activation Microsoft takes `true` only."},
	{Name: "maximumDuration", Mode: object.Server, Type: object.Duration{}, Doc: "The longest time, such as `P365D` or, of an activation, `PT8H`: half an hour to a day in steps of half an hour."},
}}

var enablementRule = rolePolicyRule{"EnablementRule", []object.Attribute{
	{Name: "enabledRules", Mode: object.Server, Type: object.Set{Of: object.String{Enum: []string{"MultiFactorAuthentication", "Justification", "Ticketing"}}}, Doc: "What has to be given: multi-factor authentication in this session, a reason, the number of a ticket. An empty set demands nothing."},
}}

var notificationRule = rolePolicyRule{"NotificationRule", []object.Attribute{
	{Name: "notificationLevel", Mode: object.Server, Type: object.String{Enum: []string{"None", "Critical", "All"}}, Doc: "Which mail is sent: `Critical` is what somebody has to act upon."},
	{Name: "isDefaultRecipientsEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether those of the rule's name get it."},
	{Name: "notificationRecipients", Mode: object.Server, Type: object.Set{Of: object.String{}}, Doc: "Mail addresses of others who get it."},
	{Name: "recipientType", Mode: object.ReadOnly, Type: object.String{}, Doc: "Whom the rule is about: `Admin`, `Requestor` or `Approver`."},
	{Name: "notificationType", Mode: object.ReadOnly, Type: object.String{}, Doc: "Always `Email`."},
}}

var authenticationContextRule = rolePolicyRule{"AuthenticationContextRule", []object.Attribute{
	{Name: "isEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether an activation takes the context."},
	// Tenants show null and "" where none has been chosen.
	{Name: "claimValue", Mode: object.Server, Type: object.String{Sample: "c2"}, Doc: "Id of the authentication context: `c1`."},
}}

// Tenants' beta answers, and an example of the page about changes of policies, know
// approvers by id; the metadata of v1.0 by userId and groupId, as the guide to rules does.
var approvalRule = rolePolicyRule{"ApprovalRule", []object.Attribute{
	{Name: "setting", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
		{Name: "isApprovalRequired", Mode: object.Server, Type: object.Bool{}, Doc: "Whether somebody has to approve an activation."},
		{Name: "isApprovalRequiredForExtension", Mode: object.Server, Type: object.Bool{}, Doc: "Whether somebody has to approve that an assignment is extended."},
		{Name: "isRequestorJustificationRequired", Mode: object.Server, Type: object.Bool{}, Doc: "Whether who activates has to say why."},
		{Name: "approvalMode", Mode: object.Server, Type: object.String{Enum: []string{"SingleStage", "Serial", "Parallel", "NoApproval"}}, Doc: "How stages follow each other. Privileged Identity Management has one: `SingleStage`."},
		{Name: "approvalStages", Mode: object.Server, Type: object.List{MinItems: 1, Of: object.Object{Constant: noEscalation, Attributes: []object.Attribute{
			{Name: "primaryApprovers", Mode: object.Default([]any{}), Type: object.Set{Of: subjects()}, Doc: "Who approves. Without any, Privileged Role Administrators and Global Administrators do."},
			{Name: "isApproverJustificationRequired", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether who approves has to say why."},
			{Name: "approvalStageTimeOutInDays", Mode: object.Default(1), Type: object.Int{Min: 1}, Doc: "Days after which a request that nobody has decided is denied."},
		}}}, Doc: "The stages of an approval: one."},
	}}, Doc: "The approval."},
}}

// noEscalation is what Microsoft sends with every stage: the portal offers no escalation
// of an activation.
var noEscalation = object.Body{"isEscalationEnabled": false, "escalationTimeInMinutes": 0, "escalationApprovers": []any{}}
