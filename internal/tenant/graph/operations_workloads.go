// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

// deviceActions are what a device is told to do. It answers at its leisure, so
// that nothing can be read of it but that the order was taken.
var deviceActions = []string{
	"bypassActivationLock", "cleanWindowsDevice", "deleteUserFromSharedAppleDevice", "deprovision", "disable", "disableLostMode", "enableLostMode",
	"initiateDeviceAttestation", "initiateMobileDeviceManagementKeyRecovery", "initiateOnDemandProactiveRemediation", "locateDevice",
	"logoutSharedAppleDeviceActiveUser", "pauseConfigurationRefresh", "playLostModeSound", "rebootNow", "recoverPasscode", "reenable", "remoteLock",
	"removeDeviceFirmwareConfigurationInterfaceManagement", "resetPasscode", "retire", "revokeAppleVppLicenses", "rotateBitLockerKeys", "rotateFileVaultKey",
	"rotateLocalAdminPassword", "sendCustomNotificationToCompanyPortal", "setDeviceName", "shutDown", "syncDevice", "triggerConfigurationManagerAction",
	"updateWindowsDeviceAccount", "windowsDefenderScan", "windowsDefenderUpdateSignatures", "wipe", "allowNextEnrollment", "unassignUserFromDevice",
}

// workloadOperations are those of Entra's policies and governance, of Intune and
// of Teams.
func workloadOperations() map[string]func(*call) (reply, error) {
	all := map[string]func(*call) (reply, error){
		"applyDecisions":          (*call).accept,
		"archive":                 archive(true),
		"assign":                  (*call).assign,
		"assignUserToDevice":      (*call).updateDevice,
		"cancel":                  (*call).cancel,
		"commit":                  (*call).commitFile,
		"createCopy":              (*call).createCopy,
		"createNewVersion":        (*call).createNewVersion,
		"filterByCurrentUser":     (*call).filterByCurrentUser,
		"forceDelete":             (*call).forceDelete,
		"import":                  (*call).importDevices,
		"renewUpload":             (*call).renewUpload,
		"reorder":                 (*call).accept,
		"resetDecisions":          (*call).accept,
		"resetToSystemDefault":    (*call).resetToSystemDefault,
		"scheduleActionsForRules": (*call).replaceActions,
		"sendReminder":            (*call).accept,
		"sendTestMessage":         (*call).accept,
		"setPriority":             (*call).setPriority,
		"stop":                    (*call).accept,
		"targetApps":              (*call).targetApps,
		"unarchive":               archive(false),
		"update":                  (*call).updatePolicySet,
		"updateDefinitionValues":  (*call).updateDefinitionValues,
		"updateDeviceProperties":  (*call).updateDevice,
		"updateRelationships":     (*call).updateRelationships,
		"usage":                   (*call).strengthUsage,
		"validateFilter":          (*call).validateFilter,
	}
	for _, name := range deviceActions {
		all[name] = (*call).accept
	}
	return all
}
