// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// DeviceCategory is what users choose from when they enrol a device.
var DeviceCategory = object.Definition{
	Name:       "device_category",
	PluralName: "device_categories",
	Doc:        "A category that users choose from when they enrol a device, and that dynamic groups can ask for.",
	Reference:  "resources/intune-shared-devicecategory",
	// v1.0 lacks scope tags.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/deviceCategories", Type: "microsoft.graph.deviceCategory"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the category."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the category is for."},
		roleScopeTagIDs,
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_device_category"),
}
