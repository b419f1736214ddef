// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// SettingsCatalogPolicyJSON is a policy of the settings catalog, whose settings
// are given as Graph's own JSON.
var SettingsCatalogPolicyJSON = object.Definition{
	Name:       "settings_catalog_policy_json",
	PluralName: "settings_catalog_policies_json",
	Doc:        "A policy of the settings catalog with its settings as JSON, as Graph writes them. They are compared by meaning: what Graph adds is no difference.",
	Reference:  "resources/intune-deviceconfigv2-devicemanagementconfigurationpolicy",
	// v1.0 has no such policies.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/configurationPolicies", Type: "microsoft.graph.deviceManagementConfigurationPolicy"},
	LookUp: object.LookUp{Key: "name", PageSize: 1000},
	Life:   &object.Life{Replaces: true, Carried: []string{"disableEntraGroupPolicyAssignment", "priorityMetaData"}},
	Needs:  intune,
	Attributes: configurationPolicy(
		object.Attribute{Name: "templateReference", Mode: object.Server, CreateOnly: true, Type: object.Object{Attributes: []object.Attribute{
			{Name: "templateId", Mode: object.Required, Type: object.String{}, Doc: "Id of the template."},
		}}, Doc: "Template that the policy follows, for policies of endpoint security."},
		object.Attribute{Name: "settings", Mode: object.Required, Seen: object.Expanded, Type: object.JSON{Sample: sampleSettings, Element: "settingInstance", Numbered: true, Secrets: "secrets"}, Doc: "Settings as a JSON list, in Graph's form: `jsonencode([{ settingInstance = { … } }])`. What stands here is in the state, so that the value of a secret setting is refused: leave its `value` out, and give it in `secrets`. Terraform before 1.11 can only take it here, and warns."},
		object.Attribute{Name: "secrets", Mode: object.WriteOnlyHashed, Sensitive: true, Type: object.Texts{}, Doc: "Values of secret settings, by the ids of their definitions. A secret that stands neither here nor in `settings` stays as Intune has it."},
	),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_endpoint_privilege_management_json", "microsoft365_graph_beta_device_management_settings_catalog_configuration_policy_json", "microsoft365_graph_beta_device_management_settings_catalog_template_json", "microsoft365wp_device_management_configuration_policy_json"),
}

const sampleSettings = `[{"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"device_vendor_msft_policy_config_devicelock_maxinactivitytimedevicelock","simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue","value":7}}}]`
