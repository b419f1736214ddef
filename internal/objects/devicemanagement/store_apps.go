// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// WebApp is a link in the Company Portal and on home screens.
var WebApp = object.Definition{
	Name:      "web_app",
	Doc:       "A web link that Intune offers as an app.",
	Reference: "resources/intune-apps-webapp",
	Place:     mobileApps("microsoft.graph.webApp"),
	LookUp:    object.LookUp{Key: "displayName"},
	Life:      appLife(),
	Needs:     intune,
	Attributes: mobileApp([]object.Attribute{
		{Name: "appUrl", Mode: object.Required, CreateOnly: true, Type: object.String{Sample: "https://intranet.example.com"}, Doc: "Address that the link leads to."},
		{Name: "useManagedBrowser", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the link opens in a browser that app protection policies govern, such as Microsoft Edge."},
	}),
	MovedFrom: object.From("microsoft365wp_mobile_app"),
}

// IOSStoreApp is an app of Apple's App Store.
var IOSStoreApp = object.Definition{
	Name:      "ios_store_app",
	Doc:       "An app of Apple's App Store for iPhones and iPads, which people install with their own Apple account.",
	Reference: "resources/intune-apps-iosstoreapp",
	Place:     mobileApps("microsoft.graph.iosStoreApp"),
	LookUp:    object.LookUp{Key: "displayName"},
	Life:      appLife(),
	Needs:     intune,
	Attributes: mobileApp([]object.Attribute{
		{Name: "appStoreUrl", Mode: object.Required, CreateOnly: true, Type: object.String{Sample: "https://apps.apple.com/app/id586447913"}, Doc: "Address of the app in the App Store."},
		{Name: "bundleId", Mode: object.Required, CreateOnly: true, Type: object.String{}, Doc: "Apple's name of the app, such as `com.microsoft.Office.Word`."},
		{Name: "applicableDeviceType", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
			{Name: "iPad", Rename: "ipad", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the app is for iPads."},
			{Name: "iPhoneAndIPod", Rename: "iphone_and_ipod", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the app is for iPhones."},
		}}, Doc: "Which devices the app is for."},
		{Name: "minimumSupportedOperatingSystem", Mode: object.Required, Type: object.Object{Attributes: versions("v8_0", "v9_0", "v10_0", "v11_0", "v12_0", "v13_0", "v14_0", "v15_0", "v16_0", "v17_0", "v18_0", "v26_0")}, Doc: "Lowest version of iOS that the app needs: one of the members is `true`."},
	}, settings("microsoft.graph.iosStoreAppAssignmentSettings", iosStoreSettings())),
	MovedFrom: object.From("microsoft365_graph_beta_device_and_app_management_ios_store_app", "microsoft365wp_mobile_app"),
}

// versions are members of which one says the lowest version of a system.
func versions(names ...string) []object.Attribute {
	all := make([]object.Attribute, len(names))
	for i, name := range names {
		all[i] = object.Attribute{Name: name, Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether this is the lowest version."}
	}
	return all
}

// settings are those of an assignment of an app whose kind is known.
func settings(kind string, members []object.Attribute) object.Attribute {
	return object.Attribute{Name: "settings", Mode: object.Optional, Type: object.Object{Kind: kind, Attributes: members}, Doc: "How the app is installed."}
}

func iosStoreSettings() []object.Attribute {
	return []object.Attribute{
		{Name: "uninstallOnDeviceRemoval", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether the app is removed from a device that leaves Intune."},
		{Name: "isRemovable", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether people can remove the app."},
		{Name: "preventManagedAppBackup", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether the app's data stays out of iCloud backups."},
		{Name: "vpnConfigurationId", Mode: object.Optional, Type: object.String{Notation: strings.ToLower}, Doc: "Id of the VPN profile that the app uses."},
	}
}

// WinGetApp is an app of the Microsoft Store.
var WinGetApp = object.Definition{
	Name:      "winget_app",
	Doc:       "An app of the Microsoft Store that Intune installs on Windows devices by way of WinGet.",
	Reference: "resources/intune-apps-wingetapp",
	// v1.0 has no such apps.
	Place:  mobileApps("microsoft.graph.winGetApp"),
	LookUp: object.LookUp{Key: "displayName"},
	Life:   appLife(),
	Needs:  intune,
	Attributes: mobileApp([]object.Attribute{
		{Name: "packageIdentifier", Mode: object.Required, CreateOnly: true, Type: object.String{Sample: "9NKSQGP7F2NH"}, Doc: "Id of the app in the Microsoft Store, such as `9WZDNCRFJ3PZ`."},
		{Name: "installExperience", Mode: object.Required, CreateOnly: true, Type: object.Object{Attributes: []object.Attribute{
			{Name: "runAsAccount", Mode: object.Required, Type: object.String{Enum: []string{"system", "user"}, Closed: true}, Doc: "Whether the app is installed for the device, or for the user who has signed in."},
		}}, Doc: "How the app is installed."},
		{Name: "manifestHash", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Hash of what the Microsoft Store says of the app."},
	}, settings("microsoft.graph.winGetAppAssignmentSettings", winGetSettings())),
	MovedFrom: object.From("microsoft365_graph_beta_device_and_app_management_win_get_app", "microsoft365wp_mobile_app"),
}

// restartSettings are of a restart that an installation asks for.
func restartSettings() object.Attribute {
	return object.Attribute{Name: "restartSettings", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
		{Name: "gracePeriodInMinutes", Mode: object.Required, Type: object.Int{Min: 1, Max: 20160}, Doc: "Minutes until the device restarts."},
		{Name: "countdownDisplayBeforeRestartInMinutes", Mode: object.Required, Type: object.Int{Min: 1, Max: 240}, Doc: "Minutes before the restart from which on it is counted down."},
		{Name: "restartNotificationSnoozeDurationInMinutes", Mode: object.Optional, Type: object.Int{Min: 1, Max: 712}, Doc: "Minutes by which the user can put the notice off. Left out, it cannot be put off."},
	}}, Doc: "When the device restarts, if the installation asks for it. Without it the user decides."}
}

// notifications are of an installation. The enum of Win32 apps is closed, the other not.
func notifications(closed bool) object.Attribute {
	return object.Attribute{Name: "notifications", Mode: object.Default("showAll"), Type: object.String{Enum: []string{"showAll", "showReboot", "hideAll"}, Closed: closed}, Doc: "Which notices the user sees."}
}

func winGetSettings() []object.Attribute {
	return []object.Attribute{
		notifications(false),
		{Name: "installTimeSettings", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "deadlineDateTime", Mode: object.Optional, Type: object.Time{}, Doc: "When the app is installed at the latest."},
			{Name: "useLocalTime", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the time is that of the device, and not UTC."},
		}}, Doc: "When the app is installed."},
		restartSettings(),
	}
}

// AndroidManagedStoreApp is an app of managed Google Play. Those of the store come
// into Intune by being approved in Google's own page; POST makes apps that the device
// has from its maker. Microsoft's page has packageId as read-only and isSystemApp not.
var AndroidManagedStoreApp = object.Definition{
	Name:      "android_managed_store_app",
	Doc:       "An app of managed Google Play for Android Enterprise. With `use_existing` an app is managed that has been approved in Google's store, from where Intune takes it over; without it, an app is made that devices have from their maker.",
	Reference: "resources/intune-apps-androidmanagedstoreapp",
	Place:     mobileApps("microsoft.graph.androidManagedStoreApp"),
	// The collection is one of apps of all kinds, which have no appIdentifier to filter by.
	LookUp: object.LookUp{Key: "displayName", Unfiltered: true},
	Life:   &object.Life{Create: object.Create{Adopt: "appIdentifier"}, Ready: isPublished},
	Needs:  intune,
	Attributes: appWith([]object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the app in the Company Portal."},
		{Name: "appIdentifier", Mode: object.Required, CreateOnly: true, Type: object.String{Sample: "com.example.scanner"}, Doc: "Google's name of the app, such as `com.microsoft.office.word`."},
		{Name: "publisher", Mode: object.Required, Type: object.String{}, Doc: "Who publishes the app."},
		{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the app is for."},
		{Name: "isSystemApp", Mode: object.Default(true), CreateOnly: true, Type: object.Bool{}, Doc: "Whether devices have the app from their maker, so that Intune turns it on or off and does not install it. Configure `false` for an app of Google's store."},
		{Name: "packageId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the app in managed Google Play."},
		{Name: "appStoreUrl", Mode: object.ReadOnly, Type: object.String{}, Doc: "Address of the app in managed Google Play."},
		{Name: "isPrivate", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the app is for this organization only."},
		{Name: "supportsOemConfig", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the app sets up a device by its maker's OEMConfig."},
	}, []object.Attribute{settings("microsoft.graph.androidManagedStoreAppAssignmentSettings", androidManagedStoreSettings())}),
	MovedFrom: object.From("microsoft365wp_mobile_app"),
}

func androidManagedStoreSettings() []object.Attribute {
	return []object.Attribute{
		{Name: "androidManagedStoreAppTrackIds", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Ids of the tracks of the app that are offered, such as one for tests."},
		{Name: "autoUpdateMode", Mode: object.Default("default"), Type: object.String{Enum: []string{"default", "postponed", "priority"}}, Doc: "When updates are installed: when the device is idle, 90 days later, or at once."},
	}
}
