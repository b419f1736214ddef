// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package actions

import (
	"net/http"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/model"
)

// Definition is an order that Graph carries out once, and that leaves no object to
// manage.
type Definition struct {
	// Name is Terraform's, without the provider's prefix.
	Name string
	// Doc is a sentence that says what happens.
	Doc string
	// Version is v1.0, or beta where v1.0 does not know the order.
	Version string
	// Path is where it is posted; {id} stands for the object, and another name in braces
	// for the parameter of the name.
	Path string
	// Parameters are what the order says besides.
	Parameters []Parameter
	// Many is the parameter that names the objects, of an order that is for several of
	// them and has no {id}. They stand where Path does, without its last part.
	Many string
	// Outcome judges Graph's answer, of an order whose answer tells what has come of it.
	Outcome func(answer map[string]any, tell func(string)) error
	// Destructive orders take the name of the device, which must be the one that has
	// the id: data is lost otherwise by a slip of the finger.
	Destructive bool
}

// Permissions are the application permissions that open the order, the least first.
func (d Definition) Permissions() []string {
	return d.opening(func(g model.Grant) model.Access { return g.Application })
}

// PermissionsOfPeople are the delegated permissions that open it, the least first.
func (d Definition) PermissionsOfPeople() []string {
	return d.opening(func(g model.Grant) model.Access { return g.Delegated })
}

func (d Definition) opening(access func(model.Grant) model.Access) []string {
	list, err := model.LoadPermissions()
	if err != nil {
		return nil // embedded, so that it is there
	}
	var least, others []string
	for _, g := range list.Grants(http.MethodPost, d.Path) {
		switch access(g) {
		case model.Least:
			least = append(least, g.Name)
		case model.Opens:
			others = append(others, g.Name)
		case model.None:
		}
	}
	return append(least, others...)
}

// OfDevice tells of an order to a managed device, which reports what comes of it.
func (d Definition) OfDevice() bool { return strings.HasPrefix(d.Path, devices) }

// OfOne tells of an order for one object, which an id names.
func (d Definition) OfOne() bool { return d.Many == "" }

// Parameter is a member of the order's body, or a part of its path.
type Parameter struct {
	// Name is Graph's. A dot leads into a member of a complex one; after [] that is the
	// only one of a list.
	Name string
	Kind Kind
	Doc  string
	// Required must be given.
	Required bool
	// Words are those that this version of the provider knows, of an enum.
	Words []string
	// Example is a value for the documentation, where there must be one.
	Example any
}

// Kind is the type of a parameter.
type Kind int

// The types of parameters.
const (
	Text Kind = iota
	Flag
	Number
	Texts
)

const (
	devices   = "/deviceManagement/managedDevices/{id}/"
	autopilot = "/deviceManagement/windowsAutopilotDeviceIdentities/{id}/"
)

// anyID stands for an id in examples.
const anyID = "00000000-0000-0000-0000-000000000000"

func text(name, doc string) Parameter { return Parameter{Name: name, Kind: Text, Doc: doc} }
func flag(name, doc string) Parameter { return Parameter{Name: name, Kind: Flag, Doc: doc} }

// must is a parameter that has to be given, with a value for the example.
func must(p Parameter, example any) Parameter {
	p.Required, p.Example = true, example
	return p
}

// words is a text that is one of an enum's.
func words(name, doc string, known ...string) Parameter {
	return Parameter{Name: name, Doc: doc + " One of `" + strings.Join(known, "`, `") + "`.", Words: known}
}

func onDevice(version, name, path, doc string, parameters ...Parameter) Definition {
	return Definition{Name: "managed_device_" + name, Version: version, Path: devices + path, Doc: doc, Parameters: parameters}
}

func destructive(d Definition) Definition { d.Destructive = true; return d }

// All are the orders, in groups by what they are given to.
func All() []Definition {
	return append(append(deviceActions(), appleActions()...), otherActions()...)
}

