// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package devicemanagement

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// AutopilotDeviceIdentity is a device that Windows Autopilot knows. It is imported by its
// hardware hash, in the background, and then changed by an action alone. That the action
// leaves alone what it is not sent, and empties what is sent as "", is a belief: the page
// says nothing of it, and Microsoft's own scripts rely on it.
var AutopilotDeviceIdentity = object.Definition{
	Name:      "autopilot_device_identity",
	Doc:       "A device that is registered with Windows Autopilot by its hardware hash. Microsoft registers it in the background, which takes minutes. A device that is registered already, here or by another organization, is refused. A destroy takes the registration away; a device that is enrolled in Intune has to be deleted there first.",
	Reference: "resources/intune-enrollment-windowsautopilotdeviceidentity",
	Place:     object.Collection{API: object.V1, Path: "/deviceManagement/windowsAutopilotDeviceIdentities", Type: "microsoft.graph.windowsAutopilotDeviceIdentity"},
	LookUp:    object.LookUp{Key: "serialNumber", Unfiltered: true},
	Life: &object.Life{Create: object.Create{By: &object.Making{
		Path: "/deviceManagement/importedWindowsAutopilotDeviceIdentities", Type: "microsoft.graph.importedWindowsAutopilotDeviceIdentity",
		Made: "state.deviceRegistrationId", Names: map[string]string{"userPrincipalName": "assignedUserPrincipalName"},
		Progress: object.Progress{Status: "state.deviceImportStatus", Done: []string{"complete"}, Failed: []string{"error"}, Reason: "state.deviceErrorName"},
	}}},
	Needs: intune,
	Attributes: []object.Attribute{
		{Name: "serialNumber", Mode: object.Required, CreateOnly: true, Type: object.String{}, Doc: "Serial number of the device, as its firmware tells it."},
		{Name: "hardwareIdentifier", Mode: object.WriteOnlyAtCreate, CreateOnly: true, Type: object.Base64{}, Doc: "The hardware hash, in base64 as Windows gives it. It is sent when the device is registered, and is never stored in plan or state. Needs Terraform 1.11, OpenTofu 1.11 or later."},
		{Name: "productKey", Mode: object.Server, CreateOnly: true, Type: object.String{}, Doc: "Windows product id of the device. Most devices need none."},
		{Name: "groupTag", Mode: object.Server, Action: deviceProperties(true), Removal: object.ClearedWith(""), Type: object.String{}, Doc: "Tag by which dynamic groups of devices find the device, such as `Kiosk`."},
		{Name: "displayName", Mode: object.Server, Action: deviceProperties(false), Removal: object.ClearedWith(""), Type: object.String{}, Doc: "Name that the device gets in the set-up, where it joins Microsoft Entra ID only."},
		{Name: "userPrincipalName", Mode: object.Server, Action: deviceProperties(true), Removal: noUser, Type: object.String{}, Doc: "User principal name of the person whom the device is for."},
		{Name: "addressableUserName", Mode: object.Server, Action: deviceProperties(false), Removal: noUser, Type: object.String{}, Doc: "How the set-up greets that person."},
		{Name: "manufacturer", Mode: object.ReadOnly, Type: object.String{}, Doc: "Who made the device."},
		{Name: "model", Mode: object.ReadOnly, Type: object.String{}, Doc: "Its model."},
		{Name: "systemFamily", Mode: object.ReadOnly, Type: object.String{}, Doc: "The family of models."},
		{Name: "skuNumber", Mode: object.ReadOnly, Type: object.String{}, Doc: "Stock number of the model."},
		{Name: "purchaseOrderIdentifier", Mode: object.ReadOnly, Type: object.String{}, Doc: "The order with which the device was bought."},
		{Name: "resourceName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the resource that belongs to the device."},
		{Name: "azureActiveDirectoryDeviceId", Rename: "entra_device_id", Mode: object.ReadOnly, Volatile: true, Type: object.String{}, Doc: "Device id in Microsoft Entra ID."},
		{Name: "managedDeviceId", Mode: object.ReadOnly, Volatile: true, Type: object.String{}, Doc: "Id of the device in Intune, once it is enrolled."},
		{Name: "enrollmentState", Mode: object.ReadOnly, Volatile: true, Type: object.String{Enum: []string{"unknown", "enrolled", "pendingReset", "failed", "notContacted"}}, Doc: "Whether the device is enrolled in Intune."},
		{Name: "lastContactedDateTime", Mode: object.ReadOnly, Volatile: true, Type: object.Time{}, Doc: "When the device last spoke to Intune."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_device_management_windows_autopilot_device_identity"),
}

// deviceProperties changes one property. An import brings some of them.
func deviceProperties(imported bool) *object.Action {
	return &object.Action{Name: "updateDeviceProperties", UpdateOnly: imported}
}

var noUser = object.NeverCleared("Run the action `microsoft365_autopilot_device_unassign_user` to take the person from the device.")
