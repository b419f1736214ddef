// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// CrossTenantIdentitySync is whether another tenant may write its users into this one.
// Beta has groups too.
var CrossTenantIdentitySync = object.Definition{
	Name:      "cross_tenant_identity_sync",
	Doc:       "Whether the other tenant of a `microsoft365_cross_tenant_access_partner` may bring its users into this one. What that tenant does is a synchronization there.",
	Reference: "resources/crosstenantidentitysyncpolicypartner",
	Place:     object.OnlyChild{API: object.V1, Path: partners + "/{tenantId}/identitySynchronization", Type: "microsoft.graph.crossTenantIdentitySyncPolicyPartner", Key: "tenantId", Put: true},
	Life:      &object.Life{},
	Needs:     object.Needs{Role: "Security Administrator"},
	Attributes: []object.Attribute{
		{Name: "tenantId", Mode: object.Required, CreateOnly: true, Type: object.Reference{To: "tenant"}, Doc: "Id of the other tenant, which must be a partner already."},
		{Name: "displayName", Mode: object.Optional, Type: object.String{}, Doc: "Name of the other tenant, for people who read the settings."},
		{Name: "userSyncInbound", Mode: object.Required, Type: object.Object{Attributes: []object.Attribute{
			{Name: "isSyncAllowed", Mode: object.Required, Type: object.Bool{}, Doc: "Whether the other tenant may make, change and delete users here."},
		}}, Doc: "What holds for users who come in."},
	},
	MovedFrom: []object.Move{
		{From: "microsoft365_graph_beta_identity_and_access_cross_tenant_access_partner_user_sync_settings", Attributes: map[string]string{"tenantId": "tenant_id"}},
	},
}
