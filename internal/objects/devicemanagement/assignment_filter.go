// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package devicemanagement describes what Intune manages devices with.
package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AssignmentFilter narrows an assignment to devices with certain properties.
var AssignmentFilter = object.Definition{
	Name:      "assignment_filter",
	Doc:       "A filter of Intune: a rule about devices or managed apps that narrows the assignments of policies and apps.",
	Reference: "resources/intune-policyset-deviceandappmanagementassignmentfilter",
	// v1.0 has no filters.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/assignmentFilters", Type: "microsoft.graph.deviceAndAppManagementAssignmentFilter"},
	LookUp: object.LookUp{Key: "displayName", PageSize: 1000},
	Life:   &object.Life{},
	Needs:  intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the filter."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the filter is for."},
		{Name: "platform", Mode: object.Required, CreateOnly: true, Type: object.String{Enum: []string{
			"android", "androidForWork", "iOS", "macOS", "windowsPhone81", "windows81AndLater", "windows10AndLater", "androidWorkProfile", "unknown",
			"androidAOSP", "androidMobileApplicationManagement", "iOSMobileApplicationManagement", "windowsMobileApplicationManagement",
		}}, Doc: "Kind of devices, or of managed apps, that the rule is about."},
		{Name: "assignmentFilterManagementType", Mode: object.Server, CreateOnly: true, Type: object.String{Enum: []string{"devices", "apps"}}, Doc: "Whether the rule is about `devices` or managed `apps`. It follows from the platform."},
		{Name: "rule", Mode: object.Required, Type: object.String{MaxLength: 3072, Sample: `(device.manufacturer -eq "Contoso")`}, Doc: "The rule, such as `(device.manufacturer -eq \"Microsoft\")`."},
		{Name: "roleScopeTags", Mode: object.Default([]any{"0"}), Type: object.Set{Of: scopeTagID}, Doc: "Ids of the scope tags of the filter. `0` is the default tag."},
		{Name: "payloads", Mode: object.ReadOnly, Volatile: true, Type: object.List{Of: object.Object{Attributes: []object.Attribute{
			{Name: "payloadId", Mode: object.Optional, Type: object.String{}, Doc: "Id of what is assigned."},
			{Name: "payloadType", Mode: object.Required, Type: object.String{Closed: true, Enum: []string{
				"unknown", "deviceConfigurationAndCompliance", "application", "androidEnterpriseApp", "enrollmentConfiguration", "groupPolicyConfiguration", "zeroTouchDeploymentDeviceConfigProfile",
				"androidEnterpriseConfiguration", "deviceFirmwareConfigurationInterfacePolicy", "resourceAccessPolicy", "win32app", "deviceManagmentConfigurationAndCompliancePolicy",
			}}, Doc: "What kind of object that is."},
			{Name: "groupId", Mode: object.Optional, Type: object.String{}, Doc: "Group that it is assigned to."},
			{Name: "assignmentFilterType", Mode: object.Required, Type: object.String{Enum: []string{"none", "include", "exclude"}, Closed: true}, Doc: "Whether the filter includes devices or excludes them."},
		}}}, Doc: "Which assignments use the filter. One that is in use cannot be deleted."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the filter was created."},
		{Name: "lastModifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the filter was last changed."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_assignment_filter", "microsoft365wp_device_and_app_management_assignment_filter"),
}
