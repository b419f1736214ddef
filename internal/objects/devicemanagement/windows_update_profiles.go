// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// WindowsFeatureUpdateProfile keeps Windows devices at one version.
var WindowsFeatureUpdateProfile = object.Definition{
	Name:      "windows_feature_update_profile",
	Doc:       "Which version of Windows devices are updated to, and kept at.",
	Reference: "resources/intune-softwareupdate-windowsfeatureupdateprofile",
	// v1.0 has no such profiles.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/windowsFeatureUpdateProfiles", Type: "microsoft.graph.windowsFeatureUpdateProfile"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the profile."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the profile is for."},
		{Name: "featureUpdateVersion", Mode: object.Required, Type: object.String{}, Doc: "Version of Windows, as Windows Update calls it: `Windows 11, version 24H2`."},
		{Name: "installLatestWindows10OnWindows11IneligibleDevice", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether devices that cannot run Windows 11 get the last version of Windows 10 instead."},
		{Name: "installFeatureUpdatesOptional", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users decide when to install the update."},
		{Name: "rolloutSettings", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "offerStartDateTimeInUTC", Mode: object.Optional, Type: object.Time{}, Doc: "From when on the update is offered."},
			{Name: "offerEndDateTimeInUTC", Mode: object.Optional, Type: object.Time{}, Doc: "When it is offered to the last group of devices."},
			{Name: "offerIntervalInDays", Mode: object.Optional, Type: object.Int{}, Doc: "Days between one group of devices and the next."},
		}}, Doc: "When the update is offered. At once by default."},
		roleScopeTagIDs,
		assignments(""),
		{Name: "deployableContentDisplayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "The update's name for people."},
		{Name: "endOfSupportDate", Mode: object.ReadOnly, Type: object.Time{}, Doc: "Until when Microsoft supports the version."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the profile was created."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_feature_update_policy", "microsoft365wp_windows_feature_update_profile"),
}

// WindowsDriverUpdateProfile decides which drivers Windows Update brings.
var WindowsDriverUpdateProfile = object.Definition{
	Name:      "windows_driver_update_profile",
	Doc:       "How drivers that Windows Update has for devices are approved.",
	Reference: "resources/intune-softwareupdate-windowsdriverupdateprofile",
	// v1.0 has no such profiles.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/windowsDriverUpdateProfiles", Type: "microsoft.graph.windowsDriverUpdateProfile"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the profile."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the profile is for."},
		{Name: "approvalType", Mode: object.Required, CreateOnly: true, Type: object.String{Enum: []string{"manual", "automatic"}, Closed: true}, Doc: "Whether somebody approves each driver, or all that are recommended are approved."},
		{Name: "deploymentDeferralInDays", Mode: object.Optional, Type: object.Int{}, Doc: "Days from when a driver is there until it is approved, for automatic approval."},
		roleScopeTagIDs,
		assignments(""),
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the profile was created."},
	},
	Rules: []object.Rule{{
		When:    []object.Condition{object.Is("approvalType", "manual")},
		Then:    object.Absent("deploymentDeferralInDays"),
		Because: "Only what is approved automatically can be deferred.",
	}},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_driver_update_profile", "microsoft365wp_windows_driver_update_profile"),
}

// WindowsQualityUpdatePolicy decides how Windows devices get quality updates.
var WindowsQualityUpdatePolicy = object.Definition{
	Name:      "windows_quality_update_policy",
	Doc:       "How Windows devices get their monthly updates: with hotpatches or with restarts, and which are approved.",
	Reference: "resources/intune-softwareupdate-windowsqualityupdatepolicy",
	// v1.0 has no such policies.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/windowsQualityUpdatePolicies", Type: "microsoft.graph.windowsQualityUpdatePolicy"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs: object.Needs{Licence: "Microsoft Intune", Deviations: []object.Deviation{
		{Kind: object.Reads, Because: "Microsoft's list does not have these policies yet.", Permissions: []string{"DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"}},
		{Kind: object.Writes, Because: "Microsoft's list does not have these policies yet.", Permissions: []string{"DeviceManagementConfiguration.ReadWrite.All"}},
	}},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the policy is for."},
		{Name: "hotpatchEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether devices that can do so install updates without a restart."},
		{Name: "approvalSettings", Mode: object.Server, Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "windowsQualityUpdateCadence", Mode: object.Required, Type: object.String{Enum: []string{"monthly", "outOfBand"}}, Doc: "Whether it is about the updates of each month, or those between them."},
			{Name: "windowsQualityUpdateCategory", Mode: object.Required, Type: object.String{Enum: []string{"all", "security", "nonSecurity", "quickMachineRecovery"}}, Doc: "Which of these updates."},
			{Name: "approvalMethodType", Mode: object.Required, Type: object.String{Enum: []string{"manual", "automatic"}}, Doc: "Whether somebody approves each update, or all are approved."},
			{Name: "deferredDeploymentInDay", Mode: object.Optional, Type: object.Int{}, Doc: "Days from when an update is there until it is approved, for automatic approval."},
		}}}, Doc: "How updates are approved, by kind."},
		roleScopeTagIDs,
		assignments(""),
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the policy was created."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_quality_update_policy"),
}

// WindowsQualityUpdateExpediteProfile brings one update to devices at once.
var WindowsQualityUpdateExpediteProfile = object.Definition{
	Name:      "windows_quality_update_expedite_profile",
	Doc:       "A quality update that Windows devices install as soon as they can, whatever their update ring says. Devices that have it or a later one are left as they are.",
	Reference: "resources/intune-softwareupdate-windowsqualityupdateprofile",
	// v1.0 has no such profiles.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/windowsQualityUpdateProfiles", Type: "microsoft.graph.windowsQualityUpdateProfile"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the profile."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the profile is for."},
		{Name: "expeditedUpdateSettings", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
			{Name: "qualityUpdateRelease", Mode: object.Required, Type: object.String{Pattern: `^\d{4}-\d\d-\d\dT00:00:00Z$`, PatternDoc: "must be a day such as \"2026-11-10T00:00:00Z\"", Sample: "2026-10-13T00:00:00Z"}, Doc: "The update, by the day of its release, such as `2026-11-10T00:00:00Z`. It must be one that Windows Update has in its catalog."},
			{Name: "daysUntilForcedReboot", Mode: object.Required, Type: object.Int{}, Doc: "Days until the device restarts to end the installation, 2 at most; 0 is at once."},
		}}, Doc: "Which update, and how soon."},
		roleScopeTagIDs,
		assignments(""),
		{Name: "releaseDateDisplayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "The update's release for people."},
		{Name: "deployableContentDisplayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "The update's name for people."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the profile was created."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the profile was last changed."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_quality_update_expedite_policy"),
}
