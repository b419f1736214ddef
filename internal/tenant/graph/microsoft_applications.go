// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package graph

// MicrosoftTenantID owns the applications of Microsoft's own services.
const MicrosoftTenantID = "f8cdef31-a31e-4b4a-93e4-5f571e91255a"

// microsoftApplications are services of Microsoft that a tenant may get a service
// principal of, by their application ids.
var microsoftApplications = map[string]string{
	"00000002-0000-0000-c000-000000000000": "Windows Azure Active Directory",
	"00000002-0000-0ff1-ce00-000000000000": "Office 365 Exchange Online",
	"00000003-0000-0000-c000-000000000000": "Microsoft Graph",
	"00000003-0000-0ff1-ce00-000000000000": "Office 365 SharePoint Online",
	"00000004-0000-0ff1-ce00-000000000000": "Skype for Business Online",
	"00000005-0000-0ff1-ce00-000000000000": "Yammer",
	"00000007-0000-0000-c000-000000000000": "Dataverse",
	"00000009-0000-0000-c000-000000000000": "Power BI Service",
	"022907d3-0f1b-48f7-badc-1ba6abab6d66": "Azure SQL Database",
	"41b23e61-6c1e-4545-b367-cd054e0ed4b4": "Azure VPN",
	"499b84ac-1321-427f-aa17-267ca6975798": "Azure DevOps",
	"797f4846-ba00-4fd7-ba43-dac1f8f63013": "Windows Azure Service Management API",
	"c161e42e-d4df-4a3d-9b42-e7a3c31f59d4": "Microsoft Intune API",
	"c5393580-f805-4401-95e8-94b7a6ef2fc2": "Office 365 Management APIs",
	"ca7f3f0b-7d91-482c-8e09-c5d840d0eac5": "Log Analytics API",
	"cc15fd57-2c6c-4117-a88c-83b1d56b4bbe": "Microsoft Teams Services",
	"cfa8b339-82a2-471a-a3c9-0fc0be7a4093": "Azure Key Vault",
	"e406a681-f3d4-42a8-90b6-c2b029497af1": "Azure Storage",
}
