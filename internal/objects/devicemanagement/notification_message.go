// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// NotificationMessage is the text of a message in one language.
var NotificationMessage = object.Definition{
	Name:      "notification_message",
	Doc:       "The text of a message to users whose devices are not compliant, in one language.",
	Reference: "resources/intune-notification-localizednotificationmessage",
	Place:     object.Collection{API: object.Beta, Path: "/deviceManagement/notificationMessageTemplates/{notificationMessageTemplateId}/localizedNotificationMessages", Type: "microsoft.graph.localizedNotificationMessage"},
	Life:      &object.Life{},
	Needs:     intune,
	Attributes: []object.Attribute{
		{Name: "notificationMessageTemplateId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "message template"}, Doc: "Id of the template."},
		{Name: "locale", Mode: object.Required, CreateOnly: true, Type: object.String{}, Doc: "Language, such as `en-us`. A template has one message of each."},
		{Name: "subject", Mode: object.Required, Type: object.String{}, Doc: "Subject of the message."},
		{Name: "messageTemplate", Mode: object.Required, Type: object.String{}, Doc: "The message itself."},
		{Name: "isDefault", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether users of other languages get this message. One message of a template is the default."},
	},
}
