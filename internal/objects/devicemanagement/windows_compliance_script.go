// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// WindowsComplianceScript finds what a compliance policy has rules about.
var WindowsComplianceScript = object.Definition{
	Name:      "windows_compliance_script",
	Doc:       "A PowerShell script that examines Windows devices for a compliance policy with rules of its own. It is for the devices of the policies that refer to it by `device_compliance_policy_script`, so that it has no assignments.",
	Reference: "resources/intune-devices-devicecompliancescript",
	// v1.0 has no such scripts.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/deviceComplianceScripts", Type: "microsoft.graph.deviceComplianceScript"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the script."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the script finds."},
		{Name: "publisher", Mode: object.Optional, Type: object.String{}, Doc: "Who has written the script."},
		{Name: "detectionScriptContent", Seen: object.Alone, Mode: object.Required, Type: object.Base64{}, Doc: "The script in base64, as `filebase64(\"discover.ps1\")` gives it. It ends with one line of JSON that holds what it has found, by the names that the rules of the policy use."},
		{Name: "runAsAccount", Mode: object.Default("system"), Type: object.String{Enum: []string{"system", "user"}, Closed: true}, Doc: "Whose rights the script has."},
		signedScript,
		in32BitPowerShell,
		roleScopeTagIDs,
		{Name: "version", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Version of the script, which Intune counts."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the script was created."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the script was last changed."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_device_compliance_script", "microsoft365wp_device_compliance_script"),
}
