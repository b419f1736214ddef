// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AccessPackageCatalogRoleAssignment lets somebody manage a catalog, or all of them.
var AccessPackageCatalogRoleAssignment = object.Definition{
	Name:      "access_package_catalog_role_assignment",
	Doc:       "The assignment of a role of entitlement management, such as the owner of a catalog, to a user, a group or a service principal. It cannot be changed, only replaced.",
	Reference: "rbacapplication-post-roleassignments",
	Place:     object.Collection{API: object.V1, Path: "/roleManagement/entitlementManagement/roleAssignments", Type: "microsoft.graph.unifiedRoleAssignment"},
	LookUp:    object.LookUp{Filterable: []string{"principalId", "roleDefinitionId", "appScopeId"}},
	Life:      &object.Life{},
	Needs:     entitlementNeeds,
	Attributes: []object.Attribute{
		{Name: "principalId", Mode: object.Required, Type: object.Reference{To: "user, group or service principal"}, CreateOnly: true, Doc: "Object id of who gets the role."},
		{Name: "roleDefinitionId", Mode: object.Required, Type: object.Reference{To: "access package catalog role"}, CreateOnly: true, Doc: "Id of the role: `ae79f266-94d4-4dab-b730-feca7e132178` for the owner of a catalog, `44272f93-9762-48e8-af59-1b5351b1d6b3` for its reader, `7f480852-ebdc-47d4-87de-0d8498384a83` for the manager of its access packages, `e2182095-804a-4656-ae11-64734e9b7ae5` for the manager of their assignments, or `ba92d953-d8e0-4e39-a797-0cbedb0a89e8`, in all catalogs, for who may make catalogs."},
		{Name: "appScopeId", Mode: object.Required, CreateOnly: true, Type: object.String{Pattern: `^/(AccessPackageCatalog/[^/\s]+)?$`, PatternDoc: `must be "/AccessPackageCatalog/…" with the id of a catalog, or "/" for all`, Notation: strings.ToLower}, Doc: "Where the role holds: `/AccessPackageCatalog/` and the id of a catalog, or `/` for all catalogs."},
	},
	MovedFrom: object.From("azuread_access_package_catalog_role_assignment"),
}
