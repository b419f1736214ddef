// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// TokenLifetimePolicy says how long tokens are good.
var TokenLifetimePolicy = object.Definition{
	Name:   "token_lifetime_policy",
	Doc:    "How long access, id and SAML tokens are good, for all applications of the tenant or for those that the policy is assigned to.",
	Place:  object.Collection{API: object.V1, Path: "/policies/tokenLifetimePolicies", Type: "microsoft.graph.tokenLifetimePolicy"},
	LookUp: object.LookUp{Key: "displayName", PageSize: 100},
	Life:   &object.Life{},
	Needs:  object.Needs{Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the policy is for."},
		{Name: "definition", Mode: object.Required, Type: object.List{Of: object.String{Sample: `{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"1:00:00"}}`}, MinItems: 1, MaxItems: 1}, Doc: "The policy as one JSON text: `[jsonencode({ TokenLifetimePolicy = { Version = 1, AccessTokenLifetime = \"8:00:00\" } })]`."},
		{Name: "isOrganizationDefault", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether it holds for all applications that have no policy of their own. One policy of the tenant can."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_applications_token_lifetime_policy"),
}