// deviceActions are for devices of every kind, and for Windows.
func deviceActions() []Definition {
	return []Definition{
		onDevice("v1.0", "sync", "syncDevice", "Has a device check in with Intune."),
		onDevice("v1.0", "reboot_now", "rebootNow", "Restarts a device."),
		onDevice("v1.0", "shut_down", "shutDown", "Shuts a device down."),
		onDevice("v1.0", "remote_lock", "remoteLock", "Locks a device."),
		onDevice("v1.0", "reset_passcode", "resetPasscode", "Takes the passcode off a device, or gives it a new one."),
		onDevice("v1.0", "locate", "locateDevice", "Finds out where a device is."),
		destructive(onDevice("v1.0", "retire", "retire", "Removes company data and settings from a device, and the device from Intune.")),
		destructive(onDevice("v1.0", "wipe", "wipe", "Resets a device to its factory settings.",
			flag("keepEnrollmentData", "Whether the device stays enrolled."), flag("keepUserData", "Whether data of the user stays."),
			text("macOsUnlockCode", "Six digits that unlock a Mac that is wiped."), flag("persistEsimDataPlan", "Whether the data plan of the eSIM stays."))),
		destructive(onDevice("v1.0", "clean_windows_device", "cleanWindowsDevice", "Removes apps from a Windows device, and its user's data unless they are kept.",
			must(flag("keepUserData", "Whether data of the user stays."), true))),
		onDevice("v1.0", "windows_defender_scan", "windowsDefenderScan", "Scans a Windows device with Microsoft Defender.", must(flag("quickScan", "Whether only the usual places are scanned."), true)),
		onDevice("v1.0", "windows_defender_update_signatures", "windowsDefenderUpdateSignatures", "Updates the signatures of Microsoft Defender on a Windows device."),
		onDevice("v1.0", "update_windows_device_account", "updateWindowsDeviceAccount", "Changes the account of a Surface Hub or Teams Room.",
			must(text("updateWindowsDeviceAccountActionParameter.deviceAccountEmail", "Address of the account."), "boardroom@contoso.com"),
			text("updateWindowsDeviceAccountActionParameter.deviceAccount.password", "Password of the account."),
			text("updateWindowsDeviceAccountActionParameter.exchangeServer", "Exchange server of the account."),
			text("updateWindowsDeviceAccountActionParameter.sessionInitiationProtocalAddress", "SIP address of the account."),
			flag("updateWindowsDeviceAccountActionParameter.calendarSyncEnabled", "Whether the calendar is synchronized."),
			flag("updateWindowsDeviceAccountActionParameter.passwordRotationEnabled", "Whether the device changes the password by itself.")),
		onDevice("beta", "activate_device_esim", "activateDeviceEsim", "Activates the eSIM of a device.", must(text("carrierUrl", "URL of the carrier."), "https://esim.carrier.example/activate")),
		onDevice("beta", "create_device_log_collection_request", "createDeviceLogCollectionRequest", "Collects the logs of a Windows device.",
			must(words("templateType.templateType", "Which logs.", "predefined"), "predefined")),
		onDevice("beta", "deprovision", "deprovision", "Takes management off a device.", must(text("deprovisionReason", "The reason, for the log."), "Returned to the leasing company")),
		onDevice("beta", "disable", "disable", "Disables a device."),
		onDevice("beta", "reenable", "reenable", "Enables a device again."),
		onDevice("beta", "initiate_device_attestation", "initiateDeviceAttestation", "Has a device attest its health."),
		onDevice("beta", "initiate_mobile_device_management_key_recovery", "initiateMobileDeviceManagementKeyRecovery", "Recovers the keys of management of a device."),
		onDevice("beta", "initiate_on_demand_proactive_remediation", "initiateOnDemandProactiveRemediation", "Runs a remediation script on a device.", must(text("scriptPolicyId", "Id of the remediation."), anyID)),
		onDevice("beta", "pause_configuration_refresh", "pauseConfigurationRefresh", "Has a Windows device keep changed settings for a time.",
			must(Parameter{Name: "pauseTimePeriodInMinutes", Kind: Number, Doc: "For how many minutes."}, 60)),
		onDevice("beta", "remove_device_firmware_configuration_interface_management", "removeDeviceFirmwareConfigurationInterfaceManagement", "Ends the management of a device's firmware."),
		onDevice("beta", "rotate_bitlocker_keys", "rotateBitLockerKeys", "Changes the BitLocker recovery keys of a device."),
		onDevice("beta", "rotate_local_admin_password", "rotateLocalAdminPassword", "Has Windows LAPS change the local administrator's password."),
		onDevice("beta", "send_custom_notification_to_company_portal", "sendCustomNotificationToCompanyPortal", "Shows a message in the Company Portal of a device.",
			must(text("notificationTitle", "Title."), "Maintenance"), must(text("notificationBody", "Text."), "The network is down from 18:00 to 19:00.")),
		onDevice("beta", "set_device_name", "setDeviceName", "Renames a device.", must(text("deviceName", "The new name, in which macros such as `{{serialnumber}}` may stand."), "RECEPTION-{{rand:3}}")),
		onDevice("beta", "trigger_configuration_manager_action", "triggerConfigurationManagerAction", "Orders something of a device's Configuration Manager.",
			must(words("configurationManagerAction.action", "What is ordered.", "refreshMachinePolicy", "refreshUserPolicy", "wakeUpClient", "appEvaluation", "quickScan", "fullScan", "windowsDefenderUpdateSignatures"), "refreshMachinePolicy")),
	}
}

