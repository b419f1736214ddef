// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import (
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AndroidAppProtectionPolicy protects the organization's data in apps for Android.
var AndroidAppProtectionPolicy = object.Definition{
	Name:       "android_app_protection_policy",
	Doc:        "How the organization's data is protected in apps for Android, whether Intune manages the devices or not.",
	Reference:  "resources/intune-mam-androidmanagedappprotection",
	Place:      appProtections("androidManagedAppProtections", "microsoft.graph.androidManagedAppProtection"),
	LookUp:     object.LookUp{Key: "displayName"},
	Life:       &object.Life{},
	Needs:      intune,
	Attributes: appPolicy(slices.Concat(targetedApps(androidApp), mobileProtection(), androidProtection(), androidDeviceChecks())),
	MovedFrom:  object.From("microsoft365_graph_beta_device_and_app_management_android_managed_app_protection", "microsoft365wp_android_managed_app_protection"),
}

func androidProtection() []object.Attribute {
	return []object.Attribute{
		{Name: "encryptAppData", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether the apps encrypt the organization's data."},
		{Name: "disableAppEncryptionIfDeviceEncryptionIsEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the apps leave that to a device that encrypts its storage."},
		{Name: "screenCaptureBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether nobody can take pictures of the screen or use Google Assistant."},
		{Name: "biometricAuthenticationBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a face or an iris does not open the apps in place of the PIN."},
		{Name: "fingerprintAndBiometricEnabled", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether a finger, a face or an iris opens the apps in place of the PIN."},
		{Name: "requireClass3Biometrics", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether that must be of Android's class 3."},
		{Name: "requirePinAfterBiometricChange", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the PIN is asked for after somebody has added a finger or a face."},
		{Name: "keyboardsRestricted", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether only the `approved_keyboards` can be used."},
		{Name: "approvedKeyboards", Mode: object.Default([]any{}), Type: pairs("Gboard"), Doc: "Keyboards that can be used: the package is the name, and what people read is the value."},
		{Name: "connectToVpnOnLaunch", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the apps connect to Microsoft Tunnel when they are opened."},
		{Name: "customBrowserPackageId", Mode: object.Optional, Type: object.String{}, Doc: "Package of another browser that opens links."},
		{Name: "customBrowserDisplayName", Mode: object.Optional, Type: object.String{}, Doc: "What people read of that browser."},
		{Name: "customDialerAppPackageId", Mode: object.Optional, Type: object.String{}, Doc: "Package of the app that calls, for `customApp`."},
		{Name: "customDialerAppDisplayName", Mode: object.Optional, Type: object.String{}, Doc: "What people read of that app."},
		{Name: "messagingRedirectAppPackageId", Mode: object.Optional, Type: object.String{}, Doc: "Package of the app that writes messages, for `specificApps`."},
		{Name: "messagingRedirectAppDisplayName", Mode: object.Optional, Type: object.String{}, Doc: "What people read of that app."},
		{Name: "exemptedAppPackages", Mode: object.Server, Type: pairs("com.example.printing"), Doc: "Packages of apps that get data whatever the policy says. Intune has an entry of its own, with the name `Default`."},
	}
}

// patchLevel is the day of an Android security patch. Intune writes zeros for none.
var patchLevel = object.String{Pattern: `^\d{4}-\d{2}-\d{2}$`, PatternDoc: `must be a day such as "2026-10-01"`, Sample: "2026-10-01"}

// androidDeviceChecks are about the device that the apps are on.
func androidDeviceChecks() []object.Attribute {
	const noLevel = "0000-00-00"
	return append([]object.Attribute{
		{Name: "minimumWarningPatchVersion", Mode: object.Default(noLevel), Type: patchLevel, Doc: "Security patch of Android, by its day, below which people are warned. `0000-00-00` is none."},
		{Name: "minimumRequiredPatchVersion", Mode: object.Default(noLevel), Type: patchLevel, Doc: "Security patch of Android below which people are kept out."},
		{Name: "minimumWipePatchVersion", Mode: object.Default(noLevel), Type: patchLevel, Doc: "Security patch of Android below which the organization's data is removed."},
		{Name: "warnAfterCompanyPortalUpdateDeferralInDays", Mode: object.Default(0), Type: object.Int{Min: 0, Max: 365}, Doc: "Age in days of the Company Portal after which people are warned; 0 is never."},
		{Name: "blockAfterCompanyPortalUpdateDeferralInDays", Mode: object.Default(0), Type: object.Int{Min: 0, Max: 365}, Doc: "Age in days of the Company Portal after which people are kept out; 0 is never."},
		{Name: "wipeAfterCompanyPortalUpdateDeferralInDays", Mode: object.Default(0), Type: object.Int{Min: 0, Max: 365}, Doc: "Age in days of the Company Portal after which the organization's data is removed; 0 is never."},
		{Name: "deviceLockRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device must have a lock."},
		{Name: "appActionIfDeviceLockNotSet", Mode: object.Default("block"), Type: appAction, Doc: "What happens on a device without a lock."},
		{Name: "appActionIfDevicePasscodeComplexityLessThanLow", Mode: object.Optional, Type: appAction, Doc: "What happens where the password of the device is of less than low complexity."},
		{Name: "appActionIfDevicePasscodeComplexityLessThanMedium", Mode: object.Optional, Type: appAction, Doc: "What happens where it is of less than medium complexity."},
		{Name: "appActionIfDevicePasscodeComplexityLessThanHigh", Mode: object.Optional, Type: appAction, Doc: "What happens where it is of less than high complexity."},
		{Name: "requiredAndroidSafetyNetDeviceAttestationType", Mode: object.Default("none"), Type: object.String{Enum: []string{"none", "basicIntegrity", "basicIntegrityAndDeviceCertification"}, Closed: true}, Doc: "Which check of Google Play Integrity the device must pass."},
		{Name: "requiredAndroidSafetyNetEvaluationType", Mode: object.Default("basic"), Type: evaluationType, Doc: "How Google Play Integrity examines the device: by its software, or by its hardware too."},
		{Name: "appActionIfAndroidSafetyNetDeviceAttestationFailed", Mode: object.Default("block"), Type: appAction, Doc: "What happens where the check fails."},
		{Name: "requiredAndroidSafetyNetAppsVerificationType", Mode: object.Default("none"), Type: object.String{Enum: []string{"none", "enabled"}, Closed: true}, Doc: "Whether Google Play Protect must examine the apps of the device."},
		{Name: "appActionIfAndroidSafetyNetAppsVerificationFailed", Mode: object.Default("block"), Type: appAction, Doc: "What happens where it does not."},
		{Name: "appActionIfSamsungKnoxAttestationRequired", Mode: object.Optional, Type: appAction, Doc: "What happens where Samsung Knox does not vouch for the device."},
		{Name: "allowedAndroidDeviceManufacturers", Mode: object.Optional, Type: object.String{}, Doc: "Makers of devices that may be used, with a semicolon between two. All by default."},
		{Name: "appActionIfAndroidDeviceManufacturerNotAllowed", Mode: object.Default("block"), Type: appAction, Doc: "What happens on a device of another maker."},
		{Name: "allowedAndroidDeviceModels", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Models of devices that may be used. All by default."},
		{Name: "appActionIfAndroidDeviceModelNotAllowed", Mode: object.Default("block"), Type: appAction, Doc: "What happens on another model."},
	}, appVersions("the Company Portal", "minimumWarningCompanyPortalVersion", "minimumRequiredCompanyPortalVersion", "minimumWipeCompanyPortalVersion")...)
}

// WindowsAppProtectionPolicy protects the organization's data in Microsoft Edge on
// Windows devices that Intune does not manage.
var WindowsAppProtectionPolicy = object.Definition{
	Name:      "windows_app_protection_policy",
	Doc:       "How the organization's data is protected in Microsoft Edge on Windows devices that Intune does not manage.",
	Reference: "resources/intune-mam-windowsmanagedappprotection",
	// v1.0 has no such policies.
	Place:  appProtections("windowsManagedAppProtections", "microsoft.graph.windowsManagedAppProtection"),
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  intune,
	Attributes: appPolicy(slices.Concat([]object.Attribute{
		appsOf(windowsApp),
		{Name: "allowedInboundDataTransferSources", Mode: object.Default("allApps"), Type: windowsTransfer, Doc: "Where the apps take data from."},
		{Name: "allowedOutboundDataTransferDestinations", Mode: object.Default("allApps"), Type: windowsTransfer, Doc: "Where the apps give data to."},
		{Name: "allowedOutboundClipboardSharingLevel", Mode: object.Default("anyDestinationAnySource"), Type: object.String{Enum: []string{"anyDestinationAnySource", "none"}}, Doc: "Whether the apps share the clipboard with others."},
		{Name: "printBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether nothing can be printed."},
		{Name: "periodOfflineBeforeAccessCheck", Mode: object.Default("PT12H"), Type: object.Duration{}, Doc: "Time without a connection after which the apps do not open."},
		{Name: "periodOfflineBeforeWipeIsEnforced", Mode: object.Default("P90D"), Type: object.Duration{}, Doc: "Time without a connection after which the organization's data is removed."},
		{Name: "maximumAllowedDeviceThreatLevel", Mode: object.Default("notConfigured"), Type: deviceThreatLevel, Doc: "Highest risk by the mobile threat defence at which the apps open."},
		{Name: "mobileThreatDefenseRemediationAction", Mode: object.Default("block"), Type: appAction, Doc: "What happens where the risk is higher."},
		{Name: "appActionIfUnableToAuthenticateUser", Mode: object.Optional, Type: appAction, Doc: "What happens where the person's account is disabled."},
	},
		appVersions("the system", "minimumWarningOsVersion", "minimumRequiredOsVersion", "minimumWipeOsVersion", "maximumWarningOsVersion", "maximumRequiredOsVersion", "maximumWipeOsVersion"),
		appVersions("the app", "minimumWarningAppVersion", "minimumRequiredAppVersion", "minimumWipeAppVersion"),
		appVersions("Intune's part of the app (SDK)", "minimumRequiredSdkVersion", "minimumWipeSdkVersion"))),
	MovedFrom: object.From("microsoft365_graph_beta_device_and_app_management_windows_managed_app_protection"),
}

var windowsTransfer = object.String{Enum: []string{"allApps", "none"}, Closed: true}
