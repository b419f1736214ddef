// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// NotificationMessageTemplate is what is sent to users of devices that are not
// compliant.
var NotificationMessageTemplate = object.Definition{
	Name:      "notification_message_template",
	Doc:       "A message to users whose devices are not compliant. Its texts are objects of their own, microsoft365_notification_message.",
	Reference: "resources/intune-notification-notificationmessagetemplate",
	// v1.0 lacks descriptions.
	Place:  object.Collection{API: object.Beta, Path: "/deviceManagement/notificationMessageTemplates", Type: "microsoft.graph.notificationMessageTemplate"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{},
	Needs:  intune,
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name of the template."},
		{Name: "description", Mode: object.Optional, Type: object.String{MaxLength: 1024}, Doc: "What the template is for."},
		{Name: "brandingOptions", Mode: object.Default("none"), Type: object.Flags{Enum: []string{"none", "includeCompanyLogo", "includeCompanyName", "includeContactInformation", "includeCompanyPortalLink", "includeDeviceDetails"}}, Doc: "What of the organization and the device the message shows. Nothing by default."},
		roleScopeTagIDs,
		{Name: "defaultLocale", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "Language of the message that users of other languages get."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_device_compliance_notification_template", "microsoft365wp_notification_message_template"),
}
