// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// CrossTenantAccessPartner is what holds for one other tenant. The metadata has
// appServiceConnectInbound and m365Collaboration… too, of which the reference says
// nothing, and no page tells of a request that sets isServiceProvider.
var CrossTenantAccessPartner = object.Definition{
	Name:      "cross_tenant_access_partner",
	Doc:       "How the tenant works together with one other tenant of Entra. What is left out holds as `microsoft365_cross_tenant_access_default` says.",
	Reference: "resources/crosstenantaccesspolicyconfigurationpartner",
	Place:     object.Collection{API: object.V1, Path: partners, Type: "microsoft.graph.crossTenantAccessPolicyConfigurationPartner", Key: "tenantId"},
	LookUp:    object.LookUp{Key: "tenantId", Unique: true, Unfiltered: true},
	Life:      &object.Life{},
	Needs:     object.Needs{Role: "Security Administrator"},
	Attributes: []object.Attribute{
		{Name: "tenantId", Mode: object.Required, Type: object.Reference{To: "tenant"}, CreateOnly: true, Doc: "Id of the other tenant."},
		{Name: "b2bCollaborationInbound", Mode: object.Optional, Type: partnerSetting, Doc: "Which users of the other tenant may become guests, and which applications they may use."},
		{Name: "b2bCollaborationOutbound", Mode: object.Optional, Type: partnerSetting, Doc: "Which users may become guests of the other tenant, and which applications they may use there."},
		{Name: "b2bDirectConnectInbound", Mode: object.Optional, Type: partnerSetting, Doc: "Which users of the other tenant may take part in shared channels without being guests."},
		{Name: "b2bDirectConnectOutbound", Mode: object.Optional, Type: partnerSetting, Doc: "Which users may take part in shared channels of the other tenant."},
		{Name: "inboundTrust", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isMfaAccepted", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether multi-factor authentication in the other tenant counts."},
			{Name: "isCompliantDeviceAccepted", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a device counts as compliant that is so in the other tenant."},
			{Name: "isHybridAzureADJoinedDeviceAccepted", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether a device counts as hybrid joined that is so in the other tenant."},
		}}, Doc: "What Conditional Access believes of the other tenant."},
		{Name: "automaticUserConsentSettings", Mode: object.Server, Type: object.Object{Attributes: []object.Attribute{
			{Name: "inboundAllowed", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether users who come in are not asked. It takes effect where the other tenant allows it for those who go out."},
			{Name: "outboundAllowed", Mode: object.Optional, Type: object.Bool{}, Doc: "Whether users who go out are not asked."},
		}}, Doc: "Whether users consent without being asked. Microsoft's tenants show the object with nulls where nobody has set anything."},
		{Name: "tenantRestrictions", Mode: object.Optional, Type: object.Object{Attributes: append([]object.Attribute{
			{Name: "devices", Mode: object.Optional, Type: object.Object{Attributes: []object.Attribute{
				{Name: "mode", Mode: object.Required, Type: object.String{Enum: []string{"allowed", "blocked"}}, Doc: "Whether the devices of the rule may be used, or may not."},
				{Name: "rule", Mode: object.Required, Type: object.String{Sample: `device.profileType -ne "RegisteredDevice"`}, Doc: "Rule that selects devices."},
			}}, Doc: "Devices that the restrictions hold for. Microsoft has them in preview."},
		}, partnerFilters...)}, Doc: "What somebody with an account of the other tenant may do on this tenant's networks and devices."},
		{Name: "isServiceProvider", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether the other tenant is a Cloud Service Provider of this one."},
		{Name: "isInMultiTenantOrganization", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether both tenants are of one multitenant organization."},
	},
	MovedFrom: []object.Move{
		{From: "microsoft365_graph_beta_identity_and_access_cross_tenant_access_partner_settings", Attributes: map[string]string{"id": "tenant_id"}},
		{From: "microsoft365wp_cross_tenant_access_policy_configuration_partner", Attributes: map[string]string{"id": "tenant_id"}},
	},
}

var partnerSetting = object.Object{Attributes: partnerFilters}

var partnerFilters = accessFilters(object.Optional, object.Required)

const partners = "/policies/crossTenantAccessPolicy/partners"
