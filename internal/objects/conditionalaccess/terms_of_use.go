// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conditionalaccess

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// TermsOfUse are what users have to agree to.
var TermsOfUse = object.Definition{
	Name:       "terms_of_use",
	PluralName: "all_terms_of_use",
	Reference:  "resources/agreement",
	Doc:        "Terms that people have to accept before they get to what a `microsoft365_conditional_access_policy` protects.",
	Place:      object.Collection{API: object.V1, Path: "/identityGovernance/termsOfUse/agreements", Type: "microsoft.graph.agreement"},
	LookUp:     object.LookUp{Key: "displayName", Filterable: []string{"isPerDeviceAcceptanceRequired", "isViewingBeforeAcceptanceRequired"}},
	Life:       &object.Life{},
	Needs:      object.Needs{Role: "Conditional Access Administrator", Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the terms for those who manage them. Users do not see it."},
		// Microsoft's page of the update takes the name and this one only.
		{Name: "isViewingBeforeAcceptanceRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people have to open the text before they can accept it."},
		{Name: "isPerDeviceAcceptanceRequired", Mode: object.Default(false), Type: object.Bool{}, CreateOnly: true, Doc: "Whether people accept on each of their devices, which are registered for that."},
		{Name: "userReacceptRequiredFrequency", Mode: object.Optional, Type: object.Duration{}, CreateOnly: true, Doc: "After how long a person has to accept again, such as `P90D`."},
		{Name: "termsExpiration", Mode: object.Optional, CreateOnly: true, Type: object.Object{Attributes: []object.Attribute{
			{Name: "startDateTime", Mode: object.Required, Type: object.Time{}, Doc: "When what people have accepted expires first."},
			{Name: "frequency", Mode: object.Optional, Type: object.Duration{}, Doc: "After how long it expires again, such as `P365D`."},
		}}, Doc: "When all people have to accept again, at the same time."},
		{Name: "files", Mode: object.WriteOnlyAtCreate, CreateOnly: true, Type: object.Map{Key: "language", Attributes: []object.Attribute{
			{Name: "fileName", Mode: object.Required, Type: object.String{Sample: "terms.pdf"}, Doc: "Name of the file, such as `terms.pdf`."},
			{Name: "displayName", Mode: object.Optional, Type: object.String{}, Doc: "Title that people see."},
			{Name: "isDefault", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether people see this one whose language is not there. The first one if none is."},
			{Name: "fileData", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
				{Name: "data", Mode: object.Required, Type: object.Base64{}, Doc: "The PDF file in base64, `filebase64(\"terms.pdf\")`."},
			}}, Doc: "The text."},
		}}, Doc: "The text by language, such as `en-US`. Graph does not show it again, so that Terraform does not store it: change `files_version` with the text, which makes new terms that everybody has to accept."},
	},
	MovedFrom: object.From("microsoft365_graph_identity_and_access_conditional_access_terms_of_use"),
}
