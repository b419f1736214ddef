// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import "github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"

// SubscribedSku is a licence that the tenant has bought.
var SubscribedSku = object.Definition{
	Name:   "subscribed_sku",
	Doc:    "A licence that the tenant has bought, with the number of units and the service plans in it.",
	Place:  object.Collection{API: object.V1, Path: "/subscribedSkus", Type: "microsoft.graph.subscribedSku"},
	LookUp: object.LookUp{Key: "skuPartNumber", Unfiltered: true},
	Attributes: []object.Attribute{
		{Name: "skuPartNumber", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the licence, such as `ENTERPRISEPACK`."},
		{Name: "skuId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the licence, which assignments want."},
		{Name: "appliesTo", Mode: object.ReadOnly, Type: object.String{}, Doc: "`User`, or `Company` for licences of the whole tenant."},
		{Name: "capabilityStatus", Mode: object.ReadOnly, Type: object.String{}, Doc: "`Enabled`, or how the licence has ended."},
		{Name: "consumedUnits", Mode: object.ReadOnly, Type: object.Int{}, Doc: "Units that are assigned."},
		{Name: "prepaidUnits", Mode: object.ReadOnly, Type: object.Object{Attributes: []object.Attribute{
			{Name: "enabled", Mode: object.ReadOnly, Type: object.Int{}, Doc: "Units that can be assigned."},
			{Name: "suspended", Mode: object.ReadOnly, Type: object.Int{}, Doc: "Units of a subscription that was cancelled."},
			{Name: "warning", Mode: object.ReadOnly, Type: object.Int{}, Doc: "Units of a subscription that has expired and can be renewed."},
			{Name: "lockedOut", Mode: object.ReadOnly, Type: object.Int{}, Doc: "Units that cannot be used any more."},
		}}, Doc: "Units that were bought."},
		{Name: "servicePlans", Mode: object.ReadOnly, Type: object.List{Of: object.Object{Attributes: []object.Attribute{
			{Name: "servicePlanId", Mode: object.ReadOnly, Type: object.String{}, Doc: "Id of the plan."},
			{Name: "servicePlanName", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the plan, such as `EXCHANGE_S_ENTERPRISE`."},
			{Name: "appliesTo", Mode: object.ReadOnly, Type: object.String{}, Doc: "`User` or `Company`."},
			{Name: "provisioningStatus", Mode: object.ReadOnly, Type: object.String{}, Doc: "How far the plan has been set up."},
		}}}, Doc: "Service plans in the licence."},
	},
}
