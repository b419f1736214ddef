// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// TermsAndConditions are what a user accepts before a device is enrolled.
var TermsAndConditions = object.Definition{
	Name:       "terms_and_conditions",
	PluralName: "all_terms_and_conditions",
	Doc:        "Terms that users accept in the Company Portal before they enrol a device.",
	Reference:  "resources/intune-companyterms-termsandconditions",
	Place:      object.Collection{API: object.V1, Path: "/deviceManagement/termsAndConditions", Type: "microsoft.graph.termsAndConditions"},
	LookUp:     object.LookUp{Key: "displayName", PageSize: 1000},
	Life:       &object.Life{},
	Needs:      intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the terms, for administrators."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the terms are for, for administrators."},
		{Name: "title", Mode: object.Required, Type: object.String{}, Doc: "Title that users see."},
		{Name: "bodyText", Mode: object.Required, Type: object.String{}, Doc: "The terms themselves."},
		{Name: "acceptanceStatement", Mode: object.Required, Type: object.String{}, Doc: "What users confirm, such as `I accept`."},
		{Name: "version", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Version of the terms. Users accept each anew."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the terms were created."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the terms were last changed."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_terms_and_conditions"),
}