// appleActions are for Macs, iPhones and iPads.
func appleActions() []Definition {
	return []Definition{
		onDevice("v1.0", "bypass_activation_lock", "bypassActivationLock", "Makes a code that passes by the activation lock of an Apple device. It stands in the device's properties."),
		onDevice("v1.0", "recover_passcode", "recoverPasscode", "Recovers the passcode of a device."),
		onDevice("v1.0", "disable_lost_mode", "disableLostMode", "Ends the lost mode of an Apple device."),
		onDevice("beta", "enable_lost_mode", "enableLostMode", "Locks an Apple device that is lost, and shows a message.",
			must(text("message", "What the device shows."), "This phone is lost. Please call us."), text("phoneNumber", "Number to call."), text("footer", "Text below.")),
		onDevice("beta", "play_lost_mode_sound", "playLostModeSound", "Has an Apple device in lost mode play a sound.", text("durationInMinutes", "For how many minutes.")),
		onDevice("v1.0", "delete_user_from_shared_apple_device", "deleteUserFromSharedAppleDevice", "Deletes a user of a shared iPad.", must(text("userPrincipalName", "The user."), "ada@contoso.com")),
		onDevice("v1.0", "logout_shared_apple_device_active_user", "logoutSharedAppleDeviceActiveUser", "Signs the user of a shared iPad out."),
		onDevice("beta", "revoke_apple_vpp_licenses", "revokeAppleVppLicenses", "Takes the licences of apps of Apple's volume purchase programme from a device."),
		onDevice("beta", "rotate_file_vault_key", "rotateFileVaultKey", "Changes the FileVault recovery key of a Mac."),
	}
}

// otherActions are for what is no device, or not yet.
func otherActions() []Definition {
	return []Definition{
		{Name: "autopilot_device_allow_next_enrollment", Version: "beta", Path: autopilot + "allowNextEnrollment", Doc: "Lets an Autopilot device that is blocked enroll again."},
		{
			Name: "autopilot_device_assign_user", Version: "v1.0", Path: autopilot + "assignUserToDevice", Doc: "Assigns a user to an Autopilot device.",
			Parameters: []Parameter{must(text("userPrincipalName", "The user."), "ada@contoso.com"), must(text("addressableUserName", "How the device greets the user."), "Ada")},
		},
		{Name: "autopilot_device_unassign_user", Version: "v1.0", Path: autopilot + "unassignUserFromDevice", Doc: "Takes the user from an Autopilot device."},
		{
			Name: "autopilot_device_update_properties", Version: "v1.0", Path: autopilot + "updateDeviceProperties", Doc: "Changes what Autopilot knows of a device.",
			Parameters: []Parameter{text("userPrincipalName", "The user."), text("addressableUserName", "How the device greets the user."), text("groupTag", "Group tag."), text("displayName", "Name of the device.")},
		},
		{
			Name: "cloud_pc_provisioning_policy_apply", Version: "beta", Path: "/deviceManagement/virtualEndpoint/provisioningPolicies/{id}/apply", Doc: "Applies changes of a provisioning policy to the Cloud PCs that are there.",
			Parameters: []Parameter{words("policySettings", "What is applied.", "region", "singleSignOn")},
		},
		{
			Name: "managed_devices_move_to_organizational_unit", Version: "beta", Path: "/deviceManagement/managedDevices/moveDevicesToOU", Many: "deviceIds",
			Doc: "Moves devices that are joined to Active Directory into an organizational unit.",
			Parameters: []Parameter{
				must(Parameter{Name: "deviceIds", Kind: Texts, Doc: "Ids of the managed devices."}, []string{anyID}),
				must(text("organizationalUnitPath", "Path of the organizational unit, such as `OU=Sales,DC=contoso,DC=com`."), "OU=Sales,DC=contoso,DC=com"),
			},
		},
		{
			Name: "synchronization_job_provision_on_demand", Version: "v1.0", Path: "/servicePrincipals/{id}/synchronization/jobs/{jobId}/provisionOnDemand",
			Doc: "Provisions one user or group into an application at once, instead of with the next cycle of its synchronization.",
			Parameters: []Parameter{
				must(text("jobId", "Id of the synchronization job of the service principal."), "customappsso.00000000000000000000000000000000"),
				must(text("parameters[].ruleId", "Id of the synchronization rule, from the job's schema."), anyID),
				must(text("parameters[].subjects[].objectId", "Id of the user or group; its distinguished name where Active Directory is the source."), anyID),
				must(text("parameters[].subjects[].objectTypeName", "Type of the object in the source, as the job's schema names it: `User` or `Group`."), "User"),
			},
			Outcome: provisioned,
		},
		{Name: "user_revoke_sign_in_sessions", Version: "v1.0", Path: "/users/{id}/revokeSignInSessions", Doc: "Ends the sign-in sessions of a user, who has to sign in again everywhere. It takes some minutes."},
		{Name: "deleted_item_restore", Version: "v1.0", Path: "/directory/deletedItems/{id}/restore", Doc: "Brings a deleted user, group, application or administrative unit back, with its id."},
	}
}
