// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package conditionalaccess describes who may sign in under which conditions.
package conditionalaccess

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Policy is a Conditional Access policy: who, signing in to what and how, has to
// fulfil what. It is read and written by beta: v1.0 shows nothing of continuous
// access evaluation, of profiles of Global Secure Access and of agents, so that a
// policy could lose there what it is about.
var Policy = object.Definition{
	Name:   "conditional_access_policy",
	Doc:    "A Conditional Access policy: for sign-ins that meet all conditions, what is demanded of them. Try a new one with the state `enabledForReportingButNotEnforced`, and exclude an emergency account.",
	Place:  object.Collection{API: object.Beta, Path: "/identity/conditionalAccess/policies", Type: "microsoft.graph.conditionalAccessPolicy"},
	LookUp: object.LookUp{Key: "displayName", PageSize: 100},
	Life:   &object.Life{Delete: object.Delete{Bin: "/identity/conditionalAccess/deletedItems/policies"}},
	Needs:  object.Needs{Role: "Conditional Access Administrator", Licence: "Microsoft Entra ID P1", Deviations: []object.Deviation{{Kind: object.Besides, Because: "Graph looks at the applications that a policy names; Microsoft's list marks it for people only.", Permissions: []string{"Application.Read.All"}}}},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the policy."},
		{Name: "state", Mode: object.Required, Type: object.String{Enum: []string{"enabled", "disabled", "enabledForReportingButNotEnforced"}, Closed: true}, Doc: "Whether the policy is in force, off, or only reported in the sign-in logs."},
		{Name: "conditions", Mode: object.Required, Type: object.Object{Attributes: conditions}, Doc: "Which sign-ins the policy is about. All conditions must be met."},
		{Name: "grantControls", Mode: object.Optional, Type: object.Object{Attributes: grantControls}, Doc: "What a sign-in must fulfil to get access."},
		{Name: "sessionControls", Mode: object.Optional, Type: object.Object{Attributes: sessionControls}, Doc: "What limits a session after the sign-in."},
		{Name: "templateId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of Microsoft's template that the policy was made of, if it was."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the policy was created."},
		{Name: "modifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the policy was last changed."},
	},
	Rules: []object.Rule{
		{Then: object.Given("grantControls"), Or: []object.Condition{object.Given("sessionControls")}, Because: "A policy without controls would do nothing."},
		{Then: object.Given("conditions.users"), Or: []object.Condition{object.Given("conditions.clientApplications")}, Because: "A policy is about users or about workload identities."},
		{When: []object.Condition{object.Given("grantControls")}, Then: object.Filled("grantControls.builtInControls"), Or: []object.Condition{object.Given("grantControls.authenticationStrength"), object.Filled("grantControls.customAuthenticationFactors"), object.Filled("grantControls.termsOfUse")}, Because: "A policy that grants asks for one control at least."},
		{When: []object.Condition{object.Has("grantControls.builtInControls", "block")}, Then: object.Only("grantControls.builtInControls", "block"), Because: "Who is blocked is asked for nothing."},
		{When: []object.Condition{object.Has("grantControls.builtInControls", "block")}, Then: object.Absent("grantControls.authenticationStrength"), Because: "Who is blocked is asked for nothing."},
		{When: []object.Condition{object.Has("grantControls.builtInControls", "mfa")}, Then: object.Absent("grantControls.authenticationStrength"), Because: "An authentication strength takes the place of `mfa`."},
		{When: []object.Condition{object.Has("grantControls.builtInControls", "passwordChange")}, Then: object.Has("grantControls.builtInControls", "mfa"), Or: []object.Condition{object.Given("grantControls.authenticationStrength")}, Because: "Only who has proved to be the user may change the password."},
		{When: []object.Condition{object.Has("grantControls.builtInControls", "passwordChange")}, Then: object.Is("grantControls.operator", "AND"), Because: "Only who has proved to be the user may change the password."},
		{When: []object.Condition{object.Has("grantControls.builtInControls", "passwordChange")}, Then: object.Filled("conditions.userRiskLevels"), Because: "A change of the password is for users at risk."},
		{Then: object.Filled("conditions.applications.includeApplications"), Or: []object.Condition{object.Filled("conditions.applications.includeUserActions"), object.Filled("conditions.applications.includeAuthenticationContextClassReferences"), object.Given("conditions.applications.applicationFilter")}, Because: "A policy is about applications, user actions or authentication contexts."},
		{When: []object.Condition{object.Given("sessionControls")}, Then: object.Given("sessionControls.applicationEnforcedRestrictions"), Or: givenSessionControls, Because: "Session controls without any would do nothing."},
		{When: []object.Condition{object.Is("sessionControls.signInFrequency.authenticationType", "secondaryAuthentication"), object.Is("sessionControls.signInFrequency.isEnabled", true)}, Then: object.Is("sessionControls.signInFrequency.frequencyInterval", "everyTime"), Because: "Secondary authentication alone can be asked for each time only."},
		{When: []object.Condition{object.Is("sessionControls.signInFrequency.frequencyInterval", "everyTime")}, Then: object.Absent("sessionControls.signInFrequency.value"), Because: "Each time leaves no time to count."},
		{When: []object.Condition{object.Is("sessionControls.signInFrequency.frequencyInterval", "everyTime")}, Then: object.Absent("sessionControls.signInFrequency.type"), Because: "Each time leaves no time to count."},
		{When: []object.Condition{object.Is("sessionControls.signInFrequency.frequencyInterval", "timeBased"), object.Is("sessionControls.signInFrequency.isEnabled", true)}, Then: object.Given("sessionControls.signInFrequency.value"), Because: "The time is a number of days or hours."},
		{When: []object.Condition{object.Is("sessionControls.signInFrequency.frequencyInterval", "timeBased"), object.Is("sessionControls.signInFrequency.isEnabled", true)}, Then: object.Given("sessionControls.signInFrequency.type"), Because: "The time is a number of days or hours."},
	},
	MovedFrom: object.From("azuread_conditional_access_policy", "microsoft365_graph_beta_identity_and_access_conditional_access_policy", "microsoft365wp_conditional_access_policy"),
}

