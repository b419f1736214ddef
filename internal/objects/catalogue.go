// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

// Package objects is the catalogue of all Graph objects that the provider
// knows. Each stands in a file of its own in the folder of its workload.
package objects

import (
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/applications"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/collaboration"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/conditionalaccess"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/devicemanagement"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/directory"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/governance"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/objects/identity"
)

// Workload is a part of Microsoft 365, and a group of pages in the documentation.
type Workload struct {
	Title       string
	Definitions []object.Definition
}

// Workloads returns every definition, in the order of the documentation.
func Workloads() []Workload {
	return []Workload{
		{"Users and groups", []object.Definition{
			identity.User,
			identity.UserManager,
			identity.UserMailboxSettings,
			identity.Group,
			identity.GroupMember,
			identity.GroupMembers,
			identity.GroupExchangeSettings,
			identity.GroupOwner,
			identity.GroupLicenseAssignment,
			identity.UserLicenseAssignment,
			identity.GroupLifecyclePolicy,
			identity.GroupLifecyclePolicyGroup,
			identity.GroupSetting,
			identity.GroupSettingTemplate,
			identity.Invitation,
			identity.UserFlowAttribute,
		}},
		{"Applications", appRegistrations()},
		{"Directory", tenantDirectory()},
		{"Authentication methods", []object.Definition{
			directory.AuthenticationMethodsPolicy,
			directory.Fido2Method,
			directory.MicrosoftAuthenticatorMethod,
			directory.SmsMethod,
			directory.VoiceMethod,
			directory.EmailMethod,
			directory.TemporaryAccessPassMethod,
			directory.SoftwareOathMethod,
			directory.HardwareOathMethod,
			directory.QRCodePinMethod,
			directory.X509CertificateMethod,
		}},
		{"Conditional Access", []object.Definition{
			conditionalaccess.Policy,
			conditionalaccess.NamedLocation,
			conditionalaccess.AuthenticationStrengthPolicy,
			conditionalaccess.AuthenticationCombinationConfiguration,
			conditionalaccess.AuthenticationContext,
			conditionalaccess.Template,
			conditionalaccess.TermsOfUse,
		}},
		{"Governance", identityGovernance()},
		{"SharePoint, Teams and Microsoft 365 apps", sharedWork()},
		{"Device management", deviceManagement()},
		{"Apps on devices", deviceApps()},
	}
}

// appRegistrations are app registrations, service principals and what belongs to them.
func appRegistrations() []object.Definition {
	return []object.Definition{
		applications.Application,
		applications.FederatedIdentityCredential,
		applications.Password,
		applications.ApplicationOwner,
		applications.Certificate,
		applications.AppRoleOf,
		applications.PermissionScope,
		applications.PreAuthorized,
		applications.IdentifierURI,
		applications.RedirectURIs,
		applications.KnownClients,
		applications.OptionalClaims,
		applications.FallbackPublicClient,
		applications.Template,
		applications.FromTemplate,
		applications.ServicePrincipal,
		applications.ServicePrincipalOwner,
		applications.ServicePrincipalPassword,
		applications.ServicePrincipalCertificate,
		applications.TokenSigningCertificate,
		applications.PreferredTokenSigningKey,
		applications.SynchronizationJob,
		applications.SynchronizationSecret,
		applications.SynchronizationSchema,
		applications.AppRoleAssignment,
		applications.DelegatedPermissionGrant,
		applications.TokenLifetimePolicy,
		applications.ActivityBasedTimeoutPolicy,
		applications.ClaimsMappingPolicy,
		applications.ClaimsMappingPolicyAssignment,
		applications.HomeRealmDiscoveryPolicy,
		applications.HomeRealmDiscoveryPolicyAssignment,
		applications.TokenIssuancePolicy,
		applications.TokenIssuancePolicyAssignment,
		applications.TokenLifetimePolicyAssignment,
		applications.AppManagementPolicy,
		applications.DefaultAppManagementPolicy,
	}
}

