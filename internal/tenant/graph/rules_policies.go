// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

func policyRules() table {
	all := table{
		"/policies/adminConsentRequestPolicy":        {puts: true},
		"/policies/crossTenantAccessPolicy/partners": {required: []string{"tenantId"}, createOnly: []string{"tenantId"}, clientID: true, naturalKey: "tenantId", check: checkPartner},
	}
	for _, kind := range []string{"claimsMappingPolicies", "tokenLifetimePolicies", "tokenIssuancePolicies", "homeRealmDiscoveryPolicies"} {
		all["/policies/"+kind] = &rules{required: []string{"definition", "displayName"}, readOnly: []string{"deletedDateTime"}, check: checkDefinition}
	}
	return all
}

func checkPartner(c *call, before, after store.Object) error {
	after["id"] = after["tenantId"]
	if _, taken := c.options.Store.FindBy("/policies/crossTenantAccessPolicy/partners", "tenantId", text(after["tenantId"])); taken && before == nil {
		return sameKey("A partner configuration for tenant %s exists already.", text(after["tenantId"]))
	}
	return nil
}

func checkDefinition(_ *call, _, after store.Object) error {
	if len(list(after["definition"])) != 1 {
		return invalidValue("definition", "Policy")
	}
	return nil
}

// builtInPolicies are what a new tenant has, by path.
func builtInPolicies() map[string][]store.Object {
	combinations := func(names ...any) []any { return names }
	strength := func(id, name string, allowed []any) store.Object {
		return store.Object{
			"id": id, "displayName": name, "description": name, "policyType": "builtIn", "requirementsSatisfied": "mfa",
			"allowedCombinations": allowed, "createdDateTime": "2021-12-01T00:00:00Z", "modifiedDateTime": "2021-12-01T00:00:00Z",
		}
	}
	resistant := combinations("windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor")
	return map[string][]store.Object{
		strengthsPath: {
			strength("00000000-0000-0000-0000-000000000002", "Multifactor authentication", append(combinations("deviceBasedPush", "password,microsoftAuthenticatorPush", "password,softwareOath", "password,sms", "password,voice"), resistant...)),
			strength("00000000-0000-0000-0000-000000000003", "Passwordless MFA", append(combinations("deviceBasedPush"), resistant...)),
			strength("00000000-0000-0000-0000-000000000004", "Phishing-resistant MFA", resistant),
		},
		"/policies/authorizationPolicy": {{
			"id": "authorizationPolicy", "displayName": "Authorization Policy", "description": "Used to manage authorization related settings across the company.",
			"allowInvitesFrom": "everyone", "allowedToSignUpEmailBasedSubscriptions": true, "allowedToUseSSPR": true, "allowEmailVerifiedUsersToJoinOrganization": false,
			"blockMsolPowerShell": false, "guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3", "deletedDateTime": nil, "allowUserConsentForRiskyApps": nil,
			"defaultUserRolePermissions": store.Object{
				"allowedToCreateApps": true, "allowedToCreateSecurityGroups": true, "allowedToCreateTenants": true,
				"allowedToReadBitlockerKeysForOwnedDevice": true, "allowedToReadOtherUsers": true, "permissionGrantPoliciesAssigned": []any{},
			},
		}},
		"/policies/identitySecurityDefaultsEnforcementPolicy": {{
			"id": "00000000-0000-0000-0000-000000000005", "displayName": "Security Defaults", "isEnabled": false, "deletedDateTime": nil,
			"description": "Security defaults is a set of basic identity security mechanisms recommended by Microsoft.",
		}},
		"/policies/authenticationMethodsPolicy": {{
			"id": "authenticationMethodsPolicy", "displayName": "Authentication Methods Policy", "policyVersion": "1.5",
			"description": "The tenant-wide policy that controls which authentication methods are allowed", "lastModifiedDateTime": nil, "reconfirmationInDays": nil,
		}},
		"/policies/adminConsentRequestPolicy": {{
			"id": "adminConsentRequestPolicy", "isEnabled": false, "notifyReviewers": false, "remindersEnabled": false, "requestDurationInDays": 0, "version": 0, "reviewers": []any{},
		}},
		"/policies/crossTenantAccessPolicy": {{"id": "crossTenantAccessPolicy", "displayName": "CrossTenantAccessPolicy", "allowedCloudEndpoints": []any{}}},
	}
}
