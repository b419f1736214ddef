// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// IOSCompliancePolicy says when an iPhone or iPad counts as compliant.
var IOSCompliancePolicy = object.Definition{
	Name:      "ios_compliance_policy",
	Doc:       "When an iPhone or iPad counts as compliant, and what happens when it does not.",
	Reference: "resources/intune-deviceconfig-ioscompliancepolicy",
	Place:     compliancePolicies("microsoft.graph.iosCompliancePolicy"),
	LookUp:    object.LookUp{Key: "displayName", PageSize: 1000},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: compliancePolicy(append([]object.Attribute{
		{Name: "securityBlockJailbrokenDevices", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a jailbroken device is not compliant."},
		{Name: "managedEmailProfileRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device must have an e-mail profile that Intune manages."},
		{Name: "restrictedApps", Mode: object.Default([]any{}), Type: object.Set{MaxItems: 100, Of: object.Object{Attributes: []object.Attribute{
			{Name: "name", Mode: object.Required, Type: object.String{}, Doc: "Name of the app."},
			{Name: "publisher", Mode: object.Optional, Type: object.String{}, Doc: "Who publishes the app."},
			{Name: "appStoreUrl", Mode: object.Optional, Type: object.String{}, Doc: "Address of the app in the App Store."},
			{Name: "appId", Mode: object.Optional, Type: object.String{}, Doc: "Bundle id of the app, such as `com.contoso.game`."},
		}}}, Doc: "Apps that must not be installed. At most 100."},
		{Name: "osMinimumVersion", Mode: object.Optional, Type: appleVersion, Doc: "Lowest version of iOS or iPadOS, such as `18.1`."},
		{Name: "osMaximumVersion", Mode: object.Optional, Type: appleVersion, Doc: "Highest version of iOS or iPadOS."},
		{Name: "osMinimumBuildVersion", Mode: object.Optional, Type: object.String{}, Doc: "Lowest build of iOS or iPadOS, such as `20E772520a`."},
		{Name: "osMaximumBuildVersion", Mode: object.Optional, Type: object.String{}, Doc: "Highest build of iOS or iPadOS."},
		{Name: "passcodeRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a passcode must unlock the device."},
		{Name: "passcodeRequiredType", Mode: object.Default("deviceDefault"), Type: passwordKinds, Doc: "What the passcode must be made of."},
		{Name: "passcodeBlockSimple", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether simple passcodes are refused."},
		{Name: "passcodeMinimumLength", Mode: object.Optional, Type: object.Int{Min: 4, Max: 14}, Doc: "Least number of characters of the passcode."},
		{Name: "passcodeMinimumCharacterSetCount", Mode: object.Optional, Type: object.Int{}, Doc: "Least number of characters in the passcode that are neither letters nor digits."},
		{Name: "passcodeExpirationDays", Mode: object.Optional, Type: object.Int{Min: 1, Max: 65535}, Doc: "Days until the passcode must be changed."},
		{Name: "passcodeMinutesOfInactivityBeforeLock", Mode: object.Optional, Type: object.Int{}, Doc: "Minutes after the screen has gone dark until the passcode is asked for; `0` is at once."},
		{Name: "passcodeMinutesOfInactivityBeforeScreenTimeout", Mode: object.Optional, Type: object.Int{}, Doc: "Minutes until the screen of an idle device goes dark."},
		{Name: "passcodePreviousPasscodeBlockCount", Mode: object.Optional, Type: object.Int{Min: 1, Max: 24}, Doc: "Number of earlier passcodes that cannot be used again."},
	}, threatProtection()...)),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_ios_device_compliance_policy", "microsoft365wp_device_compliance_policy"),
}
