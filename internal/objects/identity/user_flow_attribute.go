// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package identity

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// UserFlowAttribute is something that people tell when they sign up.
var UserFlowAttribute = object.Definition{
	Name:   "user_flow_attribute",
	Doc:    "Something that people from outside are asked when they sign up. What a user answers becomes an extension property of the user.",
	Place:  object.Collection{API: object.V1, Path: "/identity/userFlowAttributes", Type: "microsoft.graph.identityUserFlowAttribute"},
	LookUp: object.LookUp{Key: "displayName", Unique: true, Filterable: []string{"dataType", "userFlowAttributeType"}},
	Life:   &object.Life{},
	Needs:  object.Needs{Role: "External ID User Flow Attribute Administrator"},
	Attributes: []object.Attribute{
		// The page of the update takes the description only.
		{Name: "displayName", Mode: object.Required, Type: object.String{}, CreateOnly: true, Doc: "Name of the attribute, unique in the tenant."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What people read when they are asked."},
		{Name: "dataType", Mode: object.Required, Type: object.String{Enum: []string{"string", "boolean", "int64", "stringCollection", "dateTime"}}, CreateOnly: true, Doc: "Type of the answer."},
		{Name: "userFlowAttributeType", Mode: object.ReadOnly, Type: object.String{}, Doc: "`custom` for attributes of the tenant; `builtIn` and `required` are Microsoft's, which can be looked up and not managed."},
	},
	MovedFrom: object.From("azuread_user_flow_attribute"),
}
