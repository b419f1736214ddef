// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/tenant/store"
)

func policyRules() table {
	all := table{
		"/policies/adminConsentRequestPolicy":                                  {puts: true},
		"/policies/deviceRegistrationPolicy":                                   {puts: true, changeAnswers: true},
		"/policies/authenticationMethodsPolicy":                                {changeAnswers: true, embeds: []string{"authenticationMethodConfigurations"}},
		authenticationMethodsPath:                                              {embeds: []string{"includeTargets", "passkeyProfiles"}},
		"/organization/*/settings/itemInsights":                                {changeAnswers: true},
		"/organization/*/settings/peopleInsights":                              {changeAnswers: true},
		"/organization/*/settings/contactInsights":                             {changeAnswers: true},
		"/identityGovernance/accessReviews/definitions/*/instances":            {changeAnswers: true},
		"/identityGovernance/accessReviews/definitions/*/instances/*/stages":   {changeAnswers: true},
		"/directory/federationConfigurations":                                  {changeAnswers: true},
		"/domains/*/federationConfiguration":                                   {changeAnswers: true, stored: federate, removed: unfederate},
		crossTenantDefaultPath:                                                 {derive: customized},
		"/policies/crossTenantAccessPolicy/partners/*/identitySynchronization": {derive: ofTenant},
		permissionGrantsPath: {
			required: []string{"id"}, clientID: true, check: checkPermissionGrant, keeps: keepPermissionGrant, embeds: []string{"includes", "excludes"},
		},
		permissionGrantsPath + "/*/includes": {required: []string{"permissionType"}, defaults: anyPermission()},
		permissionGrantsPath + "/*/excludes": {required: []string{"permissionType"}, defaults: anyPermission()},
		userFlowAttributesPath: {
			required: []string{"displayName", "dataType"}, createOnly: []string{"displayName", "dataType"},
			unique: []string{"displayName"}, complete: completeUserFlowAttribute, keeps: keepUserFlowAttribute,
		},
		"/identity/b2xUserFlows":                     {required: []string{"id", "userFlowType", "userFlowTypeVersion"}, clientID: true, complete: prefixed("B2X_1_")},
		"/identity/b2cUserFlows":                     {required: []string{"id", "userFlowType", "userFlowTypeVersion"}, clientID: true, complete: prefixed("B2C_1_")},
		"/identity/apiConnectors":                    {required: []string{"displayName", "targetUrl", "authenticationConfiguration"}, hidden: map[string]string{"authenticationConfiguration": "password"}},
		"/identity/identityProviders":                {hidden: map[string]string{"clientSecret": ""}},
		"/policies/appManagementPolicies":            {required: []string{"displayName", "restrictions"}},
		rolloutsPath:                                 {required: []string{"displayName", "feature", "isEnabled"}},
		"/policies/crossTenantAccessPolicy/partners": {required: []string{"tenantId"}, createOnly: []string{"tenantId"}, clientID: true, naturalKey: "tenantId", check: checkPartner},
	}
	for _, kind := range []string{"claimsMappingPolicies", "tokenLifetimePolicies", "tokenIssuancePolicies", "homeRealmDiscoveryPolicies", "activityBasedTimeoutPolicies"} {
		all[store.Pattern("/policies").Child(kind)] = &rules{
			required: []string{"definition", "displayName"}, readOnly: []string{"deletedDateTime"}, check: checkDefinition,
			defaults: store.Object{"isOrganizationDefault": false},
		}
	}
	return all
}

// policyOperations are those of policies and identity providers.
func policyOperations() operations {
	return operations{
		"crossTenantAccessPolicyConfigurationDefault": {"resetToSystemDefault": (*call).resetToSystemDefault},
		"identityProvider[]":                          {"availableProviderTypes": (*call).providerTypes},
		"identityProviderBase[]":                      {"availableProviderTypes": (*call).providerTypes},
	}
}