// givenSessionControls are conditions that one session control beside the first is there.
var givenSessionControls = []object.Condition{
	object.Given("sessionControls.cloudAppSecurity"), object.Given("sessionControls.continuousAccessEvaluation"),
	object.Given("sessionControls.globalSecureAccessFilteringProfile"), object.Given("sessionControls.persistentBrowser"),
	object.Given("sessionControls.signInFrequency"), object.Given("sessionControls.secureSignInSession"),
	object.Given("sessionControls.disableResilienceDefaults"),
}

var conditions = []object.Attribute{
	{Name: "applications", Mode: object.Required, Type: object.Object{Attributes: applications}, Doc: "What the sign-in is for."},
	{Name: "users", Mode: object.Optional, Type: object.Object{Attributes: users}, Doc: "Who signs in."},
	{Name: "clientApplications", Mode: object.Optional, Type: object.Object{Attributes: clientApplications}, Doc: "Which workload identities sign in. Needs a licence for workload identities."},
	{Name: "agents", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		{Name: "includeAgentUsers", Mode: object.Default([]any{}), Type: object.Set{Of: agentUser}, Doc: "Object ids of the user accounts of agents, or `All`."},
		{Name: "excludeAgentUsers", Mode: object.Default([]any{}), Type: object.Set{Of: agentUser}, Doc: "Accounts of agents that the policy is not about."},
		{Name: "agentFilter", Mode: object.Optional, Type: filter(`CustomSecurityAttribute.Agent_Tier -eq "1"`), Doc: "Rule that selects agents by their custom security attributes."},
	}}, Doc: "Which agents sign in with user accounts of their own. `users` includes `None` then."},
	{Name: "agentContext", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		{Name: "includeAgentContexts", Mode: object.Default([]any{}), Type: object.Set{Of: agentContext}, Doc: "Ways in which the sessions began: `agentUserSessionsInitiatedFromEndpoints`."},
		{Name: "excludeAgentContexts", Mode: object.Default([]any{}), Type: object.Set{Of: agentContext}, Doc: "Ways that the policy is not about."},
	}}, Doc: "In which sessions agents act."},
	{Name: "clientAppTypes", Mode: object.Default([]any{"all"}), Type: object.Set{Of: object.String{Enum: []string{"all", "browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "easSupported", "other"}}}, Doc: "With what kind of client."},
	{Name: "locations", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		{Name: "includeLocations", Mode: object.Default([]any{}), Type: object.Set{Of: location}, Doc: "Ids of named locations, `All` or `AllTrusted`."},
		{Name: "excludeLocations", Mode: object.Default([]any{}), Type: object.Set{Of: location}, Doc: "Locations that the policy is not about."},
	}}, Doc: "From where."},
	{Name: "platforms", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		{Name: "includePlatforms", Mode: object.Default([]any{}), Type: object.Set{Of: platform}, Doc: "Operating systems of the devices, or `all`."},
		{Name: "excludePlatforms", Mode: object.Default([]any{}), Type: object.Set{Of: platform}, Doc: "Operating systems that the policy is not about."},
	}}, Doc: "From which kind of device."},
	{Name: "devices", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		{Name: "deviceFilter", Mode: object.Optional, Type: filter(`device.isCompliant -eq True`), Doc: "Rule that selects the devices."},
	}}, Doc: "From which devices."},
	{Name: "userRiskLevels", Mode: object.Default([]any{}), Type: riskLevels, Doc: "How likely it is that the account is compromised. Needs Entra ID P2."},
	{Name: "signInRiskLevels", Mode: object.Default([]any{}), Type: riskLevels, Doc: "How likely it is that somebody else signs in. Needs Entra ID P2."},
	{Name: "servicePrincipalRiskLevels", Mode: object.Default([]any{}), Type: riskLevels, Doc: "How likely it is that a workload identity is compromised."},
	{Name: "agentIdRiskLevels", Mode: object.Optional, Type: object.Flags{Enum: []string{"low", "medium", "high"}}, Doc: "How likely it is that an agent is compromised."},
	{Name: "insiderRiskLevels", Mode: object.Optional, Type: object.Flags{Enum: []string{"minor", "moderate", "elevated"}}, Doc: "How risky Microsoft Purview finds the user's behaviour."},
	{Name: "authenticationFlows", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		{Name: "transferMethods", Mode: object.Required, Type: object.Flags{Enum: []string{"none", "deviceCodeFlow", "authenticationTransfer"}}, Doc: "Ways by which a sign-in on one device serves another."},
	}}, Doc: "By which way of signing in."},
}

