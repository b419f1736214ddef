// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package tenant_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant"
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/graph"
)

// seedable is what a seed can say of every path that the tenant knows something of, by
// the path's pattern: the path, and an object there. In both $NAME is one of seedIDs.
var seedable = map[string][2]string{
	"/applicationTemplates":                        {"applicationTemplates", `{"id":"$A","displayName":"T"}`},
	"/admin/microsoft365Apps/installationOptions":  {"admin/microsoft365Apps/installationOptions", `{"updateChannel":"semiAnnual"}`},
	"/admin/sharepoint/settings":                   {"admin/sharepoint/settings", `{"sharingCapability":"disabled"}`},
	"/applications":                                {"applications", `{"id":"$APP","appId":"$APPID","displayName":"A"}`},
	"/applications/*/extensionProperties":          {"applications/$APP/extensionProperties", `{"id":"$A","name":"cost","dataType":"String","targetObjects":["User"]}`},
	"/applications/*/federatedIdentityCredentials": {"applications/$APP/federatedIdentityCredentials", `{"id":"$A","name":"seeded","issuer":"https://i.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`},
	"/contacts":            {"contacts", `{"id":"$A","displayName":"C","mail":"c@example.com"}`},
	"/deviceAppManagement": {"deviceAppManagement", `{"isEnabledForMicrosoftStoreForBusiness":true}`},
	"/deviceAppManagement/androidManagedAppProtections":            {"beta/deviceAppManagement/androidManagedAppProtections", `{"id":"T_a","displayName":"P"}`},
	"/deviceAppManagement/iosManagedAppProtections":                {"beta/deviceAppManagement/iosManagedAppProtections", `{"id":"T_i","displayName":"P"}`},
	"/deviceAppManagement/managedAppPolicies":                      {"beta/deviceAppManagement/managedAppPolicies", `{"@odata.type":"#microsoft.graph.iosManagedAppProtection","id":"T_m","displayName":"P"}`},
	"/deviceAppManagement/mdmWindowsInformationProtectionPolicies": {"beta/deviceAppManagement/mdmWindowsInformationProtectionPolicies", `{"id":"T_d","displayName":"P"}`},
	"/deviceAppManagement/mobileAppCategories":                     {"deviceAppManagement/mobileAppCategories", `{"id":"$A","displayName":"C"}`},
	"/deviceAppManagement/mobileAppConfigurations":                 {"deviceAppManagement/mobileAppConfigurations", `{"@odata.type":"#microsoft.graph.iosMobileAppConfiguration","id":"$A","displayName":"C","version":7}`},
	"/deviceAppManagement/mobileApps":                              {"deviceAppManagement/mobileApps", `{"@odata.type":"#microsoft.graph.win32LobApp","id":"$MOBILE","displayName":"M","publishingState":"published"}`},
	"/deviceAppManagement/mobileApps/*/assignments":                {"deviceAppManagement/mobileApps/$MOBILE/assignments", `{"id":"$A","intent":"required","target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}`},
	"/deviceAppManagement/mobileApps/*/contentVersions":            {"deviceAppManagement/mobileApps/$MOBILE/microsoft.graph.win32LobApp/contentVersions", `{"id":"3"}`},
	"/deviceAppManagement/mobileApps/*/contentVersions/*/files":    {"deviceAppManagement/mobileApps/$MOBILE/microsoft.graph.win32LobApp/contentVersions/3/files", `{"id":"$A","name":"f","size":1,"sizeEncrypted":2,"isCommitted":true,"uploadState":"commitFileSuccess"}`},
	"/deviceAppManagement/policySets":                              {"beta/deviceAppManagement/policySets", `{"id":"$A","displayName":"P"}`},
	"/deviceAppManagement/targetedManagedAppConfigurations":        {"deviceAppManagement/targetedManagedAppConfigurations", `{"id":"A_t","displayName":"P"}`},
	"/deviceAppManagement/windowsInformationProtectionPolicies":    {"deviceAppManagement/windowsInformationProtectionPolicies", `{"id":"T_w","displayName":"P"}`},
	"/deviceAppManagement/windowsManagedAppProtections":            {"beta/deviceAppManagement/windowsManagedAppProtections", `{"id":"T_x","displayName":"P"}`},

	"/deviceManagement":                                  {"deviceManagement", `{"subscriptionState":"active"}`},
	"/deviceManagement/assignmentFilters":                {"beta/deviceManagement/assignmentFilters", `{"id":"$A","displayName":"F","platform":"iOS","rule":"(device.model -eq \"x\")"}`},
	"/deviceManagement/compliancePolicies":               {"beta/deviceManagement/compliancePolicies", `{"id":"$A","name":"P","platforms":"linux","technologies":"linuxMdm","settings":[]}`},
	"/deviceManagement/configurationPolicies":            {"beta/deviceManagement/configurationPolicies", `{"id":"$POLICY","name":"P","platforms":"windows10","technologies":"mdm","settings":[` + seededSetting + `]}`},
	"/deviceManagement/configurationPolicies/*/settings": {"beta/deviceManagement/configurationPolicies/$POLICY/settings", `{"id":"9",` + seededSetting[1:]},
	"/deviceManagement/deviceCategories":                 {"deviceManagement/deviceCategories", `{"id":"$A","displayName":"C"}`},
	"/deviceManagement/deviceComplianceScripts":          {"beta/deviceManagement/deviceComplianceScripts", `{"id":"$A","displayName":"S","detectionScriptContent":"eA=="}`},
	"/deviceManagement/deviceCompliancePolicies": {"deviceManagement/deviceCompliancePolicies", `{"@odata.type":"#microsoft.graph.windows10CompliancePolicy","id":"$A","displayName":"P",
		"scheduledActionsForRule":[{"scheduledActionConfigurations":[{"actionType":"block"}]}]}`},
	"/deviceManagement/deviceConfigurations":                                         {"deviceManagement/deviceConfigurations", `{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"$A","displayName":"P"}`},
	"/deviceManagement/deviceCustomAttributeShellScripts":                            {"beta/deviceManagement/deviceCustomAttributeShellScripts", `{"id":"$A","displayName":"S","scriptContent":"eA==","fileName":"f","runAsAccount":"system"}`},
	"/deviceManagement/deviceEnrollmentConfigurations":                               {"deviceManagement/deviceEnrollmentConfigurations", `{"@odata.type":"#microsoft.graph.deviceEnrollmentLimitConfiguration","id":"$A_Limit","displayName":"L","limit":3}`},
	"/deviceManagement/deviceHealthScripts":                                          {"beta/deviceManagement/deviceHealthScripts", `{"id":"$A","displayName":"S","detectionScriptContent":"eA=="}`},
	"/deviceManagement/deviceManagementScripts":                                      {"beta/deviceManagement/deviceManagementScripts", `{"id":"$A","displayName":"S","scriptContent":"eA==","fileName":"f","runAsAccount":"system"}`},
	"/deviceManagement/deviceShellScripts":                                           {"beta/deviceManagement/deviceShellScripts", `{"id":"$A","displayName":"S","scriptContent":"eA==","fileName":"f","runAsAccount":"system"}`},
	"/deviceManagement/groupPolicyConfigurations":                                    {"beta/deviceManagement/groupPolicyConfigurations", `{"id":"$A","displayName":"P"}`},
	"/deviceManagement/importedWindowsAutopilotDeviceIdentities":                     {"deviceManagement/importedWindowsAutopilotDeviceIdentities", `{"id":"$A","serialNumber":"1","hardwareIdentifier":"eA=="}`},
	"/deviceManagement/managedDevices":                                               {"deviceManagement/managedDevices", `{"id":"$A","deviceName":"MAC-1","operatingSystem":"macOS","azureADDeviceId":"$A"}`},
	"/deviceManagement/notificationMessageTemplates":                                 {"deviceManagement/notificationMessageTemplates", `{"id":"$A","displayName":"N"}`},
	"/deviceManagement/notificationMessageTemplates/*/localizedNotificationMessages": {"deviceManagement/notificationMessageTemplates/$A/localizedNotificationMessages", `{"id":"$A_en-us","locale":"en-US","subject":"S","messageTemplate":"M"}`},
	"/deviceManagement/reusablePolicySettings":                                       {"beta/deviceManagement/reusablePolicySettings", `{"id":"$A","displayName":"R","settingDefinitionId":"d",` + seededSetting[1:]},
	"/deviceManagement/roleAssignments":                                              {"deviceManagement/roleAssignments", `{"@odata.type":"#microsoft.graph.deviceAndAppManagementRoleAssignment","id":"$A","displayName":"A"}`},
	"/deviceManagement/roleDefinitions":                                              {"deviceManagement/roleDefinitions", `{"@odata.type":"#microsoft.graph.deviceAndAppManagementRoleDefinition","id":"$A","displayName":"R"}`},
	"/deviceManagement/roleScopeTags":                                                {"beta/deviceManagement/roleScopeTags", `{"id":"12","displayName":"T"}`},
	"/deviceManagement/termsAndConditions":                                           {"deviceManagement/termsAndConditions", `{"id":"$A","displayName":"T","title":"T","bodyText":"B","acceptanceStatement":"S"}`},
	"/deviceManagement/virtualEndpoint":                                              {"beta/deviceManagement/virtualEndpoint", `{}`},
	"/deviceManagement/virtualEndpoint/provisioningPolicies":                         {"deviceManagement/virtualEndpoint/provisioningPolicies", `{"id":"$A","displayName":"P","imageId":"i"}`},
	"/deviceManagement/virtualEndpoint/userSettings":                                 {"deviceManagement/virtualEndpoint/userSettings", `{"id":"$A","displayName":"S"}`},
	"/deviceManagement/windowsQualityUpdateProfiles":                                 {"beta/deviceManagement/windowsQualityUpdateProfiles", `{"id":"$A","displayName":"P"}`},
	"/deviceManagement/windowsAutopilotDeploymentProfiles":                           {"beta/deviceManagement/windowsAutopilotDeploymentProfiles", `{"@odata.type":"#microsoft.graph.azureADWindowsAutopilotDeploymentProfile","id":"$A","displayName":"P"}`},
	"/deviceManagement/windowsAutopilotDeploymentProfiles/*/assignments":             {"beta/deviceManagement/windowsAutopilotDeploymentProfiles/$A/assignments", `{"id":"x","target":{"@odata.type":"#microsoft.graph.allDevicesAssignmentTarget"}}`},
	"/deviceManagement/windowsAutopilotDeviceIdentities":                             {"deviceManagement/windowsAutopilotDeviceIdentities", `{"id":"$A","serialNumber":"1"}`},

	"/devices": {"devices", `{"id":"$DEVICE","accountEnabled":true,"deviceId":"$A","displayName":"D","operatingSystem":"Windows","operatingSystemVersion":"10",
		"alternativeSecurityIds":[{"type":2,"key":"eA=="}],"onPremisesSyncEnabled":true}`},
	"/devices/*/extensions":                                         {"devices/$DEVICE/extensions", `{"@odata.type":"#microsoft.graph.openTypeExtension","id":"x","extensionName":"x"}`},
	"/directory/administrativeUnits":                                {"directory/administrativeUnits", `{"id":"$UNIT","displayName":"U"}`},
	"/directory/administrativeUnits/*/scopedRoleMembers":            {"directory/administrativeUnits/$UNIT/scopedRoleMembers", `{"id":"s","roleId":"$ROLE","roleMemberInfo":{"id":"$USER"}}`},
	"/directory/attributeSets":                                      {"directory/attributeSets", `{"id":"Set"}`},
	"/directory/customSecurityAttributeDefinitions":                 {"directory/customSecurityAttributeDefinitions", `{"id":"Set_Name","attributeSet":"Set","name":"Name","status":"Available","type":"String","usePreDefinedValuesOnly":true}`},
	"/directory/customSecurityAttributeDefinitions/*/allowedValues": {"directory/customSecurityAttributeDefinitions/Set_Name/allowedValues", `{"id":"V","isActive":true}`},
	"/directory/deletedItems":                                       {"directory/deletedItems", `{"@odata.type":"#microsoft.graph.group","id":"$A","displayName":"Gone","deletedDateTime":"2026-01-01T00:00:00Z"}`},
	"/directory/federationConfigurations":                           {"directory/federationConfigurations", `{"@odata.type":"#microsoft.graph.samlOrWsFedExternalDomainFederation","id":"$A","issuerUri":"https://i.example"}`},
	"/directoryRoleTemplates":                                       {"directoryRoleTemplates", `{"id":"$A","displayName":"R"}`},
	"/directoryRoles":                                               {"directoryRoles", `{"id":"$ROLE","roleTemplateId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451"}`},
	"/domains":                                                      {"domains", `{"id":"seed.example","isVerified":true}`},
	"/domains/*/federationConfiguration":                            {"domains/seed.example/federationConfiguration", `{"id":"$A","issuerUri":"https://i.example"}`},
	"/groupLifecyclePolicies":                                       {"groupLifecyclePolicies", `{"id":"$A","groupLifetimeInDays":100,"managedGroupTypes":"All"}`},
	"/groupSettingTemplates":                                        {"groupSettingTemplates", `{"id":"$A","displayName":"T"}`},
	"/groupSettings":                                                {"groupSettings", `{"id":"$A","templateId":"62375ab9-6b52-47ed-826b-58e47e0e304b","values":[{"name":"EnableGroupCreation","value":"false"}]}`},
	"/groups":                                                       {"groups", `{"id":"$GROUP","displayName":"G","mailEnabled":true,"securityEnabled":false,"groupTypes":["Unified"],"mailNickname":"g","onPremisesSyncEnabled":true,"members":["$USER"],"owners":["$ADA"]}`},
	"/groups/*/appRoleAssignments":                                  {"groups/$GROUP/appRoleAssignments", `{"principalId":"$GROUP","resourceId":"$PRINCIPAL","appRoleId":"00000000-0000-0000-0000-000000000000"}`},
	"/groups/*/extensions":                                          {"groups/$GROUP/extensions", `{"@odata.type":"#microsoft.graph.openTypeExtension","id":"x","extensionName":"x"}`},
	"/groups/*/settings":                                            {"groups/$GROUP/settings", `{"id":"$A","templateId":"08d542b9-071f-4e16-94b0-74abb372e3d9","values":[{"name":"AllowToAddGuests","value":"false"}]}`},

	"/identity/apiConnectors": {"identity/apiConnectors", `{"id":"$A","displayName":"C","targetUrl":"https://c.example","authenticationConfiguration":{"@odata.type":"#microsoft.graph.basicAuthentication","username":"u"}}`},
	"/identity/b2cUserFlows":  {"beta/identity/b2cUserFlows", `{"id":"B2C_1_x","userFlowType":"signUp","userFlowTypeVersion":1}`},
	"/identity/b2xUserFlows":  {"identity/b2xUserFlows", `{"id":"B2X_1_x","userFlowType":"signUpOrSignIn","userFlowTypeVersion":1}`},
	"/identity/conditionalAccess/authenticationContextClassReferences": {"identity/conditionalAccess/authenticationContextClassReferences", `{"id":"c7","displayName":"C"}`},
	"/identity/conditionalAccess/namedLocations":                       {"identity/conditionalAccess/namedLocations", `{"@odata.type":"#microsoft.graph.countryNamedLocation","id":"$A","displayName":"L","countriesAndRegions":["GB"]}`},
	"/identity/conditionalAccess/policies": {"identity/conditionalAccess/policies", `{"id":"$A","displayName":"P","state":"disabled","templateId":"$A","conditions":{"clientAppTypes":["all"],"applications":{"includeApplications":["All"]},
		"users":{"includeUsers":["None"]}},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}`},
	"/identity/identityProviders":  {"identity/identityProviders", `{"@odata.type":"#microsoft.graph.socialIdentityProvider","id":"Amazon-OAUTH","displayName":"Amazon","identityProviderType":"Amazon"}`},
	"/identity/userFlowAttributes": {"identity/userFlowAttributes", `{"id":"extension_x","displayName":"X","dataType":"string"}`},

	"/identityGovernance/accessReviews/definitions":                           {"identityGovernance/accessReviews/definitions", `{"id":"$A","displayName":"D","status":"Completed","scope":{"@odata.type":"#microsoft.graph.accessReviewQueryScope","query":"/groups","queryType":"MicrosoftGraph"}}`},
	"/identityGovernance/accessReviews/definitions/*/instances":               {"identityGovernance/accessReviews/definitions/$A/instances", `{"id":"$APP","status":"InProgress"}`},
	"/identityGovernance/accessReviews/definitions/*/instances/*/stages":      {"identityGovernance/accessReviews/definitions/$A/instances/$APP/stages", `{"id":"$A","status":"InProgress"}`},
	"/identityGovernance/entitlementManagement/catalogs":                      {"identityGovernance/entitlementManagement/catalogs", `{"id":"$CATALOG","displayName":"C"}`},
	"/identityGovernance/entitlementManagement/accessPackages":                {"identityGovernance/entitlementManagement/accessPackages", `{"id":"$PACKAGE","displayName":"P","catalog":{"id":"$CATALOG"}}`},
	"/identityGovernance/entitlementManagement/assignmentPolicies":            {"identityGovernance/entitlementManagement/assignmentPolicies", `{"id":"$A","displayName":"P","accessPackage":{"id":"$PACKAGE"}}`},
	"/identityGovernance/entitlementManagement/connectedOrganizations":        {"identityGovernance/entitlementManagement/connectedOrganizations", `{"id":"$A","displayName":"O","identitySources":[{"@odata.type":"#microsoft.graph.domainIdentitySource","domainName":"x.example","displayName":"X"}]}`},
	"/identityGovernance/entitlementManagement/resourceRequests":              {"identityGovernance/entitlementManagement/resourceRequests", `{"id":"$A","requestType":"adminAdd","catalog":{"id":"$CATALOG"},"resource":{"originId":"$GROUP","originSystem":"AadGroup"}}`},
	"/identityGovernance/lifecycleWorkflows/customTaskExtensions":             {"identityGovernance/lifecycleWorkflows/customTaskExtensions", `{"id":"$A","displayName":"X","endpointConfiguration":{"@odata.type":"#microsoft.graph.logicAppTriggerEndpointConfiguration","logicAppWorkflowName":"w"},"authenticationConfiguration":{"@odata.type":"#microsoft.graph.azureAdTokenAuthentication","resourceId":"r"}}`},
	"/identityGovernance/lifecycleWorkflows/workflows":                        {"identityGovernance/lifecycleWorkflows/workflows", `{"id":"$A","category":"joiner","displayName":"W","version":4,"executionConditions":{"@odata.type":"#microsoft.graph.identityGovernance.onDemandExecutionOnly"},"tasks":[{"taskDefinitionId":"6fc52c9d-398b-4305-9763-15f42c1676fc","displayName":"T","isEnabled":true}]}`},
	"/identityGovernance/privilegedAccess/group/assignmentScheduleInstances":  {"identityGovernance/privilegedAccess/group/assignmentScheduleInstances", `{"id":"i","groupId":"$GROUP","principalId":"$USER","accessId":"member"}`},
	"/identityGovernance/privilegedAccess/group/assignmentSchedules":          {"identityGovernance/privilegedAccess/group/assignmentSchedules", `{"id":"s","groupId":"$GROUP","principalId":"$USER","accessId":"member"}`},
	"/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances": {"identityGovernance/privilegedAccess/group/eligibilityScheduleInstances", `{"id":"i","groupId":"$GROUP","principalId":"$USER","accessId":"member"}`},
	"/identityGovernance/privilegedAccess/group/eligibilitySchedules":         {"identityGovernance/privilegedAccess/group/eligibilitySchedules", `{"id":"s","groupId":"$GROUP","principalId":"$USER","accessId":"member"}`},
	"/identityGovernance/privilegedAccess/group/assignmentScheduleRequests":   {"identityGovernance/privilegedAccess/group/assignmentScheduleRequests", `{"action":"adminAssign","principalId":"$USER","groupId":"$GROUP","accessId":"owner","scheduleInfo":{"expiration":{"type":"noExpiration"}}}`},
	"/identityGovernance/privilegedAccess/group/eligibilityScheduleRequests":  {"identityGovernance/privilegedAccess/group/eligibilityScheduleRequests", `{"action":"adminAssign","principalId":"$USER","groupId":"$GROUP","accessId":"owner","scheduleInfo":{"expiration":{"type":"noExpiration"}}}`},
	"/identityGovernance/termsOfUse/agreements":                               {"identityGovernance/termsOfUse/agreements", `{"id":"$A","displayName":"A","files":[{"fileName":"f","language":"en","isDefault":true}]}`},
	"/identityGovernance/termsOfUse/agreements/*/files":                       {"identityGovernance/termsOfUse/agreements/$A/files", `{"id":"$APP","fileName":"g","language":"de"}`},
	"/invitations":                             {"invitations", `{"id":"$GUEST","invitedUserEmailAddress":"guest@example.com","inviteRedirectUrl":"https://r.example","status":"Completed"}`},
	"/oauth2PermissionGrants":                  {"oauth2PermissionGrants", `{"id":"o","clientId":"$PRINCIPAL","consentType":"AllPrincipals","resourceId":"$PRINCIPAL","scope":"x"}`},
	"/onPremisesPublishingProfiles":            {"beta/onPremisesPublishingProfiles", `{"id":"provisioning","isEnabled":true}`},
	"/organization":                            {"organization", `{"displayName":"Fabrikam","onPremisesSyncEnabled":true}`},
	"/organization/*/branding":                 {"organization/$TENANT/branding", `{"usernameHintText":"U"}`},
	"/organization/*/branding/localizations":   {"organization/$TENANT/branding/localizations", `{"id":"fr-FR","usernameHintText":"U"}`},
	"/organization/*/settings/contactInsights": {"beta/organization/$TENANT/settings/contactInsights", `{"isEnabledInOrganization":true}`},
	"/organization/*/settings/itemInsights":    {"beta/organization/$TENANT/settings/itemInsights", `{"isEnabledInOrganization":true}`},
	"/organization/*/settings/peopleInsights":  {"beta/organization/$TENANT/settings/peopleInsights", `{"isEnabledInOrganization":true}`},
	"/planner/buckets":                         {"planner/buckets", `{"id":"b","name":"B","planId":"p"}`},
	"/planner/plans":                           {"planner/plans", `{"id":"p","title":"P","container":{"url":"https://graph.microsoft.com/v1.0/groups/g"}}`},
	"/planner/tasks":                           {"planner/tasks", `{"id":"t","title":"T","planId":"p"}`},

	"/policies/accessReviewPolicy":                                             {"beta/policies/accessReviewPolicy", `{"isGroupOwnerManagementEnabled":true}`},
	"/policies/activityBasedTimeoutPolicies":                                   {"policies/activityBasedTimeoutPolicies", `{"id":"$A","displayName":"P","definition":["{\"ActivityBasedTimeoutPolicy\":{\"Version\":1,\"ApplicationPolicies\":[{\"ApplicationId\":\"default\",\"WebSessionIdleTimeout\":\"01:00:00\"}]}}"]}`},
	"/policies/adminConsentRequestPolicy":                                      {"policies/adminConsentRequestPolicy", `{"isEnabled":true,"version":3}`},
	"/policies/appManagementPolicies":                                          {"policies/appManagementPolicies", `{"id":"$A","displayName":"P","restrictions":{}}`},
	"/policies/authenticationFlowsPolicy":                                      {"policies/authenticationFlowsPolicy", `{"selfServiceSignUp":{"isEnabled":true}}`},
	"/policies/authenticationMethodsPolicy":                                    {"policies/authenticationMethodsPolicy", `{"policyVersion":"1.4"}`},
	"/policies/authenticationMethodsPolicy/authenticationMethodConfigurations": {"policies/authenticationMethodsPolicy/authenticationMethodConfigurations", `{"@odata.type":"#microsoft.graph.fido2AuthenticationMethodConfiguration","id":"Fido2","state":"enabled"}`},
	"/policies/authenticationStrengthPolicies":                                 {"policies/authenticationStrengthPolicies", `{"id":"$A","displayName":"S","allowedCombinations":["fido2"],"policyType":"custom"}`},
	"/policies/authorizationPolicy":                                            {"policies/authorizationPolicy", `{"allowInvitesFrom":"none"}`},
	"/policies/claimsMappingPolicies":                                          {"policies/claimsMappingPolicies", `{"id":"$A","displayName":"P","definition":["{\"ClaimsMappingPolicy\":{\"Version\":1,\"IncludeBasicClaimSet\":\"true\"}}"]}`},
	"/policies/crossTenantAccessPolicy":                                        {"policies/crossTenantAccessPolicy", `{"allowedCloudEndpoints":["microsoftonline.us"]}`},
	"/policies/crossTenantAccessPolicy/default":                                {"policies/crossTenantAccessPolicy/default", `{"inboundTrust":{"isMfaAccepted":true}}`},
	"/policies/crossTenantAccessPolicy/partners":                               {"policies/crossTenantAccessPolicy/partners", `{"tenantId":"$A"}`},
	"/policies/crossTenantAccessPolicy/partners/*/identitySynchronization":     {"policies/crossTenantAccessPolicy/partners/$A/identitySynchronization", `{"displayName":"X","userSyncInbound":{"isSyncAllowed":true}}`},
	"/policies/defaultAppManagementPolicy":                                     {"policies/defaultAppManagementPolicy", `{"isEnabled":true}`},
	"/policies/deviceRegistrationPolicy":                                       {"beta/policies/deviceRegistrationPolicy", `{"userDeviceQuota":5}`},
	"/policies/externalIdentitiesPolicy":                                       {"beta/policies/externalIdentitiesPolicy", `{"allowExternalIdentitiesToLeave":false}`},
	"/policies/featureRolloutPolicies":                                         {"policies/featureRolloutPolicies", `{"id":"$A","displayName":"F","feature":"passthroughAuthentication","isEnabled":true}`},
	"/policies/homeRealmDiscoveryPolicies":                                     {"policies/homeRealmDiscoveryPolicies", `{"id":"$A","displayName":"P","definition":["{\"HomeRealmDiscoveryPolicy\":{\"AccelerateToFederatedDomain\":false}}"]}`},
	"/policies/identitySecurityDefaultsEnforcementPolicy":                      {"policies/identitySecurityDefaultsEnforcementPolicy", `{"isEnabled":true}`},
	"/policies/permissionGrantPolicies":                                        {"policies/permissionGrantPolicies", `{"id":"seeded","displayName":"P"}`},
	"/policies/permissionGrantPolicies/*/excludes":                             {"policies/permissionGrantPolicies/seeded/excludes", `{"id":"$A","permissionType":"delegated"}`},
	"/policies/permissionGrantPolicies/*/includes":                             {"policies/permissionGrantPolicies/seeded/includes", `{"id":"$APP","permissionType":"delegated"}`},
	"/policies/tokenIssuancePolicies":                                          {"policies/tokenIssuancePolicies", `{"id":"$A","displayName":"P","definition":["{\"TokenIssuancePolicy\":{\"Version\":1}}"]}`},
	"/policies/tokenLifetimePolicies":                                          {"policies/tokenLifetimePolicies", `{"id":"$A","displayName":"P","definition":["{\"TokenLifetimePolicy\":{\"Version\":1,\"AccessTokenLifetime\":\"8:00:00\"}}"]}`},

	"/roleManagement/directory/roleAssignmentScheduleInstances":  {"roleManagement/directory/roleAssignmentScheduleInstances", `{"id":"i","principalId":"$USER","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}`},
	"/roleManagement/directory/roleAssignmentScheduleRequests":   {"roleManagement/directory/roleAssignmentScheduleRequests", `{"action":"adminAssign","principalId":"$USER","roleDefinitionId":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b","directoryScopeId":"/","scheduleInfo":{"expiration":{"type":"noExpiration"}}}`},
	"/roleManagement/directory/roleAssignmentSchedules":          {"roleManagement/directory/roleAssignmentSchedules", `{"id":"s","principalId":"$USER","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}`},
	"/roleManagement/directory/roleAssignments":                  {"roleManagement/directory/roleAssignments", `{"id":"r","principalId":"$USER","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}`},
	"/roleManagement/directory/roleDefinitions":                  {"roleManagement/directory/roleDefinitions", `{"id":"$A","displayName":"R","isEnabled":true,"rolePermissions":[{"allowedResourceActions":["microsoft.directory/users/standard/read"]}]}`},
	"/roleManagement/directory/roleEligibilityScheduleInstances": {"roleManagement/directory/roleEligibilityScheduleInstances", `{"id":"i","principalId":"$USER","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}`},
	"/roleManagement/directory/roleEligibilityScheduleRequests":  {"roleManagement/directory/roleEligibilityScheduleRequests", `{"action":"adminAssign","principalId":"$USER","roleDefinitionId":"88d8e3e3-8f55-4a1e-953a-9b9898b8876b","directoryScopeId":"/","scheduleInfo":{"expiration":{"type":"noExpiration"}}}`},
	"/roleManagement/directory/roleEligibilitySchedules":         {"roleManagement/directory/roleEligibilitySchedules", `{"id":"s","principalId":"$USER","roleDefinitionId":"f2ef992c-3afb-46b9-b7cf-a126ee74c451","directoryScopeId":"/"}`},
	"/roleManagement/entitlementManagement/roleAssignments":      {"roleManagement/entitlementManagement/roleAssignments", `{"id":"$A","principalId":"$USER","roleDefinitionId":"ae79f266-94d4-4dab-b730-feca7e132178","appScopeId":"/AccessPackageCatalog/$CATALOG"}`},
	"/schemaExtensions":                                 {"schemaExtensions", `{"id":"contoso_x","description":"X","targetTypes":["User"],"properties":[{"name":"a","type":"String"}]}`},
	"/servicePrincipals":                                {"servicePrincipals", `{"id":"$PRINCIPAL","appId":"$APPID","displayName":"S"}`},
	"/servicePrincipals/*/appRoleAssignedTo":            {"servicePrincipals/$PRINCIPAL/appRoleAssignedTo", `{"principalId":"$ADA","resourceId":"$PRINCIPAL","appRoleId":"00000000-0000-0000-0000-000000000000"}`},
	"/servicePrincipals/*/appRoleAssignments":           {"servicePrincipals/$PRINCIPAL/appRoleAssignments", `{"principalId":"$PRINCIPAL","resourceId":"$PRINCIPAL","appRoleId":"00000000-0000-0000-0000-000000000000"}`},
	"/servicePrincipals/*/federatedIdentityCredentials": {"servicePrincipals/$PRINCIPAL/federatedIdentityCredentials", `{"id":"$A","name":"seeded","issuer":"https://i.example","subject":"s","audiences":["api://AzureADTokenExchange"]}`},
	"/servicePrincipals/*/synchronization/jobs":         {"servicePrincipals/$PRINCIPAL/synchronization/jobs", `{"id":"scim.x","templateId":"scim"}`},
	"/subscribedSkus":                                   {"subscribedSkus", `{"id":"x","skuId":"$A","skuPartNumber":"SEEDED","consumedUnits":3,"prepaidUnits":{"enabled":5}}`},
	"/sites":                                            {"sites", `{"id":"seed.sharepoint.example,$A,$USER","webUrl":"https://seed.sharepoint.example"}`},
	"/sites/*/permissions":                              {"sites/seed.sharepoint.example,$A,$USER/permissions", `{"id":"7","roles":["read"],"grantedToIdentitiesV2":[{"application":{"id":"$APPID"}}]}`},
	"/teams":                                            {"teams", `{"id":"$GROUP","displayName":"T"}`},
	"/teams/*/channels":                                 {"teams/$GROUP/channels", `{"id":"19:x@thread.tacv2","displayName":"C"}`},
	"/teams/*/channels/*/tabs":                          {"teams/$GROUP/channels/19:x@thread.tacv2/tabs", `{"id":"$A","displayName":"T"}`},
	"/teams/*/members":                                  {"teams/$GROUP/members", `{"@odata.type":"#microsoft.graph.aadUserConversationMember","roles":[],"user@odata.bind":"https://graph.microsoft.com/v1.0/users('$ADA')"}`},
	"/teams/*/operations":                               {"teams/$GROUP/operations", `{"id":"$A","operationType":"createTeam","status":"failed"}`},
	"/tenantRelationships/delegatedAdminRelationships":  {"tenantRelationships/delegatedAdminRelationships", `{"id":"r","displayName":"R","duration":"P30D","accessDetails":{"unifiedRoles":[]},"status":"active"}`},
	"/tenantRelationships/delegatedAdminRelationships/*/accessAssignments": {"tenantRelationships/delegatedAdminRelationships/r/accessAssignments", `{"id":"$A","accessContainer":{"accessContainerId":"$GROUP","accessContainerType":"securityGroup"},"accessDetails":{"unifiedRoles":[]}}`},
	"/users": {"users", `{"id":"$USER","accountEnabled":true,"displayName":"U","mailNickname":"u","userPrincipalName":"u@contoso.onmicrosoft.com","passwordProfile":{"password":"Choose-1-yourself"},
		"onPremisesSyncEnabled":true,"onPremisesImmutableId":"abc","onPremisesSamAccountName":"u","onPremisesLastSyncDateTime":"2026-01-01T00:00:00Z","createdDateTime":"2020-01-01T00:00:00Z","manager":"$ADA"}`},
	"/users/*/appRoleAssignments":                        {"users/$USER/appRoleAssignments", `{"principalId":"$USER","resourceId":"$PRINCIPAL","appRoleId":"00000000-0000-0000-0000-000000000000"}`},
	"/users/*/authentication/temporaryAccessPassMethods": {"users/$USER/authentication/temporaryAccessPassMethods", `{"id":"$A","isUsableOnce":true,"lifetimeInMinutes":60}`},
	"/directory/deviceLocalCredentials":                  {"directory/deviceLocalCredentials", `{"id":"$A","deviceName":"D","credentials":[{"accountName":"a","passwordBase64":"eA=="}]}`},
	"/informationProtection/bitlocker/recoveryKeys":      {"informationProtection/bitlocker/recoveryKeys", `{"id":"$A","deviceId":"$A","key":"k","volumeType":"operatingSystemVolume"}`},
	"/users/*/authentication/phoneMethods":               {"users/$USER/authentication/phoneMethods", `{"id":"3179e48a-750b-4051-897c-87b9720928f7","phoneNumber":"+44 1","phoneType":"mobile"}`},
	"/users/*/extensions":                                {"users/$USER/extensions", `{"@odata.type":"#microsoft.graph.openTypeExtension","id":"x","extensionName":"x"}`},
	"/users/*/licenseDetails":                            {"users/$USER/licenseDetails", `{"id":"l","skuId":"$A","skuPartNumber":"SEEDED"}`},
}

