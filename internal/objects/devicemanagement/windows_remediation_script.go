// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// WindowsRemediationScript finds a problem on Windows devices, and mends it.
var WindowsRemediationScript = object.Definition{
	Name:      "windows_remediation_script",
	Doc:       "A pair of PowerShell scripts (a remediation): the first finds a problem on Windows devices by its exit code, the second mends it. The users of the devices need Windows Enterprise E3 or E5.",
	Reference: "resources/intune-devices-devicehealthscript",
	// v1.0 has no scripts.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/deviceHealthScripts", Type: "microsoft.graph.deviceHealthScript"},
	LookUp: object.LookUp{Key: "displayName"},
	Life: &object.Life{
		Fixed: []object.Fixed{{When: []object.Condition{object.Is("isGlobalScript", true)}, Changes: true, Because: "Microsoft publishes this script, and it is in every tenant."}},
	},
	Needs: object.Needs{Licence: "Microsoft Intune", Deviations: ofScripts[:1]},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the remediation."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the remediation is for."},
		{Name: "publisher", Mode: object.Optional, Type: object.String{}, Doc: "Who has written the scripts."},
		{Name: "detectionScriptContent", Seen: object.Alone, Mode: object.Required, Type: object.Base64{}, Doc: "The script that looks, in base64, as `filebase64(\"detect.ps1\")` gives it. It ends with the exit code 1 where there is a problem."},
		{Name: "remediationScriptContent", Seen: object.Alone, Mode: object.Optional, Type: object.Base64{}, Doc: "The script that mends, in base64. Without one, Intune only reports."},
		{Name: "runAsAccount", Mode: object.Default("system"), Type: object.String{Enum: []string{"system", "user"}, Closed: true}, Doc: "Whose rights the scripts have."},
		{Name: "enforceSignatureCheck", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the scripts must be signed by a publisher that the device trusts."},
		{Name: "runAs32Bit", Rename: "run_as_32_bit", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether they run in the 32-bit PowerShell."},
		roleScopeTagIDs,
		assignments("deviceHealthScriptAssignments",
			object.Attribute{Name: "runRemediationScript", Mode: object.Default(true), Type: object.Bool{}, Doc: "Whether a problem is mended. Else it is only reported."},
			object.Attribute{Name: "runSchedule", Mode: object.Optional, Type: object.OneOf{Variants: []object.Variant{
				{Name: "hourly", Type: "microsoft.graph.deviceHealthScriptHourlySchedule", Doc: "Every so many hours.", Attributes: []object.Attribute{
					{Name: "interval", Mode: object.Default(1), Type: object.Int{Min: 1}, Doc: "Number of hours."},
				}},
				{Name: "daily", Type: "microsoft.graph.deviceHealthScriptDailySchedule", Doc: "Every so many days.", Attributes: append([]object.Attribute{
					{Name: "interval", Mode: object.Default(1), Type: object.Int{Min: 1}, Doc: "Number of days."},
				}, timeOfRun...)},
				{Name: "once", Type: "microsoft.graph.deviceHealthScriptRunOnceSchedule", Doc: "Once.", Attributes: append([]object.Attribute{
					{Name: "date", Mode: object.Required, Type: object.Date{}, Doc: "The day, such as `2026-12-24`."},
					{Name: "interval", Mode: object.Default(1), Type: object.Int{Min: 1}, Doc: "Without a meaning here: Intune wants 1."},
				}, timeOfRun...)},
			}}, Doc: "When the scripts run."},
		),
		{Name: "isGlobalScript", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether Microsoft publishes the script."},
		{Name: "version", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Version of the scripts, which Intune counts."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the remediation was created."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_remediation_script"),
}

var timeOfRun = []object.Attribute{
	{Name: "time", Mode: object.Required, Type: timeOfDay, Doc: "Time of day, such as `02:30:00`."},
	{Name: "useUtc", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the time is in UTC. By default it is that of the device."},
}

// timeOfDay has fractions of a second in what Graph returns.
var timeOfDay = object.String{
	Pattern: `^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?$`, PatternDoc: `must be a time of day such as "02:30:00"`, Sample: "03:15:00",
	Notation: withoutFraction,
}

// withoutFraction is a time of day to the second.
func withoutFraction(time string) string {
	whole, _, _ := strings.Cut(time, ".")
	return whole
}
