// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

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
