// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"encoding/json"
	"maps"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

const (
	authenticationMethodsPath = "/policies/authenticationMethodsPolicy/authenticationMethodConfigurations"
	crossTenantDefaultPath    = "/policies/crossTenantAccessPolicy/default"
	permissionGrantsPath      = "/policies/permissionGrantPolicies"
	userFlowAttributesPath    = "/identity/userFlowAttributes"
	templatesPath             = "/identity/conditionalAccess/templates"
)

// builtInPolicies are what a new tenant has, by path.
func builtInPolicies() map[store.Location][]store.Object {
	all := map[store.Location][]store.Object{
		strengthsPath:                   builtInStrengths(),
		authenticationMethodsPath:       authenticationMethods(),
		crossTenantDefaultPath:          {crossTenantDefault()},
		userFlowAttributesPath:          builtInUserFlowAttributes(),
		templatesPath:                   conditionalAccessTemplates(),
		"/onPremisesPublishingProfiles": {{"id": "applicationProxy", "isEnabled": true, "hybridAgentUpdaterConfiguration": nil}},
	}
	maps.Copy(all, singlePolicies())
	maps.Copy(all, permissionGrants())
	return all
}

func builtInStrengths() []store.Object {
	combinations := func(groups ...string) []any {
		var all []any
		for _, name := range strings.Fields(strings.Join(groups, " ")) {
			all = append(all, name)
		}
		return all
	}
	strength := func(id, name, description string, allowed []any) store.Object {
		return store.Object{
			"id": id, "displayName": name, "description": description, "policyType": "builtIn", "requirementsSatisfied": "mfa",
			"allowedCombinations": allowed, "createdDateTime": "2021-12-01T08:00:00Z", "modifiedDateTime": "2021-12-01T08:00:00Z",
		}
	}
	const resistant, push = "windowsHelloForBusiness fido2 x509CertificateMultiFactor", "deviceBasedPush"
	return []store.Object{
		strength("00000000-0000-0000-0000-000000000002", "Multifactor authentication",
			"Combinations of methods that satisfy strong authentication, such as a password + SMS",
			combinations(resistant, push, "temporaryAccessPassOneTime temporaryAccessPassMultiUse",
				"password,microsoftAuthenticatorPush password,softwareOath password,hardwareOath password,sms password,voice", "federatedMultiFactor",
				"microsoftAuthenticatorPush,federatedSingleFactor softwareOath,federatedSingleFactor hardwareOath,federatedSingleFactor",
				"sms,federatedSingleFactor voice,federatedSingleFactor")),
		strength("00000000-0000-0000-0000-000000000003", "Passwordless MFA", "Passwordless MFA", combinations(resistant, push)),
		strength("00000000-0000-0000-0000-000000000004", "Phishing-resistant MFA",
			"Phishing-resistant, Passwordless methods for the strongest authentication, such as a FIDO2 security key", combinations(resistant)),
	}
}

