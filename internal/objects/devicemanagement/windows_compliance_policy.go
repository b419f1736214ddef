// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// WindowsCompliancePolicy says when a Windows device counts as compliant.
var WindowsCompliancePolicy = object.Definition{
	Name:      "windows_compliance_policy",
	Doc:       "When a Windows device counts as compliant, and what happens when it does not.",
	Reference: "resources/intune-deviceconfig-windows10compliancepolicy",
	Place:     compliancePolicies("microsoft.graph.windows10CompliancePolicy"),
	LookUp:    object.LookUp{Key: "displayName", PageSize: 1000},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: compliancePolicy([]object.Attribute{
		{Name: "bitLockerEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether BitLocker must be on."},
		{Name: "secureBootEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether Secure Boot must be on."},
		{Name: "codeIntegrityEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether code integrity must be on."},
		{Name: "earlyLaunchAntiMalwareDriverEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the early-launch anti-malware driver must be on."},
		{Name: "requireHealthyDeviceReport", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device must prove its health."},
		{Name: "storageRequireEncryption", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the storage must be encrypted."},
		{Name: "tpmRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device must have a TPM."},
		{Name: "activeFirewallRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the firewall must be on."},
		{Name: "antivirusRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a virus scanner must be registered and on."},
		{Name: "antiSpywareRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether protection against spyware must be registered and on."},
		{Name: "defenderEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether Microsoft Defender must be on."},
		{Name: "defenderVersion", Mode: object.Optional, Type: version, Doc: "Lowest version of Microsoft Defender."},
		{Name: "signatureOutOfDate", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the signatures of Microsoft Defender must be up to date."},
		{Name: "rtpEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether real-time protection must be on."},
		{Name: "deviceThreatProtectionEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the risk that Defender for Endpoint finds counts."},
		{Name: "deviceThreatProtectionRequiredSecurityLevel", Mode: object.Default("unavailable"), Type: threatLevel, Doc: "Highest risk that is still compliant."},
		{Name: "configurationManagerComplianceRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether Configuration Manager must find the device compliant."},
		{Name: "memoryIntegrityEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether memory integrity must be on."},
		{Name: "kernelDmaProtectionEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the kernel must be protected from direct memory access."},
		{Name: "virtualizationBasedSecurityEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether virtualization-based security must be on."},
		{Name: "firmwareProtectionEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the firmware must be protected."},
		{Name: "validOperatingSystemBuildRanges", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "description", Mode: object.Optional, Type: object.String{}, Doc: "What the range is."},
			{Name: "lowestVersion", Mode: object.Required, Type: version, Doc: "First build of the range."},
			{Name: "highestVersion", Mode: object.Required, Type: version, Doc: "Last build of the range."},
		}}}, Doc: "Builds of Windows that are compliant. All by default."},
		{Name: "wslDistributions", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "distribution", Mode: object.Required, Type: object.String{Sample: "Ubuntu"}, Doc: "Name of the distribution: `Ubuntu`."},
			{Name: "minimumOSVersion", Mode: object.Optional, Type: version, Doc: "Lowest version of the distribution."},
			{Name: "maximumOSVersion", Mode: object.Optional, Type: version, Doc: "Highest version of the distribution."},
		}}}, Doc: "Distributions of the Windows Subsystem for Linux that are compliant. All by default."},
		{Name: "deviceCompliancePolicyScript", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "deviceComplianceScriptId", Mode: object.Required, Type: object.Reference{To: "windows compliance script"}, Doc: "Id of the script that examines the device."},
			{Name: "rulesContent", Mode: object.Required, Type: object.Base64{}, Doc: "Rules about what the script finds, JSON in base64."},
		}}, Doc: "Rules of one's own, by a script."},
		{Name: "osMinimumVersion", Mode: object.Optional, Type: version, Doc: "Lowest version of Windows, such as `10.0.22621.1`."},
		{Name: "osMaximumVersion", Mode: object.Optional, Type: version, Doc: "Highest version of Windows."},
		{Name: "mobileOsMinimumVersion", Mode: object.Optional, Type: version, Doc: "Lowest version of Windows on phones."},
		{Name: "mobileOsMaximumVersion", Mode: object.Optional, Type: version, Doc: "Highest version of Windows on phones."},
		{Name: "passwordRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a password must unlock the device."},
		{Name: "passwordRequiredType", Mode: object.Default("deviceDefault"), Type: object.String{Enum: []string{"deviceDefault", "alphanumeric", "numeric"}, Closed: true}, Doc: "What the password must be made of."},
		{Name: "passwordBlockSimple", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether simple passwords are refused."},
		{Name: "passwordRequiredToUnlockFromIdle", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the password is asked for when the device wakes up."},
		{Name: "passwordMinimumLength", Mode: object.Optional, Type: object.Int{Max: 16}, Doc: "Least number of characters of the password."},
		{Name: "passwordMinimumCharacterSetCount", Mode: object.Optional, Type: object.Int{Max: 4}, Doc: "Least number of kinds of characters in the password."},
		{Name: "passwordExpirationDays", Mode: object.Optional, Type: object.Int{Max: 730}, Doc: "Days until the password must be changed; 0 is never."},
		{Name: "passwordMinutesOfInactivityBeforeLock", Mode: object.Optional, Type: object.Int{Max: 999}, Doc: "Minutes until an idle device is locked."},
		{Name: "passwordPreviousPasswordBlockCount", Mode: object.Optional, Type: object.Int{Max: 50}, Doc: "Number of earlier passwords that cannot be used again."},
	}),
	Upgrades:  []object.Upgrade{withoutRuleName},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_device_compliance_policy", "microsoft365wp_device_compliance_policy"),
}

// withoutRuleName takes the rule's name out of a state: Graph takes one and returns
// none.
func withoutRuleName(state map[string]any) {
	rules, _ := state["scheduled_actions_for_rule"].([]any)
	for _, rule := range rules {
		if rule, ok := rule.(map[string]any); ok {
			delete(rule, "rule_name")
		}
	}
}
