// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// MacOSCustomConfiguration brings a configuration profile of Apple's to Macs.
var MacOSCustomConfiguration = object.Definition{
	Name:      "macos_custom_configuration",
	Doc:       "A configuration profile of Apple's form that Intune installs on Macs.",
	Reference: "resources/intune-deviceconfig-macoscustomconfiguration",
	Place:     deviceConfigurations("microsoft.graph.macOSCustomConfiguration"),
	LookUp:    object.LookUp{Key: "displayName"},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: deviceConfiguration(append([]object.Attribute{
		{Name: "deploymentChannel", Mode: object.Default("deviceChannel"), Type: object.String{Enum: []string{"deviceChannel", "userChannel"}}, Doc: "Whether the profile is for the device or for the user who has signed in."},
	}, applePayload...)),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_macos_device_configuration_templates"),
}

// IOSCustomConfiguration brings a configuration profile of Apple's to iPhones and iPads.
var IOSCustomConfiguration = object.Definition{
	Name:       "ios_custom_configuration",
	Doc:        "A configuration profile of Apple's form that Intune installs on iPhones and iPads.",
	Reference:  "resources/intune-deviceconfig-ioscustomconfiguration",
	Place:      deviceConfigurations("microsoft.graph.iosCustomConfiguration"),
	LookUp:     object.LookUp{Key: "displayName"},
	Life:       &object.Life{},
	Needs:      intune,
	Attributes: deviceConfiguration(applePayload),
}

// applePayload is the profile itself.
var applePayload = []object.Attribute{
	{Name: "payloadName", Mode: object.Required, Type: object.String{}, Doc: "Name of the profile that the device shows."},
	{Name: "payloadFileName", Mode: object.Required, Type: object.String{}, Doc: "Name of the profile's file, such as `dock.mobileconfig`."},
	{Name: "payload", Mode: object.Required, Type: object.Base64{}, Doc: "The profile in base64, as `filebase64(\"dock.mobileconfig\")` gives it."},
}
