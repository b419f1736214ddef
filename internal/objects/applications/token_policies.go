// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// ClaimsMappingPolicy says what stands in tokens. Microsoft's page tells to ignore
// isOrganizationDefault: such a policy never holds for the whole tenant.
var ClaimsMappingPolicy = object.Definition{
	Name:       "claims_mapping_policy",
	Doc:        "Which claims stand in the tokens of the applications that the policy is assigned to, and where their values come from.",
	Place:      object.Collection{API: object.V1, Path: "/policies/claimsMappingPolicies", Type: "microsoft.graph.claimsMappingPolicy"},
	LookUp:     object.LookUp{Key: "displayName"},
	Life:       &object.Life{},
	Attributes: tokenPolicy("`[jsonencode({ ClaimsMappingPolicy = { Version = 1, IncludeBasicClaimSet = \"true\", ClaimsSchema = [{ Source = \"user\", ID = \"employeeid\", JwtClaimType = \"employeeid\" }] } })]`", `{"ClaimsMappingPolicy":{"Version":1,"IncludeBasicClaimSet":"false"}}`),
	MovedFrom:  object.From("azuread_claims_mapping_policy"),
}

// HomeRealmDiscoveryPolicy says where users of federated domains sign in.
var HomeRealmDiscoveryPolicy = object.Definition{
	Name:       "home_realm_discovery_policy",
	Doc:        "Where users of federated domains sign in: at once with their own identity provider, or with their password in the cloud. It holds for the whole tenant, or for the applications that it is assigned to.",
	Place:      object.Collection{API: object.V1, Path: "/policies/homeRealmDiscoveryPolicies", Type: "microsoft.graph.homeRealmDiscoveryPolicy"},
	LookUp:     object.LookUp{Key: "displayName"},
	Life:       &object.Life{},
	Attributes: append(tokenPolicy("`[jsonencode({ HomeRealmDiscoveryPolicy = { AccelerateToFederatedDomain = true, PreferredDomain = \"federated.contoso.com\" } })]`. To accelerate needs a preferred domain where several are federated", `{"HomeRealmDiscoveryPolicy":{"AllowCloudPasswordValidation":true}}`), organizationDefault),
}

// TokenIssuancePolicy says how SAML tokens are signed. Microsoft's page tells to
// ignore isOrganizationDefault here too.
var TokenIssuancePolicy = object.Definition{
	Name:       "token_issuance_policy",
	Doc:        "How the SAML tokens of the applications that the policy is assigned to are signed, and in which version they are written.",
	Place:      object.Collection{API: object.V1, Path: "/policies/tokenIssuancePolicies", Type: "microsoft.graph.tokenIssuancePolicy"},
	LookUp:     object.LookUp{Key: "displayName"},
	Life:       &object.Life{},
	Attributes: tokenPolicy("`[jsonencode({ TokenIssuancePolicy = { Version = 1, SamlTokenVersion = \"2.0\", TokenResponseSigningPolicy = \"TokenOnly\" } })]`. What is signed is `ResponseOnly`, `TokenOnly` or `ResponseAndToken`", `{"TokenIssuancePolicy":{"Version":1,"SamlTokenVersion":"1.1"}}`),
}

// ActivityBasedTimeoutPolicy says when idle users are signed out.
var ActivityBasedTimeoutPolicy = object.Definition{
	Name:       "activity_based_timeout_policy",
	Doc:        "After how long without activity users are signed out of the portals that know such a time. It takes effect as the policy of the whole tenant only.",
	Place:      object.Collection{API: object.V1, Path: "/policies/activityBasedTimeoutPolicies", Type: "microsoft.graph.activityBasedTimeoutPolicy"},
	LookUp:     object.LookUp{Key: "displayName"},
	Life:       &object.Life{},
	Attributes: append(tokenPolicy("`[jsonencode({ ActivityBasedTimeoutPolicy = { Version = 1, ApplicationPolicies = [{ ApplicationId = \"default\", WebSessionIdleTimeout = \"01:00:00\" }] } })]`. The time is written as `hh:mm:ss`, from five minutes to one second less than a day; `c44b4083-3bb0-49c1-b47d-974e53cbdf3c` in place of `default` is Azure's portal", `{"ActivityBasedTimeoutPolicy":{"Version":1,"ApplicationPolicies":[{"ApplicationId":"default","WebSessionIdleTimeout":"00:30:00"}]}}`), organizationDefault),
}

var organizationDefault = object.Attribute{Name: "isOrganizationDefault", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether it holds for the whole tenant. One policy of the kind can."}

// tokenPolicy are the attributes of the directory's policies about sign-ins, which
// hold their rules as one text in JSON.
func tokenPolicy(example, sample string) []object.Attribute {
	return []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the policy is for."},
		{Name: "definition", Mode: object.Required, Type: object.List{Of: object.String{Sample: sample}, MinItems: 1, MaxItems: 1}, Doc: "The policy as one JSON text: " + example + "."},
	}
}
