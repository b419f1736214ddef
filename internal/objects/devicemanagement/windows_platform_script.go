// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// WindowsPlatformScript is a PowerShell script that Windows devices run once.
var WindowsPlatformScript = object.Definition{
	Name:      "windows_platform_script",
	Doc:       "A PowerShell script that Intune runs on Windows devices, once and again after each change.",
	Reference: "resources/intune-shared-devicemanagementscript",
	// v1.0 has no scripts.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/deviceManagementScripts", Type: "microsoft.graph.deviceManagementScript"},
	LookUp: object.LookUp{Key: "displayName", PageSize: 1000},
	Life:   &object.Life{},
	Needs:  object.Needs{Role: "Intune Administrator", Licence: "Microsoft Intune", Deviations: ofScripts},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the script."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the script does."},
		{Name: "fileName", Mode: object.Required, Type: object.String{Sample: "sample.ps1"}, Doc: "Name of the file that the devices get."},
		{Name: "scriptContent", Seen: object.Alone, Mode: object.Required, Type: object.Base64{}, Doc: "The script in base64, as `filebase64(\"script.ps1\")` gives it."},
		{Name: "runAsAccount", Mode: object.Default("system"), Type: object.String{Enum: []string{"system", "user"}, Closed: true}, Doc: "Whose rights the script has."},
		signedScript,
		in32BitPowerShell,
		roleScopeTagIDs,
		assignments("deviceManagementScriptAssignments"),
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the script was created."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_platform_script", "microsoft365wp_device_management_script"),
}

// ofScripts: Microsoft's list has what stands below a script, with permissions from
// before scripts had their own, and not the scripts.
var ofScripts = []object.Deviation{
	{Kind: object.Reads, Because: "Scripts have permissions of their own since 2025.", Permissions: []string{"DeviceManagementScripts.Read.All", "DeviceManagementScripts.ReadWrite.All"}},
	{Kind: object.Writes, Because: "Scripts have permissions of their own since 2025.", Permissions: []string{"DeviceManagementScripts.ReadWrite.All"}},
}

// What there is to say of a PowerShell script, whatever it is for.
var (
	signedScript      = object.Attribute{Name: "enforceSignatureCheck", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the script must be signed by a publisher that the device trusts."}
	in32BitPowerShell = object.Attribute{Name: "runAs32Bit", Rename: "run_as_32_bit", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether it runs in the 32-bit PowerShell."}
)
