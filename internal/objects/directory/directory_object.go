// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AnyObject is an object of the directory of which only the id is known.
var AnyObject = object.Definition{
	Name: "directory_object",
	Doc:  "What is behind an id of the directory, where nobody knows whether it is that of a user, a group, a service principal or something else. Where the type is known, the data source of the type shows more.",
	// GET with the type beside the properties: wire example of Microsoft's page.
	Place: object.Answer{API: object.V1, Paths: []string{"/directoryObjects/{id}"}, Type: "microsoft.graph.directoryObject"},
	// The type has the id only: what objects of derived types show is what they show unasked.
	ReadQuery: map[string]string{"$select": ""},
	Attributes: []object.Attribute{
		{Name: "@odata.type", Rename: "type", Mode: object.ReadOnly, Type: object.String{Enum: typesOfObjects, Notation: withoutNamespace}, Doc: "What the object is: `user`, `group`, `servicePrincipal`, `application`, `device`, `administrativeUnit`, `directoryRole`, `orgContact`, or another type of Graph's."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the object."},
		{Name: "userPrincipalName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name by which a user signs in; null for others."},
		{Name: "appId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Client id of an application or a service principal; null for others."},
	},
}

// typesOfObjects are types of the directory, as the data source spells them.
var typesOfObjects = []string{
	"administrativeUnit", "appRoleAssignment", "application", "contract", "device", "directoryRole", "directoryRoleTemplate", "endpoint", "extensionProperty",
	"group", "groupSettingTemplate", "orgContact", "organization", "servicePrincipal", "user",
}

// withoutNamespace is the short name of a type.
func withoutNamespace(typ string) string {
	return strings.TrimPrefix(strings.TrimPrefix(typ, "#"), "microsoft.graph.")
}
