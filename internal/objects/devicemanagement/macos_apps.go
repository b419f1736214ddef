// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// MacOSPkgApp is an installer package for Macs.
var MacOSPkgApp = object.Definition{
	Name:      "macos_pkg_app",
	Doc:       "An installer package (.pkg) that Intune brings to Macs. The file is encrypted and uploaded block by block; its lines in the log tell how far it is.",
	Reference: "resources/intune-apps-macospkgapp",
	// v1.0 has no such apps.
	Place:  mobileApps("microsoft.graph.macOSPkgApp"),
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{Ready: isPublished, Content: object.PlainFile},
	Needs:  intune,
	Attributes: mobileApp(append(macOSApp(),
		script("preInstallScript", "before"),
		script("postInstallScript", "after"),
	)),
	MovedFrom: object.From("microsoft365_graph_beta_device_and_app_management_macos_pkg_app", "microsoft365wp_mobile_app"),
}

// MacOSDmgApp is a disk image for Macs.
var MacOSDmgApp = object.Definition{
	Name:       "macos_dmg_app",
	Doc:        "A disk image (.dmg) with apps that Intune brings to Macs. The file is encrypted and uploaded block by block; its lines in the log tell how far it is.",
	Reference:  "resources/intune-apps-macosdmgapp",
	Place:      mobileApps("microsoft.graph.macOSDmgApp"),
	LookUp:     object.LookUp{Key: "displayName"},
	Life:       &object.Life{Ready: isPublished, Content: object.PlainFile},
	Needs:      intune,
	Attributes: mobileApp(macOSApp()),
	MovedFrom:  object.From("microsoft365_graph_beta_device_and_app_management_macos_dmg_app", "microsoft365wp_mobile_app"),
}

// macOSApp are the attributes of both kinds of apps.
func macOSApp() []object.Attribute {
	return []object.Attribute{
		{Name: "fileName", Mode: object.Required, Type: object.String{}, Doc: "Name of the file as Intune shows it."},
		{Name: "primaryBundleId", Mode: object.Required, Type: object.String{}, Doc: "Apple's name of the app by which Intune finds that all is installed, as `parse_pkg` tells it: `com.contoso.vpn`."},
		{Name: "primaryBundleVersion", Mode: object.Required, Type: object.String{}, Doc: "Version of that app."},
		{Name: "includedApps", Mode: object.Required, Type: object.Set{MinItems: 1, MaxItems: 500, Of: object.Object{Attributes: []object.Attribute{
			{Name: "bundleId", Mode: object.Required, Type: object.String{}, Doc: "Apple's name of the app."},
			{Name: "bundleVersion", Mode: object.Required, Type: object.String{}, Doc: "Version of the app."},
		}}}, Doc: "Apps that the file installs, the primary one among them."},
		{Name: "ignoreVersionDetection", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether any version counts as installed, for apps that update themselves."},
		{Name: "minimumSupportedOperatingSystem", Mode: object.Required, Type: object.Object{Attributes: versions("v10_7", "v10_8", "v10_9", "v10_10", "v10_11", "v10_12", "v10_13", "v10_14", "v10_15", "v11_0", "v12_0", "v13_0", "v14_0", "v15_0")}, Doc: "Lowest version of macOS that the app needs: one of the members is `true`."},
		{Name: "committedContentVersion", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Version of the content that devices get, which Intune counts."},
		{Name: "size", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Size of the content in bytes."},
	}
}

// script is one that the Mac runs beside the installation.
func script(name, when string) object.Attribute {
	return object.Attribute{Name: name, Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		{Name: "scriptContent", Mode: object.Required, Type: object.String{Sample: "IyEvYmluL3NoCmV4aXQgMAo="}, Doc: "The script in base64, as `filebase64(\"script.sh\")` gives it."},
	}}, Doc: "Shell script that runs " + when + " the installation."}
}
