// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conditionalaccess

import (
	"context"
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

const ipNamedLocation = "microsoft.graph.ipNamedLocation"

// NamedLocation is a network or a set of countries that Conditional Access can
// refer to.
var NamedLocation = object.Definition{
	Name:   "named_location",
	Doc:    "A network or a set of countries that Conditional Access policies can refer to.",
	Place:  object.Collection{API: object.V1, Path: "/identity/conditionalAccess/namedLocations", Type: "microsoft.graph.namedLocation"},
	LookUp: object.LookUp{Key: "displayName"},
	Life:   &object.Life{Delete: object.Delete{Bin: "/identity/conditionalAccess/deletedItems/namedLocations", Before: withdrawTrust}},
	Needs:  object.Needs{Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name shown in the policy editor."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the location was created."},
		{Name: "modifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the location was last changed."},
	},
	Variants: []object.Variant{
		{Name: "ip", Type: ipNamedLocation, Doc: "A location that is known by its addresses.", Attributes: []object.Attribute{
			{Name: "ipRanges", Mode: object.Required, Type: object.Set{Of: cidr, MinItems: 1}, Doc: "Address ranges in CIDR notation, such as `203.0.113.0/24` or `2001:db8::/32`."},
			{Name: "isTrusted", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether sign-ins from here count as trusted."},
		}},
		{Name: "country", Type: "microsoft.graph.countryNamedLocation", Doc: "A location that is known by its countries.", Attributes: []object.Attribute{
			{Name: "countriesAndRegions", Mode: object.Required, Type: object.Set{Of: object.String{Pattern: "^[A-Z]{2}$", PatternDoc: "must be a two-letter country code of ISO 3166, in capitals", Sample: "IS"}, MinItems: 1}, Doc: "Two-letter codes of ISO 3166."},
			{Name: "countryLookupMethod", Mode: object.Default("clientIpAddress"), Type: object.String{Enum: []string{"clientIpAddress", "authenticatorAppGps"}}, Doc: "By what the country of a sign-in is found."},
			{Name: "includeUnknownCountriesAndRegions", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether addresses that belong to no country count too."},
		}},
	},
}

// cidr is a range of addresses, which Graph types by its family.
var cidr = object.Wrapped{
	Property: "cidrAddress",
	Of:       object.String{Pattern: `^(\d{1,3}(\.\d{1,3}){3}/(\d|[12]\d|3[0-2])|[0-9a-fA-F.]*:[0-9a-fA-F.:]*/(\d|[1-9]\d|1[01]\d|12[0-8]))$`, PatternDoc: `must be a range in CIDR notation, such as "203.0.113.0/24"`, Sample: "198.51.100.0/24"},
	Kind: func(value string) string {
		if strings.Contains(value, ":") {
			return "microsoft.graph.iPv6CidrRange"
		}
		return "microsoft.graph.iPv4CidrRange"
	},
}

// withdrawTrust clears isTrusted first: Graph refuses to delete a trusted location.
func withdrawTrust(ctx context.Context, call object.Call) (undo func(context.Context) error, err error) {
	if call.State["isTrusted"] != true {
		return nil, nil
	}
	trust := func(ctx context.Context, trusted bool) error {
		return call.Patch(ctx, object.Body{"@odata.type": "#" + ipNamedLocation, "isTrusted": trusted})
	}
	return func(ctx context.Context) error { return trust(ctx, true) }, trust(ctx, false)
}
