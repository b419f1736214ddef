// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// Device is a computer or phone that the tenant knows.
var Device = object.Definition{
	Name:   "device",
	Doc:    "A computer or phone that is joined to the tenant or registered there.",
	Place:  object.Collection{API: object.V1, Path: "/devices", Type: "microsoft.graph.device"},
	LookUp: object.LookUp{Key: "displayName", Advanced: true, Filterable: []string{"deviceId", "accountEnabled", "operatingSystem", "trustType", "profileType", "isCompliant", "isManaged"}},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the device. Several can have the same."},
		{Name: "deviceId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id that the device has on itself. Memberships take the object id, `id`, and not this one."},
		{Name: "accountEnabled", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the device may sign in."},
		{Name: "operatingSystem", Mode: object.ReadOnly, Type: object.String{}, Doc: "Operating system, such as `Windows`."},
		{Name: "operatingSystemVersion", Mode: object.ReadOnly, Type: object.String{}, Doc: "Version of the operating system."},
		{Name: "trustType", Mode: object.ReadOnly, Type: object.String{}, Doc: "How the device belongs to the tenant: `AzureAd` joined, `ServerAd` joined on premises too, `Workplace` registered."},
		{Name: "profileType", Mode: object.ReadOnly, Type: object.String{}, Doc: "Kind of the device, mostly `RegisteredDevice`."},
		{Name: "deviceOwnership", Mode: object.ReadOnly, Type: object.String{}, Doc: "Whose device it is, as Intune knows: `company` or `personal`."},
		{Name: "manufacturer", Mode: object.ReadOnly, Type: object.String{}, Doc: "Who made the device."},
		{Name: "model", Mode: object.ReadOnly, Type: object.String{}, Doc: "Model of the device."},
		{Name: "isCompliant", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the device keeps to its compliance policies."},
		{Name: "isManaged", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether a service such as Intune manages the device."},
		{Name: "mdmAppId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Client id of the service that manages the device."},
		{Name: "enrollmentProfileName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Profile by which the device was enrolled."},
		{Name: "registrationDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the device was registered."},
		{Name: "approximateLastSignInDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the device last signed in, to within some days."},
		{Name: "onPremisesSyncEnabled", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the device comes from an on-premises directory."},
	},
}
