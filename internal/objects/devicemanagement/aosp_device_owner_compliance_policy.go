// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AOSPDeviceOwnerCompliancePolicy says when a device with Android's open source edition
// counts as compliant.
var AOSPDeviceOwnerCompliancePolicy = object.Definition{
	Name:      "aosp_device_owner_compliance_policy",
	Doc:       "When a device with the open source edition of Android (AOSP), such as a headset, counts as compliant, and what happens when it does not.",
	Reference: "resources/intune-deviceconfig-aospdeviceownercompliancepolicy",
	Place:     compliancePolicies("microsoft.graph.aospDeviceOwnerCompliancePolicy"),
	LookUp:    object.LookUp{Key: "displayName", PageSize: 1000},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: compliancePolicy([]object.Attribute{
		{Name: "securityBlockJailbrokenDevices", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a rooted device is not compliant."},
		{Name: "storageRequireEncryption", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the storage must be encrypted."},
		{Name: "osMinimumVersion", Mode: object.Optional, Type: object.String{}, Doc: "Lowest version of Android, such as `14`."},
		{Name: "osMaximumVersion", Mode: object.Optional, Type: object.String{}, Doc: "Highest version of Android."},
		{Name: "minAndroidSecurityPatchLevel", Mode: object.Optional, Type: object.String{}, Doc: "Oldest security patch, by its day: `2026-10-01`."},
		{Name: "passwordRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a password must unlock the device."},
		{Name: "passwordRequiredType", Mode: object.Default("deviceDefault"), Type: androidDeviceOwnerKind, Doc: "What the password must be made of."},
		{Name: "passwordMinimumLength", Mode: object.Optional, Type: object.Int{Min: 4, Max: 16}, Doc: "Least number of characters of the password."},
		{Name: "passwordMinutesOfInactivityBeforeLock", Mode: object.Optional, Type: object.Int{Min: 1, Max: 8640}, Doc: "Minutes until an idle device is locked."},
	}),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_aosp_device_owner_compliance_policy", "microsoft365wp_device_compliance_policy"),
}
