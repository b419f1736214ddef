// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// ManagedDevice is a device that is enrolled in Intune. Devices enroll themselves, and
// what they are told to do are orders.
var ManagedDevice = object.Definition{
	Name:      "managed_device",
	Doc:       "A device that is enrolled in Intune. A device enrolls itself, so that it can be read only; what it can be told to do, such as to restart, are actions.",
	Reference: "resources/intune-devices-manageddevice",
	// v1.0 lacks scope tags, the join type and the kind of the device.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/managedDevices", Type: "microsoft.graph.managedDevice"},
	LookUp: object.LookUp{Key: "deviceName", PageSize: 1000, Filterable: []string{"serialNumber", "userId", "azureADDeviceId", "operatingSystem", "complianceState"}},
	Needs:  intune,
	Attributes: []object.Attribute{
		{Name: "deviceName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name that the device has told."},
		{Name: "managedDeviceName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name that Intune has given the device, which can be changed."},
		{Name: "serialNumber", Mode: object.ReadOnly, Type: object.String{}, Doc: "Serial number."},
		{Name: "manufacturer", Mode: object.ReadOnly, Type: object.String{}, Doc: "Who has made the device."},
		{Name: "model", Mode: object.ReadOnly, Type: object.String{}, Doc: "Model."},
		{Name: "operatingSystem", Mode: object.ReadOnly, Type: object.String{}, Doc: "Operating system, such as `Windows` or `iOS`."},
		{Name: "osVersion", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Version of the operating system."},
		{Name: "deviceType", Mode: object.ReadOnly, Type: object.String{Enum: []string{"desktop", "windowsRT", "winMO6", "nokia", "windowsPhone", "mac", "winCE", "winEmbedded", "iPhone", "iPad", "iPod", "android", "iSocConsumer", "unix", "macMDM", "holoLens", "surfaceHub", "androidForWork", "androidEnterprise", "windows10x", "androidnGMS", "chromeOS", "linux", "visionOS", "tvOS", "blackberry", "palm", "unknown", "cloudPC"}}, Doc: "Kind of device."},
		{Name: "chassisType", Mode: object.ReadOnly, Type: object.String{Enum: []string{"unknown", "desktop", "laptop", "worksWorkstation", "enterpriseServer", "phone", "tablet", "mobileOther", "mobileUnknown"}}, Doc: "Form of the device."},
		{Name: "managedDeviceOwnerType", Mode: object.ReadOnly, Type: object.String{Enum: []string{"unknown", "company", "personal"}}, Doc: "Whether the device is the organization's or somebody's own."},
		{Name: "azureADDeviceId", Mode: object.ReadOnly, Type: object.Reference{To: "device"}, Doc: "Device id in Microsoft Entra ID: the `device_id` of the device there, not its object id."},
		{Name: "azureADRegistered", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the device is registered in Microsoft Entra ID."},
		{Name: "joinType", Mode: object.ReadOnly, Type: object.String{Enum: []string{"unknown", "azureADJoined", "azureADRegistered", "hybridAzureADJoined"}}, Doc: "How the device belongs to the directory."},
		{Name: "userId", Mode: object.ReadOnly, Type: object.Reference{To: "user"}, Doc: "Object id of the device's primary user."},
		{Name: "userPrincipalName", Mode: object.ReadOnly, Type: object.String{}, Doc: "User principal name of the primary user."},
		{Name: "userDisplayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the primary user."},
		{Name: "emailAddress", Mode: object.ReadOnly, Type: object.String{}, Doc: "Mail address of the primary user."},
		{Name: "complianceState", Mode: object.ReadOnly, Type: object.String{Enum: []string{"unknown", "compliant", "noncompliant", "conflict", "error", "inGracePeriod", "configManager"}}, Volatile: true, Doc: "Whether the device is compliant."},
		{Name: "complianceGracePeriodExpirationDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the time ends in which the device may become compliant again."},
		{Name: "managementAgent", Mode: object.ReadOnly, Type: object.String{Enum: []string{"eas", "mdm", "easMdm", "intuneClient", "easIntuneClient", "configurationManagerClient", "configurationManagerClientMdm", "configurationManagerClientMdmEas", "unknown", "jamf", "googleCloudDevicePolicyController", "microsoft365ManagedMdm", "msSense", "intuneAosp", "google"}}, Doc: "What manages the device."},
		{Name: "managementState", Mode: object.ReadOnly, Type: object.String{Enum: []string{"managed", "retirePending", "retireFailed", "wipePending", "wipeFailed", "unhealthy", "deletePending", "retireIssued", "wipeIssued", "wipeCanceled", "retireCanceled", "discovered"}}, Volatile: true, Doc: "Whether the device is managed, or about to leave."},
		{Name: "deviceEnrollmentType", Mode: object.ReadOnly, Type: object.String{Enum: []string{"unknown", "userEnrollment", "deviceEnrollmentManager", "appleBulkWithUser", "appleBulkWithoutUser", "windowsAzureADJoin", "windowsBulkUserless", "windowsAutoEnrollment", "windowsBulkAzureDomainJoin", "windowsCoManagement", "windowsAzureADJoinUsingDeviceAuth", "appleUserEnrollment", "appleUserEnrollmentWithServiceAccount", "azureAdJoinUsingAzureVmExtension", "androidEnterpriseDedicatedDevice", "androidEnterpriseFullyManaged", "androidEnterpriseCorporateWorkProfile", "androidAOSPUserOwnedDeviceEnrollment", "androidAOSPUserlessDeviceEnrollment", "appleAccountDrivenUserEnrollment"}}, Doc: "How the device was enrolled."},
		{Name: "deviceRegistrationState", Mode: object.ReadOnly, Type: object.String{Enum: []string{"notRegistered", "registered", "revoked", "keyConflict", "approvalPending", "certificateReset", "notRegisteredPendingEnrollment", "unknown"}}, Doc: "How far the registration is."},
		{Name: "deviceCategoryDisplayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the device's category."},
		{Name: "enrollmentProfileName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the profile by which the device was enrolled."},
		{Name: "autopilotEnrolled", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the device was enrolled by Windows Autopilot."},
		{Name: "isEncrypted", Mode: object.ReadOnly, Type: object.Bool{}, Volatile: true, Doc: "Whether the storage is encrypted."},
		{Name: "isSupervised", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the device is supervised, for those of Apple."},
		{Name: "jailBroken", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Whether the device's protection was broken: `True`, `False` or `Unknown`."},
		{Name: "lostModeState", Mode: object.ReadOnly, Type: object.String{Enum: []string{"disabled", "enabled"}, Closed: true}, Volatile: true, Doc: "Whether the device is in lost mode."},
		{Name: "partnerReportedThreatState", Mode: object.ReadOnly, Type: object.String{Enum: []string{"unknown", "activated", "deactivated", "secured", "lowSeverity", "mediumSeverity", "highSeverity", "unresponsive", "compromised", "misconfigured"}}, Volatile: true, Doc: "What the mobile threat defence has found."},
		{Name: "imei", Mode: object.ReadOnly, Type: object.String{}, Doc: "International mobile equipment identity (IMEI)."},
		{Name: "meid", Mode: object.ReadOnly, Type: object.String{}, Doc: "Mobile equipment identifier (MEID)."},
		{Name: "phoneNumber", Mode: object.ReadOnly, Type: object.String{}, Doc: "Phone number."},
		{Name: "wiFiMacAddress", Rename: "wifi_mac_address", Mode: object.ReadOnly, Type: object.String{}, Doc: "MAC address of the Wi-Fi adapter."},
		{Name: "ethernetMacAddress", Seen: object.Alone, Mode: object.ReadOnly, Type: object.String{}, Doc: "MAC address of the network adapter."},
		{Name: "totalStorageSpaceInBytes", Mode: object.ReadOnly, Type: object.Int{}, Doc: "Size of the storage, in bytes."},
		{Name: "freeStorageSpaceInBytes", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Free storage, in bytes."},
		{Name: "notes", Seen: object.Alone, Mode: object.ReadOnly, Type: object.String{}, Doc: "What administrators have noted."},
		{Name: "roleScopeTagIds", Mode: object.ReadOnly, Type: object.Set{Of: object.String{}}, Doc: "Ids of the scope tags."},
		{Name: "enrolledDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the device was enrolled."},
		{Name: "lastSyncDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the device last spoke to Intune."},
	},
}