// tenantDirectory are the objects of the tenant's directory as a whole.
func tenantDirectory() []object.Definition {
	return []object.Definition{
		directory.AdministrativeUnit,
		directory.AdministrativeUnitMember,
		directory.AdministrativeUnitRoleMember,
		directory.AttributeSet,
		directory.AuthorizationPolicy,
		directory.AdminConsentRequestPolicy,
		directory.AuthenticationFlowsPolicy,
		directory.CrossTenantAccessPolicy,
		directory.CrossTenantAccessDefault,
		directory.CrossTenantAccessPartner,
		directory.CrossTenantIdentitySync,
		directory.CustomSecurityAttributeDefinition,
		directory.CustomSecurityAttributeAllowedValue,
		directory.UserCustomSecurityAttributes,
		directory.ServicePrincipalCustomSecurityAttributes,
		directory.Device,
		directory.AnyObject,
		directory.DeviceRegistrationPolicy,
		directory.DirectoryRole,
		directory.DirectoryRoleTemplate,
		directory.ExternalIdentitiesPolicy,
		directory.PermissionGrantPolicy,
		directory.PermissionGrantPolicyInclude,
		directory.PermissionGrantPolicyExclude,
		directory.SecurityDefaultsPolicy,
		directory.DirectoryRoleAssignment,
		directory.DirectoryRoleDefinition,
		directory.Domain,
		directory.DomainVerification,
		directory.DomainVerificationDNSRecord,
		directory.IdentityProvider,
		directory.Organization,
		directory.OrganizationBranding,
		directory.OrganizationBrandingLocalization,
		directory.SubscribedSku,
		directory.TenantInformation,
	}
}

// identityGovernance are the objects of Identity Governance.
func identityGovernance() []object.Definition {
	return []object.Definition{
		governance.AccessPackageCatalog,
		governance.AccessPackageCatalogResource,
		governance.AccessPackageCatalogRole,
		governance.AccessPackageCatalogRoleAssignment,
		governance.AccessPackage,
		governance.AccessPackageResourceRoleScope,
		governance.AccessPackageAssignmentPolicy,
		governance.ConnectedOrganization,
		governance.DirectoryRoleEligibilitySchedule,
		governance.DirectoryRoleAssignmentSchedule,
		governance.PrivilegedAccessGroupEligibilitySchedule,
		governance.PrivilegedAccessGroupAssignmentSchedule,
		governance.RoleManagementPolicy,
		governance.RoleManagementPolicyAssignment,
		governance.AccessReviewScheduleDefinition,
		governance.LifecycleWorkflow,
		governance.LifecycleWorkflowCustomTaskExtension,
		governance.LifecycleWorkflowSettings,
	}
}

// sharedWork is where people work together, and the apps that they do it with.
func sharedWork() []object.Definition {
	return []object.Definition{
		collaboration.SharePointSettings,
		collaboration.Site,
		collaboration.SitePermission,
		collaboration.Team,
		collaboration.TeamMember,
		collaboration.Channel,
		collaboration.M365AppsInstallationOptions,
	}
}

