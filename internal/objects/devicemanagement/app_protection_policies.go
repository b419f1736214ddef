// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import (
	"fmt"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// appProtections is where the policies of one platform are. v1.0 lacks scope tags and
// half of the settings.
func appProtections(path, policy string) object.Collection {
	return object.Collection{API: object.Beta, Path: "/deviceAppManagement/" + path, Type: policy}
}

// appPolicy are the attributes of a policy about apps: its own, and what all kinds have.
func appPolicy(own []object.Attribute) []object.Attribute {
	all := []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the policy is for."},
	}
	return append(append(all, own...),
		roleScopeTagIDs,
		assignments(""),
		object.Attribute{Name: "isAssigned", Mode: object.ReadOnly, Type: object.Bool{}, Volatile: true, Doc: "Whether the policy is for anybody."},
		object.Attribute{Name: "deployedAppCount", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Number of apps that the policy is about."},
		object.Attribute{Name: "version", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Version of the policy, which Intune makes."},
		object.Attribute{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the policy was created."},
		object.Attribute{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the policy was last changed."},
	)
}

// targetedApps are the apps that a policy is about. Intune fills them in for a group of
// apps, so that they are left alone where nothing is configured.
func targetedApps(identifier object.Type) []object.Attribute {
	return []object.Attribute{
		{Name: "appGroupType", Mode: object.Default("selectedPublicApps"), Type: object.String{Enum: []string{"selectedPublicApps", "allCoreMicrosoftApps", "allMicrosoftApps", "allApps"}, Closed: true}, Doc: "Whether the policy is about the `apps` listed here, or about a group of apps that Microsoft keeps."},
		appsOf(identifier),
	}
}

func appsOf(identifier object.Type) object.Attribute {
	return object.Attribute{Name: "apps", Mode: object.Server, Seen: object.Expanded, Action: &object.Action{Name: "targetApps"}, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
		{Name: "mobileAppIdentifier", Mode: object.Required, Type: identifier, Doc: "The app, by its name in the store."},
	}}}, Doc: "Apps that the policy is about. Left out, they are not touched."}
}

// Names of apps, by platform.
var (
	iosApp     = object.Object{Kind: "microsoft.graph.iosMobileAppIdentifier", Attributes: []object.Attribute{{Name: "bundleId", Mode: object.Required, Type: object.String{}, Doc: "Apple's name of the app, such as `com.microsoft.Office.Outlook`."}}}
	androidApp = object.Object{Kind: "microsoft.graph.androidMobileAppIdentifier", Attributes: []object.Attribute{{Name: "packageId", Mode: object.Required, Type: object.String{}, Doc: "Google's name of the app, such as `com.microsoft.office.outlook`."}}}
	windowsApp = object.Object{Kind: "microsoft.graph.windowsAppIdentifier", Attributes: []object.Attribute{{Name: "windowsAppId", Mode: object.Required, Type: object.String{}, Doc: "Microsoft's name of the app, such as `com.microsoft.edge`."}}}
)

// appAction is what an app does when something is not as a policy wants it.
var appAction = object.String{Enum: []string{"block", "wipe", "warn", "blockWhenSettingIsSupported"}, Closed: true}

// appVersions are bounds of versions: below, or above, one a person is warned, kept
// out, or loses the data.
func appVersions(what string, names ...string) []object.Attribute {
	all := make([]object.Attribute, len(names))
	for i, name := range names {
		side, effect := "Below", "the organization's data is removed"
		if strings.HasPrefix(name, "maximum") {
			side = "Above"
		}
		switch {
		case strings.Contains(name, "Warning"):
			effect = "people are warned"
		case strings.Contains(name, "Required"):
			effect = "people are kept out"
		}
		all[i] = object.Attribute{Name: name, Mode: object.Optional, Type: object.String{}, Doc: fmt.Sprintf("%s this version of %s %s.", side, what, effect)}
	}
	return all
}

