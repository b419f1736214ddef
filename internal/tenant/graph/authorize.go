// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"net/http"
	"slices"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

// graphAppID is the application id of Microsoft Graph in every tenant.
const graphAppID = "00000003-0000-0000-c000-000000000000"

// authenticate finds out who calls.
func (c *call) authenticate() error {
	scheme, bearer, _ := strings.Cut(c.request.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") || bearer == "" {
		return unauthenticated("Access token is empty.")
	}
	caller, err := c.options.Verify(bearer)
	if err != nil {
		return unauthenticated(err.Error())
	}
	if caller.TenantID != c.options.TenantID {
		return unauthenticated("Access token validation failure. Invalid issuer.")
	}
	c.caller = caller
	return nil
}

func unauthenticated(message string) *failure {
	f := fail(http.StatusUnauthorized, "InvalidAuthenticationToken", "%s", message)
	f.challenge = `Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="` + graphAppID + `"`
	return f
}

// authorize refuses what the token's application permissions do not allow.
// Collections that no line speaks of are open to every token.
func (c *call) authorize() error {
	return c.authorizeRoute(c.route)
}

// authorizeObject asks for the permissions of an object's own collection, where
// the path led to it by another way.
func (c *call) authorizeObject(e entry) error {
	if err := c.authorizeRoute(e.path.Object("").Pattern()); err != nil {
		return err
	}
	if err := c.authorizeAssignable(e); err != nil {
		return err
	}
	return c.authorizeOwned(e)
}

// authorizeAssignable: who changes a group that may hold roles could give itself
// roles, and needs the permission for these.
func (c *call) authorizeAssignable(e entry) error {
	if c.caller.AppOnly && e.path == "/groups" && e.object["isAssignableToRole"] == true && !c.hasRole("RoleManagement.ReadWrite.Directory") {
		return forbidden()
	}
	return nil
}

func (c *call) authorizeRoute(route store.Pattern) error {
	if !c.caller.AppOnly {
		return nil
	}
	for _, p := range permissions {
		if !p.path.Covers(route) {
			continue
		}
		if c.allows(p, route) {
			return nil
		}
		return forbidden()
	}
	return nil
}

// allows tells whether the caller's permissions open a path for the request.
// What reads the directory's objects is also allowed to those who write them.
func (c *call) allows(p permission, route store.Pattern) bool {
	removing := c.request.Method == http.MethodDelete && p.remove != nil && strings.Count(string(route), "/") == strings.Count(string(p.path), "/")+1
	switch {
	case removing:
		return c.hasRole(p.remove...)
	case c.hasRole(p.write...), c.creating() && c.hasRole(p.create...):
		return true
	case !c.reading():
		return false
	}
	return c.hasRole(p.read...) || slices.Contains(p.read, "Directory.Read.All") && c.hasRole("Directory.ReadWrite.All")
}

// authorizeOwned: with OwnedBy alone an application manages only what it owns.
func (c *call) authorizeOwned(e entry) error {
	limited := c.caller.AppOnly && c.hasRole("Application.ReadWrite.OwnedBy") && !c.hasRole("Application.ReadWrite.All")
	if !limited || e.path != "/applications" && e.path != "/servicePrincipals" {
		return nil
	}
	owned := func(owner store.Ref) bool { return strings.EqualFold(owner.ID, c.caller.ObjectID) }
	if slices.ContainsFunc(c.store.Links(e.ref(), "owners"), owned) {
		return nil
	}
	return forbidden()
}

func (c *call) hasRole(roles ...string) bool {
	return slices.ContainsFunc(roles, func(role string) bool { return slices.Contains(c.caller.Roles, role) })
}

