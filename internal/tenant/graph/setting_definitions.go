// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// settingDefinition is one of the settings that Intune's catalog describes. Microsoft
// has some ten thousand; here are a few of each kind. Ids, options and bounds are those
// of Microsoft's documentation of the configuration service providers, and of policies
// that tenants hold.
type settingDefinition struct {
	id, name string
	// kind is that of the definition: "Simple", "SimpleCollection", "Choice",
	// "ChoiceCollection", "Group" or "GroupCollection".
	kind string
	// options are those of a choice: the ends of their ids, with their names.
	options [][2]string
	// least and most bound a number; without them a simple value is a text.
	least, most int
	secret      bool
}

// settingDefinitions are the definitions, by the collections of policies that they are
// for.
func settingDefinitions() map[store.Location][]store.Object {
	const (
		policy  = "device_vendor_msft_policy_config_"
		control = policy + "applicationcontrol_"
	)
	onOff := [][2]string{{"0", "Disabled"}, {"1", "Enabled"}}
	catalog := []settingDefinition{
		{id: policy + "devicelock_devicepasswordenabled", name: "Device Password Enabled", kind: "Choice", options: [][2]string{{"0", "Enabled"}, {"1", "Disabled"}}},
		{id: policy + "devicelock_maxinactivitytimedevicelock", name: "Max Inactivity Time Device Lock", kind: "Simple", most: 999},
		{id: policy + "devicelock_mindevicepasswordlength", name: "Min Device Password Length", kind: "Simple", least: 4, most: 16},
		{id: policy + "defender_allowarchivescanning", name: "Allow Archive Scanning", kind: "Choice", options: [][2]string{{"0", "Not allowed. Turns off scanning on archived files."}, {"1", "Allowed. Scans the archive files."}}},
		{id: policy + "defender_avgcpuloadfactor", name: "Avg CPU Load Factor", kind: "Simple", most: 100},
		{id: policy + "defender_excludedpaths", name: "Excluded Paths", kind: "SimpleCollection"},
		{id: policy + "deviceguard_lsacfgflags", name: "Credential Guard", kind: "Choice", options: [][2]string{{"0", "Disabled"}, {"1", "Enabled with UEFI lock"}, {"2", "Enabled without lock"}}},
		{id: "device_vendor_msft_bitlocker_requiredeviceencryption", name: "Require Device Encryption", kind: "Choice", options: onOff},
		{id: "device_vendor_msft_windowsadvancedthreatprotection_onboarding", name: "Onboarding", kind: "Simple", secret: true},
		{id: control + "policies_{policyguid}_policiesoptions", name: "App Control for Business", kind: "Choice", options: [][2]string{
			{"none_selected", "Not configured"}, {"built_in_controls_selected", "Built-in controls"}, {"xml_upload_selected", "XML data"},
		}},
		{id: control + "built_in_controls", name: "Built-in controls", kind: "GroupCollection"},
		{id: control + "built_in_controls_enable_app_control", name: "Enable App Control", kind: "Choice", options: [][2]string{{"0", "Enforce"}, {"1", "Audit only"}}},
		{id: control + "built_in_controls_trust_apps", name: "Trust apps", kind: "ChoiceCollection", options: [][2]string{{"0", "With good reputation"}, {"1", "From managed installers"}}},
	}
	// The ids are those that Linux agents and exports of tenants show; the bounds are a guess.
	compliance := []settingDefinition{
		{id: "linux_deviceencryption_required", name: "Require Device Encryption", kind: "Choice", options: [][2]string{{"true", "True"}, {"false", "False"}}},
		{id: "linux_passwordpolicy_minimumlength", name: "Minimum Length", kind: "Simple", least: 1, most: 14},
		{id: "linux_passwordpolicy_minimumdigits", name: "Minimum Digits", kind: "Simple", least: 1, most: 14},
		{id: "linux_distribution_alloweddistros", name: "Allowed Distributions", kind: "GroupCollection"},
		{id: "linux_distribution_alloweddistros_item_$type", name: "Type", kind: "Choice", options: [][2]string{{"ubuntu", "Ubuntu"}, {"rhel", "RedHat Enterprise Linux"}}},
		{id: "linux_distribution_alloweddistros_item_minimumversion", name: "Minimum Version", kind: "Simple"},
		{id: "linux_distribution_alloweddistros_item_maximumversion", name: "Maximum Version", kind: "Simple"},
	}
	// The ids are those that published exports of tenants show; the names are a guess. Exports
	// show the group of addresses as a collection of one, with an id of its own among the children.
	reusable := []settingDefinition{
		{id: "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}", name: "Reusable group of addresses", kind: "Group"},
		{id: "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}_keyword", name: "Name", kind: "Simple"},
		{id: "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}_addresses", name: "Addresses", kind: "SimpleCollection"},
		{id: "vendor_msft_firewall_mdmstore_dynamickeywords_addresses_{id}_autoresolve", name: "Auto resolve", kind: "Choice", options: [][2]string{{"true", "True"}, {"false", "False"}}},
		{id: "linux_customcompliance_discoveryscript_reusablesetting", name: "Discovery script", kind: "Simple"},
	}
	return map[store.Location][]store.Object{
		"/deviceManagement/configurationSettings": definitionObjects(catalog),
		"/deviceManagement/complianceSettings":    definitionObjects(compliance),
		"/deviceManagement/reusableSettings":      definitionObjects(reusable),
	}
}

func definitionObjects(definitions []settingDefinition) []store.Object {
	var all []store.Object
	for _, d := range definitions {
		all = append(all, d.object())
	}
	return all
}

// settingsPrefix is what the types of the catalog begin with.
const settingsPrefix = "#microsoft.graph.deviceManagementConfiguration"

func (d settingDefinition) object() store.Object {
	kind := strings.Replace(d.kind, "Collection", "", 1)
	form := map[string]string{"Simple": "SimpleSetting", "Choice": "ChoiceSetting", "Group": "SettingGroup"}[kind] + strings.TrimPrefix(d.kind, kind)
	o := store.Object{
		"@odata.type": settingsPrefix + form + "Definition", "id": d.id, "name": d.id, "displayName": d.name, "description": "", "rootDefinitionId": d.id,
	}
	switch kind {
	case "Choice":
		var options []any
		for _, option := range d.options {
			options = append(options, store.Object{"itemId": d.id + "_" + option[0], "name": option[1], "displayName": option[1], "dependentOn": []any{}, "dependedOnBy": []any{}})
		}
		o["options"] = options
	case "Simple":
		o["valueDefinition"] = d.valueDefinition()
	}
	return o
}

func (d settingDefinition) valueDefinition() store.Object {
	if d.most > 0 {
		return store.Object{"@odata.type": settingsPrefix + "IntegerSettingValueDefinition", "minimumValue": jsonNumber(d.least), "maximumValue": jsonNumber(d.most)}
	}
	return store.Object{"@odata.type": settingsPrefix + "StringSettingValueDefinition", "format": "none", "isSecret": d.secret, "minimumLength": jsonNumber(0), "maximumLength": jsonNumber(87516)}
}

func jsonNumber(n int) json.Number { return json.Number(strconv.Itoa(n)) }
