// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AccessPackageAssignmentPolicy says who gets an access package, and how. Graph changes
// it as a whole, and fills settings that are left out.
var AccessPackageAssignmentPolicy = object.Definition{
	Name:       "access_package_assignment_policy",
	PluralName: "access_package_assignment_policies",
	Doc:        "Who can get an access package, who approves that, how long it lasts and who reviews it. A package can have several such policies. Questions to who requests are not managed.",
	Place:      object.Collection{API: object.V1, Path: entitlement + "/assignmentPolicies", Type: "microsoft.graph.accessPackageAssignmentPolicy"},
	LookUp:     object.LookUp{Key: "displayName"},
	Life:       &object.Life{Replaces: true},
	Needs:      entitlementNeeds,
	Attributes: []object.Attribute{
		{Name: "accessPackage", Rename: "access_package_id", Mode: object.Required, CreateOnly: true, Seen: object.Expanded, Type: object.Wrapped{Property: "id", Of: object.Reference{To: "access package"}}, Doc: "Id of the access package."},
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "Whom the policy is for."},
		{Name: "allowedTargetScope", Mode: object.Default("notSpecified"), Type: object.String{Enum: []string{
			"notSpecified", "specificDirectoryUsers", "specificConnectedOrganizationUsers", "specificDirectoryServicePrincipals", "allMemberUsers", "allDirectoryUsers",
			"allDirectoryServicePrincipals", "allConfiguredConnectedOrganizationUsers", "allExternalUsers", "allDirectoryAgentIdentities",
		}}, Doc: "Who can get the package: all of a kind, or those of `specific_allowed_targets` with a scope that begins with `specific`. `notSpecified`: only whom an administrator assigns it."},
		{Name: "specificAllowedTargets", Mode: object.Default([]any{}), Type: object.Set{Of: subjects(servicePrincipal, connectedPeople, ruleMembers)}, Doc: "Who can get it, with a scope that begins with `specific`."},
		{Name: "automaticRequestSettings", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "requestAccessForAllowedTargets", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether whoever fits gets the package."},
			{Name: "removeAccessWhenTargetLeavesAllowedTargets", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether who fits no more loses it."},
			{Name: "gracePeriodBeforeAccessRemoval", Mode: object.Optional, Type: object.Duration{}, Doc: "How long who fits no more keeps it: `P7D`."},
		}}, Doc: "For a policy by which people get the package without a request, by a rule."},
		{Name: "expiration", Mode: object.Server, Type: object.Object{Rules: expirationRules, Attributes: expirationPattern}, Doc: "When an assignment ends."},
		{Name: "requestorSettings", Mode: object.Server, Type: object.Object{Attributes: requestorSettings}, Doc: "Who can request the package."},
		{Name: "requestApprovalSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isApprovalRequiredForAdd", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether somebody has to approve a request."},
			{Name: "isApprovalRequiredForUpdate", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether somebody has to approve a change of an assignment."},
			{Name: "isRequestorJustificationRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether who requests has to say why."},
			{Name: "stages", Mode: object.Default([]any{}), Type: object.List{MaxItems: 3, Of: object.Object{Attributes: approvalStage}}, Doc: "The stages of an approval, one after the other."},
		}}, Doc: "Whether requests are approved, and by whom."},
		{Name: "reviewSettings", Mode: object.Server, Type: object.Object{Attributes: reviewSettings}, Doc: "Whether assignments are reviewed, and by whom."},
		{Name: "notificationSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isAssignmentNotificationDisabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people are not told of their assignments by mail."},
		}}, Doc: "What people are told."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the policy was made."},
		{Name: "modifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the policy was last changed."},
	},
	MovedFrom: object.From("azuread_access_package_assignment_policy"),
}

var requestorSettings = []object.Attribute{
	{Name: "enableTargetsToSelfAddAccess", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people can request it for themselves."},
	{Name: "enableTargetsToSelfUpdateAccess", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether they can ask for a change of their assignment."},
	{Name: "enableTargetsToSelfRemoveAccess", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether they can give it back."},
	{Name: "allowCustomAssignmentSchedule", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether who requests can say from when until when."},
	{Name: "enableOnBehalfRequestorsToAddAccess", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether those of `on_behalf_requestors` can request it for others."},
	{Name: "enableOnBehalfRequestorsToUpdateAccess", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether they can ask for a change for others."},
	{Name: "enableOnBehalfRequestorsToRemoveAccess", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether they can give it back for others."},
	{Name: "onBehalfRequestors", Mode: object.Default([]any{}), Type: object.Set{Of: subjects(targetManager)}, Doc: "Who can request for others."},
}

// approvalStage is one of several approvals. Graph shows PT0S for no time.
var approvalStage = []object.Attribute{
	{Name: "durationBeforeAutomaticDenial", Mode: object.Required, Type: object.Duration{}, Doc: "After which time a request that nobody has decided is denied: `P14D`."},
	{Name: "primaryApprovers", Mode: object.Default([]any{}), Type: object.Set{Of: subjects(manager, internalSponsors, externalSponsors)}, Doc: "Who decides."},
	{Name: "fallbackPrimaryApprovers", Mode: object.Default([]any{}), Type: object.Set{Of: subjects(manager, internalSponsors, externalSponsors)}, Doc: "Who decides where there is none of these, such as no manager."},
	{Name: "isApproverJustificationRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether who decides has to say why."},
	{Name: "approverInformationVisibility", Mode: object.Default("default"), Type: object.String{Enum: []string{"default", "notVisible", "visible"}}, Doc: "Whether who requests sees who decides."},
	{Name: "isEscalationEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether others decide after a while."},
	{Name: "durationBeforeEscalation", Mode: object.Default("PT0S"), Type: object.Duration{}, Doc: "After which time others decide."},
	{Name: "escalationApprovers", Mode: object.Default([]any{}), Type: object.Set{Of: subjects(manager, internalSponsors, externalSponsors)}, Doc: "Who decides then."},
	{Name: "fallbackEscalationApprovers", Mode: object.Default([]any{}), Type: object.Set{Of: subjects(manager, internalSponsors, externalSponsors)}, Doc: "Who decides then where there is none of these."},
}

var reviewSettings = []object.Attribute{
	{Name: "isEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether assignments are reviewed."},
	{Name: "expirationBehavior", Mode: object.Default("keepAccess"), Type: object.String{Enum: []string{"keepAccess", "removeAccess", "acceptAccessRecommendation"}}, Doc: "What becomes of an assignment that nobody has decided about."},
	{Name: "isRecommendationEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether reviewers are shown what to decide, by when people last signed in."},
	{Name: "isReviewerJustificationRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether reviewers have to say why."},
	{Name: "isSelfReview", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people review their own access."},
	{Name: "primaryReviewers", Mode: object.Default([]any{}), Type: object.Set{Of: subjects(targetManager)}, Doc: "Who reviews."},
	{Name: "fallbackReviewers", Mode: object.Default([]any{}), Type: object.Set{Of: subjects(targetManager)}, Doc: "Who reviews where there is none of these."},
	{Name: "schedule", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		{Name: "startDateTime", Mode: object.Required, Type: object.Time{}, Doc: "When the first review begins."},
		{Name: "expiration", Mode: object.Required, Type: object.Object{Rules: expirationRules, Attributes: expirationPattern}, Doc: "How long a review lasts."},
		{Name: "recurrence", Mode: object.Required, Type: recurrence, Doc: "How often there is one."},
	}}, Doc: "When there are reviews."},
}