const seededSetting = `{"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance","settingDefinitionId":"d"}}`

// unseeded are paths at which nothing of their own is kept, each with the reason.
var unseeded = map[string]string{
	"/directoryObjects":                                      "shows the objects of other collections",
	"/groups/*/assignLicense":                                "an action",
	"/users/*/assignLicense":                                 "an action",
	"/users/*/revokeSignInSessions":                          "an action",
	"/tenantRelationships/findTenantInformationByDomainName": "a function", "/tenantRelationships/findTenantInformationByTenantId": "a function",
	"/groups/*/members":           "a relation: stands in its group",
	"/groups/*/owners":            "a relation: stands in its group",
	"/users/*/manager":            "a relation: stands in its user",
	"/users/*/memberOf":           "follows from members",
	"/users/*/transitiveMemberOf": "follows from members",
	"/users/*/photo":              "a stream",
	"/identity/conditionalAccess": "has nothing but collections", "/identityGovernance/accessReviews": "has nothing but collections",
	"/identityGovernance/entitlementManagement": "has nothing but collections", "/identityGovernance/lifecycleWorkflows": "has nothing but collections",
	"/identityGovernance/privilegedAccess/group": "has nothing but collections", "/identityGovernance/termsOfUse": "has nothing but collections",
	"/roleManagement/directory": "has nothing but collections", "/roleManagement/entitlementManagement": "has nothing but collections",
	"/servicePrincipals/*/synchronization/jobs/*/schema": "made with the job",
	"/servicePrincipals/*/synchronization":               "has nothing but collections", "/planner": "has nothing but collections",
	"/identityGovernance/entitlementManagement/accessPackageAssignmentPolicies":                  "beta's name of assignmentPolicies",
	"/identityGovernance/entitlementManagement/accessPackageAssignmentRequests":                  "beta's name of assignmentRequests",
	"/identityGovernance/entitlementManagement/accessPackageResourceRequests":                    "beta's name of resourceRequests",
	"/identityGovernance/entitlementManagement/assignmentRequests":                               "needs a policy that lets its target in; tested with access packages",
	"/identityGovernance/entitlementManagement/accessPackages/*/accessPackageResourceRoleScopes": "needs resources of the catalogue with ids of their own; tested with access packages",
	"/identityGovernance/termsOfUse/agreements/*/file":                                           "made of the agreement's files",
	"/identityGovernance/lifecycleWorkflows/workflows/*/versions":                                "have no ids of their own; made by createNewVersion",
	"/policies/roleManagementPolicies":                                                           "one for each role, made when asked for; its rules can be changed",
	"/policies/roleManagementPolicyAssignments":                                                  "made with the policies",
}