var applications = []object.Attribute{
	{Name: "includeApplications", Mode: object.Default([]any{}), Type: object.Set{Of: application}, Doc: "Client ids of applications, or `All`, `None`, `Office365`, `MicrosoftAdminPortals`, `AllAgentIdResources`."},
	{Name: "excludeApplications", Mode: object.Default([]any{}), Type: object.Set{Of: application}, Doc: "Applications that the policy is not about."},
	{Name: "includeUserActions", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Enum: []string{"urn:user:registersecurityinfo", "urn:user:registerdevice"}}}, Doc: "What a user does, in place of an application."},
	{Name: "includeAuthenticationContextClassReferences", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Pattern: "^c[0-9]{1,2}$", PatternDoc: "must be the id of an authentication context, \"c1\" to \"c99\"", Sample: "c1"}}, Doc: "Authentication contexts, in place of an application."},
	{Name: "applicationFilter", Mode: object.Optional, Type: filter(`CustomSecurityAttribute.App_Tier -eq "1"`), Doc: "Rule that selects applications by their custom security attributes."},
}

var users = []object.Attribute{
	{Name: "includeUsers", Mode: object.Default([]any{}), Type: object.Set{Of: user}, Doc: "Object ids of users, or `All`, `None`, `GuestsOrExternalUsers`."},
	{Name: "excludeUsers", Mode: object.Default([]any{}), Type: object.Set{Of: user}, Doc: "Users that the policy is not about."},
	{Name: "includeGroups", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "group"}}, Doc: "Object ids of groups."},
	{Name: "excludeGroups", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "group"}}, Doc: "Groups that the policy is not about."},
	{Name: "includeRoles", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "directory role template"}}, Doc: "Template ids of directory roles."},
	{Name: "excludeRoles", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "directory role template"}}, Doc: "Roles that the policy is not about."},
	{Name: "includeGuestsOrExternalUsers", Mode: object.Optional, Type: object.Object{Attributes: guests}, Doc: "Kinds of guests and of users of other organizations."},
	{Name: "excludeGuestsOrExternalUsers", Mode: object.Optional, Type: object.Object{Attributes: guests}, Doc: "Kinds of guests that the policy is not about."},
}