// policyPermissions open the paths of these rules.
func policyPermissions() permissions {
	return permissions{
		"/policies/accessReviewPolicy":                        {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.AccessReview"}},
		"/policies/authorizationPolicy":                       {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.Authorization"}},
		"/policies/authenticationMethodsPolicy":               {read: []string{"Policy.Read.All", "Policy.Read.AuthenticationMethod"}, write: []string{"Policy.ReadWrite.AuthenticationMethod"}},
		"/policies/identitySecurityDefaultsEnforcementPolicy": {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.SecurityDefaults", "Policy.ReadWrite.ConditionalAccess"}},
		"/policies/crossTenantAccessPolicy":                   {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.CrossTenantAccess"}},
		"/policies/claimsMappingPolicies":                     {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
		"/policies/tokenLifetimePolicies":                     {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
		"/policies/tokenIssuancePolicies":                     {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
		"/policies/homeRealmDiscoveryPolicies":                {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
		"/policies/permissionGrantPolicies":                   {read: []string{"Policy.Read.All", "Policy.Read.PermissionGrant"}, write: []string{"Policy.ReadWrite.PermissionGrant"}},
		"/policies/adminConsentRequestPolicy":                 {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ConsentRequest"}},
		"/policies/authenticationFlowsPolicy":                 {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.AuthenticationFlows"}},
		"/policies/externalIdentitiesPolicy":                  {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ExternalIdentities"}},
		"/policies/defaultAppManagementPolicy":                {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
		"/policies/appManagementPolicies":                     {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
		"/policies/activityBasedTimeoutPolicies":              {read: []string{"Policy.Read.All"}, write: []string{"Policy.ReadWrite.ApplicationConfiguration"}},
		"/policies/deviceRegistrationPolicy":                  {read: []string{"Policy.Read.All", "Policy.Read.DeviceConfiguration"}, write: []string{"Policy.ReadWrite.DeviceConfiguration"}},
		"/policies/featureRolloutPolicies":                    {read: []string{"Policy.Read.All", "Directory.Read.All"}, write: []string{"Policy.ReadWrite.FeatureRollout", "Directory.ReadWrite.All"}},
		"/identity/identityProviders":                         {read: []string{"IdentityProvider.Read.All"}, write: []string{"IdentityProvider.ReadWrite.All"}},
		"/identity/userFlowAttributes":                        {read: []string{"IdentityUserFlow.Read.All"}, write: []string{"IdentityUserFlow.ReadWrite.All"}},
		"/identity/b2xUserFlows":                              {read: []string{"IdentityUserFlow.Read.All"}, write: []string{"IdentityUserFlow.ReadWrite.All"}},
		"/identity/apiConnectors":                             {read: []string{"APIConnectors.Read.All"}, write: []string{"APIConnectors.ReadWrite.All"}},
		"/identity/b2cUserFlows":                              {read: []string{"IdentityUserFlow.Read.All"}, write: []string{"IdentityUserFlow.ReadWrite.All"}},
		"/directory/federationConfigurations":                 {read: []string{"IdentityProvider.Read.All", "Domain.Read.All"}, write: []string{"IdentityProvider.ReadWrite.All", "Domain.ReadWrite.All"}},
		"/onPremisesPublishingProfiles":                       {read: []string{"OnPremisesPublishingProfiles.ReadWrite.All"}, write: []string{"OnPremisesPublishingProfiles.ReadWrite.All"}},
	}
}

func checkPartner(c *call, before, after store.Object) error {
	after["id"] = after["tenantId"]
	if _, taken := c.store.FindBy("/policies/crossTenantAccessPolicy/partners", "tenantId", text(after["tenantId"])); taken && before == nil {
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

// customized: a default that somebody has changed is the tenant's own.
func customized(_ *call, _, after store.Object) { after["isServiceDefault"] = false }

// resetToSystemDefault gives the service's default back.
func (c *call) resetToSystemDefault() (reply, error) {
	e, err := c.object()
	if err != nil {
		return reply{}, err
	}
	c.must(c.store.Replace(e.path, e.id(), func(store.Object) (store.Object, error) { return crossTenantDefault(), nil }))
	return noContent(), nil
}

// ofTenant: a partner's part is known by the partner's tenant.
func ofTenant(c *call, _, after store.Object) {
	after["tenantId"] = c.target.path.Key(0)
}

// builtInGrant is what the ids of Microsoft's policies about consent begin with.
const builtInGrant = "microsoft-"

func checkPermissionGrant(_ *call, before, after store.Object) error {
	if strings.HasPrefix(text(after["id"]), builtInGrant) {
		return badRequest("The id '%s' belongs to a policy of Microsoft, which cannot be made or changed.", text(after["id"]))
	}
	if before == nil && after["displayName"] == nil {
		after["displayName"] = after["id"]
	}
	return nil
}

func keepPermissionGrant(c *call, policy store.Object) error {
	return checkPermissionGrant(c, policy, policy)
}

// prefixed makes the rule that the ids of user flows begin with their kind.
func prefixed(prefix string) func(*call, store.Object) {
	return func(_ *call, flow store.Object) {
		flow["id"] = prefix + strings.TrimPrefix(text(flow["id"]), prefix)
	}
}

// extensionsApp stands for the application that holds a tenant's own attributes.
const extensionsApp = "7c4f2a1e9b6d4d0f8f3a5e2b1c0d9e8f"

// completeUserFlowAttribute: an own attribute is an extension of the directory.
func completeUserFlowAttribute(_ *call, attribute store.Object) {
	attribute["id"] = "extension_" + extensionsApp + "_" + strings.ReplaceAll(text(attribute["displayName"]), " ", "")
	attribute["userFlowAttributeType"] = "custom"
}

func keepUserFlowAttribute(_ *call, attribute store.Object) error {
	if attribute["userFlowAttributeType"] != "custom" {
		return badRequest("Built-in user flow attributes cannot be deleted.")
	}
	return nil
}
