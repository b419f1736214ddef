// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// ReusablePolicySetting is a setting that several policies of the catalog refer to.
var ReusablePolicySetting = object.Definition{
	Name:      "reusable_policy_setting",
	Doc:       "A setting of Intune's catalog that several policies refer to by its id, such as a group of addresses for firewall rules, or the script that examines a Linux device. Intune does not delete it while a policy refers to it.",
	Reference: "resources/intune-deviceconfigv2-devicemanagementreusablepolicysetting",
	// v1.0 has no such settings. The page shows PATCH; the portal and others send all by PUT.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/reusablePolicySettings", Type: "microsoft.graph.deviceManagementReusablePolicySetting"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{Replaces: true},
	Needs:  intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the setting."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the setting is for."},
		{Name: "settingDefinitionId", Mode: object.Required, CreateOnly: true, Type: object.String{}, Doc: "Id of the setting's definition, which is the one key of `setting_instance` too."},
		{Name: "settingInstance", Mode: object.Required, Type: object.Settings{
			Definitions: "/deviceManagement/reusableSettings", One: true, Secrets: "secrets",
			Sample: `{"vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}":{"vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}_keyword":"Branch office"}}`,
		}, Doc: "The setting, by the id of its definition. " + plainSettings},
		{Name: "secrets", Mode: object.WriteOnlyHashed, Sensitive: true, Type: object.Texts{}, Doc: "Values of secret settings, by the names that `setting_instance` refers to. A secret that is not among them stays as Intune has it."},
		{Name: "referencingConfigurationPolicyCount", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "How many policies refer to the setting."},
		{Name: "version", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Version of the setting, which Intune counts."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the setting was created."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the setting was last changed."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_reuseable_policy_setting"),
}
