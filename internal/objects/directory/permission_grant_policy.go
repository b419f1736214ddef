// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// PermissionGrantPolicy says when somebody may consent to what an application asks for.
var PermissionGrantPolicy = object.Definition{
	Name:   "permission_grant_policy",
	Doc:    "When somebody may consent to permissions that an application asks for. Consent has to match one of the policy's `microsoft365_permission_grant_policy_include` and none of its `microsoft365_permission_grant_policy_exclude`. `microsoft365_authorization_policy` gives the policy to users, a directory role of the tenant's own to others.",
	Place:  object.Collection{API: object.V1, Path: "/policies/permissionGrantPolicies", Type: "microsoft.graph.permissionGrantPolicy"},
	LookUp: object.LookUp{Key: "displayName", Unfiltered: true},
	Life:   &object.Life{Create: object.Create{ID: object.FromBody}},
	Attributes: []object.Attribute{
		{Name: "id", Mode: object.Required, Type: object.String{Pattern: grantPolicyID, PatternDoc: grantPolicyIDDoc, Sample: "another-policy"}, CreateOnly: true, Doc: "Id of the policy, which the tenant chooses. Those that begin with `microsoft-` are Microsoft's own."},
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the policy is for."},
	},
}

// PermissionGrantPolicyInclude is one kind of consent that a policy permits.
var PermissionGrantPolicyInclude = object.Definition{
	Name:       "permission_grant_policy_include",
	Doc:        "One kind of consent that a policy permits: all conditions have to match. It cannot be changed, only replaced.",
	Place:      object.Collection{API: object.V1, Path: "/policies/permissionGrantPolicies/{policyId}/includes", Type: "microsoft.graph.permissionGrantConditionSet"},
	LookUp:     object.LookUp{Unfiltered: true},
	Life:       &object.Life{},
	Attributes: grantConditions,
}

// PermissionGrantPolicyExclude is one kind of consent that a policy does not permit.
var PermissionGrantPolicyExclude = object.Definition{
	Name:       "permission_grant_policy_exclude",
	Doc:        "One kind of consent that a policy does not permit, whatever it includes: all conditions have to match. It cannot be changed, only replaced.",
	Place:      object.Collection{API: object.V1, Path: "/policies/permissionGrantPolicies/{policyId}/excludes", Type: "microsoft.graph.permissionGrantConditionSet"},
	LookUp:     object.LookUp{Unfiltered: true},
	Life:       &object.Life{},
	Attributes: grantConditions,
}

// grantConditions cannot change: the reference has a page to add conditions and one to
// remove them, and none to update them.
var grantConditions = []object.Attribute{
	{Name: "policyId", Mode: object.Required, Type: object.String{Pattern: grantPolicyID, PatternDoc: grantPolicyIDDoc}, CreateOnly: true, Doc: "Id of the policy."},
	{Name: "permissionType", Mode: object.Required, Type: object.String{Enum: []string{"delegated", "application", "delegatedUserConsentable"}, Closed: true}, CreateOnly: true, Doc: "Kind of permission: `delegated` or `application`. `delegatedUserConsentable` stands in Microsoft's own policies only."},
	{Name: "permissionClassification", Mode: object.Default("all"), Type: object.String{Enum: []string{"all", "low", "medium", "high"}}, CreateOnly: true, Doc: "How the tenant has classified the permission. Any by default, those that are not classified too."},
	{Name: "resourceApplication", Mode: object.Default("any"), Type: object.String{Notation: strings.ToLower}, CreateOnly: true, Doc: "Client id of the API whose permission it is. Any by default."},
	{Name: "permissions", Mode: object.Default([]any{"all"}), Type: object.Set{Of: object.String{Notation: strings.ToLower}, MinItems: 1}, CreateOnly: true, Doc: "Ids of the permissions. `all` by default."},
	{Name: "clientApplicationIds", Mode: object.Default([]any{"all"}), Type: object.Set{Of: object.String{Notation: strings.ToLower}, MinItems: 1}, CreateOnly: true, Doc: "Client ids of the applications that ask. `all` by default."},
	{Name: "clientApplicationTenantIds", Mode: object.Default([]any{"all"}), Type: object.Set{Of: object.String{Notation: strings.ToLower}, MinItems: 1}, CreateOnly: true, Doc: "Ids of the tenants in which those applications are registered. `all` by default."},
	{Name: "clientApplicationPublisherIds", Mode: object.Default([]any{"all"}), Type: object.Set{Of: object.String{Notation: strings.ToLower}, MinItems: 1}, CreateOnly: true, Doc: "Ids at Microsoft's partner programme of the applications' verified publishers. `all` by default."},
	{Name: "clientApplicationsFromVerifiedPublisherOnly", Mode: object.Default(false), Type: object.Bool{}, CreateOnly: true, Doc: "Whether only applications of verified publishers match."},
}

// grantPolicyID is what the id of a policy looks like.
const (
	grantPolicyID    = "^[A-Za-z0-9_-]+$"
	grantPolicyIDDoc = "must consist of letters, digits, hyphens and underscores"
)