var guests = []object.Attribute{
	{Name: "guestOrExternalUserTypes", Mode: object.Required, Type: object.Flags{Enum: []string{"none", "internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember", "b2bDirectConnectUser", "otherExternalUser", "serviceProvider"}}, Doc: "Which kinds."},
	{Name: "externalTenants", Mode: object.Optional, Type: object.OneOf{Variants: []object.Variant{
		{Name: "all", Type: "microsoft.graph.conditionalAccessAllExternalTenants", Doc: "Users of any tenant: `{}`."},
		{Name: "enumerated", Type: "microsoft.graph.conditionalAccessEnumeratedExternalTenants", Doc: "Users of certain tenants.", Attributes: []object.Attribute{
			{Name: "members", Mode: object.Required, Type: object.Set{Of: object.Reference{To: "tenant"}}, Doc: "Ids of the tenants."},
		}},
	}}, Doc: "Of which tenants."},
}

var clientApplications = []object.Attribute{
	{Name: "includeServicePrincipals", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "service principal", Or: []string{"ServicePrincipalsInMyTenant"}}}, Doc: "Object ids of service principals, or `ServicePrincipalsInMyTenant`."},
	{Name: "excludeServicePrincipals", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "service principal"}}, Doc: "Service principals that the policy is not about."},
	{Name: "includeAgentIdServicePrincipals", Mode: object.Default([]any{}), Type: object.Set{Of: agentIdentity}, Doc: "Object ids of agent identities, or `All`."},
	{Name: "excludeAgentIdServicePrincipals", Mode: object.Default([]any{}), Type: object.Set{Of: agentIdentity}, Doc: "Agent identities that the policy is not about."},
	{Name: "agentIdServicePrincipalFilter", Mode: object.Optional, Type: filter(`CustomSecurityAttribute.Agent_Tier -eq "1"`), Doc: "Rule that selects agent identities by their custom security attributes."},
	{Name: "servicePrincipalFilter", Mode: object.Optional, Type: filter(`CustomSecurityAttribute.App_Tier -eq "1"`), Doc: "Rule that selects service principals by their custom security attributes."},
}

var grantControls = []object.Attribute{
	{Name: "operator", Mode: object.Required, Type: object.String{Enum: []string{"AND", "OR"}}, Doc: "Whether all controls must be fulfilled, or one."},
	{Name: "builtInControls", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Enum: []string{"block", "mfa", "compliantDevice", "domainJoinedDevice", "approvedApplication", "compliantApplication", "passwordChange", "riskRemediation", "verifiedID"}, Sample: "compliantDevice"}}, Doc: "What Microsoft offers. `block` denies access."},
	{Name: "authenticationStrength", Mode: object.Optional, Type: object.Wrapped{Property: "id", Of: object.Reference{To: "authentication strength policy"}}, Doc: "Id of an authentication strength policy that the sign-in must have."},
	{Name: "customAuthenticationFactors", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Notation: strings.ToLower}}, Doc: "Ids of custom controls of other vendors."},
	{Name: "termsOfUse", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Notation: strings.ToLower}}, Doc: "Ids of terms of use that the user must accept."},
}

