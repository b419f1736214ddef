// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// OfficeSuiteApp is Microsoft 365 Apps for Windows. Publisher, owner and developer are
// Intune's own to say.
var OfficeSuiteApp = object.Definition{
	Name:      "office_suite_app",
	Doc:       "Microsoft 365 Apps for Windows devices: Word, Excel and the others, with Visio and Project where that is licensed.",
	Reference: "resources/intune-apps-officesuiteapp",
	// v1.0 has no such apps.
	Place:  mobileApps("microsoft.graph.officeSuiteApp"),
	LookUp: object.LookUp{Key: "displayName"},
	Life:   appLife(),
	Needs:  intune,
	Attributes: withoutNames(appWith([]object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the app in the Company Portal."},
		{Name: "description", Mode: object.Required, Type: object.String{}, Doc: "What the app is for, as the Company Portal shows it."},
		{Name: "productIds", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Enum: []string{"o365ProPlusRetail", "o365BusinessRetail", "visioProRetail", "projectProRetail"}, Closed: true}}, Doc: "Products that are installed. None where `office_configuration_xml` names them."},
		{Name: "officePlatformArchitecture", Mode: object.Default("none"), CreateOnly: true, Type: object.String{Enum: []string{"none", "x86", "x64", "arm", "neutral", "arm64"}, Closed: true}, Doc: "Whether the 32-bit edition, `x86`, or the 64-bit one, `x64`, is installed. Intune installs no other one."},
		{Name: "updateChannel", Mode: object.Default("none"), Type: object.String{Enum: []string{"none", "current", "deferred", "firstReleaseCurrent", "firstReleaseDeferred", "monthlyEnterprise"}, Closed: true}, Doc: "Which channel updates come from; `deferred` is the semi-annual one."},
		{Name: "targetVersion", Mode: object.Optional, Type: object.String{}, Doc: "Version that is installed, such as `16.0.17928.20440`. The latest of the channel by default."},
		{Name: "updateVersion", Mode: object.Optional, Type: object.String{}, Doc: "Name of the version for people, such as `2408`."},
		{Name: "excludedApps", Mode: object.Optional, Type: object.Object{Attributes: excludedApps()}, Doc: "Apps that are not installed."},
		{Name: "localesToInstall", Mode: object.Default([]any{}), Type: object.Set{Of: object.String{Sample: "da-dk"}}, Doc: "Languages that are installed beside that of Windows, such as `de-de`."},
		{Name: "officeSuiteAppDefaultFileFormat", Mode: object.Default("notConfigured"), Type: object.String{Enum: []string{"notConfigured", "officeOpenXMLFormat", "officeOpenDocumentFormat"}}, Doc: "Format in which documents are saved by default."},
		{Name: "installProgressDisplayLevel", Mode: object.Default("none"), Type: object.String{Enum: []string{"none", "full"}, Closed: true}, Doc: "Whether users see the installation."},
		{Name: "autoAcceptEula", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the licence terms are accepted for the users."},
		{Name: "shouldUninstallOlderVersionsOfOffice", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether older versions of Office with Windows Installer are removed."},
		{Name: "useSharedComputerActivation", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether several people who share a device activate the apps there."},
		{Name: "officeConfigurationXml", Mode: object.Optional, Type: object.Base64{}, Doc: "Configuration of the Office Deployment Tool in base64, in the place of the arguments about products, languages and updates."},
	}, nil)),
	Rules: []object.Rule{{
		When:    []object.Condition{object.Absent("officeConfigurationXml")},
		Then:    object.Filled("productIds"),
		Because: "There is nothing to install otherwise.",
	}},
	MovedFrom: object.From("microsoft365_graph_beta_device_and_app_management_office_suite_app", "microsoft365wp_mobile_app"),
}

func excludedApps() []object.Attribute {
	var all []object.Attribute
	for _, app := range []struct{ name, people string }{
		{"access", "Access"},
		{"bing", "Microsoft Search in Bing"},
		{"excel", "Excel"},
		{"groove", "OneDrive for Business of old (Groove)"},
		{"infoPath", "InfoPath"},
		{"lync", "Skype for Business"},
		{"oneDrive", "OneDrive"},
		{"oneNote", "OneNote"},
		{"outlook", "Outlook"},
		{"powerPoint", "PowerPoint"},
		{"publisher", "Publisher"},
		{"sharePointDesigner", "SharePoint Designer"},
		{"teams", "Teams"},
		{"visio", "Visio"},
		{"word", "Word"},
	} {
		all = append(all, object.Attribute{Name: app.name, Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether " + app.people + " is left out."})
	}
	return all
}

// withoutNames makes what Intune says itself of an app nobody else's.
func withoutNames(all []object.Attribute) []object.Attribute {
	kept := []object.Attribute{{Name: "publisher", Mode: object.ReadOnly, Type: object.String{}, Doc: "Who publishes the app: Microsoft."}}
	for _, a := range all {
		if a.Name != "owner" && a.Name != "developer" {
			kept = append(kept, a)
		}
	}
	return kept
}
