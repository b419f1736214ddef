// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// autopilotProfiles is where the profiles of both kinds are: each of a type of its own.
// v1.0 has none.
func autopilotProfiles(profile string) object.Collection {
	return object.Collection{API: object.Beta, Path: "/deviceManagement/windowsAutopilotDeploymentProfiles", Type: profile, Derived: true}
}

// AutopilotDeploymentProfile says how Windows Autopilot sets devices up that join
// Microsoft Entra ID.
var AutopilotDeploymentProfile = object.Definition{
	Name:       "autopilot_deployment_profile",
	Doc:        "How Windows Autopilot sets a new device up that joins Microsoft Entra ID. Whom the profile is for is an object of its own, microsoft365_autopilot_deployment_profile_assignment.",
	Reference:  "resources/intune-shared-azureadwindowsautopilotdeploymentprofile",
	Place:      autopilotProfiles("microsoft.graph.azureADWindowsAutopilotDeploymentProfile"),
	LookUp:     byName, // the page of each property excludes $filter
	Life:       &object.Life{},
	Needs:      intune,
	Attributes: autopilotProfile(),
	MovedFrom:  object.From("microsoft365_graph_beta_device_management_windows_autopilot_deployment_profile", "microsoft365wp_azure_ad_windows_autopilot_deployment_profile"),
}

// AutopilotHybridDeploymentProfile says how Windows Autopilot sets devices up that join
// Active Directory too.
var AutopilotHybridDeploymentProfile = object.Definition{
	Name:      "autopilot_hybrid_deployment_profile",
	Doc:       "How Windows Autopilot sets a new device up that joins Active Directory as well as Microsoft Entra ID.",
	Reference: "resources/intune-shared-activedirectorywindowsautopilotdeploymentprofile",
	Place:     autopilotProfiles("microsoft.graph.activeDirectoryWindowsAutopilotDeploymentProfile"),
	LookUp:    byName,
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: autopilotProfile(object.Attribute{
		Name: "hybridAzureADJoinSkipConnectivityCheck", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the device need not reach a domain controller during the set-up.",
	}),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_autopilot_deployment_profile"),
}

// autopilotProfile are the attributes of both kinds of profiles, and own ones.
func autopilotProfile(own ...object.Attribute) []object.Attribute {
	all := []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 200}, Doc: "Name of the profile."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1500}, Doc: "What the profile is for."},
		{Name: "deviceType", Mode: object.Default("windowsPc"), CreateOnly: true, Type: object.String{Enum: []string{"windowsPc", "holoLens", "surfaceHub2", "surfaceHub2S", "virtualMachine"}}, Doc: "Which devices the profile is for."},
		{Name: "deviceNameTemplate", Mode: object.Optional, Type: object.String{MaxLength: 15}, Doc: "Name that devices get; `%SERIAL%` stands for the serial number and `%RAND:4%` for four digits."},
		{Name: "locale", Mode: object.Default("os-default"), Type: object.String{Sample: "da-DK"}, Doc: "Language and region, such as `de-DE`; `os-default` is that of the installed Windows."},
		{Name: "hardwareHashExtractionEnabled", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether devices that get the profile and are not registered with Windows Autopilot are registered."},
		{Name: "preprovisioningAllowed", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a technician can prepare the device before its user gets it."},
		{Name: "outOfBoxExperienceSetting", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
			{Name: "deviceUsageType", Mode: object.Default("singleUser"), Type: object.String{Enum: []string{"singleUser", "shared"}}, Doc: "Whether the device has one user, who signs in at once, or is shared."},
			{Name: "userType", Mode: object.Default("administrator"), Type: object.String{Enum: []string{"administrator", "standard"}}, Doc: "Whether the user is an administrator of the device."},
			{Name: "eulaHidden", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the licence terms are not shown."},
			{Name: "privacySettingsHidden", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the privacy settings are not shown."},
			{Name: "keyboardSelectionPageSkipped", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the user does not choose a keyboard."},
			{Name: "escapeLinkHidden", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the user cannot start over with another account."},
		}}, Doc: "What the user sees of the set-up."},
		{Name: "managementServiceAppId", Mode: object.Optional, Type: object.Reference{To: "application"}, Doc: "Application (client) id of the service that manages the device, where that is not Intune alone."},
	}
	return append(append(all, own...),
		roleScopeTagIDs,
		object.Attribute{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the profile was created."},
		object.Attribute{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the profile was last changed."},
	)
}

// AutopilotDeploymentProfileAssignment is one group of devices that a profile is for.
// There is no assign action for them that takes groups.
var AutopilotDeploymentProfileAssignment = object.Definition{
	Name:      "autopilot_deployment_profile_assignment",
	Doc:       "A group of devices, or all devices, that a profile of Windows Autopilot is for.",
	Reference: "resources/intune-shared-windowsautopilotdeploymentprofileassignment",
	Place:     object.Collection{API: object.Beta, Path: "/deviceManagement/windowsAutopilotDeploymentProfiles/{windowsAutopilotDeploymentProfileId}/assignments", Type: "microsoft.graph.windowsAutopilotDeploymentProfileAssignment"},
	Life:      &object.Life{},
	Needs: object.Needs{Role: intune.Role, Licence: intune.Licence, Deviations: []object.Deviation{
		{Kind: object.Reads, Because: "Microsoft's list does not have the assignments of these profiles.", Permissions: []string{"DeviceManagementServiceConfig.Read.All", "DeviceManagementServiceConfig.ReadWrite.All"}},
		{Kind: object.Writes, Because: "Microsoft's list does not have the assignments of these profiles.", Permissions: []string{"DeviceManagementServiceConfig.ReadWrite.All"}},
	}},
	Attributes: []object.Attribute{
		{Name: "windowsAutopilotDeploymentProfileId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "autopilot deployment profile or autopilot hybrid deployment profile"}, Doc: "Id of the profile."},
		{Name: "target", Mode: object.Required, CreateOnly: true, Type: assignmentTarget(), Doc: "Whom the profile is for: a group, a group that is left out, or all devices."},
		{Name: "source", Mode: object.ReadOnly, Type: object.String{Enum: []string{"direct", "policySets"}, Closed: true}, Doc: "Whether the assignment was made for the profile, or comes from a policy set."},
	},
}
