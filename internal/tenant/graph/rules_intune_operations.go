// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

// deviceActions are what a device is told to do. It answers at its leisure, so
// that nothing can be read of it but that the order was taken.
var deviceActions = []string{
	"bypassActivationLock", "cleanWindowsDevice", "deleteUserFromSharedAppleDevice", "deprovision", "disable", "disableLostMode", "enableLostMode",
	"initiateDeviceAttestation", "initiateMobileDeviceManagementKeyRecovery", "initiateOnDemandProactiveRemediation", "locateDevice",
	"logoutSharedAppleDeviceActiveUser", "pauseConfigurationRefresh", "playLostModeSound", "rebootNow", "recoverPasscode", "reenable", "remoteLock",
	"removeDeviceFirmwareConfigurationInterfaceManagement", "resetPasscode", "retire", "revokeAppleVppLicenses", "rotateBitLockerKeys",
	"rotateLocalAdminPassword", "sendCustomNotificationToCompanyPortal", "setDeviceName", "shutDown", "syncDevice", "triggerConfigurationManagerAction",
	"updateWindowsDeviceAccount", "windowsDefenderScan", "windowsDefenderUpdateSignatures", "wipe",
}

// intuneOperations are those of devices, their policies and their apps.
func intuneOperations() operations {
	all := operations{
		"deviceAndAppManagementAssignmentFilter[]": {"validateFilter": (*call).validateFilter},
		"deviceCompliancePolicy":                   {"scheduleActionsForRules": (*call).replaceActions},
		"deviceConfiguration":                      {"getOmaSettingPlainTextValue": (*call).plainSetting},
		"deviceEnrollmentConfiguration":            {"setPriority": (*call).setPriority},
		"deviceManagementCompliancePolicy":         {"setScheduledActions": (*call).replaceActions},
		"deviceManagementConfigurationPolicy":      {"createCopy": (*call).createCopy, "reorder": (*call).accept},
		"groupPolicyConfiguration":                 {"updateDefinitionValues": (*call).updateDefinitionValues},
		"importedWindowsAutopilotDeviceIdentity[]": {"import": (*call).importDevices},
		"managedAppPolicy":                         {"targetApps": (*call).targetApps},
		"managedAppProtection":                     {"targetApps": (*call).targetApps},
		"managedDevice":                            {"getFileVaultKey": (*call).fileVaultKey},
		"managedDevice[]":                          {"moveDevicesToOU": (*call).accept},
		"mobileApp":                                {"updateRelationships": (*call).updateRelationships},
		"mobileAppContentFile":                     {"commit": (*call).commitFile, "renewUpload": (*call).renewUpload},
		"notificationMessageTemplate":              {"sendTestMessage": (*call).accept},
		"policySet":                                {"update": (*call).updatePolicySet},
		"targetedManagedAppConfiguration":          {"targetApps": (*call).targetApps},
		"targetedManagedAppProtection":             {"targetApps": (*call).targetApps},
		"windowsAutopilotDeviceIdentity": {
			"allowNextEnrollment": (*call).accept, "assignUserToDevice": (*call).updateDevice,
			"unassignUserFromDevice": (*call).accept, "updateDeviceProperties": (*call).updateDevice,
		},
	}
	for _, action := range deviceActions {
		all["managedDevice"][action] = (*call).accept
	}
	all["managedDevice"]["rotateFileVaultKey"] = (*call).rotateFileVaultKey
	for _, typ := range assignable {
		if all[typ] == nil {
			all[typ] = map[string]operation{}
		}
		all[typ]["assign"] = (*call).assign
	}
	return all
}

// assignable are the types whose objects are assigned to groups by an action.
var assignable = []string{
	"deviceComplianceScript", "deviceCompliancePolicy", "deviceConfiguration", "deviceCustomAttributeShellScript", "deviceEnrollmentConfiguration",
	"deviceHealthScript", "deviceManagementCompliancePolicy", "deviceManagementConfigurationPolicy", "deviceManagementIntent",
	"deviceManagementResourceAccessProfileBase", "deviceManagementScript", "deviceShellScript", "groupPolicyConfiguration", "hardwareConfiguration",
	"intuneBrandingProfile", "iosLobAppProvisioningConfiguration", "managedDeviceMobileAppConfiguration", "managedEBook", "mobileApp", "roleScopeTag",
	"targetedManagedAppConfiguration", "targetedManagedAppProtection", "windowsAutopilotDeploymentProfile",
	"windowsDefenderApplicationControlSupplementalPolicy", "windowsDriverUpdateProfile", "windowsFeatureUpdateProfile", "windowsInformationProtection",
	"windowsManagedAppProtection", "windowsQualityUpdatePolicy", "windowsQualityUpdateProfile",
}
