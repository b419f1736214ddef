// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package directory

import (
	"strings"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/object"
)

// Domain is a name that the tenant has, or wants to have.
var Domain = object.Definition{
	Name:   "domain",
	Doc:    "A domain of the tenant. A new one counts once its owner has put one of the records of `microsoft365_domain_verification_dns_records` into its DNS, and Entra has been told to look for it, which `microsoft365_domain_verification` does; one below a verified domain of the tenant counts at once.",
	Place:  object.Collection{API: object.V1, Path: "/domains", Type: "microsoft.graph.domain"},
	LookUp: object.LookUp{Unfiltered: true},
	Life: &object.Life{
		Create: object.Create{ID: object.FromBody},
		Fixed: []object.Fixed{
			{When: []object.Condition{object.Is("isInitial", true)}, Changes: true, Because: "It is the domain that the tenant began with, which stays."},
		},
	},
	Needs: object.Needs{Role: "Domain Name Administrator"},
	Attributes: []object.Attribute{
		{Name: "id", Mode: object.Required, CreateOnly: true, Type: object.String{Pattern: `^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`, PatternDoc: "must be the name of a domain", Notation: strings.ToLower, Sample: "contoso.com"}, Doc: "Name of the domain: `contoso.com`. Upper and lower case do not count."},
		// Graph changes these of verified domains only, after the creation.
		{Name: "isDefault", Mode: object.ReadOnly, Type: object.Bool{}, Volatile: true, Doc: "Whether new users get it."},
		{Name: "supportedServices", Mode: object.ReadOnly, Type: object.Set{Of: object.String{}}, Volatile: true, Doc: "Services that use the domain, such as `Email`."},
		{Name: "passwordValidityPeriodInDays", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Days after which a password must be changed, 2147483647 for never."},
		{Name: "passwordNotificationWindowInDays", Mode: object.ReadOnly, Type: object.Int{}, Volatile: true, Doc: "Days before that in which people are told."},
		{Name: "isInitial", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether it is the one that the tenant began with, `….onmicrosoft.com`."},
		{Name: "isVerified", Mode: object.ReadOnly, Type: object.Bool{}, Volatile: true, Doc: "Whether the tenant has proved that it owns the domain."},
		{Name: "isRoot", Mode: object.ReadOnly, Type: object.Bool{}, Volatile: true, Doc: "Whether it is no part of another domain of the tenant."},
		{Name: "isAdminManaged", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether administrators have taken it over."},
		{Name: "authenticationType", Mode: object.ReadOnly, Type: object.String{}, Volatile: true, Doc: "`Managed` by Entra, or `Federated`."},
	},
}

// DomainVerification has Entra look for the record in the domain's DNS. The domain stays
// verified for as long as the tenant has it.
var DomainVerification = object.Definition{
	Name:      "domain_verification",
	Doc:       "The proof that the tenant owns a `microsoft365_domain`: Entra looks for one of the records of `microsoft365_domain_verification_dns_records` in the domain's DNS. It fails until the record can be seen there, and can then be applied again.",
	Reference: "domain-verify",
	Place:     object.Part{API: object.V1, Path: "/domains/{domainId}", Type: "microsoft.graph.domain"},
	Life:      &object.Life{Delete: object.Delete{Never: "A domain that is verified stays so for as long as the tenant has it."}},
	Needs:     object.Needs{Role: "Domain Name Administrator"},
	Rules: []object.Rule{
		{Then: object.Is("isVerified", true), Because: "A domain that is verified stays so."},
	},
	Attributes: []object.Attribute{
		{Name: "domainId", Mode: object.Required, CreateOnly: true, Type: object.String{Notation: strings.ToLower, Sample: "contoso.onmicrosoft.com"}, Doc: "Name of the domain. Upper and lower case do not count."},
		{Name: "isVerified", Mode: object.Required, Action: &object.Action{Names: map[string]string{"true": "verify"}}, Type: object.Bool{}, Doc: "Whether the tenant has proved that it owns the domain, which is to be `true`."},
	},
}

// DomainVerificationDNSRecord is what the owner of a new domain puts into its DNS.
var DomainVerificationDNSRecord = object.Definition{
	Name:      "domain_verification_dns_record",
	Doc:       "A record by which the owner of a domain shows that the tenant may have it. One of those of a domain is enough, the TXT record or the MX record.",
	Reference: "domain-list-verificationdnsrecords",
	Place:     object.Collection{API: object.V1, Path: "/domains/{domainId}/verificationDnsRecords", Type: "microsoft.graph.domainDnsRecord"},
	LookUp:    object.LookUp{Unfiltered: true},
	Attributes: []object.Attribute{
		{Name: "domainId", Mode: object.Required, Type: object.String{}, Doc: "Name of the domain."},
		{Name: "recordType", Mode: object.ReadOnly, Type: object.String{}, Doc: "Type of the record: `Txt` or `Mx`."},
		{Name: "label", Mode: object.ReadOnly, Type: object.String{}, Doc: "Name of the record, which is that of the domain."},
		{Name: "ttl", Mode: object.ReadOnly, Type: object.Int{}, Doc: "Seconds for which others may remember the record."},
		{Name: "supportedService", Mode: object.ReadOnly, Type: object.String{}, Doc: "Service that the record is for."},
		{Name: "isOptional", Mode: object.ReadOnly, Type: object.Bool{}, Doc: "Whether it can be left out."},
	},
	Variants: []object.Variant{
		{Name: "txt", Type: "microsoft.graph.domainDnsTxtRecord", Doc: "A TXT record.", Attributes: []object.Attribute{
			{Name: "text", Mode: object.ReadOnly, Type: object.String{}, Doc: "The text: `MS=ms12345678`."},
		}},
		{Name: "mx", Type: "microsoft.graph.domainDnsMxRecord", Doc: "An MX record.", Attributes: []object.Attribute{
			{Name: "mailExchange", Mode: object.ReadOnly, Type: object.String{}, Doc: "Host of the record."},
			{Name: "preference", Mode: object.ReadOnly, Type: object.Int{}, Doc: "Preference of the record, so low that no mail goes there."},
		}},
	},
}
