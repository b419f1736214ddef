// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import (
	"slices"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// AndroidDeviceOwnerCompliancePolicy says when an Android device of the organization counts as
// compliant.
var AndroidDeviceOwnerCompliancePolicy = object.Definition{
	Name:      "android_device_owner_compliance_policy",
	Doc:       "When an Android Enterprise device that belongs to the organization counts as compliant, and what happens when it does not.",
	Reference: "resources/intune-deviceconfig-androiddeviceownercompliancepolicy",
	Place:     compliancePolicies("microsoft.graph.androidDeviceOwnerCompliancePolicy"),
	LookUp:    object.LookUp{Key: "displayName", PageSize: 1000},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: compliancePolicy(slices.Concat(threatProtection(), playIntegrity(), []object.Attribute{
		{Name: "securityBlockJailbrokenDevices", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a rooted device is not compliant."},
		{Name: "securityRequireIntuneAppIntegrity", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the Intune app must be the one that Microsoft publishes in Managed Google Play."},
		{Name: "securityRequiredAndroidSafetyNetEvaluationType", Mode: object.Optional, Type: evaluationType, Doc: "How Google Play Integrity examines the device: by its software, or by its hardware too."},
		{Name: "requireNoPendingSystemUpdates", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a device with updates that are not yet installed is not compliant."},
		{Name: "storageRequireEncryption", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the storage must be encrypted."},
		{Name: "osMinimumVersion", Mode: object.Optional, Type: object.String{}, Doc: "Lowest version of Android, such as `14`."},
		{Name: "osMaximumVersion", Mode: object.Optional, Type: object.String{}, Doc: "Highest version of Android."},
		{Name: "minAndroidSecurityPatchLevel", Mode: object.Optional, Type: object.String{}, Doc: "Oldest security patch, by its day: `2026-10-01`."},
		{Name: "passwordRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a password must unlock the device."},
		{Name: "passwordRequiredType", Mode: object.Default("deviceDefault"), Type: androidDeviceOwnerKind, Doc: "What the password must be made of. With `customPassword` the counts of characters hold."},
		{Name: "passwordMinimumLength", Mode: object.Optional, Type: object.Int{Min: 4, Max: 16}, Doc: "Least number of characters of the password."},
		{Name: "passwordMinimumLetterCharacters", Mode: object.Optional, Type: object.Int{Min: 1, Max: 16}, Doc: "Least number of letters in the password."},
		{Name: "passwordMinimumLowerCaseCharacters", Mode: object.Optional, Type: object.Int{Min: 1, Max: 16}, Doc: "Least number of small letters in the password."},
		{Name: "passwordMinimumUpperCaseCharacters", Mode: object.Optional, Type: object.Int{Min: 1, Max: 16}, Doc: "Least number of capital letters in the password."},
		{Name: "passwordMinimumNonLetterCharacters", Mode: object.Optional, Type: object.Int{Min: 1, Max: 16}, Doc: "Least number of characters in the password that are no letters."},
		{Name: "passwordMinimumNumericCharacters", Mode: object.Optional, Type: object.Int{Min: 1, Max: 16}, Doc: "Least number of digits in the password."},
		{Name: "passwordMinimumSymbolCharacters", Mode: object.Optional, Type: object.Int{Min: 1, Max: 16}, Doc: "Least number of symbols in the password."},
		{Name: "passwordExpirationDays", Mode: object.Optional, Type: object.Int{Min: 1, Max: 365}, Doc: "Days until the password must be changed."},
		{Name: "passwordMinutesOfInactivityBeforeLock", Mode: object.Optional, Type: object.Int{}, Doc: "Minutes until an idle device is locked."},
		{Name: "passwordPreviousPasswordCountToBlock", Mode: object.Optional, Type: object.Int{Min: 1, Max: 24}, Doc: "Number of earlier passwords that cannot be used again."},
	})),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_android_device_owner_compliance_policy", "microsoft365wp_device_compliance_policy"),
}
