// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// SecurityDefaultsPolicy switches Microsoft's basic protection on or off.
var SecurityDefaultsPolicy = object.Definition{
	Name:  "security_defaults_policy",
	Doc:   "Microsoft's basic protection of sign-ins, for tenants without Conditional Access: it demands multi-factor authentication and blocks old protocols. It cannot be on while a Conditional Access policy is. Every tenant has exactly one; arguments that are left out stay as they are.",
	Place: object.Singleton{API: object.V1, Path: "/policies/identitySecurityDefaultsEnforcementPolicy", Type: "microsoft.graph.identitySecurityDefaultsEnforcementPolicy"},
	Life:  &object.Life{},
	Attributes: []object.Attribute{
		{Name: "isEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether the protection is on. It is in new tenants."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the policy."},
	},
	MovedFrom: object.From("microsoft365wp_identity_security_defaults_enforcement_policy"),
}

// AuthenticationFlowsPolicy says whether people can sign up by themselves.
var AuthenticationFlowsPolicy = object.Definition{
	Name:  "authentication_flows_policy",
	Doc:   "Whether people from outside can sign up for applications by themselves. Every tenant has exactly one such policy; arguments that are left out stay as they are.",
	Place: object.Singleton{API: object.V1, Path: "/policies/authenticationFlowsPolicy", Type: "microsoft.graph.authenticationFlowsPolicy"},
	Life:  &object.Life{},
	Attributes: []object.Attribute{
		{Name: "selfServiceSignUp", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether user flows for it can be used. They cannot in new tenants."},
		}}, Doc: "Signing up without an invitation."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the policy."},
	},
	MovedFrom: object.From("microsoft365wp_authentication_flows_policy"),
}

// AdminConsentRequestPolicy says how users ask for applications.
var AdminConsentRequestPolicy = object.Definition{
	Name:  "admin_consent_request_policy",
	Doc:   "How users ask an administrator for applications to which they may not consent themselves. Every tenant has exactly one such policy; arguments that are left out stay as they are.",
	Place: object.Singleton{API: object.V1, Path: "/policies/adminConsentRequestPolicy", Type: "microsoft.graph.adminConsentRequestPolicy"},
	Life:  &object.Life{Replaces: true},
	Needs: object.Needs{Role: "Global Administrator"},
	Attributes: []object.Attribute{
		{Name: "isEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether users can ask. They cannot in new tenants."},
		{Name: "notifyReviewers", Mode: object.Server, Type: object.Bool{}, Doc: "Whether reviewers get a mail about requests."},
		{Name: "remindersEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether reviewers are reminded of requests that are about to end."},
		{Name: "requestDurationInDays", Mode: object.Server, Type: object.Int{Max: 60}, Doc: "Days after which a request ends that nobody has decided about."},
		{Name: "reviewers", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "query", Mode: object.Required, Type: object.String{Pattern: "^/", PatternDoc: "must be a path of Graph, such as /users/<id>", Notation: strings.ToLower, Sample: "/groups/3b463c07-e680-54c7-9d4b-c768c769a457/transitiveMembers/microsoft.graph.user"}, Doc: "Graph's path to who decides: `/users/<id>`, `/groups/<id>/transitiveMembers/microsoft.graph.user`, or for the holders of a role `/beta/roleManagement/directory/roleAssignments?$filter=roleDefinitionId eq '<id>'`."},
			{Name: "queryType", Mode: object.Default("MicrosoftGraph"), Type: object.String{}, Doc: "Language of the query. Graph knows `MicrosoftGraph` only."},
			{Name: "queryRoot", Mode: object.Optional, Type: object.String{}, Doc: "What a relative query such as `./manager` begins at."},
		}}}, Doc: "Who decides about requests. A policy that is enabled needs somebody."},
		{Name: "version", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Number that grows with each change."},
	},
}

// ExternalIdentitiesPolicy says whether guests can leave.
var ExternalIdentitiesPolicy = object.Definition{
	Name: "external_identities_policy",
	Doc:  "Whether guests can leave the tenant by themselves. Every tenant has exactly one such policy; arguments that are left out stay as they are.",
	// v1.0 does not have the policy.
	Place: object.Singleton{API: object.Beta, Path: "/policies/externalIdentitiesPolicy", Type: "microsoft.graph.externalIdentitiesPolicy"},
	Life:  &object.Life{},
	Attributes: []object.Attribute{
		{Name: "allowExternalIdentitiesToLeave", Mode: object.Server, Type: object.Bool{}, Doc: "Whether guests can leave. Otherwise an administrator has to remove them. What the tenant knew of a guest who left is deleted after 30 days."},
		// The reference calls it reserved; Microsoft's portal does not show it.
		{Name: "allowDeletedIdentitiesDataRemoval", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Reserved by Microsoft."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the policy."},
	},
	MovedFrom: object.From("microsoft365wp_external_identities_policy"),
}

// CrossTenantAccessPolicy is the root of the settings for other tenants.
var CrossTenantAccessPolicy = object.Definition{
	Name:  "cross_tenant_access_policy",
	Doc:   "With which of Microsoft's clouds tenants can work together at all. What holds for other tenants is said by `microsoft365_cross_tenant_access_default`. Every tenant has exactly one such policy; arguments that are left out stay as they are.",
	Place: object.Singleton{API: object.V1, Path: "/policies/crossTenantAccessPolicy", Type: "microsoft.graph.crossTenantAccessPolicy"},
	Life:  &object.Life{},
	Needs: object.Needs{Role: "Security Administrator"},
	Attributes: []object.Attribute{
		{Name: "allowedCloudEndpoints", Mode: object.Server, Type: object.Set{Of: object.String{Sample: "partner.microsoftonline.cn"}}, Doc: "Other clouds of Microsoft: `microsoftonline.com` worldwide, `microsoftonline.us` for the government of the United States, `partner.microsoftonline.cn` in China. None in new tenants."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the policy."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_identity_and_access_cross_tenant_access_policy", "microsoft365wp_cross_tenant_access_policy"),
}
