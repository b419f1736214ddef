// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// TenantInformation is what a tenant tells all others about itself.
var TenantInformation = object.Definition{
	Name: "tenant_information",
	Doc:  "What a tenant of Microsoft Entra tells all others about itself: its name, its domain and its id. Any tenant is found, not only the provider's own; cross-tenant access takes the id. Microsoft offers this in the public cloud only.",
	Place: object.Answer{
		API: object.V1, Type: "microsoft.graph.tenantInformation", Key: "tenantId",
		Paths: []string{
			"/tenantRelationships/findTenantInformationByTenantId(tenantId='{tenantId}')",
			"/tenantRelationships/findTenantInformationByDomainName(domainName='{domainName}')",
		},
	},
	// Microsoft's pages of the two functions name no options of a query.
	ReadQuery: map[string]string{"$select": ""},
	Attributes: []object.Attribute{
		// The local tenant's id consists of noughts, which a Reference takes for none.
		{Name: "tenantId", Mode: object.ReadOnly, Type: object.String{Pattern: `^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`, PatternDoc: "must be the id of a tenant, a GUID", Notation: strings.ToLower}, Doc: "Id of the tenant."},
		{Name: "domainName", Mode: object.ReadOnly, Type: object.String{}, Doc: "A verified domain of the tenant, by which it is found."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the tenant."},
		{Name: "defaultDomainName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Primary domain of the tenant."},
		{Name: "federationBrandName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name that people see when they sign in to the tenant. Many tenants have none."},
	},
}
