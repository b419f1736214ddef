// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collaboration

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Site is a site of SharePoint. Graph makes and deletes none.
var Site = object.Definition{
	Name:   "site",
	Doc:    "A site of SharePoint. Graph lists the sites of the tenant to applications only, and makes none: a site comes with its Microsoft 365 group, or from SharePoint's own administration.",
	Place:  object.Collection{API: object.V1, Path: "/sites", Type: "microsoft.graph.site"},
	LookUp: object.LookUp{Key: "webUrl", Unfiltered: true},
	Attributes: []object.Attribute{
		{Name: "webUrl", Mode: object.ReadOnly, Type: object.String{}, Doc: "Address of the site: `https://contoso.sharepoint.com/sites/sales`."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Title of the site."},
		{Name: "name", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the site in its address."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the site is for."},
		{Name: "isPersonalSite", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether it is somebody's OneDrive."},
		{Name: "siteCollection", Mode: object.ReadOnly, Type: object.Object{Attributes: []object.Attribute{
			{Name: "hostname", Mode: object.ReadOnly, Type: object.String{}, Doc: "Host of the site: `contoso.sharepoint.com`."},
			{Name: "dataLocationCode", Mode: object.ReadOnly, Type: object.String{}, Doc: "Geographic region that holds the site, where a tenant has several."},
		}}, Doc: "The collection that the site is at the top of. Null for others."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the site was made."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When something in it changed last."},
	},
}

// SitePermission is the access that one application has to one site. Answers carry
// the application twice, by an older and a newer name; requests in Microsoft's examples
// have the older one.
var SitePermission = object.Definition{
	Name: "site_permission",
	Doc:  "What an application may do in one site of SharePoint that it has the permission `Sites.Selected` for. People get access by SharePoint itself, or by the site's group.",
	// Microsoft documents no page about this use of the type but those of the requests.
	Reference: "site-post-permissions",
	Place:     object.Collection{API: object.V1, Path: "/sites/{siteId}/permissions", Type: "microsoft.graph.permission"},
	LookUp:    object.LookUp{Unfiltered: true},
	Life:      &object.Life{},
	// The page shows no $select.
	ReadQuery: map[string]string{"$select": ""},
	Attributes: []object.Attribute{
		{Name: "siteId", Mode: object.Required, CreateOnly: true, Type: object.String{Notation: strings.ToLower, Sample: "contoso.sharepoint.com,8d7b1a52-0c3e-4f7a-9b1d-2e5f6a7c8d90,1f2e3d4c-5b6a-4978-8695-a4b3c2d1e0f1"}, Doc: "Id of the site."},
		{Name: "roles", Mode: object.Required, Seen: object.Alone, Type: object.Set{MinItems: 1, Of: object.String{Enum: []string{"read", "write", "manage", "fullcontrol"}}}, Doc: "What the application may do: read, write too, change lists and libraries too, or everything. Lists of permissions do not show it."},
		{Name: "grantedToIdentities", Mode: object.Required, CreateOnly: true, Type: object.Set{MinItems: 1, MaxItems: 1, Of: object.Object{Attributes: []object.Attribute{
			{Name: "application", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
				{Name: "id", Mode: object.Required, Type: object.Reference{To: "application"}, Doc: "Client id of the application, its `app_id`."},
				{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name under which SharePoint shows the application."},
			}}, Doc: "The application."},
		}}}, Doc: "Who has the access: one application."},
	},
}
