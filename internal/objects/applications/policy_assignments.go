// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// ClaimsMappingPolicyAssignment puts a policy into force for one application.
var ClaimsMappingPolicyAssignment = object.Definition{
	Name:       "claims_mapping_policy_assignment",
	Reference:  "serviceprincipal-post-claimsmappingpolicies",
	Doc:        "The assignment of a `microsoft365_claims_mapping_policy` to one service principal, which then gets tokens with the claims of the policy. A service principal has one policy of the kind at most.",
	Place:      object.Relation{API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}/claimsMappingPolicies", Type: "microsoft.graph.claimsMappingPolicy", Target: "policyId", Targets: "/policies/claimsMappingPolicies"},
	Life:       &object.Life{},
	Attributes: append([]object.Attribute{servicePrincipalID}, assigned("claims mapping policy")),
	MovedFrom: []object.Move{
		{From: "azuread_service_principal_claims_mapping_policy_assignment"},
	},
}

// HomeRealmDiscoveryPolicyAssignment puts a policy into force for one application.
var HomeRealmDiscoveryPolicyAssignment = object.Definition{
	Name:       "home_realm_discovery_policy_assignment",
	Reference:  "serviceprincipal-post-homerealmdiscoverypolicies",
	Doc:        "The assignment of a `microsoft365_home_realm_discovery_policy` to one service principal, which then signs in users of federated domains as the policy says. A service principal has one policy of the kind at most.",
	Place:      object.Relation{API: object.V1, Path: "/servicePrincipals/{servicePrincipalId}/homeRealmDiscoveryPolicies", Type: "microsoft.graph.homeRealmDiscoveryPolicy", Target: "policyId", Targets: "/policies/homeRealmDiscoveryPolicies"},
	Life:       &object.Life{},
	Attributes: append([]object.Attribute{servicePrincipalID}, assigned("home realm discovery policy")),
}

// TokenLifetimePolicyAssignment puts a policy into force for one application.
var TokenLifetimePolicyAssignment = object.Definition{
	Name:       "token_lifetime_policy_assignment",
	Reference:  "application-post-tokenlifetimepolicies",
	Doc:        "The assignment of a `microsoft365_token_lifetime_policy` to one app registration, which then gets tokens that are good as long as the policy says. An app registration has one policy of the kind at most.",
	Place:      object.Relation{API: object.V1, Path: "/applications/{applicationId}/tokenLifetimePolicies", Type: "microsoft.graph.tokenLifetimePolicy", Target: "policyId", Targets: "/policies/tokenLifetimePolicies"},
	Life:       &object.Life{},
	Attributes: append([]object.Attribute{applicationID}, assigned("token lifetime policy")),
}

// TokenIssuancePolicyAssignment puts a policy into force for one application.
var TokenIssuancePolicyAssignment = object.Definition{
	Name:       "token_issuance_policy_assignment",
	Reference:  "application-post-tokenissuancepolicies",
	Doc:        "The assignment of a `microsoft365_token_issuance_policy` to one app registration, which then gets SAML tokens as the policy says. An app registration has one policy of the kind at most.",
	Place:      object.Relation{API: object.V1, Path: "/applications/{applicationId}/tokenIssuancePolicies", Type: "microsoft.graph.tokenIssuancePolicy", Target: "policyId", Targets: "/policies/tokenIssuancePolicies"},
	Life:       &object.Life{},
	Attributes: append([]object.Attribute{applicationID}, assigned("token issuance policy")),
}

func assigned(policy string) object.Attribute {
	return object.Attribute{Name: "policyId", Mode: object.Required, Type: object.Reference{To: policy}, CreateOnly: true, Doc: "Id of the policy."}
}
