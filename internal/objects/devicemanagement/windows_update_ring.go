// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// WindowsUpdateRing decides when Windows devices install updates.
var WindowsUpdateRing = object.Definition{
	Name:      "windows_update_ring",
	Doc:       "When Windows devices get updates, and when they install them and restart.",
	Reference: "resources/intune-deviceconfig-windowsupdateforbusinessconfiguration",
	Place:     deviceConfigurations("microsoft.graph.windowsUpdateForBusinessConfiguration"),
	LookUp:    object.LookUp{Key: "displayName"},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: deviceConfiguration([]object.Attribute{
		{Name: "qualityUpdatesDeferralPeriodInDays", Mode: object.Default(0), Type: object.Int{Max: 30}, Doc: "Days until a monthly update is offered."},
		{Name: "featureUpdatesDeferralPeriodInDays", Mode: object.Default(0), Type: object.Int{Max: 365}, Doc: "Days until a new version of Windows is offered."},
		{Name: "featureUpdatesRollbackWindowInDays", Mode: object.Optional, Type: object.Int{Min: 2, Max: 60}, Doc: "Days in which users can go back to the version before, between 2 and 60."},
		{Name: "qualityUpdatesPaused", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether no monthly updates are offered. Intune ends a pause after 35 days."},
		{Name: "featureUpdatesPaused", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether no new versions are offered. Intune ends a pause after 35 days."},
		{Name: "allowWindows11Upgrade", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether devices with Windows 10 that can run Windows 11 get that."},
		{Name: "microsoftUpdateServiceAllowed", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether other products of Microsoft are updated too."},
		{Name: "driversExcluded", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether Windows Update brings no drivers."},
		{Name: "businessReadyUpdatesOnly", Mode: object.Default("userDefined"), Type: object.String{Enum: []string{"userDefined", "all", "businessReadyOnly", "windowsInsiderBuildFast", "windowsInsiderBuildSlow", "windowsInsiderBuildRelease"}, Closed: true}, Doc: "Which channel the updates come from."},
		{Name: "prereleaseFeatures", Mode: object.Default("userDefined"), Type: object.String{Enum: []string{"userDefined", "settingsOnly", "settingsAndExperimentations", "notAllowed"}, Closed: true}, Doc: "Whether devices take part in tests of features."},
		{Name: "automaticUpdateMode", Mode: object.Default("userDefined"), Type: object.String{Enum: []string{"userDefined", "notifyDownload", "autoInstallAtMaintenanceTime", "autoInstallAndRebootAtMaintenanceTime", "autoInstallAndRebootAtScheduledTime", "autoInstallAndRebootWithoutEndUserControl", "windowsDefault"}, Closed: true}, Doc: "How updates are installed."},
		{Name: "installationSchedule", Mode: object.Optional, Type: object.OneOf{Variants: []object.Variant{
			{Name: "activeHours", Type: "microsoft.graph.windowsUpdateActiveHoursInstall", Doc: "Outside of the hours in which people work.", Attributes: []object.Attribute{
				{Name: "activeHoursStart", Mode: object.Required, Type: timeOfDay, Doc: "When work begins, such as `08:00:00`."},
				{Name: "activeHoursEnd", Mode: object.Required, Type: timeOfDay, Doc: "When it ends."},
			}},
			{Name: "scheduled", Type: "microsoft.graph.windowsUpdateScheduledInstall", Doc: "At a time of the week.", Attributes: []object.Attribute{
				{Name: "scheduledInstallDay", Mode: object.Required, Type: object.String{Enum: []string{"userDefined", "everyday", "sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "noScheduledScan"}, Closed: true}, Doc: "The day of the week, or `everyday`."},
				{Name: "scheduledInstallTime", Mode: object.Required, Type: timeOfDay, Doc: "The time of day, such as `03:00:00`."},
			}},
		}}, Doc: "When updates are installed, for a mode that has a time."},
		{Name: "updateWeeks", Mode: object.Optional, Type: object.Flags{Enum: []string{"userDefined", "firstWeek", "secondWeek", "thirdWeek", "fourthWeek", "everyWeek"}}, Doc: "Weeks of the month in which updates are installed."},
		{Name: "deadlineForQualityUpdatesInDays", Mode: object.Optional, Type: object.Int{Max: 30}, Doc: "Days after which a monthly update is installed whatever the user does."},
		{Name: "deadlineForFeatureUpdatesInDays", Mode: object.Optional, Type: object.Int{Max: 30}, Doc: "Days after which a new version is installed whatever the user does."},
		{Name: "deadlineGracePeriodInDays", Mode: object.Optional, Type: object.Int{Max: 7}, Doc: "Days from a deadline to the restart."},
		{Name: "postponeRebootUntilAfterDeadline", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether the device does not restart on its own before the deadline."},
		{Name: "engagedRestartDeadlineInDays", Mode: object.Optional, Type: object.Int{Min: 2, Max: 30}, Doc: "Days until a restart that the user has put off is made, between 2 and 30."},
		{Name: "engagedRestartSnoozeScheduleInDays", Mode: object.Optional, Type: object.Int{Min: 1, Max: 3}, Doc: "Days by which the user can put a reminder off, between 1 and 3."},
		{Name: "engagedRestartTransitionScheduleInDays", Mode: object.Optional, Type: object.Int{Max: 30}, Doc: "Days until the user is asked to choose a time for the restart."},
		{Name: "autoRestartNotificationDismissal", Mode: object.Default("notConfigured"), Type: object.String{Enum: []string{"notConfigured", "automatic", "user"}}, Doc: "How the notice of a restart goes away."},
		{Name: "scheduleRestartWarningInHours", Mode: object.Optional, Type: object.Int{Min: 2, Max: 24}, Doc: "Hours before a restart at which the user is warned: 2, 4, 8, 12 or 24."},
		{Name: "scheduleImminentRestartWarningInMinutes", Mode: object.Optional, Type: object.Int{Min: 15, Max: 60}, Doc: "Minutes before a restart at which the user is warned again: 15, 30 or 60."},
		{Name: "skipChecksBeforeRestart", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device restarts without looking at its battery and at what the user does."},
		{Name: "updateNotificationLevel", Mode: object.Default("notConfigured"), Type: object.String{Enum: []string{"notConfigured", "defaultNotifications", "restartWarningsOnly", "disableAllNotifications"}}, Doc: "What users are told of updates."},
		{Name: "userPauseAccess", Mode: object.Default("notConfigured"), Type: enablement, Doc: "Whether users can pause updates."},
		{Name: "userWindowsUpdateScanAccess", Mode: object.Default("notConfigured"), Type: enablement, Doc: "Whether users can look for updates."},
		{Name: "deliveryOptimizationMode", Mode: object.Default("userDefined"), Type: object.String{Enum: []string{"userDefined", "httpOnly", "httpWithPeeringNat", "httpWithPeeringPrivateGroup", "httpWithInternetPeering", "simpleDownload", "bypassMode"}, Closed: true}, Doc: "How updates are shared between devices."},
	}),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_update_ring", "microsoft365wp_device_configuration"),
}

var enablement = object.String{Enum: []string{"notConfigured", "enabled", "disabled"}, Closed: true}
