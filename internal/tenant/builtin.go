// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/identity"

// What every tenant holds from the start.
const (
	// DefaultTenantID is the id of a tenant that is given none.
	DefaultTenantID = "00000000-0000-0000-0000-000000000000"
	// DefaultDomain is the initial domain of a tenant that is given none.
	DefaultDomain = "contoso.onmicrosoft.com"

	// UserIdentityClientID is the client id of the user-assigned identity.
	UserIdentityClientID = "11111111-1111-4111-8111-111111111111"
	// UserIdentityObjectID is its principal id.
	UserIdentityObjectID = "11111111-1111-4111-8111-aaaaaaaaaaaa"
	// UserIdentityResourceID is its Azure resource.
	UserIdentityResourceID = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.ManagedIdentity/userAssignedIdentities/terraform"

	// FederatedAppID is the client id of the application that trusts the
	// user-assigned identity.
	FederatedAppID = "22222222-2222-4222-8222-222222222222"

	// SystemIdentityClientID is the client id of the system-assigned identity.
	SystemIdentityClientID = "33333333-3333-4333-8333-333333333333"
	// SystemIdentityObjectID is its principal id.
	SystemIdentityObjectID = "33333333-3333-4333-8333-aaaaaaaaaaaa"
	// SystemIdentityResourceID is the virtual machine that it belongs to.
	SystemIdentityResourceID = "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/local/providers/Microsoft.Compute/virtualMachines/terraform"

	// SecretAppID is the client id of the application with a client secret.
	SecretAppID = "44444444-4444-4444-8444-444444444444"
	// SecretAppSecret is that secret. It opens nothing but local tenants.
	SecretAppSecret = "local-tenant-client-secret" //nolint:gosec // it is no secret

	// PublicAppID is the client id of the application that people sign in to
	// by device code or browser.
	PublicAppID = "55555555-5555-4555-8555-555555555555"
)

// SystemIdentity is the system-assigned identity of the host.
func SystemIdentity() identity.Identity {
	return identity.Identity{
		Kind:       identity.SystemAssigned,
		ClientID:   SystemIdentityClientID,
		ObjectID:   SystemIdentityObjectID,
		ResourceID: SystemIdentityResourceID,
	}
}

// UserIdentity is the user-assigned identity, which the built-in application trusts.
func UserIdentity() identity.Identity {
	return identity.Identity{
		Kind:       identity.UserAssigned,
		ClientID:   UserIdentityClientID,
		ObjectID:   UserIdentityObjectID,
		ResourceID: UserIdentityResourceID,
	}
}

// defaultDirectoryRoles are those that changing passwords and purging users and groups
// takes beside the permissions.
var defaultDirectoryRoles = []string{"User Administrator", "Groups Administrator"}

// defaultRoles is what managing a tenant takes.
var defaultRoles = []string{
	"APIConnectors.ReadWrite.All",
	"AccessReview.ReadWrite.All",
	"AdministrativeUnit.ReadWrite.All",
	"Agreement.ReadWrite.All",
	"AppRoleAssignment.ReadWrite.All",
	"Application.ReadWrite.All",
	"AuditLog.Read.All",
	"AuthenticationContext.ReadWrite.All",
	"BitlockerKey.Read.All",
	"Channel.Create",
	"Channel.Delete.All",
	"ChannelMember.ReadWrite.All",
	"ChannelSettings.ReadWrite.All",
	"CloudPC.ReadWrite.All",
	"ConsentRequest.ReadWrite.All",
	"CrossTenantInformation.ReadBasic.All",
	"CustomAuthenticationExtension.ReadWrite.All",
	"CustomSecAttributeAssignment.ReadWrite.All", "CustomSecAttributeDefinition.ReadWrite.All",
	"DelegatedAdminRelationship.ReadWrite.All",
	"DelegatedPermissionGrant.ReadWrite.All",
	"Device.ReadWrite.All",
	"DeviceLocalCredential.Read.All",
	"DeviceManagementApps.ReadWrite.All",
	"DeviceManagementConfiguration.ReadWrite.All",
	"DeviceManagementManagedDevices.PrivilegedOperations.All",
	"DeviceManagementManagedDevices.ReadWrite.All",
	"DeviceManagementRBAC.ReadWrite.All",
	"DeviceManagementScripts.ReadWrite.All",
	"DeviceManagementServiceConfig.ReadWrite.All",
	"Directory.ReadWrite.All",
	"Domain.ReadWrite.All",
	"EntitlementManagement.ReadWrite.All",
	"EventListener.ReadWrite.All",
	"Group.ReadWrite.All",
	"GroupSettings.ReadWrite.All",
	"IdentityProvider.ReadWrite.All",
	"IdentityRiskyUser.ReadWrite.All",
	"IdentityUserFlow.ReadWrite.All",
	"LicenseAssignment.ReadWrite.All",
	"LifecycleWorkflows.ReadWrite.All",
	"MultiTenantOrganization.ReadWrite.All",
	"OnPremDirectorySynchronization.ReadWrite.All",
	"OrgSettings-Microsoft365Install.ReadWrite.All",
	"Organization.ReadWrite.All",
	"PeopleSettings.ReadWrite.All",
	"Policy.Read.All",
	"Policy.ReadWrite.AccessReview",
	"Policy.ReadWrite.ApplicationConfiguration",
	"Policy.ReadWrite.AuthenticationFlows",
	"Policy.ReadWrite.AuthenticationMethod",
	"Policy.ReadWrite.Authorization",
	"Policy.ReadWrite.ConditionalAccess",
	"Policy.ReadWrite.ConsentRequest",
	"Policy.ReadWrite.CrossTenantAccess",
	"Policy.ReadWrite.DeviceConfiguration",
	"Policy.ReadWrite.ExternalIdentities",
	"Policy.ReadWrite.FeatureRollout",
	"Policy.ReadWrite.PermissionGrant",
	"Policy.ReadWrite.SecurityDefaults",
	"PrivilegedAccess.ReadWrite.AzureADGroup",
	"PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup",
	"PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup",
	"RoleAssignmentSchedule.ReadWrite.Directory",
	"RoleEligibilitySchedule.ReadWrite.Directory",
	"RoleManagement.ReadWrite.Directory",
	"RoleManagementPolicy.ReadWrite.AzureADGroup",
	"RoleManagementPolicy.ReadWrite.Directory",
	"SharePointTenantSettings.ReadWrite.All",
	"Sites.FullControl.All",
	"Sites.Read.All",
	"Synchronization.ReadWrite.All",
	"Tasks.ReadWrite.All",
	"Team.Create",
	"TeamMember.ReadWrite.All",
	"TeamSettings.ReadWrite.All",
	"User.DeleteRestore.All",
	"User.Invite.All",
	"User.ReadWrite.All",
	"UserAuthMethod-TAP.ReadWrite.All",
	"UserAuthenticationMethod.ReadWrite.All",
}
