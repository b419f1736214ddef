// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// DeviceRegistrationPolicy says who may bring devices into the tenant.
var DeviceRegistrationPolicy = object.Definition{
	Name:  "device_registration_policy",
	Doc:   "Who may join and register devices, how many, and who is their administrator then. Every tenant has exactly one such policy; arguments that are left out stay as they are.",
	Place: object.Singleton{API: object.V1, Path: "/policies/deviceRegistrationPolicy", Type: "microsoft.graph.deviceRegistrationPolicy"},
	// A change without userDeviceQuota would set it to 0: all is sent.
	Life: &object.Life{Replaces: true},
	Attributes: []object.Attribute{
		{Name: "userDeviceQuota", Mode: object.Server, Type: object.Int{Min: 0, Max: 2147483647}, Doc: "How many devices a user may have. 50 in new tenants."},
		{Name: "multiFactorAuthConfiguration", Mode: object.Server, Type: object.String{Enum: []string{"notRequired", "required"}}, Doc: "Whether users need multi-factor authentication to join or register a device. Microsoft recommends Conditional Access instead."},
		{Name: "azureADRegistration", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isAdminConfigurable", Mode: object.Server, Type: object.Bool{}, Doc: "Whether this can be changed. It cannot while Intune is in use."},
			{Name: "allowedToRegister", Mode: object.Server, Type: registrationMembership, Doc: "Who may register devices."},
		}}, Doc: "Devices that are registered, mostly users' own."},
		{Name: "azureADJoin", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isAdminConfigurable", Mode: object.Server, Type: object.Bool{}, Doc: "Whether this can be changed."},
			{Name: "allowedToJoin", Mode: object.Server, Type: registrationMembership, Doc: "Who may join devices."},
			{Name: "localAdmins", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
				{Name: "enableGlobalAdmins", Mode: object.Server, Type: object.Bool{}, Doc: "Whether Global Administrators are administrators of the device."},
				{Name: "registeringUsers", Mode: object.Server, Type: registrationMembership, Doc: "Which users become administrators of the device that they join."},
			}}, Doc: "Who is an administrator of the device."},
		}}, Doc: "Devices that are joined, mostly the organization's."},
		{Name: "localAdminPassword", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isEnabled", Mode: object.Server, Type: object.Bool{}, Doc: "Whether devices may keep the password of their administrator in the directory."},
		}}, Doc: "Local administrator passwords (LAPS)."},
		{Name: "description", Mode: object.ReadOnly, Type: object.String{}, Doc: "What the policy is for."},
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the policy."},
	},
	MovedFrom: object.From("microsoft365wp_device_registration_policy"),
}

// registrationMembership is all users, none, or some.
var registrationMembership = object.OneOf{Variants: []object.Variant{
	{Name: "all", Type: "microsoft.graph.allDeviceRegistrationMembership", Doc: "All users."},
	{Name: "none", Type: "microsoft.graph.noDeviceRegistrationMembership", Doc: "No user."},
	{Name: "selected", Type: "microsoft.graph.enumeratedDeviceRegistrationMembership", Doc: "Some users.", Attributes: []object.Attribute{
		{Name: "users", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "user"}}, Doc: "Object ids of users."},
		{Name: "groups", Mode: object.Default([]any{}), Type: object.Set{Of: object.Reference{To: "group"}}, Doc: "Object ids of groups."},
	}},
}}
