// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// WindowsCustomConfiguration sets what no other configuration of Windows knows.
var WindowsCustomConfiguration = object.Definition{
	Name:      "windows_custom_configuration",
	Doc:       "Settings of Windows by their addresses in its configuration service providers (OMA-URI), where Intune has no other configuration for them.",
	Reference: "resources/intune-deviceconfig-windows10customconfiguration",
	Place:     deviceConfigurations("microsoft.graph.windows10CustomConfiguration"),
	LookUp:    object.LookUp{Key: "displayName"},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: deviceConfiguration([]object.Attribute{
		{
			Name: "omaSettings", Mode: object.Required, Seen: object.Alone, Revealed: &omaReveal,
			Type: object.Set{MinItems: 1, Of: object.OneOf{Variants: []object.Variant{
				omaSetting("integer", "microsoft.graph.omaSettingInteger", "A whole number.",
					object.Attribute{Name: "value", Mode: object.Required, Type: object.Int{}, Doc: "The value."},
					object.Attribute{Name: "isReadOnly", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device is asked for the setting, and not told it."}),
				omaSetting("boolean", "microsoft.graph.omaSettingBoolean", "True or false.", object.Attribute{Name: "value", Mode: object.Required, Type: object.Bool{}, Doc: "The value."}),
				omaSetting("string", "microsoft.graph.omaSettingString", "Text, such as the XML of an administrative template.", object.Attribute{Name: "value", Mode: object.Required, Type: object.String{Empty: true}, Doc: "The value."}),
				omaSetting("stringXml", "microsoft.graph.omaSettingStringXml", "A file of XML.", fileName, object.Attribute{Name: "value", Mode: object.Required, Type: object.Base64{}, Doc: "The file in base64, as `filebase64(\"policy.xml\")` gives it."}),
				omaSetting("base64", "microsoft.graph.omaSettingBase64", "A file of any kind.", fileName, object.Attribute{Name: "value", Mode: object.Required, Type: object.String{Sample: "Y2hhbmdlZA=="}, Doc: "The file in base64, as `filebase64(\"certificate.cer\")` gives it."}),
				omaSetting("dateTime", "microsoft.graph.omaSettingDateTime", "A point in time.", object.Attribute{Name: "value", Mode: object.Required, Type: object.Time{}, Doc: "The value."}),
			}}},
			Doc: "The settings. Intune encrypts some of the values, and gives them back to who may read the configuration: they are in the state, so that what must stay secret has no place here.",
		},
	}),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_custom_configuration", "microsoft365wp_device_configuration_custom"),
}

// omaReveal: Intune encrypts texts and files, and shows asterisks.
var omaReveal = object.Reveal{
	Function: "getOmaSettingPlainTextValue", Parameter: "secretReferenceValueId", Masked: "isEncrypted", Value: "value",
	Binary: []string{"microsoft.graph.omaSettingStringXml"},
}

var fileName = object.Attribute{Name: "fileName", Mode: object.Optional, Type: object.String{}, Doc: "Name of the file."}

// omaSetting is one kind of setting.
func omaSetting(name, kind, doc string, own ...object.Attribute) object.Variant {
	return object.Variant{Name: name, Type: kind, Doc: doc, Attributes: append([]object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the setting."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the setting is for."},
		{Name: "omaUri", Mode: object.Required, Type: object.String{Sample: "./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera"}, Doc: "Address of the setting, such as `./Device/Vendor/MSFT/Policy/Config/Experience/AllowCortana`."},
	}, own...)}
}
