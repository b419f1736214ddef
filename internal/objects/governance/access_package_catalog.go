// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package governance has the objects of Identity Governance: entitlement management,
// Privileged Identity Management, access reviews and lifecycle workflows.
package governance

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

const entitlement = "/identityGovernance/entitlementManagement"

// entitlementNeeds is what the objects of entitlement management take.
var entitlementNeeds = object.Needs{Role: "Identity Governance Administrator", Licence: "Microsoft Entra ID P2"}

// AccessPackageCatalog holds resources and the access packages made of them.
var AccessPackageCatalog = object.Definition{
	Name:   "access_package_catalog",
	Doc:    "A catalog of entitlement management: resources, and the access packages that give access to them.",
	Place:  object.Collection{API: object.V1, Path: entitlement + "/catalogs", Type: "microsoft.graph.accessPackageCatalog"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  entitlementNeeds,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the catalog."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the catalog is for."},
		{Name: "state", Mode: object.Default("published"), Type: object.String{Enum: []string{"unpublished", "published"}}, Doc: "Whether the access packages can be requested. Those of an `unpublished` catalog cannot."},
		{Name: "isExternallyVisible", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people outside of the tenant can request the access packages."},
		{Name: "catalogType", Mode: object.ReadOnly, Type: object.String{Enum: []string{"userManaged", "serviceDefault", "serviceManaged"}}, Doc: "Who made the catalog: `userManaged`, or one of Microsoft's own."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the catalog was made."},
		{Name: "modifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the catalog was last changed."},
	},
	MovedFrom: object.From("azuread_access_package_catalog"),
}
