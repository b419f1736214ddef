// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AccessPackageResourceRoleScope is a role that an access package gives. Microsoft's page
// shows it by $expand of the package only, and not the resource of its role; that its
// collection lists it with that is what clients do.
var AccessPackageResourceRoleScope = object.Definition{
	Name:      "access_package_resource_role_scope",
	Doc:       "A role in a group, an application or a site that an access package gives to whoever has the package. It cannot be changed, only replaced.",
	Reference: "accesspackage-post-resourcerolescopes",
	Place:     object.Collection{API: object.V1, Path: entitlement + "/accessPackages/{accessPackageId}/resourceRoleScopes", Type: "microsoft.graph.accessPackageResourceRoleScope", InList: true},
	LookUp:    object.LookUp{Unfiltered: true},
	Life:      &object.Life{},
	Needs: object.Needs{Role: entitlementNeeds.Role, Licence: entitlementNeeds.Licence, Deviations: []object.Deviation{
		{Kind: object.Reads, Because: "Microsoft's list lacks the roles of packages; their page names it.", Permissions: []string{"EntitlementManagement.Read.All"}},
		{Kind: object.Writes, Because: "Microsoft's list lacks the roles of packages; their page names it.", Permissions: []string{"EntitlementManagement.ReadWrite.All"}},
	}},
	Attributes: []object.Attribute{
		{Name: "accessPackageId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "access package"}, Doc: "Id of the access package."},
		{Name: "role", Mode: object.Required, CreateOnly: true, Seen: object.Expanded, Type: object.Object{Attributes: []object.Attribute{
			{Name: "originId", Mode: object.Required, Type: object.String{Notation: strings.ToLower}, Doc: "The role in its origin: `Member_` or `Owner_` and the id of a group, the id of an application's app role, or the number of a role of a site."},
			{Name: "originSystem", Mode: object.Required, Type: originSystem, Doc: "Where the role is: `AadGroup`, `AadApplication` or `SharePointOnline`."},
			{Name: "displayName", Mode: object.Server, Type: object.String{}, Doc: "Name of the role, such as `Member`."},
			{Name: "resource", Rename: "resource_id", Mode: object.Required, Seen: object.Expanded, Type: object.Wrapped{Property: "id", Of: object.Reference{To: "access package catalog resource"}}, Doc: "Id that the resource has in the catalog, behind the slash of the id of `microsoft365_access_package_catalog_resource`."},
		}}, Doc: "The role, one of those that the resource offers."},
		{Name: "scope", Mode: object.Required, CreateOnly: true, Seen: object.Expanded, Type: object.Object{Attributes: []object.Attribute{
			{Name: "originId", Mode: object.Required, Type: origin, Doc: "The group's or the service principal's object id, or the site's address."},
			{Name: "originSystem", Mode: object.Required, Type: originSystem, Doc: "What it is: `AadGroup`, `AadApplication` or `SharePointOnline`."},
		}}, Doc: "Where the role holds: in the resource itself."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the role was put into the package."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_access_package_resource_package_association", IDs: []string{"{accessPackageId}:{id}:{_}:{_}"}},
	},
}
