// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Win32App is an installer for Windows.
var Win32App = object.Definition{
	Name:      "win32_app",
	Doc:       "An installer for Windows (Win32), packed with Microsoft's Win32 Content Prep Tool, that Intune brings to devices. The file is uploaded block by block; its lines in the log tell how far it is.",
	Reference: "resources/intune-apps-win32lobapp",
	Place:     mobileApps("microsoft.graph.win32LobApp"),
	LookUp:    object.LookUp{Key: "displayName"},
	Life:      &object.Life{Ready: isPublished, Content: object.Intunewin},
	Needs:     intune,
	Attributes: mobileApp(append([]object.Attribute{
		{Name: "fileName", Mode: object.Required, Type: object.String{Sample: "tool.intunewin"}, Doc: "Name of the file as Intune shows it, such as `7zip.intunewin`."},
		{Name: "setupFilePath", Mode: object.Required, Type: object.String{Sample: "setup.exe"}, Doc: "Path of the installer within the file, as `parse_intunewin` tells it: `7z2408-x64.msi`."},
		{Name: "installCommandLine", Mode: object.Required, Type: object.String{}, Doc: "Command that installs the app: `msiexec /i 7z2408-x64.msi /qn`."},
		{Name: "uninstallCommandLine", Mode: object.Required, Type: object.String{}, Doc: "Command that removes the app."},
		{Name: "displayVersion", Mode: object.Optional, Type: object.String{}, Doc: "Version of the app, as the Company Portal shows it."},
		{Name: "allowAvailableUninstall", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether people can remove an app that is offered to them, in the Company Portal."},
		{Name: "installExperience", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
			{Name: "runAsAccount", Mode: object.Required, CreateOnly: true, Type: object.String{Enum: []string{"system", "user"}, Closed: true}, Doc: "Whether the app is installed for the device, or for the user who has signed in."},
			{Name: "deviceRestartBehavior", Mode: object.Default("basedOnReturnCode"), Type: object.String{Enum: []string{"basedOnReturnCode", "allow", "suppress", "force"}, Closed: true}, Doc: "What becomes of a restart that the installer asks for."},
			{Name: "maxRunTimeInMinutes", Mode: object.Default(60), Type: object.Int{Min: 1, Max: 1440}, Doc: "Minutes after which the installation counts as failed."},
		}}, Doc: "How the app is installed."},
		{Name: "rules", Mode: object.Required, Type: object.Set{MinItems: 1, Of: object.OneOf{Variants: win32Rules()}}, Doc: "How Intune finds that the app is installed, and which devices can have it. At least one rule detects the app."},
		{Name: "returnCodes", Mode: object.Default([]any{}), Type: object.Set{Of: object.Object{Attributes: []object.Attribute{
			{Name: "returnCode", Mode: object.Required, Type: object.Int{}, Doc: "Number with which the installer ends."},
			{Name: "type", Mode: object.Required, Type: object.String{Enum: []string{"failed", "success", "softReboot", "hardReboot", "retry"}, Closed: true}, Doc: "What the number means."},
		}}}, Doc: "What the numbers mean with which the installer ends, such as 0 for `success` and 3010 for `softReboot`."},
		{Name: "msiInformation", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "productCode", Mode: object.Required, Type: object.String{Sample: "{23170F69-40C1-2702-2408-000001000000}"}, Doc: "Product code of the .msi."},
			{Name: "productVersion", Mode: object.Optional, Type: object.String{}, Doc: "Version of the product."},
			{Name: "upgradeCode", Mode: object.Optional, Type: object.String{}, Doc: "Upgrade code of the .msi."},
			{Name: "productName", Mode: object.Optional, Type: object.String{}, Doc: "Name of the product."},
			{Name: "publisher", Mode: object.Optional, Type: object.String{}, Doc: "Publisher of the product."},
			{Name: "packageType", Mode: object.Default("perMachine"), Type: object.String{Enum: []string{"perMachine", "perUser", "dualPurpose"}, Closed: true}, Doc: "Whom the .msi is for."},
			{Name: "requiresReboot", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the .msi always asks for a restart."},
		}}, Doc: "What the .msi tells of itself, for an installer that is one."},
	}, win32Requirements()...), settings("microsoft.graph.win32LobAppAssignmentSettings", win32Settings())),
	MovedFrom: object.From("microsoft365_graph_beta_device_and_app_management_win32_app", "microsoft365wp_mobile_app"),
}

