// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// configurationsPath is where the configurations of all kinds are.
const configurationsPath = "/deviceManagement/deviceConfigurations"

// deviceConfigurations is where the configurations of all kinds are: each of a type of
// its own. v1.0 lacks scope tags and filters of assignments.
func deviceConfigurations(configuration string) object.Collection {
	return object.Collection{API: object.Beta, Path: configurationsPath, Type: configuration, Derived: true}
}

// deviceConfiguration are the attributes of a configuration: its own, and what all
// kinds have.
func deviceConfiguration(own []object.Attribute) []object.Attribute {
	all := []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the configuration."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the configuration is for."},
	}
	return append(append(all, own...),
		roleScopeTagIDs,
		assignments("", object.Attribute{Name: "intent", Mode: object.Default("apply"), Type: object.String{Enum: []string{"apply", "remove"}, Closed: true}, Doc: "Whether the configuration is applied, or removed."}),
		object.Attribute{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the configuration was created."},
		object.Attribute{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the configuration was last changed."},
	)
}
