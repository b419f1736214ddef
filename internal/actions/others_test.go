// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package actions_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/ephemeral"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/actions"
	secrets "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/ephemeral"
)

// elsewhere are the orders that deploymenttheory/microsoft365 has actions for: of a
// managed device, and of others.
var (
	ofDevices = strings.Fields(`
		activateDeviceEsim bypassActivationLock cleanWindowsDevice createDeviceLogCollectionRequest deleteUserFromSharedAppleDevice deprovision disable
		disableLostMode enableLostMode getFileVaultKey initiateDeviceAttestation initiateMobileDeviceManagementKeyRecovery
		initiateOnDemandProactiveRemediation locateDevice logoutSharedAppleDeviceActiveUser pauseConfigurationRefresh playLostModeSound rebootNow
		recoverPasscode reenable remoteLock removeDeviceFirmwareConfigurationInterfaceManagement resetPasscode retire revokeAppleVppLicenses
		rotateBitLockerKeys rotateFileVaultKey rotateLocalAdminPassword sendCustomNotificationToCompanyPortal setDeviceName shutDown syncDevice
		triggerConfigurationManagerAction updateWindowsDeviceAccount windowsDefenderScan windowsDefenderUpdateSignatures wipe
	`)
	ofOthers = []string{
		"/deviceManagement/managedDevices/moveDevicesToOU",
		"/deviceManagement/virtualEndpoint/provisioningPolicies/{id}/apply",
		"/deviceManagement/windowsAutopilotDeviceIdentities/{id}/allowNextEnrollment",
		"/deviceManagement/windowsAutopilotDeviceIdentities/{id}/assignUserToDevice",
		"/deviceManagement/windowsAutopilotDeviceIdentities/{id}/unassignUserFromDevice",
		"/deviceManagement/windowsAutopilotDeviceIdentities/{id}/updateDeviceProperties",
	}
)

// TestOrdersOfOthersAreHere: whoever comes from another provider finds each of its orders.
// What reads a secret is an ephemeral resource here, which shows it to nobody.
func TestOrdersOfOthersAreHere(t *testing.T) {
	t.Parallel()
	wanted := slices.Clone(ofOthers)
	for _, name := range ofDevices {
		wanted = append(wanted, "/deviceManagement/managedDevices/{id}/"+name)
	}
	for _, path := range wanted {
		if strings.HasSuffix(path, "/getFileVaultKey") {
			if !slices.Contains(ephemeralResources(t), "microsoft365_file_vault_key") {
				t.Error("no ephemeral resource reads the key of FileVault")
			}
			continue
		}
		if !slices.ContainsFunc(actions.All(), func(d actions.Definition) bool { return d.Path == path }) {
			t.Errorf("no action posts to %s", path)
		}
	}
}

func ephemeralResources(t *testing.T) (names []string) {
	t.Helper()
	for _, build := range secrets.All() {
		var metadata ephemeral.MetadataResponse
		build().Metadata(t.Context(), ephemeral.MetadataRequest{ProviderTypeName: "microsoft365"}, &metadata)
		names = append(names, metadata.TypeName)
	}
	return names
}
