// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// FromTemplate is an application that is made of one in Microsoft's gallery.
var FromTemplate = object.Definition{
	Name:      "application_from_template",
	Reference: "applicationtemplate-instantiate",
	Doc:       "An application that is made from one in Microsoft's gallery: an app registration, whose `id` this is, and its service principal. What else there is to say about them, objects for parts of applications say, such as `microsoft365_application_redirect_uris`. A destroy deletes both; they can be restored for 30 days.",
	Place:     object.Collection{API: object.V1, Path: "/applications", Type: "microsoft.graph.application"},
	LookUp:    object.LookUp{Key: "displayName", Advanced: true, Filterable: []string{"appId"}},
	Life: &object.Life{Create: object.Create{By: &object.Making{
		Path: "/applicationTemplates/{applicationTemplateId}/instantiate", Type: "microsoft.graph.applicationServicePrincipal", Made: "application",
	}}},
	Needs: managingApplications,
	Attributes: []object.Attribute{
		{Name: "applicationTemplateId", Rename: "template_id", Mode: object.Required, Type: object.Reference{To: "application template"}, CreateOnly: true, Doc: "Id of the application in the gallery, as `microsoft365_application_template` finds it. `8adf8e6e-67b2-4cf2-a259-e3dc5476c621` is for one that is in no gallery."},
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 120}, Doc: "Name of the application here."},
		{Name: "appId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Application (client) id."},
		{Name: "servicePrincipal", Rename: "service_principal_id", Mode: object.ReadOnly, Seen: object.InReply, Type: object.Wrapped{Property: "id", Of: object.String{}}, Doc: "Object id of the service principal. Null after an import: `microsoft365_service_principal` finds it by `app_id`."},
	},
	MovedFrom: []object.Move{
		{From: "azuread_application_from_template", Attributes: map[string]string{"id": "application_object_id", "servicePrincipal": "service_principal_object_id"}},
	},
}