func forbidden() *failure {
	return fail(http.StatusForbidden, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
}

// reading tells whether a request only asks.
func (c *call) reading() bool {
	last := c.segments[len(c.segments)-1].Name
	return c.request.Method == http.MethodGet || slices.Contains([]string{"getByIds", "checkMemberGroups", "checkMemberObjects", "getMemberGroups", "getMemberObjects"}, last)
}

// creating tells whether a request adds an object to an entity set.
func (c *call) creating() bool {
	return c.request.Method == http.MethodPost && len(c.segments) == 1
}

// permission says which application permissions open the paths below one.
type permission struct {
	path        store.Pattern
	read, write []string
	// create is enough to add an object to an entity set; remove, where it is
	// given, is what deleting one takes.
	create, remove []string
}

// permissions are Microsoft's for the much-used collections; the first line
// that fits counts. A "*" is any one segment.
var permissions = []permission{
	{path: "/users/*/manager", read: []string{"User.Read.All", "Directory.Read.All"}, write: []string{"User.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/users/*/appRoleAssignments", read: []string{"Application.Read.All", "Directory.Read.All", "AppRoleAssignment.ReadWrite.All"}, write: []string{"AppRoleAssignment.ReadWrite.All"}},
	{path: "/users/*/assignLicense", write: []string{"LicenseAssignment.ReadWrite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/users/*/licenseDetails", read: []string{"LicenseAssignment.Read.All", "User.Read.All", "Directory.Read.All"}, write: []string{"User.ReadWrite.All"}},
	{path: "/users/*/revokeSignInSessions", write: []string{"User.RevokeSessions.All", "User.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/users/*/photo", read: []string{"ProfilePhoto.Read.All", "User.Read.All", "User.ReadBasic.All"}, write: []string{"ProfilePhoto.ReadWrite.All", "User.ReadWrite.All"}},
	{path: "/users/*/memberOf", read: []string{"Directory.Read.All", "GroupMember.Read.All", "Group.Read.All", "User.Read.All"}, write: []string{"User.ReadWrite.All"}},
	{path: "/users/*/transitiveMemberOf", read: []string{"Directory.Read.All", "GroupMember.Read.All", "Group.Read.All", "User.Read.All"}, write: []string{"User.ReadWrite.All"}},
	{path: "/users", read: []string{"User.Read.All", "User.ReadBasic.All", "Directory.Read.All"}, write: []string{"User.ReadWrite.All", "Directory.ReadWrite.All"}, remove: []string{"User.ReadWrite.All", "User.DeleteRestore.All"}},
	{path: "/groups/*/members", read: []string{"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"}, write: []string{"GroupMember.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/groups/*/owners", read: []string{"GroupMember.Read.All", "GroupMember.ReadWrite.All", "Group.Read.All", "Directory.Read.All"}, write: []string{"Group.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/groups/*/appRoleAssignments", read: []string{"Application.Read.All", "Directory.Read.All", "AppRoleAssignment.ReadWrite.All"}, write: []string{"AppRoleAssignment.ReadWrite.All"}},
	{path: "/groups/*/assignLicense", write: []string{"LicenseAssignment.ReadWrite.All", "Group.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/groups/*/settings", read: []string{"GroupSettings.Read.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All"}, write: []string{"GroupSettings.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/groups", read: []string{"GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"}, write: []string{"Group.ReadWrite.All", "Directory.ReadWrite.All"}, create: []string{"Group.Create"}, remove: []string{"Group.ReadWrite.All"}},
	{path: "/applications", read: []string{"Application.Read.All", "Directory.Read.All"}, write: []string{"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy"}},
	{path: "/servicePrincipals/*/appRoleAssignedTo", read: []string{"Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All"}, write: []string{"AppRoleAssignment.ReadWrite.All"}},
	{path: "/servicePrincipals/*/appRoleAssignments", read: []string{"Application.Read.All", "Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.Read.All"}, write: []string{"AppRoleAssignment.ReadWrite.All"}},
	{path: "/servicePrincipals/*/synchronization", read: []string{"Synchronization.Read.All"}, write: []string{"Synchronization.ReadWrite.All", "Application.ReadWrite.OwnedBy"}},
	{path: "/servicePrincipals", read: []string{"Application.Read.All", "Directory.Read.All"}, write: []string{"Application.ReadWrite.All", "Application.ReadWrite.OwnedBy", "Directory.ReadWrite.All"}},
	{path: "/oauth2PermissionGrants", read: []string{"DelegatedPermissionGrant.Read.All", "Directory.Read.All"}, write: []string{"DelegatedPermissionGrant.ReadWrite.All"}},
	{path: "/directory/administrativeUnits/*/scopedRoleMembers", read: []string{"RoleManagement.Read.Directory", "Directory.Read.All"}, write: []string{"RoleManagement.ReadWrite.Directory"}},
	{path: "/directory/administrativeUnits", read: []string{"AdministrativeUnit.Read.All", "Directory.Read.All"}, write: []string{"AdministrativeUnit.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/devices", read: []string{"Device.Read.All", "Directory.Read.All"}, write: []string{"Device.ReadWrite.All", "Directory.ReadWrite.All"}, remove: []string{"Device.ReadWrite.All"}},
	{path: "/contacts", read: []string{"OrgContact.Read.All", "Directory.Read.All"}, write: []string{"Directory.ReadWrite.All"}},
	{path: "/schemaExtensions", read: []string{"Application.Read.All", "Directory.Read.All"}, write: []string{"Application.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/groupSettingTemplates", read: []string{"GroupSettings.Read.All", "GroupSettings.ReadWrite.All", "Directory.Read.All"}, write: []string{"Directory.ReadWrite.All"}},
	{path: "/directory/deletedItems", read: []string{"User.Read.All", "Group.Read.All", "Application.Read.All", "AdministrativeUnit.Read.All", "Directory.Read.All"}, write: []string{"User.DeleteRestore.All", "User.ReadWrite.All", "Group.ReadWrite.All", "Application.ReadWrite.All", "AdministrativeUnit.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/directoryRoles", read: []string{"RoleManagement.Read.Directory", "Directory.Read.All"}, write: []string{"RoleManagement.ReadWrite.Directory"}},
	{path: "/directoryRoleTemplates", read: []string{"RoleManagement.Read.Directory", "Directory.Read.All"}, write: []string{"RoleManagement.ReadWrite.Directory"}},
	{path: "/roleManagement/directory/roleEligibilityScheduleRequests", read: []string{"RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleEligibilitySchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
	{path: "/roleManagement/directory/roleEligibilitySchedules", read: []string{"RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleEligibilitySchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
	{path: "/roleManagement/directory/roleEligibilityScheduleInstances", read: []string{"RoleEligibilitySchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleEligibilitySchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
	{path: "/roleManagement/directory/roleAssignmentScheduleRequests", read: []string{"RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleAssignmentSchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
	{path: "/roleManagement/directory/roleAssignmentSchedules", read: []string{"RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleAssignmentSchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
	{path: "/roleManagement/directory/roleAssignmentScheduleInstances", read: []string{"RoleAssignmentSchedule.Read.Directory", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleAssignmentSchedule.ReadWrite.Directory", "RoleManagement.ReadWrite.Directory"}},
	{path: "/roleManagement/entitlementManagement", read: []string{"EntitlementManagement.Read.All", "RoleManagement.Read.All"}, write: []string{"EntitlementManagement.ReadWrite.All"}},
	{path: "/roleManagement/directory", read: []string{"RoleManagement.Read.Directory", "RoleManagement.Read.All", "Directory.Read.All"}, write: []string{"RoleManagement.ReadWrite.Directory"}},
	{path: "/identity/conditionalAccess/authenticationContextClassReferences", read: []string{"AuthenticationContext.Read.All", "Policy.Read.All"}, write: []string{"AuthenticationContext.ReadWrite.All"}},
	{path: "/identity/conditionalAccess", read: []string{"Policy.Read.All", "Policy.Read.ConditionalAccess"}, write: []string{"Policy.ReadWrite.ConditionalAccess"}},
	{path: "/policies/authorizationPolicy", read: []string{"Policy.Read.All", "Policy.Read.Authorization"}, write: []string{"Policy.ReadWrite.Authorization"}},
	{path: "/policies/authenticationStrengthPolicies", read: []string{"Policy.Read.All", "Policy.Read.AuthenticationMethod"}, write: []string{"Policy.ReadWrite.AuthenticationMethod", "Policy.ReadWrite.ConditionalAccess"}},
	{path: "/policies/authenticationMethodsPolicy", read: []string{"Policy.Read.All", "Policy.Read.AuthenticationMethod"}, write: []string{"Policy.ReadWrite.AuthenticationMethod"}},
	{path: "/policies/identitySecurityDefaultsEnforcementPolicy", read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.SecurityDefaults", "Policy.ReadWrite.ConditionalAccess"}},
	{path: "/policies/crossTenantAccessPolicy", read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.CrossTenantAccess"}},
	{path: "/policies/claimsMappingPolicies", read: []string{"Policy.Read.All", "Policy.Read.ApplicationConfiguration"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
	{path: "/policies/tokenLifetimePolicies", read: []string{"Policy.Read.All", "Policy.Read.ApplicationConfiguration"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
	{path: "/policies/tokenIssuancePolicies", read: []string{"Policy.Read.All", "Policy.Read.ApplicationConfiguration"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
	{path: "/policies/homeRealmDiscoveryPolicies", read: []string{"Policy.Read.All", "Policy.Read.ApplicationConfiguration"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
	{path: "/policies/permissionGrantPolicies", read: []string{"Policy.Read.All", "Policy.Read.PermissionGrant"}, write: []string{"Policy.ReadWrite.PermissionGrant"}},
	{path: "/policies/adminConsentRequestPolicy", read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ConsentRequest"}},
	{path: "/policies/authenticationFlowsPolicy", read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.AuthenticationFlows"}},
	{path: "/policies/externalIdentitiesPolicy", read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ExternalIdentities"}},
	{path: "/policies/defaultAppManagementPolicy", read: []string{"Policy.Read.All", "Policy.Read.ApplicationConfiguration"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
	{path: "/policies/appManagementPolicies", read: []string{"Policy.Read.All", "Policy.Read.ApplicationConfiguration"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
	{path: "/policies/activityBasedTimeoutPolicies", read: []string{"Policy.Read.All", "Policy.Read.ApplicationConfiguration"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
	{path: "/policies/deviceRegistrationPolicy", read: []string{"Policy.Read.All", "Policy.Read.DeviceConfiguration"}, write: []string{"Policy.ReadWrite.DeviceConfiguration"}},
	{path: "/policies/featureRolloutPolicies", read: []string{"Policy.Read.All", "Directory.Read.All"}, write: []string{"Policy.ReadWrite.FeatureRollout", "Directory.ReadWrite.All"}},
	{path: "/policies/roleManagementPolicies", read: []string{"RoleManagementPolicy.Read.Directory", "RoleManagementPolicy.Read.AzureADGroup", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleManagementPolicy.ReadWrite.Directory", "RoleManagementPolicy.ReadWrite.AzureADGroup", "RoleManagement.ReadWrite.Directory"}},
	{path: "/policies/roleManagementPolicyAssignments", read: []string{"RoleManagementPolicy.Read.Directory", "RoleManagementPolicy.Read.AzureADGroup", "RoleManagement.Read.Directory", "RoleManagement.Read.All"}, write: []string{"RoleManagementPolicy.ReadWrite.Directory", "RoleManagementPolicy.ReadWrite.AzureADGroup", "RoleManagement.ReadWrite.Directory"}},
	{path: "/domains", read: []string{"Domain.Read.All", "Directory.Read.All"}, write: []string{"Domain.ReadWrite.All"}},
	{path: "/organization/*/branding", read: []string{"OrganizationalBranding.Read.All", "Organization.Read.All"}, write: []string{"OrganizationalBranding.ReadWrite.All", "Organization.ReadWrite.All"}},
	{path: "/organization", read: []string{"Organization.Read.All", "Directory.Read.All", "User.Read.All"}, write: []string{"Organization.ReadWrite.All"}},
	{path: "/subscribedSkus", read: []string{"Organization.Read.All", "Directory.Read.All", "LicenseAssignment.Read.All", "LicenseAssignment.ReadWrite.All"}, write: []string{"Organization.ReadWrite.All"}},
	{path: "/groupLifecyclePolicies", read: []string{"Directory.Read.All"}, write: []string{"Directory.ReadWrite.All"}},
	{path: "/groupSettings", read: []string{"GroupSettings.Read.All", "Group.Read.All", "Group.ReadWrite.All", "Directory.Read.All"}, write: []string{"GroupSettings.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/invitations", write: []string{"User.Invite.All", "User.ReadWrite.All", "Directory.ReadWrite.All"}},
	{path: "/deviceManagement/deviceHealthScripts", read: []string{"DeviceManagementScripts.Read.All", "DeviceManagementConfiguration.Read.All"}, write: []string{"DeviceManagementScripts.ReadWrite.All", "DeviceManagementConfiguration.ReadWrite.All"}},
	{path: "/deviceManagement/deviceManagementScripts", read: []string{"DeviceManagementScripts.Read.All", "DeviceManagementConfiguration.Read.All"}, write: []string{"DeviceManagementScripts.ReadWrite.All", "DeviceManagementConfiguration.ReadWrite.All"}},
	{path: "/deviceManagement/deviceShellScripts", read: []string{"DeviceManagementScripts.Read.All", "DeviceManagementConfiguration.Read.All"}, write: []string{"DeviceManagementScripts.ReadWrite.All", "DeviceManagementConfiguration.ReadWrite.All"}},
	{path: "/deviceManagement/deviceEnrollmentConfigurations", read: []string{"DeviceManagementServiceConfig.Read.All"}, write: []string{"DeviceManagementServiceConfig.ReadWrite.All"}},
	{path: "/deviceManagement/windowsAutopilotDeploymentProfiles", read: []string{"DeviceManagementServiceConfig.Read.All"}, write: []string{"DeviceManagementServiceConfig.ReadWrite.All"}},
	{path: "/deviceManagement/roleScopeTags", read: []string{"DeviceManagementRBAC.Read.All"}, write: []string{"DeviceManagementRBAC.ReadWrite.All"}},
	{path: "/deviceManagement/roleDefinitions", read: []string{"DeviceManagementRBAC.Read.All"}, write: []string{"DeviceManagementRBAC.ReadWrite.All"}},
	{path: "/deviceManagement/roleAssignments", read: []string{"DeviceManagementRBAC.Read.All"}, write: []string{"DeviceManagementRBAC.ReadWrite.All"}},
	{path: "/deviceManagement", read: []string{"DeviceManagementConfiguration.Read.All"}, write: []string{"DeviceManagementConfiguration.ReadWrite.All"}},
	{path: "/deviceAppManagement", read: []string{"DeviceManagementApps.Read.All"}, write: []string{"DeviceManagementApps.ReadWrite.All"}},
	{path: "/identityGovernance/entitlementManagement", read: []string{"EntitlementManagement.Read.All"}, write: []string{"EntitlementManagement.ReadWrite.All"}},
	{path: "/identityGovernance/privilegedAccess/group", read: []string{"PrivilegedAccess.Read.AzureADGroup", "PrivilegedEligibilitySchedule.Read.AzureADGroup", "PrivilegedAssignmentSchedule.Read.AzureADGroup"}, write: []string{"PrivilegedAccess.ReadWrite.AzureADGroup", "PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup", "PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup"}},
	{path: "/identityGovernance/termsOfUse", read: []string{"Agreement.Read.All"}, write: []string{"Agreement.ReadWrite.All"}},
	{path: "/identity/identityProviders", read: []string{"IdentityProvider.Read.All"}, write: []string{"IdentityProvider.ReadWrite.All"}},
	{path: "/identity/userFlowAttributes", read: []string{"IdentityUserFlow.Read.All"}, write: []string{"IdentityUserFlow.ReadWrite.All"}},
	{path: "/identity/b2xUserFlows", read: []string{"IdentityUserFlow.Read.All"}, write: []string{"IdentityUserFlow.ReadWrite.All"}},
	{path: "/identity/apiConnectors", read: []string{"APIConnectors.Read.All"}, write: []string{"APIConnectors.ReadWrite.All"}},
	{path: "/directory/attributeSets", read: []string{"CustomSecAttributeDefinition.Read.All"}, write: []string{"CustomSecAttributeDefinition.ReadWrite.All"}},
	{path: "/directory/customSecurityAttributeDefinitions", read: []string{"CustomSecAttributeDefinition.Read.All"}, write: []string{"CustomSecAttributeDefinition.ReadWrite.All"}},
	{path: "/identityGovernance/lifecycleWorkflows", read: []string{"LifecycleWorkflows.Read.All"}, write: []string{"LifecycleWorkflows.ReadWrite.All"}},
	{path: "/identityGovernance/accessReviews", read: []string{"AccessReview.Read.All"}, write: []string{"AccessReview.ReadWrite.All"}},
}
