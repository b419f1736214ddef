// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package conditionalaccess

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

const (
	ipNamedLocation  = "microsoft.graph.ipNamedLocation"
	compliantNetwork = "microsoft.graph.compliantNetworkNamedLocation"
)

// NamedLocation is a network or a set of countries that Conditional Access can
// refer to. It is read by beta: v1.0 does not say of the compliant network what it
// is, and a tenant that has one could not be listed.
var NamedLocation = object.Definition{
	Name:   "named_location",
	Doc:    "A network or a set of countries that Conditional Access policies can refer to.",
	Place:  object.Collection{API: object.Beta, Path: "/identity/conditionalAccess/namedLocations", Type: "microsoft.graph.namedLocation"},
	LookUp: object.LookUp{Key: "displayName", PageSize: 100},
	Life: &object.Life{
		// A trusted location is not deleted.
		Delete: object.Delete{Bin: "/identity/conditionalAccess/deletedItems/namedLocations", Withdrawn: object.Body{"isTrusted": false}},
		Fixed:  []object.Fixed{{When: []object.Condition{object.Given("compliantNetwork")}, Changes: true, Because: "Global Secure Access makes the location of the compliant network, and keeps it."}},
	},
	Needs: object.Needs{Role: "Conditional Access Administrator", Licence: "Microsoft Entra ID P1"},
	Attributes: []object.Attribute{
		{Name: "displayName", Mode: object.Required, Type: object.String{MaxLength: 256}, Doc: "Name shown in the policy editor."},
		{Name: "createdDateTime", Mode: object.ReadOnly, Type: object.Time{}, Doc: "When the location was created."},
		{Name: "modifiedDateTime", Mode: object.ReadOnly, Type: object.Time{}, Volatile: true, Doc: "When the location was last changed."},
	},
	Variants: []object.Variant{
		{Name: "ip", Type: ipNamedLocation, Doc: "A location that is known by its addresses.", Attributes: []object.Attribute{
			{Name: "ipRanges", Mode: object.Required, Type: object.Set{Of: addresses, MinItems: 1}, Doc: "Address ranges in CIDR notation, such as `203.0.113.0/24` or `2001:db8::/32`, or from the first address to the last, with a hyphen: `203.0.113.1-203.0.113.9`."},
			{Name: "isTrusted", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether sign-ins from here count as trusted."},
		}},
		{Name: "country", Type: "microsoft.graph.countryNamedLocation", Doc: "A location that is known by its countries.", Attributes: []object.Attribute{
			{Name: "countriesAndRegions", Mode: object.Required, Type: object.Set{Of: object.String{Pattern: "^[A-Z]{2}$", PatternDoc: "must be a two-letter country code of ISO 3166, in capitals", Sample: "IS"}}, Doc: "Two-letter codes of ISO 3166."},
			{Name: "countryLookupMethod", Mode: object.Default("clientIpAddress"), Type: object.String{Enum: []string{"clientIpAddress", "authenticatorAppGps"}}, Doc: "By what the country of a sign-in is found."},
			{Name: "includeUnknownCountriesAndRegions", Mode: object.Default(false), Type: object.Bool{}, Doc: "Whether addresses that belong to no country count too."},
		}},
		{Name: "compliantNetwork", Type: compliantNetwork, Doc: "The networks of devices that go through Global Secure Access, which makes the location when its signals are turned on for Conditional Access. It cannot be made with Terraform, but imported.", Attributes: []object.Attribute{
			{Name: "compliantNetworkType", Mode: object.ReadOnly, Type: object.String{}, Doc: "Kind of compliant network: `allTenantCompliantNetworks`."},
			{Name: "isTrusted", Mode: object.Server, Type: object.Bool{}, Doc: "Whether sign-ins from here count as trusted."},
		}},
	},
	MovedFrom: object.From("azuread_named_location", "microsoft365_graph_beta_identity_and_access_named_location"),
}

const (
	ipv4 = `\d{1,3}(\.\d{1,3}){3}`
	ipv6 = `[0-9a-fA-F.]*:[0-9a-fA-F.:]*`
)

// addresses is a range of addresses, which Graph types by its family and form.
var addresses = object.Wrapped{
	Property: "cidrAddress",
	Ends:     [2]string{"lowerAddress", "upperAddress"},
	Of: object.String{
		Pattern:    "^(" + ipv4 + `(/(\d|[12]\d|3[0-2])|-` + ipv4 + ")|" + ipv6 + `(/(\d|[1-9]\d|1[01]\d|12[0-8])|-` + ipv6 + "))$",
		PatternDoc: `must be a range in CIDR notation, such as "203.0.113.0/24", or of two addresses with a hyphen, "203.0.113.1-203.0.113.9"`,
		Sample:     "198.51.100.0/24",
	},
	Kind: func(value string) string {
		family, form := "iPv4", "Range"
		if strings.Contains(value, ":") {
			family = "iPv6"
		}
		if strings.Contains(value, "/") {
			form = "CidrRange"
		}
		return "microsoft.graph." + family + form
	},
}