// singlePolicies are those of which every tenant has one.
func singlePolicies() map[store.Location][]store.Object {
	const nobody = "00000000-0000-0000-0000-000000000000"
	restrictions := func() store.Object { return store.Object{"passwordCredentials": []any{}, "keyCredentials": []any{}} }
	everyone := func() store.Object {
		return store.Object{"@odata.type": "#microsoft.graph.allDeviceRegistrationMembership"}
	}
	return map[store.Location][]store.Object{
		"/policies/authorizationPolicy": {{
			"id": "authorizationPolicy", "displayName": "Authorization Policy", "description": "Used to manage authorization related settings across the company.",
			"allowInvitesFrom": "everyone", "allowedToSignUpEmailBasedSubscriptions": true, "allowedToUseSSPR": true, "allowEmailVerifiedUsersToJoinOrganization": false,
			"blockMsolPowerShell": false, "guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3", "deletedDateTime": nil, "allowUserConsentForRiskyApps": nil,
			"defaultUserRolePermissions": store.Object{
				"allowedToCreateApps": true, "allowedToCreateSecurityGroups": true, "allowedToCreateTenants": true,
				"allowedToReadBitlockerKeysForOwnedDevice": true, "allowedToReadOtherUsers": true,
				"permissionGrantPoliciesAssigned": []any{"ManagePermissionGrantsForSelf.microsoft-user-default-legacy"},
			},
		}},
		"/policies/identitySecurityDefaultsEnforcementPolicy": {{
			"id": "00000000-0000-0000-0000-000000000005", "displayName": "Security Defaults", "isEnabled": false, "deletedDateTime": nil,
			"description": "Security defaults is a set of basic identity security mechanisms recommended by Microsoft.",
		}},
		"/policies/authenticationMethodsPolicy": {{
			"id": "authenticationMethodsPolicy", "displayName": "Authentication Methods Policy", "policyVersion": "1.5",
			"description": "The tenant-wide policy that controls which authentication methods are allowed", "lastModifiedDateTime": nil, "reconfirmationInDays": nil,
			"policyMigrationState": "migrationComplete", "registrationEnforcement": store.Object{"authenticationMethodsRegistrationCampaign": store.Object{
				"snoozeDurationInDays": json.Number("1"), "enforceRegistrationAfterAllowedSnoozes": true, "state": "default", "excludeTargets": []any{},
				"includeTargets": []any{store.Object{"id": "all_users", "targetType": "group", "targetedAuthenticationMethod": "microsoftAuthenticator"}},
			}},
		}},
		"/policies/adminConsentRequestPolicy": {{
			"id": "adminConsentRequestPolicy", "isEnabled": false, "notifyReviewers": false, "remindersEnabled": false, "requestDurationInDays": 0, "version": 0, "reviewers": []any{},
		}},
		"/policies/crossTenantAccessPolicy": {{"id": "crossTenantAccessPolicy", "displayName": "CrossTenantAccessPolicy", "allowedCloudEndpoints": []any{}}},
		"/policies/authenticationFlowsPolicy": {{
			"id": "authenticationFlowsPolicy", "displayName": "Authentication flows policy", "description": "What people can sign up for by themselves.",
			"selfServiceSignUp": store.Object{"isEnabled": false},
		}},
		"/policies/externalIdentitiesPolicy": {{
			"id": "externalIdentitiesPolicy", "displayName": "External identities policy", "description": "What guests can do about their accounts.", "deletedDateTime": nil,
			"allowExternalIdentitiesToLeave": true, "allowDeletedIdentitiesDataRemoval": false,
		}},
		"/policies/defaultAppManagementPolicy": {{
			"id": nobody, "displayName": "Default app management tenant policy", "isEnabled": false,
			"description":             "Default tenant policy that enforces app management restrictions on applications and service principals.",
			"applicationRestrictions": restrictions(), "servicePrincipalRestrictions": restrictions(),
		}},
		"/policies/deviceRegistrationPolicy": {{
			"id": "deviceRegistrationPolicy", "displayName": "Device Registration Policy", "description": "Tenant-wide policy about the registration of devices.",
			"userDeviceQuota": json.Number("50"), "multiFactorAuthConfiguration": "notRequired", "localAdminPassword": store.Object{"isEnabled": false},
			"azureADRegistration": store.Object{"isAdminConfigurable": false, "allowedToRegister": everyone()},
			"azureADJoin":         store.Object{"isAdminConfigurable": true, "allowedToJoin": everyone()},
		}},
	}
}

