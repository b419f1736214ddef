// Copyright (c) terraform-provider-microsoft365 authors
// SPDX-License-Identifier: MPL-2.0

package functions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-provider-microsoft365/terraform-provider-microsoft365/internal/publishedapps"
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

// knownApps are Graph's words, and applications that people write policies for.
func knownApps() map[string]string {
	published := publishedapps.IDs()
	return map[string]string{
		"all":                         "All",
		"none":                        "None",
		"office_365":                  "Office365",
		"microsoft_admin_portals":     "MicrosoftAdminPortals",
		"azure_cli":                   published["microsoft_azure_cli"],
		"azure_management":            published["azure_resource_manager"],
		"azure_portal":                published["azure_portal"],
		"azure_powershell":            published["azure_powershell"],
		"azure_sql_database":          published["azure_sql_database"],
		"dataverse":                   published["dynamics_crm"],
		"exchange_online":             published["office_365_exchange_online"],
		"exchange_online_protection":  published["office_365_exchange_online_protection"],
		"graph_command_line_tools":    published["graph_command_line_tools"],
		"graph_explorer":              published["graph_explorer"],
		"intune_enrollment":           published["microsoft_intune_enrollment"],
		"microsoft_defender_for_apps": published["microsoft_defender_for_apps"],
		"microsoft_dynamics_erp":      published["dynamics_erp"],
		"microsoft_forms":             published["microsoft_forms"],
		"microsoft_graph":             published["microsoft_graph"],
		"microsoft_intune":            published["microsoft_intune"],
		"microsoft_office":            published["microsoft_office"],
		"microsoft_teams":             published["microsoft_teams"],
		"microsoft_teams_services":    published["teams_services"],
		"office_365_management":       "00b41c95-dab0-4487-9791-b9d2c32c80f2",
		"office_365_portal":           published["office_365_portal"],
		"power_bi":                    published["power_bi_service"],
		"sharepoint_online":           published["office_365_sharepoint_online"],
		"skype_for_business_online":   published["skype_for_business_online"],
		"viva_engage":                 published["yammer"],
		"windows_azure_directory":     published["azure_active_directory_graph"],
	}
}
