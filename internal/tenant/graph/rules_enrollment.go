// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	enrollmentPath   = "/deviceManagement/deviceEnrollmentConfigurations"
	autopilotPath    = "/deviceManagement/windowsAutopilotDeploymentProfiles"
	importedPath     = "/deviceManagement/importedWindowsAutopilotDeviceIdentities"
	registeredPath   = "/deviceManagement/windowsAutopilotDeviceIdentities"
	defaultOfTenant  = "00000000-0000-0000-0000-000000000000_Default"
	enrollmentPrefix = "#microsoft.graph."
)

func enrollmentRules() table {
	return table{
		enrollmentPath: {required: []string{"displayName"}, defaults: tagged(), complete: completeEnrollment, keeps: keepEnrollment},
		autopilotPath: {
			required: []string{"displayName"}, createOnly: []string{"deviceType"}, defaults: tagged(), derive: mirrorAutopilot, keeps: keepAutopilot,
		},
		autopilotPath + "/*/assignments": {required: []string{"target"}, complete: completeAutopilotAssignment},
		importedPath:                     {required: []string{"serialNumber", "hardwareIdentifier"}, complete: completeImport, shows: showImport, stored: register},
		registeredPath:                   {noPatch: true},
	}
}

// enrollmentKinds are what the ids of a type's configurations end in, and what
// deviceEnrollmentConfigurationType says of them.
var enrollmentKinds = map[string]struct{ suffix, kind string }{
	"deviceEnrollmentLimitConfiguration":                   {"Limit", "limit"},
	"deviceEnrollmentPlatformRestrictionConfiguration":     {"SinglePlatformRestriction", "singlePlatformRestriction"},
	"deviceEnrollmentPlatformRestrictionsConfiguration":    {"PlatformRestrictions", "platformRestrictions"},
	"deviceEnrollmentWindowsHelloForBusinessConfiguration": {"WindowsHelloForBusiness", "windowsHelloForBusiness"},
	"windows10EnrollmentCompletionPageConfiguration":       {"Windows10EnrollmentCompletionPageConfiguration", "windows10EnrollmentCompletionPageConfiguration"},
	"deviceEnrollmentNotificationConfiguration":            {"EnrollmentNotificationsConfiguration", "enrollmentNotificationsConfiguration"},
	"windowsRestoreDeviceEnrollmentConfiguration":          {"WindowsRestore", "windowsRestore"},
}

// completeEnrollment: the id tells the kind, and the newest comes last.
func completeEnrollment(c *call, configuration store.Object) {
	of := enrollmentKinds[strings.TrimPrefix(text(configuration["@odata.type"]), enrollmentPrefix)]
	configuration["id"] = uuid.NewString() + "_" + of.suffix
	configuration["version"] = json.Number("1")
	priority := 1
	for _, other := range c.store.Walk(enrollmentPath, 0) {
		if other["@odata.type"] == configuration["@odata.type"] && !isDefault(other) {
			priority++
		}
	}
	configuration["priority"] = json.Number(strconv.Itoa(priority))
	if c.version == "beta" {
		configuration["deviceEnrollmentConfigurationType"] = of.kind
	}
}

func isDefault(configuration store.Object) bool {
	return strings.Contains(text(configuration["id"]), "_Default")
}

// keepEnrollment: what holds for everybody by default stays.
func keepEnrollment(_ *call, configuration store.Object) error {
	if isDefault(configuration) {
		return badRequest("The default enrollment configuration cannot be deleted.")
	}
	return nil
}

// setPriority puts an enrollment configuration in its place.
func (c *call) setPriority() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	priority, ok := c.body["priority"].(json.Number)
	if !ok || isDefault(e.object) {
		return reply{}, badRequest("The priority cannot be set.")
	}
	c.set(e, "priority", priority)
	return noContent(), nil
}

