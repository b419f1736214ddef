// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// appConfigurations is where the configurations for apps on managed devices are. v1.0
// lacks scope tags and those for Android.
func appConfigurations(configuration string) object.Collection {
	return object.Collection{API: object.Beta, Path: "/deviceAppManagement/mobileAppConfigurations", Type: configuration, Derived: true}
}

// appConfiguration are the attributes of a configuration for apps on managed devices.
func appConfiguration(own []object.Attribute) []object.Attribute {
	all := []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the configuration."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the configuration is for."},
		{Name: "targetedMobileApps", Mode: object.Required, Type: object.Set{MinItems: 1, Of: object.Reference{To: "app"}}, Doc: "Ids of the apps in Intune that are configured."},
	}
	return append(append(all, own...),
		roleScopeTagIDs,
		assignments(""),
		object.Attribute{Name: "version", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Version of the configuration, which Intune counts."},
		object.Attribute{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the configuration was created."},
		object.Attribute{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the configuration was last changed."},
	)
}

// IOSAppConfigurationPolicy configures apps on managed iPhones and iPads.
var IOSAppConfigurationPolicy = object.Definition{
	Name:      "ios_app_configuration_policy",
	Doc:       "Settings of apps on iPhones and iPads that Intune manages.",
	Reference: "resources/intune-apps-iosmobileappconfiguration",
	Place:     appConfigurations("microsoft.graph.iosMobileAppConfiguration"),
	LookUp:    object.LookUp{Key: "displayName"},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: appConfiguration([]object.Attribute{
		{Name: "settings", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "appConfigKey", Mode: object.Required, Type: object.String{}, Doc: "Name of the setting, which the app's maker tells."},
			{Name: "appConfigKeyType", Mode: object.Required, Type: object.String{Enum: []string{"stringType", "integerType", "realType", "booleanType", "tokenType"}, Closed: true}, Doc: "Kind of the value; `tokenType` is one that Intune replaces, such as `{{userprincipalname}}`."},
			{Name: "appConfigKeyValue", Mode: object.Required, Type: object.String{}, Doc: "The value, as text."},
		}}}, Doc: "Settings, one by one. None where `encoded_setting_xml` has them."},
		{Name: "encodedSettingXml", Mode: object.Optional, Type: object.Base64{}, Doc: "All settings as a property list in base64."},
	}),
	Rules: []object.Rule{{
		When:    []object.Condition{object.Filled("settings")},
		Then:    object.Absent("encodedSettingXml"),
		Because: "Intune takes the settings in one of the two forms.",
	}},
	MovedFrom: object.From("microsoft365_graph_beta_device_and_app_management_ios_managed_device_app_configuration_policy", "microsoft365wp_managed_device_mobile_app_configuration"),
}

// AndroidAppConfigurationPolicy configures apps of managed Google Play.
var AndroidAppConfigurationPolicy = object.Definition{
	Name:      "android_app_configuration_policy",
	Doc:       "Settings and permissions of an app of managed Google Play on Android Enterprise devices that Intune manages.",
	Reference: "resources/intune-apps-androidmanagedstoreappconfiguration",
	// v1.0 has no such configurations.
	Place:  appConfigurations("microsoft.graph.androidManagedStoreAppConfiguration"),
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  intune,
	Attributes: appConfiguration([]object.Attribute{
		{Name: "packageId", Mode: object.Required, CreateOnly: true, Type: object.String{Sample: "app:com.microsoft.office.outlook"}, Doc: "Id of the app in managed Google Play, such as `app:com.microsoft.office.outlook`."},
		{Name: "profileApplicability", Mode: object.Default("default"), CreateOnly: true, Type: object.String{Enum: []string{"default", "androidWorkProfile", "androidDeviceOwner"}, Closed: true}, Doc: "Which devices the settings are for: all, personal ones with a work profile, or those of the organization."},
		{Name: "payloadJson", Mode: object.Optional, Type: object.String{Sample: "e30="}, Doc: "Settings as JSON in base64: `base64encode(jsonencode({ … }))`, in the form of Google's managed configurations."},
		{Name: "permissionActions", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "permission", Mode: object.Required, Type: object.String{Sample: "android.permission.CAMERA"}, Doc: "Android's name of the permission, such as `android.permission.READ_CALENDAR`."},
			{Name: "action", Mode: object.Required, Type: object.String{Enum: []string{"prompt", "autoGrant", "autoDeny"}, Closed: true}, Doc: "Whether the user is asked, or the permission is granted or denied."},
		}}}, Doc: "Permissions of Android that the app gets or does not get."},
		{Name: "connectedAppsEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the app in the work profile may talk to the same app outside of it."},
		{Name: "appSupportsOemConfig", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the app sets up a device by its maker's OEMConfig."},
	}),
	MovedFrom: object.From("microsoft365_graph_beta_device_and_app_management_android_managed_device_app_configuration_policy", "microsoft365wp_managed_device_mobile_app_configuration"),
}

// TargetedAppConfiguration configures apps of people, on managed devices or not. Its
// settings of the settings catalog, which come by an action of their own, are left out.
var TargetedAppConfiguration = object.Definition{
	Name:      "targeted_app_configuration",
	Doc:       "Settings of apps that carry Intune's SDK, for people rather than devices, whether Intune manages the devices or not.",
	Reference: "resources/intune-mam-targetedmanagedappconfiguration",
	Place:     appProtections("targetedManagedAppConfigurations", "microsoft.graph.targetedManagedAppConfiguration"),
	LookUp:    object.LookUp{Key: "displayName"},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: appPolicy(append(targetedApps(object.OneOf{Variants: []object.Variant{
		{Name: "ios", Type: "microsoft.graph.iosMobileAppIdentifier", Doc: "An app for iPhones and iPads.", Attributes: iosApp.Attributes},
		{Name: "android", Type: "microsoft.graph.androidMobileAppIdentifier", Doc: "An app for Android.", Attributes: androidApp.Attributes},
		{Name: "windows", Type: "microsoft.graph.windowsAppIdentifier", Doc: "An app for Windows.", Attributes: windowsApp.Attributes},
	}}),
		object.Attribute{Name: "targetedAppManagementLevels", Mode: object.Default("unspecified"), Type: object.Flags{Enum: []string{"unspecified", "unmanaged", "mdm", "androidEnterprise", "androidEnterpriseDedicatedDevicesWithAzureAdSharedMode", "androidOpenSourceProjectUserAssociated", "androidOpenSourceProjectUserless"}}, Doc: "Which devices the settings are for, by how they are managed. `unspecified` is all."},
		object.Attribute{Name: "customSettings", Mode: object.Required, Type: pairs("true"), Doc: "The settings, by the names that the app's maker tells."},
	)),
	MovedFrom: object.From("microsoft365_graph_beta_device_and_app_management_targeted_managed_app_configuration", "microsoft365wp_targeted_managed_app_configuration"),
}
