// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Organization is the tenant itself.
var Organization = object.Definition{
	Name:   "organization",
	Doc:    "The tenant itself.",
	Place:  object.Collection{API: object.V1, Path: "/organization", Type: "microsoft.graph.organization"},
	LookUp: object.LookUp{Only: true, Unfiltered: true},
	Needs: object.Needs{Deviations: []object.Deviation{
		{Kind: object.Reads, Because: "Microsoft's list has it for the list of organizations, which is always one, and its page for both.", Permissions: []string{"Organization.Read.All"}},
	}},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the organization."},
		{Name: "tenantType", Mode: object.ReadOnly, Type: object.String{}, Doc: "`AAD` for organizations, `AAD B2C` or `CIAM` for tenants of customers."},
		{Name: "countryLetterCode", Mode: object.ReadOnly, Type: object.String{}, Doc: "Country of the organization, two letters."},
		{Name: "defaultUsageLocation", Mode: object.ReadOnly, Type: object.String{}, Doc: "Country in which new users use services."},
		{Name: "preferredLanguage", Mode: object.ReadOnly, Type: object.String{}, Doc: "Language of the organization."},
		{Name: "onPremisesSyncEnabled", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether objects come from an on-premises directory."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the tenant was created."},
		{Name: "verifiedDomains", Mode: object.ReadOnly, Type: object.List{Of: object.Object{Attributes: []object.Attribute{
			{Name: "name", Mode: object.ReadOnly, Type: object.String{}, Doc: "The domain."},
			{Name: "type", Mode: object.ReadOnly, Type: object.String{}, Doc: "`Managed` or `Federated`."},
			{Name: "isDefault", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether new users get it."},
			{Name: "isInitial", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the tenant began with it."},
		}}}, Doc: "Verified domains of the tenant."},
	},
}
