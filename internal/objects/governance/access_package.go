// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AccessPackage bundles roles of a catalog's resources. Graph shows its catalog by
// $expand only.
var AccessPackage = object.Definition{
	Name:   "access_package",
	Doc:    "A bundle of access to groups, applications and sites that people get together, by request or by rule.",
	Place:  object.Collection{API: object.V1, Path: entitlement + "/accessPackages", Type: "microsoft.graph.accessPackage"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  entitlementNeeds,
	Attributes: []object.Attribute{
		{Name: "catalog", Rename: "catalog_id", Mode: object.Required, CreateOnly: true, Seen: object.Expanded, Type: object.Wrapped{Property: "id", Of: object.Reference{To: "access package catalog"}}, Doc: "Id of the catalog whose resources the package gives access to."},
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the package."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the package is for. Whoever requests it reads that."},
		{Name: "isHidden", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people find the package by its link only, and not in the list of what they can request."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the package was made."},
		{Name: "modifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the package was last changed."},
	},
	MovedFrom: object.From("azuread_access_package"),
}
