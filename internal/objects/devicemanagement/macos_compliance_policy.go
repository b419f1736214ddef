// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// MacOSCompliancePolicy says when a Mac counts as compliant.
var MacOSCompliancePolicy = object.Definition{
	Name:      "macos_compliance_policy",
	Doc:       "When a Mac counts as compliant, and what happens when it does not.",
	Reference: "resources/intune-deviceconfig-macoscompliancepolicy",
	Place:     compliancePolicies("microsoft.graph.macOSCompliancePolicy"),
	LookUp:    object.LookUp{Key: "displayName", PageSize: 1000},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: compliancePolicy(append([]object.Attribute{
		{Name: "systemIntegrityProtectionEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether System Integrity Protection must be on."},
		{Name: "storageRequireEncryption", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the storage must be encrypted."},
		{Name: "gatekeeperAllowedAppSource", Mode: object.Default("notConfigured"), Type: object.String{Enum: []string{"notConfigured", "macAppStore", "macAppStoreAndIdentifiedDevelopers", "anywhere"}, Closed: true}, Doc: "Where apps may come from, as Gatekeeper enforces it."},
		{Name: "firewallEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the firewall must be on."},
		{Name: "firewallBlockAllIncoming", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the firewall must block all incoming connections but those of basic services."},
		{Name: "firewallEnableStealthMode", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the firewall must leave probes such as ping unanswered."},
		{Name: "osMinimumVersion", Mode: object.Optional, Type: appleVersion, Doc: "Lowest version of macOS, such as `15.1`."},
		{Name: "osMaximumVersion", Mode: object.Optional, Type: appleVersion, Doc: "Highest version of macOS."},
		{Name: "osMinimumBuildVersion", Mode: object.Optional, Type: object.String{}, Doc: "Lowest build of macOS, such as `22E772610a`."},
		{Name: "osMaximumBuildVersion", Mode: object.Optional, Type: object.String{}, Doc: "Highest build of macOS."},
		{Name: "passwordRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a password must unlock the Mac."},
		{Name: "passwordRequiredType", Mode: object.Default("deviceDefault"), Type: passwordKinds, Doc: "What the password must be made of."},
		{Name: "passwordBlockSimple", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether simple passwords are refused."},
		{Name: "passwordMinimumLength", Mode: object.Optional, Type: object.Int{Min: 4, Max: 14}, Doc: "Least number of characters of the password."},
		{Name: "passwordMinimumCharacterSetCount", Mode: object.Optional, Type: object.Int{}, Doc: "Least number of characters in the password that are neither letters nor digits."},
		{Name: "passwordExpirationDays", Mode: object.Optional, Type: object.Int{Min: 1, Max: 65535}, Doc: "Days until the password must be changed."},
		{Name: "passwordMinutesOfInactivityBeforeLock", Mode: object.Optional, Type: object.Int{}, Doc: "Minutes until an idle Mac is locked."},
		{Name: "passwordPreviousPasswordBlockCount", Mode: object.Optional, Type: object.Int{Min: 1, Max: 24}, Doc: "Number of earlier passwords that cannot be used again."},
	}, threatProtection()...)),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_macos_device_compliance_policy", "microsoft365wp_device_compliance_policy"),
}

// appleVersion has one number at least: "18".
var appleVersion = object.String{Pattern: `^\d+(\.\d+){0,2}$`, PatternDoc: `must be a version such as "15.1"`, Sample: "14.7.1"}
