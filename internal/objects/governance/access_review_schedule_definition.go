// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AccessReviewScheduleDefinition is a series of reviews. Graph changes it as a whole, and
// completes what is left out. Reviewers and what is reviewed are queries of Graph.
var AccessReviewScheduleDefinition = object.Definition{
	Name:   "access_review_schedule_definition",
	Doc:    "A series of access reviews: who looks through the members of a group, the users of an application or the holders of a role, how often, and what becomes of those who are not approved.",
	Place:  object.Collection{API: object.V1, Path: "/identityGovernance/accessReviews/definitions", Type: "microsoft.graph.accessReviewScheduleDefinition"},
	LookUp: object.LookUp{Key: "displayName", Unfiltered: true},
	Life:   &object.Life{Replaces: true, Carried: []string{"additionalNotificationRecipients", "stageSettings"}},
	Needs:  object.Needs{Role: "Identity Governance Administrator", Licence: "Microsoft Entra ID P2"},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the series."},
		{Name: "descriptionForAdmins", Mode: object.Optional, Type: object.String{}, Doc: "What administrators read of it."},
		{Name: "descriptionForReviewers", Mode: object.Optional, Type: object.String{}, Doc: "What reviewers read of it, also in mails."},
		{Name: "scope", Mode: object.Required, CreateOnly: true, Type: object.OneOf{Variants: []object.Variant{
			{Name: "query", Type: "microsoft.graph.accessReviewQueryScope", Doc: "Whoever a query finds.", Attributes: reviewQuery},
			{Name: "inactiveUsers", Type: "microsoft.graph.accessReviewInactiveUsersQueryScope", Doc: "Of those whom a query finds, who has not signed in for a time.", Attributes: append([]object.Attribute{
				{Name: "inactiveDuration", Mode: object.Required, Type: object.Duration{}, Doc: "How long: `P30D`."},
			}, reviewQuery...)},
		}}, Doc: "Whose access is reviewed."},
		{Name: "instanceEnumerationScope", Mode: object.Server, CreateOnly: true, Type: object.OneOf{Variants: []object.Variant{
			{Name: "query", Type: "microsoft.graph.accessReviewQueryScope", Doc: "Each object that a query finds, such as a group.", Attributes: reviewQuery},
		}}, Doc: "For each of which there is a review of its own, where `scope` begins with a dot."},
		{Name: "reviewers", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: reviewer}}, Doc: "Who reviews. Nobody is named where people review their own access."},
		{Name: "fallbackReviewers", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: reviewer}}, Doc: "Who reviews where there is none of these, such as no manager."},
		{Name: "settings", Mode: object.Required, Type: object.Object{Attributes: reviewDecisions}, Doc: "How often, for how long, and what becomes of it."},
		{Name: "status", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "How far the series is, such as `NotStarted` or `InProgress`."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the series was made."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When it was last changed."},
	},
}

var reviewQuery = []object.Attribute{
	{Name: "query", Mode: object.Required, Type: object.String{Notation: strings.ToLower}, Doc: "The query, as a path of Graph: `/groups/…/transitiveMembers`, or with a dot at its beginning for what is in each of another query: `./members`."},
	{Name: "queryType", Mode: object.Default("MicrosoftGraph"), Type: object.String{}, Doc: "The language of the query: `MicrosoftGraph`, or `ARM` for Azure."},
	{Name: "queryRoot", Mode: object.Optional, Type: object.String{}, Doc: "What a query with a dot is relative to."},
}

var reviewer = []object.Attribute{
	{Name: "query", Mode: object.Required, Type: object.String{Notation: strings.ToLower}, Doc: "Who, as a path of Graph: `/users/…`, `/groups/…/transitiveMembers`, `./owners`, or `./manager` with the root `decisions`."},
	{Name: "queryType", Mode: object.Default("MicrosoftGraph"), Type: object.String{}, Doc: "The language of the query."},
	{Name: "queryRoot", Mode: object.Optional, Type: object.String{}, Doc: "What a query with a dot is relative to: `decisions` for `./manager`."},
}

var reviewDecisions = []object.Attribute{
	{Name: "instanceDurationInDays", Mode: object.Required, Type: object.Int{}, Doc: "Days that a review lasts. It does not count where stages have durations of their own."},
	{Name: "recurrence", Mode: object.Optional, Type: recurrence, Doc: "How often there is a review. Only once where it is left out."},
	{Name: "mailNotificationsEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether reviewers get mails."},
	{Name: "reminderNotificationsEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether they are reminded."},
	{Name: "justificationRequiredOnApproval", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether who approves has to say why."},
	{Name: "recommendationsEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether reviewers are shown what to decide."},
	{Name: "recommendationLookBackDuration", Mode: object.Server, Type: object.Duration{}, Doc: "How far recommendations look back at sign-ins: `P30D`."},
	{Name: "defaultDecisionEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether there is a decision where no reviewer has made one."},
	{Name: "defaultDecision", Mode: object.Default("None"), Type: object.String{Enum: []string{"None", "Approve", "Deny", "Recommendation"}}, Doc: "Which one."},
	{Name: "autoApplyDecisionsEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether decisions take effect by themselves when a review ends."},
	{Name: "decisionHistoriesForReviewersEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether reviewers see what was decided before."},
	{Name: "recommendationInsightSettings", Mode: object.Default([]any{}), Type: object.Set{Of: object.OneOf{Variants: []object.Variant{
		{Name: "userLastSignIn", Type: "microsoft.graph.userLastSignInRecommendationInsightSetting", Doc: "By when somebody last signed in.", Attributes: []object.Attribute{
			{Name: "recommendationLookBackDuration", Mode: object.Required, Type: object.Duration{}, Doc: "How far to look back: `P30D`."},
			{Name: "signInScope", Mode: object.Default("tenant"), Type: object.String{Enum: []string{"tenant", "application"}}, Doc: "Which sign-ins count: all of the `tenant`, or those to the `application`."},
		}},
	}}}, Doc: "What recommendations rest on."},
	{Name: "applyActions", Mode: object.Default([]any{}), Type: object.Set{Of: object.OneOf{Variants: []object.Variant{
		{Name: "removeAccess", Type: "microsoft.graph.removeAccessApplyAction", Doc: "The access goes."},
		{Name: "disableAndDeleteUser", Type: "microsoft.graph.disableAndDeleteUserApplyAction", Doc: "A guest cannot sign in any more, and is deleted after a month."},
	}}}, Doc: "What becomes of who is denied."},
}