// deviceManagement are the objects of Intune.
func deviceManagement() []object.Definition {
	return []object.Definition{
		devicemanagement.AssignmentFilter,
		devicemanagement.RoleScopeTag,
		devicemanagement.RoleDefinition,
		devicemanagement.RoleAssignment,
		devicemanagement.SettingsCatalogPolicyJSON,
		devicemanagement.SettingsCatalogPolicy,
		devicemanagement.ReusablePolicySetting,
		devicemanagement.TermsAndConditions,
		devicemanagement.WindowsCompliancePolicy,
		devicemanagement.MacOSCompliancePolicy,
		devicemanagement.IOSCompliancePolicy,
		devicemanagement.AndroidDeviceOwnerCompliancePolicy,
		devicemanagement.AndroidWorkProfileCompliancePolicy,
		devicemanagement.AOSPDeviceOwnerCompliancePolicy,
		devicemanagement.LinuxCompliancePolicy,
		devicemanagement.WindowsComplianceScript,
		devicemanagement.WindowsPlatformScript,
		devicemanagement.WindowsRemediationScript,
		devicemanagement.MacOSPlatformScript,
		devicemanagement.MacOSCustomAttributeScript,
		devicemanagement.DeviceCategory,
		devicemanagement.NotificationMessageTemplate,
		devicemanagement.NotificationMessage,
		devicemanagement.WindowsFeatureUpdateProfile,
		devicemanagement.WindowsDriverUpdateProfile,
		devicemanagement.WindowsQualityUpdatePolicy,
		devicemanagement.WindowsQualityUpdateExpediteProfile,
		devicemanagement.WindowsUpdateRing,
		devicemanagement.WindowsCustomConfiguration,
		devicemanagement.MacOSCustomConfiguration,
		devicemanagement.IOSCustomConfiguration,
		devicemanagement.WindowsTrustedCertificate,
		devicemanagement.MacOSTrustedCertificate,
		devicemanagement.IOSTrustedCertificate,
		devicemanagement.AndroidDeviceOwnerTrustedCertificate,
		devicemanagement.AndroidWorkProfileTrustedCertificate,
		devicemanagement.WindowsPkcsCertificate,
		devicemanagement.MacOSPkcsCertificate,
		devicemanagement.IOSPkcsCertificate,
		devicemanagement.AndroidDeviceOwnerPkcsCertificate,
		devicemanagement.AndroidWorkProfilePkcsCertificate,
		devicemanagement.WindowsScepCertificate,
		devicemanagement.MacOSScepCertificate,
		devicemanagement.IOSScepCertificate,
		devicemanagement.AndroidDeviceOwnerScepCertificate,
		devicemanagement.AndroidWorkProfileScepCertificate,
		devicemanagement.WindowsWifiConfiguration,
		devicemanagement.MacOSWifiConfiguration,
		devicemanagement.IOSWifiConfiguration,
		devicemanagement.AndroidDeviceOwnerWifiConfiguration,
		devicemanagement.AndroidWorkProfileWifiConfiguration,
		devicemanagement.WindowsEnterpriseWifiConfiguration,
		devicemanagement.MacOSEnterpriseWifiConfiguration,
		devicemanagement.IOSEnterpriseWifiConfiguration,
		devicemanagement.AndroidDeviceOwnerEnterpriseWifiConfiguration,
		devicemanagement.AndroidWorkProfileEnterpriseWifiConfiguration,
		devicemanagement.EnrollmentStatusPage,
		devicemanagement.DeviceEnrollmentLimit,
		devicemanagement.DeviceEnrollmentPlatformRestriction,
		devicemanagement.WindowsHelloForBusinessEnrollment,
		devicemanagement.AutopilotDeploymentProfile,
		devicemanagement.AutopilotDeviceIdentity,
		devicemanagement.AutopilotHybridDeploymentProfile,
		devicemanagement.AutopilotDeploymentProfileAssignment,
		devicemanagement.CloudPCProvisioningPolicy,
		devicemanagement.CloudPCUserSetting,
		devicemanagement.ManagedDevice,
	}
}

// deviceApps are the apps that Intune brings to devices, and what governs them.
func deviceApps() []object.Definition {
	return []object.Definition{
		devicemanagement.MobileAppCategory,
		devicemanagement.MobileAppAssignment,
		devicemanagement.WebApp,
		devicemanagement.IOSStoreApp,
		devicemanagement.AndroidManagedStoreApp,
		devicemanagement.WinGetApp,
		devicemanagement.OfficeSuiteApp,
		devicemanagement.Win32App,
		devicemanagement.MacOSPkgApp,
		devicemanagement.MacOSDmgApp,
		devicemanagement.IOSAppProtectionPolicy,
		devicemanagement.AndroidAppProtectionPolicy,
		devicemanagement.WindowsAppProtectionPolicy,
		devicemanagement.IOSAppConfigurationPolicy,
		devicemanagement.AndroidAppConfigurationPolicy,
		devicemanagement.TargetedAppConfiguration,
	}
}

// Catalogue returns every definition.
func Catalogue() []object.Definition {
	var all []object.Definition
	for _, w := range Workloads() {
		all = append(all, w.Definitions...)
	}
	return all
}
