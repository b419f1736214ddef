// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// conditionalAccessKnownApps gives names to what policies name by ids.
func conditionalAccessKnownApps() *named {
	return &named{
		name: "conditional_access_known_apps",
		definition: function.Definition{
			Summary:             "Gives the apps of Microsoft that Conditional Access policies name",
			MarkdownDescription: "Maps names, such as `azure_management` and `exchange_online`, to what stands in `include_applications` and `exclude_applications` of a policy: application ids, which are the same in every tenant, and Graph's words for groups of apps (`Office365`, `MicrosoftAdminPortals`).",
			Return:              function.MapReturn{ElementType: types.StringType},
		},
		run: func(context.Context, function.ArgumentsData) (any, *function.FuncError) { return knownApps(), nil },
	}
}

// knownApps are Graph's words, and those of Microsoft's published list of its
// applications that people write policies for.
func knownApps() map[string]string {
	return map[string]string{
		"all":                         "All",
		"none":                        "None",
		"office_365":                  "Office365",
		"microsoft_admin_portals":     "MicrosoftAdminPortals",
		"azure_cli":                   "04b07795-8ddb-461a-bbee-02f9e1bf7b46",
		"azure_management":            "797f4846-ba00-4fd7-ba43-dac1f8f63013",
		"azure_portal":                "c44b4083-3bb0-49c1-b47d-974e53cbdf3c",
		"azure_powershell":            "1950a258-227b-4e31-a9cf-717495945fc2",
		"azure_sql_database":          "022907d3-0f1b-48f7-badc-1ba6abab6d66",
		"dataverse":                   "00000007-0000-0000-c000-000000000000",
		"exchange_online":             "00000002-0000-0ff1-ce00-000000000000",
		"exchange_online_protection":  "00000007-0000-0ff1-ce00-000000000000",
		"graph_command_line_tools":    "14d82eec-204b-4c2f-b7e8-296a70dab67e",
		"graph_explorer":              "de8bc8b5-d9f9-48b1-a8ad-b748da725064",
		"intune_enrollment":           "d4ebce55-015a-49b5-a083-c84d1797ae8c",
		"microsoft_defender_for_apps": "3090ab82-f1c1-4cdf-af2c-5d7a6f3e2cc7",
		"microsoft_dynamics_erp":      "00000015-0000-0000-c000-000000000000",
		"microsoft_forms":             "c9a559d2-7aab-4f13-a6ed-e7e9c52aec87",
		"microsoft_graph":             "00000003-0000-0000-c000-000000000000",
		"microsoft_intune":            "0000000a-0000-0000-c000-000000000000",
		"microsoft_office":            "d3590ed6-52b3-4102-aeff-aad2292ab01c",
		"microsoft_teams":             "1fec8e78-bce4-4aaf-ab1b-5451cc387264",
		"microsoft_teams_services":    "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",
		"office_365_management":       "00b41c95-dab0-4487-9791-b9d2c32c80f2",
		"office_365_portal":           "00000006-0000-0ff1-ce00-000000000000",
		"power_bi":                    "00000009-0000-0000-c000-000000000000",
		"sharepoint_online":           "00000003-0000-0ff1-ce00-000000000000",
		"skype_for_business_online":   "00000004-0000-0ff1-ce00-000000000000",
		"viva_engage":                 "00000005-0000-0ff1-ce00-000000000000",
		"windows_azure_directory":     "00000002-0000-0000-c000-000000000000",
	}
}
