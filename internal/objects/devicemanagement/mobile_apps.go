// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// mobileApps is where the apps of all kinds are: each of a type of its own. v1.0 lacks
// scope tags and many of the types.
func mobileApps(app string) object.Collection {
	return object.Collection{API: object.Beta, Path: "/deviceAppManagement/mobileApps", Type: app, Derived: true}
}

// appLife is that of every app: Intune assigns it once it is published, which takes a
// while.
func appLife() *object.Life { return &object.Life{Ready: isPublished} }

var isPublished = object.Is("publishingState", "published")

// mobileApp are the attributes of an app: its own, and what all kinds have. The
// settings are those that its kind of app has in an assignment, if any.
func mobileApp(own []object.Attribute, settings ...object.Attribute) []object.Attribute {
	all := []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the app in the Company Portal."},
		{Name: "description", Mode: object.Required, Type: object.String{}, Doc: "What the app is for, as the Company Portal shows it."},
		{Name: "publisher", Mode: object.Required, Type: object.String{}, Doc: "Who publishes the app."},
	}
	return appWith(append(all, own...), settings)
}

// appWith are attributes of an app, and those that people decide on whatever the app is.
func appWith(own, settings []object.Attribute) []object.Attribute {
	return append(own,
		object.Attribute{Name: "developer", Mode: object.Optional, Type: object.String{}, Doc: "Who has written the app."},
		object.Attribute{Name: "owner", Mode: object.Optional, Type: object.String{}, Doc: "Who in the organization is responsible for the app."},
		object.Attribute{Name: "notes", Mode: object.Optional, Type: object.String{}, Doc: "Notes for administrators."},
		object.Attribute{Name: "informationUrl", Mode: object.Optional, Type: object.String{Sample: "https://example.com/app"}, Doc: "Page with more about the app."},
		object.Attribute{Name: "privacyInformationUrl", Mode: object.Optional, Type: object.String{Sample: "https://example.com/privacy"}, Doc: "Page about what the app does with personal data."},
		object.Attribute{Name: "isFeatured", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether the Company Portal shows the app among the featured ones."},
		object.Attribute{Name: "largeIcon", Mode: object.Optional, Seen: object.Alone, Type: object.Object{Attributes: []object.Attribute{
			{Name: "type", Mode: object.Required, Type: object.String{Sample: "image/png"}, Doc: "Kind of the picture, such as `image/png`."},
			{Name: "value", Mode: object.Required, Type: object.Base64{}, Doc: "The picture in base64, as `filebase64(\"icon.png\")` gives it."},
		}}, Doc: "Icon of the app in the Company Portal."},
		object.Attribute{Name: "categories", Mode: object.Links, Type: object.References{To: "mobile app category", Targets: "/deviceAppManagement/mobileAppCategories"}, Doc: "Ids of the categories of the app."},
		roleScopeTagIDs,
		appAssignments(settings),
		object.Attribute{Name: "publishingState", Mode: object.ReadOnly, Type: object.String{Enum: []string{"notPublished", "processing", "published"}}, Volatile: true, Doc: "Whether the app is ready to be assigned."},
		object.Attribute{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the app was created."},
		object.Attribute{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the app was last changed."},
	)
}

// appAssignments are all assignments of an app. They are the server's where nothing is
// configured, so that each can be an object of its own instead.
func appAssignments(settings []object.Attribute) object.Attribute {
	own := []object.Attribute{appIntent}
	if len(settings) > 0 {
		own = append(own, settings...)
	}
	all := assignments("mobileAppAssignments", own...)
	all.Mode = object.Server
	all.Doc = "All assignments of the app. Left out, they are not touched: use this, or `microsoft365_mobile_app_assignment`, and not both. Where both are configured, each apply of the app removes the assignments that are not listed here. `[]` removes all."
	return all
}

var appIntent = object.Attribute{Name: "intent", Mode: object.Required, Type: object.String{Enum: []string{"available", "required", "uninstall", "availableWithoutEnrollment"}, Closed: true}, Doc: "Whether the app is offered, installed or removed; `availableWithoutEnrollment` offers it on devices that Intune does not manage, too."}

// MobileAppCategory groups apps in the Company Portal.
var MobileAppCategory = object.Definition{
	Name:       "mobile_app_category",
	PluralName: "mobile_app_categories",
	Doc:        "A category by which the Company Portal groups apps.",
	Reference:  "resources/intune-apps-mobileappcategory",
	Place:      object.Collection{API: object.Beta, Path: "/deviceAppManagement/mobileAppCategories", Type: "microsoft.graph.mobileAppCategory"},
	LookUp:     object.LookUp{Key: "displayName"},
	Life:       &object.Life{},
	Needs:      intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{}, Doc: "Name of the category."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the category was last changed."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_and_app_management_application_category", "microsoft365wp_mobile_app_category"),
}

// assignmentsOfApps are the attributes that have all assignments of an app.
func assignmentsOfApps() (all []object.Elsewhere) {
	for _, app := range []string{"win32_app", "winget_app", "macos_pkg_app", "macos_dmg_app", "ios_store_app", "android_managed_store_app", "office_suite_app", "web_app"} {
		all = append(all, object.Elsewhere{Name: app, Attribute: "assignments"})
	}
	return all
}

// MobileAppAssignment is one assignment of an app.
var MobileAppAssignment = object.Definition{
	Name:      "mobile_app_assignment",
	Doc:       "One assignment of an app to a group, to all users or to all devices. Assignments that are not managed with Terraform are left alone.",
	Reference: "resources/intune-apps-mobileappassignment",
	Place:     object.Collection{API: object.Beta, Path: "/deviceAppManagement/mobileApps/{mobileAppId}/assignments", Type: "microsoft.graph.mobileAppAssignment"},
	Life:      &object.Life{},
	Needs:     intune,
	Elsewhere: assignmentsOfApps(),
	Attributes: []object.Attribute{
		{Name: "mobileAppId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "app"}, Doc: "Id of the app, whatever its kind."},
		{Name: "intent", Mode: object.Required, CreateOnly: true, Type: appIntent.Type, Doc: appIntent.Doc},
		{Name: "target", Mode: object.Required, CreateOnly: true, Type: assignmentTarget(), Doc: "Whom the assignment is for."},
		{Name: "settings", Mode: object.Optional, Type: object.OneOf{Variants: []object.Variant{
			{Name: "win32LobApp", Type: "microsoft.graph.win32LobAppAssignmentSettings", Doc: "Of a Win32 app.", Attributes: win32Settings()},
			{Name: "winGetApp", Type: "microsoft.graph.winGetAppAssignmentSettings", Doc: "Of an app of the Microsoft Store.", Attributes: winGetSettings()},
			{Name: "iosStoreApp", Type: "microsoft.graph.iosStoreAppAssignmentSettings", Doc: "Of an app of Apple's store.", Attributes: iosStoreSettings()},
			{Name: "androidManagedStoreApp", Type: "microsoft.graph.androidManagedStoreAppAssignmentSettings", Doc: "Of an app of managed Google Play.", Attributes: androidManagedStoreSettings()},
		}}, Doc: "How the app is installed, for the kinds of apps that have such settings."},
		{Name: "source", Mode: object.ReadOnly, Type: object.String{Enum: []string{"direct", "policySets"}}, Doc: "Whether the assignment was made for the app, or comes from a policy set."},
	},
	MovedFrom: []object.Move{{From: "microsoft365_graph_beta_device_and_app_management_mobile_app_assignment", Attributes: map[string]string{"mobileAppId": "mobile_app_id"}}},
}