// seedIDs are the ids in the seed.
var seedIDs = strings.NewReplacer(
	"$TENANT", tenant.DefaultTenantID, "$USER", "a0000000-0000-4000-8000-000000000001", "$ADA", "a0000000-0000-4000-8000-000000000002",
	"$GROUP", "a0000000-0000-4000-8000-000000000003", "$APPID", "a0000000-0000-4000-8000-000000000004", "$APP", "a0000000-0000-4000-8000-000000000005",
	"$PRINCIPAL", "a0000000-0000-4000-8000-000000000006", "$DEVICE", "a0000000-0000-4000-8000-000000000007", "$UNIT", "a0000000-0000-4000-8000-000000000008",
	"$ROLE", "a0000000-0000-4000-8000-000000000009", "$MOBILE", "a0000000-0000-4000-8000-00000000000a", "$POLICY", "a0000000-0000-4000-8000-00000000000b",
	"$CATALOG", "a0000000-0000-4000-8000-00000000000c", "$PACKAGE", "a0000000-0000-4000-8000-00000000000d", "$GUEST", "a0000000-0000-4000-8000-00000000000e",
	"$A", "a0000000-0000-4000-8000-00000000000f",
)

// TestEveryCoveredPathCanBeSeeded: a seed can put something at each path of which the
// tenant knows how it behaves, and says there what is read-only from outside.
func TestEveryCoveredPathCanBeSeeded(t *testing.T) {
	t.Parallel()
	covered, err := graph.Coverage()
	if err != nil {
		t.Fatal(err)
	}
	seed := map[string][]json.RawMessage{}
	for _, c := range covered {
		entry, seeds := seedable[c.Path]
		if _, excepted := unseeded[c.Path]; seeds == excepted {
			t.Errorf("%s must stand either in seedable or, with a reason, in unseeded", c.Path)
		}
		if seeds {
			path := seedIDs.Replace(entry[0])
			seed[path] = append(seed[path], json.RawMessage(seedIDs.Replace(entry[1])))
		}
	}
	ada := `{"id":"$ADA","accountEnabled":true,"displayName":"Ada","mailNickname":"ada","userPrincipalName":"ada@contoso.onmicrosoft.com","passwordProfile":{"password":"Choose-1-yourself"}}`
	seed["users"] = append(seed["users"], json.RawMessage(seedIDs.Replace(ada)))
	document, err := json.Marshal(seed)
	if err != nil {
		t.Fatal(err)
	}
	u := newUser(t, seeded(string(document)))
	for pattern, entry := range seedable {
		path, body := "/"+seedIDs.Replace(entry[0]), map[string]any{}
		if err := json.Unmarshal([]byte(seedIDs.Replace(entry[1])), &body); err != nil {
			t.Fatalf("%s: %v", pattern, err)
		}
		if !strings.HasPrefix(path, "/beta/") {
			path = "/v1.0" + path
		}
		if id, ok := body["id"].(string); ok && !unreadable[pattern] {
			if status, got := u.do("GET", path+"/"+id, ""); status != 200 || fmt.Sprint(got["id"]) != id {
				t.Errorf("GET %s/%s: %d %v", path, id, status, got)
			}
		}
	}
	user := u.must("GET", "/v1.0/users/u@contoso.onmicrosoft.com?$select=onPremisesSyncEnabled,onPremisesImmutableId,onPremisesSamAccountName,onPremisesLastSyncDateTime,createdDateTime", "")
	for name, want := range map[string]any{
		"onPremisesSyncEnabled": true, "onPremisesImmutableId": "abc", "onPremisesSamAccountName": "u", "onPremisesLastSyncDateTime": "2026-01-01T00:00:00Z", "createdDateTime": "2020-01-01T00:00:00Z",
	} {
		if user[name] != want {
			t.Errorf("%s is %v, want %v", name, user[name], want)
		}
	}
	if got := u.must("GET", "/v1.0/organization", "")["value"].([]any); len(got) != 1 || got[0].(map[string]any)["displayName"] != "Fabrikam" {
		t.Errorf("the organization: %v", got)
	}
	if got := u.must("GET", "/v1.0/policies/authorizationPolicy", ""); got["allowInvitesFrom"] != "none" {
		t.Errorf("the authorization policy: %v", got["allowInvitesFrom"])
	}
}

// unreadable are collections without a GET of one object, or with other permissions
// than the built-in application has.
var unreadable = map[string]bool{"/invitations": true, "/onPremisesPublishingProfiles": true}
