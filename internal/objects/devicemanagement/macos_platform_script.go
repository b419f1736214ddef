// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// MacOSPlatformScript is a shell script that Macs run.
var MacOSPlatformScript = object.Definition{
	Name:      "macos_platform_script",
	Doc:       "A shell script that Intune runs on Macs, once or again and again.",
	Reference: "resources/intune-devices-deviceshellscript",
	// v1.0 has no scripts.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/deviceShellScripts", Type: "microsoft.graph.deviceShellScript"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  object.Needs{Licence: "Microsoft Intune", Deviations: ofScripts},
	Attributes: append(shellScript,
		object.Attribute{Name: "executionFrequency", Mode: object.Default("PT0S"), Type: object.Duration{}, Doc: "How often the script runs, as a length of time of ISO 8601, such as `P1D`. `PT0S`, the default, is once."},
		object.Attribute{Name: "retryCount", Mode: object.Default(0), Type: object.Int{}, Doc: "How often the script is tried again after a failure. Not at all by default."},
		object.Attribute{Name: "blockExecutionNotifications", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the user of the Mac is not told that a script has run."},
		roleScopeTagIDs,
		assignments("deviceManagementScriptAssignments"),
		object.Attribute{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the script was created."},
	),
	MovedFrom: object.From("microsoft365_graph_beta_device_management_macos_platform_script", "microsoft365wp_device_shell_script"),
}

// shellScript is what the shell scripts of Macs have in common.
var shellScript = []object.Attribute{
	{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the script."},
	{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the script does."},
	{Name: "fileName", Mode: object.Required, Type: object.String{Sample: "sample.sh"}, Doc: "Name of the file that the Macs get."},
	{Name: "scriptContent", Seen: object.Alone, Mode: object.Required, Type: object.Base64{}, Doc: "The script in base64, as `filebase64(\"script.sh\")` gives it."},
	{Name: "runAsAccount", Mode: object.Default("system"), Type: object.String{Enum: []string{"system", "user"}, Closed: true}, Doc: "Whose rights the script has: those of root, or of the user who has signed in."},
}