// authenticationMethods are the methods that every tenant can allow.
func authenticationMethods() []store.Object {
	method := func(typeName, id, state string, more store.Object) store.Object {
		all := store.Object{
			"@odata.type": "#microsoft.graph." + typeName + "AuthenticationMethodConfiguration", "id": id, "state": state, "excludeTargets": []any{},
			"includeTargets": []any{store.Object{"targetType": "group", "id": "all_users", "isRegistrationRequired": false}},
		}
		maps.Copy(all, more)
		return all
	}
	feature := func() store.Object {
		target := func() store.Object {
			return store.Object{"targetType": "group", "id": "all_users"}
		}
		return store.Object{"state": "default", "includeTarget": target(), "excludeTarget": store.Object{"targetType": "group", "id": "00000000-0000-0000-0000-000000000000"}}
	}
	return []store.Object{
		method("fido2", "Fido2", "disabled", store.Object{
			"isSelfServiceRegistrationAllowed": true, "isAttestationEnforced": true,
			"keyRestrictions": store.Object{"isEnforced": false, "enforcementType": "block", "aaGuids": []any{}},
		}),
		method("microsoftAuthenticator", "MicrosoftAuthenticator", "enabled", store.Object{
			"isSoftwareOathEnabled": false, "featureSettings": store.Object{
				"displayAppInformationRequiredState": feature(), "displayLocationInformationRequiredState": feature(),
			},
			"includeTargets": []any{store.Object{"targetType": "group", "id": "all_users", "isRegistrationRequired": false, "authenticationMode": "any"}},
		}),
		method("sms", "Sms", "disabled", store.Object{
			"includeTargets": []any{store.Object{"targetType": "group", "id": "all_users", "isRegistrationRequired": false, "isUsableForSignIn": false}},
		}),
		method("temporaryAccessPass", "TemporaryAccessPass", "disabled", store.Object{
			"defaultLifetimeInMinutes": json.Number("60"), "defaultLength": json.Number("8"), "minimumLifetimeInMinutes": json.Number("60"),
			"maximumLifetimeInMinutes": json.Number("480"), "isUsableOnce": false,
		}),
		method("softwareOath", "SoftwareOath", "disabled", nil),
		method("hardwareOath", "HardwareOath", "disabled", nil),
		method("voice", "Voice", "disabled", store.Object{"isOfficePhoneAllowed": false}),
		method("email", "Email", "enabled", store.Object{"allowExternalIdToUseEmailOtp": "default", "includeTargets": []any{}}),
		method("x509Certificate", "X509Certificate", "disabled", store.Object{
			"certificateUserBindings":         []any{store.Object{"x509CertificateField": "PrincipalName", "userProperty": "userPrincipalName", "priority": json.Number("1")}},
			"authenticationModeConfiguration": store.Object{"x509CertificateAuthenticationDefaultMode": "x509CertificateSingleFactor", "rules": []any{}},
		}),
		method("qrCodePin", "QRCodePin", "disabled", store.Object{"standardQRCodeLifetimeInDays": json.Number("365"), "pinLength": json.Number("8")}),
		method("verifiableCredentials", "VerifiableCredentials", "disabled", store.Object{"includeTargets": []any{}}),
	}
}

// crossTenantDefault is what Microsoft lets tenants do together unless one decides otherwise.
func crossTenantDefault() store.Object {
	access := func(kind string) store.Object {
		side := func(target, targetType string) store.Object {
			return store.Object{"accessType": kind, "targets": []any{store.Object{"target": target, "targetType": targetType}}}
		}
		return store.Object{"usersAndGroups": side("AllUsers", "user"), "applications": side("AllApplications", "application")}
	}
	return store.Object{
		"id": "default", "isServiceDefault": true,
		"inboundTrust":             store.Object{"isMfaAccepted": false, "isCompliantDeviceAccepted": false, "isHybridAzureADJoinedDeviceAccepted": false},
		"b2bCollaborationOutbound": access("allowed"), "b2bCollaborationInbound": access("allowed"),
		"b2bDirectConnectOutbound": access("blocked"), "b2bDirectConnectInbound": access("blocked"),
		"automaticUserConsentSettings": store.Object{"inboundAllowed": false, "outboundAllowed": false}, "tenantRestrictions": nil,
		"invitationRedemptionIdentityProviderConfiguration": store.Object{
			"primaryIdentityProviderPrecedenceOrder": []any{"externalFederation", "azureActiveDirectory", "socialIdentityProviders"}, "fallbackIdentityProvider": "defaultConfiguredIdp",
		},
	}
}

