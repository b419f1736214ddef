// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// SettingsCatalogPolicy is a policy of the settings catalog, whose settings are plain
// values.
var SettingsCatalogPolicy = object.Definition{
	Name:      "settings_catalog_policy",
	Doc:       "A policy of the settings catalog, with plain values by the ids of the settings. Policies that follow a template of endpoint security have to name parts of the template with each setting: for those there is `microsoft365_settings_catalog_policy_json`.",
	Reference: "resources/intune-deviceconfigv2-devicemanagementconfigurationpolicy",
	// v1.0 has no such policies.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/configurationPolicies", Type: "microsoft.graph.deviceManagementConfigurationPolicy"},
	LookUp: object.LookUp{Key: "name", PageSize: 1000},
	Life:   &object.Life{Replaces: true, Carried: []string{"disableEntraGroupPolicyAssignment", "priorityMetaData", "templateReference"}},
	Needs:  intune,
	Attributes: configurationPolicy(
		object.Attribute{Name: "settings", Mode: object.Required, Seen: object.Expanded, Type: object.Settings{Definitions: "/deviceManagement/configurationSettings", Secrets: "secrets", Sample: `{"device_vendor_msft_policy_config_devicelock_maxinactivitytimedevicelock":7}`}, Doc: plainSettings},
		object.Attribute{Name: "secrets", Mode: object.WriteOnlyHashed, Sensitive: true, Type: object.Texts{}, Doc: "Values of secret settings, by the names that `settings` refer to. A secret that is not among them stays as Intune has it."},
	),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_settings_catalog_configuration_policy", "microsoft365wp_device_management_configuration_policy"),
}

// plainSettings says how settings are written.
const plainSettings = "Settings by the ids of their definitions. A number or a text stands as it is; a choice is the id of its option, the end of that id, or the option's name; a list is for settings that take several. " +
	"A choice with settings that depend on it is `{ value = …, children = { … } }`, a group of settings a map, and a secret `{ secret = \"name\" }`, with its value under that name in `secrets`. What each setting is the provider asks Intune, once in a run. " +
	"The function `settings_catalog_from_json` writes what the portal exports in this form."

// configurationPolicy are the attributes of a policy of the catalog, with the form of
// the settings that it has.
func configurationPolicy(settings ...object.Attribute) []object.Attribute {
	all := []object.Attribute{
		{Name: "name", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the policy."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the policy is for."},
		{Name: "platforms", Mode: object.Required, CreateOnly: true, Type: object.Flags{Enum: []string{"none", "android", "iOS", "macOS", "windows10X", "windows10", "linux", "androidEnterprise", "aosp", "visionOS", "tvOS"}}, Doc: "Which devices the policy is for."},
		{Name: "technologies", Mode: object.Required, CreateOnly: true, Type: object.Flags{Enum: []string{"none", "mdm", "windows10XManagement", "configManager", "intuneManagementExtension", "thirdParty", "documentGateway", "appleRemoteManagement", "microsoftSense", "exchangeOnline", "mobileApplicationManagement", "linuxMdm", "enrollment", "endpointPrivilegeManagement", "windowsOsRecovery", "android"}}, Doc: "What brings the settings to the devices."},
	}
	return append(append(all, settings...),
		roleScopeTagIDs,
		assignments(""),
		object.Attribute{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the policy was created."},
		object.Attribute{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the policy was last changed."},
	)
}
