// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// ConnectedOrganization is one whose people can request access packages. The page says
// that it begins with one identity source; that a change takes several is a guess.
var ConnectedOrganization = object.Definition{
	Name:   "connected_organization",
	Doc:    "Another organization whose people can request access packages.",
	Place:  object.Collection{API: object.V1, Path: entitlement + "/connectedOrganizations", Type: "microsoft.graph.connectedOrganization"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  entitlementNeeds,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the organization."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the tenant has to do with it."},
		{Name: "state", Mode: object.Default("configured"), Type: object.String{Enum: []string{"configured", "proposed"}}, Doc: "Whether policies that let in people of all configured organizations let in this one's: `configured` or `proposed`."},
		{Name: "identitySources", Mode: object.Required, Type: object.Set{Of: identitySource, MinItems: 1}, Doc: "By what people of the organization are known. A new organization has one source."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the organization was connected."},
		{Name: "modifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When it was last changed."},
	},
	MovedFrom: object.From("microsoft365wp_connected_organization"),
}

// identitySource is where accounts of other organizations are.
var identitySource = object.OneOf{Variants: []object.Variant{
	{Name: "azureActiveDirectoryTenant", Type: "microsoft.graph.azureActiveDirectoryTenant", Doc: "A tenant of Microsoft Entra.", Attributes: []object.Attribute{
		{Name: "tenantId", Mode: object.Required, Type: object.Reference{To: "tenant"}, Doc: "The tenant's id."},
		sourceName,
	}},
	{Name: "crossCloudAzureActiveDirectoryTenant", Type: "microsoft.graph.crossCloudAzureActiveDirectoryTenant", Doc: "A tenant in another of Microsoft's clouds.", Attributes: []object.Attribute{
		{Name: "tenantId", Mode: object.Required, Type: object.Reference{To: "tenant"}, Doc: "The tenant's id."},
		{Name: "cloudInstance", Mode: object.Required, Type: object.String{}, Doc: "The cloud, by the host of its sign-in: `microsoftonline.us`."},
		sourceName,
	}},
	{Name: "domain", Type: "microsoft.graph.domainIdentitySource", Doc: "A domain, by whose addresses people are known.", Attributes: []object.Attribute{
		{Name: "domainName", Mode: object.Required, Type: object.String{}, Doc: "The domain."},
		sourceName,
	}},
	{Name: "externalDomainFederation", Type: "microsoft.graph.externalDomainFederation", Doc: "A domain with a federated identity provider.", Attributes: []object.Attribute{
		{Name: "domainName", Mode: object.Required, Type: object.String{}, Doc: "The domain."},
		{Name: "issuerUri", Mode: object.Required, Type: object.String{}, Doc: "Issuer of the provider's tokens."},
		sourceName,
	}},
	{Name: "social", Type: "microsoft.graph.socialIdentitySource", Doc: "A provider of personal accounts.", Attributes: []object.Attribute{
		{Name: "socialIdentitySourceType", Rename: "provider", Mode: object.Required, Type: object.String{Enum: []string{"facebook"}}, Doc: "The provider: `facebook`."},
		sourceName,
	}},
}}

var sourceName = object.Attribute{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the source, such as its domain or tenant."}