// permissionGrants are Microsoft's policies about consent, with their conditions.
func permissionGrants() map[store.Location][]store.Object {
	policy := func(id, name string) store.Object {
		return store.Object{"id": id, "displayName": name, "description": name, "deletedDateTime": nil}
	}
	grants := func(id string) store.Location {
		return store.Location(permissionGrantsPath).Object(id).Child("includes")
	}
	low := anyPermission()
	low["id"], low["permissionType"], low["permissionClassification"] = "7f6a2b1c-3f44-4b5c-8d5e-0a6b7c8d9e01", "delegated", "low"
	low["clientApplicationsFromVerifiedPublisherOnly"] = true
	legacy := anyPermission()
	legacy["id"], legacy["permissionType"] = "7f6a2b1c-3f44-4b5c-8d5e-0a6b7c8d9e02", "delegated"
	return map[store.Location][]store.Object{
		permissionGrantsPath: {
			policy("microsoft-user-default-low", "Default user low risk policy"),
			policy("microsoft-user-default-legacy", "Default user legacy policy"),
			policy("microsoft-application-admin", "Application Admin Policy"),
			policy("microsoft-company-admin", "Company Admin Policy"),
			policy("microsoft-all-application-permissions", "All application permissions, for any client app"),
		},
		grants("microsoft-user-default-low"):    {low},
		grants("microsoft-user-default-legacy"): {legacy},
	}
}

// anyPermission is a condition that every permission of every client meets.
func anyPermission() store.Object {
	return store.Object{
		"permissionClassification": "all", "resourceApplication": "any", "permissions": []any{"all"}, "clientApplicationIds": []any{"all"},
		"clientApplicationTenantIds": []any{"all"}, "clientApplicationPublisherIds": []any{"all"}, "clientApplicationsFromVerifiedPublisherOnly": false,
	}
}

// builtInUserFlowAttributes are what people can be asked when they sign up.
func builtInUserFlowAttributes() []store.Object {
	var all []store.Object
	for _, of := range []struct{ id, name string }{
		{"city", "City"},
		{"country", "Country/Region"},
		{"displayName", "Display Name"},
		{"email", "Email Address"},
		{"givenName", "Given Name"},
		{"jobTitle", "Job Title"},
		{"postalCode", "Postal Code"},
		{"state", "State/Province"},
		{"streetAddress", "Street Address"},
		{"surname", "Surname"},
	} {
		all = append(all, store.Object{"id": of.id, "displayName": of.name, "description": of.name, "userFlowAttributeType": "builtIn", "dataType": "string"})
	}
	return all
}

// conditionalAccessTemplates are some of Microsoft's.
func conditionalAccessTemplates() []store.Object {
	details := func(users, applications store.Object, clients []any, control string) store.Object {
		return store.Object{
			"sessionControls": nil,
			"conditions":      store.Object{"users": users, "applications": applications, "clientAppTypes": clients, "userRiskLevels": []any{}, "signInRiskLevels": []any{}},
			"grantControls":   store.Object{"operator": "OR", "builtInControls": []any{control}, "customAuthenticationFactors": []any{}, "termsOfUse": []any{}},
		}
	}
	template := func(id, name, scenarios string, of store.Object) store.Object {
		return store.Object{"id": id, "name": name, "description": name, "scenarios": scenarios, "details": of}
	}
	everybody, everything := store.Object{"includeUsers": []any{"All"}}, store.Object{"includeApplications": []any{"All"}}
	return []store.Object{
		template("c7503427-338e-4c5e-902d-abe252abfb43", "Require multifactor authentication for admins", "secureFoundation,zeroTrust,protectAdmins",
			details(store.Object{"includeRoles": []any{globalAdministrator}}, everything, []any{"all"}, "mfa")),
		template("0b2282f9-2862-4178-88b5-d79340b36cb8", "Block legacy authentication", "secureFoundation,zeroTrust,remoteWork",
			details(everybody, everything, []any{"exchangeActiveSync", "other"}, "block")),
		template("a3d0a415-b068-4326-9251-f9cdf9feeb64", "Require multifactor authentication for all users", "secureFoundation,zeroTrust,remoteWork",
			details(everybody, everything, []any{"all"}, "mfa")),
	}
}