// mobileProtection are the settings that iOS and Android have alike.
func mobileProtection() []object.Attribute {
	return slices.Concat([]object.Attribute{
		{Name: "targetedAppManagementLevels", Mode: object.Default("unspecified"), Type: object.Flags{Enum: []string{"unspecified", "unmanaged", "mdm", "androidEnterprise", "androidEnterpriseDedicatedDevicesWithAzureAdSharedMode", "androidOpenSourceProjectUserAssociated", "androidOpenSourceProjectUserless"}}, Doc: "Which devices the policy is for, by how they are managed. `unspecified` is all."},
		{Name: "allowedInboundDataTransferSources", Mode: object.Default("allApps"), Type: transferLevel, Doc: "Which apps the apps take data from."},
		{Name: "allowedOutboundDataTransferDestinations", Mode: object.Default("allApps"), Type: transferLevel, Doc: "Which apps the apps give data to."},
		{Name: "allowedOutboundClipboardSharingLevel", Mode: object.Default("allApps"), Type: object.String{Enum: []string{"allApps", "managedAppsWithPasteIn", "managedApps", "blocked"}, Closed: true}, Doc: "With which apps the apps share the clipboard."},
		{Name: "allowedOutboundClipboardSharingExceptionLength", Mode: object.Default(0), Type: object.Int{Min: 0, Max: 65535}, Doc: "Number of characters that can be cut or copied to any app all the same."},
		{Name: "organizationalCredentialsRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people sign in with their work account to use the apps."},
		{Name: "dataBackupBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the organization's data stays out of the device's backups."},
		{Name: "deviceComplianceRequired", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether a jailbroken or rooted device is kept out."},
		{Name: "managedBrowserToOpenLinksRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether links open in a browser that the policy governs."},
		{Name: "managedBrowser", Mode: object.Default("notConfigured"), Type: object.Flags{Enum: []string{"notConfigured", "microsoftEdge"}, Closed: true}, Doc: "Browser that opens links."},
		{Name: "saveAsBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether copies can be saved only where `allowed_data_storage_locations` says."},
		{Name: "allowedDataStorageLocations", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Enum: []string{"oneDriveForBusiness", "sharePoint", "box", "localStorage", "photoLibrary", "iManage", "egnyte"}}}, Doc: "Where copies can be saved, although `save_as_blocked` is on."},
		{Name: "blockDataIngestionIntoOrganizationDocuments", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether documents can be opened only from where `allowed_data_ingestion_locations` says."},
		{Name: "allowedDataIngestionLocations", Mode: object.Server, Type: object.Set{Of: object.String{Enum: []string{"oneDriveForBusiness", "sharePoint", "camera", "photoLibrary"}, Closed: true}}, Doc: "Where documents can be opened from."},
		{Name: "contactSyncBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether contacts stay out of the device's address book."},
		{Name: "printBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether nothing can be printed."},
		{Name: "notificationRestriction", Mode: object.Default("allow"), Type: object.String{Enum: []string{"allow", "blockOrganizationalData", "block"}, Closed: true}, Doc: "What of the organization's data notifications show."},
		{Name: "dialerRestrictionLevel", Mode: object.Default("allApps"), Type: object.String{Enum: []string{"allApps", "managedApps", "customApp", "blocked"}, Closed: true}, Doc: "Which app calls a telephone number."},
		{Name: "protectedMessagingRedirectAppType", Mode: object.Default("anyApp"), Type: object.String{Enum: []string{"anyApp", "anyManagedApp", "specificApps", "blocked"}, Closed: true}, Doc: "Which app writes a message to a telephone number."},
		{Name: "pinRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a PIN opens the apps."},
		{Name: "pinCharacterSet", Mode: object.Default("numeric"), Type: object.String{Enum: []string{"numeric", "alphanumericAndSymbol"}, Closed: true}, Doc: "What the PIN is made of."},
		{Name: "minimumPinLength", Mode: object.Default(4), Type: object.Int{Max: 16}, Doc: "Least number of characters of the PIN. Devices take 4 or more, and 0 stands where no PIN is asked for."},
		{Name: "simplePinBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a PIN such as 1234 or 1111 is refused."},
		{Name: "maximumPinRetries", Mode: object.Default(5), Type: object.Int{Max: 65535}, Doc: "Number of wrong PINs after which `app_action_if_maximum_pin_retries_exceeded` happens."},
		{Name: "previousPinBlockCount", Mode: object.Default(0), Type: object.Int{Min: 0, Max: 24}, Doc: "Number of earlier PINs that cannot be used again."},
		{Name: "periodBeforePinReset", Mode: object.Default("PT0S"), Type: object.Duration{}, Doc: "Time until the PIN must be changed, such as `P90D`; `PT0S` is never."},
		{Name: "fingerprintBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a finger does not open the apps in place of the PIN."},
		{Name: "pinRequiredInsteadOfBiometricTimeout", Mode: object.Optional, Type: object.Duration{}, Doc: "Time of no use after which the PIN is asked for instead of a finger or a face."},
		{Name: "disableAppPinIfDevicePinIsSet", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a PIN of the device that is managed takes the place of the apps' own."},
		{Name: "periodOfflineBeforeAccessCheck", Mode: object.Default("PT12H"), Type: object.Duration{}, Doc: "Time without a connection after which the apps do not open."},
		{Name: "periodOnlineBeforeAccessCheck", Mode: object.Default("PT30M"), Type: object.Duration{}, Doc: "Time with a connection after which access is checked again."},
		{Name: "periodOfflineBeforeWipeIsEnforced", Mode: object.Default("P90D"), Type: object.Duration{}, Doc: "Time without a connection after which the organization's data is removed."},
		{Name: "gracePeriodToBlockAppsDuringOffClockHours", Mode: object.Optional, Type: object.Duration{}, Doc: "Time after the end of somebody's working hours until the apps are closed."},
		{Name: "maximumAllowedDeviceThreatLevel", Mode: object.Default("notConfigured"), Type: deviceThreatLevel, Doc: "Highest risk by the mobile threat defence at which the apps open."},
		{Name: "mobileThreatDefenseRemediationAction", Mode: object.Default("block"), Type: appAction, Doc: "What happens where the risk is higher."},
		{Name: "mobileThreatDefensePartnerPriority", Mode: object.Optional, Type: object.String{Enum: []string{"defenderOverThirdPartyPartner", "thirdPartyPartnerOverDefender"}}, Doc: "Whose word counts where Microsoft Defender and another product judge the risk."},
		{Name: "appActionIfDeviceComplianceRequired", Mode: object.Default("block"), Type: appAction, Doc: "What happens on a jailbroken or rooted device."},
		{Name: "appActionIfMaximumPinRetriesExceeded", Mode: object.Default("block"), Type: appAction, Doc: "What happens after too many wrong PINs."},
		{Name: "appActionIfUnableToAuthenticateUser", Mode: object.Optional, Type: appAction, Doc: "What happens where the person's account is disabled."},
		{Name: "appActionIfAccountIsClockedOut", Mode: object.Optional, Type: appAction, Doc: "What happens outside of the person's working hours."},
	},
		appVersions("the system", "minimumWarningOsVersion", "minimumRequiredOsVersion", "minimumWipeOsVersion", "maximumWarningOsVersion", "maximumRequiredOsVersion", "maximumWipeOsVersion"),
		appVersions("the app", "minimumWarningAppVersion", "minimumRequiredAppVersion", "minimumWipeAppVersion"))
}

var (
	transferLevel     = object.String{Enum: []string{"allApps", "managedApps", "none"}, Closed: true}
	deviceThreatLevel = object.String{Enum: []string{"notConfigured", "secured", "low", "medium", "high"}, Closed: true}
)

// pairs are names with values.
func pairs(sample string) object.Set {
	return object.Set{Of: object.Object{Attributes: []object.Attribute{
		{Name: "name", Mode: object.Required, Type: object.String{}, Doc: "The name."},
		{Name: "value", Mode: object.Required, Type: object.String{Empty: true, Sample: sample}, Doc: "The value."},
	}}}
}

// IOSAppProtectionPolicy protects the organization's data in apps for iPhones and iPads.
var IOSAppProtectionPolicy = object.Definition{
	Name:       "ios_app_protection_policy",
	Doc:        "How the organization's data is protected in apps for iPhones and iPads, whether Intune manages the devices or not.",
	Reference:  "resources/intune-mam-iosmanagedappprotection",
	Place:      appProtections("iosManagedAppProtections", "microsoft.graph.iosManagedAppProtection"),
	LookUp:     object.LookUp{Key: "displayName"},
	Life:       &object.Life{},
	Needs:      intune,
	Attributes: appPolicy(slices.Concat(targetedApps(iosApp), mobileProtection(), iosProtection())),
	MovedFrom:  object.From("microsoft365wp_ios_managed_app_protection"),
}

func iosProtection() []object.Attribute {
	return append([]object.Attribute{
		{Name: "appDataEncryptionType", Mode: object.Default("whenDeviceLocked"), Type: object.String{Enum: []string{"useDeviceSettings", "afterDeviceRestart", "whenDeviceLockedExceptOpenFiles", "whenDeviceLocked"}, Closed: true}, Doc: "When the organization's data is encrypted."},
		{Name: "faceIdBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a face does not open the apps in place of the PIN."},
		{Name: "thirdPartyKeyboardsBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether only Apple's keyboards can be used."},
		{Name: "allowWidgetContentSync", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether widgets show the organization's data."},
		{Name: "filterOpenInToOnlyManagedApps", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the choice of apps for a document shows only those that the policy governs."},
		{Name: "disableProtectionOfManagedOutboundOpenInData", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether documents that iOS itself governs leave the apps without encryption."},
		{Name: "protectInboundDataFromUnknownSources", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether documents of unknown origin count as the organization's."},
		{Name: "customBrowserProtocol", Mode: object.Optional, Type: object.String{}, Doc: "Scheme of the address by which another browser opens links."},
		{Name: "customDialerAppProtocol", Mode: object.Optional, Type: object.String{}, Doc: "Scheme of the address by which an app calls, for `customApp`."},
		{Name: "messagingRedirectAppUrlScheme", Mode: object.Optional, Type: object.String{}, Doc: "Scheme of the address by which an app writes a message, for `specificApps`."},
		{Name: "managedUniversalLinks", Mode: object.Server, Type: object.Set{Of: object.String{}}, Doc: "Addresses that open in an app that the policy governs. Intune has a list of its own."},
		{Name: "exemptedUniversalLinks", Mode: object.Server, Type: object.Set{Of: object.String{}}, Doc: "Addresses that open in any app. Intune has a list of its own."},
		{Name: "exemptedAppProtocols", Mode: object.Server, Type: pairs("tel;sms"), Doc: "Schemes of addresses that are opened whatever the policy says. Intune has a list of its own, with the name `Default`."},
		{Name: "allowedIosDeviceModels", Mode: object.Optional, Type: object.String{}, Doc: "Models of devices that may be used, with a semicolon between two. All by default."},
		{Name: "appActionIfIosDeviceModelNotAllowed", Mode: object.Default("block"), Type: appAction, Doc: "What happens on another model."},
		{Name: "genmojiConfigurationState", Mode: object.Optional, Type: blockedState, Doc: "Whether people can make emojis of their own with Apple Intelligence."},
		{Name: "screenCaptureConfigurationState", Mode: object.Optional, Type: blockedState, Doc: "Whether people can take pictures of the screen."},
		{Name: "writingToolsConfigurationState", Mode: object.Optional, Type: blockedState, Doc: "Whether people can use the writing tools of Apple Intelligence."},
	}, appVersions("Intune's part of the app (SDK)", "minimumWarningSdkVersion", "minimumRequiredSdkVersion", "minimumWipeSdkVersion")...)
}

var blockedState = object.String{Enum: []string{"notBlocked", "blocked"}}