var sessionControls = []object.Attribute{
	{Name: "applicationEnforcedRestrictions", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{enabled}}, Doc: "Limits that Exchange and SharePoint set themselves."},
	{Name: "cloudAppSecurity", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		enabled,
		{Name: "cloudAppSecurityType", Mode: object.Optional, Type: object.String{Enum: []string{"mcasConfigured", "monitorOnly", "blockDownloads"}}, Doc: "What Defender for Cloud Apps does."},
	}}, Doc: "Supervision by Defender for Cloud Apps."},
	{Name: "continuousAccessEvaluation", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		{Name: "mode", Mode: object.Required, Type: object.String{Enum: []string{"strictEnforcement", "disabled", "strictLocation"}}, Doc: "`disabled` turns it off, `strictLocation` ends sessions from addresses that the policy does not allow."},
	}}, Doc: "How soon a session ends when what it was granted for changes."},
	{Name: "globalSecureAccessFilteringProfile", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		enabled,
		{Name: "profileId", Mode: object.Required, Type: object.Reference{To: "security profile"}, Doc: "Id of the profile."},
	}}, Doc: "Security profile of Global Secure Access that filters the traffic."},
	{Name: "persistentBrowser", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		enabled,
		{Name: "mode", Mode: object.Optional, Type: object.String{Enum: []string{"always", "never"}, Closed: true}, Doc: "Whether a browser stays signed in after it is closed."},
	}}, Doc: "Whether sessions in browsers last."},
	{Name: "signInFrequency", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		enabled,
		{Name: "authenticationType", Mode: object.Optional, Type: object.String{Enum: []string{"primaryAndSecondaryAuthentication", "secondaryAuthentication"}}, Doc: "Which part of the sign-in is repeated."},
		{Name: "frequencyInterval", Mode: object.Optional, Type: object.String{Enum: []string{"timeBased", "everyTime"}}, Doc: "Whether it is repeated after a time, or each time."},
		{Name: "type", Mode: object.Optional, Type: object.String{Enum: []string{"days", "hours"}, Closed: true}, Doc: "Unit of the time."},
		{Name: "value", Mode: object.Optional, Type: object.Int{Min: 1}, Doc: "Number of units."},
	}}, Doc: "How often a user has to sign in again."},
	{Name: "secureSignInSession", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{enabled}}, Doc: "Whether tokens are bound to the device that they were issued to."},
	{Name: "disableResilienceDefaults", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether sessions end rather than go on while Entra cannot check the conditions."},
}

var enabled = object.Attribute{Name: "isEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether the control is on."}

var (
	user          = object.Reference{To: "user", Or: []string{"All", "None", "GuestsOrExternalUsers"}}
	application   = object.Reference{To: "application", Or: []string{"All", "None", "Office365", "MicrosoftAdminPortals", "AllAgentIdResources"}}
	agentUser     = object.Reference{To: "agent user", Or: []string{"All", "None"}}
	agentIdentity = object.Reference{To: "agent identity", Or: []string{"All", "None"}}
	agentContext  = object.String{Enum: []string{"agentUserSessionsInitiatedFromEndpoints"}}
	location      = object.Reference{To: "named location", Or: []string{"All", "AllTrusted"}}
	platform      = object.String{Enum: []string{"android", "iOS", "windows", "windowsPhone", "macOS", "all", "linux"}}
	riskLevels    = object.Set{Of: object.String{Enum: []string{"low", "medium", "high", "hidden", "none"}}}
)

// filter is a rule that includes or excludes.
func filter(sample string) object.Object {
	return object.Object{Attributes: []object.Attribute{
		{Name: "mode", Mode: object.Required, Type: object.String{Enum: []string{"include", "exclude"}, Closed: true}, Doc: "Whether the policy is about what the rule selects, or about all else."},
		{Name: "rule", Mode: object.Required, Type: object.String{MaxLength: 3072, Sample: sample}, Doc: "The rule."},
	}}
}
