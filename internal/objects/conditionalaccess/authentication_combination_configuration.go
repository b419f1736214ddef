// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conditionalaccess

import (
	"context"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AuthenticationCombinationConfiguration narrows a way to authenticate.
var AuthenticationCombinationConfiguration = object.Definition{
	Name:  "authentication_combination_configuration",
	Doc:   "Which security keys, or which certificates, are good enough for a `microsoft365_authentication_strength_policy` of the tenant's own.",
	Place: object.Collection{API: object.V1, Path: "/identity/conditionalAccess/authenticationStrength/policies/{policyId}/combinationConfigurations", Type: "microsoft.graph.authenticationCombinationConfiguration"},
	Life:  &object.Life{Create: object.Create{Before: applyToSecurityKeys}},
	Needs: object.Needs{Role: "Conditional Access Administrator", Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		{Name: "policyId", Mode: object.Required, Type: object.Reference{To: "authentication strength policy"}, CreateOnly: true, Doc: "Id of the authentication strength policy."},
	},
	// Microsoft's page of the creation knows security keys only, that of the type tells what certificates apply to.
	Variants: []object.Variant{
		{Name: "fido2", Type: "microsoft.graph.fido2CombinationConfiguration", Doc: "Security keys of some models.", Attributes: []object.Attribute{
			{Name: "allowedAAGUIDs", Rename: "allowed_aaguids", Mode: object.Required, Type: object.Set{Of: object.Reference{To: "make of keys"}, MinItems: 1}, Doc: "Ids of the models (AAGUID)."},
		}},
		{Name: "x509Certificate", Type: "microsoft.graph.x509CertificateCombinationConfiguration", Doc: "Certificates of some issuers, or under some policies.", Attributes: []object.Attribute{
			{Name: "appliesToCombinations", Mode: object.Required, Type: object.Set{Of: object.String{Pattern: "^x509Certificate(Single|Multi)Factor$", PatternDoc: "must be x509CertificateSingleFactor or x509CertificateMultiFactor", Sample: "x509CertificateMultiFactor"}, MinItems: 1}, Doc: "Methods of the policy that are meant: `x509CertificateSingleFactor`, `x509CertificateMultiFactor`."},
			{Name: "allowedIssuerSkis", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Pattern: "^[0-9A-Fa-f]+$", PatternDoc: "must be hexadecimal", Sample: "9a4248c6ac8c2931ab2a86537818e92e7b6c97b6"}}, Doc: "Subject key identifiers of the issuers."},
			{Name: "allowedPolicyOIDs", Rename: "allowed_policy_oids", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Pattern: `^[0-9]+(\.[0-9]+)+$`, PatternDoc: "must be numbers with dots", Sample: "1.2.3.4.5"}}, Doc: "Object identifiers of the policies."},
		}},
	},
	MovedFrom: []object.Move{
		{From: "microsoft365wp_authentication_combination_configuration", Attributes: map[string]string{"policyId": "authentication_strength_policy_id"}},
	},
}

// applyToSecurityKeys says what the models of security keys are about: Graph demands
// it, and there is one possible answer.
func applyToSecurityKeys(_ context.Context, body object.Body) error {
	if body["allowedAAGUIDs"] != nil {
		body["appliesToCombinations"] = []any{"fido2"}
	}
	return nil
}
