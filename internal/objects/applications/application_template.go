// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package applications

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Template is an application of Microsoft's gallery.
var Template = object.Definition{
	Name:   "application_template",
	Doc:    "An application of Microsoft's gallery, which an app registration and a service principal can be made from.",
	Place:  object.Collection{API: object.V1, Path: "/applicationTemplates", Type: "microsoft.graph.applicationTemplate"},
	LookUp: object.LookUp{Key: "displayName", Filterable: []string{"publisher"}},
	Needs:  object.Needs{Deviations: []object.Deviation{{Kind: object.Reads, Because: "Microsoft's page asks for no permission at all; this one reads what is made of a template.", Permissions: []string{"Application.Read.All"}}}},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the application."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the application is."},
		{Name: "publisher", Mode: object.ReadOnly, Type: object.String{}, Doc: "Who offers the application."},
		{Name: "categories", Mode: object.ReadOnly, Type: object.Set{Of: object.String{}}, Doc: "Where the application stands in the gallery, such as `humanResources`."},
		{Name: "homePageUrl", Mode: object.ReadOnly, Type: object.String{}, Doc: "Home page of the application."},
		{Name: "logoUrl", Mode: object.ReadOnly, Type: object.String{}, Doc: "Address of the logo."},
		{Name: "supportedSingleSignOnModes", Mode: object.ReadOnly, Type: object.Set{Of: object.String{}}, Doc: "How users can sign in: `oidc`, `password`, `saml`, `notSupported`."},
		{Name: "supportedProvisioningTypes", Mode: object.ReadOnly, Type: object.Set{Of: object.String{}}, Doc: "How accounts can be provisioned, such as `sync`."},
	},
}
