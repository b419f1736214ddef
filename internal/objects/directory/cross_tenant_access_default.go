// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// CrossTenantAccessDefault is what holds for all tenants that have no settings of their
// own. The metadata has appServiceConnectInbound and m365Collaboration… too, of which
// the reference says nothing.
var CrossTenantAccessDefault = object.Definition{
	Name:      "cross_tenant_access_default",
	Doc:       "How the tenant works together with all other tenants of Entra: whose users may come in, where its own may go, and whose multi-factor authentication and devices count. Every tenant has exactly one; arguments that are left out stay as they are.",
	Reference: "resources/crosstenantaccesspolicyconfigurationdefault",
	Place:     object.Singleton{API: object.V1, Path: "/policies/crossTenantAccessPolicy/default", Type: "microsoft.graph.crossTenantAccessPolicyConfigurationDefault"},
	Life:      &object.Life{},
	Needs:     object.Needs{Role: "Security Administrator"},
	Attributes: []object.Attribute{
		{Name: "b2bCollaborationInbound", Mode: object.Server, Type: b2bSetting, Doc: "Which users of other tenants may become guests, and which applications they may use."},
		{Name: "b2bCollaborationOutbound", Mode: object.Server, Type: b2bSetting, Doc: "Which users may become guests of other tenants, and which applications they may use there."},
		{Name: "b2bDirectConnectInbound", Mode: object.Server, Type: b2bSetting, Doc: "Which users of other tenants may take part in shared channels without being guests."},
		{Name: "b2bDirectConnectOutbound", Mode: object.Server, Type: b2bSetting, Doc: "Which users may take part in shared channels of other tenants."},
		{Name: "inboundTrust", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isMfaAccepted", Mode: object.Server, Type: object.Bool{}, Doc: "Whether multi-factor authentication in the other tenant counts."},
			{Name: "isCompliantDeviceAccepted", Mode: object.Server, Type: object.Bool{}, Doc: "Whether a device counts as compliant that is so in the other tenant."},
			{Name: "isHybridAzureADJoinedDeviceAccepted", Mode: object.Server, Type: object.Bool{}, Doc: "Whether a device counts as hybrid joined that is so in the other tenant."},
		}}, Doc: "What Conditional Access believes of another tenant."},
		{Name: "invitationRedemptionIdentityProviderConfiguration", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "primaryIdentityProviderPrecedenceOrder", Mode: object.Server, Type: object.List{Of: object.String{Enum: []string{"azureActiveDirectory", "externalFederation", "socialIdentityProviders", "emailOneTimePasscode", "microsoftAccount", "defaultConfiguredIdp"}}}, Doc: "Where a guest is looked for, in this order: `azureActiveDirectory`, `externalFederation`, `socialIdentityProviders`."},
			{Name: "fallbackIdentityProvider", Mode: object.Server, Type: object.String{Enum: []string{"azureActiveDirectory", "externalFederation", "socialIdentityProviders", "emailOneTimePasscode", "microsoftAccount", "defaultConfiguredIdp"}}, Doc: "What a guest signs in with who is found nowhere: a code by mail, an account of Microsoft, or whichever the tenant has."},
		}}, Doc: "With which identity a guest accepts an invitation."},
		{Name: "tenantRestrictions", Mode: object.Server, Type: object.Object{Attributes: append([]object.Attribute{
			{Name: "devices", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
				{Name: "mode", Mode: object.Server, Type: object.String{Enum: []string{"allowed", "blocked"}}, Doc: "Whether the devices of the rule may be used, or may not."},
				{Name: "rule", Mode: object.Server, Type: object.String{Sample: `device.profileType -ne "RegisteredDevice"`}, Doc: "Rule that selects devices."},
			}}, Doc: "Devices that the restrictions hold for. Microsoft has them in preview."},
		}, b2bFilters...)}, Doc: "What somebody with an account of another tenant may do on this tenant's networks and devices."},
		{Name: "automaticUserConsentSettings", Mode: object.ReadOnly, Type: object.Object{Attributes: []object.Attribute{
			{Name: "inboundAllowed", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether users who come in are not asked. Never by default."},
			{Name: "outboundAllowed", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether users who go out are not asked. Never by default."},
		}}, Doc: "Whether users consent without being asked."},
		{Name: "isServiceDefault", Mode: object.ReadOnly, Type: object.Bool{}, Volatile: true, Doc: "Whether nobody has changed anything yet."},
	},
	MovedFrom: object.From("microsoft365_graph_beta_identity_and_access_cross_tenant_access_default_settings", "microsoft365wp_cross_tenant_access_policy_configuration_default"),
}

// b2bSetting says who and what is let through in one direction.
var b2bSetting = object.Object{Attributes: b2bFilters}

var b2bFilters = accessFilters(object.Server, object.Server)

// accessFilters are whom and what a setting is about: each may be there in one mode, and
// says what it says in another.
func accessFilters(each, member object.Mode) []object.Attribute {
	filter := object.Object{Attributes: []object.Attribute{
		{Name: "accessType", Mode: member, Type: object.String{Enum: []string{"allowed", "blocked"}}, Doc: "Whether the targets are let through, or kept out."},
		{Name: "targets", Mode: member, Type: object.Set{MinItems: 1, Of: accessTarget}, Doc: "Users, groups or applications."},
	}}
	return []object.Attribute{
		{Name: "usersAndGroups", Mode: each, Type: filter, Doc: "Whom it is about."},
		{Name: "applications", Mode: each, Type: filter, Doc: "Which applications it is about."},
	}
}

var accessTarget = object.Object{Attributes: []object.Attribute{
	{Name: "target", Mode: object.Required, Type: object.Reference{To: "user, group or application", Or: []string{"AllUsers", "AllApplications", "Office365"}}, Doc: "Id of the user or group, or client id of the application."},
	{Name: "targetType", Mode: object.Required, Type: object.String{Enum: []string{"user", "group", "application"}}, Doc: "What the target is. `AllUsers` is a `user`."},
}}