// win32Requirements are what a device must have. Those of the processor and of Windows
// are together in no other type.
func win32Requirements() []object.Attribute {
	return []object.Attribute{
		{Name: "minimumSupportedWindowsRelease", Mode: object.Required, Type: object.String{Sample: "Windows11_23H2"}, Doc: "Lowest release of Windows, such as `Windows11_22H2`, `21H1` or `1607`."},
		{Name: "applicableArchitectures", Mode: object.Default("none"), Type: architectures, Doc: "Processors that the app is for. `none` where `allowed_architectures` says it."},
		{Name: "allowedArchitectures", Mode: object.Optional, Type: architectures, Doc: "Processors that the app is for, `arm64` among them."},
		{Name: "minimumFreeDiskSpaceInMB", Mode: object.Optional, Type: object.Int{}, Doc: "Least free space on the system's disk, in megabytes."},
		{Name: "minimumMemoryInMB", Mode: object.Optional, Type: object.Int{}, Doc: "Least memory of the device, in megabytes."},
		{Name: "minimumNumberOfProcessors", Mode: object.Optional, Type: object.Int{}, Doc: "Least number of processors."},
		{Name: "minimumCpuSpeedInMHz", Rename: "minimum_cpu_speed_in_mhz", Mode: object.Optional, Type: object.Int{}, Doc: "Least speed of the processor, in megahertz."},
		{Name: "committedContentVersion", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Version of the content that devices get, which Intune counts."},
		{Name: "size", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Size of the content in bytes."},
	}
}

var architectures = object.Flags{Enum: []string{"none", "x86", "x64", "arm", "neutral", "arm64"}, Closed: true}

var ruleOperator = object.String{Enum: []string{"notConfigured", "equal", "notEqual", "greaterThan", "greaterThanOrEqual", "lessThan", "lessThanOrEqual"}, Closed: true}

// win32Rules are the kinds of rules by which an app is found, or a device chosen.
func win32Rules() []object.Variant {
	kind := object.Attribute{Name: "ruleType", Mode: object.Default("detection"), Type: object.String{Enum: []string{"detection", "requirement"}, Closed: true}, Doc: "Whether the rule finds the app, or says which devices can have it."}
	compared := []object.Attribute{
		{Name: "operator", Mode: object.Default("notConfigured"), Type: ruleOperator, Doc: "How what is found is compared."},
		{Name: "comparisonValue", Mode: object.Optional, Type: object.String{}, Doc: "What it is compared with."},
	}
	bits := object.Attribute{Name: "check32BitOn64System", Rename: "check_32_bit_on_64_system", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether 32-bit programs' view counts on 64-bit Windows."}
	return []object.Variant{
		{Name: "fileSystem", Type: "microsoft.graph.win32LobAppFileSystemRule", Doc: "A file or a folder.", Attributes: append([]object.Attribute{
			kind,
			{Name: "path", Mode: object.Required, Type: object.String{}, Doc: "Folder that it is in, such as `%ProgramFiles%\\7-Zip`."},
			{Name: "fileOrFolderName", Mode: object.Required, Type: object.String{}, Doc: "Its name."},
			{Name: "operationType", Mode: object.Default("exists"), Type: object.String{Enum: []string{"notConfigured", "exists", "modifiedDate", "createdDate", "version", "sizeInMB", "doesNotExist", "sizeInBytes", "appVersion"}}, Doc: "What of it counts."},
			bits,
		}, compared...)},
		{Name: "registry", Type: "microsoft.graph.win32LobAppRegistryRule", Doc: "A key or a value of the registry.", Attributes: append([]object.Attribute{
			kind,
			{Name: "keyPath", Mode: object.Required, Type: object.String{}, Doc: "The key, such as `HKEY_LOCAL_MACHINE\\SOFTWARE\\7-Zip`."},
			{Name: "valueName", Mode: object.Optional, Type: object.String{}, Doc: "The value. The key itself by default."},
			{Name: "operationType", Mode: object.Default("exists"), Type: object.String{Enum: []string{"notConfigured", "exists", "doesNotExist", "string", "integer", "version", "appVersion"}}, Doc: "What of it counts."},
			bits,
		}, compared...)},
		{Name: "productCode", Type: "microsoft.graph.win32LobAppProductCodeRule", Doc: "A product that Windows Installer knows.", Attributes: []object.Attribute{
			kind,
			{Name: "productCode", Mode: object.Required, Type: object.String{}, Doc: "Its product code, in braces."},
			{Name: "productVersionOperator", Mode: object.Default("notConfigured"), Type: ruleOperator, Doc: "How its version is compared."},
			{Name: "productVersion", Mode: object.Optional, Type: object.String{}, Doc: "What its version is compared with."},
		}},
		{Name: "powerShellScript", Type: "microsoft.graph.win32LobAppPowerShellScriptRule", Doc: "A script, by its end and what it prints.", Attributes: append([]object.Attribute{
			kind,
			{Name: "displayName", Mode: object.Optional, Type: object.String{}, Doc: "Name of the rule, for a requirement."},
			{Name: "scriptContent", Mode: object.Required, Type: object.String{Sample: "ZXhpdCAw"}, Doc: "The script in base64, as `filebase64(\"detect.ps1\")` gives it."},
			{Name: "runAsAccount", Mode: object.Default("system"), Type: object.String{Enum: []string{"system", "user"}, Closed: true}, Doc: "Whose rights the script has, for a requirement."},
			signedScript,
			in32BitPowerShell,
			{Name: "operationType", Mode: object.Default("notConfigured"), Type: object.String{Enum: []string{"notConfigured", "string", "dateTime", "integer", "float", "version", "boolean"}, Closed: true}, Doc: "What it prints, for a requirement."},
		}, compared...)},
	}
}

func win32Settings() []object.Attribute {
	return []object.Attribute{
		notifications(true),
		{Name: "deliveryOptimizationPriority", Mode: object.Default("notConfigured"), Type: object.String{Enum: []string{"notConfigured", "foreground"}, Closed: true}, Doc: "Whether the app is downloaded in the foreground."},
		{Name: "installTimeSettings", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "startDateTime", Mode: object.Optional, Type: object.Time{}, Doc: "From when on the app is installed."},
			{Name: "deadlineDateTime", Mode: object.Optional, Type: object.Time{}, Doc: "When the app is installed at the latest."},
			{Name: "useLocalTime", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the times are those of the device, and not UTC."},
		}}, Doc: "When the app is installed."},
		restartSettings(),
		{Name: "autoUpdateSettings", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "autoUpdateSupersededAppsState", Mode: object.Required, Type: object.String{Enum: []string{"notConfigured", "enabled"}}, Doc: "Whether devices on which a user has installed an app that this one supersedes get this one by themselves."},
		}}, Doc: "What becomes of apps that this one supersedes."},
	}
}
