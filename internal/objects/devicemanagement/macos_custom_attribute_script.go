// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// MacOSCustomAttributeScript is a shell script whose output becomes a property of the
// Mac.
var MacOSCustomAttributeScript = object.Definition{
	Name:      "macos_custom_attribute_script",
	Doc:       "A shell script that Intune runs on Macs, and whose output it shows as a property of each.",
	Reference: "resources/intune-devices-devicecustomattributeshellscript",
	// v1.0 has no scripts.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/deviceCustomAttributeShellScripts", Type: "microsoft.graph.deviceCustomAttributeShellScript"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  object.Needs{Licence: "Microsoft Intune", Deviations: ofScripts},
	Attributes: append(shellScript,
		object.Attribute{Name: "customAttributeName", Mode: object.Required, Type: object.String{}, Doc: "Name of the property."},
		object.Attribute{Name: "customAttributeType", Mode: object.Required, Type: object.String{Enum: []string{"integer", "string", "dateTime"}, Closed: true}, Doc: "What the output of the script is."},
		roleScopeTagIDs,
		assignments("deviceManagementScriptAssignments"),
		object.Attribute{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the script was created."},
	),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_macos_custom_attribute_script", "microsoft365wp_device_custom_attribute_shell_script"),
}
