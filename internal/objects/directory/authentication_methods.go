// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AuthenticationMethodsPolicy is what holds for all methods of signing in.
var AuthenticationMethodsPolicy = object.Definition{
	Name: "authentication_methods_policy",
	Doc:  "What holds for all methods of signing in: the campaign that asks users to register one, reports of suspicious sign-ins, and which method is preferred. Each method has an object of its own, such as `microsoft365_fido2_authentication_method_configuration`. Every tenant has exactly one such policy; arguments that are left out stay as they are.",
	// v1.0 lacks reports and preferences.
	Place: object.Singleton{API: object.Beta, Path: "/policies/authenticationMethodsPolicy", Type: "microsoft.graph.authenticationMethodsPolicy"},
	Life:  &object.Life{},
	Needs: managingMethods,
	Attributes: []object.Attribute{
		// Tenants show null too, which the enum of the metadata does not have.
		{Name: "policyMigrationState", Mode: object.Server, Type: object.String{Enum: []string{"preMigration", "migrationInProgress", "migrationComplete"}}, Removal: object.NeverCleared("The migration has one state or another."), Doc: "How far the tenant has come from the old policies of multi-factor authentication and password reset to this one. With `migrationComplete` the old ones are ignored."},
		{Name: "registrationEnforcement", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "authenticationMethodsRegistrationCampaign", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
				{Name: "state", Mode: object.Server, Type: object.String{Enum: advancedStates}, Doc: "Whether the campaign is on: `default` leaves it to Microsoft."},
				{Name: "snoozeDurationInDays", Mode: object.Server, Type: object.Int{Max: 14}, Doc: "Days after which a user is asked again who has put it off, 0 to 14. With 0, at each sign-in."},
				{Name: "enforceRegistrationAfterAllowedSnoozes", Mode: object.Server, Type: object.Bool{}, Doc: "Whether a user who has put it off three times must register."},
				{Name: "includeTargets", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
					targetID,
					{Name: "targetType", Mode: object.Default("group"), Type: object.String{Enum: []string{"user", "group"}}, Doc: "What the id belongs to."},
					{Name: "targetedAuthenticationMethod", Mode: object.Default("microsoftAuthenticator"), Type: object.String{}, Doc: "Method that the users are asked to register."},
				}}}, Doc: "Who is asked."},
				{Name: "excludeTargets", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: excludedTarget("user", "group")}}, Doc: "Who is not asked."},
			}}, Doc: "The campaign."},
		}}, Doc: "Asking users to register a method when they sign in."},
		{Name: "reportSuspiciousActivitySettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "state", Mode: object.Server, Type: object.String{Enum: advancedStates}, Doc: "Whether users can report: `default` leaves it to Microsoft."},
			{Name: "includeTarget", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{featureTargetID, {Name: "targetType", Mode: object.Server, Type: object.String{Enum: []string{"group", "user"}}, Doc: "What the id belongs to."}}}, Doc: "Whose users can report."},
			{Name: "voiceReportingCode", Mode: object.Server, Type: object.Int{Max: 9}, Doc: "Digit that a user who is called presses to report, 0 to 9."},
		}}, Doc: "Reports of sign-ins that the user has not begun. Who reports one counts as a user at high risk."},
		{Name: "systemCredentialPreferences", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "state", Mode: object.Server, Type: object.String{Enum: advancedStates}, Doc: "Whether the strongest method is asked for first: `default` leaves it to Microsoft."},
			{Name: "includeTargets", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: excludedTarget("user", "group")}}, Doc: "For whom."},
			{Name: "excludeTargets", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: excludedTarget("user", "group")}}, Doc: "For whom not."},
		}}, Doc: "Which of a user's methods a sign-in asks for."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the policy is for."},
		{Name: "policyVersion", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Version of the policy's form."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the policy was changed last."},
	},
	MovedFrom: object.From("microsoft365wp_authentication_methods_policy"),
}

var managingMethods = object.Needs{Role: "Authentication Policy Administrator"}

var advancedStates = []string{"default", "enabled", "disabled"}

var (
	targetID = object.Attribute{Name: "id", Mode: object.Required, Type: object.String{Notation: strings.ToLower, Sample: "3b463c07-e680-54c7-9d4b-c768c769a457"}, Doc: "Object id of the group or user, or `all_users`."}

	featureTargetID = object.Attribute{Name: "id", Mode: object.Server, Type: object.String{Notation: strings.ToLower, Sample: "3b463c07-e680-54c7-9d4b-c768c769a457"}, Doc: "Object id of the group, `all_users`, or the zero GUID for nobody."}

	// featureTarget is the one group that a setting holds for.
	featureTarget = object.Object{Attributes: []object.Attribute{
		featureTargetID,
		{Name: "targetType", Mode: object.Server, Type: object.String{Enum: []string{"group", "administrativeUnit", "role"}}, Doc: "What the id belongs to. Microsoft takes `group` today."},
	}}
)

func excludedTarget(kinds ...string) []object.Attribute {
	return []object.Attribute{targetID, {Name: "targetType", Mode: object.Default("group"), Type: object.String{Enum: kinds}, Doc: "What the id belongs to."}}
}

// ofMethod are the attributes of every method, with what its targets have beside the
// common ones.
func ofMethod(target ...object.Attribute) []object.Attribute {
	return []object.Attribute{
		{Name: "state", Mode: object.Server, Type: object.String{Enum: []string{"enabled", "disabled"}, Closed: true}, Doc: "Whether the method can be used."},
		{Name: "includeTargets", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: append([]object.Attribute{
			targetID,
			{Name: "targetType", Mode: object.Default("group"), Type: object.String{Enum: []string{"user", "group"}}, Doc: "What the id belongs to. `all_users` is a `group`."},
			{Name: "isRegistrationRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the users must register the method."},
		}, target...)}}, Doc: "Who can use the method."},
		{Name: "excludeTargets", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: excludedTarget("group", "user")}}, Doc: "Who cannot, in spite of being included."},
	}
}
