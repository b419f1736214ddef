// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conditionalaccess

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AuthenticationStrengthPolicy is a choice of ways to authenticate.
var AuthenticationStrengthPolicy = object.Definition{
	Name:   "authentication_strength_policy",
	Doc:    "A choice of ways to authenticate that a Conditional Access policy can demand. A tenant can have fifteen of its own.",
	Place:  object.Collection{API: object.V1, Path: "/policies/authenticationStrengthPolicies", Type: "microsoft.graph.authenticationStrengthPolicy"},
	LookUp: object.LookUp{Key: "displayName"},
	Life: &object.Life{
		Fixed: []object.Fixed{{When: []object.Condition{object.Is("policyType", "builtIn")}, Because: "The built-in authentication strengths are Microsoft's."}},
	},
	Needs: object.Needs{Role: "Conditional Access Administrator", Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 30}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the policy is for."},
		{Name: "allowedCombinations", Mode: object.Required, Type: object.Set{Of: object.String{Pattern: "^[a-zA-Z0-9]+(, ?[a-zA-Z0-9]+)*$", PatternDoc: "must be one method, or several with commas", Notation: withoutBlanks, Sample: "temporaryAccessPassOneTime"}, MinItems: 1}, Action: &object.Action{Name: "updateAllowedCombinations", UpdateOnly: true}, Doc: "Methods that are good enough, each by itself or several with commas: `fido2`, `windowsHelloForBusiness`, `x509CertificateMultiFactor`, `password,microsoftAuthenticatorPush`."},
		{Name: "policyType", Mode: object.ReadOnly, Type: object.String{}, Doc: "`custom` for policies of the tenant, `builtIn` for Microsoft's."},
		{Name: "requirementsSatisfied", Mode: object.ReadOnly, Type: object.String{}, Follows: []string{"allowedCombinations"}, Doc: "What the methods amount to: `mfa` or `none`."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the policy was created."},
		{Name: "modifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the policy was last changed."},
	},
	MovedFrom: object.From("azuread_authentication_strength_policy", "microsoft365_graph_beta_identity_and_access_authentication_strength_policy", "microsoft365wp_authentication_strength_policy"),
}

// withoutBlanks is a combination as Graph writes most: those of some built-in
// policies have a blank after the comma.
func withoutBlanks(combination string) string { return strings.ReplaceAll(combination, " ", "") }
