// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Domain is a name that the tenant has, or wants to have.
var Domain = object.Definition{
	Name:   "domain",
	Doc:    "A domain of the tenant.",
	Place:  object.Collection{API: object.V1, Path: "/domains", Type: "microsoft.graph.domain"},
	LookUp: object.LookUp{Unfiltered: true},
	Attributes: []object.Attribute{
		{Name: "isDefault", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether new users get it."},
		{Name: "isInitial", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether it is the one that the tenant began with, `….onmicrosoft.com`."},
		{Name: "isVerified", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the tenant has proved that it owns the domain."},
		{Name: "isRoot", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether it is no part of another domain of the tenant."},
		{Name: "isAdminManaged", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether administrators have taken it over."},
		{Name: "authenticationType", Mode: object.ReadOnly, Type: object.String{}, Doc: "`Managed` by Entra, or `Federated`."},
		{Name: "supportedServices", Mode: object.ReadOnly, Type: object.Set{Of: object.String{}}, Doc: "Services that use the domain, such as `Email`."},
	},
}
