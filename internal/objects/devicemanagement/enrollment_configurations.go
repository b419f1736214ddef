// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// enrollmentConfigurations is where the configurations of all kinds are: each of a type
// of its own. v1.0 lacks scope tags and some of the types.
func enrollmentConfigurations(configuration string) object.Collection {
	return object.Collection{API: object.Beta, Path: "/deviceManagement/deviceEnrollmentConfigurations", Type: configuration, Derived: true}
}

// byName: Microsoft's page shows no $filter for these configurations, of which there
// are few.
var byName = object.LookUp{Key: "displayName", Unfiltered: true}

// enrollmentLife: the configuration of each kind that is for everybody has the priority
// 0. Intune keeps it, and it can be changed.
func enrollmentLife() *object.Life {
	return &object.Life{
		Create: object.Create{Adopt: "displayName"},
		Fixed: []object.Fixed{{
			When: []object.Condition{object.Is("priority", 0)}, Changes: true,
			Because: "Intune makes one configuration of each kind, with the priority 0, for everybody to whom no other one applies, and keeps it. Its name is `All users and all devices`: import it, or take it over with `use_existing`.",
		}},
	}
}

// enrollmentConfiguration are the attributes of a configuration: its own, and what all
// kinds have.
func enrollmentConfiguration(own []object.Attribute) []object.Attribute {
	all := []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the configuration."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the configuration is for."},
		{Name: "priority", Mode: object.Server, Action: &object.Action{Name: "setPriority"}, Removal: object.NeverCleared("Every configuration has its place among those of its kind."), Type: object.Int{}, Doc: "Place among the configurations of the kind: of several that apply to somebody, the one with the lowest number counts. A new one comes last. Intune moves others out of the way, so that the configurations of a kind should have different numbers without gaps."},
	}
	return append(append(all, own...),
		roleScopeTagIDs,
		assignments("enrollmentConfigurationAssignments"),
		object.Attribute{Name: "version", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Version of the configuration, which Intune counts."},
		object.Attribute{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the configuration was created."},
		object.Attribute{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the configuration was last changed."},
	)
}

// EnrollmentStatusPage shows people how far the set-up of their Windows device is.
var EnrollmentStatusPage = object.Definition{
	Name:      "enrollment_status_page",
	Doc:       "What people see, and may do, while apps and policies come to their new Windows device.",
	Reference: "resources/intune-onboarding-windows10enrollmentcompletionpageconfiguration",
	Place:     enrollmentConfigurations("microsoft.graph.windows10EnrollmentCompletionPageConfiguration"),
	LookUp:    byName,
	Life:      enrollmentLife(),
	Needs:     intune,
	Attributes: enrollmentConfiguration([]object.Attribute{
		{Name: "showInstallationProgress", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the page is shown at all."},
		{Name: "installProgressTimeoutInMinutes", Mode: object.Default(60), Type: object.Int{Max: 1440}, Doc: "Minutes after which the installation counts as failed."},
		{Name: "customErrorMessage", Mode: object.Optional, Type: object.String{MaxLength: 10000}, Doc: "What people read when the installation fails or takes too long."},
		{Name: "allowLogCollectionOnInstallFailure", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people can collect logs when the installation fails."},
		{Name: "allowDeviceResetOnInstallFailure", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people can reset the device when the installation fails."},
		{Name: "allowDeviceUseOnInstallFailure", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people can use the device when the installation fails."},
		{Name: "blockDeviceSetupRetryByUser", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people cannot try again when the installation fails."},
		{Name: "allowNonBlockingAppInstallation", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether an app of the selected ones that fails does not keep people waiting."},
		{Name: "selectedMobileAppIds", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "app"}}, Doc: "Ids of the apps that must be installed before the device can be used. Without any, all apps must that the device is to have."},
		{Name: "trackInstallProgressForAutopilotOnly", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the page is for devices of Windows Autopilot only."},
		{Name: "disableUserStatusTrackingAfterFirstUser", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether only the first person who signs in to a device sees the page."},
		{Name: "installQualityUpdates", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether Windows installs quality updates meanwhile."},
	}),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_enrollment_status_page", "microsoft365wp_device_enrollment_configuration"),
}

// DeviceEnrollmentLimit limits the number of devices of a person.
var DeviceEnrollmentLimit = object.Definition{
	Name:      "device_enrollment_limit",
	Doc:       "How many devices a person may enroll in Intune.",
	Reference: "resources/intune-onboarding-deviceenrollmentlimitconfiguration",
	Place:     enrollmentConfigurations("microsoft.graph.deviceEnrollmentLimitConfiguration"),
	LookUp:    byName,
	Life:      enrollmentLife(),
	Needs:     intune,
	Attributes: enrollmentConfiguration([]object.Attribute{
		{Name: "limit", Mode: object.Required, Type: object.Int{Min: 1, Max: 15}, Doc: "Greatest number of devices, between 1 and 15."},
	}),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_device_enrollment_limit_configuration", "microsoft365wp_device_enrollment_configuration"),
}

// DeviceEnrollmentPlatformRestriction says which devices of a platform can be enrolled.
var DeviceEnrollmentPlatformRestriction = object.Definition{
	Name:      "device_enrollment_platform_restriction",
	Doc:       "Which devices of one platform can be enrolled in Intune.",
	Reference: "resources/intune-onboarding-deviceenrollmentplatformrestrictionconfiguration",
	// v1.0 has only the older type, with all platforms in one configuration.
	Place:  enrollmentConfigurations("microsoft.graph.deviceEnrollmentPlatformRestrictionConfiguration"),
	LookUp: byName,
	Life:   enrollmentLife(),
	Needs:  intune,
	Attributes: enrollmentConfiguration([]object.Attribute{
		{Name: "platformType", Mode: object.Required, CreateOnly: true, Type: object.String{Enum: []string{"allPlatforms", "ios", "windows", "windowsPhone", "android", "androidForWork", "mac", "linux"}}, Doc: "The platform. `androidForWork` is personal Android devices with a work profile."},
		{Name: "platformRestriction", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
			{Name: "platformBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether no device of the platform can be enrolled."},
			{Name: "personalDeviceEnrollmentBlocked", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether devices that do not belong to the organization cannot be enrolled."},
			{Name: "osMinimumVersion", Mode: object.Optional, Type: object.String{}, Doc: "Lowest version of the system, such as `10.0.22621`."},
			{Name: "osMaximumVersion", Mode: object.Optional, Type: object.String{}, Doc: "Highest version of the system."},
			{Name: "blockedManufacturers", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Makers whose devices cannot be enrolled, for Android."},
			{Name: "blockedSkus", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{}}, Doc: "Editions of the system that cannot be enrolled."},
		}}, Doc: "What is kept out."},
	}),
	MovedFrom: object.From("microsoft365wp_device_enrollment_configuration"),
}

var usageOfCharacters = object.String{Enum: []string{"allowed", "required", "disallowed"}, Closed: true}

// WindowsHelloForBusinessEnrollment sets Windows Hello up while a device is enrolled.
var WindowsHelloForBusinessEnrollment = object.Definition{
	Name:      "windows_hello_for_business_enrollment",
	Doc:       "Whether and how people set up Windows Hello for Business while their Windows device is enrolled.",
	Reference: "resources/intune-onboarding-deviceenrollmentwindowshelloforbusinessconfiguration",
	Place:     enrollmentConfigurations("microsoft.graph.deviceEnrollmentWindowsHelloForBusinessConfiguration"),
	LookUp:    byName,
	Life:      enrollmentLife(),
	Needs:     intune,
	Attributes: enrollmentConfiguration([]object.Attribute{
		{Name: "state", Mode: object.Default("notConfigured"), Type: enablement, Doc: "Whether people set Windows Hello for Business up. `notConfigured` leaves devices as they are."},
		{Name: "securityDeviceRequired", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether only devices with a Trusted Platform Module (TPM) take part."},
		{Name: "pinMinimumLength", Mode: object.Default(6), Type: object.Int{Min: 4, Max: 127}, Doc: "Least number of characters of the PIN, between 4 and 127."},
		{Name: "pinMaximumLength", Mode: object.Default(127), Type: object.Int{Min: 4, Max: 127}, Doc: "Greatest number of characters of the PIN, between 4 and 127."},
		{Name: "pinUppercaseCharactersUsage", Mode: object.Default("disallowed"), Type: usageOfCharacters, Doc: "Whether the PIN may or must have capital letters."},
		{Name: "pinLowercaseCharactersUsage", Mode: object.Default("disallowed"), Type: usageOfCharacters, Doc: "Whether the PIN may or must have small letters."},
		{Name: "pinSpecialCharactersUsage", Mode: object.Default("disallowed"), Type: usageOfCharacters, Doc: "Whether the PIN may or must have special characters."},
		{Name: "pinExpirationInDays", Mode: object.Default(0), Type: object.Int{Min: 0, Max: 730}, Doc: "Days until the PIN must be changed; 0 is never."},
		{Name: "pinPreviousBlockCount", Mode: object.Default(0), Type: object.Int{Min: 0, Max: 50}, Doc: "Number of earlier PINs that cannot be used again."},
		{Name: "unlockWithBiometricsEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether a face or a finger can unlock the device in place of the PIN."},
		{Name: "enhancedBiometricsState", Mode: object.Default("notConfigured"), Type: enablement, Doc: "Whether the camera must tell a face from a picture of it, on devices that can do so."},
		{Name: "remotePassportEnabled", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether a phone can be used in place of the device's own Windows Hello."},
		{Name: "securityKeyForSignIn", Mode: object.Default("notConfigured"), Type: enablement, Doc: "Whether people can sign in to Windows with a security key."},
		{Name: "enhancedSignInSecurity", Mode: object.Default(0), Type: object.Int{Min: 0, Max: 2}, Doc: "Whether biometric data is kept apart by the hardware: 0 leaves it to the device, 1 turns it on where the device can do so, and 2 turns it off."},
	}),
	MovedFrom: object.From("microsoft365wp_device_enrollment_configuration"),
}
