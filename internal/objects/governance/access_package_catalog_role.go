// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AccessPackageCatalogRole is a role of entitlement management. All are Microsoft's.
var AccessPackageCatalogRole = object.Definition{
	Name:      "access_package_catalog_role",
	Doc:       "A role of entitlement management, such as that of a catalog's owner.",
	Reference: "rbacapplication-list-roledefinitions",
	Place:     object.Collection{API: object.V1, Path: "/roleManagement/entitlementManagement/roleDefinitions", Type: "microsoft.graph.unifiedRoleDefinition"},
	LookUp:    object.LookUp{Key: "displayName", Unfiltered: true},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the role, such as `Catalog owner`."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the role is for."},
		{Name: "templateId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the role, which is the same in every tenant."},
		{Name: "isBuiltIn", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the role is Microsoft's own."},
		{Name: "isEnabled", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the role can be assigned."},
	},
}
