// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package governance

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AccessPackageCatalogResource is something of a catalog that packages give access to.
var AccessPackageCatalogResource = object.Definition{
	Name:      "access_package_catalog_resource",
	Doc:       "A group, an application or a site in a catalog of entitlement management, whose roles the catalog's access packages can give. Terraform asks for it by a request, and shows why one has failed. It cannot be changed, only replaced.",
	Reference: "entitlementmanagement-post-resourcerequests",
	Place:     object.Collection{API: object.V1, Path: entitlement + "/catalogs/{catalogId}/resources", Type: "microsoft.graph.accessPackageResource", InList: true},
	LookUp:    object.LookUp{Filterable: []string{"originId"}},
	Life: &object.Life{Requests: &object.Requests{
		Path: entitlement + "/resourceRequests", Type: "microsoft.graph.accessPackageResourceRequest",
		Action: "requestType", Create: "adminAdd", Remove: "adminRemove",
		Object: "resource", Parent: "catalog", Names: []string{"originId", "originSystem"},
		Progress: object.Progress{Status: "state", Done: []string{"delivered"}, Failed: []string{"deliveryFailed", "denied", "canceled", "partiallyDelivered"}},
	}},
	Needs: object.Needs{Role: entitlementNeeds.Role, Licence: entitlementNeeds.Licence, Deviations: []object.Deviation{
		{Kind: object.Reads, Because: "Microsoft's list lacks the resources of catalogs; their page names it.", Permissions: []string{"EntitlementManagement.Read.All"}},
		{Kind: object.Writes, Because: "Microsoft's list lacks the requests for resources; their page names it.", Permissions: []string{"EntitlementManagement.ReadWrite.All"}},
	}, Limits: []object.Limit{
		{Attribute: "originSystem", Text: "An application that adds a group needs `Group.ReadWrite.All` besides, and one that adds a site `Sites.FullControl.All`. A person must own the group or the application, or hold a directory role that may change it."},
	}},
	Attributes: []object.Attribute{
		{Name: "catalogId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "access package catalog"}, Doc: "Id of the catalog."},
		{Name: "originSystem", Mode: object.Required, CreateOnly: true, Type: originSystem, Doc: "What it is: `AadGroup`, `AadApplication` or `SharePointOnline`."},
		{Name: "originId", Mode: object.Required, CreateOnly: true, Type: origin, Doc: "The group's or the service principal's object id, or the site's address."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the group, the application or the site."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "Its description."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When it came into the catalog."},
		{Name: "modifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When it was last changed there."},
	},
}

// origin is what a resource of a catalog is known by where it comes from.
var origin = object.String{Pattern: `^([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|https://\S+)$`, PatternDoc: "must be an object id, or the address of a site", Notation: strings.ToLower}

var originSystem = object.String{Enum: []string{"AadGroup", "AadApplication", "SharePointOnline"}}
