// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import (
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AndroidWorkProfileCompliancePolicy says when a personal Android device with a work
// profile counts as compliant.
var AndroidWorkProfileCompliancePolicy = object.Definition{
	Name:      "android_work_profile_compliance_policy",
	Doc:       "When a personal Android device with a work profile counts as compliant, and what happens when it does not.",
	Reference: "resources/intune-deviceconfig-androidworkprofilecompliancepolicy",
	Place:     compliancePolicies("microsoft.graph.androidWorkProfileCompliancePolicy"),
	LookUp:    object.LookUp{Key: "displayName", PageSize: 1000},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: compliancePolicy(slices.Concat(threatProtection(), playIntegrity(), []object.Attribute{
		{Name: "securityBlockJailbrokenDevices", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a rooted device is not compliant."},
		{Name: "securityPreventInstallAppsFromUnknownSources", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device must refuse apps from unknown sources."},
		{Name: "securityDisableUsbDebugging", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether debugging over USB must be off."},
		{Name: "securityRequireVerifyApps", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether Google Play Protect must examine apps."},
		{Name: "securityRequireGooglePlayServices", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether Google Play services must be installed and on."},
		{Name: "securityRequireUpToDateSecurityProviders", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the security provider of Google Play services must be up to date."},
		{Name: "securityRequireCompanyPortalAppIntegrity", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the Company Portal must be the app that Microsoft publishes, unchanged."},
		{Name: "securityRequiredAndroidSafetyNetEvaluationType", Mode: object.Default("basic"), Type: evaluationType, Doc: "How Google Play Integrity examines the device: by its software, or by its hardware too."},
		{Name: "storageRequireEncryption", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the storage must be encrypted."},
		{Name: "osMinimumVersion", Mode: object.Optional, Type: object.String{}, Doc: "Lowest version of Android, such as `14`."},
		{Name: "osMaximumVersion", Mode: object.Optional, Type: object.String{}, Doc: "Highest version of Android."},
		{Name: "minAndroidSecurityPatchLevel", Mode: object.Optional, Type: object.String{}, Doc: "Oldest security patch, by its day: `2026-10-01`."},
		{Name: "passwordRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a password must unlock the device."},
		{Name: "passwordRequiredType", Mode: object.Default("deviceDefault"), Type: object.String{Enum: []string{"deviceDefault", "alphabetic", "alphanumeric", "alphanumericWithSymbols", "lowSecurityBiometric", "numeric", "numericComplex", "any"}, Closed: true}, Doc: "What the password must be made of, on Android 11 and older."},
		{Name: "requiredPasswordComplexity", Mode: object.Default("none"), Type: passwordComplexity, Doc: "How complex the password must be, on Android 12 and newer."},
		{Name: "passwordMinimumLength", Mode: object.Optional, Type: object.Int{Min: 4, Max: 16}, Doc: "Least number of characters of the password."},
		{Name: "passwordExpirationDays", Mode: object.Optional, Type: object.Int{Min: 1, Max: 365}, Doc: "Days until the password must be changed."},
		{Name: "passwordMinutesOfInactivityBeforeLock", Mode: object.Optional, Type: object.Int{}, Doc: "Minutes until an idle device is locked."},
		{Name: "passwordPreviousPasswordBlockCount", Mode: object.Optional, Type: object.Int{Min: 1, Max: 24}, Doc: "Number of earlier passwords that cannot be used again."},
		{Name: "passwordSignInFailureCountBeforeFactoryReset", Mode: object.Optional, Type: object.Int{Min: 1, Max: 16}, Doc: "Number of wrong passwords after which the device is wiped."},
		{Name: "workProfileRequirePassword", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a password must unlock the work profile."},
		{Name: "workProfilePasswordRequiredType", Mode: object.Default("deviceDefault"), Type: object.String{Enum: []string{"deviceDefault", "lowSecurityBiometric", "required", "atLeastNumeric", "numericComplex", "atLeastAlphabetic", "atLeastAlphanumeric", "alphanumericWithSymbols"}, Closed: true}, Doc: "What the password of the work profile must be made of, on Android 11 and older."},
		{Name: "workProfileRequiredPasswordComplexity", Mode: object.Default("none"), Type: passwordComplexity, Doc: "How complex the password of the work profile must be, on Android 12 and newer."},
		{Name: "workProfilePasswordMinimumLength", Mode: object.Optional, Type: object.Int{Min: 4, Max: 16}, Doc: "Least number of characters of the work profile's password."},
		{Name: "workProfilePasswordExpirationInDays", Mode: object.Optional, Type: object.Int{Min: 1, Max: 365}, Doc: "Days until the work profile's password must be changed."},
		{Name: "workProfileInactiveBeforeScreenLockInMinutes", Mode: object.Optional, Type: object.Int{}, Doc: "Minutes until an idle work profile is locked."},
		{Name: "workProfilePreviousPasswordBlockCount", Mode: object.Optional, Type: object.Int{Min: 0, Max: 24}, Doc: "Number of earlier passwords of the work profile that cannot be used again."},
	})),
	MovedFrom: object.From("microsoft365wp_device_compliance_policy"),
}
