// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conditionalaccess

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AuthenticationContext is what applications can ask Conditional Access for.
var AuthenticationContext = object.Definition{
	Name:   "authentication_context",
	Doc:    "A label that applications and sites demand for what is sensitive in them, and that Conditional Access policies say the conditions of. A tenant has up to 99.",
	Place:  object.Collection{API: object.V1, Path: "/identity/conditionalAccess/authenticationContextClassReferences", Type: "microsoft.graph.authenticationContextClassReference"},
	LookUp: object.LookUp{Key: "displayName", Filterable: []string{"isAvailable"}},
	// A context that is published is not deleted.
	Life:  &object.Life{Create: object.Create{ID: object.FromPath}, Delete: object.Delete{Withdrawn: object.Body{"isAvailable": false}}},
	Needs: object.Needs{Role: "Conditional Access Administrator", Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		// Microsoft's page of the type still says c25.
		{Name: "id", Mode: object.Required, Type: object.String{Pattern: "^c([1-9]|[1-9][0-9])$", PatternDoc: "must be c1 to c99", Sample: "c8"}, CreateOnly: true, Doc: "Id of the context, `c1` to `c99`, which stands in tokens as `acrs`. One that is there already is taken over."},
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the context, where people choose one."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What policies demand for it, where people choose one."},
		{Name: "isAvailable", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the context is published: only then applications can use it."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_identity_and_access_authentication_context", "microsoft365wp_authentication_context_class_reference"),
}
