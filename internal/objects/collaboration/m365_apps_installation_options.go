// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package collaboration

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// M365AppsInstallationOptions are which of Microsoft's apps people can install, and how
// often those are updated.
var M365AppsInstallationOptions = object.Definition{
	Name:  "m365_apps_installation_options",
	Doc:   "Which of the Microsoft 365 apps people can install by themselves, and how often the apps get new features. Every tenant has exactly one such object; arguments that are left out stay as they are.",
	Place: object.Singleton{API: object.V1, Path: "/admin/microsoft365Apps/installationOptions", Type: "microsoft.graph.m365AppsInstallationOptions"},
	Life:  &object.Life{},
	Needs: object.Needs{Role: "Office Apps Administrator"},
	Attributes: []object.Attribute{
		{Name: "updateChannel", Mode: object.Server, Type: object.String{Enum: []string{"current", "monthlyEnterprise", "semiAnnual"}}, Doc: "How often the apps on Windows get new features: as soon as there are some, once a month on the second Tuesday, or every six months."},
		{Name: "appsForWindows", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isMicrosoft365AppsEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can install Microsoft 365 apps, such as Word and Outlook."},
			{Name: "isProjectEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can install Project."},
			{Name: "isSkypeForBusinessEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can install Skype for Business."},
			{Name: "isVisioEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can install Visio."},
		}}, Doc: "What people can install on Windows."},
		{Name: "appsForMac", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isMicrosoft365AppsEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can install Microsoft 365 apps, such as Word and Outlook."},
			{Name: "isSkypeForBusinessEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether people can install Skype for Business."},
		}}, Doc: "What people can install on Macs."},
	},
	MovedFrom: object.From("microsoft365_graph_m365_admin_m365_apps_installation_options"),
}