// defaultEnrollment are the configurations that hold for everybody by default.
func defaultEnrollment() []store.Object {
	const name = "All users and all devices"
	configuration := func(typeName string) store.Object {
		of := enrollmentKinds[typeName]
		return store.Object{
			"@odata.type": enrollmentPrefix + typeName, "id": defaultOfTenant + of.suffix, "displayName": name, "description": name, "priority": json.Number("0"),
			"deviceEnrollmentConfigurationType": "default" + strings.ToUpper(of.kind[:1]) + of.kind[1:],
			"version":                           json.Number("1"), "createdDateTime": "2020-01-01T00:00:00Z", "lastModifiedDateTime": "2020-01-01T00:00:00Z", "roleScopeTagIds": []any{"0"},
		}
	}
	limit := configuration("deviceEnrollmentLimitConfiguration")
	limit["limit"] = json.Number("5")
	return []store.Object{
		limit,
		configuration("deviceEnrollmentPlatformRestrictionsConfiguration"),
		configuration("deviceEnrollmentWindowsHelloForBusinessConfiguration"),
		configuration("windows10EnrollmentCompletionPageConfiguration"),
	}
}

// mirrorAutopilot: three properties have an older name too.
func mirrorAutopilot(c *call, _, after store.Object) {
	for name, old := range map[string]string{"locale": "language", "preprovisioningAllowed": "enableWhiteGlove", "hardwareHashExtractionEnabled": "extractHardwareHash"} {
		if _, sent := c.body[old]; sent {
			after[name] = after[old]
		}
		if after[name] != nil {
			after[old] = after[name]
		}
	}
}

// keepAutopilot: a profile that is assigned stays.
func keepAutopilot(c *call, profile store.Object) error {
	if c.store.Len(entry{autopilotPath, profile}.below("assignments")) > 0 {
		return badRequest("The profile is assigned and cannot be deleted.")
	}
	return nil
}

func completeAutopilotAssignment(c *call, assignment store.Object) {
	profile := c.target.path.Key(0)
	assignment["id"] = assignmentID(entry{autopilotPath, store.Object{"id": profile}}, assignment) + "_0"
}

// completeImport: a device is registered in the background, unless one with the serial
// number is registered already.
func completeImport(c *call, device store.Object) {
	status, registration, code, failure := "complete", uuid.NewString(), "0", ""
	for _, other := range c.store.Walk(registeredPath, 0) {
		if strings.EqualFold(text(other["serialNumber"]), text(device["serialNumber"])) {
			status, registration, code, failure = "error", "", "806", "ZtdDeviceAlreadyAssigned"
		}
	}
	device[begun] = c.moment()
	device["state"] = importState(status, registration, code, failure)
}

// importState is how far an import is, and what has come of it.
func importState(status, registration, code, failure string) store.Object {
	return store.Object{"deviceImportStatus": status, "deviceRegistrationId": registration, "deviceErrorCode": json.Number(code), "deviceErrorName": failure}
}

// showImport tells what has become of an import once it is done.
func showImport(c *call, stored, shown store.Object) store.Object {
	shown = without(shown, []string{begun})
	if c.isDone(stored) {
		return shown
	}
	return replaced(shown, "state", importState("unknown", "", "0", ""))
}

// register makes an imported device known to Autopilot, where it is not yet.
func register(c *call, _, device store.Object) {
	registration := text(nested(device, "state", "deviceRegistrationId"))
	if registration == "" {
		return
	}
	c.insertTyped(registeredPath, store.Object{
		"id": registration, "serialNumber": device["serialNumber"], "groupTag": device["groupTag"], "productKey": device["productKey"],
		"userPrincipalName": device["assignedUserPrincipalName"], "deploymentProfileAssignmentStatus": "notAssigned", "enrollmentState": "notContacted",
	})
}

// importDevices registers several devices at once.
func (c *call) importDevices() (reply, error) {
	values := []any{}
	for _, element := range list(c.body["importedWindowsAutopilotDeviceIdentities"]) {
		body, _ := element.(store.Object)
		sub := *c
		sub.body = body
		e, err := sub.add()
		if err != nil {
			return reply{}, err
		}
		values = append(values, showImport(c, e.object, e.object))
	}
	if len(values) == 0 {
		return reply{}, badRequest("A value is required for parameter 'importedWindowsAutopilotDeviceIdentities'.")
	}
	return c.values(values, strings.TrimPrefix(importedPath, "/")), nil
}

// updateDevice changes the properties of a device that the body names.
func (c *call) updateDevice() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	typ := c.typeOf(e)
	for name, value := range c.body {
		if _, known := typ.Property(name); known {
			c.set(e, name, value)
		}
	}
	return reply{status: http.StatusNoContent}, nil
}
